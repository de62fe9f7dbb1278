"""Asking the room about an Otter archive: each step is one call of `inside/room.py`, and its answer is JSON."""

from typing import Annotated, Any, TypeVar

import msgspec
import numpy as np

from autograder.otter.program import MODULE
from autograder.sandbox import wire
from autograder.sandbox.room import Batch, Cause, Got, Lost, Session

T = TypeVar("T")

Number = int | float
Line = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
Short = Annotated[str, msgspec.Meta(max_length=100)]
Text = Annotated[str, msgspec.Meta(max_length=2_000)]


class Case(msgspec.Struct, frozen=True):
    """What an archive says of one case.

    `first` and `last` are its lines in the test file; in the OK format they are 0, and `code` is what is compared.
    """

    name: Text
    points: Number
    hidden: bool
    success: Text | None
    failure: Text | None
    first: Line
    last: Line
    code: Text = ""


class Check(msgspec.Struct, frozen=True):
    """What an archive says of one test file; `fault` is why it cannot be read."""

    name: Text = ""
    all_or_nothing: bool = False
    cases: list[Case] = []
    fault: str = ""


class Verdict(msgspec.Struct, frozen=True, array_like=True):
    """How a case ended: where it did not pass, at which line of the test file, with which exception and words."""

    passed: bool
    line: Line
    type_name: Short
    message: Text


class Fault(msgspec.Struct, frozen=True, array_like=True):
    """A cell that failed, at which line and with which exception."""

    cell: Short
    line: Line
    type_name: Short


class Ran(msgspec.Struct, frozen=True):
    """A submission that ran: what it checked on the way, and where it stumbled."""

    checked: dict[str, list[Verdict]] = {}
    faults: Annotated[list[Fault], msgspec.Meta(max_length=50)] = []


def ask(session: Session, kind: type[T], seconds: float, function: str, *arguments: Any) -> T | Lost:
    """Return the answer of one function of `inside/room.py`."""
    buffers: list[np.ndarray] = []
    made = wire.pack_ask(MODULE, function, list(arguments), {}, "plain", False, buffers)
    came = session.ask(Batch.of([made], buffers), seconds)
    if isinstance(came, Lost):
        return came
    outcome = came.outcomes[0]
    if isinstance(outcome, Got) and isinstance(outcome.value, np.ndarray) and outcome.value.dtype.kind == "u":
        try:
            return msgspec.json.decode(outcome.value.astype(np.uint8).tobytes(), type=kind)
        except (msgspec.DecodeError, ValueError):
            pass
    return Lost(Cause.MALFORMED, "did not say how the checks ended")
