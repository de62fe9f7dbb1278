"""Grading many submissions with a few worker processes; whatever happens, every submission ends in a result."""

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.checks import load_checks
from autograder.grading.grade import Grader
from autograder.grading.result import Result
from autograder.homework import Homework, load_homework
from autograder.intake import Handed, read
from autograder.reports.gradebook import GRADER_ERROR
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.room import Room
from autograder.sandbox.rooms import open_room

TRIES = 2


@dataclass(frozen=True)
class Job:
    """How a batch is to be graded."""

    homework_root: Path
    isolation: Isolation
    workers: int


def default_workers() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade_all(job: Job, handed: Sequence[Handed]) -> Iterator[tuple[Handed, Result]]:
    """Yield the result of every submission, in the order in which they are ready.

    A submission on which a worker process died is tried once more, alone in its process; then it is a grader error.
    """
    tries: dict[int, int] = {}
    waiting = list(range(len(handed)))
    while waiting:
        suspects = [index for index in waiting if tries.get(index)]
        batch = suspects[:1] or waiting
        done: set[int] = set()
        with _pool(job, 1 if suspects else job.workers) as pool:
            for index, result in _run(pool, batch, handed, 1 if suspects else job.workers, tries):
                done.add(index)
                yield handed[index], result
        for index in batch:
            if index not in done and tries.get(index, 0) >= TRIES:
                done.add(index)
                yield handed[index], _grader_error(handed[index], "a worker process died on it twice")
        waiting = [index for index in waiting if index not in done]


def _pool(job: Job, workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_start_worker, initargs=(job,))


def _run(
    pool: ProcessPoolExecutor, batch: Sequence[int], handed: Sequence[Handed], workers: int, tries: dict[int, int]
) -> Iterator[tuple[int, Result]]:
    """Keep a few submissions per worker under way, so that a class of any size needs little memory."""
    ahead = iter(batch)
    running: dict[Future[Result], int] = {}

    def submit() -> None:
        index = next(ahead, None)
        if index is not None:
            running[pool.submit(_grade_one, handed[index])] = index

    try:
        for _ in range(2 * workers):
            submit()
        while running:
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                index = running[future]
                result = future.result()
                del running[future]
                submit()
                yield index, result
    except BrokenProcessPool:
        for index in running.values():
            tries[index] = tries.get(index, 0) + 1


class _Worker:
    """What a worker process keeps from one submission to the next."""

    def __init__(self, job: Job) -> None:
        homework = load_homework(job.homework_root)
        self.homework: Homework = homework
        self.grader = Grader.of(load_checks(homework))
        self.job = job
        self.room: Room = open_room(job.isolation)

    def grade(self, handed: Handed) -> Result:
        """Return the result of a submission; the room is made anew where it broke."""
        try:
            return self.grader.grade(read(handed, self.homework), self.room)
        except Exception as error:
            self.room.close()
            self.room = open_room(self.job.isolation)
            return _grader_error(handed, f"{type(error).__name__}: {error}")


_worker: _Worker | None = None


def _start_worker(job: Job) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = _Worker(job)


def _grade_one(handed: Handed) -> Result:
    if _worker is None:
        raise AssertionError("a worker process starts with its initializer")
    return _worker.grade(handed)


def _grader_error(handed: Handed, why: str) -> Result:
    return Result(handed.student, (), f"{GRADER_ERROR}: {' '.join(why.split())[:200]}", "")
