"""The class in the terminal."""

from collections.abc import Sequence
from statistics import mean, median

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.homework import Homework
from autograder.reports.gradebook import NOT_SUBMITTED, Row, number, points
from autograder.reports.text import one_line

MOST_ROWS = 60


def show_class(rows: Sequence[Row], homework: Homework, console: Console) -> None:
    """Print how each student did, or, of a large class, each question and whoever could not be graded."""
    ordered = sorted(rows, key=lambda row: row.student)
    shown = ordered if len(ordered) <= MOST_ROWS else [row for row in ordered if _is_not_graded(row)][:MOST_ROWS]
    if shown:
        console.print(_students(shown, homework))
    if len(shown) < len(ordered):
        console.print(f"({len(ordered) - len(shown)} more in grades.csv)")
    console.print(_questions(ordered, homework))
    totals = [row.total for row in ordered if row.total is not None]
    handed_in = [row for row in ordered if row.status != NOT_SUBMITTED]
    if totals:
        console.print(
            f"{len(handed_in)} submissions: mean {number(mean(totals))}, median {number(median(totals))} "
            f"of {homework.points}; {sum(map(_is_not_graded, ordered))} could not be graded"
        )


def _is_not_graded(row: Row) -> bool:
    return row.status not in ("ok", NOT_SUBMITTED)


def _students(rows: Sequence[Row], homework: Homework) -> Table:
    is_adjusted = any(row.final != row.total for row in rows)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", no_wrap=True, max_width=32)
    table.add_column("total", justify="right")
    if is_adjusted:
        table.add_column("final", justify="right")
    table.add_column("lost points in", ratio=1)
    for row in rows:
        final = [points(row.final)] if is_adjusted else []
        table.add_row(Text(one_line(row.student, 60)), points(row.total), *final, _losses(row, homework))
    return table


def _losses(row: Row, homework: Homework) -> Text:
    if row.status != "ok" or row.scores is None:
        return Text(one_line(row.status), "red")
    lost = [
        f"{question.id} {number(score - question.points)}"
        for question, score in zip(homework.questions, row.scores, strict=True)
        if score < question.points
    ]
    if not lost:
        return Text("nothing", "green")
    if len(lost) == len(homework.questions):
        return Text("every question")
    return Text(", ".join(lost[:5]) + (f", {len(lost) - 5} more" if len(lost) > 5 else ""))


def _questions(rows: Sequence[Row], homework: Homework) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    table.add_column("question", no_wrap=True)
    table.add_column("mean", justify="right")
    table.add_column("of", justify="right")
    table.add_column("full points", justify="right")
    table.add_column("none", justify="right")
    for index, question in enumerate(homework.questions):
        scores = [row.scores[index] for row in rows if row.scores is not None]
        if scores:
            full, none = sum(score == question.points for score in scores), sum(score == 0 for score in scores)
            table.add_row(question.id, number(mean(scores)), str(question.points), str(full), str(none))
    return table
