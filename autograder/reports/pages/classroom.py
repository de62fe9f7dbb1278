"""What an instructor should know of a class before Monday, worked out from its results."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autograder.grading.diagnosis import Confidence, Diagnosis
from autograder.grading.result import QuestionResult, Result, State
from autograder.homework import Homework
from autograder.reports.gradebook import GRADER_ERROR
from autograder.reports.pages.statistics import Item, Scores, Spread, alpha, correlation, items, spread
from autograder.standing import Standing

RIGHT = (State.PASSED, State.CARRIED)
NOT_SUBMITTED = "not submitted"


@dataclass(frozen=True)
class Held:
    """A misconception, and the students who hold it."""

    question: str
    lecture: str
    function: str
    name: str
    sentence: str
    holders: tuple[str, ...]
    exact: int
    cost: float
    """The points that its holders lost in the question, on average."""


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
    """A question as the class answered it."""

    id: str
    lecture: str
    item: Item
    started: int
    unexplained: tuple[str, ...]
    """Those who failed in it without a mistake that has a name."""


@dataclass(frozen=True)
class Classroom:
    """The results of a class with what the class list says, sorted by student."""

    homework: Homework
    entries: tuple[tuple[Result, Standing], ...]

    @staticmethod
    def of(homework: Homework, entries: Sequence[tuple[Result, Standing]]) -> "Classroom":
        """Return the class, sorted."""
        return Classroom(homework, tuple(sorted(entries, key=lambda entry: entry[0].student)))

    @cached_property
    def counted(self) -> tuple[Result, ...]:
        """Everyone who has a total: all but those on whom the grader itself failed, or who handed nothing in."""
        return tuple(result for result, _ in self.entries if result.questions and not is_ours(result))

    @cached_property
    def judged(self) -> tuple[Result, ...]:
        """Those whose submissions could be graded: the item analysis is about them."""
        return tuple(result for result in self.counted if result.status == "ok")

    @cached_property
    def totals(self) -> Spread | None:
        """How the totals of the checks lie."""
        return spread([result.total for result in self.counted]) if self.counted else None

    @cached_property
    def scores(self) -> Scores:
        """The score of each question, a row per judged submission."""
        rows = [[question.score for question in result.questions] for result in self.judged]
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
                sum(not result.questions[place].is_not_started for result in self.judged),
                tuple(result.student for result in self.judged if _is_unexplained(result.questions[place])),
            )
            for place, (question, item) in enumerate(zip(self.homework.questions, statistics, strict=True))
        )  # fmt: skip

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The misconceptions of the class, the most frequent first, then the costliest."""
        found: dict[tuple[str, str], list[tuple[Result, QuestionResult, Diagnosis]]] = {}
        for result in self.judged:
            for question in result.questions:
                for diagnosis in question.diagnoses:
                    key = (question.id, diagnosis.misconception)
                    found.setdefault(key, []).append((result, question, diagnosis))
        held = [_held(entries) for entries in found.values()]
        order = [question.id for question in self.homework.questions]
        return tuple(sorted(held, key=lambda h: (-len(h.holders), -h.cost, order.index(h.question), h.name)))

    @cached_property
    def cases(self) -> tuple[CaseItem, ...]:
        """Every case, in order, as far as anyone started its question."""
        return tuple(self._cases())

    def _cases(self) -> Iterator[CaseItem]:
        totals = self.scores.sum(axis=1)
        for place, question in enumerate(self.homework.questions):
            started = [
                (row, result.questions[place])
                for row, result in enumerate(self.judged)
                if not result.questions[place].is_not_started
            ]
            if not started:
                continue
            rest = totals[[row for row, _ in started]] - self.scores[[row for row, _ in started], place]
            for index, case in enumerate(started[0][1].cases):
                passed = np.array([entry.cases[index].state in RIGHT for _, entry in started], dtype=np.float64)
                yield CaseItem(
                    question.id, case.name, case.hidden, int(passed.sum()), len(started), correlation(passed, rest)
                )

    @cached_property
    def late(self) -> tuple[tuple[Result, Standing], ...]:
        """Who handed in late, the latest first."""
        late = [entry for entry in self.entries if entry[1].late]
        return tuple(sorted(late, key=lambda entry: (-entry[1].late, entry[0].student)))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Who handed nothing in."""
        return tuple(result.student for result, _ in self.entries if result.status == NOT_SUBMITTED)


def is_ours(result: Result) -> bool:
    """Whether the grader itself failed."""
    return result.status.startswith(GRADER_ERROR)


def _is_unexplained(question: QuestionResult) -> bool:
    return any(case.state is State.FAILED for case in question.cases) and not question.diagnoses


def _held(entries: Sequence[tuple[Result, QuestionResult, Diagnosis]]) -> Held:
    _, question, diagnosis = entries[0]
    return Held(
        question.id, question.lecture, diagnosis.function, diagnosis.misconception, diagnosis.sentence,
        tuple(result.student for result, _, _ in entries),
        sum(diagnosis.confidence is Confidence.EXACT for _, _, diagnosis in entries),
        float(np.mean([question.points - question.score for _, question, _ in entries])),
    )  # fmt: skip
