"""What grading one submission gives: points, and the words that go with them."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property
from math import lcm

from autograder.grading.diagnosis import Diagnosis
from autograder.grading.evidence import Evidence
from autograder.sandbox.room import Lost


class State(Enum):
    """How a case ended."""

    PASSED = "passed"
    CARRIED = "right but for your own building blocks"
    WAITING = "to be judged given your own building blocks"
    FAILED = "failed"
    NOT_STARTED = "not started"
    LOST = "not answered"


EARNING = (State.PASSED, State.CARRIED)


@dataclass(frozen=True)
class CaseResult:
    """How one case ended, as far as it may be told.

    `kind` says what is wrong without any number of the case. `fault` says it in a few words and `evidence` shows it; of
    a hidden case there is no evidence, and no fault but the type and line of an exception.
    """

    name: str
    hidden: bool
    hint: str
    points: Fraction
    state: State
    kind: str = ""
    fault: str = ""
    evidence: Evidence | None = None
    lost: Lost | None = None
    pieces: tuple[str, ...] = ()

    @property
    def earned(self) -> Fraction:
        """The points that the case gives: all or none."""
        return self.points if self.state in EARNING else Fraction(0)


@dataclass(frozen=True)
class QuestionResult:
    """One question: its cases in order, and the mistakes that could be named."""

    id: str
    lecture: str
    points: int | float
    cases: tuple[CaseResult, ...]
    diagnoses: tuple[Diagnosis, ...] = ()
    note: str = ""
    all_or_nothing: bool = False

    def __hash__(self) -> int:
        """Look at little: a question that was met before is found in a moment, and mostly for being the same object."""
        return hash((self.id, *(case.fault for case in self.cases)))

    @cached_property
    def score(self) -> float:
        """The points earned, to two decimals."""
        if self.all_or_nothing and any(case.state not in EARNING for case in self.cases):
            return 0.0
        earning = [case.points for case in self.cases if case.state in EARNING]
        whole = lcm(*(points.denominator for points in earning))
        parts = sum(points.numerator * (whole // points.denominator) for points in earning)
        return float(round(Fraction(parts, whole), 2))

    @property
    def is_not_started(self) -> bool:
        """Whether there is nothing yet to judge."""
        return bool(self.cases) and all(case.state is State.NOT_STARTED for case in self.cases)


@dataclass(frozen=True)
class Result:
    """One student's result. `status` is "ok" or a short reason; `layers` is the isolation it was graded under.

    `explanations` are what the student wrote in words, exercise by exercise: for a person to read, never scored.
    """

    student: str
    questions: tuple[QuestionResult, ...]
    status: str
    layers: str
    printed: str = ""
    remarks: tuple[str, ...] = ()
    explanations: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> float:
        """The points of all questions."""
        return round(sum(question.score for question in self.questions), 2)

    @property
    def maximum(self) -> int | float:
        """The points there are."""
        return sum(question.points for question in self.questions)
