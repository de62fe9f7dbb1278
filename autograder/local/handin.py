"""The file to hand in: what goes into it, and what its author may want to know before it goes."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.archives import zip_bytes
from autograder.errors import GraderError
from autograder.files import write_whole
from autograder.homework import ANSWERS, Homework
from autograder.intake import limits
from autograder.intake.answers import AnswersError, read_answers
from autograder.local.files import modules_folder, sources

LARGE = 100_000
NO_ANSWER: tuple[Any, ...] = (None, [], "")


@dataclass(frozen=True)
class Handin:
    """The files to hand in, by their paths in the zip, and the warnings that go with them."""

    files: Mapping[str, bytes]
    warnings: tuple[str, ...]

    def write(self, path: Path) -> None:
        """Make the zip."""
        write_whole(path, zip_bytes(self.files))


def gather(folder: Path, homework: Homework) -> Handin:
    """Return what a student's folder comes to."""
    place = modules_folder(folder, homework)
    paths = [*sources(place), *sorted(place.glob(f"{ANSWERS}.y*ml"))]
    if place == folder:
        paths = [path for path in paths if path.parent == folder]
    files = {f"{homework.package}/{path.relative_to(place).as_posix()}": _read(path) for path in paths}
    warnings = (*_missing(files, homework), *_broken(files), *_unanswered(files, homework), *_left_out(place, paths))
    return Handin(files, warnings)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GraderError(f"{path} cannot be read: {error.strerror or error}") from None


def _missing(files: Mapping[str, bytes], homework: Homework) -> Iterator[str]:
    for module in homework.modules:
        if f"{homework.package}/{module}.py" not in files:
            lost = ", ".join(question.id for question in homework.questions if question.module == module)
            yield f"{module}.py is missing: nothing for {lost}"
    answers = f"{homework.package}/{ANSWERS}.yaml" in files or f"{homework.package}/{ANSWERS}.yml" in files
    if not answers and any(question.is_written for question in homework.questions):
        yield f"{ANSWERS}.yaml is missing: nothing for the written exercises"


def _broken(files: Mapping[str, bytes]) -> Iterator[str]:
    for path, source in files.items():
        if len(source) > limits.SOURCE_BYTES:
            yield f"{path} is larger than the {limits.SOURCE_BYTES / limits.MEGABYTE:g} MB that are read"
        elif path.endswith(".py"):
            try:
                ast.parse(source)
            except SyntaxError as error:
                yield f"{path}, line {error.lineno}: {error.msg}; nothing in this file can be graded"
            except (ValueError, RecursionError, MemoryError):
                yield f"{path} is not Python; nothing in this file can be graded"


def _unanswered(files: Mapping[str, bytes], homework: Homework) -> Iterator[str]:
    for path, content in files.items():
        if path.endswith((".yaml", ".yml")):
            try:
                exercises = read_answers(content.decode("utf-8-sig", "replace")).exercises
            except AnswersError as error:
                yield f"{path}: {error}"
                continue
            still_open = [
                f"{name} ({', '.join(fields)})" for name, entry in exercises.items() if (fields := _open(entry))
            ]
            if still_open:
                yield f"{path}: still empty: {', '.join(still_open)}"


def _open(entry: Any) -> list[str]:
    return [field for field, value in entry.items() if value in NO_ANSWER] if isinstance(entry, dict) else []


def _left_out(place: Path, taken: Iterable[Path]) -> Iterator[str]:
    """Name what lies beside the modules and is not handed in; of small files only how many there are."""
    beside = [path for path in sorted(place.iterdir()) if path.is_file() and path not in {*taken}]
    large = [path for path in beside if _size(path) > LARGE]
    for path in large:
        size = f"{_size(path) / limits.MEGABYTE:.1f} MB"
        yield f"{path.name} ({size}) is not handed in: only Python files and answers are"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
