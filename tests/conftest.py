"""What several tests use: the homeworks, their checks and a room, each opened once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading.checks import Checks, load_checks
from autograder.grading.grade import Grader
from autograder.homework import Homework, default_root, load_homework
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.room import Room
from autograder.sandbox.rooms import open_room


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
def room() -> Iterator[Room]:
    opened = open_room(Isolation.AUTO)
    yield opened
    opened.close()
