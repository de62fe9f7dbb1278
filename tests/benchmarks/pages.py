"""What the pages of a large class cost: grades the demo's class once, multiplies it, and writes all pages.

python tests/benchmarks/pages.py [STUDENTS]
"""

import os
import resource
import sys
import tempfile
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from autograder.demo import make_class
from autograder.grading.checks import load_checks
from autograder.grading.grade import Grader
from autograder.grading.result import Result
from autograder.homework import Homework, default_root, load_homework
from autograder.intake.find import find_submissions
from autograder.intake.reading import read
from autograder.reports.pages import write_pages
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.rooms import open_room
from autograder.standing import Standing


def main() -> None:
    """Measure and print."""
    students = int(sys.argv[1]) if len(sys.argv) > 1 else 800
    homework = load_homework(default_root())
    with tempfile.TemporaryDirectory() as place:
        results = _graded(homework, Path(place))
        named = [replace(result, student=f"student {n}") for n, result in enumerate(islice(cycle(results), students))]
        wall, cpu = time.perf_counter(), time.process_time()
        write_pages(Path(place), [(result, Standing(final=result.total)) for result in named], homework)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        sizes = [path.stat().st_size for path in (Path(place) / "feedback").iterdir()]
        class_size = (Path(place) / "class.html").stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{students} students: {wall:.1f} s, {cpu:.1f} s of processor time, one process on {os.cpu_count()} cores")
    average, largest = sum(sizes) / len(sizes) / 1000, max(sizes) / 1000
    print(f"a student's page: {1000 * cpu / students:.1f} ms, {average:.0f} kB (largest {largest:.0f})")
    print(f"the class page: {class_size / 1000:.0f} kB; memory at most {memory:.0f} MB, results included")


def _graded(homework: Homework, place: Path) -> list[Result]:
    grader, room = Grader.of(load_checks(homework)), open_room(Isolation.AUTO)
    try:
        handed = find_submissions([make_class(homework, place)], homework)
        return [grader.grade(read(entry, homework), room) for entry in handed]
    finally:
        room.close()


if __name__ == "__main__":
    main()
