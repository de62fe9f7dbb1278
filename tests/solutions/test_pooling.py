"""The solved pooling module against the contract, computed by looking at every window."""

import itertools
from typing import Any

import numpy as np
import oracle
import pytest

from assignments import pooling as stub
from solutions import pooling as solution

REFUSAL = r"must be at least|does not fit"


def starts(n: int, f: int, s: int) -> list[int]:
    """Return every start of a window of f entries that ends within n, in steps of s."""
    return [start for start in range(0, n, s) if start + f <= n]


def pooled(x: Any, f: int, s: int) -> Any:
    """Return the largest entry of every window of a matrix, or of every matrix in nested lists."""
    if isinstance(x[0][0], list):
        return [pooled(part, f, s) for part in x]
    return [
        [sorted(x[i + a][j + b] for a in range(f) for b in range(f))[-1] for j in starts(len(x[0]), f, s)]
        for i in starts(len(x), f, s)
    ]


@pytest.mark.parametrize("n", range(1, 13))
def test_the_output_size_is_the_number_of_full_windows(n: int) -> None:
    for f, s in itertools.product(range(1, n + 1), range(1, 15)):
        size = solution.pool_output_size(n, f, s)
        assert type(size) is int
        assert size == len(starts(n, f, s))


@pytest.mark.parametrize("f", range(1, 8))
def test_without_a_stride_the_windows_touch(f: int) -> None:
    assert solution.pool_output_size(7, f) == solution.pool_output_size(7, f, None) == len(starts(7, f, f))


def test_the_lecture_s_exercise_on_pooling_comes_out() -> None:
    assert solution.pool_output_size(4, 2, 2) == 2
    assert solution.pool_output_size(4, 2, stride=1) == 3


@pytest.mark.parametrize(
    ("n", "f", "stride"),
    [(0, 1, 1), (-1, 1, None), (4, 0, None), (4, 0, 1), (4, -2, 1), (4, 2, 0), (4, 2, -1), (3, 4, None), (3, 4, 1)],
)
def test_windows_that_cannot_be_are_refused(n: int, f: int, stride: int | None) -> None:
    with pytest.raises(ValueError, match=REFUSAL):
        solution.pool_output_size(n, f, stride)
    for shape in [(max(n, 0), 9), (9, max(n, 0))]:
        with pytest.raises(ValueError, match=REFUSAL):
            solution.max_pool2d(np.ones(shape), f, stride)


@pytest.mark.parametrize("shape", [(1, 1), (5, 8), (7, 4), (3, 6, 5), (2, 1, 4, 7), (1, 1, 3, 3)])
@pytest.mark.parametrize("stride", [None, 1, 2, 3, 5])
@pytest.mark.parametrize("f", [1, 2, 3])
@pytest.mark.parametrize("shift", [-100.0, 0.0])
def test_pooling_keeps_the_largest_of_every_full_window(
    shape: tuple[int, ...], f: int, stride: int | None, shift: float
) -> None:
    if f <= min(shape[-2:]):
        x = np.random.default_rng(f).normal(size=shape) + shift
        expected = pooled(x.tolist(), f, f if stride is None else stride)
        assert oracle.agrees(solution.max_pool2d(oracle.frozen(x), f, stride), expected)
        assert oracle.agrees(solution.max_pool2d(x, f, stride=stride), expected)
    else:
        with pytest.raises(ValueError, match="does not fit"):
            solution.max_pool2d(np.ones(shape), f, stride)


def test_stub_and_solution_promise_the_same_functions() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_stub_says_that_it_is_yours_to_write() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_in_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
