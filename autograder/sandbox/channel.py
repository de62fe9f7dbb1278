"""The grader's end of the socket to one process in the room."""

import secrets
import socket

from autograder.sandbox import wire
from autograder.sandbox.limits import PATIENCE, Clock
from autograder.sandbox.room import Answered, Batch, read_outcomes
from autograder.submission import Program

GLANCE = 0.01


class TimeUpError(Exception):
    """The process used up its time."""


class HungUpError(Exception):
    """The process closed its end."""


class Channel:
    """Sends batches and reads replies, without ever waiting longer than the process may take."""

    def __init__(self, connection: socket.socket, clock: Clock) -> None:
        self._socket = connection
        self._clock = clock
        self._load = b""

    def load(self, package: str, program: Program) -> None:
        """Have the submission sent in front of the next batch."""
        message = wire.encode(wire.Load(package, dict(program.files), list(program.script), dict(program.unreadable)))
        self._load = wire.start(0, b"", len(message)) + message

    def quiet(self) -> bool:
        """Return whether the process is there and has sent nothing that it was not asked for."""
        self._socket.settimeout(0)
        try:
            self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def ask(self, batch: Batch, seconds: float) -> Answered:
        """Return the answer to a batch; raise TimeUpError, HungUpError or wire.WireError where there is none."""
        self._clock.start()
        number = secrets.randbits(64)
        load, self._load = self._load, b""
        self._send(load + wire.start(number, batch.header, len(batch.payload)), seconds)
        self._send(batch.payload, seconds)
        answered, header, payload = wire.read_head(self._receive(wire.HEAD.size, seconds))
        if answered != number:
            raise wire.WireError("an answer to another question")
        return read_outcomes(self._receive(header, seconds), self._receive(payload, seconds), batch.size)

    def _send(self, data: bytes, seconds: float) -> None:
        rest = memoryview(data)
        while rest:
            self._allow_what_is_left(seconds)
            try:
                rest = rest[self._socket.send(rest) :]
            except TimeoutError:
                continue
            except OSError:
                raise HungUpError from None

    def _receive(self, count: int, seconds: float) -> memoryview:
        data = memoryview(bytearray(count))
        at = 0
        while at < count:
            self._allow_what_is_left(seconds)
            try:
                got = self._socket.recv_into(data[at:])
            except TimeoutError:
                continue
            except OSError:
                raise HungUpError from None
            if got == 0:
                raise HungUpError
            at += got
        return data

    def _allow_what_is_left(self, seconds: float) -> None:
        """Let the next transfer wait as long as the process still has; raise TimeUpError when it has nothing left."""
        wall = self._clock.wall()
        left = seconds - wall if wall < seconds else seconds - self._clock.used()
        if left <= 0 or wall > PATIENCE * seconds:
            raise TimeUpError
        self._socket.settimeout(max(left, GLANCE))

    def close(self) -> None:
        """Hang up."""
        self._socket.close()
        self._clock.close()
