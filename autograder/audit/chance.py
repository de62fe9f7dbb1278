"""How often chance fails a right answer: the odds that the cases state, and what thousands of other seeds show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from autograder.grading.checks import Checks
from autograder.grading.judge import judge
from autograder.grading.plan import Plan, outcomes_of
from autograder.sandbox.wire import Generator
from autograder.vocabulary import Call, Holds

FAR = 1_000_003


def chance(checks: Checks, rounds: int) -> Mapping[str, Any]:
    """Return for each question with chance in it the stated odds, and how many judgements of how many failed."""
    return {
        name: {
            "stated": float(f"{sum(e.odds for e in random):.1e}"),
            "judged": rounds * len(random),
            "failed": sum(_failures(checks, plan, random, shift) for shift in range(1, rounds + 1)),
        }
        for name, plan in checks.plans.items()
        if (random := [e for case in plan.cases for e in case.expectations if isinstance(e, Holds) and e.odds])
    }


def _failures(checks: Checks, plan: Plan, random: Sequence[Holds], shift: int) -> int:
    """Return how many judgements fail for the solution with other seeds."""
    moved = [replace(holds, calls=tuple(_reseeded(call, shift) for call in holds.calls)) for holds in random]
    outcomes = iter(outcomes_of(checks.right, [call for holds in moved for call in holds.calls], plan.module_of))
    judged = (judge(holds, tuple(islice(outcomes, len(holds.calls))), ()) for holds in moved)
    return sum(finding is not None for finding in judged)


def _reseeded(call: Call, shift: int) -> Call:
    args = tuple(_moved([*call.args], shift))
    return replace(call, args=args, kwargs=dict(zip(call.kwargs, _moved([*call.kwargs.values()], shift), strict=True)))


def _moved(values: Sequence[Any], shift: int) -> Iterator[Any]:
    for value in values:
        yield Generator(value.slot, value.seed + shift * FAR) if isinstance(value, Generator) else value
