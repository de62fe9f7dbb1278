"""A session in this very process, for code that is trusted: solutions, known wrong answers, a student's own machine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


def reply_to(functions: Mapping[str, Callable[..., Any]], batch: Batch) -> tuple[bytes, bytes]:
    """Make the calls of a batch on functions of this process; return header and payload of the reply."""

    def find(module: str, function: str) -> Callable[..., Any] | wire.Missing:
        found = functions.get(function)
        return wire.Missing(f"{module} defines no {function}") if found is None else found

    return worker.serve(find, {}, wire.decode_request(batch.header), wire.Payload(batch.payload))
