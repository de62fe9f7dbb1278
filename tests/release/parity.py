"""The same points from `autograder grade` and stock `otter run`, submission by submission.

    python tests/release/parity.py --otter COMMAND -o tests/release/parity.md

runs the demo class, every golden submission and a known mistake of each function: some ten minutes on two cores.
"""

import argparse
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.archives import zip_bytes
from autograder.content import load_solutions
from autograder.demo import make_class
from autograder.grading.checks import load_checks
from autograder.grading.grade import Grader
from autograder.grading.result import Result, State
from autograder.homework import Homework, default_root, load_homework
from autograder.intake.find import find_submissions
from autograder.intake.reading import read
from autograder.misconception import load_misconceptions
from autograder.release.stock_otter import stock_otter
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.room import Room
from autograder.sandbox.rooms import open_room
from autograder.wrong_source import with_mistake

TESTS = Path(__file__).resolve().parent.parent
SECONDS = 60
MEMORY = 6 << 30
GOLDEN, CLASS, MISTAKE = "golden", "demo", "mistake"


@dataclass(frozen=True)
class Sample:
    """One submission of one of the two homeworks, as the file that a student uploads."""

    kind: str
    name: str
    file: str
    data: bytes

    @property
    def root(self) -> Path:
        """The homework that it is for."""
        return TESTS / "second_homework" if self.kind == GOLDEN else default_root()

    @property
    def is_one_file(self) -> bool:
        """Whether it is a notebook, for which there is an archive of another kind."""
        if self.file.endswith(".ipynb"):
            return True
        if not zipfile.is_zipfile(io.BytesIO(self.data)):
            return False
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return any(name.endswith(".ipynb") for name in archive.namelist())

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


def golden_samples() -> Iterator[Sample]:
    """Yield the golden submissions; a folder goes as a zip."""
    for folder in sorted((TESTS / "golden").iterdir()):
        for path in folder.glob("submission*"):
            if path.is_dir():
                files = {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.is_file()}
                files = {name: data for name, data in files.items() if "__pycache__" not in name}
                yield Sample(GOLDEN, folder.name, "submission.zip", zip_bytes(files))
            else:
                yield Sample(GOLDEN, folder.name, path.name, path.read_bytes())


def class_samples(homework: Homework) -> Iterator[Sample]:
    """Yield the submissions of the demo class."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(make_class(homework, Path(folder))) as bulk:
        for entry in bulk.namelist():
            yield Sample(CLASS, entry.split("_")[0], f"submission{Path(entry).suffix}", bulk.read(entry))


def mistake_samples(homework: Homework) -> Iterator[Sample]:
    """Yield, for each function, a solved homework with the last of its known mistakes."""
    files = {path.name: path.read_text() for path in homework.solutions.iterdir() if path.suffix in (".py", ".yaml")}
    known = load_misconceptions(homework, load_solutions(homework))
    for mistake in {entry.function: entry for entry in known if not entry.field}.values():
        module = homework.module_of[mistake.function]
        wrong = with_mistake(files[f"{module}.py"], module, mistake)
        changed = {f"assignments/{name}": text.encode() for name, text in {**files, f"{module}.py": wrong}.items()}
        yield Sample(MISTAKE, f"{mistake.function}: {mistake.name}", "submission.zip", zip_bytes(changed))


@dataclass(frozen=True)
class OtterRun:
    """The points per question that `otter run` gave, or why it gave none."""

    points: Mapping[str, float]
    fault: str = ""


def otter_run(otter: Path, archive: Path, sample: Sample, folder: Path, seconds: float = SECONDS) -> OtterRun:
    """Run stock Otter on a submission, in a folder of its own, for a minute at most if nothing else is said."""
    out = folder / "out"
    out.mkdir(parents=True)
    (folder / sample.file).write_bytes(sample.data)
    command = [str(otter), "run", "--no-logo", "-a", str(archive), "-o", str(out), sample.file]
    environment = {**os.environ, "TMPDIR": str(folder), "HOME": str(folder), "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    ) as process:  # fmt: skip
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return OtterRun({}, f"hung, killed after {seconds:g} s")
    path = out / "results.json"
    if not path.exists():
        return OtterRun({}, f"no results.json: {_reason(said)}")
    tests = json.loads(path.read_text(encoding="utf-8"))["tests"]
    scored = {test["name"]: round(test["score"], 2) for test in tests if "max_score" in test}
    return OtterRun(scored, "" if scored else str(tests[0]["name"]))


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if "Error" in line or "Exception" in line]
    return (lines[-1] if lines else "it died")[:90]


@dataclass(frozen=True)
class Row:
    """A submission graded by both."""

    sample: Sample
    ours: Result
    otter: OtterRun

    @property
    def differences(self) -> Mapping[str, tuple[float, float]]:
        """The questions on which the points differ, ours first; none where Otter gave no points at all."""
        if self.otter.fault:
            return {}
        both = {q.id: (q.score, self.otter.points[q.id]) for q in self.ours.questions}
        return {name: pair for name, pair in both.items() if abs(pair[0] - pair[1]) > 0.011}

    @property
    def carried(self) -> Mapping[str, float]:
        """What errors carried forward gave in each question, which stock Otter cannot give."""
        return {
            question.id: float(sum(case.points for case in question.cases if case.state is State.CARRIED))
            for question in self.ours.questions
            if any(case.state is State.CARRIED for case in question.cases)
        }

    @property
    def unexplained(self) -> Mapping[str, tuple[float, float]]:
        """The differences that are not those of errors carried forward."""
        return {
            name: (ours, theirs)
            for name, (ours, theirs) in self.differences.items()
            if abs(ours - self.carried.get(name, 0.0) - theirs) > 0.011
        }

    @property
    def verdict(self) -> str:
        """What the table says."""
        if self.otter.fault:
            return f"stock Otter: {self.otter.fault}"
        told = []
        for name, (ours, theirs) in self.differences.items():
            why = "UNEXPLAINED" if name in self.unexplained else "carried forward"
            told.append(f"{name} {ours:g} / {theirs:g}: {why}")
        return "; ".join(told) or "same"


class Parity:
    """Grades with both; the archives for Otter are made once."""

    def __init__(self, otter: Path, room: Room, folder: Path) -> None:
        self._otter = otter
        self._room = room
        self._folder = folder
        self._graders: dict[Path, Grader] = {}

    def archive(self, root: Path, one_file: bool) -> Path:
        """Return the archive for one of the homeworks."""
        path = self._folder / f"{root.name}{'_one_file' if one_file else ''}.zip"
        if not path.exists():
            path.write_bytes(stock_otter(load_homework(root), str(self._otter), one_file))
        return path

    def row(self, sample: Sample) -> Row:
        """Grade a submission with both."""
        homework = load_homework(sample.root)
        if sample.root not in self._graders:
            self._graders[sample.root] = Grader.of(load_checks(homework))
        with tempfile.TemporaryDirectory(dir=self._folder) as temporary:
            place = Path(temporary)
            (place / sample.file).write_bytes(sample.data)
            handed = find_submissions([place / sample.file], homework)
            ours = self._graders[sample.root].grade(read(handed[0], homework), self._room)
            archive = self.archive(sample.root, sample.is_one_file)
            return Row(sample, ours, otter_run(self._otter, archive, sample, place / "otter"))


def table(rows: Sequence[Row]) -> str:
    """Return the table as Markdown."""
    same = sum(row.verdict == "same" for row in rows)
    carried = sum(bool(row.differences) and not row.unexplained for row in rows)
    lost = sum(bool(row.otter.fault) for row in rows)
    unexplained = len(rows) - same - carried - lost
    lines = [
        "# The same points from `autograder grade` and stock `otter run`",
        "",
        "Made by `python tests/release/parity.py`; points are ours / Otter's, and differ only where it says so.",
        "",
        f"{len(rows)} submissions: {same} with the same points in every question; {carried} differ by errors carried "
        f"forward alone, which takes the solution; {lost} that stock Otter gave no points for at all; "
        f"{unexplained} that differ for no known reason.",
        "",
        "| submission | total | stock Otter | |",
        "|---|---:|---:|---|",
    ]
    for row in rows:
        theirs = "–" if row.otter.fault else f"{sum(row.otter.points.values()):.4g}"
        lines.append(f"| {row.sample} | {row.ours.total:g} | {theirs} | {row.verdict} |")
    return "\n".join(lines) + "\n"


def every_sample() -> Iterator[Sample]:
    """Yield all submissions of the table."""
    homework = load_homework(default_root())
    yield from class_samples(homework)
    yield from golden_samples()
    yield from mistake_samples(homework)


def chosen(description: str | None) -> argparse.Namespace:
    """Return the options of a script that writes a table of what stock Otter does."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--otter", type=Path, default=Path(shutil.which("otter") or sys.prefix + "/otter/bin/otter"))
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--only", default="", help="run what has this in its name")
    return parser.parse_args()


def main() -> int:
    """Write the table; return 1 where a difference has no explanation."""
    options = chosen(__doc__)
    room = open_room(Isolation.AUTO)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        parity = Parity(options.otter.absolute(), room, Path(folder))
        for sample in every_sample():
            if options.only in str(sample):
                rows.append(parity.row(sample))
                print(sample, rows[-1].verdict, flush=True)
    room.close()
    options.output.write_text(table(rows), encoding="utf-8")
    return int(any(row.unexplained for row in rows))


if __name__ == "__main__":
    sys.exit(main())
