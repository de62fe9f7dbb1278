"""Naming the mistake: does the student's function behave like one of the known wrong answers?

Every expectation on the function is looked at on which the student or the misconception differs from the truth. The
share of those on which the two are alike is the likeness. One clear leader is named; otherwise nothing is guessed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial
from itertools import islice
from typing import Any

from autograder.grading.checks import Checks, outcomes_of
from autograder.grading.judge import judge
from autograder.grading.plan import Plan
from autograder.grading.values import difference, identical
from autograder.homework import ANSWERS
from autograder.misconception import Misconception, load_misconceptions
from autograder.sandbox import wire
from autograder.sandbox.room import Got, Outcome
from autograder.vocabulary import Call, Expectation, Holds

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

    checks: Checks

    @cached_property
    def _known(self) -> "Mapping[Subject, Sequence[Misconception]]":
        known: dict[Subject, list[Misconception]] = {}
        for misconception in load_misconceptions(self.checks.homework, self.checks.solutions):
            known.setdefault((misconception.function, *misconception.field), []).append(misconception)
        return known

    @cached_property
    def _answers(self) -> "dict[tuple[str, Subject, str], Signature]":
        return {}

    def diagnose(self, plan: Plan, about: "Subject", outcomes: "Signature") -> Diagnosis | None:
        """Return the one misconception that explains what a function answered, None where none clearly does.

        `outcomes` holds, for each expectation of the plan on the function alone, what came back.
        """
        scored = []
        truth = self._signature(plan, about, "", lambda: self.checks.right)
        for misconception in self._known.get(about, ()):
            theirs = self._signature(plan, about, misconception.name, partial(misconception.functions, self.checks))
            scored.append((likeness(outcomes, theirs, truth), misconception))
        scored.sort(key=lambda pair: -pair[0])
        if not scored or scored[0][0] < LIKELY:
            return None
        best, leader = scored[0]
        if len(scored) > 1 and scored[1][0] >= best and scored[1][1].sentence != leader.sentence:
            return None
        confidence = Confidence.EXACT if best >= EXACT else Confidence.LIKELY
        return Diagnosis(about[0], leader.name, leader.sentence, confidence)

    def _signature(
        self, plan: Plan, about: "Subject", name: str, functions: Callable[[], Mapping[str, Callable[..., Any]]]
    ) -> "Signature":  # fmt: skip
        key = (plan.question.id, about, name)
        if key not in self._answers:
            expectations = [e for case in plan.cases for e in case.expectations if is_about(e, about)]
            calls = [call for expectation in expectations for call in expectation.calls]
            outcomes = iter(outcomes_of(functions(), calls, plan.module_of))
            self._answers[key] = tuple(
                reaction(expectation, tuple(islice(outcomes, len(expectation.calls)))) for expectation in expectations
            )
        return self._answers[key]


Subject = tuple[str, ...]
"""A function by its name, or one written answer by `answers`, exercise and field."""


def subject(call: Call) -> Subject:
    """Return what a call is about."""
    return (call.function, *map(str, call.args)) if call.function == ANSWERS else (call.function,)


def is_about(expectation: Expectation, about: Subject) -> bool:
    """Whether all calls of an expectation are about one function or written answer."""
    return all(subject(call) == about for call in expectation.calls)


Reaction = tuple[Outcome | str, ...]
Signature = tuple[Reaction, ...]


def reaction(expectation: Expectation, outcomes: Sequence[Outcome]) -> Reaction:
    """Return what a function did with an expectation, in a form that can be compared with what another one does."""
    if isinstance(expectation, Holds):
        finding = judge(expectation, outcomes, ())
        return ("" if finding is None else finding.kind,)
    return tuple(outcomes)


def likeness(student: Signature, other: Signature, truth: Signature) -> float:
    """Return the share of the expectations failed by either on which both did the same; 0 where neither failed."""
    failed = explained = 0
    for mine, theirs, right in zip(student, other, truth, strict=True):
        if alike(mine, right) and alike(theirs, right):
            continue
        failed += 1
        explained += alike(mine, theirs)
    return explained / failed if failed else 0.0


def alike(one: Reaction, other: Reaction) -> bool:
    """Whether two reactions are the same to the homework's tolerance, nan being nan."""
    return len(one) == len(other) and all(map(_same_outcome, one, other))


def _same_outcome(one: Outcome | str, other: Outcome | str) -> bool:
    if isinstance(one, Got) and isinstance(other, Got):
        if one.after is not None and other.after is not None and len(one.after) == len(other.after):
            changed = all(map(identical, one.after, other.after))
        else:
            changed = one.after == other.after
        return changed and difference(other.value, one.value) is None and difference(one.value, other.value) is None
    if isinstance(one, wire.Raised) and isinstance(other, wire.Raised):
        return one.is_value_error == other.is_value_error and one.is_not_implemented == other.is_not_implemented
    return isinstance(one, str) and one == other
