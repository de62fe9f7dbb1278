"""Error carried forward: an answer that is right given the student's own building blocks is right.

The solution of the function at fault is run once more with the student's functions in the places of the pieces that are
wrong. Each of them is called in the room, one message per call; whatever it returns, or does to its arguments, the
solution has to live with, exactly as the student's own function had to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.grading.judge import Unmet, judge
from autograder.grading.plan import batch_of, outcomes_of
from autograder.grading.values import numbers
from autograder.sandbox import wire
from autograder.sandbox.room import Got, Lost, Outcome, Session
from autograder.vocabulary import Call

if TYPE_CHECKING:
    from autograder.content import Solutions

MOST_COMBINATIONS = 7


class PieceRefusedError(ValueError):
    """A piece of the student's raised ValueError."""


class PieceRaisedError(Exception):
    """A piece of the student's raised something else."""


class PieceFailedError(Exception):
    """A piece of the student's is not there, or its process ended."""


@dataclass
class Piece:
    """A student's function in the room, callable like a function of this process."""

    name: str
    module_of: Mapping[str, str]
    session: Session
    seconds: float
    is_used: bool = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it; its result comes back as NumPy data, and what it changed in its arguments is changed here too."""
        self.is_used = True
        arguments = (*args, *kwargs.values())
        read_only = any(not array.flags.writeable for array in _arrays(arguments))
        call = Call(self.name, args, kwargs, "read-only" if read_only else "plain", echo=True)
        reply = self.session.ask(batch_of([call], self.module_of), self.seconds)
        if isinstance(reply, Lost):
            raise PieceFailedError(self.name)
        outcome = reply.outcomes[0]
        if isinstance(outcome, wire.Raised) and outcome.is_value_error:
            raise PieceRefusedError(self.name)
        if isinstance(outcome, wire.Raised) and not outcome.is_not_implemented:
            raise PieceRaisedError(self.name)
        if not isinstance(outcome, Got):
            raise PieceFailedError(self.name)
        changed = _written_back(arguments, outcome.after or ())
        return _with_arguments(_as_numpy(outcome.value), changed)


def _arrays(value: Any) -> Iterator[np.ndarray]:
    """Yield the arrays in an argument, in order."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, Mapping):
        for key in value:
            yield from _arrays(value[key])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _arrays(item)


def _written_back(arguments: Sequence[Any], after: Sequence[wire.Value]) -> list[np.ndarray]:
    """Change arguments in place as the piece changed its copies of them; return the arrays that changed."""
    changed = []
    for argument, value in zip(arguments, after, strict=False):
        before, now = list(_arrays(argument)), list(_arrays(_as_numpy(value)))
        if isinstance(argument, np.ndarray) or len(before) == len(now):
            for old, new in zip(before, now, strict=False):
                if old.shape == new.shape and old.flags.writeable and not np.array_equal(old, new, equal_nan=True):
                    old[...] = new.astype(old.dtype)
                    changed.append(old)
    return changed


def _with_arguments(result: Any, changed: Sequence[np.ndarray]) -> Any:
    """Return a result with a changed argument itself in the place of its copy, as an in-place function returns it."""
    if isinstance(result, tuple):
        return tuple(_with_arguments(item, changed) for item in result)
    if isinstance(result, np.ndarray):
        return next(
            (array for array in changed if array.shape == result.shape and np.array_equal(array, result)), result
        )
    return result


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


@dataclass(frozen=True, eq=False)
class Carried:
    """The wrong pieces that an answer is right with, and what is right with them in place."""

    pieces: frozenset[str]
    truths: Sequence[Outcome]

    @property
    def by_value(self) -> bool:
        """Whether something was returned that could be compared."""
        return any(isinstance(truth, Got) for truth in self.truths)


def carry(
    solutions: "Solutions", unmet: Unmet, wrong: frozenset[str], session: Session, seconds: float
) -> Carried | None:  # fmt: skip
    """Return the wrong pieces given which an answer is right, preferably all of them; None if there are none."""
    calls = unmet.expectation.calls
    module_of = solutions.homework.module_of
    called = frozenset(call.function for call in calls)
    pieces = frozenset().union(*(solutions.pieces.get(name, frozenset()) for name in called)) & wrong - called
    for chosen in _subsets(pieces):
        own = {name: Piece(name, module_of, session, seconds) for name in chosen}
        truths = outcomes_of(solutions.exchanged(own), calls, module_of)
        if judge(unmet.expectation, unmet.outcomes, truths) is None:
            used = [name for name, piece in own.items() if piece.is_used]
            below = frozenset(used).union(*(solutions.pieces[name] for name in used))
            return Carried(chosen & below, truths)
    return None


def is_telling(carried: Sequence[Outcome], right: Sequence[Outcome]) -> bool:
    """Whether the answers that are right with the student's pieces vary at all, where the right answers do.

    Pieces that leave nothing to get right, such as those that return zeros whatever they are given, carry nothing.
    """
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


@dataclass
class Allowance:
    """What carried failures may give in all: no more than the mistakes behind them have cost, nor than was earned.

    An answer that fails because its pieces do is right as far as it goes, but shows nothing. So such answers never pay:
    pieces broken on purpose lose as much as their dependants can get. A piece that never returns carries nothing. Nor
    do they pay in the question of the pieces themselves, which a mistake may cost: a constant would be right given
    itself. And whoever has earned nothing outright gets nothing for them.
    """

    left: dict[str, Fraction]
    earned: Fraction

    def take(self, pieces: frozenset[str], points: Fraction) -> bool:
        """Take the points of a case from what its pieces have cost, if that is enough."""
        if sum((self.left.get(name, Fraction(0)) for name in pieces), Fraction(0)) < points or self.earned < points:
            return False
        self.earned -= points
        for name in sorted(pieces):
            part = min(points, self.left.get(name, Fraction(0)))
            self.left[name] = self.left.get(name, Fraction(0)) - part
            points -= part
        return True

    def take_earned(self, points: Fraction) -> bool:
        """Take the points of a case that is right given pieces which work nothing out, if as much was earned."""
        if self.earned < points:
            return False
        self.earned -= points
        return True
