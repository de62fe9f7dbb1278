"""Worker processes of this machine: each has its own connection, so that a death costs one submission and is seen."""

import contextlib
import multiprocessing
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Protocol

import msgspec

from autograder.batch.job import Failed, Graded, Job, Refused, Task, own_processors
from autograder.batch.worker import serve
from autograder.errors import GraderError

AHEAD = 2
STUCK_SECONDS = 1_800.0
MOST_STILLBORN = 20

_DECODER = msgspec.msgpack.Decoder(Graded | Failed | Refused)


class Pool(Protocol):
    """Where submissions are graded. Numbers are the caller's names for submissions."""

    def room_for(self) -> int:
        """How many more submissions can be taken now."""

    def submit(self, number: int, task: Task) -> None:
        """Take a submission."""

    def collect(self) -> Sequence[tuple[int, Graded | Failed]]:
        """Wait a little; return what is ready. Every submission that was taken comes back once."""

    def close(self) -> None:
        """End everything that was started."""


@dataclass(eq=False)
class _Process:
    process: BaseProcess
    connection: Connection
    processor: int | None
    under_way: deque[tuple[int, Task]] = field(default_factory=deque)
    since: float = 0.0
    has_answered: bool = False


@contextlib.contextmanager
def _deaf_to_keys() -> Iterator[None]:
    """Start processes to which Ctrl-C means nothing from their first moment; their parent tells them when to end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class LocalPool:
    """As many processes as there are workers, each one submission ahead; one that dies is replaced."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._context = multiprocessing.get_context("spawn")
        self._returned: deque[tuple[int, Task]] = deque()
        self._stillborn = 0
        self._processes: list[_Process] = []
        try:
            for processor in own_processors(job.workers):
                self._processes.append(self._start(processor))
        except BaseException:
            self.close()
            raise

    def _start(self, processor: int | None) -> _Process:
        ours, theirs = self._context.Pipe()
        with theirs:
            process = self._context.Process(target=serve, args=(self._job, theirs, processor), daemon=True)
            with _deaf_to_keys():
                process.start()
        return _Process(process, ours, processor)

    def room_for(self) -> int:
        """How many more submissions can be taken now."""
        return sum(AHEAD - len(process.under_way) for process in self._processes) - len(self._returned)

    def submit(self, number: int, task: Task) -> None:
        """Give a submission to the worker that has least to do."""
        process = min(self._processes, key=lambda process: len(process.under_way))
        if not process.under_way:
            process.since = time.monotonic()
        process.under_way.append((number, task))
        with contextlib.suppress(OSError):
            process.connection.send(task)

    def collect(self) -> Sequence[tuple[int, Graded | Failed]]:
        """Wait up to a second; return what is ready, and a failure for what a worker died on."""
        while self._returned:
            self.submit(*self._returned.popleft())
        done: list[tuple[int, Graded | Failed]] = []
        by_connection = {process.connection: process for process in self._processes}
        for connection in wait(list(by_connection), timeout=1.0):
            if isinstance(connection, Connection):
                done += self._read(by_connection[connection])
        for process in list(self._processes):
            if process.under_way and time.monotonic() - process.since > STUCK_SECONDS:
                done += self._replace(process, "a worker process did not answer any more")
        return done

    def _read(self, process: _Process) -> list[tuple[int, Graded | Failed]]:
        try:
            answer = _DECODER.decode(process.connection.recv_bytes())
        except (EOFError, OSError):
            return self._replace(process, "a worker process died on it")
        if isinstance(answer, Refused):
            raise GraderError(answer.why)
        number, _ = process.under_way.popleft()
        process.since = time.monotonic()
        process.has_answered, self._stillborn = True, 0
        return [(number, answer)]

    def _replace(self, process: _Process, why: str) -> list[tuple[int, Graded | Failed]]:
        """Start another process; only the submission that this one was at is to blame, if any."""
        process.process.kill()
        process.process.join()
        process.connection.close()
        self._stillborn += not process.has_answered
        if self._stillborn > MOST_STILLBORN * len(self._processes):
            raise GraderError("worker processes die before they have graded anything: is there enough memory?")
        self._processes[self._processes.index(process)] = self._start(process.processor)
        blamed = process.under_way.popleft() if process.under_way else None
        self._returned.extend(process.under_way)
        return [(blamed[0], Failed(why))] if blamed is not None else []

    def close(self) -> None:
        """End all processes; each ends its room."""
        for process in self._processes:
            process.connection.close()
        for process in self._processes:
            process.process.join(0.5)
        for process in self._processes:
            if process.process.is_alive():
                process.process.terminate()
                process.process.join()
        self._processes.clear()
