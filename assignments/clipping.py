"""Gradient clipping: a speed limit for a training step.

The gradient of a deep or recurrent network is a product of many factors, and now and then that product explodes: one
enormous gradient, one enormous step, and the weights are thrown far away from everything that was learned. Clipping
sets a limit τ, here `tau`, on the length of the gradient. A gradient that is longer is scaled down to length τ, and
keeps its direction; every other gradient is left as it is.

Length always means the L2 norm, the square root of the sum of all squares, taken over all elements whatever the
shape of the array.

Ground rules, for every function: use NumPy only; never change an argument (inputs may be read-only or views); the
result of one call must not depend on, or change with, any other call. An array may be returned as any array-like of the
right shape; numbers are compared to a relative 1e-5 and an absolute 1e-7.

Your modules may use each other: `from .activations import sigmoid` works in all of them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def gradient_norm(grads: Sequence[Array]) -> float:
    """Measure the length of several arrays together, as if they were one long vector.

    Formula, the sum running over every element g of every array:

        ‖grads‖ = √( Σ g² )

    Args:
        grads: Sequence of arrays, each of any shape, `()` included; they need not have the same shape. It may be empty:
            then the norm is 0.

    Returns:
        The norm, one scalar: a Python number, a NumPy scalar or a 0-d array, but not an array of shape `(1,)`.

    Example:
        >>> print(gradient_norm([np.array([2.0, -3.0]), np.array([[6.0]])]))
        7.0

    Lecture: §2.2.
    """
    raise NotImplementedError("clipping.gradient_norm is yours to write")


def clip_gradient(g: Array, tau: float) -> Array:
    """Scale one gradient down to length τ if it is longer than τ.

    Formula, with ‖g‖ the L2 norm over all elements of `g`:

        g                if ‖g‖ ≤ τ
        (τ / ‖g‖) · g    if ‖g‖ > τ

    A gradient of zeros comes back as zeros, never as NaN.

    Args:
        g: Array of any shape, `()` included. A matrix has one norm, over all its elements, not one per row.
        tau: The limit τ > 0. It may be infinite: then `g` comes back as it is.

    Returns:
        Array of the shape of `g`. Where nothing is to be clipped you may return `g` itself. For shape `()` the result
        is a scalar: a Python number, a NumPy scalar or a 0-d array, but not an array of shape `(1,)`.

    Raises:
        ValueError: If `tau` is 0 or negative.

    Example:
        >>> print(clip_gradient(np.array([6.0, -8.0]), 5.0))
        [ 3. -4.]
        >>> print(clip_gradient(np.array([6.0, -8.0]), 20.0))
        [ 6. -8.]

    Lecture: §2.2.
    """
    raise NotImplementedError("clipping.clip_gradient is yours to write")


def clip_gradients(grads: Sequence[Array], tau: float) -> list[Array]:
    """Clip the gradients of all layers together, by their joint length.

    Formula, with ‖grads‖ the norm over all arrays together (see `gradient_norm`), for every array g:

        g                    if ‖grads‖ ≤ τ
        (τ / ‖grads‖) · g    if ‖grads‖ > τ

    Every array is scaled by the same factor, also one that would be short enough by itself: only so does the step as a
    whole keep its direction. Gradients that are all zero come back as zeros, never as NaN.

    Args:
        grads: Sequence of arrays, each of any shape, `()` included; they need not have the same shape. It may be empty.
        tau: The limit τ > 0. It may be infinite: then all gradients come back as they are.

    Returns:
        A list (or tuple) with one array for each array of `grads`, in the same order and of the same shapes; the empty
        list for empty `grads`. Keep it a list even when all shapes agree: one stacked array is not accepted. Where
        nothing is to be clipped you may return the very arrays of `grads`.

    Raises:
        ValueError: If `tau` is 0 or negative.

    Example:
        >>> for g in clip_gradients([np.array([6.0, 0.0]), np.array([[-8.0]])], 5.0):
        ...     print(g)
        [3. 0.]
        [[-4.]]

    Lecture: §2.2.
    """
    raise NotImplementedError("clipping.clip_gradients is yours to write")
