"""The seam between the grader and the room: batches of calls go in, outcomes come out, whatever happens inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Protocol, TypeAlias, overload

import numpy as np

from autograder.errors import GraderError
from autograder.sandbox import wire
from autograder.submission import Program


@dataclass(frozen=True, eq=False)
class Got:
    """A call returned `value`; `after` are its arguments as they were afterwards, if that was asked."""

    value: wire.Value
    after: tuple[wire.Value, ...] | None = None


Outcome: TypeAlias = Got | wire.Raised | wire.Missing


class Cause(Enum):
    """Why a batch came back without its outcomes."""

    TIME = "time limit"
    MEMORY = "memory limit"
    CRASH = "crash"
    MALFORMED = "malformed reply"


@dataclass(frozen=True)
class Lost:
    """A batch that was not answered; its process is gone, and the next batch starts in a fresh one.

    `detail` is fit for the student: it says what happened ("ended by signal 11"), never with which arguments.
    """

    cause: Cause
    detail: str


NO_MEMORY = Lost(Cause.MEMORY, "ran out of memory")


class Outcomes(Sequence[Outcome]):
    """Outcomes as they came, each turned into values when it is looked at.

    `raw` are their headers; the arrays of the one at `i` stand in `payload` from byte `starts[i]` to `starts[i + 1]`.
    """

    def __init__(self, raw: Sequence[wire.Outcome], payload: memoryview, starts: Sequence[int]) -> None:
        self.raw = raw
        self.payload = payload
        self.starts = starts
        self._read: dict[int, Outcome] = {}

    @staticmethod
    def of(read: Sequence[wire.Read], payload: bytes | memoryview) -> "Outcomes":
        """Return outcomes whose arrays are exactly those of a payload, or raise WireError."""
        starts = list(accumulate(map(itemgetter(1), read), initial=0))
        if starts[-1] != len(payload):
            raise wire.WireError("a message of another length than the arrays in it")
        return Outcomes(list(map(itemgetter(0), read)), memoryview(payload), starts)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the arrays of each stand in the payload."""
        return list(pairwise(self.starts))

    def bytes(self, start: int, end: int) -> memoryview:
        """Return the arrays of some of them."""
        return self.payload[self.starts[start] : self.starts[end]]

    @cached_property
    def ran_short(self) -> bool:
        """Whether a call took more memory, or more of the reply, than there was: others may have had too little."""
        raised = [each.type_name for each in self.raw if type(each) is wire.Raised]
        return MemoryError.__name__ in raised or wire.TOO_MUCH in self.raw

    def part(self, start: int, end: int) -> "Outcomes":
        """Return some of them."""
        return Outcomes(self.raw[start:end], self.payload, self.starts[start : end + 1])

    def __len__(self) -> int:
        return len(self.raw)

    @overload
    def __getitem__(self, index: int) -> Outcome: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Outcome]: ...

    def __getitem__(self, index: int | slice) -> Outcome | Sequence[Outcome]:
        """Return the outcome of a call."""
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self.raw))))
        outcome = self.raw[index]
        if not isinstance(outcome, wire.Returned):
            return outcome
        index %= len(self.raw)
        if index not in self._read:
            arrays = wire.Payload(self.payload, self.starts[index])
            value = wire.unpack(outcome.value, arrays)
            after = None if outcome.after is None else tuple(wire.unpack(node, arrays) for node in outcome.after)
            self._read[index] = Got(value, after)
        return self._read[index]


@dataclass(frozen=True, eq=False)
class Answered:
    """One outcome per call, and the start of what the student's code printed."""

    outcomes: Outcomes
    printed: str


@dataclass(frozen=True)
class Batch:
    """Calls to be made in order in one process, encoded once and sent as often as needed."""

    size: int
    header: bytes
    payload: bytes

    @staticmethod
    def of(asks: Sequence[wire.Ask], buffers: Sequence[np.ndarray]) -> "Batch":
        """Encode calls whose arrays stand in `buffers`."""
        return Batch(len(asks), *wire.body(wire.Request(list(asks)), buffers))


class RoomError(GraderError):
    """The room itself failed, through no fault that a submission may be marked down for."""


class Session(Protocol):
    """One submission in the room. Batches share a process until one is lost."""

    def ask(self, batch: Batch, seconds: float) -> Answered | Lost:
        """Make the calls of a batch in at most `seconds` of processor time."""

    def renew(self) -> None:
        """Put the next batch into a fresh process, in which none of the student's code has run yet."""

    def close(self) -> None:
        """End the submission's process."""


class Room(Protocol):
    """A place where submissions run; `layers` says what keeps them in, for the record of each result."""

    @property
    def layers(self) -> str:
        """The isolation in force, in one line."""

    def open(self, program: Program, memory_mb: int) -> Session:
        """Take in a submission."""

    def close(self) -> None:
        """End everything that the room started."""


def read_outcomes(header: bytes | memoryview, payload: bytes | memoryview, size: int) -> Answered:
    """Decode a reply to a batch of `size` calls; anything else than exactly that is a WireError."""
    read, printed = wire.decode_reply(header)
    if len(read) != size:
        raise wire.WireError("a reply to another number of calls")
    return Answered(Outcomes.of(read, payload), printed)
