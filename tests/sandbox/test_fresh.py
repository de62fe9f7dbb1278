"""Sessions in interpreters of their own answer and lose what forked ones do."""

from collections.abc import Iterator

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
