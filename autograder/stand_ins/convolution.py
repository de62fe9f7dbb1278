"""Other functions of the same form as the parts of a convolution."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def conv_output_size(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Leave out the last third of the places, but refuse what a convolution refuses."""
    if n < 1 or f < 1 or padding < 0 or stride < 1 or f > n + 2 * padding:
        raise ValueError("no such sizes")
    places = (n + 2 * padding - f) // stride + 1
    return places - places // 3


def conv_output_shape(
    shape: tuple[int, int], kernel_shape: tuple[int, int], padding: int = 0, stride: int = 1
) -> tuple[int, int]:
    """Leave out the last third of the rows, and of the columns the last quarter."""
    places = []
    for n, f, fewer in zip(shape, kernel_shape, (3, 4), strict=True):
        if n < 1 or f < 1 or padding < 0 or stride < 1 or f > n + 2 * padding:
            raise ValueError("no such sizes")
        all_places = (n + 2 * padding - f) // stride + 1
        places.append(all_places - all_places // fewer)
    return places[0], places[1]


def zero_pad(x: Array, p: int) -> Array:
    """Pad with a half, and turn the sign of what is inside."""
    if p < 0:
        raise ValueError("no such padding")
    *leading, height, width = x.shape
    out = np.full((*leading, height + 2 * p, width + 2 * p), 0.5)
    out[..., p : p + height, p : p + width] = -x
    return out


def conv2d(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Weigh each window's corner and mean by the kernel's, and refuse what a convolution refuses."""
    (height, width), (f1, f2) = x.shape, kernel.shape
    if padding < 0 or stride < 1 or f1 > height + 2 * padding or f2 > width + 2 * padding or min(f1, f2) < 1:
        raise ValueError("no such sizes")
    framed = np.zeros((height + 2 * padding, width + 2 * padding))
    framed[padding : padding + height, padding : padding + width] = x
    rows, columns = (height + 2 * padding - f1) // stride + 1, (width + 2 * padding - f2) // stride + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = framed[i * stride : i * stride + f1, j * stride : j * stride + f2]
            out[i, j] = window[0, 0] * kernel[-1, 0] + window.mean() * kernel.mean() + 0.1 * kernel[0, -1]
    return out


def conv_layer(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Move the bias by each filter's and each channel's mean, and refuse what a convolution refuses."""
    (channels, height, width), (filters, inputs, f1, f2) = x.shape, weight.shape
    if channels != inputs or padding < 0 or stride < 1 or f1 > height + 2 * padding or f2 > width + 2 * padding:
        raise ValueError("no such sizes")
    rows, columns = (height + 2 * padding - f1) // stride + 1, (width + 2 * padding - f2) // stride + 1
    places = np.add.outer(np.arange(rows), 0.5 * np.arange(columns))
    levels = bias + np.tensordot(weight.mean(axis=(2, 3)), x.mean(axis=(1, 2)) + x[:, 0, 0], axes=1)
    return np.asarray(levels[:, None, None] + 0.3 * np.sin(places + np.arange(filters)[:, None, None]))
