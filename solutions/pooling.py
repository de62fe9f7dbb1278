"""Max pooling, solved: a window slides as a kernel does, but it keeps one value instead of adding all up.

**The trap of zero.** A running maximum that starts at 0, or a map that is padded with zeros to make the windows fit,
is right as long as no entry of the window is negative, and after a ReLU none is. So the fault sleeps in every network
that pools after a ReLU, and wakes with the first one that does not. Start from the window itself.

**The trap of the edge.** With n = 7 and f = s = 2 there are three windows and one row left over. It is dropped. The
reshape trick (cut the map into blocks, take the maximum of each) works only where f divides n and s = f.

**Exercise 6.4.** A 4 × 4 matrix under 2 × 2 pooling becomes 2 × 2 with stride 2, and 3 × 3 with stride 1: the windows
now overlap, one large value can win in up to four of them, and the map hardly shrinks. Theorem 6.4's factor f² counts
entries, not the side (the side shrinks by f); it holds for s = f, and exactly only where f divides n.
"""

import numpy as np
from numpy.typing import NDArray

from .convolution import conv_output_size

Array = NDArray[np.float64]


def pool_output_size(n: int, f: int, stride: int | None = None) -> int:
    """Count the places of a kernel of the same size without padding; pooling and convolution slide alike."""
    return conv_output_size(n, f, padding=0, stride=f if stride is None else stride)


def max_pool2d(x: Array, f: int, stride: int | None = None) -> Array:
    """Take each window's own maximum over its two last axes, for all leading axes at once.

    `stride or f` would turn the forbidden stride 0 into f; the question is whether it is None.
    """
    step = f if stride is None else stride
    *leading, height, width = x.shape
    rows, columns = pool_output_size(height, f, step), pool_output_size(width, f, step)
    out = np.zeros((*leading, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * step, j * step
            out[..., i, j] = x[..., top : top + f, left : left + f].max(axis=(-2, -1))
    return out
