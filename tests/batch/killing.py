"""Kills the grader, its workers and their warm processes while a class is graded, and compares what comes of it.

By hand, the long form:  python tests/batch/killing.py --kills 50 --students 1500
"""

import argparse
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from classes import SECOND, make_class

VICTIMS = ("grader", "worker", "warm")


def command(download: Path, output: Path) -> list[str]:
    return [
        sys.executable, "-m", "autograder", "grade", str(download), "-o", str(output), "--homework", str(SECOND),
        "--workers", "2",
    ]  # fmt: skip


def start(download: Path, output: Path) -> subprocess.Popen[bytes]:
    """Start a grader as a terminal does: in a process group of its own, with Ctrl-C turned on."""
    return subprocess.Popen(
        command(download, output), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def finish(download: Path, output: Path) -> None:
    """Run to the end, twice, so that a grader error is tried again."""
    for _ in range(2):
        process = start(download, output)
        _, said = process.communicate(timeout=600)
        assert process.returncode == 0, said


def children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            yield from map(int, task.read_text().split())


def workers(grader: int) -> list[int]:
    found = []
    for pid in children(grader):
        with contextlib.suppress(OSError):
            if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(pid)
    return found


def victims(kind: str, grader: int) -> list[int]:
    if kind == "grader":
        return [grader]
    found = workers(grader)
    return found if kind == "worker" else [pid for worker in found for pid in children(worker)]


def killed(kind: str, kills: int, download: Path, output: Path, chance: random.Random) -> int:
    """Grade into `output` and kill again and again; return how many processes were killed."""
    done = 0
    while done < kills:
        process = start(download, output)
        while process.poll() is None and done < kills:
            time.sleep(chance.uniform(0.05, 3.0) if kind == "grader" else chance.uniform(0.1, 2.0))
            found = victims(kind, process.pid) if process.poll() is None else []
            if found:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(chance.choice(found), signal.SIGKILL)
                    done += 1
        if kind == "grader":
            process.wait()
        else:
            _, said = process.communicate(timeout=600)
            assert process.returncode == 0, said
            if done < kills:
                forget_half(output)
    finish(download, output)
    return done


def forget_half(output: Path) -> None:
    """Give the next run something to do."""
    with contextlib.closing(sqlite3.connect(output / "grades.sqlite")) as connection, connection:
        connection.execute("delete from result where rowid % 2 = 0")


def outcome(output: Path) -> tuple[bytes, Mapping[str, bytes]]:
    """Return everything that was given out, but for the walls: a room that is killed while it is built may lack one."""
    results = {
        path.name: b"\n".join(line for line in path.read_bytes().splitlines() if b'"isolation"' not in line)
        for path in (output / "results").iterdir()
    }
    return (output / "grades.csv").read_bytes(), results


def count(output: Path) -> tuple[int, int]:
    """Return how many results the ledger holds, and of how many submissions."""
    with contextlib.closing(sqlite3.connect(output / "grades.sqlite")) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        (results,) = connection.execute("select count(*) from result").fetchone()
        (students,) = connection.execute("select count(distinct student) from result").fetchone()
    return results, students


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--students", type=int, default=1_500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--victims", nargs="+", choices=VICTIMS, default=VICTIMS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        download = make_class(folder / "class.zip", options.students)
        finish(download, folder / "undisturbed")
        expected = outcome(folder / "undisturbed")
        for kind in options.victims:
            begin = time.monotonic()
            done = killed(kind, options.kills, download, folder / kind, random.Random(options.seed))
            same = outcome(folder / kind) == expected
            once = count(folder / kind) == (options.students, options.students)
            print(f"{kind}: killed {done} times in {time.monotonic() - begin:.0f} s; same: {same}; once: {once}")
            assert same and once


if __name__ == "__main__":
    main()
