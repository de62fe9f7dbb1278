"""What time is, and what an end means."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import limits
from autograder.sandbox.room import Cause
from autograder.sandbox.worker import OUT_OF_MEMORY

ENDS = {
    0: (Cause.CRASH, "exit code 0"),
    1: (Cause.CRASH, "exit code 1"),
    OUT_OF_MEMORY: (Cause.MEMORY, "ran out of memory"),
    -9: (Cause.MEMORY, "memory"),
    -11: (Cause.CRASH, "SIGSEGV"),
    -6: (Cause.CRASH, "SIGABRT"),
    -24: (Cause.TIME, "processor time"),
    -64: (Cause.CRASH, "signal 64"),
    -50: (Cause.CRASH, "signal 50 (unknown)"),
}


@pytest.mark.parametrize(("code", "meant"), ENDS.items())
def test_an_end_means_time_memory_or_a_crash(code: int, meant: tuple[Cause, str]) -> None:
    lost = limits.meaning(code, killed=False)
    assert lost.cause is meant[0]
    assert meant[1] in lost.detail


def test_a_process_that_had_to_be_killed_hung_up() -> None:
    assert "hung up" in limits.meaning(-9, killed=True).detail


def test_time_spent_waiting_for_a_core_is_taken_off(tmp_path: Path) -> None:
    file = tmp_path / "schedstat"
    file.write_text("5000000000 7000000000 9\n")
    clock = limits.Clock(os.open(file, os.O_RDONLY))
    clock.start()
    file.write_text("5000000000 8000000000 9\n")
    assert clock.used() == pytest.approx(clock.wall() - 1.0, abs=0.1)
    clock.close()


def test_time_is_that_of_the_wall_where_nothing_better_is_known() -> None:
    clock = limits.Clock(None)
    clock.start()
    assert 0.0 <= clock.used() <= clock.wall()


def test_a_process_that_has_ended_waits_no_more() -> None:
    pid = os.posix_spawn("/bin/sh", ["sh", "-c", "read line"], {}, file_actions=[(os.POSIX_SPAWN_CLOSE, 0)])
    clock = limits.Clock(os.open(f"/proc/{pid}/schedstat", os.O_RDONLY))
    clock.start()
    os.waitpid(pid, 0)
    assert clock.used() <= clock.wall()
    clock.close()


NEEDS_MEMORY = """
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.limits import limit_memory
from autograder.sandbox.room import Batch
from autograder.sandbox.rooms import open_room
from autograder.sandbox.wire import Ask
from autograder.submission import Program

limit_memory(256 << 20)
try:
    bytearray(400 << 20)
except MemoryError:
    print("none for the grader")
room = open_room(Isolation.AUTO)
session = room.open(Program({"m.py": "def f(): return len(bytearray(400 << 20))"}), 1024)
reply = session.ask(Batch.of([Ask("m", "f", [], {})], []), 30.0)
print(reply.outcomes[0].value >> 20)
room.close()
"""


def test_what_the_grader_may_take_is_no_limit_for_submissions() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NEEDS_MEMORY], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.split("\n") == ["none for the grader", "400", ""], done.stderr
