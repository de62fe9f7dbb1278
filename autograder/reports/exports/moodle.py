"""Moodle: the grading worksheet that Moodle gave out, with the grades filled in."""

from autograder.errors import UsageError
from autograder.reports.exports.grades import Grades, csv_text, place_of
from autograder.reports.gradebook import number


def export(grades: Grades) -> str:
    """Return the file for Upload grading worksheet: as it came, but for the grades.

    The times of the last change stay: by them Moodle sees whether someone has graded in between.
    """
    roster, by_line = grades.listed("moodle")
    place_of(roster, "Moodle's grading worksheet", "Identifier")
    place_of(roster, "Moodle's grading worksheet", "Last modified (grade)")
    at = place_of(roster, "Moodle's grading worksheet", grades.column or "Grade")
    most = roster.column("Maximum grade", "Maximum Grade")
    rows = []
    for line, entry in enumerate(roster.entries):
        cells = [*entry.cells, *[""] * (len(roster.header) - len(entry.cells))]
        if line in by_line:
            _check_maximum(cells[most] if most is not None else "", grades.homework.worth)
            cells[at] = number(by_line[line])
        rows.append(cells)
    return csv_text([roster.header, *rows])


def _check_maximum(cell: str, points: float) -> None:
    try:
        most = float(cell.replace(",", ".")) if cell.strip() else float(points)
    except ValueError:
        most = float(points)
    if most != points:
        raise UsageError(f"the assignment is worth {cell} points in Moodle, the homework {points}: make them equal")
