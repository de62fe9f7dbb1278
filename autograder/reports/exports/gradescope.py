"""Gradescope: the columns of its own table of grades.

Gradescope documents no import of scores; what it takes in is a `results.json` per submission, which is what
`results/` holds. This table is for whatever already reads Gradescope's.
"""

from datetime import timedelta

from autograder.reports.exports.grades import Grades, csv_text
from autograder.reports.gradebook import number
from autograder.reports.text import csv_cell
from autograder.standing import Standing


def export(grades: Grades) -> str:
    """Return one line per student, with the points of each question."""
    questions = grades.homework.questions
    header = [
        "First Name", "Last Name", "SID", "Email", "Sections", "Total Score", "Max Points", "Status",
        "Submission ID", "Submission Time", "Lateness (H:M:S)", "View Count", "Submission Count",
        *(f"{number_}: {question.id} ({number(question.points)} pts)" for number_, question in enumerate(questions, 1)),
    ]  # fmt: skip
    lines = []
    for row, person in grades.rows:
        place = row.standing or Standing()
        first, _, last = (person.name or row.student).rpartition(" ")
        graded = row.final is not None
        time = place.submitted.isoformat(" ", "seconds") if place.submitted is not None else ""
        scores = [""] * len(questions) if row.scores is None else [number(score) for score in row.scores]
        lines.append(
            [
                csv_cell(first),
                csv_cell(last),
                csv_cell(person.id),
                csv_cell(person.email),
                "",
                "" if row.final is None else number(row.final),
                number(float(row.maximum)),
                "Graded" if graded else "Missing",
                "",
                time,
                _span(place.late) if graded else "",
                "",
                "",
                *scores,
            ]
        )
    return csv_text([header, *lines])


def _span(late: timedelta) -> str:
    seconds = round(late.total_seconds())
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
