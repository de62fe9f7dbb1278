"""Comparing what came back with what is right, by the homework's ground rules.

Values here have crossed the wire: plain numbers, arrays, `Listed` for a list or tuple of numbers, other lists, dicts.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.sandbox.wire import Listed, Other, Value

RELATIVE = 1e-5
ABSOLUTE = 1e-7
LONGEST = 1200


def difference(expected: Value, actual: Value) -> str | None:
    """Return in a few words how `actual` differs from `expected`, None where it is as good.

    Arrays may come as any array-like, a scalar as any scalar, a list as a tuple and the other way round; a size must
    be an integer, and one stacked array is no list of results. A nan is equal to a nan: a solution never gives one, so
    a nan is never right, but two wrong answers may have it in common.
    """
    if isinstance(expected, Listed | list | tuple):
        return _sequence_difference(_items(expected), actual)
    if isinstance(expected, dict):
        return _mapping_difference(expected, actual)
    if isinstance(expected, np.ndarray | float | int) and not isinstance(expected, bool):
        return _number_difference(np.asarray(expected), actual)
    same = type(expected) is type(actual) and expected == actual
    return None if same else f"{show(actual)} instead of {show(expected)}"


def identical(before: Value, after: Value) -> bool:
    """Whether an argument is, to the last bit and in every shape, what it was."""
    if isinstance(before, Listed) and isinstance(after, Listed):
        return identical(before.array, after.array)
    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        return (
            before.shape == after.shape
            and before.dtype.kind == after.dtype.kind
            and np.array_equal(before, after, equal_nan=True)
        )
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        return len(before) == len(after) and all(map(identical, before, after))
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(identical(before[key], after[key]) for key in before)
    if isinstance(before, Other) and isinstance(after, Other):
        return True
    return type(before) is type(after) and (before == after or before != before)


def plain(value: Value) -> Any:
    """Return a value as a predicate sees it: numbers as float64 arrays, other lists as tuples."""
    array = as_array(value)
    if array is not None:
        return array
    if isinstance(value, list | tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def parts(value: Value, count: int) -> list[Any] | None:
    """Return the `count` results of a list or tuple as `plain` values, None where it is no such thing."""
    if not isinstance(value, Listed | list | tuple):
        return None
    items = _items(value)
    return [plain(item) for item in items] if len(items) == count else None


def as_array(value: Value) -> np.ndarray | None:
    """Return a number, array or regular list of numbers as a float64 array, None for anything else."""
    if isinstance(value, Listed):
        value = value.array
    listed = isinstance(value, list) and all(isinstance(item, bool | int | float) for item in value)
    if not listed and not isinstance(value, bool | int | float | np.ndarray):
        return None
    array = np.asarray(value)
    if array.dtype.kind == "c":
        if np.any(np.abs(array.imag) > ABSOLUTE):
            return None
        array = array.real
    return array.astype(np.float64)


def numbers(value: Value) -> Iterator[float]:
    """Yield all finite numbers in a value."""
    array = as_array(value)
    if array is not None:
        yield from array[np.isfinite(array)].ravel().tolist()
    elif isinstance(value, list | tuple):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from numbers(item)


def show(value: Value) -> str:
    """Return a value as a student would write it, shortened."""
    text = _show(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def _show(value: Value) -> str:
    if isinstance(value, Listed):
        return (
            _show_array(value.array).replace("array(", "list(", 1)
            if value.array.ndim > 1
            else str(value.array.tolist())
        )
    if isinstance(value, np.ndarray):
        return _show_array(value)
    if isinstance(value, float):
        return f"{value:.8g}"
    if isinstance(value, Other):
        return f"<{value.type_name}>"
    if isinstance(value, list | tuple):
        inside = ", ".join(_show(item) for item in value[:8]) + (", …" if len(value) > 8 else "")
        return f"({inside})" if isinstance(value, tuple) else f"[{inside}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_show(item)}" for key, item in list(value.items())[:16]) + "}"
    return repr(value)[:200]


def _show_array(array: np.ndarray) -> str:
    if array.ndim == 0:
        return show(array.item()) if array.dtype.kind != "c" else str(array.item())
    text = np.array2string(array, precision=6, separator=", ", threshold=48, edgeitems=3, max_line_width=100)
    return f"array({text})".replace("\n", "\n      ") + (
        f" of shape {array.shape}" if array.size != 0 else f", shape {array.shape}"
    )


def _items(value: "Listed | Sequence[Value]") -> list[Value]:
    if isinstance(value, Listed):
        return [_item(row) for row in value.array] if value.array.ndim else []
    return list(value)


def _item(row: Any) -> Value:
    item: Value = row.item() if np.ndim(row) == 0 else row
    return item


def _sequence_difference(expected: list[Value], actual: Value) -> str | None:
    if not isinstance(actual, Listed | list | tuple):
        stacked = isinstance(actual, np.ndarray) and actual.ndim > 0
        what = "one array" if stacked else show(actual)
        return f"{what} instead of a list or tuple of {len(expected)}"
    items = _items(actual)
    if len(items) != len(expected):
        return f"{len(items)} results instead of {len(expected)}"
    for index, (wanted, got) in enumerate(zip(expected, items, strict=True)):
        found = difference(wanted, got)
        if found is not None:
            return f"item {index}: {found}"
    return None


def _mapping_difference(expected: dict[str, Value], actual: Value) -> str | None:
    if not isinstance(actual, dict):
        return f"{show(actual)} instead of a dict"
    if actual.keys() != expected.keys():
        return f"the keys {sorted(actual)} instead of {sorted(expected)}"
    for key, wanted in expected.items():
        found = difference(wanted, actual[key])
        if found is not None:
            return f"key {key!r}: {found}"
    return None


def _number_difference(expected: np.ndarray, actual: Value) -> str | None:
    kind = "a number" if expected.ndim == 0 else f"an array of shape {expected.shape}"
    if isinstance(actual, Listed) and expected.ndim == 0:
        return f"a list instead of {kind}"
    array = as_array(actual)
    if array is None:
        return f"{show(actual)} instead of {kind}" + (" (is a return missing?)" if actual is None else "")
    if array.shape != expected.shape:
        return f"shape {array.shape} instead of {expected.shape}"
    if expected.dtype.kind in "iu" and not _is_integer(actual):
        return f"{show(actual)} is not a whole number of type int"
    return _first_difference(expected, array)


def _is_integer(value: Value) -> bool:
    if isinstance(value, Listed):
        value = value.array
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iu"
    return isinstance(value, int) and not isinstance(value, bool)


def _first_difference(expected: np.ndarray, actual: np.ndarray) -> str | None:
    with np.errstate(all="ignore"):
        is_exact = expected.dtype.kind in "iu"
        close = np.abs(actual - expected) <= (0 if is_exact else ABSOLUTE + RELATIVE * np.abs(expected))
        close |= actual == expected
        close |= np.isnan(actual) & np.isnan(expected)
    if close.all():
        return None
    if expected.ndim == 0:
        return f"{actual.item():.10g} instead of {expected.item():.10g}"
    index = tuple(int(i) for i in np.argwhere(~close)[0])
    count = int((~close).sum())
    more = "" if count == 1 else f" ({count} of {close.size} entries differ)"
    return f"at index {list(index)}: {actual[index]:.8g} instead of {expected[index]:.8g}{more}"
