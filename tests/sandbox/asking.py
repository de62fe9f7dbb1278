"""How the tests of the room call a function of a submission."""

from typing import Any

from autograder.sandbox import wire
from autograder.sandbox.room import Answered, Batch, Got, Lost, Outcome, Session
from autograder.submission import Program

SECONDS = 10.0
MEMORY_MB = 512


def batch(module: str, function: str, *args: Any, layout: wire.Layout = "plain", echo: bool = False) -> Batch:
    """Return a batch of one call."""
    buffers: list[Any] = []
    return Batch.of([wire.pack_ask(module, function, args, {}, layout, echo, buffers)], buffers)


def ask(session: Session, function: str, *args: Any, seconds: float = SECONDS, module: str = "m") -> Outcome | Lost:
    """Return what became of one call."""
    answer = session.ask(batch(module, function, *args), seconds)
    if isinstance(answer, Lost):
        return answer
    assert isinstance(answer, Answered)
    return answer.outcomes[0]


def value(session: Session, function: str, *args: Any, module: str = "m") -> wire.Value:
    """Return what one call returned."""
    outcome = ask(session, function, *args, module=module)
    assert isinstance(outcome, Got), outcome
    return outcome.value


def program(source: str, **others: str) -> Program:
    """Return a submission of module `m`, and of others by name."""
    return Program({"m.py": source, **{f"{name}.py": text for name, text in others.items()}})
