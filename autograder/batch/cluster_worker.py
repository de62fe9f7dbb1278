"""What runs in each process of a cluster. This module needs Dask."""

import io
import tempfile
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from distributed import WorkerPlugin, get_worker

from autograder.batch.job import Job, Refused
from autograder.batch.keys import engine_version
from autograder.batch.worker import Worker, started
from autograder.errors import GraderError
from autograder.sandbox.isolation import Isolation
from autograder.submission import Submission


class Grading(WorkerPlugin):
    """What each process of the cluster holds: the homework in a folder of its own, and a worker that grades."""

    def __init__(self, homework: bytes, isolation: Isolation, engine: str) -> None:
        self._homework, self._isolation, self._engine = homework, isolation, engine

    def setup(self, worker: Any) -> None:
        """Get ready; where that fails, what is asked of this process is refused with the reason."""
        self._lock = threading.Lock()
        self._refusal = ""
        self._worker: Worker | None = None
        self._place = tempfile.TemporaryDirectory(prefix="autograder-")
        if engine_version() != self._engine:
            self._refusal = f"the worker {worker.address} has another version of the grader, of Python or of NumPy"
            return
        with zipfile.ZipFile(io.BytesIO(self._homework)) as archive:
            archive.extractall(self._place.name)
        try:
            self._worker = started(Job(Path(self._place.name), self._isolation))
        except GraderError as error:
            self._refusal = f"the worker {worker.address}: {error}"

    def teardown(self, worker: Any) -> None:
        """Leave nothing behind."""
        if self._worker is not None:
            self._worker.close()
        self._place.cleanup()

    def grade(self, tasks: Sequence[tuple[Submission, tuple[str, ...] | None]]) -> bytes:
        """Grade some submissions, one after the other, however many threads there are."""
        with self._lock:
            if self._worker is None:
                return msgspec.msgpack.encode([Refused(self._refusal)])
            return msgspec.msgpack.encode([self._worker.judge(*task) for task in tasks])


def grade(name: str, tasks: Sequence[tuple[Submission, tuple[str, ...] | None]]) -> bytes:
    """Grade some submissions in the process that this is called in, by what it holds under `name`."""
    grading = get_worker().plugins[name]
    if not isinstance(grading, Grading):
        raise TypeError("not what grades")
    return grading.grade(tasks)
