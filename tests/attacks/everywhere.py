"""The whole attack suite under every condition that this machine can emulate, and many times over.

    PYTHONPATH=tests/sandbox python tests/attacks/everywhere.py [--repeats N] [--load N]

As root and as an ordinary user, with all walls, without namespaces and without Landlock (then without the attacks on
files, which that wall alone keeps out), while other processes keep all cores busy. Then the same hostile class is
graded again and again with one to four workers, and every byte that is written has to be the same. The tests run a
short form of it.
"""

import argparse
import filecmp
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import bad_files
import forging
import hedging
import outwitting
import persisting
import spying
import stopping
from machines import USERS, run
from trial import ROOT, opened

from autograder.cli import main as autograder

FAMILIES = {
    module.__name__: module.ATTACKS
    for module in (forging, hedging, spying, stopping, persisting, bad_files, outwitting)
}
WITHOUT_FILES = ("forging", "stopping", "outwitting")
SECONDS = 3600.0
MOST_WORKERS = 4

TRY = """
import json, everywhere
from trial import all_faults
chosen = [a for name in {families!r} for a in everywhere.FAMILIES[name]][{first}::{every}]
chosen = [a for a in chosen if a.name not in {open!r}]
print(json.dumps(all_faults(chosen)))
"""

ON_FILES = frozenset(attack.name for attack in outwitting.ATTACKS if "swordfish" in str(attack.files))
"""Attacks on what Landlock or the system-call filter alone keep out."""

UNSTEADY = frozenset(
    name.replace(" ", "_")
    for name in (
        "a dictionary whose keys change", "a float that is another number each time", "all objects",
        "frames of the callers", "memory around every object", "what the finder of modules knows",
        "a reply one byte at a time", "the stack overflowed in C", "memory step by step",
    )
)  # fmt: skip
"""Attacks that answer with random numbers, what lies where in memory, or by the clock: no two runs say the same.

So do those that need all of their memory and all of their time at once: they are told now the one, now the other.
"""

ON_SIGHT = frozenset({"a secret's existence by time and size"})
"""Attacks that namespaces alone keep out: Landlock lets everyone see that a file exists, its size and its date."""


@dataclass(frozen=True)
class Condition:
    """Who grades, and what the machine is made to lack."""

    user: str
    denied: tuple[str, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """The families of attacks that must come to nothing even so."""
        return WITHOUT_FILES if "landlock" in self.denied else tuple(FAMILIES)

    @property
    def open(self) -> list[str]:
        """The attacks that no wall is left against."""
        return sorted(
            (ON_FILES if "landlock" in self.denied else frozenset()) | (ON_SIGHT if self.denied else frozenset())
        )

    def __str__(self) -> str:
        return f"{self.user}, {'without ' + ', '.join(self.denied) if self.denied else 'all walls'}"


CONDITIONS = tuple(Condition(user, denied) for user in USERS for denied in ((), ("namespaces",), ("landlock",)))


def faults(
    condition: Condition, first: int = 0, every: int = 1, seconds: float = SECONDS
) -> Mapping[str, Sequence[str]]:
    """Try attacks under a condition, all or every so many; return what those have achieved that achieved anything."""
    source = TRY.format(families=condition.families, first=first, every=every, open=condition.open)
    found: Mapping[str, Sequence[str]] = json.loads(run(source, condition.user, condition.denied, seconds))
    return found


def _spin() -> None:
    while True:
        pass


@contextmanager
def load(count: int) -> Iterator[None]:
    """Keep so many cores busy."""
    busy = [multiprocessing.Process(target=_spin, daemon=True) for _ in range(count)]
    for process in busy:
        process.start()
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.join()


def hand_in(folder: Path, every: int = 1) -> list[Path]:
    """Write hostile submissions into a folder; return their paths."""
    attacks = [attack for attacks in FAMILIES.values() for attack in attacks][::every]
    with opened(folder) as trial:
        return [trial.hand_in(attack.name.replace("/", "-"), attack.files) for attack in attacks]


def graded(paths: Sequence[Path], output: Path, workers: int) -> Path:
    """Grade a class by the command line."""
    options = ["--homework", str(ROOT), "--workers", str(workers), "-o", str(output)]
    if autograder(["grade", *map(str, paths), *options]) != 0:
        raise AssertionError("the class was not graded")
    return output


def differences(one: Path, other: Path) -> list[str]:
    """Return the files that are not the same in two folders, byte for byte; of those that cannot be, the points.

    Where results differ that may, so may the table that counts over the class how many are explained.
    """
    names = sorted(
        {str(p.relative_to(top)) for top in (one, other) for p in top.rglob("*") if p.suffix in (".csv", ".json")}
    )
    _, different, failed = filecmp.cmpfiles(one, other, names, shallow=False)
    unsteady = [name for name in different if Path(name).stem in UNSTEADY]
    unlike = [name for name in unsteady if _points(one / name) != _points(other / name)]
    steady = set(different) - set(unsteady) - ({"class.csv"} if unsteady else set())
    return [*unlike, *sorted(steady), *failed]


def _points(path: Path) -> Sequence[tuple[str, float]]:
    return [(test["name"], test["score"]) for test in json.loads(path.read_bytes())["tests"]]


def main() -> int:
    """Run everything from the command line."""
    parser = argparse.ArgumentParser(description="The attack suite under every condition.")
    parser.add_argument(
        "--repeats", type=int, default=20, metavar="N", help="how often the class is graded (default 20)"
    )
    parser.add_argument("--load", type=int, default=2, metavar="N", help="busy processes beside it (default 2)")
    options = parser.parse_args()
    bad = False
    with load(options.load), tempfile.TemporaryDirectory() as name:
        for condition in CONDITIONS:
            start = time.perf_counter()
            found = faults(condition)
            print(
                f"{condition}: {len(found)} attacks achieved something, {time.perf_counter() - start:.0f} s", flush=True
            )
            bad |= bool(found)
            for attack, what in found.items():
                print(f"    {attack}: {what}")
        paths = hand_in(Path(name))
        first = graded(paths, Path(name) / "0", 2)
        for repeat in range(1, options.repeats):
            again = graded(paths, Path(name) / str(repeat), 1 + repeat % MOST_WORKERS)
            different = differences(first, again)
            print(f"repeat {repeat}, {1 + repeat % MOST_WORKERS} workers: {different or 'the same'}", flush=True)
            bad |= bool(different)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
