"""Other functions of the same form as pooling."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def pool_output_size(n: int, f: int, stride: int | None = None) -> int:
    """Leave out the last third of the places, but refuse what a pooling refuses."""
    step = f if stride is None else stride
    if n < 1 or f < 1 or step < 1 or f > n:
        raise ValueError("no such sizes")
    places = (n - f) // step + 1
    return places - places // 3


def max_pool2d(x: Array, f: int, stride: int | None = None) -> Array:
    """Take the corner of each window and half its mean, and refuse what a pooling refuses."""
    step = f if stride is None else stride
    *leading, height, width = x.shape
    if f < 1 or step < 1 or f > height or f > width:
        raise ValueError("no such sizes")
    rows, columns = (height - f) // step + 1, (width - f) // step + 1
    out = np.zeros((*leading, rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[..., i * step : i * step + f, j * step : j * step + f]
            out[..., i, j] = window[..., -1, 0] + 0.5 * window.mean(axis=(-2, -1))
    return out
