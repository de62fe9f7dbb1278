"""What counts as the same answer."""

from collections import OrderedDict, namedtuple
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from autograder.grading.values import difference, identical, show
from autograder.sandbox import wire

Pair = namedtuple("Pair", "h c")


def crossed(value: Any) -> wire.Value:
    """Return a value as it arrives on the other side of the wire."""
    buffers: list[np.ndarray] = []
    node = wire.pack(value, buffers)
    return wire.unpack(node, wire.Payload(b"".join(buffer.tobytes() for buffer in buffers)))


def differs(right: Any, answer: Any) -> str | None:
    return difference(crossed(right), crossed(answer))


MATRIX = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])

SAME = {
    "a Python float for a NumPy scalar": (np.float64(2.5), 2.5),
    "a 0-d array for a number": (2.5, np.array(2.5)),
    "an int for a float": (2.0, 2),
    "a fraction": (0.5, Fraction(1, 2)),
    "nested lists for an array": (MATRIX, MATRIX.tolist()),
    "tuples for an array": (MATRIX, ((1, 2, 3), (4, 5, 6))),
    "a list of row arrays for an array": (MATRIX, [MATRIX[0], MATRIX[1]]),
    "single precision within tolerance": (MATRIX / 3, (MATRIX / 3).astype(np.float32)),
    "booleans for a mask of 0 and 1": (np.array([0.0, 1.0]), np.array([False, True])),
    "an array of objects that are numbers": (np.array([0.5, 1.0]), np.array([Fraction(1, 2), 1], dtype=object)),
    "a complex array without imaginary part": (MATRIX, MATRIX.astype(complex)),
    "a matrix object": (MATRIX, np.matrix(MATRIX)),
    "a masked array without a mask": (MATRIX, np.ma.array(MATRIX)),
    "a view with negative strides": (MATRIX, MATRIX[::-1].copy()[::-1]),
    "a range": (np.array([0.0, 1.0, 2.0]), range(3)),
    "a tuple for a list": ([MATRIX, MATRIX[0]], (MATRIX, MATRIX[0])),
    "a named tuple": ((MATRIX[0], MATRIX[1]), Pair(MATRIX[0], MATRIX[1])),
    "lists as the results": ((MATRIX[0], MATRIX[1]), [[1, 2, 3], [4, 5, 6]]),
    "an empty tuple for an empty list": ([], ()),
    "NumPy integers for sizes": ((3, 4), (np.int64(3), np.int32(4))),
    "a 0-d integer array for a size": (3, np.array(3)),
    "a list for a tuple of sizes": ((3, 4), [3, 4]),
    "a subclass of dict": ({"a": MATRIX[0]}, OrderedDict(a=[1, 2, 3])),
    "rows of names and shapes": ([("Conv", (2, 3), None)], [["Conv", [2, 3], None]]),
    "minus zero": (0.0, -0.0),
    "an empty array": (np.zeros((0, 3)), np.zeros((0, 3))),
    "infinity": (np.inf, np.inf),
}

DIFFERENT = {
    "shape (1,) for a scalar": (2.5, np.array([2.5]), "shape (1,) instead of ()"),
    "a list for a scalar": (2.5, [2.5], "a list instead of a number"),
    "nan": (2.5, np.nan, "nan instead of 2.5"),
    "nan inside": (MATRIX, MATRIX * np.nan, "at index [0, 0]: nan instead of 1 (6 of 6 entries differ)"),
    "nothing": (MATRIX, None, "is a return missing?"),
    "too far off": (1.0, 1.0 + 3e-5, "1.00003 instead of 1"),
    "transposed": (MATRIX, MATRIX.T, "shape (3, 2) instead of (2, 3)"),
    "one entry": (MATRIX, MATRIX + np.eye(2, 3)[::-1] * np.array([0.0, 1.0, 0.0]), "at index [0, 1]"),
    "broadcastable": (np.ones((3, 3)), 1.0, "shape () instead of (3, 3)"),
    "a float for a size": (3, 3.0, "3 is not a whole number of type int"),
    "a boolean for a size": (1, True, "not a whole number"),
    "a float in a pair of sizes": ((3, 4), (3, 4.0), "not a whole number"),
    "one stacked array for several results": (
        (MATRIX[0], MATRIX[1]),
        MATRIX,
        "one array instead of a list or tuple of 2",
    ),
    "one stacked array of sizes": ((3, 4), np.array([3, 4]), "one array instead of a list or tuple of 2"),
    "an empty array for an empty list": ([], np.array([]), "one array instead of a list or tuple of 0"),
    "results in another order": ((MATRIX[0], MATRIX[1]), (MATRIX[1], MATRIX[0]), "item 0: at index [0]"),
    "too few results": ((MATRIX[0], MATRIX[1]), (MATRIX[0],), "1 results instead of 2"),
    "a generator": ([MATRIX], (row for row in [MATRIX]), "<generator>"),
    "a missing key": ({"a": 1.0, "b": 2.0}, {"a": 1.0}, "the keys ['a'] instead of ['a', 'b']"),
    "another key": ({"a": 1.0}, {"a": 1.0, "c": 1.0}, "the keys ['a', 'c']"),
    "a wrong entry": ({"a": 1.0}, {"a": 2.0}, "key 'a': 2 instead of 1"),
    "text": (1.0, "1.0", "'1.0' instead of a number"),
    "another name": (["Conv"], ["conv"], "'conv' instead of 'Conv'"),
    "a function": (MATRIX, len, "<builtin_function_or_method>"),
    "a set": (np.array([1.0]), {1.0}, "<set>"),
    "an imaginary part": (1.0, 1.0 + 1.0j, "instead of a number"),
    "empty of another shape": (np.zeros((0, 3)), [], "shape (0,) instead of (0, 3)"),
    "infinity for a number": (1.0, np.inf, "inf instead of 1"),
}


@pytest.mark.parametrize("name", SAME)
def test_is_the_same(name: str) -> None:
    right, answer = SAME[name]
    assert differs(right, answer) is None


@pytest.mark.parametrize("name", DIFFERENT)
def test_is_not_the_same(name: str) -> None:
    right, answer, words = DIFFERENT[name]
    assert words in (differs(right, answer) or "no difference")


def test_two_wrong_answers_may_have_nan_in_common() -> None:
    nan = crossed(np.array([1.0, np.nan]))
    assert difference(nan, nan) is None
    assert difference(nan, crossed(np.array([1.0, 2.0]))) is not None


def test_the_tolerance_is_relative_to_the_right_value() -> None:
    assert differs(1e6, 1e6 + 9.0) is None
    assert differs(1e6, 1e6 + 11.0) is not None
    assert differs(0.0, 0.9e-7) is None
    assert differs(0.0, 1.2e-7) is not None


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (MATRIX, MATRIX, True),
        (MATRIX, MATRIX + 1e-12, False),
        ([MATRIX, MATRIX[0]], [MATRIX, MATRIX[0]], True),
        ([MATRIX, MATRIX[0]], [MATRIX, MATRIX[0], MATRIX], False),
        ({"W": MATRIX}, {"W": MATRIX.copy()}, True),
        ({"W": MATRIX}, {"W": MATRIX, "more": 1}, False),
        (np.nan, np.nan, True),
        (1.0, 2.0, False),
    ],
)
def test_an_argument_is_unchanged_only_to_the_last_bit(before: Any, after: Any, same: bool) -> None:
    assert identical(crossed(before), crossed(after)) is same


def test_what_is_shown_is_bounded() -> None:
    assert len(show(crossed(["x" * 2_000] * 100))) < 1_300
    assert len(show(crossed(np.arange(10_000.0)))) < 1_300
