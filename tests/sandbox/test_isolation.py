"""Which walls a machine has: found by trying, said as it is."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from asking import MEMORY_MB, program, value
from machines import USERS, hidden_python, run

import autograder
from autograder.sandbox.fresh import FreshRoom
from autograder.sandbox.isolation import Isolation, Layer, Report, Wall
from autograder.sandbox.linux import best_room
from autograder.sandbox.room import Room
from autograder.sandbox.rooms import doctor, open_room

DOCTOR = """
from autograder.sandbox.rooms import doctor
report = doctor()
print(report)
for layer in report.missing:
    assert layer.reason and layer.fix
    print(layer.wall.value, "|", layer.reason)
"""

STRICT = """
from autograder.errors import GraderError
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.rooms import open_room
try:
    open_room(Isolation.STRICT)
except GraderError as error:
    print("refused:", error)
"""

ANSWER = """
from asking import ask, program
from autograder.sandbox.rooms import open_room
room = open_room()
session = room.open(program("import json\\nimport numpy as np\\ndef f(x): return np.sum(x)"), 512)
print(ask(session, "f", [1.0, 2.0]).value)
session.close()
room.close()
"""

ALL = {"user": "on", "files": "on", "calls": "on", "namespaces": "on"}


def report(level: str, **walls: str) -> str:
    standing = {"limits": "on", **ALL, **walls}
    return " ".join([level, *(f"{name}={state}" for name, state in standing.items())])


@pytest.mark.parametrize("user", USERS)
def test_a_machine_with_everything_has_every_wall(user: str) -> None:
    assert run(DOCTOR, user).splitlines() == [report("L2")]


POORER = {
    "no namespaces": (("namespaces",), report("L1", namespaces="off"), ["namespaces"]),
    "no landlock": (("landlock",), report("L0", files="off"), ["files"]),
    "no filters": (("filters",), report("L0", calls="off"), ["calls"]),
    "nothing": (
        ("filters", "landlock", "namespaces"),
        report("L0", files="off", calls="off", namespaces="off"),
        ["files", "calls", "namespaces"],
    ),
}


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize(("denied", "line", "missing"), POORER.values(), ids=POORER)
def test_a_missing_wall_is_said_with_its_reason(
    user: str, denied: tuple[str, ...], line: str, missing: list[str]
) -> None:
    said = run(DOCTOR, user, denied).splitlines()
    assert said[0] == line
    assert [entry.split(" | ")[0] for entry in said[1:]] == missing


@pytest.mark.parametrize("user", USERS)
def test_bubblewrap_is_named_where_it_is_not_installed(user: str) -> None:
    assert "bubblewrap is not installed" in run(
        DOCTOR.replace("import doctor", "import doctor\nimport os; os.environ['PATH'] = '/nowhere'"), user
    )


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("denied", [(), ("namespaces",), ("filters", "landlock", "namespaces")])
def test_submissions_are_answered_whatever_walls_there_are(user: str, denied: tuple[str, ...]) -> None:
    assert run(ANSWER, user, denied) == "3.0\n"


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("denied", ["landlock", "filters"])
def test_strict_refuses_a_machine_below_the_first_level_with_reason_and_fix(user: str, denied: str) -> None:
    said = run(STRICT, user, (denied,))
    assert said.startswith("refused: submissions cannot be isolated here")
    assert "use " in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("user", USERS)
def test_strict_is_content_without_namespaces(user: str) -> None:
    assert run(STRICT, user, ("namespaces",)) == ""


def test_no_isolation_says_so() -> None:
    room = open_room(Isolation.NONE)
    room.close()
    assert room.layers == "L0 limits=on user=off files=off calls=off namespaces=off"


def test_the_doctor_reports_every_wall_once() -> None:
    walls = [layer.wall for layer in doctor().layers]
    assert walls == list(Wall)


PRINTED = {
    (): ("L2", []),
    ("namespaces",): ("L1", ["namespaces"]),
    ("landlock",): ("L0", ["files"]),
    ("filters", "landlock", "namespaces"): ("L0", ["files", "calls", "namespaces"]),
}


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("denied", PRINTED, ids=lambda denied: "no " + " ".join(denied))
def test_the_command_prints_what_stands_and_what_would_help(user: str, denied: tuple[str, ...]) -> None:
    lines = run("from autograder.cli import main\nassert main(['doctor']) == 0", user, denied).splitlines()
    level, missing = PRINTED[denied]
    assert lines[0] == f"isolation level {level}"
    states = {line.split()[1]: line.split()[0] for line in lines if line.split()[0] in ("on", "off")}
    assert states == {wall.value: "off" if wall.value in missing else "on" for wall in Wall}
    for number, line in enumerate(lines):
        if line.split()[0] == "off":
            assert "use " in lines[number + 1] or "install " in lines[number + 1]
            assert "; " in lines[number + 1]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can keep the interpreter to itself")
@pytest.mark.parametrize(("denied", "is_said"), [((), False), (("namespaces",), True)])
def test_the_doctor_says_that_the_library_cannot_be_read(denied: tuple[str, ...], is_said: bool) -> None:
    command = "from autograder.cli import main\nassert main(['doctor']) == 0"
    said = run(command, "root", denied, python=hidden_python())
    assert ("submissions cannot read the standard library" in said) is is_said


@pytest.mark.parametrize(
    ("standing", "level"),
    [
        (set(Wall), "L2"),
        (set(Wall) - {Wall.NAMESPACES}, "L1"),
        (set(Wall) - {Wall.FILES}, "L0"),
        (set(Wall) - {Wall.CALLS}, "L0"),
        (set(Wall) - {Wall.USER}, "L0"),
        ({Wall.LIMITS}, "L0"),
    ],
)
def test_a_level_is_only_reached_with_all_of_its_walls(standing: set[Wall], level: str) -> None:
    assert Report(tuple(Layer(wall, wall in standing) for wall in Wall)).level == level


def test_bubblewrap_is_here_so_that_the_tests_above_try_it() -> None:
    assert shutil.which("bwrap")


def test_the_libraries_are_named_by_where_they_really_lie(tmp_path: Path) -> None:
    real = Path(np.__file__).resolve().parents[1]
    (tmp_path / "linked").symlink_to(real)
    program = "from autograder.sandbox import interpreter; print(*interpreter.libraries(), sep='\\n')"
    path = os.pathsep.join([str(tmp_path / "linked"), str(Path(autograder.__file__).parents[1])])
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [str(real)]


NON_BLOCKING = """
import os
import numpy as np

def do_not_block():
    for number in range(3, 64):
        try:
            os.set_blocking(number, False)
        except OSError:
            pass
    return np.zeros(1 << 20)
"""


@pytest.mark.parametrize("kind", ["fresh", "warm"])
def test_a_connection_that_a_submission_makes_non_blocking_is_waited_for(kind: str) -> None:
    room: Room = FreshRoom("homework") if kind == "fresh" else best_room(Isolation.AUTO, "homework")
    session = room.open(program(NON_BLOCKING), MEMORY_MB)
    for _ in range(2):
        assert isinstance(value(session, "do_not_block"), np.ndarray)
        time.sleep(0.1)
    session.close()
    room.close()
