"""Known wrong answers on max pooling."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.pooling import max_pool2d, pool_output_size

Array = NDArray[np.float64]
AXES = (-2, -1)


def _windows(x: Array, f: int, stride: int | None) -> Array:
    """Return all full windows: shape (..., H', W', f, f); raise ValueError where the contract asks for it."""
    max_pool2d(x, f, stride)
    step = f if stride is None else stride
    return sliding_window_view(x, (f, f), AXES)[..., ::step, ::step, :, :]


def _each(x: Array, f: int, stride: int | None, choose: Callable[[Array], Any]) -> Array:
    """Reduce each window, as a flat vector, to one value."""
    windows = _windows(x, f, stride)
    return np.apply_along_axis(choose, -1, windows.reshape(*windows.shape[:-2], f * f))


@instead_of("pool_output_size")
def forgets_the_first_window(n: int, f: int, stride: int | None = None) -> int:
    """You count the steps and not the windows: the one at the start is missing."""
    return pool_output_size(n, f, stride) - 1


@instead_of("pool_output_size")
def counts_one_window_too_many(n: int, f: int, stride: int | None = None) -> int:
    """You count one window too many, at every size."""
    return pool_output_size(n, f, stride) + 1


@instead_of("pool_output_size")
def counts_partial_windows(n: int, f: int, stride: int | None = None) -> int:
    """You round up, and so count a last window that hangs over the end."""
    pool_output_size(n, f, stride)
    return -(-(n - f) // (f if stride is None else stride)) + 1


@instead_of("pool_output_size")
def rounds_to_nearest(n: int, f: int, stride: int | None = None) -> int:
    """You round to the nearest whole number, and so sometimes count a window that hangs over the end."""
    pool_output_size(n, f, stride)
    return round((n - f) / (f if stride is None else stride)) + 1


@instead_of("pool_output_size")
def divides_without_rounding(n: int, f: int, stride: int | None = None) -> float:
    """You divide without rounding: where the stride does not divide, your size is a fraction, elsewhere a float."""
    pool_output_size(n, f, stride)
    return (n - f) / (f if stride is None else stride) + 1


@instead_of("pool_output_size")
def returns_a_float(n: int, f: int, stride: int | None = None) -> float:
    """Your number is right but a float, as np.floor and / make it; a size is an int."""
    return float(pool_output_size(n, f, stride))


@instead_of("pool_output_size")
def divides_the_one_as_well(n: int, f: int, stride: int | None = None) -> int:
    """Your + 1 stands inside the division by the stride, so that the first window is divided as well."""
    pool_output_size(n, f, stride)
    return (n - f + 1) // (f if stride is None else stride)


@instead_of("pool_output_size")
def divides_by_the_window(n: int, f: int, stride: int | None = None) -> int:
    """A stride that is given has no effect: you always divide the axis by the size of the window."""
    pool_output_size(n, f, stride)
    return n // f


@instead_of("pool_output_size")
def divides_by_the_square_of_the_window(n: int, f: int, stride: int | None = None) -> int:
    """You divide by f²: that factor of Theorem 6.4 counts the entries of a map, not the size along one axis."""
    pool_output_size(n, f, stride)
    return n // f**2


@instead_of("pool_output_size")
def divides_by_the_stride(n: int, f: int, stride: int | None = None) -> int:
    """Where a stride is given, the window's size has no effect on your count: you divide the axis by the stride."""
    pool_output_size(n, f, stride)
    return n // (f if stride is None else stride)


@instead_of("pool_output_size")
def moves_by_one_by_default(n: int, f: int, stride: int | None = None) -> int:
    """Without a stride you move by 1; it is the size of the window that is meant then."""
    return pool_output_size(n, f, 1 if stride is None else stride)


@instead_of("pool_output_size")
def moves_by_two_by_default(n: int, f: int, stride: int | None = None) -> int:
    """Without a stride you move by 2, whatever the window is."""
    return pool_output_size(n, f, 2 if stride is None else stride)


@instead_of("pool_output_size")
def moves_by_one_always(n: int, f: int, stride: int | None = None) -> int:
    """You always move by 1: neither the stride nor its default has an effect."""
    pool_output_size(n, f, stride)
    return n - f + 1


@instead_of("pool_output_size")
def cannot_divide_by_none(n: int, f: int, stride: int | None = None) -> int:
    """Your function fails where no stride is given: None is not replaced by the size of the window."""
    if stride is None:
        raise TypeError("None is no number")
    return pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def needs_a_stride(n: int, f: int, stride: int) -> int:
    """Your function cannot be called without a stride."""
    if stride is None:
        return pool_output_size(n, f)
    return pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def takes_another_name(n: int, f: int, s: int | None = None) -> int:
    """Your parameter has another name, so that stride=… is not accepted."""
    return pool_output_size(n, f, s)


@instead_of("pool_output_size")
def pads_to_keep_the_size(n: int, f: int, stride: int | None = None) -> int:
    """You count with padding; pooling has none here."""
    pool_output_size(n, f, stride)
    return (n + 2 * (f // 2) - f) // (f if stride is None else stride) + 1


@instead_of("pool_output_size")
def counts_the_windows_of_a_square(n: int, f: int, stride: int | None = None) -> int:
    """You return the number of windows on a square map, the square of the number along one axis."""
    return pool_output_size(n, f, stride) ** 2


@instead_of("pool_output_size")
def returns_a_pair(n: int, f: int, stride: int | None = None) -> tuple[int, int]:
    """You return a pair; along one axis the size is one number."""
    return pool_output_size(n, f, stride), pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def refuses_what_the_stride_does_not_divide(n: int, f: int, stride: int | None = None) -> int:
    """You refuse sizes that the stride does not divide, though what is left over is only left out."""
    size = pool_output_size(n, f, stride)
    if (n - f) % (f if stride is None else stride):
        raise ValueError("something is left over")
    return size


@instead_of("pool_output_size")
def refuses_gaps(n: int, f: int, stride: int | None = None) -> int:
    """You refuse strides longer than the window, though windows may have gaps between them."""
    if stride is not None and stride > f:
        raise ValueError("the stride is too long")
    return pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def refuses_overlaps(n: int, f: int, stride: int | None = None) -> int:
    """You refuse strides shorter than the window, though windows may overlap."""
    if stride is not None and 0 < stride < f:
        raise ValueError("the stride is too short")
    return pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def refuses_a_window_that_just_fits(n: int, f: int, stride: int | None = None) -> int:
    """You refuse a window that is exactly as long as the axis, though it fits once."""
    if f >= n:
        raise ValueError("the window does not fit")
    return pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def returns_sizes_below_one(n: int, f: int, stride: int | None = None) -> int:
    """A window that does not fit is not refused: you return the 0 or the negative number that the formula gives."""
    step = f if stride is None else stride
    if n < 1 or f < 1 or step < 1:
        raise ValueError("a size is too small")
    return (n - f) // step + 1


@instead_of("pool_output_size")
def returns_at_least_one(n: int, f: int, stride: int | None = None) -> int:
    """You answer 1 for a window that does not fit, instead of refusing it."""
    return 1 if 1 <= n < f and (stride is None or stride >= 1) else pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def returns_zero_for_misfits(n: int, f: int, stride: int | None = None) -> int:
    """You answer 0 for a window that does not fit, instead of refusing it."""
    return 0 if 1 <= n < f and (stride is None or stride >= 1) else pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def cuts_a_negative_way_to_zero(n: int, f: int, stride: int | None = None) -> int:
    """A window that is too long by less than the stride counts once: int() turns a negative fraction into 0."""
    step = f if stride is None else stride
    if n < 1 or f < 1 or step < 1 or int((n - f) / step) < 0:
        raise ValueError("a size is too small")
    return int((n - f) / step) + 1


@instead_of("pool_output_size")
def refuses_nothing(n: int, f: int, stride: int | None = None) -> int:
    """You refuse nothing: invalid sizes and windows that do not fit go through the formula like all others."""
    return (n - f) // (f if stride is None else stride) + 1


@instead_of("pool_output_size")
def refuses_only_misfits(n: int, f: int, stride: int | None = None) -> int:
    """You refuse windows that do not fit, but neither windows nor strides below 1."""
    if f > n:
        raise ValueError("the window does not fit")
    return (n - f) // (f if stride is None else stride) + 1


@instead_of("pool_output_size")
def accepts_windows_without_entries(n: int, f: int, stride: int | None = None) -> int:
    """A window of fewer than one entry is not refused where a stride is given."""
    if f < 1 and stride is not None and stride >= 1:
        return (n - f) // stride + 1
    return pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def accepts_any_stride(n: int, f: int, stride: int | None = None) -> int:
    """A stride below 1 is not refused: 0 ends in a division by zero, a negative one in a size that means nothing."""
    size = pool_output_size(n, f)
    return size if stride is None else (n - f) // stride + 1


@instead_of("pool_output_size")
def accepts_negative_strides(n: int, f: int, stride: int | None = None) -> int:
    """Of the strides below 1 you refuse only 0."""
    if stride is not None and stride < 0:
        pool_output_size(n, f)
        return (n - f) // stride + 1
    return pool_output_size(n, f, stride)


@instead_of("pool_output_size")
def takes_stride_zero_for_none(n: int, f: int, stride: int | None = None) -> int:
    """A stride of 0 counts as no stride for you, as `stride or f` makes it, instead of being refused."""
    return pool_output_size(n, f, stride or f)


@instead_of("pool_output_size")
def asserts_instead_of_raising(n: int, f: int, stride: int | None = None) -> int:
    """Invalid sizes end in another exception than ValueError, such as that of an assert."""
    try:
        return pool_output_size(n, f, stride)
    except ValueError as error:
        raise AssertionError from error


@instead_of("pool_output_size")
def returns_nothing_for_misfits(n: int, f: int, stride: int | None = None) -> int | None:
    """Invalid sizes are not refused: you return None for them instead of raising ValueError."""
    try:
        return pool_output_size(n, f, stride)
    except ValueError:
        return None


# ----------------------------------------------------------------------------------------------------- max_pool2d


@instead_of("max_pool2d")
def averages_the_window(x: Array, f: int, stride: int | None = None) -> Array:
    """This is average pooling: you take the mean of each window, not its largest value."""
    return _each(x, f, stride, np.mean)


@instead_of("max_pool2d")
def takes_the_smallest_value(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the smallest value of each window."""
    return -max_pool2d(-x, f, stride)


@instead_of("max_pool2d")
def adds_the_window_up(x: Array, f: int, stride: int | None = None) -> Array:
    """You add each window up instead of taking its largest value."""
    return _each(x, f, stride, np.sum)


@instead_of("max_pool2d")
def takes_the_median(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the middle value of each window, not the largest."""
    return _each(x, f, stride, np.median)


@instead_of("max_pool2d")
def takes_the_second_largest(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the second largest value of a window: your sorted list is read one place off."""
    return _each(x, f, stride, lambda window: np.sort(window)[-2 if f > 1 else -1])


@instead_of("max_pool2d")
def takes_the_first_entry(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the first entry of each window, not the largest."""
    return _windows(x, f, stride)[..., 0, 0]


@instead_of("max_pool2d")
def takes_the_last_entry(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the last entry of each window, not the largest."""
    return _windows(x, f, stride)[..., -1, -1]


@instead_of("max_pool2d")
def takes_the_middle_entry(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the entry in the middle of each window, not the largest."""
    return _windows(x, f, stride)[..., f // 2, f // 2]


@instead_of("max_pool2d")
def starts_at_zero(x: Array, f: int, stride: int | None = None) -> Array:
    """Your running maximum starts at 0, so that a window of negative numbers gives 0."""
    return np.maximum(max_pool2d(x, f, stride), 0.0)


@instead_of("max_pool2d")
def starts_at_minus_one(x: Array, f: int, stride: int | None = None) -> Array:
    """Your running maximum starts at −1, so that a window of smaller numbers gives −1."""
    return np.maximum(max_pool2d(x, f, stride), -1.0)


@instead_of("max_pool2d")
def starts_at_a_small_number(x: Array, f: int, stride: int | None = None) -> Array:
    """Your running maximum starts at a number that the entries of a window can fall below."""
    return np.maximum(max_pool2d(x, f, stride), -999.0)


@instead_of("max_pool2d")
def keeps_the_maximum_of_earlier_windows(x: Array, f: int, stride: int | None = None) -> Array:
    """Your running maximum is not started anew for each window: a large value lives on in all later ones."""
    out = max_pool2d(x, f, stride)
    flat = out.reshape(*out.shape[:-2], -1)
    return np.maximum.accumulate(flat, axis=-1).reshape(out.shape)


@instead_of("max_pool2d")
def takes_the_largest_magnitude(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the largest magnitude, without its sign; the largest number is meant."""
    return max_pool2d(np.abs(x), f, stride)


@instead_of("max_pool2d")
def takes_the_entry_of_largest_magnitude(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the entry with the largest magnitude, which may be negative; the largest number is meant."""
    return _each(x, f, stride, lambda window: window[np.argmax(np.abs(window))])


@instead_of("max_pool2d")
def returns_the_place_of_the_maximum(x: Array, f: int, stride: int | None = None) -> Array:
    """You return where in the window the largest value stands, not the value."""
    return _each(x, f, stride, np.argmax)


@instead_of("max_pool2d")
def returns_values_and_places(x: Array, f: int, stride: int | None = None) -> tuple[Array, Array]:
    """You return two arrays; only the largest values are asked for."""
    return max_pool2d(x, f, stride), _each(x, f, stride, np.argmax)


@instead_of("max_pool2d")
def looks_at_the_first_column_only(x: Array, f: int, stride: int | None = None) -> Array:
    """Only the first column of each window counts: you take the maximum over one of its two axes."""
    result: Array = _windows(x, f, stride)[..., :, 0].max(axis=-1)
    return result


@instead_of("max_pool2d")
def looks_at_the_first_row_only(x: Array, f: int, stride: int | None = None) -> Array:
    """Only the first row of each window counts: you take the maximum over one of its two axes."""
    result: Array = _windows(x, f, stride)[..., 0, :].max(axis=-1)
    return result


@instead_of("max_pool2d")
def looks_at_the_diagonal_only(x: Array, f: int, stride: int | None = None) -> Array:
    """Only the diagonal of each window counts: one index serves for both of its axes."""
    result: Array = np.diagonal(_windows(x, f, stride), axis1=-2, axis2=-1).max(axis=-1)
    return result


@instead_of("max_pool2d")
def takes_the_maximum_of_everything(x: Array, f: int, stride: int | None = None) -> Array:
    """Every entry of your result is the maximum of the whole map; it is taken window by window."""
    return np.full_like(max_pool2d(x, f, stride), x.max())


@instead_of("max_pool2d")
def always_uses_two_by_two(x: Array, f: int, stride: int | None = None) -> Array:
    """Your windows are 2 × 2 whatever f is."""
    max_pool2d(x, f, stride)
    return max_pool2d(x, 2, f if stride is None else stride)


@instead_of("max_pool2d")
def slides_by_one_by_default(x: Array, f: int, stride: int | None = None) -> Array:
    """Without a stride you move by 1; it is the size of the window that is meant then."""
    return max_pool2d(x, f, 1 if stride is None else stride)


@instead_of("max_pool2d")
def slides_by_two_by_default(x: Array, f: int, stride: int | None = None) -> Array:
    """Without a stride you move by 2, whatever the window is."""
    return max_pool2d(x, f, 2 if stride is None else stride)


@instead_of("max_pool2d")
def moves_by_the_window_always(x: Array, f: int, stride: int | None = None) -> Array:
    """A stride that is given has no effect: you always move by the size of the window."""
    max_pool2d(x, f, stride)
    return max_pool2d(x, f)


@instead_of("max_pool2d")
def slides_by_one_always(x: Array, f: int, stride: int | None = None) -> Array:
    """You always move by 1: neither the stride nor its default has an effect."""
    max_pool2d(x, f, stride)
    return max_pool2d(x, f, 1)


@instead_of("max_pool2d")
def shapes_by_the_stride_but_moves_by_one(x: Array, f: int, stride: int | None = None) -> Array:
    """Your result has the shape that the stride asks for, but the windows start next to each other."""
    rows, columns = max_pool2d(x, f, stride).shape[-2:]
    return max_pool2d(x, f, 1)[..., :rows, :columns]


@instead_of("max_pool2d")
def shapes_by_the_stride_but_moves_by_the_window(x: Array, f: int, stride: int | None = None) -> Array:
    """Your result has the shape that the stride asks for, but the windows start f apart and run over the edge."""
    rows, columns = max_pool2d(x, f, stride).shape[-2:]
    if (rows - 1) * f >= x.shape[-2] or (columns - 1) * f >= x.shape[-1]:
        raise ValueError("zero-size array")
    parts = [[x[..., i * f : i * f + f, j * f : j * f + f].max(AXES) for j in range(columns)] for i in range(rows)]
    return np.moveaxis(np.array(parts), (0, 1), (-2, -1))


@instead_of("max_pool2d")
def strides_down_only(x: Array, f: int, stride: int | None = None) -> Array:
    """Your stride acts downwards but not to the right."""
    max_pool2d(x, f, stride)
    return max_pool2d(x, f, 1)[..., :: f if stride is None else stride, :]


@instead_of("max_pool2d")
def strides_to_the_right_only(x: Array, f: int, stride: int | None = None) -> Array:
    """Your stride acts to the right but not downwards."""
    max_pool2d(x, f, stride)
    return max_pool2d(x, f, 1)[..., :: f if stride is None else stride]


@instead_of("max_pool2d")
def closes_the_gaps(x: Array, f: int, stride: int | None = None) -> Array:
    """Where the stride is longer than the window, you look into the gaps as well: your windows are too large."""
    max_pool2d(x, f, stride)
    step = f if stride is None else stride
    if step <= f:
        return max_pool2d(x, f, stride)
    full = np.pad(x, [(0, 0)] * (x.ndim - 2) + [(0, step)] * 2, constant_values=-np.inf)
    rows, columns = max_pool2d(x, f, stride).shape[-2:]
    return max_pool2d(full, step)[..., :rows, :columns]


@instead_of("max_pool2d")
def keeps_partial_windows(x: Array, f: int, stride: int | None = None) -> Array:
    """You also count windows that hang over the lower and the right edge, with what they hold."""
    max_pool2d(x, f, stride)
    step = f if stride is None else stride
    missing = [-(n - f) % step for n in x.shape[-2:]]
    widths = [(0, 0)] * (x.ndim - 2) + [(0, missing[0]), (0, missing[1])]
    return max_pool2d(np.pad(x, widths, constant_values=-np.inf), f, step)


@instead_of("max_pool2d")
def pads_partial_windows_with_zeros(x: Array, f: int, stride: int | None = None) -> Array:
    """You fill up windows that hang over the edge with zeros; only full windows count, and nothing is padded."""
    max_pool2d(x, f, stride)
    step = f if stride is None else stride
    missing = [-(n - f) % step for n in x.shape[-2:]]
    return max_pool2d(np.pad(x, [(0, 0)] * (x.ndim - 2) + [(0, missing[0]), (0, missing[1])]), f, step)


@instead_of("max_pool2d")
def lets_the_last_window_take_what_is_left(x: Array, f: int, stride: int | None = None) -> Array:
    """Your last windows take in the rows and columns that are left over; those are not looked at."""
    max_pool2d(x, f, stride)
    step = f if stride is None else stride
    rows, columns = max_pool2d(x, f, stride).shape[-2:]
    ends = [[i * step + f for i in range(rows - 1)] + [x.shape[-2]], [j * step + f for j in range(columns - 1)]]
    ends[1].append(x.shape[-1])
    parts = [
        [x[..., i * step : ends[0][i], j * step : ends[1][j]].max(AXES) for j in range(columns)] for i in range(rows)
    ]
    return np.moveaxis(np.array(parts), (0, 1), (-2, -1))


@instead_of("max_pool2d")
def leaves_the_last_window_out(x: Array, f: int, stride: int | None = None) -> Array:
    """Your loops end one place too early: a window that just fits at the lower or at the right edge is missing."""
    max_pool2d(x, f, stride)
    step = f if stride is None else stride
    return max_pool2d(x, f, 1)[..., :-1:step, :-1:step]


@instead_of("max_pool2d")
def cuts_the_map_into_blocks(x: Array, f: int, stride: int | None = None) -> Array:
    """You cut the map into blocks with reshape: that works only where the window divides the size and is the stride."""
    max_pool2d(x, f, stride)
    *leading, height, width = x.shape
    blocks = x.reshape(*leading, height // f, f, width // f, f)
    out: Array = blocks.max(axis=(-3, -1))
    return out


@instead_of("max_pool2d")
def refuses_what_is_left_over(x: Array, f: int, stride: int | None = None) -> Array:
    """You refuse maps on which something is left over; it is only not looked at."""
    step = f if stride is None else stride
    out = max_pool2d(x, f, stride)
    if any((n - f) % step for n in x.shape[-2:]):
        raise ValueError("something is left over")
    return out


@instead_of("max_pool2d")
def takes_the_map_for_square(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the map for square: its height decides how many windows there are to the right."""
    rows, columns = max_pool2d(x, f, stride).shape[-2:]
    if rows > columns:
        raise ValueError("zero-size array")
    return max_pool2d(x, f, stride)[..., :rows]


@instead_of("max_pool2d")
def exchanges_rows_and_columns(x: Array, f: int, stride: int | None = None) -> Array:
    """Rows and columns of your result are exchanged."""
    return np.swapaxes(max_pool2d(x, f, stride), -1, -2)


@instead_of("max_pool2d")
def keeps_the_size_of_the_map(x: Array, f: int, stride: int | None = None) -> Array:
    """Your result is as large as the map: each maximum is repeated over its window instead of standing once."""
    out, step = max_pool2d(x, f, stride), f if stride is None else stride
    grown = np.zeros(x.shape)
    spread = np.repeat(np.repeat(out, step, axis=-2), step, axis=-1)[..., : x.shape[-2], : x.shape[-1]]
    grown[..., : spread.shape[-2], : spread.shape[-1]] = spread
    return grown


@instead_of("max_pool2d")
def pads_the_map(x: Array, f: int, stride: int | None = None) -> Array:
    """You pad the map before pooling; nothing is padded here."""
    max_pool2d(x, f, stride)
    widths = [(0, 0)] * (x.ndim - 2) + [(f // 2, f // 2)] * 2
    return max_pool2d(np.pad(x, widths, constant_values=-np.inf), f, stride)


@instead_of("max_pool2d")
def works_for_single_maps_only(x: Array, f: int, stride: int | None = None) -> Array:
    """Your function works for a single map only and fails for a stack of maps."""
    if x.ndim > 2:
        raise IndexError("too many axes")
    return max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def works_for_one_leading_axis_only(x: Array, f: int, stride: int | None = None) -> Array:
    """Your function knows maps and stacks of maps, but fails for a stack of stacks."""
    if x.ndim > 3:
        raise IndexError("too many axes")
    return max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def needs_a_leading_axis(x: Array, f: int, stride: int | None = None) -> Array:
    """Your function needs a stack of maps and fails for a single map."""
    if x.ndim < 3:
        raise IndexError("too few axes")
    return max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def pools_across_the_maps(x: Array, f: int, stride: int | None = None) -> Array:
    """In a stack you take the maximum across the maps as well; each map is pooled on its own."""
    out = max_pool2d(x, f, stride)
    return np.broadcast_to(out.max(axis=tuple(range(out.ndim - 2)), keepdims=True), out.shape)


@instead_of("max_pool2d")
def merges_the_maps(x: Array, f: int, stride: int | None = None) -> Array:
    """In a stack you take the maximum over all maps, and one map is left; each is pooled on its own."""
    out = max_pool2d(x, f, stride)
    merged: Array = out.max(axis=tuple(range(out.ndim - 2)))
    return merged


@instead_of("max_pool2d")
def pools_the_first_of_a_stack(x: Array, f: int, stride: int | None = None) -> Array:
    """Of a stack you return only the first map."""
    out = max_pool2d(x, f, stride)
    result: Array = out[(0,) * (out.ndim - 2)]
    return result


@instead_of("max_pool2d")
def pools_the_first_two_axes(x: Array, f: int, stride: int | None = None) -> Array:
    """In a stack you pool the first two axes, not the last two."""
    return np.moveaxis(max_pool2d(np.moveaxis(x, (0, 1), AXES), f, stride), AXES, (0, 1))


@instead_of("max_pool2d")
def takes_the_maps_to_be_on_the_last_axis(x: Array, f: int, stride: int | None = None) -> Array:
    """You take the last axis of a stack for its maps; they come first."""
    if x.ndim == 2:
        return max_pool2d(x, f, stride)
    return np.moveaxis(max_pool2d(np.moveaxis(x, -1, 0), f, stride), 0, -1)


@instead_of("max_pool2d")
def drops_axes_of_length_one(x: Array, f: int, stride: int | None = None) -> Array:
    """Axes of length 1 vanish from your result; all of them stay."""
    return np.squeeze(max_pool2d(x, f, stride))


@instead_of("max_pool2d")
def returns_a_number_for_one_window(x: Array, f: int, stride: int | None = None) -> Array | float:
    """For a single window you return a number instead of an array with the axes of the map."""
    out = max_pool2d(x, f, stride)
    return float(out.item()) if out.size == 1 else out


@instead_of("max_pool2d")
def returns_a_flat_vector(x: Array, f: int, stride: int | None = None) -> Array:
    """You return all maxima in one row; they form a map."""
    out = max_pool2d(x, f, stride)
    return out.reshape(*out.shape[:-2], -1)


@instead_of("max_pool2d")
def cuts_off_fractions(x: Array, f: int, stride: int | None = None) -> NDArray[np.int64]:
    """Your array holds whole numbers only and cuts fractions off."""
    return max_pool2d(x, f, stride).astype(np.int64)


@instead_of("max_pool2d")
def names_the_stride_otherwise(x: Array, f: int, s: int | None = None) -> Array:
    """Your parameter has another name, so that stride=… is not accepted."""
    return max_pool2d(x, f, s)


@instead_of("max_pool2d")
def cannot_move_by_none(x: Array, f: int, stride: int | None = None) -> Array:
    """Your function fails where no stride is given: None is not replaced by the size of the window."""
    if stride is None:
        raise TypeError("None is no number")
    return max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def returns_the_maximum_of_small_maps(x: Array, f: int, stride: int | None = None) -> Array:
    """A window larger than the map is not refused: you take the maximum of what there is."""
    if f < 1:
        return max_pool2d(x, f, stride)
    step, size = f if stride is None else stride, min(f, *x.shape[-2:])
    return max_pool2d(x, size, step) if size < f else max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def returns_an_empty_array_for_small_maps(x: Array, f: int, stride: int | None = None) -> Array:
    """A window larger than the map is not refused: you return an array without entries."""
    step = f if stride is None else stride
    if f < 1 or step < 1 or min(x.shape[-2:]) >= f:
        return max_pool2d(x, f, stride)
    return np.zeros((*x.shape[:-2], *(max(0, (n - f) // step + 1) for n in x.shape[-2:])))


@instead_of("max_pool2d")
def checks_the_height_only(x: Array, f: int, stride: int | None = None) -> Array:
    """You refuse maps that are not high enough, but not those that are not wide enough."""
    if x.shape[-1] < f and x.shape[-2] >= f:
        return np.zeros((*x.shape[:-2], pool_output_size(x.shape[-2], f, stride), 0))
    return max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def checks_the_width_only(x: Array, f: int, stride: int | None = None) -> Array:
    """You refuse maps that are not wide enough, but not those that are not high enough."""
    if x.shape[-2] < f and x.shape[-1] >= f:
        return np.zeros((*x.shape[:-2], 0, pool_output_size(x.shape[-1], f, stride)))
    return max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def pools_windows_without_entries(x: Array, f: int, stride: int | None = None) -> Array:
    """A window of fewer than one entry is not refused: you return something all the same."""
    return max_pool2d(x, 1, stride) if f < 1 else max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def divides_by_a_stride_of_zero(x: Array, f: int, stride: int | None = None) -> Array:
    """A stride of 0 ends in a division by zero instead of a ValueError."""
    if stride == 0:
        raise ZeroDivisionError
    return max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def slides_by_the_window_at_stride_zero(x: Array, f: int, stride: int | None = None) -> Array:
    """A stride of 0 counts as no stride for you, as `stride or f` makes it, instead of being refused."""
    return max_pool2d(x, f, stride or f)


@instead_of("max_pool2d")
def slides_backwards(x: Array, f: int, stride: int | None = None) -> Array:
    """A negative stride is not refused: you read the places backwards."""
    if stride is not None and stride < 0:
        return max_pool2d(x, f, 1)[..., ::stride, ::stride]
    return max_pool2d(x, f, stride)


@instead_of("max_pool2d")
def asserts_that_the_window_fits(x: Array, f: int, stride: int | None = None) -> Array:
    """Whatever should be refused ends in another exception than ValueError, such as that of an assert."""
    try:
        return max_pool2d(x, f, stride)
    except ValueError as error:
        raise AssertionError from error


@instead_of("max_pool2d")
def marks_the_windows(x: Array, f: int, stride: int | None = None) -> Array:
    """Your results are right, but you write into the map that you are given."""
    out = max_pool2d(x, f, stride)
    x[..., : out.shape[-2], : out.shape[-1]] = out
    return out


@instead_of("max_pool2d")
def remembers_by_shape(x: Array, f: int, stride: int | None = None) -> Array:
    """Two maps of the same shape get the same result: you remember earlier results by the shape alone."""
    out = max_pool2d(x, f, stride)
    return _remembered.setdefault((x.shape, f, stride), out)


_remembered: dict[tuple[object, ...], Array] = {}


@instead_of("max_pool2d")
def knows_only_the_examples(x: Array, f: int, stride: int | None = None) -> Array:
    """You return the results of the examples and compute none of your own."""
    max_pool2d(x, f, stride)
    known = {(3, 5, 2, None): [[3.0, -4.0]], (3, 5, 2, 1): [[3.0, 2.0, -4.0, 9.0], [5.0, 2.0, 1.5, 9.0]]}
    return np.array(known.get((*x.shape, f, stride), [[0.0]]))
