"""All checks of a homework, read once per process: plans, and what the right outcome of each call is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograder.content import Solutions, load_solutions
from autograder.errors import GraderError
from autograder.grading.plan import Plan, PlannedCase, batch_of, load_plan
from autograder.homework import ANSWERS, Homework, Question
from autograder.intake.answers import AnswersError, read_answers
from autograder.sandbox.local import LocalSession
from autograder.sandbox.room import Answered, Outcome
from autograder.vocabulary import Call


@dataclass(frozen=True, eq=False)
class Checks:
    """The plans of all questions, and the solutions that they are held against."""

    homework: Homework
    solutions: Solutions
    plans: Mapping[str, Plan]

    @cached_property
    def right(self) -> Mapping[str, Callable[..., Any]]:
        """What answers each call rightly: the solved functions, and the solved answers."""
        return {**self.solutions.functions, **self._right_answers()}

    def _right_answers(self) -> Mapping[str, Callable[..., Any]]:
        path = self.homework.solutions / "answers.yaml"
        if not path.exists():
            return {}
        try:
            return {ANSWERS: read_answers(path.read_text(encoding="utf-8")).answer}
        except AnswersError as error:
            raise GraderError(f"{path}: {error}") from None

    @cached_property
    def _truths(self) -> Mapping[int, tuple[Outcome, ...]]:
        cases = (case for plan in self.plans.values() for case in plan.cases)
        return {id(case): outcomes_of(self.right, case.calls, case.module_of) for case in cases}

    def truths(self, case: PlannedCase) -> tuple[Outcome, ...]:
        """Return the right outcomes of a case's calls, in order."""
        return self._truths[id(case)]


def outcomes_of(
    functions: Mapping[str, Callable[..., Any]], calls: Sequence[Call], module_of: Mapping[str, str]
) -> tuple[Outcome, ...]:
    """Make calls of trusted functions in this process."""
    reply = LocalSession(functions).ask(batch_of(calls, module_of))
    if not isinstance(reply, Answered):
        raise AssertionError("a call in this process is always answered")
    return reply.outcomes


def load_checks(homework: Homework, questions: Sequence[Question] | None = None) -> Checks:
    """Read the check files and solutions of a homework, of all questions or of some."""
    chosen = homework.questions if questions is None else questions
    plans = {question.id: load_plan(homework, question) for question in chosen}
    return Checks(homework, load_solutions(homework), plans)
