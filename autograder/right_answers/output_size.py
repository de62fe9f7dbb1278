"""Right but unusual answers to the question on output sizes."""

import bisect
import functools
import itertools
import math
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from autograder.misconception import instead_of


class Shape(NamedTuple):
    """Height and width."""

    height: int
    width: int


class Size(int):
    """A whole number that is a size."""


class KernelDoesNotFitError(ValueError):
    """The kernel is larger than what it should slide over."""


def _refuse_impossible(n: int, f: int, padding: int, stride: int) -> None:
    if min(n, f, stride, padding + 1) < 1 or f > n + 2 * padding:
        raise ValueError(f"n={n}, f={f}, padding={padding}, stride={stride}")


@instead_of("conv_output_size")
def size_by_ceiling(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """⌈(n + 2p − f + 1)/s⌉, the same number by another theorem, with upside-down floor division."""
    _refuse_impossible(n, f, padding, stride)
    return -((f - n - 2 * padding - 1) // stride)


@instead_of("conv_output_size")
def size_by_length_of_range(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """The length of the range of starting places; range itself raises ValueError for stride 0."""
    places = len(range(0, n + 2 * padding - f + 1, stride))
    if places < 1 or n < 1 or f < 1 or stride < 0 or padding < 0:
        raise KernelDoesNotFitError("there is no place for the kernel")
    return places


@instead_of("conv_output_size")
def size_by_bisection(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Bisection among the ends of the windows, of which a range knows all without storing them."""
    _refuse_impossible(n, f, padding, stride)
    end = n + 2 * padding
    return bisect.bisect_right(range(f, end + stride, stride), end)


@instead_of("conv_output_size")
def size_by_fractions(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """An exact fraction, with the 1 added before it is rounded down; validated in another order."""
    if f > n + 2 * padding:
        raise KernelDoesNotFitError(f"{f} > {n + 2 * padding}")
    for value, least in ((padding, 0), (stride, 1), (f, 1), (n, 1)):
        if value < least:
            raise ValueError(f"{value} < {least}")
    return math.floor(Fraction(n + 2 * padding - f, stride) + 1)


@instead_of("conv_output_size")
def size_as_numpy_integer(n: int, f: int, padding: int = 0, stride: int = 1) -> Any:
    """np.floor of a float division, made a NumPy integer again."""
    _refuse_impossible(n, f, padding, stride)
    return np.int64(np.floor((n + 2 * padding - f) / stride + 1))


@instead_of("conv_output_size")
@functools.lru_cache(maxsize=128)
def size_remembered_as_int_subclass(n: int, f: int, padding: int = 0, stride: int = 1) -> Size:
    """A subclass of int out of a cache, with divmod."""
    _refuse_impossible(n, f, padding, stride)
    steps, _left_over = divmod(n + 2 * padding - f, stride)
    return Size(steps + 1)


@instead_of("conv_output_size")
def size_by_doubling(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Recursion with the stride doubled: long division in binary, so that it is never deep."""
    _refuse_impossible(n, f, padding, stride)

    def steps(room: int, step: int) -> int:
        if room < step:
            return 0
        half = 2 * steps(room, 2 * step)
        return half + 1 if room - half * step >= step else half

    return 1 + steps(n + 2 * padding - f, stride)


@instead_of("conv_output_shape")
def shape_as_named_tuple(
    shape: tuple[int, int], kernel_shape: tuple[int, int], padding: int = 0, stride: int = 1
) -> Shape:
    """A named tuple of height and width."""
    return Shape(*(size_by_ceiling(n, f, padding, stride) for n, f in zip(shape, kernel_shape, strict=True)))


@instead_of("conv_output_shape")
def shape_as_list_of_numpy_integers(
    shape: tuple[int, int], kernel_shape: tuple[int, int], padding: int = 0, stride: int = 1
) -> list[Any]:
    """Computed on vectors of two, given back as a list of NumPy integers."""
    sizes, kernel = np.array(shape), np.array(kernel_shape)
    room = sizes + 2 * padding - kernel
    if np.any(sizes < 1) or np.any(kernel < 1) or np.any(room < 0) or padding < 0 or stride < 1:
        raise ValueError("impossible sizes")
    return list(room // stride + 1)


@instead_of("conv_output_shape")
def shape_by_map_and_closure(
    shape: tuple[int, int], kernel_shape: tuple[int, int], padding: int = 0, stride: int = 1
) -> list[int]:
    """A closure over padding and stride, mapped over both axes; the result is a list."""

    def places(n: int, f: int) -> int:
        if padding < 0 or stride < 1 or not 1 <= f <= n + 2 * padding or n < 1:
            raise ValueError("no such convolution")
        return 1 + (n - f + padding + padding) // stride

    return [*map(places, shape, kernel_shape)]


@instead_of("conv_output_shape")
def shape_of_a_strided_view(
    shape: tuple[int, int], kernel_shape: tuple[int, int], padding: int = 0, stride: int = 1
) -> tuple[int, ...]:
    """The length of a view that takes no memory; NumPy cuts the windows and refuses those that do not fit."""
    if min(*shape, *kernel_shape, stride) < 1 or padding < 0:
        raise ValueError("sizes and stride are at least 1, padding is at least 0")
    axes = [np.broadcast_to(np.int8(0), n + 2 * padding) for n in shape]
    windows = [np.lib.stride_tricks.sliding_window_view(axis, f) for axis, f in zip(axes, kernel_shape, strict=True)]
    return tuple(len(places[::stride]) for places in windows)


@instead_of("conv_output_size")
def size_by_counting_places(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """itertools.takewhile counts the places at which the window still ends within the zeros."""
    if min(n, f, stride) < 1 or padding < 0 or f - n > 2 * padding:
        raise ValueError("sizes")
    return sum(1 for _ in itertools.takewhile(lambda left: left + f <= n + 2 * padding, itertools.count(0, stride)))


@instead_of("conv_output_size")
def size_of_an_arange(n: int, f: int, padding: int = 0, stride: int = 1) -> Any:
    """The size of np.arange, as a 0-d array of integers."""
    places = np.arange(-padding, n + padding - f + 1, stride) if stride > 0 and padding >= 0 and f > 0 < n else ()
    if not len(places):
        raise ValueError("sizes")
    return np.array(len(places))


@instead_of("conv_output_shape")
def shape_by_numpy_arithmetic(
    shape: tuple[int, int], kernel_shape: tuple[int, int], padding: int = 0, stride: int = 1
) -> Any:
    """Both axes at once as an array of integers, whose two entries are the result."""
    sizes, kernels = np.array(shape), np.array(kernel_shape)
    room = sizes + 2 * padding - kernels
    if min(*sizes, *kernels, stride) < 1 or padding < 0 or min(room) < 0:
        raise ValueError("sizes")
    return tuple(room // stride + 1)
