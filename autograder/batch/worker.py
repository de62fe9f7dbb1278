"""A trusted process that grades one submission after the other."""

import contextlib
import gc
import os
import signal
from multiprocessing.connection import Connection

import msgspec

from autograder.batch.document import pack
from autograder.batch.job import Failed, Graded, Job, Refused, Task
from autograder.batch.kinds import grader_of, load, read
from autograder.errors import GraderError
from autograder.grading.grade import Grader
from autograder.otter.grade import OtterGrader
from autograder.sandbox.limits import limit_memory
from autograder.sandbox.room import Room, RoomError
from autograder.sandbox.rooms import open_room
from autograder.submission import Submission

MOST_MEMORY = 1 << 30
"""How much memory the grader itself may take: the solutions work with what a submission's functions return."""


class Worker:
    """What a process keeps from one submission to the next: the checks, and a room."""

    def __init__(self, job: Job) -> None:
        self._homework = load(job.homework_root)
        self._graders: dict[tuple[str, ...] | None, Grader | OtterGrader] = {}
        self._grader(None)
        self._isolation = job.isolation
        self._room: Room | None = open_room(job.isolation)

    def _grader(self, questions: tuple[str, ...] | None) -> Grader | OtterGrader:
        if questions not in self._graders:
            chosen = None if questions is None else [self._homework.question(name) for name in questions]
            self._graders[questions] = grader_of(self._homework, chosen)
        return self._graders[questions]

    def grade(self, task: Task) -> Graded | Failed:
        """Return the result of what was handed in."""
        try:
            submission = read(task.handed, self._homework)
        except Exception as error:
            return _failed(error)
        return self.judge(submission, task.questions)

    def judge(self, submission: Submission, questions: tuple[str, ...] | None) -> Graded | Failed:
        """Return the result of a submission; the room is made anew where it broke."""
        try:
            if self._room is None:
                self._room = open_room(self._isolation)
            result = self._grader(questions).grade(submission, self._room)
            scores = {question.id: question.score for question in result.questions}
            return Graded(result.status, scores, result.maximum, pack(result))
        except Exception as error:
            self.close()
            return _failed(error)

    def close(self) -> None:
        """End the room."""
        room, self._room = self._room, None
        if room is not None:
            room.close()


def _failed(error: Exception) -> Failed:
    return Failed(" ".join(f"{type(error).__name__}: {error}".split())[:200])


def started(job: Job, tries: int = 3) -> Worker:
    """Return a worker; a room that fails while it is opened may have been killed, and is opened again."""
    for _ in range(tries - 1):
        with contextlib.suppress(RoomError):
            return Worker(job)
    return Worker(job)


def serve(job: Job, connection: Connection, processor: int | None) -> None:
    """Grade what comes down a connection until it is closed, as it is when the parent dies; keep to a processor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if processor is not None:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {processor})
    limit_memory(MOST_MEMORY)
    encode = msgspec.msgpack.encode
    try:
        worker = started(job)
    except GraderError as error:
        with contextlib.suppress(OSError):
            connection.send_bytes(encode(Refused(str(error))))
        return
    gc.freeze()  # what has been read so far stays: no collection need look for garbage in it
    try:
        while True:
            connection.send_bytes(encode(worker.grade(connection.recv())))
    except (EOFError, OSError):
        return
    finally:
        worker.close()
