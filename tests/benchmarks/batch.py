"""What a batch costs around the grading itself, by the size of the class: first run, and again with nothing changed.

    python tests/benchmarks/batch.py 1000 2000 4000 10000

The grading is left out: every result is there at once. Milliseconds of processor time per submission; seconds in all.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "batch"))

from classes import SECOND, make_class
from rich.console import Console
from rich.table import Table
from test_growth import run

from autograder.batch.request import Request
from autograder.sandbox.isolation import Isolation


def measured(students: int, place: Path) -> list[str]:
    """Return a row of the table."""
    request = Request((make_class(place / "class.zip", students),), place / "out", SECOND, Isolation.NONE)
    cells = [str(students)]
    for graded in (students, 0):
        wall, cpu = time.perf_counter(), time.process_time()
        if run(request) != graded:
            raise AssertionError("not everything that had to be graded was, or something else")
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        cells += [f"{1000 * cpu / students:.2f}", f"{wall:.2f}"]
    return cells


def main() -> None:
    """Measure and print."""
    table = Table("students", "first, CPU ms each", "seconds", "unchanged, CPU ms each", "seconds")
    for size in map(int, sys.argv[1:] or ["1000", "2000", "4000"]):
        with tempfile.TemporaryDirectory() as place:
            table.add_row(*measured(size, Path(place)))
    Console().print(table)


if __name__ == "__main__":
    main()
