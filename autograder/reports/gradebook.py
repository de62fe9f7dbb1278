"""`grades.csv`: one row per student."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.grading.result import Result
from autograder.reports.text import csv_cell

GRADER_ERROR = "grader error"


@dataclass(frozen=True)
class Row:
    """One student's line: the score of each question, or none at all where the grader itself failed."""

    student: str
    scores: tuple[float, ...] | None
    maximum: int
    status: str

    @property
    def total(self) -> float | None:
        """The sum of the scores."""
        return None if self.scores is None else round(sum(self.scores), 2)


def row_of(result: Result) -> Row:
    """Return the line of a result."""
    scores = None if result.status.startswith(GRADER_ERROR) else tuple(q.score for q in result.questions)
    return Row(result.student, scores, result.maximum, result.status)


def gradebook(rows: Iterable[Row], questions: Sequence[str]) -> str:
    """Return the gradebook as CSV, sorted by student."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", *questions, "total", "max", "status"])
    for row in sorted(rows, key=lambda row: row.student):
        scores = [""] * len(questions) if row.scores is None else [number(score) for score in row.scores]
        total = "" if row.total is None else number(row.total)
        writer.writerow([csv_cell(row.student), *scores, total, row.maximum, csv_cell(row.status)])
    return text.getvalue()


def number(value: float) -> str:
    """Return a score with as many decimals as it needs, two at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
