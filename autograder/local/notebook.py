"""What the notebook needs: cells that wait for functions that are not written yet, and the checks inline."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from rich.console import Console

from autograder.errors import GraderError
from autograder.homework import ANSWERS, Homework, default_root, load_homework
from autograder.intake.answers import read_answers
from autograder.local.desk import Desk
from autograder.local.files import modules_folder

COMMAND = "python check.py"

Answer: TypeAlias = Callable[..., Any]


@contextmanager
def not_yet() -> Iterator[None]:
    """Run the lines of a cell as far as the student's functions let them; say in one line what is missing."""
    try:
        yield
    except NotImplementedError as error:
        print(f"· not yet: {error}")
    except Exception as error:
        print(f"✗ {_where(error)}{type(error).__name__}: {error}")


def _where(error: Exception) -> str:
    """Return the place in the student's modules at which an exception arose, if it arose there."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{_short(Path(error.filename))}, line {error.lineno}: "
    here = Path.cwd()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.parent.parent == here:
            return f"{_short(path)}, line {frame.lineno}: "
    return "nothing can be drawn from this: "


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def own_answers() -> Answer:
    """Return what answers a written exercise: the file of answers in this folder."""
    homework = load_homework(default_root())
    file = modules_folder(Path.cwd(), homework) / f"{ANSWERS}.yaml"
    return read_answers(file.read_text(encoding="utf-8")).answer


class Story:
    """What a check found, for the end of a cell."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


class Grader:
    """Checks the files in this folder, whatever the notebook has in memory; `check` is called as Otter's is."""

    def __init__(self, folder: Path, homework: Homework) -> None:
        self._desk = Desk(folder, homework, COMMAND)

    def check(self, question: str) -> Story:
        """Return the story of a question."""
        self._desk.console = Console(
            highlight=False, emoji=False, markup=False, force_jupyter=False, force_terminal=False, width=90
        )
        with self._desk.console.capture() as captured:
            try:
                self._desk.stories(self._desk.check(self._desk.homework.meant_by([question])))
            except GraderError as error:
                self._desk.console.print(str(error))
        return Story("\n".join(line.rstrip() for line in captured.get().splitlines()))


def open_grader(notebook: str = "homework.ipynb") -> Any:
    """Return Otter's own checker of notebooks where Otter is installed, ours where it is not."""
    homework = load_homework(default_root())
    if find_spec("otter") is None:
        return Grader(Path.cwd(), homework)
    return import_module("otter").Notebook(notebook, tests_dir=str(homework.checks))
