"""Answers that know nothing. Checks that let one of them pass check nothing."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from autograder.grading.plan import Plan
from autograder.sandbox.wire import Generator
from autograder.vocabulary import Holds

Dull: TypeAlias = Callable[[str, Plan, Mapping[str, Callable[..., Any]]], Callable[..., Any]]
"""Makes a dull function out of a name, the cases of its question and the right functions."""


def _stub(name: str, plan: Plan, right: Mapping[str, Callable[..., Any]]) -> Callable[..., Any]:
    def answer(*args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    return answer


def _nothing(name: str, plan: Plan, right: Mapping[str, Callable[..., Any]]) -> Callable[..., Any]:
    return lambda *args, **kwargs: None


def _argument(name: str, plan: Plan, right: Mapping[str, Callable[..., Any]]) -> Callable[..., Any]:
    return lambda *args, **kwargs: (*args, *kwargs.values())[0]


def _filled(value: float) -> Dull:
    """Return a function that gives the right structure and shape, all of one number, and refuses what is refused."""

    def dull(name: str, plan: Plan, right: Mapping[str, Callable[..., Any]]) -> Callable[..., Any]:
        return lambda *args, **kwargs: _all_of(right[name](*args, **kwargs), value)

    return dull


def _all_of(result: Any, value: float) -> Any:
    if isinstance(result, np.ndarray):
        return np.full(result.shape, value)
    if isinstance(result, list | tuple):
        return type(result)([_all_of(item, value) for item in result])
    if isinstance(result, dict):
        return {key: _all_of(item, value) for key, item in result.items()}
    return type(result)(value) if isinstance(result, int | float) else result


def _hard_coded(name: str, plan: Plan, right: Mapping[str, Callable[..., Any]]) -> Callable[..., Any]:
    """Return a function that knows all answers that public cases show, and nothing else."""
    shown = [e.call for case in plan.public.cases for e in case.expectations if not isinstance(e, Holds)]
    known = {input_of(call.args, call.kwargs) for call in shown if call.function == name}

    def answer(*args: Any, **kwargs: Any) -> Any:
        return right[name](*args, **kwargs) if input_of(args, kwargs) in known else 0.0

    return answer


def input_of(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
    """Return arguments as a text that is equal where they are; random generators count as alike."""
    return repr(([_text(value) for value in args], {key: _text(value) for key, value in kwargs.items()}))


def _text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_text(item) for item in value]
    if isinstance(value, Generator | np.random.Generator):
        return "generator"
    return (value.shape, value.tolist()) if isinstance(value, np.ndarray) else value


HARD_CODED = "hard-coded answers to all public cases"

CANARIES: Mapping[str, Dull] = {
    "stub": _stub,
    "nothing returned": _nothing,
    "the first argument returned": _argument,
    "all zeros": _filled(0.0),
    "all ones": _filled(1.0),
    HARD_CODED: _hard_coded,
}

FOR_WRITTEN = ("stub", "nothing returned")
"""Those that make sense for written answers."""
