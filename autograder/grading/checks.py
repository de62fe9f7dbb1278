"""All checks of a homework, read once per process, and the answer key that its solutions give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograder.content import Solutions, load_solutions
from autograder.errors import GraderError
from autograder.grading.carry import Carried, Pieces, Unexplained, carry
from autograder.grading.judge import Unmet
from autograder.grading.key import Mistake
from autograder.grading.plan import Plan, PlannedCase, Subject, load_plan, outcomes_of
from autograder.grading.stand_ins import StandIns, load_stand_ins
from autograder.homework import ANSWERS, Homework, Question
from autograder.intake.answers import AnswersError, read_answers
from autograder.misconception import Misconception, load_misconceptions
from autograder.sandbox.room import Outcome, Outcomes

MOST_STOOD_IN = 2_000
"""For how many cases and sets of stand-ins what is right with them is kept: a set is what a submission makes it."""


@dataclass(frozen=True, eq=False)
class Checks:
    """The plans of all questions, and the solutions that they are held against: the grader's own answer key."""

    homework: Homework
    solutions: Solutions
    plans: Mapping[str, Plan]

    @property
    def can_carry(self) -> bool:
        """The solutions are here."""
        return True

    @property
    def pieces(self) -> Mapping[str, frozenset[str]]:
        """For each function the other functions of the homework that its solution builds on."""
        return self.solutions.pieces

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
    def _truths(self) -> Mapping[int, Outcomes]:
        cases = (case for plan in self.plans.values() for case in plan.cases)
        return {id(case): outcomes_of(self.right, case.calls, case.module_of) for case in cases}

    def truths(self, case: PlannedCase) -> Outcomes:
        """Return the right outcomes of a case's calls, in order."""
        return self._truths[id(case)]

    @cached_property
    def known(self) -> Mapping[Subject, Mapping[str, Misconception]]:
        """The known wrong answers by what they are about and their name."""
        known: dict[Subject, dict[str, Misconception]] = {}
        for misconception in load_misconceptions(self.homework, self.solutions):
            known.setdefault((misconception.function, *misconception.field), {})[misconception.name] = misconception
        return known

    def mistakes(self, about: Subject) -> Sequence[Mistake]:
        """Return the known mistakes in a function or written answer."""
        return [Mistake(name, misconception.sentence) for name, misconception in self.known.get(about, {}).items()]

    def answers(self, plan: Plan, about: Subject, mistake: str) -> Sequence[Outcome]:
        """Return what a mistake answers to all calls of the plan that are about it; the right answers for ""."""
        return outcomes_of(self.answering(about, mistake), plan.calls_about(about), plan.module_of)

    def answering(self, about: Subject, mistake: str) -> Mapping[str, Callable[..., Any]]:
        """Return the functions of a submission that is right but for one mistake, or all right for ""."""
        if not mistake:
            return self.right
        return self.known[about][mistake].functions(self.solutions, self.right)

    @cached_property
    def stand_ins(self) -> StandIns:
        """What stands in for pieces that are wrong."""
        return load_stand_ins(self.homework)

    @cached_property
    def _stood_in(self) -> dict[tuple[int, frozenset[str]], Outcomes]:
        return {}

    def truths_with(self, case: PlannedCase, stand_ins: frozenset[str]) -> Outcomes:
        """Return what is right for a case's calls where stand-ins are in the places of some pieces."""
        key = id(case), stand_ins
        if key not in self._stood_in:
            if len(self._stood_in) >= MOST_STOOD_IN:
                self._stood_in.pop(next(iter(self._stood_in)))
            functions = self.solutions.exchanged(self.stand_ins.functions(stand_ins))
            self._stood_in[key] = outcomes_of(functions, case.calls, case.module_of)
        return self._stood_in[key]

    def carried(self, unmet: Unmet, wrong: frozenset[str], pieces: Pieces) -> Carried | Unexplained:
        """Return the student's wrong pieces given which an answer is right, if there are any."""
        return carry(self.solutions, unmet, wrong, pieces)


def load_checks(homework: Homework, questions: Sequence[Question] | None = None) -> Checks:
    """Read the check files and solutions of a homework, of all questions or of some."""
    chosen = homework.questions if questions is None else questions
    plans = {question.id: load_plan(homework, question) for question in chosen}
    return Checks(homework, load_solutions(homework), plans)
