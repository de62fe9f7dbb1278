"""The archive for stock Otter, run by Otter itself."""

import fcntl
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import parity
import pytest

from autograder.homework import Homework, default_root
from autograder.sandbox.room import Room

OTTER = Path(sys.prefix) / "otter" / "bin" / "otter"
"""Where `make test` installs stock Otter."""

CHOSEN = {
    "demo": {"abarazainab", "castrolucia", "dahlingrid", "fischerpaul", "itoharuka", "olsenmagnus"},
    "golden": {"mistake_in_a_building_block", "one_folder_down", "one_script", "process_ended", "syntax_error"},
}


def _samples() -> list[parity.Sample]:
    return [sample for sample in parity.every_sample() if sample.name in CHOSEN.get(sample.kind, set())]


SAMPLES = _samples()


@pytest.fixture(scope="session")
def both(room: Room, tmp_path_factory: pytest.TempPathFactory) -> Iterator[parity.Parity]:
    shared = tmp_path_factory.getbasetemp().parent / "parity"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = parity.Parity(OTTER, room, shared)
        made.archive(default_root(), one_file=False)
    yield made


def test_the_sample_is_there() -> None:
    assert len(SAMPLES) == sum(map(len, CHOSEN.values()))


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_otter_run_gives_the_same_points_but_for_what_is_carried_forward(
    sample: parity.Sample, both: parity.Parity
) -> None:
    row = both.row(sample)
    assert not row.unexplained
    assert bool(row.otter.fault) == (sample.name == "process_ended")
    assert row.otter.fault or set(row.otter.points) == {question.id for question in row.ours.questions}


def test_no_solution_and_no_known_wrong_answer_is_in_the_archive(both: parity.Parity, homework: Homework) -> None:
    with zipfile.ZipFile(both.archive(default_root(), one_file=False)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name in files if "solutions" in name or "misconceptions" in name]
    text = b"\n".join(files.values())
    secrets = [*homework.solutions.glob("*.py"), *homework.misconceptions.glob("*.py")]
    bodies = [line.strip() for path in secrets for line in path.read_bytes().splitlines() if b"return " in line]
    telling = {line for line in bodies if len(line) > 45}
    assert len(telling) > 100
    assert not [line for line in telling if line in text]


def test_the_archive_is_one_that_gradescope_takes(both: parity.Parity) -> None:
    with zipfile.ZipFile(io.BytesIO(both.archive(default_root(), one_file=False).read_bytes())) as archive:
        names = set(archive.namelist())
        assert {"setup.sh", "run_autograder", "run_otter.py", "environment.yml", "otter_config.json"} <= names
        environment = archive.read("environment.yml").decode()
        assert json.loads(archive.read("otter_config.json")) == {"show_hidden": False, "show_stdout": False}
    assert "otter-grader[grading,plugins]==7.0.0" in environment
    assert "numpy==" in environment and "msgspec==" in environment
