"""A check file, read once: its cases, the calls that they need, and the calls as messages ready to send."""

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.errors import GraderError
from autograder.homework import ANSWERS, Homework, Question
from autograder.sandbox import wire
from autograder.sandbox.local import reply_to
from autograder.sandbox.room import Batch, Outcomes, read_outcomes
from autograder.vocabulary import Call, Case, Expectation, Recording

MOST_GENERATORS = 1 << 20

LEFT_OUT = "HIDDEN"
"""The name under which a check file lists hidden cases that were cut out of it, with their shares of the points."""

Subject = tuple[str, ...]
"""What an expectation is about: a function by its name, or one written answer by `answers`, exercise and field."""


def subject(call: Call) -> Subject:
    """Return what a call is about."""
    return (call.function, *map(str, call.args)) if call.function == ANSWERS else (call.function,)


def is_about(expectation: Expectation, about: Subject) -> bool:
    """Whether all calls of an expectation are about one function or written answer."""
    return all(subject(call) == about for call in expectation.calls)


@dataclass(frozen=True)
class PlannedCase:
    """A case with what it expects and its part of the question's points."""

    case: Case
    expectations: tuple[Expectation, ...]
    points: Fraction
    module_of: Mapping[str, str]

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """All calls of the case, in order."""
        return tuple(call for expectation in self.expectations for call in expectation.calls)

    @cached_property
    def packed(self) -> "Packed":
        """The calls as messages, and the arrays in them."""
        return packed(self.calls, self.module_of)

    @cached_property
    def batch(self) -> Batch:
        """The calls of this case alone."""
        return Batch.of(*self.packed)


@dataclass(frozen=True)
class Plan:
    """All cases of one question; `left_out` says of cases that are not here what they are about, and their points."""

    question: Question
    cases: tuple[PlannedCase, ...]
    module_of: Mapping[str, str]
    left_out: Mapping[str, Fraction] = field(default_factory=dict)

    def without_hidden(self) -> "Plan":
        """Return the public cases alone; of the others what they are about and their points."""
        hidden = {planned.case.name: planned.points for planned in self.hidden.cases}
        return replace(self, cases=self.public.cases, left_out={**self.left_out, **hidden})

    @cached_property
    def size(self) -> int:
        """How many expectations there are."""
        return sum(len(planned.expectations) for planned in self.cases)

    @cached_property
    def public(self) -> "Group":
        """The cases whose whole story the student is told."""
        return Group(tuple(case for case in self.cases if not case.case.hidden), self.module_of)

    @cached_property
    def hidden(self) -> "Group":
        """The cases of which the student is told the idea only."""
        return Group(tuple(case for case in self.cases if case.case.hidden), self.module_of)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """The functions and written answers that the question is about."""
        return tuple(dict.fromkeys(subject(call) for case in self.cases for call in case.calls))

    def about(self, about: Subject) -> tuple[Expectation, ...]:
        """Return the expectations on one function or written answer alone."""
        return tuple(e for case in self.cases for e in case.expectations if is_about(e, about))

    def calls_about(self, about: Subject) -> tuple[Call, ...]:
        """Return the calls of those expectations."""
        return tuple(call for expectation in self.about(about) for call in expectation.calls)


@dataclass(frozen=True, eq=False)
class Group:
    """Cases that are asked together."""

    cases: tuple[PlannedCase, ...]
    module_of: Mapping[str, str]

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The calls of all cases."""
        return tuple(call for case in self.cases for call in case.calls)

    @cached_property
    def batch(self) -> Batch:
        """The calls of all cases, for one message."""
        asks = [ask for case in self.cases for ask in case.packed[0]]
        return Batch.of(asks, [array for case in self.cases for array in case.packed[1]])


@lru_cache(maxsize=8)
def together(groups: tuple[Group, ...]) -> Batch:
    """Encode the calls of groups of several questions for one message; no two groups share a random generator."""
    calls = [_in_group(number, call) for number, group in enumerate(groups) for call in group.calls]
    return batch_of(calls, {name: module for group in groups for name, module in group.module_of.items()})


def _in_group(number: int, call: Call) -> Call:
    kwargs = {name: _generator_of_group(number, value) for name, value in call.kwargs.items()}
    return replace(call, args=_generator_of_group(number, call.args), kwargs=kwargs)


def _generator_of_group(number: int, value: Any) -> Any:
    if isinstance(value, wire.Generator):
        return wire.Generator(MOST_GENERATORS * number + value.slot, value.seed)
    if isinstance(value, list | tuple):
        return type(value)(_generator_of_group(number, item) for item in value)
    if isinstance(value, dict):
        return {key: _generator_of_group(number, item) for key, item in value.items()}
    return value


@lru_cache(maxsize=64)
def _finding_batch(functions: tuple[tuple[str, str], ...]) -> Batch:
    return Batch.of([wire.Ask(module, name, [], {}, aim="find") for module, name in functions], [])


def finding_batch(functions: Sequence[str], module_of: Mapping[str, str]) -> Batch:
    """Encode the request to load what these functions need, and to call nothing."""
    return _finding_batch(tuple((module_of[name], name) for name in functions))


@lru_cache(maxsize=64)
def plain_finding_batch(modules: tuple[str, ...], functions: tuple[tuple[str, str], ...]) -> Batch:
    """Encode the request to see which modules are plain, then to load those; functions come with their modules."""
    asks = [wire.Ask(module, "", [], {}, aim="examine") for module in modules]
    asks += [wire.Ask(module, name, [], {}, aim="find if plain") for name, module in functions]
    return Batch.of(asks, [])


Packed = tuple[list[wire.Ask], list[np.ndarray]]


def packed(calls: Sequence[Call], module_of: Mapping[str, str]) -> Packed:
    """Return calls as messages, and the arrays in them."""
    buffers: list[np.ndarray] = []
    asks = [
        wire.pack_ask(module_of[call.function], call.function, call.args, call.kwargs, call.layout, call.echo, buffers)
        for call in calls
    ]
    return asks, buffers


def batch_of(calls: Sequence[Call], module_of: Mapping[str, str]) -> Batch:
    """Encode calls."""
    return Batch.of(*packed(calls, module_of))


def outcomes_of(
    functions: Mapping[str, Callable[..., Any]], calls: Sequence[Call], module_of: Mapping[str, str]
) -> Outcomes:
    """Make calls of trusted functions in this process."""
    return read_outcomes(*reply_to(functions, batch_of(calls, module_of)), len(calls)).outcomes


def load_plan(homework: Homework, question: Question) -> Plan:
    """Read the check file of a question; raise GraderError where it does not fit its question."""
    path = homework.checks / f"{question.id}.py"
    if not path.exists():
        raise GraderError(f"question {question.id!r} has no check file: {path} does not exist")
    module = _load_file(path)
    if getattr(module, "OK_FORMAT", None) is not False or getattr(module, "name", None) != question.id:
        raise GraderError(f"{path}: needs OK_FORMAT = False and name = {question.id!r}")
    module_of = {**homework.module_of, question.module: question.module}
    return plan_cases(question, cases_of(module), module_of, getattr(module, LEFT_OUT, {}))


def cases_of(module: ModuleType) -> tuple[Case, ...]:
    """Return the cases that a check file defines, in its order."""
    found = (getattr(getattr(value, "test_func", None), "case", value) for value in vars(module).values())
    return tuple(value for value in found if isinstance(value, Case))


def plan_cases(
    question: Question, cases: Sequence[Case], module_of: Mapping[str, str], left_out: Mapping[str, float] | None = None
) -> Plan:
    """Read cases and scale their shares to the points of the question; `left_out` are the shares of further cases."""
    shares = {name: Fraction(share) for name, share in (left_out or {}).items()}
    total = sum((Fraction(case.points) for case in cases), sum(shares.values(), Fraction(0)))
    if total <= 0:
        raise GraderError(f"question {question.id!r} has no case that is worth points")
    if [case.hidden for case in cases] != sorted(case.hidden for case in cases):
        raise GraderError(f"question {question.id!r}: public cases come before hidden ones")
    recording = Recording()
    planned = tuple(
        PlannedCase(
            case, case.expectations(recording), Fraction(question.points) * Fraction(case.points) / total, module_of
        )
        for case in cases
    )
    for entry in planned:
        if not entry.expectations:
            raise GraderError(f"question {question.id!r}: the case {entry.case.name!r} expects nothing")
        for call in entry.calls:
            if call.function not in module_of:
                raise GraderError(f"question {question.id!r}: {call.function!r} is no function of this homework")
    return Plan(
        question,
        planned,
        module_of,
        {name: Fraction(question.points) * share / total for name, share in shares.items()},
    )


def _load_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"check_file_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise GraderError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise GraderError(f"{path} cannot be loaded: {type(error).__name__}: {error}") from error
    return module
