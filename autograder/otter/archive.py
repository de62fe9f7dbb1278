"""An Otter archive as it lies in its zip: test files, other files, configuration; nothing of it is run here."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from autograder.errors import UsageError
from autograder.homework import LOADER
from autograder.intake.archive import ArchiveError
from autograder.intake.blob import Blob, UnreadableError
from autograder.intake.limits import MEGABYTE
from autograder.intake.names import plain
from autograder.intake.text import decode
from autograder.intake.tree import unpacked

CONFIG = "otter_config.json"
TESTS, FILES = "tests/", "files/"
MOST_TESTS = 500
DATA_BYTES = 10 * MEGABYTE

HONOURED = {
    "seed", "seed_variable", "points_possible", "score_threshold", "lang", "autograder_dir", "miniconda_path", "logo",
    "print_summary", "print_score", "log_level", "show_stdout", "show_all_public", "force_public_test_summary",
    "warn_missing_pdf", "filtering", "pagebreaks", "pdf_via_html", "use_submission_pdf",
    "submit_blank_pdf_on_export_failure", "course_id", "assignment_id",
}  # fmt: skip
"""Options that are done here, or that can change neither points nor what is graded."""

NOT_DONE = {
    "plugins": "no plugin is run",
    "pdf": "no PDF is made for grading by hand",
    "token": "nothing is uploaded to Gradescope",
    "grade_from_log": "cells are run, the log of the student's own checks is not read",
    "serialized_variables": "cells are run, the log of the student's own checks is not read",
    "assignment_name": "the name of the assignment in a notebook is not compared",
    "debug": "a cell that fails does not end the grading",
    "zips": "what a submission may be made of is found out by looking",
    "show_hidden": "of hidden cases students read the name only",
}

AT_HAND = {
    "python", "pip", "numpy", "otter-grader", "matplotlib", "seaborn", "plotly", "ipython", "ipywidgets", "ipykernel",
    "jupyter", "jupyter-client", "jupyter-server", "jupyterlab", "notebook", "nbconvert", "nb-conda-kernels",
    "gcc-linux-64", "gxx-linux-64", "msgspec",
}  # fmt: skip
"""What the room has, what it stands in for, and what only Otter itself needs."""

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][\w.-]*)")


@dataclass(frozen=True)
class Archive:
    """Test files by stem, other files by their path in `files/`, options that are honoured, and what is not done."""

    path: Path
    tests: Mapping[str, str]
    data: Mapping[str, bytes]
    seed: int | None
    seed_variable: str | None
    points_possible: float | None
    score_threshold: float | None
    not_done: tuple[str, ...]


def read_archive(path: Path) -> Archive:
    """Read the archive at `path`; raise UsageError with what is wrong with it."""
    try:
        files = unpacked(path).files
        return _archive(path, files)
    except (ArchiveError, UnreadableError, OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as an Otter archive: {error}") from None


def _archive(path: Path, files: Mapping[str, Blob]) -> Archive:
    tests = {name: blob for name, blob in files.items() if name.startswith(TESTS) and name.endswith(".py")}
    tests = {name: blob for name, blob in tests.items() if name.count("/") == 1 and not name.endswith("/__init__.py")}
    if not tests:
        raise ValueError("it has no tests/*.py")
    if len(tests) > MOST_TESTS:
        raise ValueError(f"it has more than {MOST_TESTS} test files")
    config = _config(files[CONFIG].read(MEGABYTE)) if CONFIG in files else {}
    if config.get("lang", "python") != "python":
        raise ValueError(f"it is for another language: {plain(str(config['lang']))}")
    data, left = _data(files)
    return Archive(
        path,
        {name[len(TESTS) : -len(".py")]: decode(blob.read(MEGABYTE)) for name, blob in sorted(tests.items())},
        data,
        _whole(config, "seed"),
        _text(config, "seed_variable"),
        _number(config, "points_possible"),
        _number(config, "score_threshold"),
        (*_options(config), *_libraries(files), *left),
    )


def _config(data: bytes) -> Mapping[str, Any]:
    try:
        config = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{CONFIG}: {error}") from None
    if not isinstance(config, dict):
        raise ValueError(f"{CONFIG} is no JSON object")
    return config


def _data(files: Mapping[str, Blob]) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """Return the files that come with the checks, as many as fit, and a line for each that does not."""
    data: dict[str, bytes] = {}
    left: list[str] = []
    room = DATA_BYTES
    for name in sorted(name for name in files if name.startswith(FILES)):
        try:
            data[name[len(FILES) :]] = content = files[name].read(room)
            room -= len(content)
        except UnreadableError as error:
            left.append(f"{plain(name)} cannot be read by submissions: {error}")
    return data, tuple(left)


def _options(config: Mapping[str, Any]) -> Iterator[str]:
    """Name every option that is set and not done."""
    for name, value in config.items():
        if name in NOT_DONE:
            if value:
                yield f"{name}: {NOT_DONE[name]}"
        elif name not in HONOURED:
            yield f"{plain(name)}: unknown here"


def _libraries(files: Mapping[str, Blob]) -> Iterator[str]:
    """Name the libraries that an archive asks for and the room has not."""
    wanted: list[str] = []
    if "requirements.txt" in files:
        wanted += decode(files["requirements.txt"].read(MEGABYTE)).splitlines()
    if "environment.yml" in files:
        try:
            found = yaml.load(decode(files["environment.yml"].read(MEGABYTE)), LOADER)
            parts = found.get("dependencies") or []
            wanted += [part for part in parts if isinstance(part, str)]
            wanted += [pip for part in parts if isinstance(part, dict) for pip in part.get("pip") or []]
        except (yaml.YAMLError, AttributeError, TypeError):
            raise ValueError("its environment.yml cannot be read") from None
    names = (match[1].lower().replace("_", "-") for line in wanted if (match := _REQUIREMENT.match(str(line))))
    missing = [name for name in dict.fromkeys(names) if name not in AT_HAND]
    if missing:
        yield f"libraries: submissions and checks have the standard library and NumPy, not {', '.join(missing)}"


def _number(config: Mapping[str, Any], name: str) -> float | None:
    value = config.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e9:
        raise ValueError(f"{CONFIG}: {name} is no number")
    return value


def _whole(config: Mapping[str, Any], name: str) -> int | None:
    value = config.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**32):
        raise ValueError(f"{CONFIG}: {name} is no seed")
    return value


def _text(config: Mapping[str, Any], name: str) -> str | None:
    value = config.get(name)
    if value is not None and not (isinstance(value, str) and value.isidentifier()):
        raise ValueError(f"{CONFIG}: {name} is no name")
    return value
