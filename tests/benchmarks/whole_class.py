"""What a class of any size costs: time, memory as it goes, and whether the last submission costs what the first did.

    python tests/benchmarks/whole_class.py [--submissions N] [--workers N] [--right]

The class is made up: of a hundred students 45 are right, 33 have one to three known mistakes, 12 are half done, 4 hand
in the stubs, 5 cannot be loaded in part or crash, and one is no zip; one of a thousand never ends. With `--right` all
are right. No two texts are the same.
"""

import argparse
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import measuring
from isolation import coded_calls, make_calls
from rich.console import Console
from rich.table import Table

from autograder.batch import Job, grade_all
from autograder.content import load_solutions
from autograder.errors import GraderError
from autograder.grading.checks import load_checks
from autograder.homework import Homework, default_root, load_homework
from autograder.intake.find import find_submissions
from autograder.misconception import Misconception, load_misconceptions
from autograder.reports.results import results_json
from autograder.sandbox.isolation import Isolation
from autograder.wrong_source import with_mistake

RIGHT, MISTAKEN, HALF, STUBS, BROKEN = 45, 33, 12, 4, 5
LOOPS_IN_A_THOUSAND = 1
WINDOWS = 10
HOLDS = 10
"""How often in each tenth of the class the yardstick is held to the machine."""

Files = dict[str, str]


class Students:
    """Makes up submissions; the same number is always the same submission."""

    def __init__(self, homework: Homework, all_right: bool = False) -> None:
        self._all_right = all_right
        self._modules = {question.id: question.module for question in homework.questions}
        self._names = [f"{module}.py" for module in homework.modules]
        self._solved = _files(homework.solutions)
        self._stubs = _files(homework.stubs)
        known = load_misconceptions(homework, load_solutions(homework))
        self._mistakes = [mistake for mistake in known if not mistake.field]
        self._spoilt: dict[str, str] = {}

    def files(self, number: int) -> Files | None:
        """Return what a student hands in; None for something that is no zip."""
        chance = random.Random(number)
        found = self._whole(chance) if self._all_right else self._of_kind(chance)
        if found is None:
            return None
        return {name: text + f"\n# {chance.random()} of student {number}\n" for name, text in found.items()}

    def _of_kind(self, chance: random.Random) -> Files | None:
        if chance.random() < LOOPS_IN_A_THOUSAND / 1000:
            return self._with_last_line(chance, "    while True: pass")
        shares = {
            self._whole: RIGHT,
            self._mistaken: MISTAKEN,
            self._half: HALF,
            self._none: STUBS,
            self._broken: BROKEN,
        }
        kind = chance.random() * 100
        for make, share in shares.items():
            kind -= share
            if kind < 0:
                return make(chance)
        return None

    def _whole(self, chance: random.Random) -> Files:
        return dict(self._solved)

    def _none(self, chance: random.Random) -> Files:
        return dict(self._stubs)

    def _mistaken(self, chance: random.Random) -> Files:
        files = dict(self._solved)
        for mistake in chance.sample(self._mistakes, chance.choice((1, 1, 2, 3))):
            files[f"{self._modules[mistake.question]}.py"] = self._with(mistake)
        return files

    def _with(self, mistake: Misconception) -> str:
        if mistake.name not in self._spoilt:
            module = self._modules[mistake.question]
            try:
                self._spoilt[mistake.name] = with_mistake(self._solved[f"{module}.py"], module, mistake)
            except TypeError:
                self._spoilt[mistake.name] = self._stubs[f"{module}.py"]
        return self._spoilt[mistake.name]

    def _half(self, chance: random.Random) -> Files:
        done = chance.sample(self._names, len(self._names) // 2)
        return {**self._stubs, **{name: self._solved[name] for name in done}}

    def _broken(self, chance: random.Random) -> Files:
        name = chance.choice(self._names)
        kind = chance.randrange(4)
        if kind == 0:
            return {**self._solved, name: "def broken(:\n" + self._solved[name]}
        if kind == 1:
            return {**self._solved, name: self._solved[name] + "\nraise SystemExit(1)\n"}
        if kind == 2:
            return {other: text for other, text in self._solved.items() if other != name}
        return self._with_last_line(chance, "    import os; os._exit(3)")

    def _with_last_line(self, chance: random.Random, line: str) -> Files:
        """Return the solutions with another body for one function."""
        question = chance.choice([q for q, module in self._modules.items() if f"{module}.py" in self._names])
        name = f"{self._modules[question]}.py"
        function = next(mistake.function for mistake in self._mistakes if mistake.question == question)
        return {**self._solved, name: f"{self._solved[name]}\n\ndef {function}(*args, **kwargs):\n{line}\n"}


def _files(folder: Path) -> Files:
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".py", ".yaml"))
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def hand_in(students: Students, count: int, folder: Path) -> None:
    """Write a class into a folder, a zip for each student."""
    for number in range(count):
        path = folder / f"student {number:05}.zip"
        files = students.files(number)
        if files is None:
            path.write_bytes(b"PK\x03\x04 is all there is")
            continue
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)


def graders(root: int) -> Mapping[int, int]:
    """Return the resident bytes of this process and of its worker processes, not of what those run in the room."""
    mine = [root, *(pid for pid in measuring.children(root) if b"resource_tracker" not in measuring.command(pid))]
    return {pid: measuring.resident(pid) for pid in mine}


@dataclass(frozen=True)
class Mark:
    """A point of the run: how many are done, what they cost, the largest grader, and the calls alone meanwhile."""

    done: int
    cost: measuring.Cost
    largest: int
    calls_alone: float


class Yardstick:
    """How long the calls take alone, in this process, while a class is graded: the machine is not always as fast."""

    def __init__(self, homework: Homework) -> None:
        checks = load_checks(homework)
        self._calls, self._functions = coded_calls(checks), checks.right
        make_calls(self._calls, self._functions.__getitem__)
        self._seconds: list[float] = []
        self.all_seconds = 0.0

    def hold(self) -> None:
        """Make the calls once."""
        start = time.process_time()
        make_calls(self._calls, self._functions.__getitem__)
        self._seconds.append(time.process_time() - start)
        self.all_seconds += self._seconds[-1]

    def read(self) -> float:
        """Return the mean since the last reading."""
        seconds, self._seconds = self._seconds, []
        return fmean(seconds)


def run(count: int, workers: int, all_right: bool, folder: Path) -> Iterator[Mark]:
    """Grade a class; yield after every tenth of it what it cost so far, without the yardstick's own time."""
    homework = load_homework(default_root())
    marks = [count * window // WINDOWS for window in range(1, WINDOWS + 1)]
    hand_in(Students(homework, all_right), count, folder)
    handed = find_submissions([folder], homework)
    results = folder.parent / "results"
    results.mkdir()
    yardstick = Yardstick(homework)
    meter = measuring.Meter()
    rows = 0
    for rows, (entry, result) in enumerate(grade_all(Job(homework.root, Isolation.AUTO, workers), handed), 1):
        (results / f"{entry.student}.json").write_text(results_json(result), encoding="utf-8")
        if result.status.startswith("grader error"):
            raise GraderError(f"{entry.student}: {result.status}")
        if rows in marks or rows % max(count // (WINDOWS * HOLDS), 1) == 0:
            yardstick.hold()
        if rows in marks:
            used = meter.read()
            cost = replace(used, cpu=used.cpu - yardstick.all_seconds)
            yield Mark(rows, cost, max(graders(measuring.own()).values()), yardstick.read())
    if rows != count:
        raise GraderError(f"{count} submissions, but {rows} results")


def show(found: Sequence[Mark], console: Console) -> None:
    """Print what each tenth of the class has cost."""
    table = Table(
        "submissions", "minutes so far", "CPU ms each, of all", "CPU ms each, of this tenth",
        "against the calls alone meanwhile", "largest grader MB",
    )  # fmt: skip
    before, cpu = 0, 0.0
    for mark in found:
        each = (mark.cost.cpu - cpu) / (mark.done - before)
        table.add_row(
            f"{mark.done}",
            f"{mark.cost.wall / 60:.2f}",
            f"{1000 * mark.cost.cpu / mark.done:.1f}",
            f"{1000 * each:.1f}",
            f"{each / mark.calls_alone:.2f}×",
            f"{mark.largest / 2**20:.0f}",
        )
        before, cpu = mark.done, mark.cost.cpu
    console.print(table)


def main() -> int:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description="What a whole class costs.")
    parser.add_argument("--submissions", type=int, default=1000, metavar="N", help="students (default 1000)")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="worker processes (default 2)")
    parser.add_argument("--right", action="store_true", help="let all of them be right")
    options = parser.parse_args()
    console = Console(highlight=False, width=120)
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "class"
            folder.mkdir()
            start = time.perf_counter()
            found = list(run(max(options.submissions, WINDOWS), options.workers, options.right, folder))
            console.print(f"the class was made and graded in {time.perf_counter() - start:.0f} s")
        show(found, console)
    except GraderError as error:
        print(f"whole_class: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
