"""The inside of the room where an Otter archive grades: a submission's cells, and Otter's checks beside them.

Only its text is used, as a module of the submission that is loaded first. It imports the standard library and NumPy.
Everything that it returns is JSON in an array of bytes. What it says of a check is said in the process in which the
submission ran: such a process can be made to lie for that submission, and for no other.
"""

import __future__

import builtins
import contextlib
import dis
import doctest
import importlib.abc
import importlib.machinery
import inspect
import io
import json
import posixpath
import random
import sys
import textwrap
import traceback
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

GIVEN = "_otter_given.json"
FUTURE = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
UNPACK = dis.opmap["UNPACK_SEQUENCE"]
PICTURES = {"matplotlib", "mpl_toolkits", "seaborn", "plotly", "IPython", "ipywidgets"}
"""Libraries that draw and show; where they are missing, they do nothing instead."""


# --- what the checks and the cells import ---------------------------------------------------------------------------


class test_case:  # noqa: N801
    """Otter's decorator: marks a function as a case and keeps what is said of it."""

    def __init__(
        self, name: Any = None, points: Any = None, hidden: bool = False,
        success_message: Any = None, failure_message: Any = None,
    ) -> None:  # fmt: skip
        self.name, self.points, self.hidden = name, points, hidden
        self.success_message, self.failure_message = success_message, failure_message
        self.test_func: Callable[..., Any] = lambda: None

    def __call__(self, function: Callable[..., Any]) -> "test_case":
        """Take the function."""
        self.test_func = function
        return self


class Notebook:
    """Otter's notebook as it is while it grades: `check` checks at that point, everything else does nothing."""

    def __init__(self, *_: Any, **__: Any) -> None:
        """Take what a notebook says of itself."""

    def check(self, question: str, global_env: dict[str, Any] | None = None) -> None:
        """Check a question against what is defined now."""
        if question not in _given["tests"]:
            raise FileNotFoundError(f"Test {question} does not exist")
        if _run.checks:
            space = _run.space if global_env is None else global_env
            check = _run.of[question]
            _run.checked[question] = [_case(check, number, space) for number in range(len(check.cases))]

    def __getattr__(self, name: str) -> Any:
        """Return a method that does nothing."""
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_, **__: None


class Nothing(types.ModuleType):
    """Stands in for what draws and shows: whatever is asked of it is itself, and nothing is seen."""

    def __getattr__(self, name: str) -> Any:
        """Return itself."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> "Nothing":
        """Return itself."""
        return self

    def __getitem__(self, _: Any) -> "Nothing":
        """Return itself."""
        return self

    def __setitem__(self, _: Any, __: Any) -> None:
        """Take anything."""

    def __enter__(self) -> "Nothing":
        """Return itself."""
        return self

    def __exit__(self, *_: Any) -> None:
        """Leave."""

    def __len__(self) -> int:
        """Return that nothing is in it."""
        return 0

    def __iter__(self) -> "Iterator[Nothing]":
        """Give as many of itself as are unpacked, else none."""
        frame = sys._getframe(1)
        at = frame.f_lasti
        operation, count = frame.f_code.co_code[at : at + 2]
        return iter([self] * (count if operation == UNPACK else 0))


class Pictures(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds what draws, after all others have looked for it."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """Find a library of those, or a part of one."""
        if fullname.split(".")[0] not in PICTURES:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Return what does nothing."""
        return Nothing(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Do nothing."""


def _install(files: Mapping[str, str]) -> None:
    """Put Otter, what draws, and the files that came with the archive where the cells look for them."""
    otter, checks = types.ModuleType("otter"), types.ModuleType("otter.test_files")
    vars(otter).update(__path__=[], __version__="7", Notebook=Notebook, test_files=checks)
    vars(checks)["test_case"] = test_case
    sys.modules.update({"otter": otter, "otter.test_files": checks})
    sys.meta_path.append(Pictures())
    ordinary = builtins.open

    def opened(file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None, errors: Any = None,
               newline: Any = None, *rest: Any, **more: Any) -> Any:  # fmt: skip
        name = posixpath.normpath(str(file)) if isinstance(file, str) or hasattr(file, "__fspath__") else ""
        if name not in files or set(mode) & set("wax+"):
            return ordinary(file, mode, buffering, encoding, errors, newline, *rest, **more)
        raw = io.BytesIO(files[name].encode("latin-1"))
        return raw if "b" in mode else io.TextIOWrapper(raw, encoding or "utf-8", errors, newline)

    builtins.open = io.open = opened


# --- reading checks -------------------------------------------------------------------------------------------------


class Check:
    """One test file: its name, its rules, and its cases as (what is said of it, how it is run, first and last line)."""

    def __init__(self, file: str, source: str) -> None:
        space: dict[str, Any] = {}
        exec(compile(source, f"tests/{file}.py", "exec", dont_inherit=True), space)
        if "OK_FORMAT" not in space:
            raise ValueError("it does not define OK_FORMAT")
        self.cases: list[tuple[dict[str, Any], Callable[[dict[str, Any]], str | None], tuple[int, int]]] = []
        self.path = f"tests/{file}.py"
        about = self._doctests(space["test"]) if space["OK_FORMAT"] else self._functions(space)
        self.name = str(about["name"])
        self.all_or_nothing = bool(about.get("all_or_nothing", False))
        worth = points(about.get("points"), [told["points"] for told, _, _ in self.cases])
        for (told, _, _), worth_of_one in zip(self.cases, worth, strict=True):
            told["points"] = worth_of_one

    def _functions(self, space: dict[str, Any]) -> dict[str, Any]:
        """Take the cases of the exception format."""
        if "name" not in space:
            raise ValueError("it does not define name")
        for value in list(space.values()):
            if isinstance(value, test_case):
                told = {
                    "name": value.name or f"{space['name']} - {len(self.cases) + 1}", "points": value.points,
                    "hidden": bool(value.hidden), "success": value.success_message, "failure": value.failure_message,
                }  # fmt: skip
                self.cases.append((told, self._calling(value.test_func), _extent(value.test_func)))
        return space

    def _calling(self, function: Callable[..., Any]) -> Callable[[dict[str, Any]], str | None]:
        def run(space: dict[str, Any]) -> str | None:
            names = inspect.signature(function).parameters
            function(**{name: space if name == "env" else space.get(name) for name in names})
            return None

        return run

    def _doctests(self, about: dict[str, Any]) -> dict[str, Any]:
        """Take the cases of the OK format."""
        (suite,) = about["suites"]
        if suite.get("type", "doctest") != "doctest" or suite.get("setup") or suite.get("teardown"):
            raise ValueError("its suite is no doctest, or has a setup or a teardown")
        for number, case in enumerate(suite["cases"], 1):
            told = {
                "name": case.get("name", f"{about['name']} - {number}"), "points": case.get("points"),
                "hidden": bool(case.get("hidden", True)), "success": case.get("success_message"),
                "failure": case.get("failure_message"),
            }  # fmt: skip
            self.cases.append((told, self._examples(textwrap.dedent(case["code"])), (0, 0)))
        return about

    def _examples(self, code: str) -> Callable[[dict[str, Any]], str | None]:
        def run(space: dict[str, Any]) -> str | None:
            test = doctest.DocTest(doctest.DocTestParser().get_examples(code), space, self.path, None, None, code)
            said = io.StringIO()
            with contextlib.redirect_stdout(io.StringIO()):
                failed = doctest.DocTestRunner(verbose=False).run(test, out=said.write, clear_globs=False).failed
            return said.getvalue()[:1500] if failed else None

        return run


def points(total: Any, own: Sequence[Any]) -> list[Any]:
    """Return what each case is worth, by Otter's rules."""
    if isinstance(total, list):
        if len(total) != len(own):
            raise ValueError("it has a list of points of another length than there are cases")
        own, total = total, None
    if any(type(worth) not in (int, float) for worth in [*own, total] if worth is not None):
        raise ValueError("its points are not numbers")
    given = [worth for worth in own if worth is not None]
    if total is not None and sum(given) > total:
        raise ValueError("its cases have more points than the question")
    rest = total - sum(given) if total is not None else int(not any(given))
    return [rest / (len(own) - len(given)) if worth is None else worth for worth in own]


def _extent(function: Callable[..., Any]) -> tuple[int, int]:
    """Return the first and the last line of a function."""
    code = function.__code__
    return code.co_firstlineno, max((line for *_, line in code.co_lines() if line), default=code.co_firstlineno)


# --- running --------------------------------------------------------------------------------------------------------


class Run:
    """One run of the submission: its names, what was checked on the way, and where it stumbled."""

    def __init__(self, checks: bool) -> None:
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        self.checks, self.ran = checks, False
        self.space = module.__dict__
        self.space.update(display=Nothing("display"), get_ipython=Nothing("get_ipython"))
        self.checked: dict[str, list[list[Any]]] = {}
        self.faults: list[list[Any]] = []
        self.of: dict[str, Check] = {}


_run = Run(checks=False)


def _execute(checks: bool) -> None:
    """Read all checks, then run all cells; one that fails ends there, and the next one begins."""
    global _run
    _run = run = Run(checks)
    run.of = {file: Check(file, source) for file, source in _given["tests"].items()}
    run.ran = True
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


def _case(check: Check, number: int, space: dict[str, Any]) -> list[Any]:
    """Return whether a case passes; else at which line, with which type, and what was said."""
    _, run, _ = check.cases[number]
    _mend()
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
        check = Check(file, _given["tests"][file])
    except BaseException as error:
        return _bytes({"fault": f"{type(error).__name__}: {_text(error)}"})
    cases = [{**told, "first": first, "last": last} for told, _, (first, last) in check.cases]
    return _bytes({"name": check.name, "all_or_nothing": check.all_or_nothing, "cases": cases})


def execute(checks: bool) -> np.ndarray:
    """Run the submission; return the questions that it checked itself on the way, and where it stumbled."""
    _execute(checks)
    return _bytes({"checked": _run.checked, "faults": _run.faults[:50]})


def case(file: str, number: int, checks: bool) -> np.ndarray:
    """Return how one case ends after the submission has run."""
    if not _run.ran:
        _execute(checks)
    return _bytes(_case(_run.of[file], number, _run.space))


def _bytes(value: Any) -> np.ndarray:
    return np.frombuffer(json.dumps(value).encode("utf-8"), np.uint8)


_given = json.loads(__spec__.loader.get_data(GIVEN))  # type: ignore[union-attr]
_install(_given["data"])


def _mend() -> None:
    """Put back what checks rely on, whatever the submission has put in its place."""
    for space, kept in _KEPT:
        for name, value in kept.items():
            if space.get(name) is not value:
                space[name] = value
    for owner, parts in _CLASSES:
        for name, value in parts.items():
            if vars(owner).get(name) is not value:
                setattr(owner, name, value)


_MENDED = {"builtins", "io", "inspect", "json", "doctest", "math", "unittest.mock", "otter", "otter.test_files"}
_KEPT = [
    (vars(module), dict(vars(module)))
    for name, module in list(sys.modules.items())
    if name in _MENDED or name.split(".")[0] == "numpy"
] + [(globals(), {name: value for name, value in globals().items() if name != "_run"})]
_CLASSES = [
    (owner, {name: value for name, value in vars(owner).items() if not name.startswith("__") or callable(value)})
    for owner in [*vars(doctest).values(), *globals().values()]
    if isinstance(owner, type) and owner.__module__ in ("doctest", __name__)
]
