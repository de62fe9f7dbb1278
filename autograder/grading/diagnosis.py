"""Naming the mistake: does the student's function behave like one of the known wrong answers?

Every expectation on the function is looked at on which the student or the misconception differs from the truth. The
share of those on which the two are alike is the likeness. One clear leader is named; otherwise nothing is guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from autograder.grading.checks import Checks, outcomes_of
from autograder.grading.judge import judge
from autograder.grading.plan import Plan
from autograder.grading.values import difference, identical
from autograder.misconception import Misconception, load_misconceptions
from autograder.sandbox import wire
from autograder.sandbox.room import Got, Outcome
from autograder.vocabulary import Expectation, Holds

CERTAIN = 0.8
LIKELY = 0.6


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
    def _known(self) -> Mapping[str, Sequence[Misconception]]:
        known: dict[str, list[Misconception]] = {}
        for misconception in load_misconceptions(self.checks.homework, self.checks.solutions):
            known.setdefault(misconception.function, []).append(misconception)
        return known

    @cached_property
    def _answers(self) -> dict[tuple[str, str], "Signature"]:
        return {}

    def diagnose(self, plan: Plan, function: str, outcomes: "Signature") -> Diagnosis | None:
        """Return the one misconception that explains what `function` answered, None where none clearly does.

        `outcomes` holds, for each expectation of the plan on the function alone, what came back.
        """
        scored = []
        for misconception in self._known.get(function, ()):
            theirs = self._signature(plan, misconception)
            scored.append((likeness(outcomes, theirs, self._signature_of_truth(plan, function)), misconception))
        scored.sort(key=lambda pair: -pair[0])
        if not scored or scored[0][0] < LIKELY:
            return None
        best, leader = scored[0]
        if len(scored) > 1 and scored[1][0] >= best and scored[1][1].sentence != leader.sentence:
            return None
        confidence = Confidence.EXACT if best >= CERTAIN else Confidence.LIKELY
        return Diagnosis(function, leader.name, leader.sentence, confidence)

    def _signature(self, plan: Plan, misconception: Misconception) -> "Signature":
        key = (plan.question.id, f"{misconception.function} {misconception.name}")
        if key not in self._answers:
            functions = misconception.functions(self.checks)
            self._answers[key] = self._signature_with(plan, misconception.function, functions)
        return self._answers[key]

    def _signature_of_truth(self, plan: Plan, function: str) -> "Signature":
        key = (plan.question.id, function)
        if key not in self._answers:
            self._answers[key] = self._signature_with(plan, function, self.checks.right)
        return self._answers[key]

    def _signature_with(self, plan: Plan, function: str, functions: Mapping[str, object]) -> "Signature":
        answers: list[Reaction] = []
        for case in plan.cases:
            for expectation in about(case.expectations, function):
                outcomes = outcomes_of(functions, expectation.calls, case.module_of)  # type: ignore[arg-type]
                answers.append(reaction(expectation, outcomes))
        return tuple(answers)


def about(expectations: Sequence[Expectation], function: str) -> Sequence[Expectation]:
    """Return the expectations whose calls are all of `function`."""
    return [e for e in expectations if all(call.function == function for call in e.calls)]


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
        return changed and difference(other.value, one.value) is None
    if isinstance(one, wire.Raised) and isinstance(other, wire.Raised):
        return one.is_value_error == other.is_value_error and one.is_not_implemented == other.is_not_implemented
    return isinstance(one, str) and one == other
