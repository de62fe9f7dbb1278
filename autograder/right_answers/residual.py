"""Right but unusual answers to the question on residual networks."""

import functools
import math
import operator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]


def _rectified(x: Array) -> Array:
    return np.maximum(x, 0.0)


@instead_of("residual_branch")
def branch_by_row_vectors(x: Array, W1: Array, W2: Array) -> Array:
    """Row vectors and transposed matrices, as deep-learning libraries write it."""
    return np.asarray(_rectified(x @ W1.T) @ W2.T)


@instead_of("residual_branch")
def branch_by_einsum(x: Array, W1: Array, W2: Array) -> Array:
    """Two sums by einsum, with the ReLU as a product with a truth value."""
    hidden = np.einsum("md,d->m", W1, x)
    return np.asarray(np.einsum("m,dm->d", hidden * (hidden > 0), W2))


@instead_of("residual_branch")
def branch_by_plain_loops(x: Array, W1: Array, W2: Array) -> list[float]:
    """Plain Python sums over zip; the result is a list of floats."""
    hidden = [max(0.0, sum(float(w) * float(v) for w, v in zip(row, x, strict=True))) for row in W1]
    return [sum(float(w) * v for w, v in zip(row, hidden, strict=True)) for row in W2]


@instead_of("residual_branch")
def branch_by_active_units(x: Array, W1: Array, W2: Array) -> Array:
    """Only the columns of W2 whose unit is on are multiplied at all, perhaps none."""
    hidden = np.dot(W1, x)
    active = np.flatnonzero(hidden > 0)
    return np.asarray(W2[:, active].dot(hidden[active]))


@instead_of("residual_branch")
def branch_by_outer_sum(x: Array, W1: Array, W2: Array) -> Array:
    """The sum over units of one column of W2 each, which no matrix product computes."""
    return np.asarray(
        functools.reduce(operator.add, (max(0.0, float(w @ x)) * v for w, v in zip(W1, W2.T, strict=True)))
    )


@instead_of("residual_block")
def block_with_input_first(x: Array, W1: Array, W2: Array) -> Array:
    """The input plus F(x), by np.add.reduce, after a look at the shape."""
    change = W2 @ _rectified(W1 @ x)
    if change.shape != x.shape:
        raise ValueError(f"{change.shape} cannot be added to {x.shape}")
    return np.asarray(np.add.reduce([x, change]))


@instead_of("residual_block")
def block_by_zip(x: Array, W1: Array, W2: Array) -> list[float]:
    """The sum pair by pair: zip(strict=True) raises the ValueError."""
    return [float(v + w) for v, w in zip(x, branch_by_row_vectors(x, W1, W2), strict=True)]


@instead_of("residual_block")
def block_as_one_matrix_product(x: Array, W1: Array, W2: Array) -> Array:
    """The skip is written into the matrix: [I, W2] times (x, hidden). np.hstack refuses what does not fit."""
    return np.asarray(np.hstack([np.eye(x.size), W2]) @ np.concatenate([x, _rectified(W1.dot(x))]))


@instead_of("residual_block")
def block_on_a_copy(x: Array, W1: Array, W2: Array) -> Array:
    """A copy of x is changed in place; in-place addition would broadcast, so the rows of W2 are counted before."""
    if len(W2) != len(x):
        raise ValueError("W2 leads to another size")
    y = x.copy()
    for column, row in zip(W2.T, W1, strict=True):
        y += column * max(0.0, float(np.inner(row, x)))
    return y


@instead_of("residual_block")
def block_with_its_own_error(x: Array, W1: Array, W2: Array) -> Array:
    """The shape is looked at before anything is computed, with an error class of its own inside the function."""

    class ShapeError(ValueError):
        pass

    if W2.shape[:1] != x.shape:
        raise ShapeError(W2.shape)
    return np.asarray(np.einsum("dm,m->d", W2, np.clip(W1 @ x, 0, np.inf)) + x)


@instead_of("residual_block")
def block_by_a_class(x: Array, W1: Array, W2: Array) -> Array:
    """A layer class with a forward method, and a result with a negative stride."""

    class Block:
        def __init__(self, *matrices: Array) -> None:
            self.matrices = matrices

        def forward(self, values: Array) -> Array:
            first, second = self.matrices
            change = second @ np.where(first @ values < 0, 0.0, first @ values)
            if np.size(change) != np.size(values):
                raise ValueError("the branch changes the size")
            return np.asarray(change[::-1] + values[::-1])[::-1]

    return Block(W1, W2).forward(x)


@instead_of("chain_gradient")
def chain_by_reduce(jacobians: Array, skip: bool) -> Array:
    """A fold from the identity, each layer multiplied on the left, the truth value as a factor."""
    identity = np.eye(jacobians.shape[-1])
    return functools.reduce(lambda chain, J: (J + skip * identity) @ chain, jacobians, identity)


@instead_of("chain_gradient")
def chain_backwards_by_rows(jacobians: Array, skip: bool) -> Array:
    """Reverse mode: every row of the identity travels from the last layer to the first."""
    rows = np.identity(jacobians.shape[1])
    for J in jacobians[::-1]:
        rows = rows @ J + rows if skip else rows @ J
    return rows


@instead_of("chain_gradient")
def chain_forwards_by_columns(jacobians: Array, skip: bool) -> Array:
    """Forward mode: every unit vector is pushed through the stack on its own; the columns come out transposed."""
    columns = []
    for direction in np.eye(jacobians.shape[2]):
        for J in jacobians:
            direction = J @ direction + (direction if skip else 0)
        columns.append(direction)
    return np.array(columns).T


@instead_of("chain_gradient")
def chain_by_halves(jacobians: Array, skip: bool) -> Array:
    """Divide and conquer: the upper half times the lower half."""
    layers, _, size = jacobians.shape
    if layers == 0:
        return np.eye(size)
    if layers == 1:
        return np.asarray(jacobians[0] + np.eye(size) if skip else jacobians[0])
    return chain_by_halves(jacobians[layers // 2 :], skip) @ chain_by_halves(jacobians[: layers // 2], skip)


@instead_of("chain_gradient")
def chain_by_multi_dot(jacobians: Array, skip: bool) -> Any:
    """np.linalg.multi_dot, which chooses the order of the products; it wants two matrices at least."""
    identity = np.eye(jacobians.shape[-1])
    stack = [*([identity] * 2), *jacobians[:, :, :]] if not skip else [identity, identity, *(jacobians + identity)]
    return np.linalg.multi_dot(stack[::-1])


@instead_of("chain_gradient")
def chain_on_the_diagonal(jacobians: Array, skip: bool) -> Array:
    """Ones are added on the diagonals of a copy, all layers at once; the product is transposed at the very end."""
    stack = np.array(jacobians, dtype=float)
    if skip:
        diagonal = np.arange(stack.shape[1])
        stack[:, diagonal, diagonal] += 1
    result = np.eye(stack.shape[1])
    for layer in stack:
        result = result @ layer.T
    return np.transpose(result)


@instead_of("chain_gradient")
def chain_to_lists(jacobians: Array, skip: bool) -> list[list[float]]:
    """Four plain loops and lists of lists."""
    size = jacobians.shape[1]
    chain = [[float(i == j) for j in range(size)] for i in range(size)]
    for J in jacobians.tolist():
        layer = [[J[i][k] + (1.0 if skip and i == k else 0.0) for k in range(size)] for i in range(size)]
        chain = [[sum(layer[i][k] * chain[k][j] for k in range(size)) for j in range(size)] for i in range(size)]
    return chain


@instead_of("residual_branch")
def branch_by_a_fold(x: Array, W1: Array, W2: Array) -> list[float]:
    """Two layers folded over the input; exact sums, and a list of floats."""

    def layer(values: list[float], step: tuple[Array, bool]) -> list[float]:
        matrix, bends = step
        sums = [math.fsum(map(operator.mul, row, values)) for row in matrix.tolist()]
        return [max(total, 0.0) for total in sums] if bends else sums

    return functools.reduce(layer, [(W1, True), (W2, False)], x.tolist())


@instead_of("residual_block")
def block_by_an_enlarged_matrix(x: Array, W1: Array, W2: Array) -> Array:
    """(W2 | I) times relu(W1 x) and x on top of each other: the skip is part of the matrix."""
    if W2.shape[0] != x.shape[0]:
        raise ValueError("W2")
    hidden = (W1 @ x).clip(min=0)
    return np.asarray(np.hstack([W2, np.eye(len(x))]) @ np.concatenate([hidden, x]))


@instead_of("chain_gradient")
def chain_by_recursion(jacobians: Array, skip: bool) -> Array:
    """The gradient of the stack without its first layer, times that layer; with skip, plus itself."""
    if len(jacobians) == 0:
        return np.identity(jacobians.shape[2])
    rest = chain_by_recursion(jacobians[1:], skip)
    return np.asarray(np.tensordot(rest, jacobians[0], axes=1) + rest * skip)
