"""Running a submission and checking it; every answer is JSON in an array of bytes."""

import __future__

import contextlib
import json
import random
import sys
import traceback
import types
from typing import Any

import numpy as np

from . import checks, imitations
from .mending import Kept

GIVEN = "_otter_given.json"
FUTURE = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)


class Notebook:
    """Otter's notebook as it is while it grades: `check` checks at that point, everything else does nothing."""

    def __init__(self, *_: Any, **__: Any) -> None:
        """Take what a notebook says of itself."""

    def check(self, question: str, global_env: dict[str, Any] | None = None) -> None:
        """Check a question against what is defined now."""
        if question not in _given["tests"]:
            raise FileNotFoundError(f"Test {question} does not exist")
        if _run.on_the_way:
            space = _run.space if global_env is None else global_env
            check = _run.of[question]
            _run.checked[question] = [_case(check, number, space) for number in range(len(check.cases))]

    def __getattr__(self, name: str) -> Any:
        """Return a method that does nothing."""
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_, **__: None


# --- running --------------------------------------------------------------------------------------------------------


class Run:
    """One run of the submission: its names, what was checked on the way, and where it stumbled."""

    def __init__(self, on_the_way: bool) -> None:
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        self.on_the_way = on_the_way
        self.space = module.__dict__
        self.space.update(display=imitations.Nothing("display"), get_ipython=imitations.Nothing("get_ipython"))
        self.checked: dict[str, list[list[Any]]] = {}
        self.faults: list[list[Any]] = []
        self.of: dict[str, checks.Check] = {}


_run = Run(on_the_way=False)


def _execute(on_the_way: bool) -> None:
    """Read all checks, then run all cells; one that fails ends there, and the next one begins."""
    global _run
    _run = run = Run(on_the_way)
    run.of = {file: checks.Check(file, source) for file, source in _given["tests"].items()}
    flags = 0
    for cell in _given["cells"]:
        if cell["seeded"]:
            _seed(run.space)
        try:
            code = compile(cell["source"], cell["name"], "exec", flags, dont_inherit=True)
            flags |= code.co_flags & FUTURE
            exec(code, run.space)
        except BaseException as error:
            run.faults.append([cell["name"], _line(error, cell["name"]), type(error).__name__])
        for question in cell["checks"]:
            with contextlib.suppress(FileNotFoundError):
                Notebook().check(question)


def _seed(space: dict[str, Any]) -> None:
    seed, variable = _given["seed"], _given["seed_variable"]
    if seed is None:
        return
    if variable is not None:
        space[variable] = seed
        return
    np.random.seed(seed)
    random.seed(seed)


def _case(check: checks.Check, number: int, space: dict[str, Any]) -> list[Any]:
    """Return whether a case passes; else at which line, with which type, and what was said."""
    _, run, _ = check.cases[number]
    _kept.mend()
    try:
        said = run(space)
    except BaseException as error:
        return [False, _line(error, check.path), type(error).__name__, _text(error)]
    return [said is None, 0, "", said or ""]


def _line(error: BaseException, file: str) -> int:
    """Return the line of a file at which an exception passed through it, 0 where it did not."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno or 0
    frames = traceback.walk_tb(error.__traceback__)
    return next((line or 0 for frame, line in frames if frame.f_code.co_filename == file), 0)


def _text(error: BaseException) -> str:
    try:
        return str(error)[:1500]
    except BaseException:
        return ""


# --- what the grader asks -------------------------------------------------------------------------------------------


def describe(file: str) -> np.ndarray:
    """Return what a test file says of itself, or why it cannot be read."""
    try:
        check = checks.Check(file, _given["tests"][file])
    except BaseException as error:
        return _bytes({"fault": f"{type(error).__name__}: {_text(error)}"})
    cases = [{**told, "first": first, "last": last} for told, _, (first, last) in check.cases]
    return _bytes({"name": check.name, "all_or_nothing": check.all_or_nothing, "cases": cases})


def execute(on_the_way: bool) -> np.ndarray:
    """Run the submission; return the questions that it checked itself on the way, and where it stumbled."""
    _execute(on_the_way)
    return _bytes({"checked": _run.checked, "faults": _run.faults[:50]})


def case(file: str, number: int) -> np.ndarray:
    """Return how one case ends after the submission has run."""
    return _bytes(_case(_run.of[file], number, _run.space))


def _bytes(value: Any) -> np.ndarray:
    return np.frombuffer(json.dumps(value).encode("utf-8"), np.uint8)


_given = json.loads(__spec__.loader.get_data(GIVEN))  # type: ignore[union-attr]
imitations.install(_given["data"], Notebook)
_kept = Kept(__name__.rpartition(".")[0], but="_run")
