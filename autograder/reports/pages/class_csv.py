"""`class.csv`: every number of the class page, one to a row, to draw or count it otherwise."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

from autograder.reports.pages.classroom import Classroom, QuestionItem
from autograder.reports.pages.statistics import Spread, histogram
from autograder.reports.text import csv_cell

HEADER = ("part", "question", "name", "student", "measure", "value")
BINS = 10

Cells = tuple[str, str, str, str, str, float | str | None]


def class_csv(classroom: Classroom) -> str:
    """Return the numbers of a class as CSV; where a measure says nothing, its value is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for *names, measure, value in _rows(classroom):
        shown = "" if value is None else csv_cell(value) if isinstance(value, str) else f"{value:.6g}"
        writer.writerow([*(csv_cell(str(name)) for name in names), measure, shown])
    return text.getvalue()


def _rows(classroom: Classroom) -> Iterator[Cells]:
    yield "class", "", "", "", "submissions", len(classroom.seats) - len(classroom.missing)
    yield "class", "", "", "", "graded", len(classroom.judged)
    yield "class", "", "", "", "late", len(classroom.late)
    yield "class", "", "", "", "missing", len(classroom.missing)
    yield "class", "", "", "", "alpha", classroom.alpha
    if classroom.spread is not None:
        for measure, value in _spread(classroom.spread):
            yield "class", "", "", "", measure, value
        maximum = classroom.homework.points
        for place, number in enumerate(histogram(classroom.totals, maximum, BINS)):
            name = f"{maximum * place / BINS:g} to {maximum * (place + 1) / BINS:g} points"
            yield "distribution", "", name, "", "submissions", number
    for held in classroom.held:
        yield "misconception", held.question, held.name, "", "students", len(held.holders)
        yield "misconception", held.question, held.name, "", "exactly", held.exact
        yield "misconception", held.question, held.name, "", "mean loss", held.cost
        for student in held.holders:
            yield "misconception", held.question, held.name, student, "holds", 1
    for question in classroom.questions:
        for measure, figure in _question(question):
            yield "question", question.id, "", "", measure, figure
    for case in classroom.cases:
        yield "case", case.question, case.name, "", "passed", case.passed
        yield "case", case.question, case.name, "", "tried", case.tried
        yield "case", case.question, case.name, "", "discrimination", case.discrimination
    for look in classroom.looks:
        yield "look", "", look.kind, look.student, "what", look.words
    for seat in classroom.late:
        yield "late", "", "", seat.student, "minutes", seat.standing.late / timedelta(minutes=1)
    for seat in classroom.seats:
        yield "student", "", "", seat.student, "status", seat.status
        yield "student", "", "", seat.student, "points", seat.total
        yield "student", "", "", seat.student, "final", seat.final


def _spread(spread: Spread) -> Iterator[tuple[str, float]]:
    yield "mean", spread.mean
    yield "standard deviation", spread.deviation
    yield "least", spread.least
    yield "lower quartile", spread.lower
    yield "median", spread.median
    yield "upper quartile", spread.upper
    yield "most", spread.most


def _question(question: QuestionItem) -> Iterator[tuple[str, float | None]]:
    item = question.item
    yield "points", item.points
    yield from _spread(item.spread)
    yield "started", question.started
    yield "full", item.full
    yield "none", item.none
    yield "difficulty", item.difficulty
    yield "discrimination", item.discrimination
    yield "unexplained", len(question.unexplained)
