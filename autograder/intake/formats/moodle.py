"""Moodle's bulk download: `{Full name}_{number}_assignsubmission_file_`, a folder per student or a file per file.

The number is the participant's in this assignment, the `Participant 123` of the grading worksheet; in blind marking it
is all there is: `Participant_123_assignsubmission_file_`. What was typed in comes as `…_assignsubmission_onlinetext_…`;
of an assignment in groups, the name and number are the group's.
"""

import re
from collections.abc import Sequence

from autograder.intake.formats.gathering import Piece, by_student, strays
from autograder.intake.handed import Handed, Person
from autograder.intake.tree import Child, Kind

_NAMED = re.compile(r"(?P<number>\d{1,19})_assignsubmission_(?P<kind>file|onlinetext)(?:_(?P<file>.*))?", re.DOTALL)
_MARK = "_assignsubmission_"


def matches(inside: Sequence[Child]) -> bool:
    """Whether at least half of what lies here is named in Moodle's way."""
    return 0 < len(inside) <= 2 * sum(_piece(child) is not None for child in inside)


def handed(inside: Sequence[Child]) -> list[Handed]:
    """Return one submission per participant."""
    pieces = [(child, _piece(child)) for child in inside]
    found = by_student(piece for _, piece in pieces if piece is not None)
    return found + strays([child for child, piece in pieces if piece is None], "Moodle")


def _piece(child: Child) -> Piece | None:
    head, mark, tail = child.name.partition(_MARK)
    name, _, number = head.rpartition("_")
    match = _NAMED.fullmatch(number + mark + tail)
    if match is None or not name:
        return None
    shown = f"{name} {number}" if name == "Participant" else name
    file = match["file"] or ""
    return Piece(Person(shown, id=number), child, file if child.kind is Kind.FILE else "")
