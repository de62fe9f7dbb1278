"""Canvas: the gradebook that Canvas exported, with one assignment filled in."""

import re

from autograder.errors import UsageError
from autograder.reports.exports.grades import Grades, chosen_column, csv_text, place_of
from autograder.reports.gradebook import number

_ABOUT = {
    "student", "lastname", "firstname", "id", "sis user id", "sis login id", "integration id", "root account",
    "section",
}  # fmt: skip
_ASSIGNMENT = re.compile(r"(?P<title>.*?)\s*\((?P<id>\d{1,19})\)\s*")
_COMPUTED = re.compile(r"(Current|Final|Override) (Score|Points|Grade|Status)")


def export(grades: Grades) -> str:
    """Return the file for Gradebook → Import. Students without a grade are left out: an empty cell would clear theirs.

    The row of points possible says what Canvas has already, since that row would change the assignment.
    """
    roster, by_line = grades.listed("canvas")
    place_of(roster, "Canvas's gradebook", "Student", "LastName")
    place_of(roster, "Canvas's gradebook", "ID")
    place_of(roster, "Canvas's gradebook", "Section")
    about = [at for at, title in enumerate(roster.header) if title.strip().casefold() in _ABOUT]
    titles = {
        at: match["title"]
        for at, title in enumerate(roster.header)
        if at not in about and not _COMPUTED.search(title) and (match := _ASSIGNMENT.fullmatch(title)) is not None
    }
    at = chosen_column(grades, titles, "it has no assignments")
    header = [roster.header[column] for column in about] + [grades.homework.title if at is None else roster.header[at]]
    possible = _possible(grades, at)
    rows = [["    Points Possible", *[""] * (len(about) - 1), possible]]
    for line, points in sorted(by_line.items()):
        cells = roster.entries[line].cells
        rows.append([*(cells[column] if column < len(cells) else "" for column in about), number(points)])
    return csv_text([header, *rows])


def _possible(grades: Grades, at: int | None) -> str:
    """Return the points possible that Canvas has; raise where they are not those of the homework."""
    roster, points = grades.roster, number(float(grades.homework.worth))
    for row in roster.above if roster is not None and at is not None else ():
        cell = row[at].strip() if at is not None and at < len(row) else ""
        if not row[0].strip().casefold().startswith("points possible") or not cell:
            continue
        if "read" in cell.casefold():
            raise UsageError("Canvas marks this column as read only; choose another with --column")
        try:
            same = float(cell) == float(points)
        except ValueError:
            same = False
        if not same:
            raise UsageError(f"the assignment is worth {cell} points in Canvas, the homework {points}: make them equal")
        return cell
    return points
