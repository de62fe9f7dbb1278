"""Judging one expectation by the outcomes of its calls."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.grading.values import difference, identical, parts, plain, show
from autograder.sandbox import wire
from autograder.sandbox.room import Got, Outcome
from autograder.sandbox.wire import Value
from autograder.vocabulary import Agrees, Call, Expectation, Holds, Pure, Refuses

CANNOT_WORK = "PieceFailedError"
"""What the solution raises where a piece of the student's that it was given is not there."""

GONE = "the function is gone"
"""Why a function is missing that was there when its module was loaded alone."""


@dataclass(frozen=True, eq=False)
class Shown:
    """A value in words. They are made when they are read: few findings are ever shown."""

    value: Value

    def __str__(self) -> str:
        """Return the value as a student would write it."""
        return show(self.value)


@dataclass(frozen=True, eq=False)
class Finding:
    """Why an expectation is not met.

    `fault` is what is wrong in a few words and may hold numbers of the case. The two sides of it are `returned` and
    `expected`, or, where both are values, `got` and `due`; `sides` are those in words. `kind` says the same without any
    number of the case, fit to be compared with another answer's.
    """

    call: Call
    fault: str
    returned: str | Shown
    expected: str | Shown
    kind: str
    got: Value = None
    due: Value = None

    @property
    def sides(self) -> tuple[str, str]:
        """What came back and what is right, as a student would write it."""
        return str(self.returned or Shown(self.got)), str(self.expected or Shown(self.due))

    @property
    def is_not_started(self) -> bool:
        """Whether the function is still the stub, or not there at all."""
        return self.kind in ("not implemented", "missing")


@dataclass(frozen=True)
class Unmet:
    """An expectation that is not met: what came back for its calls, what is right, and what is wrong."""

    expectation: Expectation
    outcomes: tuple[Outcome, ...]
    truths: tuple[Outcome, ...]
    finding: Finding

    @property
    def is_answer(self) -> bool:
        """Whether something returned wherever it should."""
        pairs = zip(self.outcomes, self.truths, strict=True)
        return all(isinstance(outcome, Got) or not isinstance(truth, Got) for outcome, truth in pairs)


def judge(expectation: Expectation, outcomes: Sequence[Outcome], truths: Sequence[Outcome]) -> Finding | None:
    """Return what is wrong with the outcomes of an expectation's calls, None where it is met.

    `truths` are the right outcomes of the calls. With a student's own pieces in the solution they may be anything: nan,
    a changed argument, or a ValueError where a value is due; then that is what is expected.
    """
    match expectation:
        case Agrees() | Refuses():
            return _matches(expectation.call, outcomes[0], truths[0])
        case Pure():
            return _pure(expectation, outcomes, truths)
        case Holds():
            return _holds(expectation, outcomes)


def _failure(call: Call, outcome: Outcome, expected: str | Shown) -> Finding | None:
    """Return the finding for a call that did not return, None if it did."""
    if isinstance(outcome, wire.Missing):
        kind = "gone" if outcome.why == GONE else "missing"
        return Finding(call, outcome.why, "nothing: there is no such function", expected, kind)
    if isinstance(outcome, wire.Raised):
        if outcome.is_not_implemented:
            return Finding(call, "not written yet", "NotImplementedError", expected, "not implemented")
        where = f" ({outcome.file}, line {outcome.line})" if outcome.file else ""
        raised = f"{outcome.type_name}: {outcome.message}{where}"
        return Finding(call, f"raised {outcome.type_name}{where}", raised, expected, f"raised {outcome.type_name}")
    return None


def _matches(call: Call, outcome: Outcome, truth: Outcome) -> Finding | None:
    if isinstance(truth, Got):
        if not isinstance(outcome, Got):
            return _failure(call, outcome, Shown(truth.value))
        fault = difference(truth.value, outcome.value)
        if fault is None:
            return None
        return Finding(call, fault, "", "", "value", outcome.value, truth.value)
    refused = isinstance(truth, wire.Raised) and truth.is_value_error
    if refused and isinstance(outcome, wire.Raised) and outcome.is_value_error:
        return None
    failed = isinstance(truth, wire.Raised) and truth.type_name != CANNOT_WORK
    if failed and not refused and isinstance(outcome, wire.Raised) and not outcome.is_not_implemented:
        return None
    expected = "ValueError" if refused else "nothing that could be worked out"
    if isinstance(outcome, Got):
        return Finding(call, "no ValueError was raised", Shown(outcome.value), expected, "accepted")
    return _failure(call, outcome, expected)


LAYOUTS = {
    "plain": "an ordinary array",
    "read-only": "a read-only array",
    "awkward": "a read-only view that is not contiguous, like x[::-2]",
}


def _pure(expectation: Pure, outcomes: Sequence[Outcome], truths: Sequence[Outcome]) -> Finding | None:
    for call, outcome, truth in zip(expectation.calls, outcomes, truths, strict=True):
        if isinstance(outcome, Got) and isinstance(truth, Got):
            before, after = truth.after or (), outcome.after or ()
            if len(before) != len(after) or not all(map(identical, before, after)):
                return Finding(call, "an argument was changed", "a changed argument", "arguments left alone", "changed")
        finding = _matches(call, outcome, truth)
        if finding is None:
            continue
        if call.layout == "plain":
            return finding
        fault = f"right for an ordinary array, but not for {LAYOUTS[call.layout]}: {finding.fault}"
        return replace(finding, fault=fault, kind=f"{call.layout} {finding.kind}")
    return None


def _holds(expectation: Holds, outcomes: Sequence[Outcome]) -> Finding | None:
    results = []
    for call, outcome in zip(expectation.calls, outcomes, strict=True):
        failure = _failure(call, outcome, expectation.promise)
        if failure is not None or not isinstance(outcome, Got):
            return failure
        result = plain(outcome.value) if expectation.results == 1 else parts(outcome.value, expectation.results)
        if result is None:
            form = f"not a list or tuple of {expectation.results} results"
            return Finding(call, form, Shown(outcome.value), expectation.promise, form)
        results.append(result)
    try:
        with np.errstate(all="ignore"):
            fault = expectation.predicate(*results)
    except Exception:
        fault = "the result does not have the form that was asked for"
    if fault is None:
        return None
    first = outcomes[0]
    shown = Shown(first.value) if isinstance(first, Got) else ""
    return Finding(expectation.calls[0], fault, shown, expectation.promise, fault)
