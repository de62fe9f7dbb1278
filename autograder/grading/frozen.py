"""An answer key on ice: what the solutions and the known mistakes answer, without a line of their code."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from autograder.errors import GraderError
from autograder.grading.carry import Carried, Pieces, Unexplained
from autograder.grading.judge import Unmet
from autograder.grading.key import Mistake
from autograder.grading.plan import Plan, PlannedCase, Subject
from autograder.grading.stand_ins import StandIns
from autograder.homework import Homework
from autograder.sandbox.room import Outcome, Outcomes, read_outcomes


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """The outcomes of some calls, as they cross the wire."""

    size: int
    header: bytes
    payload: bytes

    def outcomes(self) -> Outcomes:
        """Return them as they are judged."""
        return read_outcomes(self.header, self.payload, self.size).outcomes


class FrozenMistake(msgspec.Struct, frozen=True, array_like=True):
    """A known mistake in one question, and its answers; the right answers stand under the name ""."""

    question: str
    about: list[str]
    name: str
    sentence: str
    reply: Reply


class Ice(msgspec.Struct, frozen=True):
    """A whole answer key. `asked` is, of each question, a digest of the calls that are answered."""

    asked: dict[str, str]
    pieces: dict[str, list[str]]
    truths: dict[str, list[Reply]]
    mistakes: list[FrozenMistake]


@dataclass(frozen=True, eq=False)
class FrozenChecks:
    """Cases with a frozen answer key. Errors cannot be carried forward with it."""

    homework: Homework
    plans: Mapping[str, Plan]
    ice: Ice

    @property
    def can_carry(self) -> bool:
        """The solutions are not here."""
        return False

    @cached_property
    def pieces(self) -> Mapping[str, frozenset[str]]:
        """For each function the other functions of the homework that it builds on."""
        return {name: frozenset(below) for name, below in self.ice.pieces.items()}

    @cached_property
    def _truths(self) -> Mapping[int, Reply]:
        return {
            id(case): reply
            for name, plan in self.plans.items()
            for case, reply in zip(plan.cases, self.ice.truths[name], strict=True)
        }

    def truths(self, case: PlannedCase) -> Outcomes:
        """Return the right outcomes of a case's calls, in order."""
        return self._truths[id(case)].outcomes()

    @cached_property
    def _frozen(self) -> Mapping[tuple[str, Subject, str], FrozenMistake]:
        return {(entry.question, tuple(entry.about), entry.name): entry for entry in self.ice.mistakes}

    def mistakes(self, about: Subject) -> Sequence[Mistake]:
        """Return the known mistakes in a function or written answer."""
        found = (entry for entry in self.ice.mistakes if tuple(entry.about) == about and entry.name)
        return list({entry.name: Mistake(entry.name, entry.sentence) for entry in found}.values())

    def answers(self, plan: Plan, about: Subject, mistake: str) -> Sequence[Outcome]:
        """Return what a mistake answers to all calls of the plan that are about it; the right answers for ""."""
        return self._frozen[plan.question.id, about, mistake].reply.outcomes()

    @property
    def stand_ins(self) -> StandIns:
        """None: what would be right with them is not known here."""
        return StandIns({}, self.homework.module_of)

    def truths_with(self, case: PlannedCase, stand_ins: frozenset[str]) -> Outcomes:
        """Return what is right for a case's calls; there are no stand-ins."""
        return self.truths(case)

    def carried(self, unmet: Unmet, wrong: frozenset[str], pieces: Pieces) -> Carried | Unexplained:
        """Explain nothing: what would be right given the student's own pieces is not known here."""
        return Unexplained(by_wrong_pieces=False)


def thaw(data: bytes, homework: Homework, plans: Mapping[str, Plan]) -> FrozenChecks:
    """Return the answer key that `freeze` made for all questions; `plans` may be some of them.

    Raises:
        GraderError: The key does not belong to these cases.
    """
    try:
        ice = msgspec.msgpack.decode(zlib.decompress(data), type=Ice)
    except (zlib.error, msgspec.DecodeError):
        raise GraderError("the answer key cannot be read: unpack the homework again") from None
    if {name: ice.asked.get(name) for name in plans} != asked(plans):
        raise GraderError("the answer key belongs to other checks: unpack the homework again")
    return FrozenChecks(homework, plans, ice)


def asked(plans: Mapping[str, Plan]) -> dict[str, str]:
    """Return a digest of the calls of each question."""
    return {name: _digest(plan) for name, plan in plans.items()}


def _digest(plan: Plan) -> str:
    digest = hashlib.sha256()
    for case in plan.cases:
        digest.update(case.batch.header)
        digest.update(case.batch.payload)
    return digest.hexdigest()
