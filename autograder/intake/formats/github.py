"""Repositories as GitHub Classroom's tools clone them: a folder `{assignment}-{user}` per student.

They are known by the `.git` in each, or by the `classroom_roster.csv` beside them. The assignment is what all names
begin with.
"""

from collections.abc import Sequence

from autograder.intake.formats.gathering import Piece, by_student, common_start, strays
from autograder.intake.handed import Handed, Person
from autograder.intake.tree import Child, Folder, Kind

_ROSTER = "classroom_roster.csv"


def matches(inside: Sequence[Child]) -> bool:
    """Whether there are several folders of one assignment that are repositories, or a roster beside them."""
    folders = [child for child in inside if child.kind is Kind.FOLDER]
    if len(folders) < 2 or not _assignment(folders):
        return False
    return any(child.name == _ROSTER for child in inside) or 2 * sum(map(_is_repository, folders)) >= len(folders)


def handed(inside: Sequence[Child]) -> list[Handed]:
    """Return one submission per repository."""
    folders = [child for child in inside if child.kind is Kind.FOLDER]
    assignment = _assignment(folders)
    pieces = [Piece(_person(child.name.removeprefix(assignment)), child, "") for child in folders]
    return by_student(pieces) + strays([child for child in inside if child.kind is not Kind.FOLDER], "GitHub Classroom")


def _person(user: str) -> Person:
    return Person(user, login=user)


def _assignment(folders: Sequence[Child]) -> str:
    """Return what all names begin with, its hyphen included; of one folder, all but the last word."""
    names = [folder.name for folder in folders]
    start = common_start(names)
    return start[: start.rfind("-") + 1]


def _is_repository(child: Child) -> bool:
    return isinstance(child.source, Folder) and (child.source.path / ".git").exists()
