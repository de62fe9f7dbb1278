"""Sessions in interpreters of their own answer and lose what forked ones do."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from asking import MEMORY_MB, ask, program, value
from processes import descendants, soon

from autograder.sandbox.fresh import FreshRoom
from autograder.sandbox.room import Cause, Lost, Session

SOURCE = """
import os, sys, time
import numpy as np
calls = []

def count():
    calls.append(1)
    return len(calls)

def double(x):
    return 2 * x

def loop():
    while True:
        pass

def leave():
    os._exit(3)

def noise():
    for number in range(3, 64):
        try:
            os.write(number, b"noise" * 100)
        except OSError:
            pass

def spawn():
    import subprocess
    subprocess.Popen(["sleep", "1000"])

def project():
    return [name for name in sys.modules if "autograder" in name] + [p for p in sys.path if "site-packages" in p]
"""


@pytest.fixture
def session() -> Iterator[Session]:
    room = FreshRoom("homework")
    yield room.open(program(SOURCE), MEMORY_MB)
    room.close()


def test_batches_share_an_interpreter_until_it_is_renewed(session: Session) -> None:
    assert [value(session, "count"), value(session, "count")] == [1, 2]
    session.renew()
    assert value(session, "count") == 1


def test_arrays_cross_in_both_directions(session: Session) -> None:
    back = value(session, "double", np.arange(2.0**18))
    assert isinstance(back, np.ndarray)
    assert (back == 2 * np.arange(2.0**18)).all()


def test_a_lost_batch_says_why_and_the_next_one_is_answered(session: Session) -> None:
    assert ask(session, "loop", seconds=0.5) == Lost(Cause.TIME, "took more than 0.5 s")
    assert ask(session, "leave") == Lost(Cause.CRASH, "ended with exit code 3")
    lost = ask(session, "noise")
    assert isinstance(lost, Lost)
    assert lost.cause is Cause.MALFORMED
    assert value(session, "count") == 1


def test_nothing_of_the_project_is_inside(session: Session) -> None:
    assert value(session, "project") == []


def test_nothing_is_left_of_a_closed_session(session: Session) -> None:
    before = descendants()
    ask(session, "spawn")
    session.close()
    assert soon(lambda: not descendants() - before)


def test_a_room_of_fresh_interpreters_promises_limits_only() -> None:
    room = FreshRoom("homework")
    assert room.report.level == "L0"
    assert room.layers == "L0 limits=on user=off files=off calls=off namespaces=off"


LEFT_BEHIND = """
import sys
from autograder.grading.plan import finding_batch
from autograder.sandbox.fresh import FreshRoom
from autograder.submission import Program

session = FreshRoom("assignments").open(Program({"loop.py": "while True: pass"}), 256)
session.ask(finding_batch([], {}), 60)
print(session._process._start.process.pid, flush=True)
session.ask(finding_batch(["f"], {"f": "loop"}), 60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_loop_without_end_ends_with_the_grader_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", LEFT_BEHIND], stdout=subprocess.PIPE, text=True) as grader:
        assert grader.stdout is not None
        left = Path("/proc") / grader.stdout.readline().strip()
        assert left.exists()
        time.sleep(0.5)
        grader.kill()
    end = time.monotonic() + 60
    while left.exists() and "Z" not in (left / "stat").read_text(encoding="utf-8").rpartition(")")[2][:3]:
        assert time.monotonic() < end
        time.sleep(0.1)
