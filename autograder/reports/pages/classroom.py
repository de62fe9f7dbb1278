"""What an instructor should know of a class before Monday, worked out from its results."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from autograder.errors import GraderError
from autograder.grading.diagnosis import Diagnosis
from autograder.grading.result import Result
from autograder.homework import Homework
from autograder.reports.pages.eyes import KINDS, Look
from autograder.reports.pages.seat import Seat, seat_of
from autograder.reports.pages.statistics import Item, Scores, Spread, alpha, correlation, items, spread
from autograder.standing import Standing


@dataclass(frozen=True)
class Held:
    """A misconception, and the students who hold it; `cost` is what they lost in its question, on average."""

    question: str
    lecture: str
    function: str
    name: str
    sentence: str
    holders: tuple[str, ...]
    exact: int
    cost: float


@dataclass(frozen=True)
class CaseItem:
    """How a case went for those who started its question."""

    question: str
    name: str
    hidden: bool
    passed: int
    tried: int
    discrimination: float | None


@dataclass(frozen=True)
class QuestionItem:
    """A question as the class answered it; the unexplained failed in it without a mistake that has a name."""

    id: str
    lecture: str
    item: Item
    started: int
    unexplained: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What is the same in all results: the cases of each question, and the mistakes by question and name."""

    cases: dict[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict)
    diagnoses: dict[tuple[str, str], Diagnosis] = field(default_factory=dict)

    def learn(self, result: Result) -> None:
        """Take in what one result shows."""
        for question in result.questions:
            self.cases.setdefault(question.id, tuple((case.name, case.hidden) for case in question.cases))
            for diagnosis in question.diagnoses:
                self.diagnoses.setdefault((question.id, diagnosis.misconception), diagnosis)


@dataclass(frozen=True)
class Classroom:
    """A class, sorted by student."""

    homework: Homework
    seats: tuple[Seat, ...]
    known: Known

    @staticmethod
    def of(homework: Homework, entries: Iterable[tuple[Result, Standing]]) -> "Classroom":
        """Return the class of some results, each of which is looked at once."""
        seats, known = [], Known()
        asked = [question.id for question in homework.questions]
        for result, standing in entries:
            if result.questions and [question.id for question in result.questions] != asked:
                raise GraderError("the results are those of other questions than the homework has now: grade again")
            known.learn(result)
            seats.append(seat_of(result, standing))
        return Classroom(homework, tuple(sorted(seats, key=lambda seat: seat.student)), known)

    @cached_property
    def totals(self) -> tuple[float, ...]:
        """The points of everyone who has any: not of those whom the grader failed on, or who handed nothing in."""
        return tuple(seat.total for seat in self.seats if seat.total is not None)

    @cached_property
    def spread(self) -> Spread | None:
        """How the totals lie."""
        return spread(self.totals) if self.totals else None

    @cached_property
    def judged(self) -> tuple[Seat, ...]:
        """Those whose submissions could be graded: the item analysis is about them."""
        return tuple(seat for seat in self.seats if seat.is_judged)

    @cached_property
    def scores(self) -> Scores:
        """The score of each question, a row per judged submission."""
        rows = [[answered.score for answered in seat.answered] for seat in self.judged]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(self.homework.questions))

    @cached_property
    def alpha(self) -> float | None:
        """How well the questions measure one thing."""
        return alpha(self.scores)

    @cached_property
    def questions(self) -> tuple[QuestionItem, ...]:
        """Each question as a measuring instrument."""
        if not self.judged:
            return ()
        statistics = items(self.scores, [question.points for question in self.homework.questions])
        return tuple(
            QuestionItem(
                question.id, question.lecture, item,
                sum(seat.answered[place].is_started for seat in self.judged),
                tuple(seat.student for seat in self.judged if seat.answered[place].is_unexplained),
            )
            for place, (question, item) in enumerate(zip(self.homework.questions, statistics, strict=True))
        )  # fmt: skip

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The misconceptions of the class, the most frequent first, then the costliest."""
        found: dict[tuple[int, str], list[tuple[str, bool, float]]] = {}
        for seat in self.judged:
            for place, answered in enumerate(seat.answered):
                for name, exact in answered.named:
                    found.setdefault((place, name), []).append((seat.student, exact, answered.score))
        held = [self._held(place, name, holders) for (place, name), holders in sorted(found.items())]
        return tuple(sorted(held, key=lambda entry: (-len(entry.holders), -entry.cost)))

    def _held(self, place: int, name: str, holders: list[tuple[str, bool, float]]) -> Held:
        question = self.homework.questions[place]
        diagnosis = self.known.diagnoses[question.id, name]
        cost = float(np.mean([question.points - score for _, _, score in holders]))
        students = tuple(student for student, _, _ in holders)
        exact = sum(exact for _, exact, _ in holders)
        return Held(
            question.id, question.lecture, diagnosis.function, name, diagnosis.sentence, students, exact, cost
        )  # fmt: skip

    @cached_property
    def cases(self) -> tuple[CaseItem, ...]:
        """Every case, in order, as far as anyone started its question."""
        return tuple(self._cases())

    def _cases(self) -> Iterator[CaseItem]:
        totals = self.scores.sum(axis=1)
        for place, question in enumerate(self.homework.questions):
            rows = [row for row, seat in enumerate(self.judged) if seat.answered[place].is_started]
            if not rows:
                continue
            rest = totals[rows] - self.scores[rows, place]
            right = np.array([list(self.judged[row].answered[place].right) for row in rows], dtype=np.float64)
            for (name, hidden), passed in zip(self.known.cases[question.id], right.T, strict=True):
                yield CaseItem(question.id, name, hidden, int(passed.sum()), len(rows), correlation(passed, rest))

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """What needs a look, the most pressing kinds first."""
        order = list(KINDS)
        found = (look for seat in self.seats for look in seat.looks)
        return tuple(sorted(found, key=lambda look: order.index(look.kind)))

    @cached_property
    def late(self) -> tuple[Seat, ...]:
        """Who handed in late, the latest first."""
        late = [seat for seat in self.seats if seat.standing.late]
        return tuple(sorted(late, key=lambda seat: (-seat.standing.late, seat.student)))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Who handed nothing in."""
        return tuple(seat.student for seat in self.seats if seat.is_missing)
