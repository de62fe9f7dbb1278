"""Error carried forward: an answer that is right given the student's own building blocks is right.

The solution of the function at fault is run once more with the student's functions in the places of the pieces that are
wrong. Each of them is called in the room, one message per call; whatever it returns, or does to its arguments, the
solution has to live with, exactly as the student's own function had to.
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.grading.judge import Unmet, judge
from autograder.grading.plan import batch_of, outcomes_of
from autograder.grading.values import difference, numbers
from autograder.sandbox import wire
from autograder.sandbox.room import NO_MEMORY, Answered, Batch, Got, Lost, Outcome, Session
from autograder.vocabulary import Call

if TYPE_CHECKING:
    from autograder.content import Solutions

MOST_COMBINATIONS = 7

MOST_CALLS = 1_500
"""How often pieces of one submission are called in all."""

SECONDS = 0.1
"""How long a piece may take for one call; more, as for loading its module, is allowed so many times:"""
MOST_RETRIES = 8

MOST_LOST = 2
"""How many of its calls may remain without an answer before a piece is taken for missing."""

ROOM_TO_GROW = 4, 64
"""How many times what it was given, or what is right, a size that a piece works out may be, and how much more."""


MOST_NUMBERS = 1 << 22
"""How many numbers an array may have that the solution could make of all that pieces returned to it."""

MOST_SECONDS = 10.0
"""How much processor time of the grader the solutions may take with one submission's pieces in all."""


class PieceRefusedError(ValueError):
    """A piece of the student's raised ValueError."""


class PieceRaisedError(Exception):
    """A piece of the student's raised something else."""


class PieceFailedError(Exception):
    """A piece of the student's is not there, or its process ended."""


@dataclass
class Pieces:
    """A submission's functions in the room, for the solutions to build on; there is an end to what they may cost."""

    module_of: Mapping[str, str]
    session: Session
    seconds: float
    calls_left: int = MOST_CALLS
    retries_left: int = MOST_RETRIES
    lost: Counter[str] = field(default_factory=Counter)
    seconds_left: float = MOST_SECONDS
    _since: float = field(default_factory=time.process_time)
    _axes: dict[int, int] = field(default_factory=dict)

    @contextmanager
    def built_on(self) -> Iterator[None]:
        """Let a solution build on pieces: count its time, and what arrays it could make, from here."""
        self._axes.clear()
        self._since = time.process_time()
        yield
        self.seconds_left -= time.process_time() - self._since

    def take(self, arrays: Iterable[np.ndarray]) -> None:
        """Raise PieceFailedError where the solution has had its time, or arrays together could fill the memory."""
        for array in arrays:
            for axis, size in enumerate(reversed(array.shape)):
                self._axes[axis] = max(size, self._axes.get(axis, 1))
        if math.prod(self._axes.values()) > MOST_NUMBERS or time.process_time() - self._since > self.seconds_left:
            raise PieceFailedError

    def ask(self, call: Call) -> Answered | Lost:
        """Make one call."""
        if self.calls_left <= 0 or self.lost[call.function] >= MOST_LOST:
            raise PieceFailedError(call.function)
        self.calls_left -= 1
        batch = batch_of([call], self.module_of)
        reply = self._ask(batch, SECONDS)
        if isinstance(reply, Lost) and self.retries_left > 0:
            self.retries_left -= 1
            reply = self._ask(batch, self.seconds)
        self.lost[call.function] += isinstance(reply, Lost)
        return reply

    def _ask(self, batch: Batch, seconds: float) -> Answered | Lost:
        reply = self.session.ask(batch, seconds)
        if isinstance(reply, Lost) or not reply.outcomes.ran_short:
            return reply
        self.session.renew()
        return NO_MEMORY


@dataclass
class Piece:
    """One of them, callable like a function of this process."""

    name: str
    pieces: Pieces
    right: Mapping[str, Callable[..., Any]]
    is_used: bool = False
    is_wrong: bool = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it; its result comes back as NumPy data, and what it changed in its arguments is changed here too.

        A size that is out of all proportion to what it was given is refused: the solution would work with it for hours.
        """
        self.is_used = True
        arguments = (*args, *kwargs.values())
        read_only = any(not array.flags.writeable for array in _arrays(arguments))
        call = Call(self.name, args, kwargs, "read-only" if read_only else "plain", echo=True)
        reply = self.pieces.ask(call)
        self.is_wrong = self.is_wrong or self._differs(call, reply)
        if isinstance(reply, Lost):
            raise PieceFailedError(self.name)
        outcome = reply.outcomes[0]
        if isinstance(outcome, wire.Raised) and outcome.is_value_error:
            raise PieceRefusedError(self.name)
        if isinstance(outcome, wire.Raised) and not outcome.is_not_implemented:
            raise PieceRaisedError(self.name)
        if not isinstance(outcome, Got):
            raise PieceFailedError(self.name)
        if not self._is_in_proportion(_largest_size(outcome.value), args, kwargs):
            raise PieceFailedError(self.name)
        result = _as_numpy(outcome.value)
        self.pieces.take(_arrays(result))
        return _with_arguments(result, _written_back(arguments, outcome.after or ()))

    def _differs(self, call: Call, reply: Answered | Lost) -> bool:
        """Whether it answers otherwise than it should to what the solution gives it."""
        truth = outcomes_of(self.right, [call], self.pieces.module_of)[0]
        if not isinstance(truth, Got):
            return False
        outcome = None if isinstance(reply, Lost) else reply.outcomes[0]
        return not isinstance(outcome, Got) or difference(truth.value, outcome.value) is not None

    def _is_in_proportion(self, size: int, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
        times, more = ROOM_TO_GROW
        if size <= times * max(map(_largest_size, (*args, *kwargs.values())), default=0) + more:
            return True
        try:
            return size <= times * _largest_size(self.right[self.name](*args, **kwargs)) + more
        except Exception:
            return False


def _largest_size(value: Any) -> int:
    """Return the largest whole number, or length of an axis, in what a piece was given or returned.

    The numbers in an array of more than one axis are no sizes.
    """
    if isinstance(value, wire.Listed):
        return _largest_size(value.array)
    if isinstance(value, np.ndarray):
        sizes = value.astype(np.float64) if value.ndim < 2 and value.dtype.kind in "iu" else np.zeros(0)
        return max(int(np.abs(sizes).max(initial=0)), max(value.shape, default=0))
    if isinstance(value, Mapping):
        return max(map(_largest_size, value.values()), default=0)
    if isinstance(value, list | tuple):
        return max(len(value), *map(_largest_size, value))
    return abs(int(value)) if isinstance(value, int | np.integer) else 0


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
        if isinstance(argument, MutableMapping) and isinstance(value, dict):
            argument.update({key: _as_numpy(item) for key, item in value.items() if key not in argument})
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


@dataclass(frozen=True)
class Unexplained:
    """No wrong pieces explain an answer; `by_wrong_pieces`: though some are wrong where the solution calls them."""

    by_wrong_pieces: bool


def carry(solutions: "Solutions", unmet: Unmet, wrong: frozenset[str], pieces: Pieces) -> Carried | Unexplained:
    """Return the wrong pieces given which an answer is right, preferably all of them, if there are any."""
    are_wrong = False
    calls = unmet.expectation.calls
    module_of = solutions.homework.module_of
    called = frozenset(call.function for call in calls)
    suspects = frozenset().union(*(solutions.pieces.get(name, frozenset()) for name in called)) & wrong - called
    for chosen in _subsets(suspects):
        own = {name: Piece(name, pieces, solutions.functions) for name in chosen}
        with pieces.built_on():
            truths = outcomes_of(solutions.exchanged(own), calls, module_of)
        if judge(unmet.expectation, unmet.outcomes, truths) is None:
            used = [name for name, piece in own.items() if piece.is_used]
            below = frozenset(used).union(*(solutions.pieces[name] for name in used))
            return Carried(chosen & below, truths)
        are_wrong = are_wrong or any(piece.is_wrong for piece in own.values())
    return Unexplained(are_wrong)


def is_telling(carried: Sequence[Outcome], right: Sequence[Outcome]) -> bool:
    """Whether the answers that are right with the student's pieces vary at all, where the right answers do.

    Pieces that leave nothing to get right, such as those that return zeros whatever they are given, carry nothing.
    """
    returned = any(isinstance(truth, Got) for truth in carried)
    return _vary(carried) or (not _vary(right) and _has_numbers(carried) >= _has_numbers(right)) or not returned


def _has_numbers(outcomes: Sequence[Outcome]) -> bool:
    return any(True for _ in _numbers(outcomes))


def _vary(outcomes: Sequence[Outcome]) -> bool:
    found = _numbers(outcomes)
    first = next(found, None)
    return any(number != first for number in found)


def _numbers(outcomes: Sequence[Outcome]) -> Iterator[float]:
    return (number for outcome in outcomes if isinstance(outcome, Got) for number in numbers(outcome.value))


def _subsets(names: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield the non-empty subsets of names, largest first, but no more than a handful."""
    ordered = sorted(names)
    every = (frozenset(c) for size in range(len(ordered), 0, -1) for c in combinations(ordered, size))
    singles = {frozenset({name}) for name in ordered}
    for count, subset in enumerate(every):
        if count < MOST_COMBINATIONS or subset in singles:
            yield subset
