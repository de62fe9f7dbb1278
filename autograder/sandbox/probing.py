"""Tries out the walls of a room, by handing in a submission that attacks each of them."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex

from autograder.sandbox import wire
from autograder.sandbox.isolation import Layer, Report, Wall
from autograder.sandbox.room import Answered, Batch, Got, Room, RoomError
from autograder.submission import Program

SECONDS = 20.0
MEMORY_MB = 256
LIBRARY = ("imports",)


def probe(room: Room, faults: Mapping[Wall, str]) -> Report:
    """Return which walls stand; `faults` says why those were not built that are known to be missing."""
    own_file = __file__
    new_folder = str(Path(tempfile.gettempdir()) / f"autograder-{token_hex(8)}")
    attacks = {
        Wall.USER: (("rules",),),
        Wall.FILES: (("reads", own_file), ("lists", str(Path(own_file).parent)), ("writes", new_folder)),
        Wall.CALLS: (("speaks",), ("multiplies",), ("signals",)),
        Wall.NAMESPACES: (("sees", own_file),),
    }
    succeeded = _successes(room, [LIBRARY, *(attack for group in attacks.values() for attack in group)])
    layers = [Layer(Wall.LIMITS, on=True)]
    for wall, group in attacks.items():
        through = [attack[0] for attack in group if attack in succeeded]
        reason = faults.get(wall) or (f"a submission still {' and '.join(through)}" if through else "")
        layers.append(Layer(wall, not through and wall not in faults, reason))
    return Report(tuple(layers), LIBRARY in succeeded)


def _successes(room: Room, attempts: list[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the attempts that succeed in the room."""
    asks = [wire.pack_ask("probes", name, given, {}, "plain", False, []) for name, *given in attempts]
    source = Path(__file__).with_name("probes.py").read_text(encoding="utf-8")
    session = room.open(Program({"probes.py": source}), MEMORY_MB)
    try:
        answer = session.ask(Batch.of(asks, []), SECONDS)
    finally:
        session.close()
    if not isinstance(answer, Answered):
        raise RoomError(f"the room does not work: {answer.cause.value}, {answer.detail}")
    for outcome in answer.outcomes:
        if not isinstance(outcome, Got):
            raise RoomError(f"the room does not work: {outcome}")
    tried = zip(attempts, answer.outcomes, strict=True)
    return {attempt for attempt, got in tried if isinstance(got, Got) and got.value}
