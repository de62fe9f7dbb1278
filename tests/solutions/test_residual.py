"""The solved residual block against plain loops over fractions, and the stub's promises."""

from fractions import Fraction

import numpy as np
import oracle
import pytest
from numpy.typing import NDArray

from assignments import residual as stub
from solutions import residual as solution

Array = NDArray[np.float64]
SIZES = [(1, 1), (1, 4), (3, 1), (2, 5), (4, 4), (5, 2)]


def case(depth: int, width: int) -> tuple[Array, Array, Array]:
    """Return x, W1, W2 for x of size `depth` and a branch of size `width`."""
    rng = np.random.default_rng([depth, width])
    return rng.normal(size=depth), rng.normal(size=(width, depth)), rng.normal(size=(depth, width))


def times(matrix: Array, vector: list[Fraction]) -> list[Fraction]:
    """Multiply a matrix with a vector, row by row."""
    return [sum((Fraction(m) * v for m, v in zip(row, vector, strict=True)), Fraction(0)) for row in matrix.tolist()]


def exact_branch(x: Array, W1: Array, W2: Array) -> list[Fraction]:
    """Return W2·relu(W1·x)."""
    hidden = [v if v > 0 else Fraction(0) for v in times(W1, oracle.flat(x.tolist()))]
    return times(W2, hidden)


def exact_chain(jacobians: Array, skip: bool) -> list[list[Fraction]]:
    """Send each unit vector through the layers, first to last: what arrives is one column of the stack's Jacobian."""
    size = jacobians.shape[-1]
    columns = []
    for unit in range(size):
        vector = [Fraction(unit == row) for row in range(size)]
        for jacobian in jacobians:
            moved = times(jacobian, vector)
            vector = [m + v for m, v in zip(moved, vector, strict=True)] if skip else moved
        columns.append(vector)
    return [list(row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize(("depth", "width"), SIZES)
def test_the_branch_is_two_matrices_with_a_relu_between(depth: int, width: int) -> None:
    x, W1, W2 = case(depth, width)
    assert oracle.agrees(solution.residual_branch(*oracle.frozen([x, W1, W2])), exact_branch(x, W1, W2))


@pytest.mark.parametrize(("depth", "width"), SIZES)
def test_the_block_is_the_branch_plus_its_input(depth: int, width: int) -> None:
    x, W1, W2 = case(depth, width)
    expected = [f + v for f, v in zip(exact_branch(x, W1, W2), oracle.flat(x.tolist()), strict=True)]
    assert oracle.agrees(solution.residual_block(*oracle.frozen([x, W1, W2])), expected)


def test_no_activation_follows_the_sum() -> None:
    x = np.array([-1.0, 2.0, -3.0])
    assert solution.residual_block(x, np.zeros((2, 3)), np.zeros((3, 2))).tolist() == [-1.0, 2.0, -3.0]


@pytest.mark.parametrize("rows", [1, 2, 4, 6])
def test_a_branch_whose_output_has_another_shape_than_the_input_is_refused(rows: int) -> None:
    with pytest.raises(ValueError, match=rf"F\(x\) has shape \({rows},\) and cannot be added to x of shape \(3,\)"):
        solution.residual_block(np.ones(3), np.ones((2, 3)), np.ones((rows, 2)))


def test_an_output_that_the_input_would_be_broadcast_to_is_refused() -> None:
    with pytest.raises(ValueError, match=r"F\(x\) has shape \(3,\) and cannot be added to x of shape \(1,\)"):
        solution.residual_block(np.ones(1), np.ones((2, 1)), np.ones((3, 2)))


@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("layers", [0, 1, 2, 3, 6])
def test_the_gradient_of_a_stack_is_what_arrives_of_each_unit_vector(layers: int, size: int, skip: bool) -> None:
    jacobians = np.random.default_rng([layers, size]).normal(size=(layers, size, size))
    assert oracle.agrees(solution.chain_gradient(oracle.frozen(jacobians), skip), exact_chain(jacobians, skip))


def test_ten_small_layers_let_the_gradient_vanish_and_skip_connections_save_it() -> None:
    jacobians = np.full((10, 1, 1), 0.1)
    assert oracle.agrees(solution.chain_gradient(jacobians, False) * 1e10, [[1.0]])
    assert oracle.agrees(solution.chain_gradient(jacobians, True), [[Fraction(11, 10) ** 10]])


def test_the_gradient_of_a_block_is_the_slope_of_its_output() -> None:
    x, W1, W2 = case(3, 4)
    branch_jacobian = W2 @ np.diag((W1 @ x > 0).astype(float)) @ W1
    step = 1e-6
    columns = [
        (solution.residual_block(x + step * unit, W1, W2) - solution.residual_block(x - step * unit, W1, W2))
        / (2 * step)
        for unit in np.eye(3)
    ]
    assert np.allclose(solution.chain_gradient(branch_jacobian[np.newaxis], True), np.transpose(columns), atol=1e-8)


def test_the_stub_has_the_functions_and_signatures_of_the_solution() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_function_of_the_stub_says_that_it_is_yours_to_write() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_of_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
