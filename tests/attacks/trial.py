"""Tries attacks: each is graded between two honest neighbours, and all that it has won or broken is named."""

import contextlib
import json
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from attack import HIDDEN_CHECKS, HONEST, LEFT_BEHIND, NEIGHBOUR, NOTHING, SECRET_FILE, SLEEP, Attack, Link
from processes import descendants, soon

from autograder.grading.checks import load_checks
from autograder.grading.grade import Grader
from autograder.grading.result import Result
from autograder.homework import Homework, Limits, load_homework
from autograder.intake.find import find_submissions
from autograder.intake.reading import read
from autograder.reports.results import results
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.room import Room
from autograder.sandbox.rooms import open_room

ROOT = Path(__file__).parents[1] / "second_homework"
LIMITS = Limits(seconds=0.5, memory_mb=512)
WORTH = {"distances": 10 * 4 / 7, "nearest": 10 * 3 / 7}

SECRET = "swordfish"
SECRET_VARIABLE = "AUTOGRADER_TEST_SECRET"
HIDDEN_INPUTS = ("2.9", "0.1, 0.2", "0.1 0.2", "-1.")
HIDDEN_ANSWERS = ("3.354", "10.161")
UNSPEAKABLE = (SECRET, *HIDDEN_INPUTS, *HIDDEN_ANSWERS)

PLACES = (
    "/",
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    str(Path.home()),
    str(Path.cwd()),
    str(ROOT),
    str(Path(os.__file__).parent),
)


@dataclass(frozen=True)
class Trial:
    """A room with an honest neighbour, a planted secret, and a folder for submissions."""

    folder: Path
    homework: Homework
    grader: Grader
    room: Room

    def faults(self, attack: Attack) -> list[str]:
        """Return what an attack has achieved."""
        handed_in = self.hand_in(attack.name, attack.files)
        files, processes = self._files(), descendants()
        neighbour = self._points(NEIGHBOUR)
        result = self._grade(handed_in)
        found = [f"the neighbour had {neighbour} points before"] if neighbour != 10 else []
        found += _points_of(result, attack) + _leaks(result)
        if (neighbour := self._points(NEIGHBOUR)) != 10:
            found.append(f"the neighbour has {neighbour} points afterwards")
        if not soon(lambda: descendants() <= processes, 5.0):
            found.append(f"processes are left: {descendants() - processes}")
        left = {name for name, _, _ in self._files() ^ files} | _left_behind()
        if left:
            found.append(f"files have changed: {sorted(left)}")
        return found

    def hand_in(self, name: str, files: Mapping[str, str | bytes | Link]) -> Path:
        """Write a submission to disk; one zip is handed in as it is."""
        top = self.folder / name.replace(" ", "_")
        for path, content in files.items():
            place = top / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Link):
                place.symlink_to(content.target)
            else:
                place.write_bytes(self._filled_in(content) if isinstance(content, str) else content)
        zips = [path for path in files if path.endswith(".zip")]
        return top / zips[0] if zips and len(files) == 1 else top

    def _filled_in(self, source: str) -> bytes:
        real = {
            SECRET_FILE: self.folder / "secret.txt",
            HIDDEN_CHECKS: ROOT / "autograder" / "checks" / "neighbours.py",
            NEIGHBOUR: self.folder / NEIGHBOUR / "knn.py",
        }
        for word, path in real.items():
            source = source.replace(word, str(path))
        return source.encode("utf-8", "surrogatepass")

    def _points(self, name: str) -> float:
        return self._grade(self.folder / name).total

    def _grade(self, path: Path) -> Result:
        (handed,) = find_submissions([path], self.homework)
        return self.grader.grade(read(handed, self.homework), self.room)

    def _files(self) -> set[tuple[str, int, int]]:
        """Return the planted files, the submissions and the homework: their names, sizes and times.

        Of a folder the name alone, for it changes when Python keeps what it has compiled; what is new in it is seen.
        """
        found = set()
        for top in (self.folder, ROOT):
            for path in top.rglob("*"):
                if "__pycache__" not in path.parts:
                    entry = path.lstat()
                    is_folder = stat.S_ISDIR(entry.st_mode)
                    found.add((str(path), 0 if is_folder else entry.st_size, 0 if is_folder else entry.st_mtime_ns))
        return found


def _points_of(result: Result, attack: Attack) -> list[str]:
    deserved = round(sum(points for name, points in WORTH.items() if name not in attack.costs), 2)
    if abs(result.total - deserved) < 0.011:
        return []
    states = [(case.name, case.state.value) for question in result.questions for case in question.cases]
    return [f"{result.total} points instead of {deserved}: {states}, {result.status}"]


def _leaks(result: Result) -> list[str]:
    told = results(result)
    del told["extra_data"]["printed"]
    text = json.dumps(told, ensure_ascii=False)
    found = [word for word in UNSPEAKABLE if word in text]
    return [f"{found} can be read in {text}"] if found else []


def _left_behind() -> set[str]:
    return {str(path) for place in PLACES for path in Path(place).glob(f"*{LEFT_BEHIND}*")}


def sleepers() -> list[str]:
    """Return the programs that attacks have left running."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if SLEEP.encode() in words:
                found.append(folder.name)
    return found


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Trial]:
    """Open a room in which attacks can be tried, with secrets in a file and in the environment."""
    homework = load_homework(ROOT)
    homework = replace(homework, questions=tuple(replace(each, limits=LIMITS) for each in homework.questions))
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    with patch.dict(os.environ, {SECRET_VARIABLE: SECRET}), contextlib.closing(open_room(Isolation.AUTO)) as room:
        trial = Trial(folder, homework, Grader.of(load_checks(homework)), room)
        trial.hand_in(NEIGHBOUR, {"knn.py": HONEST + f"\nOF_ANOTHER = '{SECRET}'\n"})
        yield trial


def all_faults(attacks: Iterable[Attack]) -> dict[str, list[str]]:
    """Try attacks one after the other in one room; return what those have achieved that have achieved anything."""
    with tempfile.TemporaryDirectory() as name, opened(Path(name)) as trial:
        found = {attack.name: trial.faults(attack) for attack in attacks}
    left = {"all of them": [f"programs are left: {sleepers()}"]} if sleepers() else {}
    return {name: faults for name, faults in found.items() if faults} | left


HARMLESS = Attack("harmless", {"knn.py": HONEST}, NOTHING)
