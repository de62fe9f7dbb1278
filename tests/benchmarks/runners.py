"""The same check files on the solutions, run as a submission by pytest and by stock `otter run`."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.errors import GraderError
from autograder.homework import Homework

TEST = """
import importlib
from pathlib import Path

import pytest

from autograder.grading.here import checks_here, judge_here
from autograder.intake.answers import read_answers

FOLDER = Path(__file__).parent / "assignments"
FUNCTIONS = {
    name: getattr(importlib.import_module(f"assignments.{module}"), name)
    for name, module in checks_here().homework.module_of.items()
}
FUNCTIONS["answers"] = read_answers((FOLDER / "answers.yaml").read_text(encoding="utf-8")).answer
CASES = [planned.case for plan in checks_here().plans.values() for planned in plan.cases]


def test_is_about_the_submission():
    assert Path(importlib.import_module("assignments").__file__).parent == FOLDER


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case):
    judge_here(case, FUNCTIONS)
"""

ENTRY = """
import importlib
from pathlib import Path

from autograder.intake.answers import read_answers

for name, module in MODULE_OF.items():
    globals()[name] = getattr(importlib.import_module(f"assignments.{module}"), name)
answers = read_answers(Path("assignments/answers.yaml").read_text(encoding="utf-8")).answer
"""

PICKLABLE = """

for entry in list(vars().values()):
    if type(entry).__name__ == "test_case":
        vars(entry).pop("case", None)
"""
"""Behind each check file: Otter pickles its test cases, and what `vocabulary.case` hangs on them is not for that."""


class Pytest:
    """One pytest process per submission."""

    def __init__(self, homework: Homework, folder: Path) -> None:
        folder.mkdir()
        shutil.copytree(homework.solutions, folder / homework.package, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "test_submission.py").write_text(TEST, encoding="utf-8")
        self._folder = folder
        self._path = _path([folder, homework.root])

    def run(self) -> None:
        """Run the cases; raise GraderError unless all pass."""
        command = [sys.executable, "-m", "pytest", "-q", "--rootdir", str(self._folder), "-p", "no:cacheprovider"]
        _run([*command, "test_submission.py"], self._folder, self._path)


class Otter:
    """One `otter run` per submission: our package in a zip, lifted into Otter's namespace by a small script."""

    def __init__(self, homework: Homework, command: Path, folder: Path) -> None:
        self._command = Path(shutil.which(str(command)) or command).absolute()
        self._folder = folder
        self._questions = len(homework.questions)
        libraries = folder / "libraries"
        libraries.mkdir(parents=True)
        (folder / "out").mkdir()
        for path in (homework.root / "autograder", homework.solutions, Path(msgspec.__path__[0])):
            (libraries / path.name).symlink_to(path, target_is_directory=True)
        self._path = _path([libraries])
        entry = f"MODULE_OF = {dict(homework.module_of)!r}\n{ENTRY}"
        paths = homework.checks.glob("*.py")
        checks = {f"tests/{path.name}": path.read_text(encoding="utf-8") + PICKLABLE for path in paths}
        _zip(folder / "autograder.zip", {**checks, "files/grading_entry.py": entry, "otter_config.json": "{}"})
        solved = [path for path in homework.solutions.iterdir() if path.suffix in (".py", ".yaml")]
        files = {f"{homework.package}/{path.name}": path.read_text(encoding="utf-8") for path in solved}
        _zip(folder / "submission.zip", files)

    def run(self) -> None:
        """Run Otter; raise GraderError unless the solutions get all points."""
        command = [str(self._command), "run", "--no-logo", "-a", "autograder.zip", "-o", "out", "submission.zip"]
        _run(command, self._folder, self._path)
        results = json.loads((self._folder / "out" / "results.json").read_text(encoding="utf-8"))
        scored = [test for test in results["tests"] if "max_score" in test]
        right = [test for test in scored if test["score"] == test["max_score"]]
        if len(right) != self._questions:
            raise GraderError(f"otter run found {len(right)} of {self._questions} questions right")


def _path(folders: Sequence[Path]) -> Mapping[str, str]:
    """Return an environment in which these folders are imported from first, and nothing is written beside sources."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders)), "PYTHONDONTWRITEBYTECODE": "1"}


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise GraderError(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-1500:]}")


def _zip(path: Path, files: Mapping[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
