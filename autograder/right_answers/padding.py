"""Right but unusual answers to the question on padding."""

import operator
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]


class EvenKernelError(ValueError):
    """A kernel without a middle."""


@instead_of("same_padding")
def same_by_half_of_an_odd_number(f: int) -> int:
    """⌊f/2⌋, which is (f − 1)/2 for odd f."""
    if f < 1 or not f % 2:
        raise EvenKernelError(f)
    return f // 2


@instead_of("same_padding")
def same_as_numpy_integer(f: int) -> np.int64:
    """A shift by one bit, as a NumPy integer."""
    if f & 1 == 0 or f <= 0:
        raise ValueError("f must be odd and positive")
    return np.int64(f >> 1)


@instead_of("same_padding")
def same_by_length_of_range(f: int) -> int:
    """The number of odd numbers below f."""
    if f not in range(1, f + 1, 2):
        raise ValueError("even, or below 1")
    return len(range(1, f, 2))


@instead_of("same_padding")
def same_by_cutting_the_last_bit(f: int) -> int:
    """The binary digits without the last, which has to be a 1."""
    digits = f"{f:b}"
    if digits.startswith("-") or digits[-1] != "1":
        raise ValueError(f"{f} is not an odd size")
    return int(digits[:-1] or "0", base=2)


@instead_of("same_padding")
def same_by_exact_division(f: int) -> int:
    """divmod, whose remainder decides; the float of a division is made whole again."""
    half, rest = divmod(f - 1, 2)
    if rest != 0 or half < 0:
        raise ValueError("no padding keeps the size")
    return int((f - 1) / 2) if f < 2**50 else half


@instead_of("zero_pad")
def pad_by_numpy(x: Array, p: int) -> Array:
    """np.pad, which raises the ValueError for a negative padding itself."""
    widths = [(0, 0)] * x.ndim
    widths[-2:] = [(p, p), (p, p)]
    return np.pad(x, widths)


@instead_of("zero_pad")
def pad_by_concatenating_frames(x: Array, p: int) -> Array:
    """Strips of zeros are concatenated on both axes: np.zeros raises ValueError for negative sizes."""
    beside = np.zeros((*x.shape[:-1], p))
    wide = np.concatenate([beside, x, beside], axis=-1)
    above = np.zeros((*wide.shape[:-2], p, wide.shape[-1]))
    return np.concatenate((above, wide, above), axis=-2)


@instead_of("zero_pad")
def pad_by_selection_matrices(x: Array, p: int) -> Array:
    """Two matrix products with shifted identities move the image into the middle."""
    if p < 0:
        raise ValueError("p")
    rows, columns = (np.eye(size + 2 * p, size, -p) for size in x.shape[-2:])
    return np.asarray(rows @ x @ columns.T)


@instead_of("zero_pad")
def pad_unless_there_is_nothing_to_do(x: Array, p: int) -> Array:
    """At p = 0 the argument itself comes back; otherwise a read-only result in Fortran order."""
    if p == 0:
        return x
    if operator.lt(p, 0):
        raise ValueError("negative padding")
    out = np.zeros((*x.shape[:-2], x.shape[-2] + 2 * p, x.shape[-1] + 2 * p), order="F")
    out[..., p:-p, p:-p] = x
    out.setflags(write=False)
    return out


@instead_of("zero_pad")
def pad_to_nested_lists(x: Array, p: int) -> list[Any]:
    """Recursion over the leading axes down to lists of floats and ints."""
    if p < 0:
        raise ValueError("p must not be negative")
    if x.ndim > 2:
        return [pad_to_nested_lists(image, p) for image in x]
    rows = [[0] * p + row + [0] * p for row in x.tolist()]
    frame = [[0.0] * (x.shape[1] + 2 * p) for _ in range(p)]
    return frame + rows + frame


@instead_of("zero_pad")
def pad_by_lookup(x: Array, p: int) -> Array:
    """A zero row and a zero column are looked up by index wherever the image has ended."""
    if p < 0:
        raise ValueError(p)
    height, width = x.shape[-2:]
    extended = np.zeros((*x.shape[:-2], height + 1, width + 1))
    extended[..., :height, :width] = x
    down = np.r_[[height] * p, :height, [height] * p].astype(int)
    right = np.r_[[width] * p, :width, [width] * p].astype(int)
    return extended[..., down, :][..., right]


@instead_of("zero_pad")
def pad_by_flat_indices(x: Array, p: int) -> Array:
    """The places of the image are found as True in a mask, and filled in one assignment of a flat copy."""
    if not p >= 0:
        raise ValueError("p")
    height, width = x.shape[-2] + 2 * p, x.shape[-1] + 2 * p
    i, j = np.indices((height, width))
    inside = (i >= p) & (i < height - p) & (j >= p) & (j < width - p)
    out = np.zeros((*x.shape[:-2], height, width))
    out[..., inside] = x.reshape(*x.shape[:-2], -1)
    return out


@instead_of("same_padding")
def same_by_fractions(f: int) -> int:
    """The half is a fraction, whose denominator says whether there is a whole padding."""
    half = Fraction(f - 1, 2)
    if half < 0 or half.denominator != 1:
        raise ValueError("f")
    return half.numerator


@instead_of("zero_pad")
def pad_by_rolling(x: Array, p: int) -> Array:
    """The image in a corner of zeros, rolled to the middle along both axes."""
    if p < 0:
        raise ValueError("p")
    corner = np.zeros((*x.shape[:-2], x.shape[-2] + 2 * p, x.shape[-1] + 2 * p))
    corner[..., : x.shape[-2], : x.shape[-1]] = x
    return np.roll(corner, (p, p), axis=(-2, -1))


@instead_of("zero_pad")
def pad_one_ring_at_a_time(x: Array, p: int) -> Array:
    """Recursion: one ring of zeros around what has the others already."""
    if p < 0:
        raise ValueError("p")
    if p == 0:
        return x.copy()
    inner = pad_one_ring_at_a_time(x, p - 1)
    return np.pad(inner, [(0, 0)] * (x.ndim - 2) + [(1, 1)] * 2, mode="constant")
