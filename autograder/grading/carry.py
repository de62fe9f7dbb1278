"""Error carried forward: an answer that is right given the student's own building blocks is right.

The solution of the function at fault is run once more with the student's functions in the places of the pieces that are
wrong. Each of them is called in the room, one message per call; whatever it returns, or does to its arguments, the
solution has to live with, exactly as the student's own function had to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from autograder.content import Solutions
from autograder.grading.checks import outcomes_of
from autograder.grading.judge import Unmet, judge
from autograder.grading.plan import batch_of
from autograder.grading.values import numbers
from autograder.sandbox import wire
from autograder.sandbox.room import Got, Lost, Outcome, Session
from autograder.vocabulary import Call

MOST_COMBINATIONS = 7


class PieceRefusedError(ValueError):
    """A piece of the student's raised ValueError."""


class PieceFailedError(Exception):
    """A piece of the student's did not return."""


@dataclass
class Piece:
    """A student's function in the room, callable like a function of this process."""

    name: str
    module_of: Mapping[str, str]
    session: Session
    seconds: float

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it; its result comes back as NumPy data, and what it changed in its arguments is changed here too."""
        arrays = [value for value in (*args, *kwargs.values()) if isinstance(value, np.ndarray)]
        read_only = any(not array.flags.writeable for array in arrays)
        call = Call(self.name, args, kwargs, "read-only" if read_only else "plain", echo=True)
        reply = self.session.ask(batch_of([call], self.module_of), self.seconds)
        if isinstance(reply, Lost):
            raise PieceFailedError(self.name)
        outcome = reply.outcomes[0]
        if isinstance(outcome, wire.Raised) and outcome.is_value_error:
            raise PieceRefusedError(self.name)
        if not isinstance(outcome, Got):
            raise PieceFailedError(self.name)
        for before, after in zip((*args, *kwargs.values()), outcome.after or (), strict=False):
            _write_back(before, after)
        return _as_numpy(outcome.value)


def _write_back(before: Any, after: wire.Value) -> None:
    if (
        isinstance(before, np.ndarray)
        and isinstance(after, np.ndarray)
        and before.shape == after.shape
        and before.flags.writeable
        and not np.array_equal(before, after, equal_nan=True)
    ):
        before[...] = after.astype(before.dtype)


def _as_numpy(value: wire.Value) -> Any:
    """Return a student's result as the solution would have got it from a function of its own."""
    if isinstance(value, wire.Listed):
        return tuple(row.item() if np.ndim(row) == 0 else row.copy() for row in value.array)
    if isinstance(value, np.ndarray):
        return value.item() if value.ndim == 0 else value.copy()
    if isinstance(value, list | tuple):
        return tuple(_as_numpy(item) for item in value)
    if isinstance(value, dict):
        return {key: _as_numpy(item) for key, item in value.items()}
    return value


@dataclass(frozen=True)
class Carried:
    """The wrong pieces given which an answer is right; `by_value`: it returned something that could be compared."""

    pieces: frozenset[str]
    by_value: bool


def carry(
    solutions: Solutions, unmet: Unmet, wrong: frozenset[str], session: Session, seconds: float
) -> Carried | None:  # fmt: skip
    """Return the wrong pieces given which an answer is right: all of them together, else fewer; None if there are none.

    Pieces that leave nothing to get right, such as those that return zeros whatever they are given, carry nothing.
    """
    calls = unmet.expectation.calls
    module_of = solutions.homework.module_of
    called = frozenset(call.function for call in calls)
    pieces = frozenset().union(*(solutions.pieces.get(name, frozenset()) for name in called)) & wrong - called
    for chosen in _subsets(pieces):
        own: Mapping[str, Callable[..., Any]] = {name: Piece(name, module_of, session, seconds) for name in chosen}
        truths = outcomes_of(solutions.exchanged(own), calls, module_of)
        if judge(unmet.expectation, unmet.outcomes, truths) is None and _is_telling(truths, unmet.truths):
            return Carried(chosen, any(isinstance(truth, Got) for truth in truths))
    return None


def _is_telling(carried: Sequence[Outcome], right: Sequence[Outcome]) -> bool:
    """Whether the answers that are right with the student's pieces vary at all, where the right answers do."""
    returned = any(isinstance(truth, Got) for truth in carried)
    return _distinct(carried) >= min(2, _distinct(right)) or not returned


def _distinct(outcomes: Sequence[Outcome]) -> int:
    return len({number for outcome in outcomes if isinstance(outcome, Got) for number in numbers(outcome.value)})


def _subsets(names: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield the non-empty subsets of names, largest first, but no more than a handful."""
    ordered = sorted(names)
    every = (frozenset(c) for size in range(len(ordered), 0, -1) for c in combinations(ordered, size))
    singles = {frozenset({name}) for name in ordered}
    for count, subset in enumerate(every):
        if count < MOST_COMBINATIONS or subset in singles:
            yield subset
