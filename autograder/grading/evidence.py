"""What a public case shows to the student: the call, what came back and what was expected, in words and as pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.grading.judge import LAYOUTS, Finding
from autograder.grading.values import as_array
from autograder.sandbox.wire import Generator, Value
from autograder.vocabulary import Call

MOST_NUMBERS = 400
MOST_PICTURES = 8
LONGEST_CALL = 4_000


@dataclass(frozen=True)
class Picture:
    """An array small enough to be drawn: its name inside the result, its shape, its numbers, None for nan and inf."""

    name: str
    shape: tuple[int, ...]
    numbers: tuple[float | None, ...]


@dataclass(frozen=True)
class Evidence:
    """One call of a public case and the two sides of it. `layout` is "" for ordinary arrays."""

    call: str
    layout: str
    returned: str
    expected: str
    returned_pictures: tuple[Picture, ...] = ()
    expected_pictures: tuple[Picture, ...] = ()


def evidence_of(finding: Finding) -> Evidence:
    """Return what a student may see of a public case that is not met."""
    layout = LAYOUTS[finding.call.layout] if finding.call.layout != "plain" else ""
    return Evidence(
        show_call(finding.call)[:LONGEST_CALL], layout, *finding.sides,
        pictures(finding.got), pictures(finding.due),
    )  # fmt: skip


def pictures(value: Value) -> tuple[Picture, ...]:
    """Return the arrays in a value that are small enough to be drawn; none where there are too many of them."""
    found = list(_pictures("", value))
    total = sum(len(picture.numbers) for picture in found)
    return tuple(found) if len(found) <= MOST_PICTURES and total <= MOST_NUMBERS else ()


def _pictures(name: str, value: Value) -> Iterator[Picture]:
    array = as_array(value)
    if array is not None:
        if array.size <= MOST_NUMBERS:
            numbers = tuple(number if np.isfinite(number) else None for number in array.ravel().tolist())
            yield Picture(name, array.shape, numbers)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _pictures(f"{name}[{index}]", item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _pictures(f"{name}[{str(key)[:40]!r}]", item)


def show_call(call: Call) -> str:
    """Return a call as a student would type it."""
    arguments = [show_argument(arg) for arg in call.args]
    arguments += [f"{name}={show_argument(value)}" for name, value in call.kwargs.items()]
    return f"{call.function}({', '.join(arguments)})"


def show_argument(value: Any) -> str:
    """Return an argument as Python source, shortened where it is long."""
    if isinstance(value, Generator):
        return f"np.random.default_rng({value.seed})"
    if isinstance(value, np.ndarray):
        if value.size > 60:
            return f"<array of shape {value.shape}>"
        text = " ".join(np.array2string(value, precision=6, separator=", ", threshold=100).split())
        if value.size == 0 and value.ndim != 1:
            return f"np.zeros({value.shape})"
        return f"np.array({text})"
    if isinstance(value, list):
        return f"[{', '.join(map(show_argument, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(show_argument, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key!r}: {show_argument(item)}" for key, item in value.items()) + "}"
    return repr(value)
