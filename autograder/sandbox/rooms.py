"""Opens the best room that this machine has to offer."""

import sys
from typing import TYPE_CHECKING

from autograder.errors import GraderError
from autograder.sandbox.fresh import FreshRoom
from autograder.sandbox.isolation import Isolation, Report, Wall
from autograder.sandbox.room import Room

if TYPE_CHECKING:
    from autograder.sandbox.warm import WarmRoom


def open_room(isolation: Isolation = Isolation.AUTO, package: str = "assignments") -> Room:
    """Return a room for submissions whose modules form `package`.

    Raises GraderError where `isolation` is STRICT and this machine lacks a wall of L1.
    """
    room = _best_room(isolation, package)
    if isolation is Isolation.STRICT and room.report.level == "L0":
        room.close()
        raise GraderError(f"submissions cannot be isolated here: {_lacking(room.report)}")
    return room


def doctor() -> Report:
    """Return which walls this machine has, tried out with a submission that attacks each of them."""
    room = _best_room(Isolation.AUTO, "assignments")
    room.close()
    return room.report


def _best_room(isolation: Isolation, package: str) -> "WarmRoom | FreshRoom":
    if sys.platform != "linux":
        return FreshRoom(package)
    from autograder.sandbox.linux import best_room

    return best_room(isolation, package)


def _lacking(report: Report) -> str:
    walls = [layer for layer in report.missing if layer.wall is not Wall.NAMESPACES]
    return "; ".join(f"no wall round {layer.wall.value} ({layer.reason}): {layer.fix}" for layer in walls)
