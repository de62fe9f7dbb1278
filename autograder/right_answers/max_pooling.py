"""Right but unusual answers to the question on max pooling."""

import functools
import heapq
import itertools
import math
from collections import deque
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]


class WindowError(ValueError):
    """A window that does not fit."""


def _places(n: int, f: int, stride: int | None) -> int:
    step = f if stride is None else stride
    if not 1 <= f <= n or step < 1:
        raise WindowError(f"n={n}, f={f}, stride={step}")
    return (n - f) // step + 1


@instead_of("pool_output_size")
def places_by_length_of_range(n: int, f: int, stride: int | None = None) -> int:
    """The length of a range: range raises ValueError for step 0, and an empty one means that nothing fits."""
    places = range(f, n + 1, f if stride is None else stride)
    if f < 1 or places.step < 0 or len(places) == 0:
        raise ValueError("no window")
    return len(places)


@instead_of("pool_output_size")
def places_as_numpy_integer(n: int, f: int, stride: int | None = None) -> Any:
    """NumPy integers from beginning to end."""
    size, window, step = (np.int64(value) for value in (n, f, f if stride is None else stride))
    if size < 1 or window < 1 or step < 1 or window > size:
        raise ValueError("impossible sizes")
    return np.floor_divide(size - window + step, step)


@instead_of("pool_output_size")
def places_by_ceiling(n: int, f: int, stride: int | None = None) -> int:
    """The ceiling of (n − f + 1)/s in place of the floor; a conditional expression in the place of `or`."""
    step = stride if stride is not None else f
    if min(n, f, step) < 1:
        raise ValueError("sizes are at least 1")
    if n < f:
        raise WindowError((n, f))
    return math.ceil((n - f + 1) / step)


@instead_of("pool_output_size")
@functools.cache
def places_remembered(n: int, f: int, stride: int | None = None) -> int:
    """A cache on the sizes, and a call of itself with the default written out."""
    if stride is None:
        return places_remembered(n, f, f)
    if n < 1 or f < 1 or stride < 1 or f > n:
        raise ValueError("no window")
    quotient, _ = divmod(n - f, stride)
    return quotient + 1


@instead_of("max_pool2d")
def pools_by_window_view(x: Array, f: int, stride: int | None = None) -> Array:
    """sliding_window_view over the last two axes: NumPy refuses a window that is too large."""
    step = f if stride is None else stride
    if f < 1 or step < 1:
        raise ValueError("f and stride are at least 1")
    windows = sliding_window_view(x, (f, f), axis=(-2, -1))
    return np.asarray(windows[..., ::step, ::step, :, :].max(axis=(-1, -2)))


@instead_of("max_pool2d")
def pools_by_shifted_maps(x: Array, f: int, stride: int | None = None) -> Array:
    """np.maximum over f² shifted and thinned maps; for f = 1 and stride 1 the result is a view of x."""
    rows, columns = (_places(n, f, stride) for n in x.shape[-2:])
    step = f if stride is None else stride
    shifted = [
        x[..., a : a + (rows - 1) * step + 1 : step, b : b + (columns - 1) * step + 1 : step]
        for a in range(f)
        for b in range(f)
    ]
    return functools.reduce(np.maximum, shifted)


@instead_of("max_pool2d")
def pools_rows_then_columns(x: Array, f: int, stride: int | None = None) -> Array:
    """Two passes along one axis each; the second works on the transposed result of the first."""

    def along_last_axis(maps: Array) -> Array:
        step = f if stride is None else stride
        starts = range(0, _places(maps.shape[-1], f, stride) * step, step)
        return np.stack([np.max(maps[..., start : start + f], axis=-1) for start in starts], axis=-1)

    return np.swapaxes(along_last_axis(np.swapaxes(along_last_axis(x), -1, -2)), -1, -2)


@instead_of("max_pool2d")
def pools_by_sorting(x: Array, f: int, stride: int | None = None) -> Any:
    """sorted(…)[-1] of plain numbers, nested lists, recursion over the leading axes."""
    if x.ndim > 2:
        return [pools_by_sorting(image, f, stride) for image in x]
    rows, columns = _places(x.shape[0], f, stride), _places(x.shape[1], f, stride)
    step = f if stride is None else stride
    pixels = x.tolist()

    def window(i: int, j: int) -> list[float]:
        return [v for line in pixels[i * step : i * step + f] for v in line[j * step : j * step + f]]

    return [[sorted(window(i, j))[-1] for j in range(columns)] for i in range(rows)]


@instead_of("max_pool2d")
def pools_by_reshaping_where_it_fits(x: Array, f: int, stride: int | None = None) -> Array:
    """The reshape trick on the part that f divides; heapq.nlargest wherever windows overlap or leave gaps."""
    rows, columns = (_places(n, f, stride) for n in x.shape[-2:])
    if stride in (None, f):
        blocks = x[..., : rows * f, : columns * f].reshape(*x.shape[:-2], rows, f, columns, f)
        return np.asarray(blocks.max(axis=-1).max(axis=-2))
    step = int(stride or f)
    out = np.zeros((*x.shape[:-2], rows, columns))
    for *leading, i, j in np.ndindex(out.shape):
        window = x[(*leading, slice(i * step, i * step + f), slice(j * step, j * step + f))]
        out[(*leading, i, j)] = heapq.nlargest(1, window.ravel().tolist())[0]
    return out


@instead_of("max_pool2d")
def pools_the_smallest_opposite(x: Array, f: int, stride: int | None = None) -> Array:
    """The largest number is minus the smallest of the opposites; windows by as_strided, result in Fortran order."""
    rows, columns = (_places(n, f, stride) for n in x.shape[-2:])
    step = f if stride is None else stride
    opposite = np.ascontiguousarray(-x)
    *leading, down, right = opposite.strides
    shape = (*x.shape[:-2], rows, columns, f, f)
    windows = as_strided(opposite, shape, (*leading, step * down, step * right, down, right), writeable=False)
    return np.asfortranarray(-np.min(windows, axis=(-2, -1)))


@instead_of("max_pool2d")
def pools_by_monotonic_queue(x: Array, f: int, stride: int | None = None) -> Array:
    """The queue of the sliding-window maximum, rows first and columns next; strides only pick from the result."""
    for n in x.shape[-2:]:
        _places(n, f, stride)
    step = f if stride is None else stride

    def running(values: Array) -> Array:
        best: deque[int] = deque()
        found: list[float] = []
        for place, value in enumerate(values):
            while best and values[best[-1]] <= value:
                best.pop()
            best.append(place)
            if best[0] <= place - f:
                best.popleft()
            if place >= f - 1:
                found.append(values[best[0]])
        return np.array(found[::step])

    across = np.apply_along_axis(running, -1, x)
    return np.asarray(np.apply_along_axis(running, -2, across))


@instead_of("max_pool2d")
def pools_with_nan_padding(x: Array, f: int, stride: int | None = None) -> Array:
    """A tournament: the window is doubled by comparing the map with itself shifted; the edge is filled with NaN."""
    rows, columns = (_places(n, f, stride) for n in x.shape[-2:])
    step = f if stride is None else stride
    best, width = x, 1
    while width < f:
        shift = min(width, f - width)
        for axis in (-1, -2):
            moved = np.roll(best, -shift, axis=axis)
            edge = [slice(None)] * best.ndim
            edge[axis] = slice(-shift, None)
            moved[tuple(edge)] = np.nan
            best = np.fmax(best, moved)
        width += shift
    return best[..., ::step, ::step][..., :rows, :columns]


@instead_of("pool_output_size")
def places_by_recursion(n: int, f: int, stride: int | None = None) -> int:
    """One place, and those of what is left after a step."""
    step = f if stride is None else stride
    if min(n, f, step) < 1 or f > n:
        raise ValueError("sizes")
    return 1 + (places_by_recursion(n - step, f, step) if n - step >= f else 0)


@instead_of("max_pool2d")
def pools_by_iterators_to_lists(x: Array, f: int, stride: int | None = None) -> Any:
    """Recursion down to the maps, Python's max over itertools.product: nested lists."""
    step = f if stride is None else stride
    if f < 1 or step < 1 or f > min(x.shape[-2:]):
        raise ValueError("sizes")
    if x.ndim > 2:
        return [pools_by_iterators_to_lists(part, f, step) for part in x]
    rows, columns = (range(0, n - f + 1, step) for n in x.shape)
    window = list(itertools.product(range(f), repeat=2))
    return [[max(float(x[i + a, j + b]) for a, b in window) for j in columns] for i in rows]


@instead_of("max_pool2d")
def pools_a_masked_array(x: Array, f: int, stride: int | None = None) -> Any:
    """np.ma: the frame that fills up the last windows is masked, and their results are cut off."""
    step = f if stride is None else stride
    if f < 1 or step < 1 or f > min(x.shape[-2:]):
        raise ValueError("sizes")
    counts = [(n - f) // step + 1 for n in x.shape[-2:]]
    size = (*x.shape[:-2], x.shape[-2] + step, x.shape[-1] + step)
    framed = np.ma.MaskedArray(np.zeros(size), mask=np.ones(size, dtype=bool))
    framed[..., : x.shape[-2], : x.shape[-1]] = x
    shifted = [
        framed[..., a : a + step * counts[0] : step, b : b + step * counts[1] : step]
        for a in range(f)
        for b in range(f)
    ]
    return np.ma.stack(shifted).max(axis=0)
