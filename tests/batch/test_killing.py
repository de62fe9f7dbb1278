"""Whatever dies, fills up or runs twice: every submission once, and the grades of an undisturbed run."""

import contextlib
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import killing
import pytest
from classes import make_class

STUDENTS = 60


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a class and its grades."""
    place = tmp_path_factory.mktemp("killing")
    killing.finish(make_class(place / "class.zip", STUDENTS), place / "out")
    return place


def compared(undisturbed: Path, output: Path) -> None:
    assert killing.outcome(output) == killing.outcome(undisturbed / "out")
    assert killing.count(output) == (STUDENTS, STUDENTS)


@pytest.mark.parametrize("kind", killing.VICTIMS)
def test_a_batch_that_loses_a_process_ends_as_if_it_had_not(kind: str, undisturbed: Path, tmp_path: Path) -> None:
    done = killing.killed(kind, 3, undisturbed / "class.zip", tmp_path / "out", random.Random(5))
    assert done == 3
    compared(undisturbed, tmp_path / "out")


def test_two_graders_on_one_folder_grade_every_submission_once(undisturbed: Path, tmp_path: Path) -> None:
    command = [*killing.command(undisturbed / "class.zip", tmp_path / "out"), "--json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted(json.loads(out)["graded"] for out, _ in said) == [0, STUDENTS]
    assert sum(b"another grader is at work" in err for _, err in said) == 1
    compared(undisturbed, tmp_path / "out")


def test_a_full_disk_is_one_line_and_loses_nothing(undisturbed: Path, tmp_path: Path) -> None:
    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))

    command = killing.command(undisturbed / "class.zip", tmp_path / "out")
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, preexec_fn=fill, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert "cannot be written" in done.stderr
    with contextlib.closing(sqlite3.connect(tmp_path / "out" / "grades.sqlite")) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    killing.finish(undisturbed / "class.zip", tmp_path / "out")
    compared(undisturbed, tmp_path / "out")


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_says_how_to_go_on(by: signal.Signals, undisturbed: Path, tmp_path: Path) -> None:
    for number in range(5):
        output = tmp_path / f"out{number}"
        process = killing.start(undisturbed / "class.zip", output)
        deadline = time.monotonic() + 120
        while _graded(output) < 5 and time.monotonic() < deadline:
            time.sleep(0.02)
        (os.killpg if by is signal.SIGINT else os.kill)(process.pid, by)
        _, said = process.communicate(timeout=120)
        if process.returncode != 0:
            break
    assert process.returncode == 1
    assert said.count(b"\n") == 1
    assert b"the same command goes on from there" in said
    killing.finish(undisturbed / "class.zip", output)
    compared(undisturbed, output)


def _graded(output: Path) -> int:
    with contextlib.suppress(sqlite3.Error):
        uri = f"file:{output / 'grades.sqlite'}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            (count,) = connection.execute("select count(*) from result").fetchone()
            return int(count)
    return 0
