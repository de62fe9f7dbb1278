"""What the class page needs of one student, and no more: a class of ten thousand has to fit into memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.grading.diagnosis import Confidence
from autograder.grading.result import QuestionResult, Result, State
from autograder.reports.gradebook import GRADER_ERROR, NOT_SUBMITTED
from autograder.reports.pages import words
from autograder.reports.pages.eyes import Look, looks
from autograder.standing import Standing

RIGHT = (State.PASSED, State.CARRIED)
LISTED = 3


@dataclass(frozen=True)
class Answered:
    """One question of one student: which cases are right, and which mistakes have a name."""

    score: float
    is_started: bool
    right: bytes
    named: tuple[tuple[str, bool], ...] = ()
    is_unexplained: bool = False


@dataclass(frozen=True)
class Seat:
    """One student of the class. `total` is None where there is nothing to count."""

    student: str
    status: str
    total: float | None
    answered: tuple[Answered, ...]
    standing: Standing
    losses: str
    looks: tuple[Look, ...]
    explanations: tuple[tuple[str, str], ...]

    @property
    def is_judged(self) -> bool:
        """Whether the submission could be graded."""
        return self.total is not None and self.status == "ok"

    @property
    def is_missing(self) -> bool:
        """Whether nothing was handed in."""
        return self.status == NOT_SUBMITTED

    @property
    def final(self) -> float | None:
        """What counts after all adjustments."""
        return self.total if self.standing.final is None else self.standing.final


def seat_of(result: Result, standing: Standing) -> Seat:
    """Return what of a result the class page is made from."""
    counts = bool(result.questions) and not result.status.startswith(GRADER_ERROR)
    answered = tuple(map(_answered, result.questions)) if counts else ()
    return Seat(
        result.student, result.status, round(sum(entry.score for entry in answered), 2) if counts else None, answered,
        standing, _losses(result, answered), tuple(looks(result, standing)), result.explanations,
    )  # fmt: skip


def _answered(question: QuestionResult) -> Answered:
    failed = any(case.state is State.FAILED for case in question.cases)
    return Answered(
        question.score,
        not question.is_not_started,
        bytes(case.state in RIGHT for case in question.cases),
        tuple((entry.misconception, entry.confidence is Confidence.EXACT) for entry in question.diagnoses),
        failed and not question.diagnoses,
    )


def _losses(result: Result, answered: Sequence[Answered]) -> str:
    if not answered:
        return ""
    pairs = zip(result.questions, answered, strict=True)
    lost = [(entry.points - own.score, entry.id) for entry, own in pairs if own.score < entry.points]
    if not lost:
        return "nothing"
    if not any(own.score for own in answered):
        return "everything"
    lost.sort(key=lambda pair: -pair[0])
    shown = ", ".join(f"{name} {words.signed(-points)}" for points, name in lost[:LISTED])
    return shown + (f", {len(lost) - LISTED} more" if len(lost) > LISTED else "")
