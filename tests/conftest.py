"""What several tests use: the homeworks, their checks, a room, a graded class and a browser, each opened once."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.grading.checks import Checks, load_checks
from autograder.grading.grade import Grader
from autograder.homework import Homework, default_root, load_homework
from autograder.release.handout import handout
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.room import Room
from autograder.sandbox.rooms import open_room

if TYPE_CHECKING:
    from looking import Looking


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-golden", action="store_true", help="write the golden results anew, to be read in the diff"
    )


@pytest.fixture(scope="session")
def homework() -> Homework:
    return load_homework(default_root())


@pytest.fixture(scope="session")
def checks(homework: Homework) -> Checks:
    return load_checks(homework)


@pytest.fixture(scope="session")
def grader(checks: Checks) -> Grader:
    return Grader.of(checks)


@pytest.fixture(scope="session")
def second_homework() -> Homework:
    return load_homework(Path(__file__).parent / "second_homework")


@pytest.fixture(scope="session")
def files(homework: Homework) -> dict[str, bytes]:
    """The files of the handout by their paths in it."""
    return handout(homework)


@pytest.fixture(scope="session")
def solved(homework: Homework) -> dict[str, bytes]:
    """The files of the solutions by their names."""
    return {path.name: path.read_bytes() for path in homework.solutions.iterdir() if path.is_file()}


@pytest.fixture
def unzipped(files: dict[str, bytes], tmp_path: Path) -> Path:
    """A student's folder: the handout, unzipped."""
    folder = tmp_path / "homework"
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def room() -> Iterator[Room]:
    opened = open_room(Isolation.AUTO)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of `autograder demo`, made once for all processes that run tests."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    folder = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "class.html").exists():
            command = [sys.executable, "-m", "autograder", "demo", "-o", str(folder)]
            subprocess.run(command, cwd=default_root(), check=True, capture_output=True, timeout=300)
    return folder


@pytest.fixture(scope="session")
def looking() -> "Iterator[Looking]":
    """Chromium, to look at pages with."""
    from looking import chromium

    with chromium() as opened:
        yield opened
