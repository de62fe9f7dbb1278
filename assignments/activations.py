"""Activation functions: the two bends that the rest of this homework is built from.

A layer that only multiplies and adds can be no cleverer than a straight line; an activation function, applied to every
number by itself, puts a bend in it. Two of them are yours here. The sigmoid σ squashes any number into [0, 1], so that
the result can be read as "how far is this gate open": the LSTM and the GRU use it for all their gates (§3.4). The
rectifier, ReLU, lets positive numbers through and stops the others; convolutional networks place it after every
convolution (§6.7).

Ground rules, for every function: use NumPy only; never change an argument (inputs may be read-only or views); the
result of one call must not depend on, or change with, any other call. An array may be returned as any array-like of the
right shape; numbers are compared to a relative 1e-5 and an absolute 1e-7.

Your modules may use each other: `from .activations import sigmoid` works in all of them.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(x: Array) -> Array:
    """Squash every number into [0, 1].

    Formula, for each element by itself:

        σ(x) = 1 / (1 + e^(−x))

    The result must be right wherever |x| ≤ 10000. Far out it is 0 or 1 to every digit that is compared, and it is never
    infinite or NaN. A NumPy warning on the way costs nothing; a NaN in the result does.

    Args:
        x: Array of any shape, `()` included.

    Returns:
        Array of the shape of `x`. For shape `()` that is a scalar: a Python number, a NumPy scalar or a 0-d array, but
        not an array of shape `(1,)`.

    Example:
        >>> print(sigmoid(np.array([[0.0, 1.0], [-1.0, 2.0]])).round(4))
        [[0.5    0.7311]
         [0.2689 0.8808]]
        >>> print(sigmoid(np.array([-10000.0, 0.0, 10000.0])))
        [0.  0.5 1. ]
        >>> print(sigmoid(np.array(0.0)))
        0.5

    Lecture: §3.4 (used in §3.3 and §5.3).
    """
    raise NotImplementedError("activations.sigmoid is yours to write")


def relu(x: Array) -> Array:
    """Let positive numbers through and turn all others into 0.

    Formula, for each element by itself:

        relu(x) = max(x, 0)

    Args:
        x: Array of any shape, `()` included.

    Returns:
        Array of the shape of `x`. For shape `()` that is a scalar: a Python number, a NumPy scalar or a 0-d array, but
        not an array of shape `(1,)`.

    Example:
        >>> print(relu(np.array([[-3.0, 0.0], [0.5, 2.0]])))
        [[0.  0. ]
         [0.5 2. ]]
        >>> print(relu(np.array(-7.0)))
        0.0

    Lecture: §6.7, §6.8.
    """
    raise NotImplementedError("activations.relu is yours to write")
