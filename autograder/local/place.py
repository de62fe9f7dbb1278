"""Where in the student's folder a function, or a written exercise, stands."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.homework import ANSWERS, Homework, Question
from autograder.local.files import modules_folder


@dataclass(frozen=True)
class Place:
    """A function or exercise, its file as typed from the student's folder, and its line, 0 where it has none."""

    name: str
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" if self.line else self.file


def place_of(name: str, question: Question, folder: Path, homework: Homework) -> Place:
    """Return where to write `name`, a function or exercise of a question."""
    file = f"{ANSWERS}.yaml" if question.is_written else f"{question.module}.py"
    path = modules_folder(folder, homework) / file
    sought = rf"""["']?{re.escape(name)}["']?\s*:""" if question.is_written else rf"(?:async\s+)?def\s+{name}\b"
    return Place(name, path.relative_to(folder).as_posix(), _line(path, re.compile(sought)))


def _line(path: Path, sought: re.Pattern[str]) -> int:
    """Return the last line that begins with what is sought, as the last definition is the one that counts."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    return max((number for number, line in enumerate(lines, 1) if sought.match(line)), default=0)
