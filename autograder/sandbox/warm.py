"""The grader's side of the warm process: sessions that are forked from it, and what happens when it fails."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.sandbox import interpreter, jail, limits, wire, zygote
from autograder.sandbox.channel import Channel, HungUpError, TimeUpError
from autograder.sandbox.isolation import Wall
from autograder.sandbox.probing import probe
from autograder.sandbox.room import Answered, Batch, Cause, Lost, RoomError
from autograder.sandbox.start import RESOURCES
from autograder.submission import Program

START_SECONDS = 60.0
HEARTBEAT_SECONDS = 30.0
END_SECONDS = 5.0
ATTEMPTS = 2


class WarmProcessError(Exception):
    """The warm process is dead or does not answer."""


@dataclass(frozen=True)
class Walls:
    """What to put round each child, and in front of the command of the warm process."""

    uid: int | None = None
    landlock: bool = False
    seccomp: bool = False
    before: tuple[str, ...] = ()


class Warm:
    """One warm process."""

    def __init__(self, walls: Walls) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        self._control.settimeout(HEARTBEAT_SECONDS)
        self._next = 0
        ruleset = jail.ruleset() if walls.landlock else None
        try:
            numbers = [theirs.fileno()] + ([ruleset.fileno()] if ruleset is not None else [])
            options = {
                "control": theirs.fileno(),
                "parent": None if walls.before else os.getpid(),
                "limits": RESOURCES,
                "uid": walls.uid,
                "landlock": ruleset.fileno() if ruleset is not None else None,
                "seccomp": jail.call_filter().hex() if walls.seccomp else None,
            }
            self._process = interpreter.start(
                ("wire", "lock", "plain", "worker", "zygote"), options, numbers, walls.before
            )
        except OSError as error:
            ours.close()
            raise RoomError(f"the warm process did not start: {error}") from None
        finally:
            theirs.close()
            if ruleset is not None:
                ruleset.close()
        self.faults = self._await_start()

    def _await_start(self) -> Mapping[Wall, str]:
        """Return why walls that were asked for do not work here."""
        try:
            said = json.loads(self._receive(4096, START_SECONDS))
            faults = {Wall(name): fault for name, fault in said.items() if fault}
        except (WarmProcessError, ValueError):
            self._kill()
            said = interpreter.last_words(self._process)
            self.close()
            raise RoomError(f"the warm process did not start: {said}") from None
        if self._process.stderr is not None:
            self._process.stderr.close()
        return faults

    def fork(self, memory: int) -> tuple[int, socket.socket]:
        """Start a child; return its number and the socket to it."""
        ours, theirs = socket.socketpair()
        self._next += 1
        with theirs:
            try:
                message = zygote.COMMAND.pack(zygote.FORK, self._next, memory)
                socket.send_fds(self._control, [message], [theirs.fileno()])
            except OSError:
                ours.close()
                raise WarmProcessError from None
        return self._next, ours

    def drop(self, number: int) -> None:
        """End a child, however it is."""
        self._send(zygote.DROP, number)

    def ended(self, number: int) -> tuple[int, bool]:
        """Return the exit code of a child that ended by itself, and whether it had to be killed after all."""
        self._send(zygote.ENDED, number)
        _, _, status, killed = zygote.REPORT.unpack(self._receive(zygote.REPORT.size, HEARTBEAT_SECONDS))
        return status, killed

    def beat(self) -> None:
        """Raise WarmProcessError unless it is alive and has done what it was told."""
        self._send(zygote.PING, 0)
        self._receive(zygote.REPORT.size, HEARTBEAT_SECONDS)

    def _send(self, operation: bytes, number: int) -> None:
        try:
            self._control.settimeout(HEARTBEAT_SECONDS)
            self._control.send(zygote.COMMAND.pack(operation, number, 0))
        except OSError:
            raise WarmProcessError from None

    def _receive(self, size: int, seconds: float) -> bytes:
        try:
            self._control.settimeout(seconds)
            message = self._control.recv(size)
        except OSError:
            raise WarmProcessError from None
        if not message:
            raise WarmProcessError
        return message

    def close(self) -> None:
        """End the warm process and all its children."""
        self._control.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._kill()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def _kill(self) -> None:
        with contextlib.suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()


class WarmRoom:
    """Forks the processes of its sessions from one warm process, and replaces that when it fails."""

    def __init__(self, walls: Walls, package: str, faults: Mapping[Wall, str]) -> None:
        self._walls = walls
        self._package = package
        self._warm = Warm(walls)
        try:
            self.report = probe(self, {**faults, **self._warm.faults})
            self._warm.beat()
        except WarmProcessError:
            self._warm.close()
            raise RoomError("the warm process failed as soon as it was used") from None
        except BaseException:
            self._warm.close()
            raise

    @property
    def layers(self) -> str:
        """The isolation in force, in one line."""
        return str(self.report)

    def open(self, program: Program, memory_mb: int) -> "WarmSession":
        """Take in a submission."""
        return WarmSession(self, program, memory_mb << 20)

    def process(self, program: Program, memory: int) -> "Process":
        """Start a process for a submission; raise WarmProcessError where the warm process is out of order."""
        warm = self._warm
        number, connection = warm.fork(memory)
        try:
            clock = await_ready(connection)
        except HungUpError:
            connection.close()
            warm.drop(number)
            warm.beat()
            raise RoomError("the system refuses another process: too many are running, or memory is short") from None
        channel = Channel(connection, clock)
        channel.load(self._package, program)
        return Process(warm, number, channel)

    def is_current(self, process: "Process") -> bool:
        """Return whether a process belongs to the warm process now in use."""
        return process.warm is self._warm

    def replace(self) -> None:
        """Start a new warm process in place of one that failed."""
        self._warm.close()
        self._warm = Warm(self._walls)

    def close(self) -> None:
        """End everything that the room started."""
        self._warm.close()


def await_ready(connection: socket.socket) -> limits.Clock:
    """Wait until a new process has locked itself down; return its clock."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    clock = limits.Clock(None)
    while True:
        if not poll.poll(1000 * HEARTBEAT_SECONDS):
            connection.close()
            raise WarmProcessError
        try:
            said, numbers, _, _ = socket.recv_fds(connection, 1, 1)
        except OSError:
            raise HungUpError from None
        if numbers:
            clock = limits.Clock(numbers[0])
        if said == zygote.READY:
            return clock
        if said == zygote.REFUSED:
            reason = connection.recv(200).decode("utf-8", "replace")
            raise RoomError(f"a process cannot be locked down: {reason}")
        if not said:
            raise HungUpError


@dataclass(frozen=True)
class Process:
    """One child of the warm process, as the grader sees it."""

    warm: Warm
    number: int
    channel: Channel

    def drop(self) -> None:
        """End it, however it is."""
        self.channel.close()
        with contextlib.suppress(WarmProcessError):
            self.warm.drop(self.number)


class WarmSession:
    """One submission; its process is started when it is first needed, and again after one is lost."""

    def __init__(self, room: WarmRoom, program: Program, memory: int) -> None:
        self._room = room
        self._program = program
        self._memory = memory
        self._process: Process | None = None
        self._failures = 0

    def ask(self, batch: Batch, seconds: float) -> Answered | Lost:
        """Make the calls of a batch in at most `seconds` of processor time.

        Raises RoomError where the warm process fails again and again while it works for this submission.
        """
        while True:
            try:
                return self._ask(batch, seconds)
            except WarmProcessError:
                self.renew()
                self._room.replace()
                self._failures += 1
                if self._failures >= ATTEMPTS:
                    raise RoomError(f"the room failed {ATTEMPTS} times on this submission") from None

    def _ask(self, batch: Batch, seconds: float) -> Answered | Lost:
        process = self._current()
        try:
            return process.channel.ask(batch, seconds)
        except TimeUpError:
            self.renew()
            process.warm.beat()
            return limits.out_of_time(seconds)
        except wire.WireError as error:
            self.renew()
            return Lost(Cause.MALFORMED, f"sent {error}")
        except HungUpError:
            self._process = None
            process.channel.close()
            return limits.meaning(*process.warm.ended(process.number))

    def _current(self) -> Process:
        """Return a process that nothing is wrong with."""
        if self._process is not None and not (self._room.is_current(self._process) and self._process.channel.quiet()):
            self.renew()
        if self._process is None:
            self._process = self._room.process(self._program, self._memory)
        return self._process

    def renew(self) -> None:
        """Put the next batch into a fresh process, in which none of the student's code has run yet."""
        if self._process is not None:
            self._process.drop()
            self._process = None

    def close(self) -> None:
        """End the submission's process."""
        self.renew()
