"""Regularization: paying for large weights.

A model with many weights can fit the noise of its training data along with the signal, and then does badly on data that
it has not seen: this is the variance error of §1. Regularization adds a price for the weights to the cost, so that a
weight stays large only if it earns its keep. The L1 penalty (LASSO) charges the absolute value and drives many weights
to exactly zero; the L2 penalty (ridge) charges the square and keeps all of them small. The number λ ≥ 0, here `lam`,
sets the price; λ = 0 switches it off.

Conventions differ from book to book. This homework follows the lecture: no factor ½, no square root, no division by the
number of weights or of examples. All weights of all layers count alike; what should not be penalized, such as a
bias, is simply not in `weights`.

Ground rules, for every function: use NumPy only; never change an argument (inputs may be read-only or views); the
result of one call must not depend on, or change with, any other call. An array may be returned as any array-like of the
right shape; numbers are compared to a relative 1e-5 and an absolute 1e-7.

Your modules may use each other: `from .activations import sigmoid` works in all of them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def l1_penalty(weights: Sequence[Array], lam: float) -> float:
    """Add up the absolute values of all weights, times λ.

    Formula, the sum running over every element w of every array:

        λ Σ |w|

    Args:
        weights: Sequence of arrays, one per layer, each of any shape, `()` included; they need not have the same shape.
            It may be empty: then the penalty is 0.
        lam: The price λ ≥ 0.

    Returns:
        The penalty, one scalar: a Python number, a NumPy scalar or a 0-d array, but not an array of shape `(1,)`.

    Raises:
        ValueError: If `lam` is negative.

    Example:
        >>> weights = [np.array([1.0, -2.0]), np.array([[3.0]])]
        >>> print(l1_penalty(weights, 0.25))
        1.5

    Lecture: §2.1.
    """
    raise NotImplementedError("regularization.l1_penalty is yours to write")


def l2_penalty(weights: Sequence[Array], lam: float) -> float:
    """Add up the squares of all weights, times λ.

    Formula, the sum running over every element w of every array:

        λ Σ w²

    There is no factor ½ and no square root.

    Args:
        weights: Sequence of arrays, one per layer, each of any shape, `()` included; they need not have the same shape.
            It may be empty: then the penalty is 0.
        lam: The price λ ≥ 0.

    Returns:
        The penalty, one scalar: a Python number, a NumPy scalar or a 0-d array, but not an array of shape `(1,)`.

    Raises:
        ValueError: If `lam` is negative.

    Example:
        >>> weights = [np.array([1.0, -2.0]), np.array([[3.0]])]
        >>> print(l2_penalty(weights, 0.25))
        3.5

    Lecture: §2.1.
    """
    raise NotImplementedError("regularization.l2_penalty is yours to write")


def l2_penalty_gradient(weights: Sequence[Array], lam: float) -> list[Array]:
    """Differentiate the L2 penalty with respect to every weight.

    Formula, for each element w of each array:

        ∂(λ Σ w²) / ∂w = 2 λ w

    Args:
        weights: Sequence of arrays, one per layer, each of any shape, `()` included; they need not have the same shape.
            It may be empty: then there are no gradients either.
        lam: The price λ ≥ 0.

    Returns:
        A list (or tuple) with one array for each array of `weights`, in the same order and of the same shapes; the
        empty list for empty `weights`. Keep it a list even when all shapes agree: one stacked array is not accepted.

    Raises:
        ValueError: If `lam` is negative.

    Example:
        >>> weights = [np.array([1.0, -2.0]), np.array([[3.0]])]
        >>> for gradient in l2_penalty_gradient(weights, 0.25):
        ...     print(gradient)
        [ 0.5 -1. ]
        [[1.5]]

    Lecture: §2.1.
    """
    raise NotImplementedError("regularization.l2_penalty_gradient is yours to write")


def l2_regularized_cost(losses: Array, weights: Sequence[Array], lam: float) -> float:
    """Add the L2 penalty to the mean loss over the training examples.

    Formula, with L_i the loss of example i of n:

        Cost = (1/n) Σ_i L_i + λ Σ w²

    Only the losses are averaged; the penalty is added once, as it stands.

    Args:
        losses: Array of shape `(n,)`, the loss of each example.
        weights: Sequence of arrays, one per layer, each of any shape, `()` included; they need not have the same shape.
            It may be empty: then the penalty is 0.
        lam: The price λ ≥ 0.

    Returns:
        The cost, one scalar: a Python number, a NumPy scalar or a 0-d array, but not an array of shape `(1,)`.

    Raises:
        ValueError: If `losses` is empty (n = 0), or if `lam` is negative.

    Example:
        >>> weights = [np.array([1.0, -2.0]), np.array([[3.0]])]
        >>> print(l2_regularized_cost(np.array([1.0, 2.0, 6.0]), weights, 0.25))
        6.5

    Lecture: §2.1, "L2-Regularized Loss".
    """
    raise NotImplementedError("regularization.l2_regularized_cost is yours to write")
