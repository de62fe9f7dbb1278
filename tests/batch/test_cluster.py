"""The example in the README: a scheduler and two worker processes, on loopback, as on two machines."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import killing
import msgspec
import pytest
from classes import SECOND, make_class

from autograder.batch.cluster import Cluster, packed
from autograder.batch.cluster_worker import Grading
from autograder.errors import GraderError, UsageError
from autograder.sandbox.isolation import Isolation

STUDENTS = 60
DASK = [sys.executable, "-m", "dask"]


@contextlib.contextmanager
def cluster(place: Path, scheme: str = "tcp", options: Sequence[str] = ()) -> Iterator[tuple[str, list[int]]]:
    """Yield the address of a scheduler with two worker processes, and the process ids of the nannies."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"{scheme}://127.0.0.1:{port}"
    common: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": (place / "dask.log").open("wb")}
    here = ["--protocol", scheme, "--host", "127.0.0.1", "--no-dashboard", *options]
    started = [subprocess.Popen([*DASK, "scheduler", *here, "--port", str(port)], **common)]
    for node in range(2):
        work = ["--nthreads", "1", "--death-timeout", "60", "--local-directory", str(place / f"node{node}")]
        started.append(subprocess.Popen([*DASK, "worker", address, *here, *work], **common))
    try:
        yield address, [process.pid for process in started[1:]]
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a class and its grades."""
    place = tmp_path_factory.mktemp("cluster")
    killing.finish(make_class(place / "class.zip", STUDENTS), place / "out")
    return place


def grade(download: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [*killing.command(download, output), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_a_cluster_that_loses_a_worker_gives_the_same_grades(undisturbed: Path, tmp_path: Path) -> None:
    with cluster(tmp_path) as (address, nannies):
        process = grade(undisturbed / "class.zip", tmp_path / "out", "--cluster", address)
        deadline = time.monotonic() + 120
        while not (victims := _at_work(nannies)) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(random.Random(3).choice(victims), signal.SIGKILL)
        _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert killing.outcome(tmp_path / "out") == killing.outcome(undisturbed / "out")
    assert killing.count(tmp_path / "out") == (STUDENTS, STUDENTS)


def _at_work(nannies: Sequence[int]) -> list[int]:
    """Return the worker processes that have opened a room."""
    return [worker for nanny in nannies for worker in killing.workers(nanny) if any(killing.children(worker))]


def test_a_cluster_under_tls_grades_only_for_who_has_a_certificate(undisturbed: Path, tmp_path: Path) -> None:
    (cert, key), (other_cert, other_key) = (_certificate(tmp_path / name) for name in ("ours", "theirs"))
    files = ["--tls-ca-file", cert, "--tls-cert", cert, "--tls-key", key]
    with cluster(tmp_path, "tls", files) as (address, _):
        mine = ["--tls-ca", cert, "--tls-cert", cert, "--tls-key", key]
        process = grade(undisturbed / "class.zip", tmp_path / "out", "--cluster", address, *mine)
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
        theirs = ["--tls-ca", cert, "--tls-cert", other_cert, "--tls-key", other_key]
        for options, code in (([], 2), (theirs, 1)):
            process = grade(undisturbed / "class.zip", tmp_path / "other", "--cluster", address, *options)
            _, said = process.communicate(timeout=300)
            assert (process.returncode, said.count(b"\n")) == (code, 1), said
    assert killing.outcome(tmp_path / "out") == killing.outcome(undisturbed / "out")


def _certificate(stem: Path) -> tuple[str, str]:
    cert, key = f"{stem}-cert.pem", f"{stem}-key.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=grader",
         "-keyout", key, "-out", cert], capture_output=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return cert, key


@pytest.mark.parametrize("address", ["tcp://10.1.2.3:8786", "tcp://cluster.example:8786", "nonsense", "http://x"])
def test_checks_never_cross_a_network_in_the_clear(address: str) -> None:
    with pytest.raises(UsageError):
        Cluster(address).check()
    Cluster("tcp://127.0.0.1:1").check()
    Cluster("tls://10.1.2.3:8786").check()


def test_no_scheduler_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.batch.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(GraderError, match="no Dask scheduler answers"):
        Cluster("tcp://127.0.0.1:1").connect()


def test_a_worker_with_another_grader_refuses() -> None:
    grading = Grading(packed(SECOND), Isolation.NONE, "another version")
    grading.setup(SimpleNamespace(address="tcp://node:1"))
    try:
        (answer,) = msgspec.msgpack.decode(grading.grade([]))
    finally:
        grading.teardown(None)
    assert answer["type"] == "refused"
    assert "tcp://node:1 has another version" in answer["why"]


def test_the_homework_is_sent_without_what_grading_does_not_need() -> None:
    import io
    import zipfile

    names = zipfile.ZipFile(io.BytesIO(packed(SECOND))).namelist()
    assert "solutions/knn.py" in names
    assert "autograder/checks/neighbours.py" in names
    assert not any("__pycache__" in name for name in names)
