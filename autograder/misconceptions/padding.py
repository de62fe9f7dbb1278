"""Known wrong answers on padding."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.convolution import same_padding, zero_pad

Array = NDArray[np.float64]


def _pad(x: Array, rows: tuple[int, int], columns: tuple[int, int], **how: Any) -> Array:
    """Pad the last two axes, by different widths or with something else than zeros."""
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [rows, columns], **how)


def _refuse_negative(p: int) -> None:
    """Raise ValueError where the contract asks for it."""
    if p < 0:
        raise ValueError("the padding is negative")


@instead_of("same_padding")
def accepts_even_kernels(f: int) -> int:
    """Even kernels are not refused, though no equal padding on both sides keeps the size for them."""
    if f < 1:
        raise ValueError("the kernel has no entries")
    return f // 2


@instead_of("same_padding")
def rounds_down_for_even_kernels(f: int) -> int:
    """Even kernels are not refused: you round (f − 1)/2 down, and the image would shrink by one."""
    if f < 1:
        raise ValueError("the kernel has no entries")
    return (f - 1) // 2


@instead_of("same_padding")
def returns_nothing_for_even_kernels(f: int) -> int | None:
    """Even kernels are not refused: you return None, or only print something, instead of raising ValueError."""
    return same_padding(f) if f < 1 or f % 2 else None


@instead_of("same_padding")
def accepts_only_even_kernels(f: int) -> int:
    """Odd and even are mixed up: you refuse the odd kernels and answer for the even ones."""
    if f < 1 or f % 2:
        raise ValueError("the kernel is odd")
    return (f - 1) // 2


@instead_of("same_padding")
def one_zero_too_many(f: int) -> int:
    """You return one zero too many for each side."""
    return same_padding(f) + 1


@instead_of("same_padding")
def one_zero_too_few(f: int) -> int:
    """You return one zero too few for each side."""
    return same_padding(f) - 1


@instead_of("same_padding")
def zeros_of_both_sides(f: int) -> int:
    """You return the zeros of both sides together; padding is counted per side."""
    return 2 * same_padding(f)


@instead_of("same_padding")
def as_wide_as_the_kernel(f: int) -> int:
    """You pad by the whole size of the kernel; the result would be larger than the image."""
    same_padding(f)
    return f


@instead_of("same_padding")
def always_one(f: int) -> int:
    """You always answer 1, which is right for one size of kernel only."""
    same_padding(f)
    return 1


@instead_of("same_padding")
def at_least_one(f: int) -> int:
    """You pad by at least 1, though a kernel of one entry needs no padding."""
    return max(1, same_padding(f))


@instead_of("same_padding")
def no_padding_at_all(f: int) -> int:
    """You answer 0 for every kernel: that is no padding, and the image would shrink."""
    same_padding(f)
    return 0


@instead_of("same_padding")
def rounds_half_the_kernel(f: int) -> int:
    """You round f/2 to the nearest whole number, which comes out too large for every second odd kernel."""
    same_padding(f)
    return round(f / 2)


@instead_of("same_padding")
def a_float(f: int) -> float:
    """Your number is right but a float, as / makes it; a padding is an int."""
    return float(same_padding(f))


@instead_of("same_padding")
def half_the_kernel(f: int) -> float:
    """You return half of the kernel's size, a fraction of a pixel."""
    same_padding(f)
    return f / 2


@instead_of("same_padding")
def one_number_for_each_side(f: int) -> tuple[int, int]:
    """You return a pair; the padding is one number that holds for each side."""
    return same_padding(f), same_padding(f)


@instead_of("same_padding")
def a_word(f: int) -> str:
    """You return the name of the padding, and not how many zeros it takes."""
    same_padding(f)
    return "same"


@instead_of("same_padding")
def accepts_negative_odd_sizes(f: int) -> int:
    """Negative odd sizes are not refused: your test for odd numbers lets them pass."""
    if f % 2 == 0:
        raise ValueError("the kernel is even")
    return (f - 1) // 2


@instead_of("same_padding")
def refuses_no_size(f: int) -> int:
    """You refuse nothing: neither even kernels nor sizes below 1."""
    return (f - 1) // 2


@instead_of("same_padding")
def refuses_a_single_entry(f: int) -> int:
    """You refuse a kernel of one entry, which is odd and needs no padding."""
    if f == 1:
        raise ValueError("the kernel is too small")
    return same_padding(f)


@instead_of("same_padding")
def asserts_that_the_kernel_is_odd(f: int) -> int:
    """Invalid sizes end in another exception than ValueError, such as that of an assert."""
    try:
        return same_padding(f)
    except ValueError as error:
        raise AssertionError from error


@instead_of("same_padding")
def answers_zero_for_invalid_sizes(f: int) -> int:
    """You answer 0 for the sizes that you should refuse."""
    return same_padding(f) if f >= 1 and f % 2 else 0


# -------------------------------------------------------------------------------------------------------- zero_pad


@instead_of("zero_pad")
def pads_top_and_left(x: Array, p: int) -> Array:
    """You put all zeros above and to the left, and none below and to the right."""
    _refuse_negative(p)
    return _pad(x, (2 * p, 0), (2 * p, 0))


@instead_of("zero_pad")
def pads_bottom_and_right(x: Array, p: int) -> Array:
    """You put all zeros below and to the right, and none above and to the left."""
    _refuse_negative(p)
    return _pad(x, (0, 2 * p), (0, 2 * p))


@instead_of("zero_pad")
def pads_two_sides_by_p(x: Array, p: int) -> Array:
    """Your image grows by p along each axis: zeros are missing on two of the four sides."""
    _refuse_negative(p)
    return _pad(x, (p, 0), (p, 0))


@instead_of("zero_pad")
def pads_the_end_by_p(x: Array, p: int) -> Array:
    """Your image grows by p along each axis: nothing is put above it and to the left."""
    _refuse_negative(p)
    return _pad(x, (0, p), (0, p))


@instead_of("zero_pad")
def pads_rows_only(x: Array, p: int) -> Array:
    """You add zeros above and below, but none to the left and to the right."""
    _refuse_negative(p)
    return _pad(x, (p, p), (0, 0))


@instead_of("zero_pad")
def pads_columns_only(x: Array, p: int) -> Array:
    """You add zeros to the left and to the right, but none above and below."""
    _refuse_negative(p)
    return _pad(x, (0, 0), (p, p))


@instead_of("zero_pad")
def shares_p_between_the_sides(x: Array, p: int) -> Array:
    """You share p out between two opposite sides; every side gets p zeros."""
    _refuse_negative(p)
    return _pad(x, (p // 2, p - p // 2), (p // 2, p - p // 2))


@instead_of("zero_pad")
def pads_twice_as_much(x: Array, p: int) -> Array:
    """Your frame is twice as wide as it should be."""
    return zero_pad(x, 2 * p)


@instead_of("zero_pad")
def pads_by_one(x: Array, p: int) -> Array:
    """Your frame is one zero wide, whatever p is."""
    _refuse_negative(p)
    return zero_pad(x, 1)


@instead_of("zero_pad")
def does_not_pad(x: Array, p: int) -> Array:
    """You return the image without a frame."""
    _refuse_negative(p)
    return x


@instead_of("zero_pad")
def repeats_the_edge(x: Array, p: int) -> Array:
    """Your frame repeats the edge of the image instead of being zero."""
    _refuse_negative(p)
    return _pad(x, (p, p), (p, p), mode="edge")


@instead_of("zero_pad")
def mirrors_the_image(x: Array, p: int) -> Array:
    """Your frame mirrors the image instead of being zero."""
    _refuse_negative(p)
    return _pad(x, (p, p), (p, p), mode="symmetric")


@instead_of("zero_pad")
def wraps_around(x: Array, p: int) -> Array:
    """Your frame continues the image from its opposite side instead of being zero."""
    _refuse_negative(p)
    return _pad(x, (p, p), (p, p), mode="wrap")


@instead_of("zero_pad")
def pads_with_ones(x: Array, p: int) -> Array:
    """Your frame is made of ones, not of zeros."""
    _refuse_negative(p)
    return _pad(x, (p, p), (p, p), constant_values=1.0)


@instead_of("zero_pad")
def pads_with_nan(x: Array, p: int) -> Array:
    """Your frame is not made of zeros but of entries that are no numbers."""
    _refuse_negative(p)
    return _pad(x, (p, p), (p, p), constant_values=np.nan)


@instead_of("zero_pad")
def pads_every_axis(x: Array, p: int) -> Array:
    """You pad the leading axes as well, so that a stack gains whole images of zeros."""
    _refuse_negative(p)
    return np.pad(x, p)


@instead_of("zero_pad")
def pads_the_first_two_axes(x: Array, p: int) -> Array:
    """In a stack you pad the first two axes, not the last two."""
    _refuse_negative(p)
    return np.pad(x, [(p, p), (p, p)] + [(0, 0)] * (x.ndim - 2))


@instead_of("zero_pad")
def pads_only_the_last_axis_of_a_stack(x: Array, p: int) -> Array:
    """In a stack only the rows get longer: the last but one axis is not padded."""
    _refuse_negative(p)
    return zero_pad(x, p) if x.ndim == 2 else _pad(x, (0, 0), (p, p))


@instead_of("zero_pad")
def pads_single_images_only(x: Array, p: int) -> Array:
    """Your function works for a single image only and fails for a stack of images."""
    height, width = x.shape[-2:]
    if x.ndim > 2:
        raise IndexError("too many axes")
    return zero_pad(x.reshape(height, width), p)


@instead_of("zero_pad")
def pads_one_leading_axis_only(x: Array, p: int) -> Array:
    """Your function knows images and stacks of images, but fails for a stack of stacks."""
    if x.ndim > 3:
        raise IndexError("too many axes")
    return zero_pad(x, p)


@instead_of("zero_pad")
def pads_the_first_of_a_stack(x: Array, p: int) -> Array:
    """Of a stack you return only the first image."""
    return zero_pad(x, p) if x.ndim == 2 else zero_pad(x[0], p)


@instead_of("zero_pad")
def drops_leading_axes_of_one(x: Array, p: int) -> Array:
    """A stack of one image loses its leading axis."""
    return zero_pad(np.squeeze(x, tuple(a for a, n in enumerate(x.shape[:-2]) if n == 1)), p)


@instead_of("zero_pad")
def adds_a_leading_axis(x: Array, p: int) -> Array:
    """You add an axis in front that the image does not have."""
    return zero_pad(x, p)[np.newaxis]


@instead_of("zero_pad")
def takes_the_image_to_be_square(x: Array, p: int) -> Array:
    """You take the image for square: its height counts as its width too."""
    _refuse_negative(p)
    *leading, height, _ = x.shape
    out = np.zeros((*leading, height + 2 * p, height + 2 * p))
    part = x[..., :height]
    out[..., p : p + height, p : p + part.shape[-1]] = part
    return out


@instead_of("zero_pad")
def exchanges_height_and_width(x: Array, p: int) -> Array:
    """Height and width are exchanged, so that images which are not square do not fit."""
    _refuse_negative(p)
    *leading, height, width = x.shape
    out = np.zeros((*leading, width + 2 * p, height + 2 * p))
    out[..., p : p + height, p : p + width] = x
    return out


@instead_of("zero_pad")
def transposes_the_image(x: Array, p: int) -> Array:
    """You return the padded image with rows and columns exchanged."""
    return np.swapaxes(zero_pad(x, p), -1, -2)


@instead_of("zero_pad")
def puts_zeros_between_the_entries(x: Array, p: int) -> Array:
    """You put zeros between the entries of the image, and not only around it."""
    _refuse_negative(p)
    *leading, height, width = x.shape
    out = np.zeros((*leading, height + (height + 1) * p, width + (width + 1) * p))
    out[..., p :: p + 1, p :: p + 1] = x
    return out


@instead_of("zero_pad")
def frames_inside_the_image(x: Array, p: int) -> Array:
    """Your image does not grow: the frame overwrites its outermost entries."""
    _refuse_negative(p)
    height, width = x.shape[-2:]
    out = np.zeros(x.shape)
    out[..., p : height - p, p : width - p] = x[..., p : height - p, p : width - p]
    return out


@instead_of("zero_pad")
def cuts_off_fractions(x: Array, p: int) -> NDArray[np.int64]:
    """Your array holds whole numbers only and cuts the fractions of the image off."""
    return zero_pad(x, p).astype(np.int64)


@instead_of("zero_pad")
def breaks_without_padding(x: Array, p: int) -> Array:
    """With p = 0 your slice up to −p is empty, and the image gets lost."""
    out = np.zeros_like(zero_pad(x, p))
    out[..., p:-p, p:-p] = x
    return out


@instead_of("zero_pad")
def refuses_no_padding(x: Array, p: int) -> Array:
    """You refuse p = 0, which only means that there is nothing to do."""
    if p <= 0:
        raise ValueError("the padding must be positive")
    return zero_pad(x, p)


@instead_of("zero_pad")
def crops_by_negative_padding(x: Array, p: int) -> Array:
    """Negative padding is not refused: you cut the image smaller."""
    return zero_pad(x, p) if p >= 0 else x[..., -p : x.shape[-2] + p, -p : x.shape[-1] + p]


@instead_of("zero_pad")
def leaves_the_image_at_negative_padding(x: Array, p: int) -> Array:
    """Negative padding is not refused: you return the image as if p were 0."""
    return zero_pad(x, max(0, p))


@instead_of("zero_pad")
def takes_the_size_of_negative_padding(x: Array, p: int) -> Array:
    """Negative padding is not refused: you drop its sign."""
    return zero_pad(x, abs(p))


@instead_of("zero_pad")
def asserts_that_padding_is_not_negative(x: Array, p: int) -> Array:
    """Negative padding ends in another exception than ValueError, such as that of an assert."""
    if p < 0:
        raise AssertionError
    return zero_pad(x, p)


@instead_of("zero_pad")
def clears_the_image(x: Array, p: int) -> Array:
    """Your function overwrites the image that it is given."""
    out = zero_pad(x, p)
    x[...] = 0.0
    return out


_buffers: dict[tuple[int, ...], Array] = {}


@instead_of("zero_pad")
def reuses_one_array(x: Array, p: int) -> Array:
    """All your results of one shape are the same array: a later call overwrites what an earlier one returned."""
    padded = zero_pad(x, p)
    out = _buffers.setdefault(padded.shape, np.zeros(padded.shape))
    out[...] = padded
    return out
