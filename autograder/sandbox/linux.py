"""Chooses the walls of a room on Linux."""

import os
from collections.abc import Mapping
from dataclasses import replace

from autograder.sandbox import jail, namespaces
from autograder.sandbox.isolation import Isolation, Wall
from autograder.sandbox.lock import hide_memory
from autograder.sandbox.room import RoomError
from autograder.sandbox.warm import Walls, WarmRoom

NOBODY = 65534


def best_room(isolation: Isolation, package: str) -> WarmRoom:
    """Return the room with the most walls that this machine can build.

    Where the kernel keeps no submission away from other processes, this process hides its memory for good.
    """
    if isolation is Isolation.NONE:
        turned_off = dict.fromkeys((Wall.USER, Wall.FILES, Wall.CALLS, Wall.NAMESPACES), "turned off")
        return WarmRoom(Walls(), package, turned_off)
    faults = {Wall.FILES: jail.fault_of_files(), Wall.CALLS: jail.fault_of_calls()}
    inner = Walls(NOBODY if os.geteuid() == 0 else None, not faults[Wall.FILES], not faults[Wall.CALLS])
    known = {wall: fault for wall, fault in faults.items() if fault}
    try:
        room = _within_namespaces(inner, package, known)
    except RoomError as error:
        room = WarmRoom(inner, package, {**known, Wall.NAMESPACES: str(error)})
    if room.report.level == "L0":
        hide_memory()
    return room


def _within_namespaces(inner: Walls, package: str, known: Mapping[Wall, str]) -> WarmRoom:
    """Return a room with all walls; one that was killed while it was built is not taken for a wall that is missing."""
    walls = replace(inner, before=namespaces.command())
    try:
        return WarmRoom(walls, package, known)
    except RoomError:
        return WarmRoom(walls, package, known)
