"""How far right answers are from being refused, and wrong ones from being let through, as shares of the tolerance."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.grading.checks import Checks
from autograder.grading.judge import judge
from autograder.grading.plan import outcomes_of
from autograder.grading.values import ABSOLUTE, RELATIVE, plain
from autograder.sandbox.room import Got
from autograder.sandbox.wire import Listed, Value
from autograder.vocabulary import Agrees


def largest_error(
    checks: Checks, question: str, function: str, functions: Mapping[str, Callable[..., Any]]
) -> float | None:
    """Return the largest error in the numbers of a function, 1 being the most that is let through.

    None where the function differs from the solution in anything but numbers, or has none that could differ a little.
    """
    plan = checks.plans[question]
    wanted = [e for e in plan.about((function,)) if isinstance(e, Agrees)]
    calls = [expectation.call for expectation in wanted]
    came, truths = (outcomes_of(them, calls, plan.module_of) for them in (functions, checks.right))
    errors = [0.0]
    for expectation, outcome, truth in zip(wanted, came, truths, strict=True):
        if isinstance(outcome, Got) and isinstance(truth, Got) and not _is_exact(truth.value):
            error = _error(plain(truth.value), plain(outcome.value))
            if error is None:
                return None
            errors.append(error)
        elif judge(expectation, [outcome], [truth]) is not None:
            return None
    return max(errors) or None


def _is_exact(value: Value) -> bool:
    """Whether a value holds whole numbers and words only, which have no tolerance."""
    if isinstance(value, Listed):
        value = value.array
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iu"
    if isinstance(value, list | tuple):
        return all(map(_is_exact, value))
    return not isinstance(value, float | dict)


def _error(right: Any, came: Any) -> float | None:
    """Return the largest error in a value, None where its form is another one."""
    if isinstance(right, np.ndarray):
        if not isinstance(came, np.ndarray) or came.shape != right.shape or not np.isfinite(came).all():
            return None
        with np.errstate(all="ignore"):
            return float(np.max(np.abs(came - right) / (ABSOLUTE + RELATIVE * np.abs(right)), initial=0.0))
    if isinstance(right, dict) and isinstance(came, dict) and right.keys() == came.keys():
        return _most([_error(right[key], came[key]) for key in right])
    if isinstance(right, tuple) and isinstance(came, tuple) and len(right) == len(came):
        return _most([_error(one, other) for one, other in zip(right, came, strict=True)])
    return 0.0 if isinstance(right, str | None) and type(right) is type(came) and right == came else None


def _most(errors: Sequence[float | None]) -> float | None:
    known = [error for error in errors if error is not None]
    return max(known, default=0.0) if len(known) == len(errors) else None
