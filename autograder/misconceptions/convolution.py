"""Known wrong answers on convolution in two dimensions."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.convolution import conv2d, conv_output_shape, flipped_convolution, vertical_edges, zero_pad

Array = NDArray[np.float64]
EDGES = np.array([[1.0, 0.0, -1.0]] * 3)


def _refuse_misfits(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> None:
    """Raise ValueError where the contract asks for it."""
    conv_output_shape(x.shape, kernel.shape, padding, stride)


def _with_windows(
    x: Array, kernel: Array, padding: int, stride: int, combine: Callable[[Array, Array], float]
) -> Array:
    """Slide rightly, but combine each window with the kernel in some other way than the sum of products."""
    rows, columns = conv_output_shape(x.shape, kernel.shape, padding, stride)
    windows = sliding_window_view(zero_pad(x, padding), kernel.shape)[::stride, ::stride]
    return np.array([[combine(windows[i, j], kernel) for j in range(columns)] for i in range(rows)])


def _correlate(padded: Array, kernel: Array, stride: int = 1) -> Array:
    """Slide over an image that is padded already, without refusing anything else than NumPy does."""
    result: Array = np.einsum("ijab,ab->ij", sliding_window_view(padded, kernel.shape)[::stride, ::stride], kernel)
    return result


def _padded(x: Array, p: int, **how: Any) -> Array:
    """Pad with something else than zeros."""
    return np.pad(x, p, **how)


@instead_of("conv2d")
def flips_the_kernel(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You flip the kernel on both axes, as mathematics does; conv2d uses it as it is given."""
    return conv2d(x, kernel[::-1, ::-1], padding, stride)


@instead_of("conv2d")
def mirrors_the_kernel_left_to_right(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your kernel is mirrored left to right."""
    return conv2d(x, kernel[:, ::-1], padding, stride)


@instead_of("conv2d")
def mirrors_the_kernel_upside_down(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your kernel is mirrored upside down."""
    return conv2d(x, kernel[::-1], padding, stride)


@instead_of("conv2d")
def transposes_the_kernel(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your kernel is transposed: its rows lie along the image's columns."""
    return conv2d(x, kernel.T, padding, stride)


@instead_of("conv2d")
def averages_the_products(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You average the products of a window; they are summed."""
    return conv2d(x, kernel, padding, stride) / kernel.size


@instead_of("conv2d")
def takes_the_largest_product(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You take the largest product of a window; the products are summed."""
    return _with_windows(x, kernel, padding, stride, lambda window, kernel: (window * kernel).max())


@instead_of("conv2d")
def multiplies_as_matrices(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You multiply window and kernel as matrices; each entry is multiplied by the one that it lies on."""
    return _with_windows(x, kernel, padding, stride, lambda window, kernel: (window @ kernel).sum())


@instead_of("conv2d")
def multiplies_the_sums(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You multiply the sum of the window by the sum of the kernel; multiply entry by entry before you sum."""
    return _with_windows(x, kernel, padding, stride, lambda window, kernel: window.sum() * kernel.sum())


@instead_of("conv2d")
def adds_instead_of_multiplying(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You add the kernel to the window instead of multiplying the two."""
    return _with_windows(x, kernel, padding, stride, lambda window, kernel: (window + kernel).sum())


@instead_of("conv2d")
def sums_absolute_products(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You sum the products without their signs."""
    return conv2d(np.abs(x), np.abs(kernel), padding, stride)


@instead_of("conv2d")
def drops_negative_results(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Negative results come out as 0: no activation belongs into the convolution itself."""
    return np.maximum(conv2d(x, kernel, padding, stride), 0.0)


@instead_of("conv2d")
def returns_absolute_values(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your results have lost their signs."""
    return np.abs(conv2d(x, kernel, padding, stride))


@instead_of("conv2d")
def divides_by_the_sum_of_the_kernel(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You divide by the sum of the kernel's entries; the kernel is used as it is given."""
    total = kernel.sum()
    return conv2d(x, kernel, padding, stride) / (total if total else 1.0)


@instead_of("conv2d")
def subtracts_the_mean_of_the_kernel(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You shift the kernel so that its mean is 0; it is used as it is given."""
    return conv2d(x, kernel - kernel.mean(), padding, stride)


@instead_of("conv2d")
def cuts_results_to_whole_numbers(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> NDArray[np.int64]:
    """Your array holds whole numbers only and cuts the fractions of the results off."""
    return conv2d(x, kernel, padding, stride).astype(np.int64)


@instead_of("conv2d")
def returns_zeros(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your result has the right shape, but nothing is ever written into it."""
    return np.zeros_like(conv2d(x, kernel, padding, stride))


@instead_of("conv2d")
def keeps_the_last_product(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Only the last product of each window survives: in your loop every one overwrites the one before."""
    return _with_windows(x, kernel, padding, stride, lambda window, kernel: window[-1, -1] * kernel[-1, -1])


@instead_of("conv2d")
def keeps_the_last_row_of_products(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Only the kernel's last row counts: the sums of the rows overwrite each other."""
    return _with_windows(x, kernel, padding, stride, lambda window, kernel: (window[-1] * kernel[-1]).sum())


@instead_of("conv2d")
def never_resets_the_sum(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your sum is not set back to 0 for a new window: each result contains all the results before it."""
    out = conv2d(x, kernel, padding, stride)
    return np.cumsum(out).reshape(out.shape)


@instead_of("conv2d")
def ignores_the_stride(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """The stride has no effect on your result."""
    _refuse_misfits(x, kernel, padding, stride)
    return conv2d(x, kernel, padding)


@instead_of("conv2d")
def strides_down_only(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your stride acts downwards but not to the right."""
    _refuse_misfits(x, kernel, padding, stride)
    return conv2d(x, kernel, padding)[::stride]


@instead_of("conv2d")
def strides_to_the_right_only(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your stride acts to the right but not downwards."""
    _refuse_misfits(x, kernel, padding, stride)
    return conv2d(x, kernel, padding)[:, ::stride]


@instead_of("conv2d")
def moves_by_one_whatever_the_stride(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your result has the shape that the stride asks for, but the windows lie next to each other all the same."""
    rows, columns = conv_output_shape(x.shape, kernel.shape, padding, stride)
    return conv2d(x, kernel, padding)[:rows, :columns]


@instead_of("conv2d")
def moves_by_the_kernel(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your windows are side by side: you move by the kernel's size instead of the stride."""
    _refuse_misfits(x, kernel, padding, stride)
    return conv2d(x, kernel, padding)[:: kernel.shape[0], :: kernel.shape[1]]


@instead_of("conv2d")
def starts_a_stride_later(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your first window does not lie in the corner: a stride of s makes you leave out s − 1 places before it."""
    _refuse_misfits(x, kernel, padding, stride)
    return conv2d(x, kernel, padding)[stride - 1 :: stride, stride - 1 :: stride]


@instead_of("conv2d")
def thins_out_the_image(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You take every s-th pixel of the image first; the stride moves the window, whose own pixels stay together."""
    _refuse_misfits(x, kernel, padding, stride)
    thinned = zero_pad(x, padding)[::stride, ::stride]
    return conv2d(thinned, kernel)


@instead_of("conv2d")
def ignores_the_padding(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """The padding has no effect on your result."""
    _refuse_misfits(x, kernel, padding, stride)
    return conv2d(x, kernel, 0, stride)


@instead_of("conv2d")
def pads_top_and_left(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You put all zeros above and to the left of the image, and none on the other two sides."""
    _refuse_misfits(x, kernel, padding, stride)
    return _correlate(np.pad(x, (2 * padding, 0)), kernel, stride)


@instead_of("conv2d")
def pads_bottom_and_right(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You put all zeros below and to the right of the image, and none on the other two sides."""
    _refuse_misfits(x, kernel, padding, stride)
    return _correlate(np.pad(x, (0, 2 * padding)), kernel, stride)


@instead_of("conv2d")
def pads_half_as_much(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You share the padding out between two opposite sides; every side gets all of it."""
    _refuse_misfits(x, kernel, padding, stride)
    return _correlate(np.pad(x, (padding // 2, padding - padding // 2)), kernel, stride)


@instead_of("conv2d")
def pads_the_rows_only(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You pad above and below, but not to the left and to the right."""
    _refuse_misfits(x, kernel, padding, stride)
    return _correlate(np.pad(x, [(padding, padding), (0, 0)]), kernel, stride)


@instead_of("conv2d")
def pads_the_columns_only(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You pad to the left and to the right, but not above and below."""
    _refuse_misfits(x, kernel, padding, stride)
    return _correlate(np.pad(x, [(0, 0), (padding, padding)]), kernel, stride)


@instead_of("conv2d")
def pads_with_the_edge(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your padding repeats the edge of the image instead of being zero."""
    _refuse_misfits(x, kernel, padding, stride)
    return _correlate(_padded(x, padding, mode="edge"), kernel, stride)


@instead_of("conv2d")
def pads_by_wrapping_around(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your padding continues the image from its opposite side instead of being zero."""
    _refuse_misfits(x, kernel, padding, stride)
    return _correlate(_padded(x, padding, mode="wrap"), kernel, stride)


@instead_of("conv2d")
def pads_with_ones(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your padding is made of ones, not of zeros."""
    _refuse_misfits(x, kernel, padding, stride)
    return _correlate(_padded(x, padding, constant_values=1.0), kernel, stride)


@instead_of("conv2d")
def pads_with_nan(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your padding is not made of zeros but of entries that are no numbers."""
    _refuse_misfits(x, kernel, padding, stride)
    return _correlate(_padded(x, padding, constant_values=np.nan), kernel, stride)


@instead_of("conv2d")
def pads_the_result(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You pad the result; it is the image that is padded, before anything slides."""
    _refuse_misfits(x, kernel, padding, stride)
    return zero_pad(conv2d(x, kernel, 0, stride), padding)


@instead_of("conv2d")
def keeps_the_size_of_the_image(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You pad so that the image keeps its size, whatever padding is asked for."""
    _refuse_misfits(x, kernel, padding, stride)
    height, width = kernel.shape
    sides = [((height - 1) // 2, height // 2), ((width - 1) // 2, width // 2)]
    return _correlate(np.pad(x, sides), kernel, stride)


@instead_of("conv2d")
def returns_the_full_convolution(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your window also stands where it overlaps the image only in part, and the result is larger than the image."""
    _refuse_misfits(x, kernel, padding, stride)
    height, width = kernel.shape
    sides = [(padding + height - 1, padding + height - 1), (padding + width - 1, padding + width - 1)]
    return _correlate(np.pad(x, sides), kernel, stride)


@instead_of("conv2d")
def fills_up_the_last_windows(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You also count windows that hang over the lower and the right edge, with zeros for what they lack."""
    _refuse_misfits(x, kernel, padding, stride)
    padded = zero_pad(x, padding)
    missing = [-(n - f) % stride for n, f in zip(padded.shape, kernel.shape, strict=True)]
    return _correlate(np.pad(padded, [(0, missing[0]), (0, missing[1])]), kernel, stride)


@instead_of("conv2d")
def leaves_the_last_window_out(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your loops end one place too early: the windows at the lower and at the right edge are missing."""
    _refuse_misfits(x, kernel, padding, stride)
    return conv2d(x, kernel, padding)[:-1:stride, :-1:stride]


@instead_of("conv2d")
def starts_windows_everywhere(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You start a window at every pixel, also where the kernel hangs over the lower or the right edge."""
    _refuse_misfits(x, kernel, padding, stride)
    height, width = kernel.shape
    return _correlate(np.pad(zero_pad(x, padding), [(0, height - 1), (0, width - 1)]), kernel, stride)


@instead_of("conv2d")
def takes_the_image_for_square(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You take the image for square: its height decides how far the window moves to the right."""
    _refuse_misfits(x, kernel, padding, stride)
    out = conv2d(x, kernel, padding, stride)
    columns = (len(x) + 2 * padding - kernel.shape[1]) // stride + 1
    if columns > out.shape[1]:
        raise IndexError("a window beyond the right edge")
    return out[:, : max(0, columns)]


@instead_of("conv2d")
def takes_the_kernel_for_square(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You take the kernel for square: its height decides where the window ends to the right."""
    _refuse_misfits(x, kernel, padding, stride)
    size = len(kernel)
    if kernel.shape[1] < size:
        raise IndexError("an entry beyond the kernel")
    return conv2d(x, kernel[:, :size], padding, stride)


@instead_of("conv2d")
def returns_rows_as_columns(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Rows and columns of your result are exchanged."""
    return conv2d(x, kernel, padding, stride).T


@instead_of("conv2d")
def returns_a_flat_vector(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You return all results in one row; they form an array with two axes."""
    return conv2d(x, kernel, padding, stride).ravel()


@instead_of("conv2d")
def drops_axes_of_length_one(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Axes of length 1 vanish from your result: two axes stay, however few windows there are."""
    return np.squeeze(conv2d(x, kernel, padding, stride))


@instead_of("conv2d")
def returns_a_number_for_one_window(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array | float:
    """For a single window you return a number instead of an array of one row and one column."""
    out = conv2d(x, kernel, padding, stride)
    return float(out[0, 0]) if out.size == 1 else out


@instead_of("conv2d")
def adds_an_axis(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your result has an axis in front that the image does not have."""
    return conv2d(x, kernel, padding, stride)[np.newaxis]


@instead_of("conv2d")
def swaps_padding_and_stride(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Padding and stride are mixed up: each acts as the other should."""
    return conv2d(x, kernel, stride, padding)


@instead_of("conv2d")
def takes_stride_before_padding(x: Array, kernel: Array, stride: int = 1, padding: int = 0) -> Array:
    """Your parameters are in another order: the third is taken for the stride, the fourth for the padding."""
    return conv2d(x, kernel, padding, stride)


@instead_of("conv2d")
def takes_other_names(x: Array, kernel: Array, p: int = 0, s: int = 1) -> Array:
    """Your parameters have other names, so that padding=… and stride=… are not accepted."""
    return conv2d(x, kernel, p, s)


@instead_of("conv2d")
def returns_an_empty_array_for_large_kernels(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """A kernel that does not fit is not refused: you return an array without entries."""
    if padding < 0 or stride < 1:
        raise ValueError("padding or stride is too small")
    places = [(n + 2 * padding - f) // stride + 1 for n, f in zip(x.shape, kernel.shape, strict=True)]
    return conv2d(x, kernel, padding, stride) if min(places) > 0 else np.zeros([max(0, n) for n in places])


@instead_of("conv2d")
def cuts_large_kernels_to_size(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """A kernel that does not fit is not refused: you use the part of it that lies on the image."""
    height, width = (n + 2 * padding for n in x.shape)
    return conv2d(x, kernel[:height, :width], padding, stride)


@instead_of("conv2d")
def compares_the_height_only(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You refuse a kernel that is too high, but not one that is too wide."""
    places = (x.shape[1] + 2 * padding - kernel.shape[1]) // stride + 1
    if places > 0:
        return conv2d(x, kernel, padding, stride)
    return np.zeros((conv_output_shape(x.shape, (len(kernel), 1), padding, stride)[0], 0))


@instead_of("conv2d")
def compares_the_width_only(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You refuse a kernel that is too wide, but not one that is too high."""
    places = (x.shape[0] + 2 * padding - kernel.shape[0]) // stride + 1
    if places > 0:
        return conv2d(x, kernel, padding, stride)
    return np.zeros((0, conv_output_shape(x.shape, (1, kernel.shape[1]), padding, stride)[1]))


@instead_of("conv2d")
def refuses_kernels_larger_than_the_bare_image(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You refuse kernels larger than the image even where they fit once it is padded."""
    _refuse_misfits(x, kernel, 0, stride)
    return conv2d(x, kernel, padding, stride)


@instead_of("conv2d")
def refuses_a_kernel_as_large_as_the_image(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You refuse a kernel that just fits, though there is one place for it."""
    if any(f >= n + 2 * padding for n, f in zip(x.shape, kernel.shape, strict=True)):
        raise ValueError("the kernel does not fit")
    return conv2d(x, kernel, padding, stride)


@instead_of("conv2d")
def refuses_what_is_not_square(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You refuse images and kernels that are not square."""
    if len(set(x.shape)) > 1 or len(set(kernel.shape)) > 1:
        raise ValueError("not square")
    return conv2d(x, kernel, padding, stride)


@instead_of("conv2d")
def refuses_even_kernels(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You refuse kernels of even size, which have no middle but slide all the same."""
    if any(f % 2 == 0 for f in kernel.shape):
        raise ValueError("an even kernel")
    return conv2d(x, kernel, padding, stride)


@instead_of("conv2d")
def refuses_what_the_stride_does_not_divide(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You refuse sizes that the stride does not divide, though the windows that do not fit are only left out."""
    _refuse_misfits(x, kernel, padding, stride)
    if any((n + 2 * padding - f) % stride for n, f in zip(x.shape, kernel.shape, strict=True)):
        raise ValueError("the stride does not divide the way")
    return conv2d(x, kernel, padding, stride)


@instead_of("conv2d")
def crops_by_negative_padding(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Negative padding is not refused: you cut the image smaller."""
    if padding < 0:
        return conv2d(x[-padding:padding, -padding:padding], kernel, 0, stride)
    return conv2d(x, kernel, padding, stride)


@instead_of("conv2d")
def takes_negative_padding_for_none(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Negative padding is not refused: you go on as if there were none."""
    return conv2d(x, kernel, max(0, padding), stride)


@instead_of("conv2d")
def divides_by_a_stride_of_zero(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """A stride of 0 ends in a division by zero instead of a ValueError."""
    if stride == 0:
        raise ZeroDivisionError
    return conv2d(x, kernel, padding, stride)


@instead_of("conv2d")
def takes_a_stride_of_zero_for_one(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """A stride of 0 is not refused: you go on as if it were 1."""
    return conv2d(x, kernel, padding, stride or 1)


@instead_of("conv2d")
def accepts_negative_strides(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """A negative stride is not refused: you read the places backwards."""
    if stride < 0:
        return conv2d(x, kernel, padding)[::stride, ::stride]
    return conv2d(x, kernel, padding, stride)


@instead_of("conv2d")
def asserts_instead_of_raising(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Invalid sizes end in another exception than ValueError, such as that of an assert."""
    try:
        return conv2d(x, kernel, padding, stride)
    except ValueError as error:
        raise AssertionError from error


@instead_of("conv2d")
def returns_nothing_for_misfits(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array | None:
    """Invalid sizes are not refused: you return None for them instead of raising ValueError."""
    try:
        return conv2d(x, kernel, padding, stride)
    except ValueError:
        return None


@instead_of("conv2d")
def multiplies_windows_in_place(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You multiply a window in place: it is a view, so that the image itself changes and later windows are wrong."""
    rows, columns = conv_output_shape(x.shape, kernel.shape, padding, stride)
    padded, out = zero_pad(x, padding) if padding else x, np.zeros((rows, columns))
    for i, j in np.ndindex(rows, columns):
        window = padded[i * stride : i * stride + len(kernel), j * stride : j * stride + kernel.shape[1]]
        window *= kernel
        out[i, j] = window.sum()
    return out


@instead_of("conv2d")
def writes_into_the_image(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your results are right, but you store them in the image that you are given."""
    out = conv2d(x, kernel, padding, stride)
    part = x[: out.shape[0], : out.shape[1]]
    part[...] = out[: part.shape[0], : part.shape[1]]
    return out


@instead_of("conv2d")
def remembers_by_shape(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Two images of the same shape get the same result: you remember earlier results by their shapes alone."""
    _refuse_misfits(x, kernel, padding, stride)
    return _remembered.setdefault((x.shape, kernel.shape, padding, stride), conv2d(x, kernel, padding, stride))


_remembered: dict[tuple[object, ...], Array] = {}


@instead_of("conv2d")
def knows_only_the_examples(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """You return the results of the examples and compute none of your own."""
    known = {(3, 4, 0, 1): [[41.0, 6.0, 58.0], [70.0, 29.0, 3.0]], (2, 3, 0, 2): [[21.0]]}
    known[2, 3, 1, 1] = [[0.0] * 4, [10.0, 21.0, 32.0, 3.0], [40.0, 54.0, 65.0, 6.0], [0.0] * 4]
    _refuse_misfits(x, kernel, padding, stride)
    return np.array(known.get((*x.shape, padding, stride), [[0.0]]))


# -------------------------------------------------------------------------------------------- flipped_convolution


@instead_of("flipped_convolution")
def flips_nothing(x: Array, kernel: Array) -> Array:
    """You use the kernel as it is given: that is cross-correlation, not the convolution of §6.2."""
    return conv2d(x, kernel)


@instead_of("flipped_convolution")
def flips_left_to_right_only(x: Array, kernel: Array) -> Array:
    """You flip the kernel left to right but not upside down."""
    return conv2d(x, kernel[:, ::-1])


@instead_of("flipped_convolution")
def flips_upside_down_only(x: Array, kernel: Array) -> Array:
    """You flip the kernel upside down but not left to right."""
    return conv2d(x, kernel[::-1])


@instead_of("flipped_convolution")
def transposes_instead_of_flipping(x: Array, kernel: Array) -> Array:
    """You transpose the kernel instead of flipping it."""
    return conv2d(x, kernel.T)


@instead_of("flipped_convolution")
def flips_and_transposes(x: Array, kernel: Array) -> Array:
    """You flip the kernel and transpose it as well."""
    return conv2d(x, kernel[::-1, ::-1].T)


@instead_of("flipped_convolution")
def turns_the_kernel_by_a_quarter(x: Array, kernel: Array) -> Array:
    """You turn the kernel by a quarter; flipping both axes turns it by a half."""
    return conv2d(x, np.rot90(kernel))


@instead_of("flipped_convolution")
def flips_the_image(x: Array, kernel: Array) -> Array:
    """You flip the image instead of the kernel, and your result comes out backwards."""
    return conv2d(x[::-1, ::-1], kernel)


@instead_of("flipped_convolution")
def flips_the_result(x: Array, kernel: Array) -> Array:
    """You flip the result; it is the kernel that is flipped, before it slides."""
    return conv2d(x, kernel)[::-1, ::-1]


@instead_of("flipped_convolution")
def changes_the_sign_of_the_kernel(x: Array, kernel: Array) -> Array:
    """You change the sign of the kernel's entries; flipping changes their places."""
    return conv2d(x, -kernel)


@instead_of("flipped_convolution")
def takes_the_inverse_order_of_the_entries(x: Array, kernel: Array) -> Array:
    """You sort the kernel's entries; flipping reads them backwards, whatever they are."""
    return conv2d(x, np.sort(kernel.ravel())[::-1].reshape(kernel.shape))


@instead_of("flipped_convolution")
def pads_to_the_full_convolution(x: Array, kernel: Array) -> Array:
    """Your kernel also stands where it overlaps the image only in part; there is no padding here."""
    _refuse_misfits(x, kernel)
    height, width = kernel.shape
    return _correlate(np.pad(x, [(height - 1, height - 1), (width - 1, width - 1)]), kernel[::-1, ::-1])


@instead_of("flipped_convolution")
def pads_to_the_size_of_the_image(x: Array, kernel: Array) -> Array:
    """Your result is as large as the image; there is no padding here."""
    _refuse_misfits(x, kernel)
    height, width = kernel.shape
    return _correlate(np.pad(x, [(height // 2, (height - 1) // 2), (width // 2, (width - 1) // 2)]), kernel[::-1, ::-1])


@instead_of("flipped_convolution")
def averages_the_flipped_window(x: Array, kernel: Array) -> Array:
    """You average the products of a window; they are summed."""
    return flipped_convolution(x, kernel) / kernel.size


@instead_of("flipped_convolution")
def squeezes_the_flipped_result(x: Array, kernel: Array) -> Array:
    """Axes of length 1 vanish from your result: two axes stay, however few windows there are."""
    return np.squeeze(flipped_convolution(x, kernel))


@instead_of("flipped_convolution")
def returns_the_flipped_result_transposed(x: Array, kernel: Array) -> Array:
    """Rows and columns of your result are exchanged."""
    return flipped_convolution(x, kernel).T


@instead_of("flipped_convolution")
def loses_the_last_window(x: Array, kernel: Array) -> Array:
    """The windows at the lower and at the right edge are missing from your result."""
    return flipped_convolution(x, kernel)[:-1, :-1]


@instead_of("flipped_convolution")
def returns_an_empty_array(x: Array, kernel: Array) -> Array:
    """A kernel larger than the image is not refused: you return an array without entries."""
    places = [n - f + 1 for n, f in zip(x.shape, kernel.shape, strict=True)]
    return flipped_convolution(x, kernel) if min(places) > 0 else np.zeros([max(0, n) for n in places])


@instead_of("flipped_convolution")
def exchanges_image_and_kernel(x: Array, kernel: Array) -> Array:
    """You let the smaller of the two slide over the larger, so that a kernel larger than the image is not refused."""
    try:
        return flipped_convolution(x, kernel)
    except ValueError:
        large, small = np.pad(kernel, [(0, x.shape[0]), (0, x.shape[1])]), x
        return flipped_convolution(large, small)


@instead_of("flipped_convolution")
def asserts_that_the_kernel_fits(x: Array, kernel: Array) -> Array:
    """A kernel larger than the image ends in another exception than ValueError, such as that of an assert."""
    try:
        return flipped_convolution(x, kernel)
    except ValueError as error:
        raise AssertionError from error


@instead_of("flipped_convolution")
def flips_the_kernel_of_the_caller(x: Array, kernel: Array) -> Array:
    """You flip the kernel in place: after the call, the caller's own kernel is changed."""
    kernel[...] = kernel[::-1, ::-1].copy()
    return conv2d(x, kernel)


# ------------------------------------------------------------------------------------------------- vertical_edges


@instead_of("vertical_edges")
def flips_the_edge_kernel(image: Array) -> Array:
    """Every sign is the opposite: your edge kernel is flipped, or subtracts left from right."""
    return -vertical_edges(image)


@instead_of("vertical_edges")
def finds_horizontal_edges(image: Array) -> Array:
    """You find horizontal edges: your kernel is the transpose of the lecture's."""
    return conv2d(image, EDGES.T)


@instead_of("vertical_edges")
def finds_edges_of_both_directions(image: Array) -> Array:
    """You combine vertical and horizontal edges; only the vertical ones are asked for."""
    return np.hypot(conv2d(image, EDGES), conv2d(image, EDGES.T))


@instead_of("vertical_edges")
def weighs_the_middle_row_twice(image: Array) -> Array:
    """Your kernel is Sobel's, with the middle row counted twice; the lecture's counts all rows alike."""
    return conv2d(image, EDGES * [[1.0], [2.0], [1.0]])


@instead_of("vertical_edges")
def weighs_the_rows_as_scharr(image: Array) -> Array:
    """Your kernel weighs its rows differently; the lecture's counts all rows alike."""
    return conv2d(image, EDGES * [[3.0], [10.0], [3.0]])


@instead_of("vertical_edges")
def averages_over_the_rows(image: Array) -> Array:
    """You divide by the number of rows; the lecture's kernel adds its rows up."""
    return vertical_edges(image) / 3.0


@instead_of("vertical_edges")
def averages_over_the_window(image: Array) -> Array:
    """You divide by the number of entries of the kernel."""
    return vertical_edges(image) / 9.0


@instead_of("vertical_edges")
def halves_the_differences(image: Array) -> Array:
    """You halve the differences, as for a slope; the lecture's kernel does not."""
    return vertical_edges(image) / 2.0


@instead_of("vertical_edges")
def looks_at_single_rows(image: Array) -> Array:
    """You subtract pixels of single rows; the kernel adds up the differences of three rows."""
    return vertical_edges(image) * 0.0 + conv2d(image, EDGES[:1])[: len(image) - 2]


@instead_of("vertical_edges")
def looks_at_the_middle_row(image: Array) -> Array:
    """Only the middle row of each window counts in your result."""
    return vertical_edges(image) * 0.0 + conv2d(image, EDGES[:1])[1:-1]


@instead_of("vertical_edges")
def keeps_all_rows(image: Array) -> Array:
    """Your result has as many rows as the image: you subtract within single rows and add nothing up."""
    vertical_edges(image)
    return conv2d(image, EDGES[:1])


@instead_of("vertical_edges")
def subtracts_neighbours(image: Array) -> Array:
    """You subtract neighbouring columns; the kernel's columns of 1 and −1 have a column of zeros between them."""
    vertical_edges(image)
    return conv2d(image, np.array([[1.0, -1.0]] * 3))


@instead_of("vertical_edges")
def subtracts_neighbours_in_three_columns(image: Array) -> Array:
    """Your kernel's −1 stand in its middle column; the column of zeros is the middle one."""
    return conv2d(image, np.array([[1.0, -1.0, 0.0]] * 3))


@instead_of("vertical_edges")
def takes_the_second_difference(image: Array) -> Array:
    """Your kernel takes a second difference, with a weight in its middle column that is not zero."""
    return conv2d(image, np.array([[1.0, -2.0, 1.0]] * 3))


@instead_of("vertical_edges")
def uses_the_laplace_kernel(image: Array) -> Array:
    """Your kernel looks for edges of all directions at once; the lecture's has columns of 1, 0 and −1."""
    return conv2d(image, np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]]))


@instead_of("vertical_edges")
def adds_right_to_left(image: Array) -> Array:
    """You add the two columns up instead of subtracting: one sign of your kernel is wrong."""
    return conv2d(image, np.abs(EDGES))


@instead_of("vertical_edges")
def returns_absolute_edges(image: Array) -> Array:
    """Your edges have lost their signs: brighter on the right is negative."""
    return np.abs(vertical_edges(image))


@instead_of("vertical_edges")
def drops_negative_edges(image: Array) -> Array:
    """Edges that are brighter on the right come out as 0; they are negative."""
    return np.maximum(vertical_edges(image), 0.0)


@instead_of("vertical_edges")
def clips_to_gray_values(image: Array) -> Array:
    """You force the result into the range of gray values; edges may be negative and large."""
    return np.clip(vertical_edges(image), 0.0, 255.0)


@instead_of("vertical_edges")
def marks_edges_with_ones(image: Array) -> Array:
    """You only mark where edges are; how strong they are, and their sign, is asked for."""
    result: Array = (vertical_edges(image) != 0.0).astype(float)
    return result


@instead_of("vertical_edges")
def returns_the_signs_of_the_edges(image: Array) -> Array:
    """You return only the signs of the edges, not how strong they are."""
    return np.sign(vertical_edges(image))


@instead_of("vertical_edges")
def cuts_edges_to_whole_numbers(image: Array) -> NDArray[np.int64]:
    """Your array holds whole numbers only and cuts fractions off."""
    return vertical_edges(image).astype(np.int64)


@instead_of("vertical_edges")
def pads_the_image_with_zeros(image: Array) -> Array:
    """You pad the image, and the result is as large as it; there is no padding here."""
    vertical_edges(image)
    return conv2d(image, EDGES, 1)


@instead_of("vertical_edges")
def returns_the_edges_transposed(image: Array) -> Array:
    """Rows and columns of your result are exchanged."""
    return vertical_edges(image).T


@instead_of("vertical_edges")
def squeezes_the_edges(image: Array) -> Array:
    """Axes of length 1 vanish from your result: two axes stay, however small the image is."""
    return np.squeeze(vertical_edges(image))


@instead_of("vertical_edges")
def knows_only_the_lecture(image: Array) -> Array:
    """You return the lecture's printed result, whatever the image is."""
    vertical_edges(image)
    return np.array([[19.0, 0.0, -19.0], [38.0, 0.0, -38.0], [0.0, 0.0, 0.0]])


@instead_of("vertical_edges")
def returns_the_kernel_alone(image: Array) -> Array:
    """You return the kernel itself; it has to slide over the image."""
    vertical_edges(image)
    return EDGES


@instead_of("vertical_edges")
def accepts_small_images(image: Array) -> Array:
    """An image too small for the kernel is not refused: you return an array without entries."""
    if min(image.shape) >= 3:
        return vertical_edges(image)
    return np.zeros([max(0, n - 2) for n in image.shape])


@instead_of("vertical_edges")
def refuses_images_of_three(image: Array) -> Array:
    """You refuse images of exactly three rows or columns, on which the kernel just fits."""
    if min(image.shape) <= 3:
        raise ValueError("the image is too small")
    return vertical_edges(image)


@instead_of("vertical_edges")
def asserts_that_the_image_is_large_enough(image: Array) -> Array:
    """An image too small for the kernel ends in another exception than ValueError, such as that of an assert."""
    try:
        return vertical_edges(image)
    except ValueError as error:
        raise AssertionError from error


@instead_of("vertical_edges")
def checks_the_rows_only(image: Array) -> Array:
    """You refuse images of too few rows, but not those of too few columns."""
    return vertical_edges(image) if image.shape[1] >= 3 else np.zeros((len(image) - 2, 0))


@instead_of("vertical_edges")
def normalises_the_image(image: Array) -> Array:
    """You scale the image first; the differences of its own values are asked for."""
    return vertical_edges(image) / max(float(np.abs(image).max()), 1e-300)


@instead_of("vertical_edges")
def centres_the_image_in_place(image: Array) -> Array:
    """Your edges are right, but you subtract something from the image that you are given."""
    image -= image.mean()
    return vertical_edges(image)
