"""Starting an interpreter of the room; whoever knows early that one will be needed can do so before importing NumPy."""

import contextlib
import os
import secrets
import signal
import socket
import time

from autograder.sandbox import interpreter

SECONDS = 60.0

RESOURCES = {
    "RLIMIT_CPU": 900,
    "RLIMIT_FSIZE": 0,
    "RLIMIT_NOFILE": 64,
    "RLIMIT_NPROC": 0,
    "RLIMIT_CORE": 0,
    "RLIMIT_STACK": 8 << 20,
    "RLIMIT_MEMLOCK": 0,
    "RLIMIT_MSGQUEUE": 0,
}
"""Limits of every process, whatever its question; seconds, bytes and counts."""


class Start:
    """An interpreter on its way: it calls back, proves to be the one that was started, and waits for a submission."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self._token = secrets.token_bytes(32)
        self._server = socket.create_server(("127.0.0.1", 0))
        options = {
            "port": self._server.getsockname()[1],
            "token": self._token.hex(),
            "limits": RESOURCES,
            "memory": memory,
        }
        self.process = interpreter.start(("wire", "plain", "worker", "solo"), options)

    def connection(self) -> socket.socket:
        """Return the connection of the process that was started, not that of anyone else, or raise OSError."""
        self._server.settimeout(0.25)
        end = time.monotonic() + SECONDS
        with self._server:
            while time.monotonic() < end and self.process.poll() is None:
                with contextlib.suppress(TimeoutError):
                    connection, _ = self._server.accept()
                    connection.settimeout(SECONDS)
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
                    if secrets.compare_digest(connection.recv(len(self._token), socket.MSG_WAITALL), self._token):
                        return connection
                    connection.close()
        raise TimeoutError

    def kill(self) -> None:
        """End the process and what it started."""
        self._server.close()
        if os.name == "posix":
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    def last_words(self) -> str:
        """Return what an interpreter said that never called back."""
        return interpreter.last_words(self.process)

    def close(self) -> None:
        """End the process and let go of it."""
        self.kill()
        if self.process.stderr is not None:
            self.process.stderr.close()
