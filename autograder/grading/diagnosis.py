"""Naming the mistake: does the student's function behave like one of the known wrong answers?

Every expectation on the function is looked at on which the student or the misconception differs from the truth. The
share of those on which the two are alike is the likeness. One clear leader is named; otherwise nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import islice

from autograder.grading.judge import judge
from autograder.grading.key import Key, Mistake
from autograder.grading.plan import Plan, Subject
from autograder.grading.values import difference, identical
from autograder.sandbox import wire
from autograder.sandbox.room import Got, Outcome
from autograder.vocabulary import Expectation, Holds

EXACT = 1.0
LIKELY = 0.8


class Confidence(Enum):
    """How sure the diagnosis is."""

    EXACT = "your answers are exactly those of this mistake"
    LIKELY = "one thing to check"


@dataclass(frozen=True)
class Diagnosis:
    """The misconception that explains a function's wrong answers."""

    function: str
    misconception: str
    sentence: str
    confidence: Confidence


@dataclass(frozen=True, eq=False)
class Diagnostician:
    """Compares wrong answers with the known ones; what those answer is worked out once per process."""

    key: Key

    @cached_property
    def _signatures(self) -> "dict[tuple[str, Subject, str], Signature]":
        return {}

    def diagnose(self, plan: Plan, about: Subject, outcomes: "Signature") -> Diagnosis | None:
        """Return the one misconception that explains what a function answered, None where none clearly does.

        `outcomes` holds, for each expectation of the plan on the function alone, what came back.
        """
        return named(about, self.ranking(plan, about, outcomes))

    def ranking(self, plan: Plan, about: Subject, outcomes: "Signature") -> "Ranking":
        """Return the known mistakes that a function's answers are like, and how much so, likest first."""
        mine = differences(outcomes, self._signature(plan, about, ""))
        scored = []
        for mistake in self.key.mistakes(about):
            theirs = self._differences(plan, about, mistake.name)
            if mine & theirs and (mine & theirs).bit_count() >= LIKELY * (mine | theirs).bit_count():
                share = likeness(outcomes, self._signature(plan, about, mistake.name), mine, theirs)
                if share >= LIKELY:
                    scored.append((share, mistake))
        return sorted(scored, key=lambda pair: -pair[0])

    def _signature(self, plan: Plan, about: Subject, mistake: str) -> "Signature":
        key = (plan.question.id, about, mistake)
        if key not in self._signatures:
            outcomes = iter(self.key.answers(plan, about, mistake))
            self._signatures[key] = tuple(
                _reaction(expectation, tuple(islice(outcomes, len(expectation.calls))), is_right=not mistake)
                for expectation in plan.about(about)
            )
        return self._signatures[key]

    @cached_property
    def _different(self) -> "dict[tuple[str, Subject, str], int]":
        return {}

    def _differences(self, plan: Plan, about: Subject, mistake: str) -> int:
        key = (plan.question.id, about, mistake)
        if key not in self._different:
            right = self._signature(plan, about, "")
            self._different[key] = differences(self._signature(plan, about, mistake), right)
        return self._different[key]


def named(about: Subject, ranking: "Ranking") -> Diagnosis | None:
    """Return the clear leader of a ranking, if there is one."""
    if not ranking:
        return None
    best, leader = ranking[0]
    if len(ranking) > 1 and ranking[1][0] >= best and ranking[1][1].sentence != leader.sentence:
        return None
    confidence = Confidence.EXACT if best >= EXACT else Confidence.LIKELY
    return Diagnosis(about[0], leader.name, leader.sentence, confidence)


Ranking = Sequence[tuple[float, Mistake]]
Reaction = tuple[Outcome | str, ...]
Signature = tuple[Reaction, ...]


def reaction(expectation: Expectation, outcomes: Sequence[Outcome]) -> Reaction:
    """Return what a function did with an expectation, in a form that can be compared with what another one does."""
    if isinstance(expectation, Holds):
        finding = judge(expectation, outcomes, ())
        return ("" if finding is None else finding.kind,)
    return tuple(outcomes)


def _reaction(expectation: Expectation, outcomes: Sequence[Outcome], is_right: bool) -> Reaction:
    """Return the same of a known answer; a right one has every property, so a key need not hold it."""
    return ("",) if is_right and isinstance(expectation, Holds) else reaction(expectation, outcomes)


def differences(one: Signature, right: Signature) -> int:
    """Return the expectations on which a function does something else than is right, a bit for each."""
    every = enumerate(zip(one, right, strict=True))
    return sum(1 << index for index, (mine, due) in every if not alike(mine, due))


def likeness(student: Signature, other: Signature, mine: int, theirs: int) -> float:
    """Return the share of the expectations on which either differs from what is right on which both did the same.

    It is 0 where it is too small to matter, which is known as soon as too many have been looked at in vain.
    """
    both, either = mine & theirs, (mine | theirs).bit_count()
    explained = both.bit_count()
    for index in (index for index in range(both.bit_length()) if both >> index & 1):
        explained -= not alike(student[index], other[index])
        if explained < LIKELY * either:
            return 0.0
    return explained / either


def alike(one: Reaction, other: Reaction) -> bool:
    """Whether two reactions are the same to the homework's tolerance, nan being nan."""
    return len(one) == len(other) and all(map(_same_outcome, one, other))


def _same_outcome(one: Outcome | str, other: Outcome | str) -> bool:
    if isinstance(one, Got) and isinstance(other, Got):
        before, after = one.after or (), other.after or ()
        changed = len(before) == len(after) and all(map(identical, before, after))
        return changed and difference(other.value, one.value) is None and difference(one.value, other.value) is None
    if isinstance(one, wire.Raised) and isinstance(other, wire.Raised):
        return one.is_value_error == other.is_value_error and one.is_not_implemented == other.is_not_implemented
    return isinstance(one, str) and one == other
