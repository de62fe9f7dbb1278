"""Known wrong answers on output sizes."""

import math
from typing import Any

import numpy as np

from autograder.misconception import instead_of
from solutions.convolution import conv_output_shape, conv_output_size

Pair = tuple[int, int]


def _refuse_misfits(n: int, f: int, padding: int, stride: int) -> None:
    """Raise ValueError where the contract asks for it."""
    conv_output_size(n, f, padding, stride)


@instead_of("conv_output_size")
def forgets_the_first_place(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You count the steps and not the places: the place that the kernel starts from is missing."""
    _refuse_misfits(n, f, padding, stride)
    return (n + 2 * padding - f) // stride


@instead_of("conv_output_size")
def counts_one_place_too_many(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You count one place too many, at every size."""
    return conv_output_size(n, f, padding, stride) + 1


@instead_of("conv_output_size")
def subtracts_one_too_many(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You take one entry too many off the axis before you divide, so that places are lost."""
    _refuse_misfits(n, f, padding, stride)
    return (n + 2 * padding - f - 1) // stride + 1


@instead_of("conv_output_size")
def rounds_up(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You round up, and so count a last window that hangs over the end."""
    _refuse_misfits(n, f, padding, stride)
    return math.ceil((n + 2 * padding - f) / stride) + 1


@instead_of("conv_output_size")
def rounds_to_nearest(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You round to the nearest whole number, and so sometimes count a window that hangs over the end."""
    _refuse_misfits(n, f, padding, stride)
    return round((n + 2 * padding - f) / stride) + 1


@instead_of("conv_output_size")
def rounds_nothing(n: int, f: int, padding: int = 0, stride: int = 1) -> float:
    """You divide without rounding: where the stride does not divide, your size is a fraction, elsewhere a float."""
    _refuse_misfits(n, f, padding, stride)
    return (n + 2 * padding - f) / stride + 1


@instead_of("conv_output_size")
def returns_a_float(n: int, f: int, padding: int = 0, stride: int = 1) -> float:
    """Your number is right but a float, as np.floor and / make it; a size is an int."""
    return float(conv_output_size(n, f, padding, stride))


@instead_of("conv_output_size")
def refuses_what_the_stride_does_not_divide(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You refuse sizes that the stride does not divide, though the window that does not fit is only left out."""
    _refuse_misfits(n, f, padding, stride)
    if (n + 2 * padding - f) % stride:
        raise ValueError("the stride does not divide the way")
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def adds_padding_once(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You add the padding once, as if it stood at one end of the axis only."""
    if f > n + padding:
        raise ValueError("the kernel does not fit")
    _refuse_misfits(n, f, padding, stride)
    return (n + padding - f) // stride + 1


@instead_of("conv_output_size")
def ignores_padding(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """The padding has no effect on your size."""
    _refuse_misfits(n, f, padding, stride)
    return conv_output_size(n, f, 0, stride)


@instead_of("conv_output_size")
def subtracts_padding(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You subtract the padding, though it makes the axis longer."""
    _refuse_misfits(n, f, padding, stride)
    return (n - 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def adds_padding_to_the_result(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You add the padding to the result instead of to the axis, so that the stride does not act on it."""
    _refuse_misfits(n, f, padding, stride)
    return (n - f) // stride + 1 + 2 * padding


@instead_of("conv_output_size")
def ignores_the_stride(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """The stride has no effect on your size."""
    _refuse_misfits(n, f, padding, stride)
    return conv_output_size(n, f, padding)


@instead_of("conv_output_size")
def divides_the_one_as_well(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Your + 1 stands inside the division by the stride, so that the first place is divided as well."""
    _refuse_misfits(n, f, padding, stride)
    return (n + 2 * padding - f + 1) // stride


@instead_of("conv_output_size")
def divides_only_the_kernel(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Brackets are missing: only the kernel is divided by the stride, not the whole way that it can move."""
    _refuse_misfits(n, f, padding, stride)
    return n + 2 * padding - f // stride + 1


@instead_of("conv_output_size")
def leaves_the_kernel_out(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """The size of the kernel has no effect on your size: you divide the axis by the stride."""
    _refuse_misfits(n, f, padding, stride)
    return (n + 2 * padding) // stride


@instead_of("conv_output_size")
def takes_the_size_of_same_padding(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You divide n by the stride and round up: the rule for TensorFlow's "same" padding, with neither f nor p in it."""
    _refuse_misfits(n, f, padding, stride)
    return -(-n // stride)


@instead_of("conv_output_size")
def takes_the_size_of_a_transposed_convolution(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Your formula is that of the transposed convolution, which enlarges the image with the stride."""
    _refuse_misfits(n, f, padding, stride)
    return (n - 1) * stride - 2 * padding + f


@instead_of("conv_output_size")
def counts_the_places_of_a_square(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You return the number of places on a square image, the square of the size along one axis."""
    return conv_output_size(n, f, padding, stride) ** 2


@instead_of("conv_output_size")
def returns_a_pair(n: int, f: int, padding: int = 0, stride: int = 1) -> Pair:
    """You return a pair; along one axis the size is one number."""
    size = conv_output_size(n, f, padding, stride)
    return size, size


@instead_of("conv_output_size")
def returns_an_array_of_one(n: int, f: int, padding: int = 0, stride: int = 1) -> Any:
    """You return an array that holds the size; a size is a plain whole number."""
    return np.array([conv_output_size(n, f, padding, stride)])


@instead_of("conv_output_size")
def swaps_padding_and_stride(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Padding and stride are mixed up: each acts as the other should."""
    _refuse_misfits(n, f, padding, stride)
    return (n + 2 * stride - f) // padding + 1


@instead_of("conv_output_size")
def swaps_axis_and_kernel(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """The axis and the kernel are mixed up: you let the axis slide over the kernel."""
    return conv_output_size(f, n, padding, stride)


@instead_of("conv_output_size")
def takes_other_names(n: int, f: int, p: int = 0, s: int = 1) -> int:
    """Your parameters have other names, so that padding=… and stride=… are not accepted."""
    return conv_output_size(n, f, p, s)


@instead_of("conv_output_size")
def cuts_a_negative_way_to_zero(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """A kernel that is too long by less than the stride gets one place: int() turns a negative fraction into 0."""
    if n < 1 or f < 1 or padding < 0 or stride < 1:
        raise ValueError("a size is too small")
    size = int((n + 2 * padding - f) / stride) + 1
    if size < 1:
        raise ValueError("the kernel does not fit")
    return size


@instead_of("conv_output_size")
def returns_sizes_below_one(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """A kernel that does not fit is not refused: you return the 0 or the negative number that the formula gives."""
    if n < 1 or f < 1 or padding < 0 or stride < 1:
        raise ValueError("a size is too small")
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def returns_zero_for_misfits(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You answer 0 for a kernel that does not fit, instead of refusing it."""
    if n < 1 or f < 1 or padding < 0 or stride < 1:
        raise ValueError("a size is too small")
    return max(0, (n + 2 * padding - f) // stride + 1)


@instead_of("conv_output_size")
def returns_at_least_one(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You answer 1 for a kernel that does not fit, instead of refusing it."""
    if n < 1 or f < 1 or padding < 0 or stride < 1:
        raise ValueError("a size is too small")
    return max(1, (n + 2 * padding - f) // stride + 1)


@instead_of("conv_output_size")
def returns_nothing_for_misfits(n: int, f: int, padding: int = 0, stride: int = 1) -> int | None:
    """Invalid sizes are not refused: you return None for them instead of raising ValueError."""
    try:
        return conv_output_size(n, f, padding, stride)
    except ValueError:
        return None


@instead_of("conv_output_size")
def asserts_instead_of_raising(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Invalid sizes end in another exception than ValueError, such as that of an assert."""
    try:
        return conv_output_size(n, f, padding, stride)
    except ValueError as error:
        raise AssertionError from error


@instead_of("conv_output_size")
def refuses_nothing(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You refuse nothing: invalid sizes and kernels that do not fit go through the formula like all others."""
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def refuses_only_misfits(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You refuse kernels that do not fit, but neither sizes below 1, nor a stride below 1, nor negative padding."""
    if f > n + 2 * padding:
        raise ValueError("the kernel does not fit")
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def refuses_only_results_below_one(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You judge by the result alone: invalid sizes that happen to give a positive number are not refused."""
    size = (n + 2 * padding - f) // stride + 1
    if size < 1:
        raise ValueError("the kernel does not fit")
    return size


@instead_of("conv_output_size")
def accepts_an_axis_without_entries(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """An axis of fewer than one entry is not refused where there is padding."""
    return conv_output_size(n + 2 * padding, f, 0, stride) if padding >= 0 else conv_output_size(n, f, padding, stride)


@instead_of("conv_output_size")
def accepts_a_kernel_without_entries(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """A kernel of fewer than one entry is not refused."""
    _refuse_misfits(n, 1, padding, stride)
    if f > n + 2 * padding:
        raise ValueError("the kernel does not fit")
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def accepts_a_kernel_of_size_zero(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """A kernel of no entries at all is not refused: the bound is off by one."""
    if f == 0:
        _refuse_misfits(n, 1, padding, stride)
        return (n + 2 * padding) // stride + 1
    return conv_output_size(n, f, padding, stride)


@instead_of("conv_output_size")
def accepts_negative_padding(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Negative padding is not refused: you let it cut the axis shorter."""
    if padding < 0:
        return conv_output_size(n + 2 * padding, f, 0, stride)
    return conv_output_size(n, f, padding, stride)


@instead_of("conv_output_size")
def accepts_any_stride(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """A stride below 1 is not refused: 0 ends in a division by zero, a negative one in a size that means nothing."""
    _refuse_misfits(n, f, padding, 1)
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def accepts_negative_strides(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Of the strides below 1 you refuse only 0."""
    _refuse_misfits(n, f, padding, 1)
    if stride == 0:
        raise ValueError("the stride is 0")
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def accepts_stride_zero(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """A stride of 0 counts as 1 for you, instead of being refused."""
    return conv_output_size(n, f, padding, stride or 1)


@instead_of("conv_output_size")
def refuses_kernels_longer_than_the_bare_axis(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You refuse kernels that are longer than the axis even where they fit once it is padded."""
    if f > n:
        raise ValueError("the kernel does not fit")
    return conv_output_size(n, f, padding, stride)


@instead_of("conv_output_size")
def refuses_a_kernel_that_just_fits(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You refuse a kernel that is exactly as long as the padded axis, though it fits once."""
    if f == n + 2 * padding:
        raise ValueError("the kernel does not fit")
    return conv_output_size(n, f, padding, stride)


@instead_of("conv_output_size")
def refuses_strides_longer_than_the_kernel(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You refuse strides longer than the kernel, though windows may have gaps between them."""
    if stride > f:
        raise ValueError("the stride is too long")
    return conv_output_size(n, f, padding, stride)


@instead_of("conv_output_size")
def refuses_padding_as_wide_as_the_kernel(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You refuse padding that is as wide as the kernel or wider, though nothing forbids it."""
    if padding >= f:
        raise ValueError("the padding is too wide")
    return conv_output_size(n, f, padding, stride)


@instead_of("conv_output_size")
def knows_only_the_examples(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """You return the results of the examples and compute none of your own."""
    examples = {(8, 3, 0, 1): 6, (6, 4, 2, 1): 7, (9, 4, 0, 2): 3, (4, 4, 0, 1): 1, (10, 3, 0, 1): 8, (10, 3, 2, 3): 4}
    if (n, f, padding, stride) not in examples:
        raise ValueError("not an example")
    return examples[n, f, padding, stride]


# ---------------------------------------------------------------------------------------------- conv_output_shape


@instead_of("conv_output_shape")
def width_before_height(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """You return the width before the height."""
    height, width = conv_output_shape(shape, kernel_shape, padding, stride)
    return width, height


@instead_of("conv_output_shape")
def takes_the_image_for_square(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """You take the image for square: its height counts as its width too."""
    return conv_output_shape((shape[0], shape[0]), kernel_shape, padding, stride)


@instead_of("conv_output_shape")
def takes_the_kernel_for_square(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """You take the kernel for square: its height counts as its width too."""
    return conv_output_shape(shape, (kernel_shape[0], kernel_shape[0]), padding, stride)


@instead_of("conv_output_shape")
def takes_both_for_square(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """You take image and kernel for square: the result of the rows is returned for the columns too."""
    size = conv_output_size(shape[0], kernel_shape[0], padding, stride)
    return size, size


@instead_of("conv_output_shape")
def crosses_the_axes_of_the_kernel(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """The axes of the kernel are crossed: you hold its width against the image's height."""
    return conv_output_shape(shape, (kernel_shape[1], kernel_shape[0]), padding, stride)


@instead_of("conv_output_shape")
def mixes_up_image_and_kernel(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """The two pairs are taken apart wrongly: you hold the image's height against its own width."""
    return conv_output_size(*shape, padding, stride), conv_output_size(*kernel_shape, padding, stride)


@instead_of("conv_output_shape")
def pads_only_the_rows(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """Padding acts on your height but not on your width."""
    return conv_output_size(shape[0], kernel_shape[0], padding, stride), conv_output_size(
        shape[1], kernel_shape[1], 0, stride
    )


@instead_of("conv_output_shape")
def strides_only_along_the_rows(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """The stride acts on your height but not on your width."""
    height, _ = conv_output_shape(shape, kernel_shape, padding, stride)
    return height, conv_output_size(shape[1], kernel_shape[1], padding)


@instead_of("conv_output_shape")
def strides_only_along_the_columns(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """The stride acts on your width but not on your height."""
    _, width = conv_output_shape(shape, kernel_shape, padding, stride)
    return conv_output_size(shape[0], kernel_shape[0], padding), width


@instead_of("conv_output_shape")
def leaves_padding_out(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """The padding has no effect on your shape."""
    conv_output_shape(shape, kernel_shape, padding, stride)
    return conv_output_shape(shape, kernel_shape, 0, stride)


@instead_of("conv_output_shape")
def leaves_the_stride_out(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """The stride has no effect on your shape."""
    conv_output_shape(shape, kernel_shape, padding, stride)
    return conv_output_shape(shape, kernel_shape, padding)


@instead_of("conv_output_shape")
def hands_on_padding_and_stride_in_the_wrong_order(
    shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1
) -> Pair:
    """Padding and stride are mixed up where you hand them on."""
    return conv_output_shape(shape, kernel_shape, stride, padding)


@instead_of("conv_output_shape")
def uses_other_names(shape: Pair, kernel_shape: Pair, p: int = 0, s: int = 1) -> Pair:
    """Your parameters have other names, so that padding=… and stride=… are not accepted."""
    return conv_output_shape(shape, kernel_shape, p, s)


@instead_of("conv_output_shape")
def counts_all_places(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> int:
    """You return the number of all places, height times width, and not the pair."""
    height, width = conv_output_shape(shape, kernel_shape, padding, stride)
    return height * width


@instead_of("conv_output_shape")
def returns_one_array(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Any:
    """You return one array; two sizes are a tuple or a list."""
    return np.array(conv_output_shape(shape, kernel_shape, padding, stride))


@instead_of("conv_output_shape")
def returns_floats(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> tuple[float, float]:
    """Your two numbers are right but floats; sizes are ints."""
    height, width = conv_output_shape(shape, kernel_shape, padding, stride)
    return float(height), float(width)


@instead_of("conv_output_shape")
def adds_a_channel_axis(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> tuple[int, int, int]:
    """You return three sizes; there is no channel axis here, only height and width."""
    return 1, *conv_output_shape(shape, kernel_shape, padding, stride)


@instead_of("conv_output_shape")
def returns_one_number_for_a_square(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> int | Pair:
    """Where height and width are alike you return one number instead of the pair."""
    height, width = conv_output_shape(shape, kernel_shape, padding, stride)
    return height if height == width else (height, width)


@instead_of("conv_output_shape")
def forgets_the_first_row_and_column(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """Along both axes you count the steps and not the places: the one that the kernel starts from is missing."""
    height, width = conv_output_shape(shape, kernel_shape, padding, stride)
    return height - 1, width - 1


@instead_of("conv_output_shape")
def rounds_both_up(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """Along both axes you round up, and so count windows that hang over the end."""
    conv_output_shape(shape, kernel_shape, padding, stride)
    height, width = (n + 2 * padding - f for n, f in zip(shape, kernel_shape, strict=True))
    return -(-height // stride) + 1, -(-width // stride) + 1


@instead_of("conv_output_shape")
def adds_padding_once_along_both(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """Along both axes you add the padding once, as if it stood on one side only."""
    conv_output_shape(shape, kernel_shape, padding, stride)
    height, width = (n + padding - f for n, f in zip(shape, kernel_shape, strict=True))
    return height // stride + 1, width // stride + 1


@instead_of("conv_output_shape")
def refuses_no_shape(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """You refuse nothing: where a kernel does not fit, or a size is invalid, you return what the formula gives."""
    height, width = (n + 2 * padding - f for n, f in zip(shape, kernel_shape, strict=True))
    return height // stride + 1, width // stride + 1


@instead_of("conv_output_shape")
def refuses_by_the_rows_alone(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """You ask only of the rows whether the kernel fits: a kernel too wide is not refused."""
    height = conv_output_size(shape[0], kernel_shape[0], padding, stride)
    return height, (shape[1] + 2 * padding - kernel_shape[1]) // stride + 1


@instead_of("conv_output_shape")
def refuses_by_the_columns_alone(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """You ask only of the columns whether the kernel fits: a kernel too high is not refused."""
    width = conv_output_size(shape[1], kernel_shape[1], padding, stride)
    return (shape[0] + 2 * padding - kernel_shape[0]) // stride + 1, width


@instead_of("conv_output_shape")
def refuses_only_what_fits_along_neither_axis(
    shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1
) -> Pair:
    """You refuse a kernel only if it fits along neither axis; one axis is enough."""
    height, width = (n + 2 * padding - f for n, f in zip(shape, kernel_shape, strict=True))
    if padding < 0 or stride < 1 or min(shape) < 1 or min(kernel_shape) < 1 or (height < 0 and width < 0):
        raise ValueError("the kernel does not fit")
    return height // stride + 1, width // stride + 1


@instead_of("conv_output_shape")
def compares_areas(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """You compare the areas of kernel and image, so that a kernel too long along one axis can pass."""
    (n1, n2), (f1, f2) = (tuple(n + 2 * padding for n in shape), kernel_shape)
    if padding < 0 or stride < 1 or min(shape) < 1 or min(kernel_shape) < 1 or f1 * f2 > n1 * n2:
        raise ValueError("the kernel does not fit")
    return (n1 - f1) // stride + 1, (n2 - f2) // stride + 1


@instead_of("conv_output_shape")
def asserts_that_the_kernel_fits(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """Invalid shapes end in another exception than ValueError, such as that of an assert."""
    try:
        return conv_output_shape(shape, kernel_shape, padding, stride)
    except ValueError as error:
        raise AssertionError from error


@instead_of("conv_output_shape")
def answers_with_zeros(shape: Pair, kernel_shape: Pair, padding: int = 0, stride: int = 1) -> Pair:
    """You answer with zeros where the kernel does not fit, instead of refusing it."""
    try:
        return conv_output_shape(shape, kernel_shape, padding, stride)
    except ValueError:
        return 0, 0
