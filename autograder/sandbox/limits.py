"""What a process in the room may use, how its time is counted, and what its end means."""

import contextlib
import os
import signal
import time
from dataclasses import dataclass, field

from autograder.sandbox.room import NO_MEMORY, Cause, Lost
from autograder.sandbox.worker import OUT_OF_MEMORY

PATIENCE = 60
"""How many times its seconds a batch may last where all of the rest was waiting for a core."""


@dataclass
class Clock:
    """Counts the time that a process uses: working or asleep, but not waiting for a core that others use.

    `waiting` is an open /proc/PID/schedstat, or None where the system has none; then the time is that of the wall.
    """

    waiting: int | None
    _start: float = field(default=0.0, init=False)
    _waited: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Begin at zero."""
        self._start = time.monotonic()
        self._waited = self._wait()

    def used(self) -> float:
        """Return the seconds used since the start."""
        return self.wall() - (self._wait() - self._waited)

    def wall(self) -> float:
        """Return the seconds since the start."""
        return time.monotonic() - self._start

    def close(self) -> None:
        """Give back the descriptor."""
        if self.waiting is not None:
            os.close(self.waiting)
            self.waiting = None

    def _wait(self) -> float:
        if self.waiting is None:
            return 0.0
        try:
            return int(os.pread(self.waiting, 128, 0).split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return self._waited


def out_of_time(seconds: float) -> Lost:
    """Return that a batch took longer than it may."""
    return Lost(Cause.TIME, f"took more than {seconds:g} s")


def meaning(code: int, killed: bool) -> Lost:
    """Return what the end of a process means that did not answer.

    `code` is its exit code, or the negative number of the signal that ended it; `killed` says that it had hung up but
    was still there and had to be killed.
    """
    if killed:
        return Lost(Cause.CRASH, "hung up on the grader")
    if code == OUT_OF_MEMORY:
        return NO_MEMORY
    if code >= 0:
        return Lost(Cause.CRASH, f"ended with exit code {code}")
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = "unknown"
    if name == "SIGXCPU":
        return Lost(Cause.TIME, "stopped at the limit of processor time")
    if name == "SIGKILL":
        return Lost(Cause.MEMORY, "ended by the system, as a rule for the memory that it took")
    return Lost(Cause.CRASH, f"ended by signal {-code} ({name})")


def limit_memory(size: int) -> None:
    """Let this process, and what it starts until they undo it, have no more memory than this, where that can be."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
