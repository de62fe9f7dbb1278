"""A room that starts a new interpreter for every process: slower than forking, but works on every system."""

import os
import platform
import subprocess
from pathlib import Path
from weakref import WeakSet

from autograder.sandbox import limits, wire
from autograder.sandbox.channel import Channel, HungUpError, TimeUpError
from autograder.sandbox.isolation import Layer, Report, Wall
from autograder.sandbox.room import Answered, Batch, Cause, Lost, RoomError
from autograder.sandbox.start import Start
from autograder.submission import Program


class FreshRoom:
    """Sessions in interpreters of their own, with the limits that the system keeps and no other wall."""

    def __init__(self, package: str, ahead: Start | None = None) -> None:
        self._package = package
        self._ahead = ahead
        absent = f"there is no such wall on {platform.system()}"
        self.report = Report(tuple(Layer(wall, wall is Wall.LIMITS, absent) for wall in Wall))
        self._open: WeakSet[FreshSession] = WeakSet()

    @property
    def layers(self) -> str:
        """The isolation in force, in one line."""
        return str(self.report)

    def open(self, program: Program, memory_mb: int) -> "FreshSession":
        """Take in a submission."""
        session = FreshSession(self._package, program, memory_mb << 20, self._ahead)
        self._ahead = None
        self._open.add(session)
        return session

    def prepare(self, memory_mb: int) -> None:
        """Start an interpreter for the submission that will come next."""
        if self._ahead is None:
            self._ahead = Start(memory_mb << 20)

    def close(self) -> None:
        """End everything that the room started."""
        if self._ahead is not None:
            self._ahead.close()
            self._ahead = None
        for session in list(self._open):
            session.close()


class FreshSession:
    """One submission; its interpreter is started when it is first needed, and again after one is lost."""

    def __init__(self, package: str, program: Program, memory: int, ahead: Start | None = None) -> None:
        self._package = package
        self._program = program
        self._memory = memory
        self._ahead = ahead
        self._process: Interpreter | None = None

    def ask(self, batch: Batch, seconds: float) -> Answered | Lost:
        """Make the calls of a batch in at most `seconds`: of processor time on Linux, by the clock elsewhere."""
        if self._process is not None and not self._process.channel.quiet():
            self.renew()
        if self._process is None:
            self._process = Interpreter(self._package, self._program, self._started())
        try:
            return self._process.channel.ask(batch, seconds)
        except TimeUpError:
            lost = limits.out_of_time(seconds)
        except wire.WireError as error:
            lost = Lost(Cause.MALFORMED, f"sent {error}")
        except HungUpError:
            lost = self._process.ended()
        self.renew()
        return lost

    def _started(self) -> Start:
        """Return an interpreter: the one that was started ahead, if it fits."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.memory == self._memory:
            return ahead
        if ahead is not None:
            ahead.close()
        return Start(self._memory)

    def renew(self) -> None:
        """Put the next batch into a fresh process, in which none of the student's code has run yet."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def close(self) -> None:
        """End the submission's process."""
        self.renew()
        if self._ahead is not None:
            self._ahead.close()
            self._ahead = None


class Interpreter:
    """One interpreter with one submission in it."""

    def __init__(self, package: str, program: Program, start: Start) -> None:
        self._start = start
        try:
            connection = start.connection()
        except OSError:
            start.kill()
            raise RoomError(f"an interpreter did not start: {start.last_words()}") from None
        self.channel = Channel(connection, limits.Clock(_open_schedule(start.process.pid)))
        self.channel.load(package, program)

    def ended(self) -> Lost:
        """Return why it hung up."""
        try:
            return limits.meaning(self._start.process.wait(2.0), killed=False)
        except subprocess.TimeoutExpired:
            return limits.meaning(0, killed=True)

    def close(self) -> None:
        """End it and what it started."""
        self.channel.close()
        self._start.close()


def _open_schedule(pid: int) -> int | None:
    path = Path(f"/proc/{pid}/schedstat")
    try:
        return os.open(path, os.O_RDONLY)
    except OSError:
        return None
