"""Brightspace's bulk download: a folder `{number}-{number} - {Name} - {Nov 20, 2026 1200 PM}` per attempt.

An `index.html` lies beside the folders. Some exports are flat: the same, then ` - ` and the file's name.
"""

from collections.abc import Sequence

from autograder.intake.formats.gathering import Piece, by_student, strays
from autograder.intake.formats.times import spoken_time
from autograder.intake.handed import Handed, Person
from autograder.intake.tree import Child, Kind

_GAP = " - "
_INDEX = "index.html"


def matches(inside: Sequence[Child]) -> bool:
    """Whether at least half of what lies here is named in Brightspace's way."""
    students = [child for child in inside if child.name != _INDEX]
    return 0 < len(students) <= 2 * sum(_piece(child) is not None for child in students)


def handed(inside: Sequence[Child]) -> list[Handed]:
    """Return one submission per student, with the earlier attempts."""
    named = [(child, _piece(child)) for child in inside if child.name != _INDEX]
    found = by_student(piece for _, piece in named if piece is not None)
    return found + strays([child for child, piece in named if piece is None], "Brightspace")


def _piece(child: Child) -> Piece | None:
    numbers, *rest = child.name.split(_GAP)
    user, dash, item = numbers.partition("-")
    if not (dash and user.isdecimal() and item.isdecimal() and len(rest) >= 2):
        return None
    times = [(at, time) for at, part in enumerate(rest) if at > 0 and (time := spoken_time(part)) is not None]
    if not times:
        return None
    at, time = times[0]
    name, file = _GAP.join(rest[:at]), _GAP.join(rest[at + 1 :])
    if bool(file) != (child.kind is Kind.FILE) or not name.strip():
        return None
    return Piece(Person(name.strip(), id=user), child, file, time, time.isoformat())
