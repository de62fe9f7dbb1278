"""The answer key: what is right, and what each known mistake answers.

The grader's own key is worked out from the solutions and the known wrong answers (`checks.Checks`). Where those must
not be, on a student's machine or in a stock Otter archive, a frozen one (`frozen.FrozenChecks`) holds the answers only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from autograder.grading.carry import Carried, Pieces, Unexplained
from autograder.grading.judge import Unmet
from autograder.grading.plan import Plan, PlannedCase, Subject
from autograder.grading.stand_ins import StandIns
from autograder.homework import Homework
from autograder.sandbox.room import Outcome, Outcomes


@dataclass(frozen=True)
class Mistake:
    """A known mistake by name, and the sentence that the student should read."""

    name: str
    sentence: str


class Key(Protocol):
    """All that submissions are held against."""

    @property
    def homework(self) -> Homework:
        """The homework that is graded."""

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The cases of each question."""

    @property
    def pieces(self) -> Mapping[str, frozenset[str]]:
        """For each function the other functions of the homework that it builds on."""

    @property
    def can_carry(self) -> bool:
        """Whether errors can be carried forward, which takes the solutions themselves."""

    def truths(self, case: PlannedCase) -> Outcomes:
        """Return the right outcomes of a case's calls, in order."""

    def mistakes(self, about: Subject) -> Sequence[Mistake]:
        """Return the known mistakes in a function or written answer."""

    def answers(self, plan: Plan, about: Subject, mistake: str) -> Sequence[Outcome]:
        """Return what a mistake answers to all calls of the plan that are about it; the right answers for ""."""

    @property
    def stand_ins(self) -> StandIns:
        """What stands in for pieces that are wrong; none where errors cannot be carried."""

    def truths_with(self, case: PlannedCase, stand_ins: frozenset[str]) -> Outcomes:
        """Return what is right for a case's calls where stand-ins are in the places of some pieces."""

    def carried(self, unmet: Unmet, wrong: frozenset[str], pieces: Pieces) -> Carried | Unexplained:
        """Return the student's wrong pieces given which an answer is right, if there are any."""
