"""`grades.csv`: one row per student."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from autograder.grading.result import Result
from autograder.reports.text import csv_cell
from autograder.standing import Standing

GRADER_ERROR = "grader error"
NOT_SUBMITTED = "not submitted"
NOT_GRADED = "not graded yet"
ADJUSTED = ("final", "submitted", "hours_late", "adjustments")


@dataclass(frozen=True)
class Row:
    """One student's line: the score of each question, or none at all where nothing was graded."""

    student: str
    scores: tuple[float, ...] | None
    maximum: int | float
    status: str
    standing: Standing | None = None

    @property
    def total(self) -> float | None:
        """The sum of the scores."""
        return None if self.scores is None else round(sum(self.scores), 2)

    @property
    def final(self) -> float | None:
        """What counts: the total, or what the policy and the instructor have made of it."""
        return self.total if self.standing is None else self.standing.final


@dataclass(frozen=True)
class Move:
    """A grade that is another one than when it was last given out."""

    student: str
    before: float | None
    after: float | None
    questions: Mapping[str, tuple[float | None, float | None]]
    status: str


def row_of(result: Result) -> Row:
    """Return the line of a result."""
    scores = None if result.status.startswith(GRADER_ERROR) else tuple(q.score for q in result.questions)
    return Row(result.student, scores, result.maximum, result.status)


def gradebook(rows: Iterable[Row], questions: Sequence[str], adjusted: bool = False) -> str:
    """Return the gradebook as CSV, sorted by student; where points were adjusted, with columns that say how."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", *questions, "total", "max", "status", *(ADJUSTED if adjusted else ())])
    for row in sorted(rows, key=lambda row: row.student):
        scores = [""] * len(questions) if row.scores is None else [number(score) for score in row.scores]
        total = "" if row.total is None else number(row.total)
        after = _adjusted(row) if adjusted else []
        writer.writerow([csv_cell(row.student), *scores, total, row.maximum, csv_cell(row.status), *after])
    return text.getvalue()


def moves_csv(moves: Iterable[Move], questions: Sequence[str]) -> str:
    """Return whose grade moved as CSV: the final points, then each question as `before → after`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", "before", "after", *questions, "status"])
    for move in moves:
        changed = [move.questions.get(name) for name in questions]
        cells = ["" if pair is None else f"{points(pair[0])} → {points(pair[1])}" for pair in changed]
        writer.writerow(
            [csv_cell(move.student), points(move.before), points(move.after), *cells, csv_cell(move.status)]
        )
    return text.getvalue()


def points(value: float | None) -> str:
    """Return points, or a dash where there are none."""
    return "–" if value is None else number(value)


def _adjusted(row: Row) -> list[str]:
    place = row.standing or Standing(final=row.total)
    submitted = place.submitted.isoformat(" ", "seconds") if place.submitted is not None else ""
    late = number(place.late / timedelta(hours=1)) if place.late else ""
    changes = "; ".join(
        f"{change.kind.value}{' ' * bool(change.question)}{change.question} {change.points:+.4g}: {change.reason}"
        for change in place.adjustments
    )
    return ["" if place.final is None else number(place.final), submitted, late, csv_cell(changes)]


def number(value: float) -> str:
    """Return a score with as many decimals as it needs, two at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
