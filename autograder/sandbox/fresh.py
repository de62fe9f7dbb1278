"""A room that starts a new interpreter for every process: slower than forking, but works on every system."""

import contextlib
import os
import platform
import secrets
import signal
import socket
import subprocess
import time
from pathlib import Path
from weakref import WeakSet

from autograder.sandbox import interpreter, limits, wire
from autograder.sandbox.channel import Channel, HungUp, TimeUp
from autograder.sandbox.isolation import Layer, Report, Wall
from autograder.sandbox.room import Answered, Batch, Cause, Lost, RoomError
from autograder.submission import Program

START_SECONDS = 60.0


class FreshRoom:
    """Sessions in interpreters of their own, with the limits that the system keeps and no other wall."""

    def __init__(self, package: str) -> None:
        self._package = package
        absent = f"there is no such wall on {platform.system()}"
        self.report = Report(tuple(Layer(wall, wall is Wall.LIMITS, absent) for wall in Wall))
        self._open: WeakSet[FreshSession] = WeakSet()

    @property
    def layers(self) -> str:
        """The isolation in force, in one line."""
        return str(self.report)

    def open(self, program: Program, memory_mb: int) -> "FreshSession":
        """Take in a submission."""
        session = FreshSession(self._package, program, memory_mb << 20)
        self._open.add(session)
        return session

    def close(self) -> None:
        """End everything that the room started."""
        for session in list(self._open):
            session.close()


class FreshSession:
    """One submission; its interpreter is started when it is first needed, and again after one is lost."""

    def __init__(self, package: str, program: Program, memory: int) -> None:
        self._package = package
        self._program = program
        self._memory = memory
        self._process: Interpreter | None = None

    def ask(self, batch: Batch, seconds: float) -> Answered | Lost:
        """Make the calls of a batch in at most `seconds`: of processor time on Linux, by the clock elsewhere."""
        if self._process is not None and not self._process.channel.quiet():
            self.renew()
        if self._process is None:
            self._process = Interpreter(self._package, self._program, self._memory)
        try:
            return self._process.channel.ask(batch, seconds)
        except TimeUp:
            lost = limits.out_of_time(seconds)
        except wire.WireError as error:
            lost = Lost(Cause.MALFORMED, f"sent {error}")
        except HungUp:
            lost = self._process.ended()
        self.renew()
        return lost

    def renew(self) -> None:
        """Put the next batch into a fresh process, in which none of the student's code has run yet."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def close(self) -> None:
        """End the submission's process."""
        self.renew()


class Interpreter:
    """One interpreter with one submission in it."""

    def __init__(self, package: str, program: Program, memory: int) -> None:
        token = secrets.token_bytes(32)
        with socket.create_server(("127.0.0.1", 0)) as server:
            options = {
                "port": server.getsockname()[1],
                "token": token.hex(),
                "limits": limits.RESOURCES,
                "memory": memory,
            }
            self._process = interpreter.start(("wire", "worker", "solo"), options)
            try:
                connection = self._accept(server, token)
            except OSError:
                self._kill()
                raise RoomError(f"an interpreter did not start: {interpreter.last_words(self._process)}") from None
        self.channel = Channel(connection, limits.Clock(_open_schedule(self._process.pid)))
        self.channel.load(package, program)

    def _accept(self, server: socket.socket, token: bytes) -> socket.socket:
        """Return the connection of the process that was started, not that of anyone else."""
        server.settimeout(0.25)
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            with contextlib.suppress(TimeoutError):
                connection, _ = server.accept()
                connection.settimeout(START_SECONDS)
                if secrets.compare_digest(connection.recv(len(token), socket.MSG_WAITALL), token):
                    return connection
                connection.close()
        raise TimeoutError

    def ended(self) -> Lost:
        """Return why it hung up."""
        try:
            return limits.meaning(self._process.wait(2.0), killed=False)
        except subprocess.TimeoutExpired:
            return limits.meaning(0, killed=True)

    def _kill(self) -> None:
        if os.name == "posix":
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End it and what it started."""
        self.channel.close()
        self._kill()
        if self._process.stderr is not None:
            self._process.stderr.close()


def _open_schedule(pid: int) -> int | None:
    path = Path(f"/proc/{pid}/schedstat")
    try:
        return os.open(path, os.O_RDONLY)
    except OSError:
        return None
