"""Convolution, solved: two meanings of one word, and sizes that are counted, not measured.

**The trap of the word.** §6.2 defines the convolution of mathematics, ∫ f(t) g(x − t) dt. The minus sign reads the
kernel backwards, so on a grid it is flipped on both axes. §6.3 then writes f * g and works an example with the kernel
as it stands. You can check which of the two it did: the first window's left column adds up to 1 + 20 + 20 = 41, its
right column to 20 + 1 + 1 = 22, and the printed entry is 41 − 22 = +19. With the kernel flipped, every sign would be
the opposite. Deep learning means §6.3 by "convolution". For learning it makes no difference, since a flipped kernel is
just another kernel that training can find; for a kernel written down by hand, it decides whether an edge is +19 or −19.

**The trap of the size.** ⌊(n + 2p − f)/s⌋ + 1 counts places. The first place costs f entries, every further one costs s
more, and whatever is left over buys nothing: hence the floor, and hence the + 1 *outside* it (the first place is there
before any step is taken). Zeros are added at *both* ends, hence 2p. Exercise 6.1: (7 − 3)/1 + 1 = 5. Exercise 6.3:
⌊(5 − 3)/2⌋ + 1 = 2. Exercise 6.2: (5 − 1)/2 = 2, since (n + 2p − f) + 1 = n asks for 2p = f − 1; for even f no whole p
does it. Note how badly `int((n + 2p − f) / s) + 1` fails where the kernel does not fit: `int` cuts −0.5 to 0, and a
kernel that fits nowhere is reported to fit once. So the question "does it fit?" is asked first, by name.

**The trap of the axes.** With square images and square kernels, height for width, row for column, and a transposed
result all look right. Think of a 4 × 7 image and a 2 × 3 kernel instead.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

VERTICAL_EDGE_KERNEL = ((1.0, 0.0, -1.0), (1.0, 0.0, -1.0), (1.0, 0.0, -1.0))


def conv_output_size(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Count with floor division, which keeps whole numbers whole; what does not fit is refused before it is counted."""
    if n < 1 or f < 1:
        raise ValueError(f"the sizes must be at least 1, got n = {n} and f = {f}")
    if padding < 0:
        raise ValueError(f"the padding must be at least 0, got {padding}")
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if f > n + 2 * padding:
        raise ValueError(f"a window of size {f} does not fit into {n} entries with {padding} zeros at each end")
    return (n + 2 * padding - f) // stride + 1


def conv_output_shape(
    shape: tuple[int, int], kernel_shape: tuple[int, int], padding: int = 0, stride: int = 1
) -> tuple[int, int]:
    """Count along each axis on its own: rows know nothing of columns."""
    (n1, n2), (f1, f2) = shape, kernel_shape
    return conv_output_size(n1, f1, padding, stride), conv_output_size(n2, f2, padding, stride)


def same_padding(f: int) -> int:
    """Share f − 1 zeros equally between the two ends. The test for f < 1 is needed: −1 is odd too."""
    if f < 1 or f % 2 == 0:
        raise ValueError(f"only a kernel of odd size, at least 1, can keep the size of the image, got {f}")
    return (f - 1) // 2


def zero_pad(x: Array, p: int) -> Array:
    """Lay the image into the middle of an array of zeros; the leading axes come along in the ellipsis."""
    if p < 0:
        raise ValueError(f"the padding must be at least 0, got {p}")
    *leading, height, width = x.shape
    out = np.zeros((*leading, height + 2 * p, width + 2 * p))
    out[..., p : p + height, p : p + width] = x
    return out


def conv2d(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Walk over the places of the *output*; the window of place (i, j) starts at (i·stride, j·stride).

    An entry of the output is a dot product: `np.vdot` reads window and kernel as two long vectors. As good is
    `(window * kernel).sum()`. But `window *= kernel` would write into the image, for a slice is a view.
    """
    (rows, columns), (height, width) = conv_output_shape(x.shape, kernel.shape, padding, stride), kernel.shape
    padded = zero_pad(x, padding)
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[top : top + height, left : left + width]
            out[i, j] = np.vdot(window, kernel)
    return out


def flipped_convolution(x: Array, kernel: Array) -> Array:
    """Flip the kernel on both axes and slide it: §6.2 is §6.3 with the kernel read backwards."""
    return conv2d(x, kernel[::-1, ::-1])


def vertical_edges(image: Array) -> Array:
    """Subtract right from left: each row of the kernel is the difference of two pixels two columns apart."""
    return conv2d(image, np.array(VERTICAL_EDGE_KERNEL))


def conv_layer(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Give each filter one kernel per input channel, add up what they see, then add the filter's bias, once.

    A loop that stops at the shorter of two lists would quietly pass over a channel; hence the test.
    """
    if len(x) != weight.shape[1]:
        raise ValueError(f"the filters look at {weight.shape[1]} channels, the input has {len(x)}")
    channels_out = []
    for kernels, b in zip(weight, bias, strict=True):
        seen = [conv2d(channel, kernel, padding, stride) for channel, kernel in zip(x, kernels, strict=True)]
        channels_out.append(sum(seen) + b)
    return np.array(channels_out)
