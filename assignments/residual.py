"""Residual networks: learning what to change instead of what to output.

In a deep stack of layers the gradient travels back through one Jacobian matrix after another. If these tend to make
vectors shorter, almost nothing arrives at the first layers, and they stop learning. A residual block gives the
gradient a second way: it adds its input to its output, y = F(x) + x, and learns only the difference F, the residual.
The way through the sum leads straight back, and however small the derivative of F becomes, the identity remains.

Ground rules, for every function: use NumPy only; never change an argument (inputs may be read-only or views); the
result of one call must not depend on, or change with, any other call. An array may be returned as any array-like of the
right shape; numbers are compared to a relative 1e-5 and an absolute 1e-7.

Your modules may use each other: `from .activations import relu` works here.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def residual_branch(x: Array, W1: Array, W2: Array) -> Array:
    """Compute the branch F of a residual block: two matrices with a ReLU between them.

    Formula, the dots being matrix products:

        F(x) = W2 · relu(W1 · x)

    There are no biases, and no activation after W2. M, the width of the branch, may differ from D.

    Args:
        x: Input, shape `(D,)`.
        W1: First matrix, shape `(M, D)`.
        W2: Second matrix, shape `(D, M)`.

    Returns:
        F(x), shape `(D,)`.

    Example:
        >>> x = np.array([1.0, -2.0])
        >>> W1 = np.array([[1.0, 0.0], [0.0, 1.0], [3.0, 1.0]])
        >>> W2 = np.array([[2.0, 5.0, 0.0], [-1.0, 0.0, -2.0]])
        >>> print(residual_branch(x, W1, W2))
        [ 2. -3.]

    Lecture: §2.4.
    """
    raise NotImplementedError("residual.residual_branch is yours to write")


def residual_block(x: Array, W1: Array, W2: Array) -> Array:
    """Add the input of the branch to its output.

    Formula, with F as in `residual_branch`:

        y = F(x) + x

    As in the lecture, no activation follows the sum: y may be negative.

    Args:
        x: Input, shape `(D,)`.
        W1: First matrix, shape `(M, D)`.
        W2: Second matrix, shape `(D, M)`.

    Returns:
        y, shape `(D,)`.

    Raises:
        ValueError: If the output of `W2` cannot be added to `x` because it does not have the shape of `x`. NumPy's
            broadcasting does not count as being able to: a `W2` of shape `(1, M)` is an error unless D = 1.

    Example:
        >>> x = np.array([1.0, -2.0])
        >>> W1 = np.array([[1.0, 0.0], [0.0, 1.0], [3.0, 1.0]])
        >>> W2 = np.array([[2.0, 5.0, 0.0], [-1.0, 0.0, -2.0]])
        >>> print(residual_block(x, W1, W2))
        [ 3. -5.]

    Lecture: §2.4.
    """
    raise NotImplementedError("residual.residual_block is yours to write")


def chain_gradient(jacobians: Array, skip: bool) -> Array:
    """Follow the gradient through a stack of L layers, with or without skip connections.

    J_l is the Jacobian of the branch of layer l: row i, column j holds ∂(its output i) / ∂(its input j). Layer 1 is the
    one that the input enters first. Without skip connections layer l is its branch alone; with them, it is the branch
    plus the identity, of which I is the derivative. Formula, the dots being matrix products:

        ∂(output) / ∂(input) = J_L · … · J_2 · J_1                        if not skip
        ∂(output) / ∂(input) = (J_L + I) · … · (J_2 + I) · (J_1 + I)      if skip

    The order matters, as matrices do not commute. A stack of no layers, L = 0, hands its input through: the result is
    the identity matrix of size D, with `skip` and without.

    Args:
        jacobians: Shape `(L, D, D)`, layer 1 first; L may be 0.
        skip: Whether every layer has a skip connection.

    Returns:
        The Jacobian matrix of the whole stack, shape `(D, D)`: row i, column j holds ∂(output i) / ∂(input j).

    Example:
        >>> jacobians = np.array([[[0.0, 1.0], [0.0, 0.0]], [[0.0, 0.0], [1.0, 0.0]]])
        >>> print(chain_gradient(jacobians, False))
        [[0. 0.]
         [0. 1.]]
        >>> print(chain_gradient(jacobians, True))
        [[1. 1.]
         [1. 2.]]
        >>> print(chain_gradient(np.zeros((0, 2, 2)), False))
        [[1. 0.]
         [0. 1.]]

    Lecture: §2.4, "Problem" and "Improves gradient flow".
    """
    raise NotImplementedError("residual.chain_gradient is yours to write")
