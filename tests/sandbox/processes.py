"""The processes that a test has started."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def parents() -> dict[int, int]:
    """Return the parent of every running process."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if state != "Z":
                found[int(folder.name)] = int(parent)
    return found


def descendants(ancestor: int | None = None) -> set[int]:
    """Return the running descendants of a process, of this one by default."""
    known = parents()
    found: set[int] = set()
    new = {ancestor or os.getpid()}
    while new:
        new = {pid for pid, parent in known.items() if parent in new}
        found |= new
    return found


def soon(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Return whether a condition comes true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()
