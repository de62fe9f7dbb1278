"""Sessions that are forked from a warm process: what they answer, what they lose, and that nothing stays behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from asking import MEMORY_MB, ask, program, value
from processes import descendants, parents, soon

from autograder.sandbox import warm, wire
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.room import Cause, Got, Lost, Room, RoomError, Session
from autograder.sandbox.rooms import open_room
from autograder.sandbox.warm import Walls, WarmRoom

SOURCE = """
import os, signal, sys, time, ctypes
import numpy as np

calls = []

def count():
    calls.append(1)
    return len(calls)

def loop():
    while True:
        pass

def sleep():
    time.sleep(1000)

def leave(code):
    os._exit(code)

def crash():
    ctypes.string_at(0)

def allocate(megabytes):
    return float(np.ones(megabytes << 17)[-1])

def end_by(number):
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)

def work(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return True

def write_everywhere(data):
    for number in range(3, 64):
        try:
            os.write(number, data.encode("latin-1"))
        except OSError:
            pass

def hang_up():
    os.closerange(3, 64)
    time.sleep(1000)

def shout():
    while True:
        print("x" * 10_000)
        os.write(1, b"x" * 10_000)

def own_id():
    return os.getpid()
"""


@pytest.fixture
def session(room: Room) -> Iterator[Session]:
    opened = room.open(program(SOURCE), MEMORY_MB)
    yield opened
    opened.close()


@pytest.fixture
def bare_room() -> Iterator[WarmRoom]:
    """A room without walls: its warm process is a child of this process, and can be reached from inside."""
    opened = WarmRoom(Walls(), "homework", {})
    yield opened
    opened.close()


def test_batches_share_a_process_until_it_is_renewed(session: Session) -> None:
    assert [value(session, "count") for _ in range(3)] == [1, 2, 3]
    session.renew()
    assert value(session, "count") == 1


def test_sessions_do_not_share_a_process(room: Room, session: Session) -> None:
    other = room.open(program(SOURCE), MEMORY_MB)
    assert [value(session, "count"), value(other, "count"), value(session, "count")] == [1, 1, 2]
    other.close()


@pytest.mark.parametrize("function", ["loop", "sleep", "shout"])
def test_a_call_that_does_not_end_is_stopped_at_its_time(session: Session, function: str) -> None:
    lost = ask(session, function, seconds=0.5)
    assert lost == Lost(Cause.TIME, "took more than 0.5 s")


def test_a_submission_that_never_finishes_loading_is_stopped_at_its_time(room: Room) -> None:
    session = room.open(program("while True: pass"), MEMORY_MB)
    lost = ask(session, "f", seconds=0.5)
    assert isinstance(lost, Lost)
    assert lost.cause is Cause.TIME
    session.close()


LOSSES = {
    "leaves with 0": (("leave", 0), Lost(Cause.CRASH, "ended with exit code 0")),
    "leaves with 3": (("leave", 3), Lost(Cause.CRASH, "ended with exit code 3")),
    "crashes": (("crash",), Lost(Cause.CRASH, "ended by signal 11 (SIGSEGV)")),
    "hangs up": (("hang_up",), Lost(Cause.CRASH, "hung up on the grader")),
    "sends noise": (("write_everywhere", "noise " * 100), Lost(Cause.MALFORMED, "sent not a message of ours")),
    "answers what it was not asked": (
        ("write_everywhere", (wire.HEAD.pack(wire.MAGIC, 1, 0, 0) * 9).decode("latin-1")),
        Lost(Cause.MALFORMED, "sent an answer to another question"),
    ),
    "sends a part and waits": (("write_everywhere", "room"), Lost(Cause.MALFORMED, "sent not a message of ours")),
}


@pytest.mark.parametrize(("call", "lost"), LOSSES.values(), ids=LOSSES)
def test_a_lost_batch_says_why_and_the_next_one_is_answered(session: Session, call: tuple[str], lost: Lost) -> None:
    assert ask(session, *call) == lost
    assert value(session, "count") == 1


def test_memory_is_limited_to_what_was_given(session: Session) -> None:
    assert value(session, "allocate", MEMORY_MB // 2) == 1.0
    raised = ask(session, "allocate", MEMORY_MB + 16)
    assert isinstance(raised, wire.Raised)
    assert "MemoryError" in raised.type_name


def test_memory_is_given_anew_in_a_fresh_process(session: Session) -> None:
    for _ in range(3):
        assert value(session, "allocate", MEMORY_MB // 2) == 1.0
        session.renew()


def test_waiting_for_a_core_costs_no_time(session: Session) -> None:
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(3 * (os.cpu_count() or 1))]
    try:
        outcome = ask(session, "work", 0.8, seconds=1.2)
    finally:
        for process in busy:
            process.kill()
            process.wait()
    assert isinstance(outcome, Got)


def test_large_arrays_cross_in_both_directions(room: Room) -> None:
    session = room.open(program("def f(x): return x + 1"), MEMORY_MB)
    array = np.arange(2.0**20)
    back = value(session, "f", array)
    assert isinstance(back, np.ndarray)
    assert (back == array + 1).all()
    session.close()


def test_what_was_sent_unasked_after_an_answer_does_not_touch_the_next_batch(room: Room) -> None:
    source = (
        "import os\nreal = os.write\n"
        "def f():\n    os.write = lambda n, d: min(real(n, bytes(d) + b'more'), len(d))\n    return 1"
    )
    session = room.open(program(source), MEMORY_MB)
    assert [value(session, "f") for _ in range(3)] == [1, 1, 1]
    session.close()


def test_unseeded_global_generators_are_the_same_in_every_process(room: Room) -> None:
    source = "import random, numpy as np\ndef f(): return [random.random(), np.random.rand(), hash('a')]"
    drawn = []
    for _ in range(2):
        session = room.open(program(source), MEMORY_MB)
        drawn.append(value(session, "f"))
        session.close()
    assert isinstance(drawn[0], wire.Listed)
    assert isinstance(drawn[1], wire.Listed)
    assert (drawn[0].array == drawn[1].array).all()


def test_a_process_knows_its_thread_and_can_log(room: Room) -> None:
    source = (
        "import logging, threading\n"
        "def f():\n    logging.error('something')\n"
        "    with threading.Lock():\n        here = threading.current_thread()\n"
        "    return here is threading.main_thread() and threading.active_count() == 1"
    )
    session = room.open(program(source), MEMORY_MB)
    assert value(session, "f") is True
    session.close()


def test_nothing_is_left_of_a_closed_room() -> None:
    before = descendants()
    room = open_room(Isolation.AUTO)
    sessions = [room.open(program(SOURCE), MEMORY_MB) for _ in range(3)]
    for session in sessions:
        value(session, "count")
    ask(sessions[0], "loop", seconds=0.2)
    assert descendants() - before
    room.close()
    assert not descendants() - before


def test_sessions_leave_no_descriptors_behind(room: Room) -> None:
    def open_descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = open_descriptors()
    for number in range(12):
        session = room.open(program(SOURCE), MEMORY_MB)
        ask(session, ("count", "crash")[number % 2])
        session.close()
    assert open_descriptors() == before


def test_processes_that_a_submission_starts_end_with_it(bare_room: WarmRoom) -> None:
    warm_process = descendants()
    source = (
        "import os, time\ndef f():\n    for _ in range(3):\n        if os.fork() == 0:\n"
        "            os.setsid()\n            os.fork()\n            time.sleep(1000)\n    return 1"
    )
    session = bare_room.open(program(source), MEMORY_MB)
    ask(session, "f")
    session.close()
    assert soon(lambda: not descendants() - warm_process)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_dead_or_stuck_warm_process_is_replaced(monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    monkeypatch.setattr(warm, "HEARTBEAT_SECONDS", 1.0)
    monkeypatch.setattr(warm, "END_SECONDS", 0.5)
    before = descendants()
    room = WarmRoom(Walls(), "homework", {})
    (warm_process,) = descendants() - before
    session, neighbour = (room.open(program(SOURCE), MEMORY_MB) for _ in range(2))
    assert [value(session, "count"), value(neighbour, "count")] == [1, 1]
    os.kill(warm_process, number)
    session.renew()
    assert [value(session, "count"), value(neighbour, "count")] == [1, 1]
    room.close()
    assert not descendants() - before


def test_a_submission_that_ends_the_warm_process_again_and_again_is_the_graders_problem(bare_room: WarmRoom) -> None:
    source = "import os\ndef f():\n    os.kill(os.getppid(), 9)\n    while True: pass\ndef g(): return 1"
    session = bare_room.open(program(source), MEMORY_MB)
    with pytest.raises(RoomError, match="2 times"):
        ask(session, "f")
    assert value(session, "g") == 1


def test_a_submission_that_stops_the_warm_process_is_noticed(
    monkeypatch: pytest.MonkeyPatch, bare_room: WarmRoom
) -> None:
    monkeypatch.setattr(warm, "HEARTBEAT_SECONDS", 1.0)
    monkeypatch.setattr(warm, "END_SECONDS", 0.5)
    source = (
        "import os, signal\ndef f():\n    os.kill(os.getppid(), signal.SIGSTOP)\n    while True: pass\n"
        "def g(): return 1"
    )
    session = bare_room.open(program(source), MEMORY_MB)
    with pytest.raises(RoomError):
        ask(session, "f", seconds=0.2)
    assert value(session, "g") == 1


GRADER = """
import sys
from asking import ask, program
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.rooms import open_room
session = open_room(Isolation(sys.argv[1])).open(program("def f():\\n    while True: pass\\ndef g(): return 1"), 512)
ask(session, "g", seconds=1000)
print("ready", flush=True)
ask(session, "f", seconds=1000)
"""


@pytest.mark.parametrize("stopped", [False, True], ids=["running", "stopped"])
@pytest.mark.parametrize("isolation", [Isolation.AUTO, Isolation.NONE])
def test_nothing_outlives_a_grader_that_is_killed(isolation: Isolation, stopped: bool) -> None:
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(Path(__file__).parent)])}
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER, isolation.value], env=environment, stdout=subprocess.PIPE, text=True
    )
    with grader:
        assert grader.stdout is not None
        assert grader.stdout.readline() == "ready\n"
        assert soon(lambda: len(descendants(grader.pid)) >= 2)
        inside = descendants(grader.pid)
        for pid in inside if stopped else ():
            os.kill(pid, signal.SIGSTOP)
        grader.kill()
    assert soon(lambda: not inside & set(parents()))
