"""A session in this very process, for code that is trusted: solutions, known wrong answers, a student's own machine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from autograder.sandbox import wire, worker
from autograder.sandbox.room import Answered, Batch, Lost, read_outcomes


@dataclass(frozen=True)
class LocalSession:
    """Calls functions of this process, through the same plain data as the room."""

    functions: Mapping[str, Callable[..., Any]]

    def ask(self, batch: Batch, seconds: float = 0) -> Answered | Lost:
        """Make the calls; there is no limit here."""
        return read_outcomes(*reply_to(self.functions, batch), batch.size)

    def renew(self) -> None:
        """There is nothing to renew."""

    def close(self) -> None:
        """There is nothing to close."""


@dataclass(frozen=True)
class ExchangedSession(LocalSession):
    """The same with some functions exchanged for the time of a call, also where others call them."""

    exchanged: Mapping[str, Callable[..., Any]]

    def ask(self, batch: Batch, seconds: float = 0) -> Answered | Lost:
        """Make the calls; there is no limit here."""
        spaces = {id(f.__globals__): f.__globals__ for f in self.functions.values() if isinstance(f, FunctionType)}
        kept = [(space, name, space[name]) for space in spaces.values() for name in self.exchanged if name in space]
        try:
            for space, name, _ in kept:
                space[name] = self.exchanged[name]
            return super().ask(batch, seconds)
        finally:
            for space, name, function in kept:
                space[name] = function


@dataclass(frozen=True)
class _Trusted:
    """Functions of this process, by name alone."""

    functions: Mapping[str, Callable[..., Any]]

    def find(self, module: str, function: str) -> Callable[..., Any] | wire.Missing:
        """Return a function, or the reason why there is none."""
        found = self.functions.get(function)
        return wire.Missing(f"{module} defines no {function}") if found is None else found

    def is_plain(self, module: str) -> bool:
        """They have one process, whatever they do."""
        return True


def reply_to(functions: Mapping[str, Callable[..., Any]], batch: Batch) -> tuple[bytes, bytes]:
    """Make the calls of a batch on functions of this process; return header and payload of the reply."""
    payload = wire.Payload(bytearray(batch.payload))
    header, buffers = worker.serve(_Trusted(functions), {}, wire.decode_request(batch.header), payload)
    return header, b"".join(wire.portions(buffers))
