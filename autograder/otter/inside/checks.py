"""Test files in both of Otter's formats, and what their cases are worth."""

import contextlib
import doctest
import inspect
import io
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from . import imitations


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
            if isinstance(value, imitations.test_case):
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
                "failure": case.get("failure_message"), "code": textwrap.dedent(case["code"])[:1500],
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
