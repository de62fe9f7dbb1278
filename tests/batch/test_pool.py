"""Worker processes keep to processors of their own where there is one for each."""

import multiprocessing
import os
from collections.abc import Collection, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from classes import SECOND, zipped

from autograder.batch.job import Job, Task
from autograder.batch.pool import LocalPool
from autograder.homework import load_homework
from autograder.intake.find import find_submissions
from autograder.sandbox.isolation import Isolation

PROCESSORS = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


@pytest.fixture
def task(tmp_path: Path) -> Task:
    (tmp_path / "ada.zip").write_bytes(zipped("def distances(x, X): return 0\n"))
    return Task(find_submissions([tmp_path / "ada.zip"], load_homework(SECOND))[0])


def workers(known: Collection[BaseProcess]) -> list[BaseProcess]:
    """Return the processes that have been started since those that are known."""
    return [process for process in multiprocessing.active_children() if process not in known]


def held_to(pool: LocalPool, task: Task, known: Collection[BaseProcess]) -> Sequence[set[int]]:
    """Grade something with each worker; return where these may run."""
    waiting = pool.room_for()
    for number in range(waiting):
        pool.submit(number, task)
    while waiting:
        waiting -= len(pool.collect())
    return [os.sched_getaffinity(process.pid or 0) for process in workers(known)]


@pytest.mark.skipif(not PROCESSORS, reason="the system does not say which processors there are")
@pytest.mark.parametrize("more", [0, 1])
def test_each_worker_has_a_processor_where_there_are_as_many(more: int, task: Task) -> None:
    known = multiprocessing.active_children()
    pool = LocalPool(Job(SECOND, Isolation.NONE, len(PROCESSORS) + more))
    try:
        expected = [set(PROCESSORS)] * (len(PROCESSORS) + 1) if more else [{number} for number in PROCESSORS]
        assert sorted(held_to(pool, task, known), key=sorted) == expected
        workers(known)[0].kill()
        assert sorted(held_to(pool, task, known), key=sorted) == expected
    finally:
        pool.close()
