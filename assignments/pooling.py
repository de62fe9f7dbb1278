"""Max pooling: keep the strongest answer of each neighbourhood.

After a convolution we often care that a feature was found, and less about the very pixel. Max pooling lays a window
over the feature map, keeps the largest value in it, and moves on. With windows that touch but do not overlap (stride
equal to the window's size f), a map shrinks to about one f²-th of its entries. Nothing is learned here.

Ground rules, for every function: use NumPy only; never change an argument (inputs may be read-only or views);
the result of one call must not depend on, or change with, any other call.
An array may be returned as any array-like of the right shape; numbers are compared to a relative 1e-5 and an
absolute 1e-7.

A size is a whole number, a Python or a NumPy integer; a float is wrong, even 4.0. Your functions may call each other,
and those of other modules: `from .convolution import conv_output_size` works. `stride` may be given by position or by
name, so keep the names and the order of the parameters.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def pool_output_size(n: int, f: int, stride: int | None = None) -> int:
    """Count the pooling windows that fit along one axis of a feature map.

    Formula, with n entries, a window of f entries and stride s (there is no padding):
        ⌊(n − f) / s⌋ + 1
    The brackets ⌊ ⌋ round down: a window that would hang over the end is left out.

    Args:
        n: number of entries along the axis, at least 1.
        f: number of entries in the window along the axis, at least 1.
        stride: how far the window moves (s), at least 1. `None` (the default) means s = f.

    Returns:
        The number of windows: a whole number, not a float.

    Raises:
        ValueError: if n, f or stride is below 1, or if the window does not fit (f > n). A window that just fits
            (f = n) is no error.

    Example:
        >>> pool_output_size(7, 2)
        3
        >>> pool_output_size(7, 3, stride=1)
        5

    Lecture: §6.6, Theorem 6.4, Exercise 6.4.
    """
    raise NotImplementedError("pooling.pool_output_size is yours to write")


def max_pool2d(x: Array, f: int, stride: int | None = None) -> Array:
    """Take the largest value of every f × f window of a feature map, or of every map of a stack.

    Formula, for the last two axes, with stride s:
        out[..., i, j] = max over a, b = 0 … f − 1 of x[..., s·i + a, s·j + b]
    Only full windows count and nothing is padded: rows and columns that are left over at the end are not looked at.
    With s < f the windows overlap, with s > f there are gaps between them. "Largest" means largest as a number, so
    that a window of negative numbers gives a negative number.

    Args:
        x: shape (..., H, W), H and W not necessarily equal: any number of leading axes, none included. They are not
            pooled: each map is pooled on its own.
        f: height and width of the window, at least 1.
        stride: how far the window moves, down as well as to the right (s), at least 1. `None` (the default) means
            s = f.

    Returns:
        Shape (..., H', W'), with H' and W' as `pool_output_size` has them. All axes stay, even at length 1.

    Raises:
        ValueError: wherever `pool_output_size` would raise it for the rows or for the columns: f or stride is below 1,
            or the window is larger than the map along an axis.

    Example:
        >>> x = np.array([[1.0, 2.0, -5.0, -4.0, 9.0], [4.0, 3.0, -2.0, -3.0, 9.0]])
        >>> max_pool2d(x, 2)
        array([[ 4., -2.]])
        >>> max_pool2d(x, 2, stride=1)
        array([[ 4.,  3., -2.,  9.]])

    Lecture: §6.6, Theorem 6.4, Exercise 6.4.
    """
    raise NotImplementedError("pooling.max_pool2d is yours to write")
