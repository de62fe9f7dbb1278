"""A plain folder of submissions: one folder, zip, `.py` or `.ipynb` per student, named after the student."""

from collections import defaultdict
from collections.abc import Sequence

from autograder.intake.blob import looks_like_zip
from autograder.intake.handed import Handed
from autograder.intake.names import listed, suffix
from autograder.intake.tree import Child, Kind, Tree

SUBMITTED = {".zip", ".py", ".ipynb"}
_RECORDS = {".csv", ".tsv", ".xls", ".xlsx", ".json", ".yml", ".yaml", ".db", ".sqlite", ".log"}


def matches(inside: Sequence[Child]) -> bool:
    """Every folder can be one of submissions."""
    return True


def handed(inside: Sequence[Child]) -> list[Handed]:
    """Return one submission per name; the instructor's own tables and records among the files are left out."""
    of_student: defaultdict[str, list[Child]] = defaultdict(list)
    for child in inside:
        if child.kind is not Kind.FILE or suffix(child.name) not in _RECORDS:
            of_student[student_of(child)].append(child)
    return [latest(student, found) for student, found in of_student.items()]


def student_of(child: Child) -> str:
    """Return the student's name: the folder's, or the file's without its suffix."""
    end = suffix(child.name)
    return child.name if child.kind is Kind.FOLDER or not end else child.name[: -len(end)]


def latest(student: str, found: Sequence[Child]) -> Handed:
    """Return the latest of what came under one name, with a remark on the others."""
    usable = [child for child in found if _problem(child) is None]
    if not usable:
        return Handed(student, problem=_problem(found[0]), remarks=(f"found {listed([c.name for c in found])}",))
    newest = usable[0] if len(usable) == 1 else max(usable, key=lambda child: child.modified)
    others = [child.name for child in found if child is not newest]
    remarks = (f"{newest.name} is the latest; left out: {listed(others)}",) if others else ()
    return Handed(student, newest.source, remarks=remarks)


def _problem(child: Child) -> str | None:
    """Return why a child cannot be a submission, if so."""
    if child.kind is Kind.ODD:
        return "a link or special file"
    if child.kind is Kind.FILE and suffix(child.name) not in SUBMITTED and not _is_zip(child):
        return "not a zip, .py or .ipynb"
    return None


def _is_zip(child: Child) -> bool:
    return isinstance(child.source, Tree) and any(map(looks_like_zip, child.source.files.values()))
