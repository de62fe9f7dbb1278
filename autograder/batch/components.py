"""Which questions have to be graded again when the checks of some have changed.

A question's result depends on its own checks; on those of the questions whose functions it builds on, since errors are
carried forward from there; and, where such a piece is wrong, on all that build on the same piece, since what calling
it may cost is shared among them. Everything else stands.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from autograder.batch.keys import Basis
from autograder.content import load_solutions
from autograder.homework import Homework


@dataclass(eq=False)
class Changes:
    """What has changed from one basis to another, and what that touches."""

    homework: Homework
    before: Basis
    now: Basis
    _pieces: Mapping[str, Set[str]] = field(default_factory=dict)
    _known: dict[Set[str], tuple[str, ...] | None] = field(default_factory=dict)

    def to_grade_again(self, lost: Set[str]) -> tuple[str, ...] | None:
        """Return the questions that may have changed for a student who lost points in these; None for all of them."""
        if lost not in self._known:
            self._known[lost] = self._touched(lost)
        return self._known[lost]

    def _touched(self, lost: Set[str]) -> tuple[str, ...] | None:
        before, now = self.before, self.now
        order = [question.id for question in self.homework.questions]
        touched = {name for name, key in now.questions.items() if before.questions.get(name) != key}
        if (before.engine, before.isolation, list(before.questions)) != (now.engine, now.isolation, order):
            return None
        if touched == set(order) or len({question.limits for question in self.homework.questions}) > 1:
            return None
        owner = {name: question.id for question in self.homework.questions for name in question.functions}
        self._pieces = self._pieces or self._pieces_of_questions()
        uncertain = {name for name, question in owner.items() if question in lost | touched}
        while True:
            shared = set[str]().union(*(self._pieces[name] for name in touched)) & uncertain
            more = {
                name
                for name in order
                if name not in touched
                and (self._pieces[name] & shared or any(owner[piece] in touched for piece in self._pieces[name]))
            }
            if not more:
                return tuple(name for name in order if name in touched)
            touched |= more

    def _pieces_of_questions(self) -> Mapping[str, Set[str]]:
        """Return for each question the functions of other questions that its solutions build on."""
        if not self.homework.solutions.is_dir():
            return {question.id: frozenset() for question in self.homework.questions}
        pieces = load_solutions(self.homework).pieces
        return {
            question.id: frozenset().union(*(pieces[name] for name in question.functions)) - set(question.functions)
            for question in self.homework.questions
        }
