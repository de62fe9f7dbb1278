import math
import numpy as np

from autograder.misconception import instead_of


def _ok(n, f, p, s):
    if n < 1 or f < 1 or s < 1 or p < 0 or f > n + 2 * p:
        raise ValueError


def _one(n, f, p=0, s=1):
    _ok(n, f, p, s)
    return (n + 2 * p - f) // s + 1


@instead_of("conv_output_size")
def size_padding_once(n, f, padding=0, stride=1):
    """Adds the padding once instead of at both ends."""
    # BREAKS: "⌊(n + 2p − f) / s⌋ + 1"
    _ok(n, f, padding, stride)
    return max(n + padding - f, 0) // stride + 1


@instead_of("conv_output_size")
def size_ceiling(n, f, padding=0, stride=1):
    """Rounds up."""
    # BREAKS: "a window that would hang over the end is left out"
    _ok(n, f, padding, stride)
    return math.ceil((n + 2 * padding - f) / stride) + 1


@instead_of("conv_output_size")
def size_round_half(n, f, padding=0, stride=1):
    """Rounds to the nearest."""
    # BREAKS: "The brackets ⌊ ⌋ round down"
    _ok(n, f, padding, stride)
    return round((n + 2 * padding - f) / stride) + 1


@instead_of("conv_output_size")
def size_plus_one_inside(n, f, padding=0, stride=1):
    """Puts the + 1 inside before dividing: ⌊(n + 2p − f + 1)/s⌋."""
    # BREAKS: "⌊(n + 2p − f) / s⌋ + 1"
    _ok(n, f, padding, stride)
    return (n + 2 * padding - f + 1) // stride


@instead_of("conv_output_size")
def size_np_floor(n, f, padding=0, stride=1):
    """Uses np.floor, which returns a float."""
    # BREAKS: "The number of places: a whole number, not a float."
    _ok(n, f, padding, stride)
    return np.floor((n + 2 * padding - f) / stride) + 1


@instead_of("conv_output_size")
def size_ignores_stride_when_padded(n, f, padding=0, stride=1):
    """Forgets the stride in the branch with padding."""
    # BREAKS: "⌊(n + 2p − f) / s⌋ + 1"
    _ok(n, f, padding, stride)
    if padding:
        return n + 2 * padding - f + 1
    return (n - f) // stride + 1


@instead_of("conv_output_size")
def size_just_fits_raises(n, f, padding=0, stride=1):
    """Raises already for f = n + 2p."""
    # BREAKS: "A kernel that just fits (f = n + 2p) is no error."
    if n < 1 or f < 1 or stride < 1 or padding < 0 or f >= n + 2 * padding:
        raise ValueError
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def size_compares_without_padding(n, f, padding=0, stride=1):
    """Raises if f > n, although the padding would make it fit."""
    # BREAKS: "if the kernel does not fit into the padded axis (f > n + 2p)"
    if f > n:
        raise ValueError
    return _one(n, f, padding, stride)


@instead_of("conv_output_size")
def size_n_not_checked(n, f, padding=0, stride=1):
    """Accepts n = 0 when there is padding enough."""
    # BREAKS: "ValueError: if n, f or stride is below 1"
    if f < 1 or stride < 1 or padding < 0 or f > n + 2 * padding:
        raise ValueError
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def size_f_not_checked(n, f, padding=0, stride=1):
    """Accepts a kernel of 0 entries."""
    # BREAKS: "ValueError: if n, f or stride is below 1"
    if n < 1 or f < 0 or stride < 1 or padding < 0 or f > n + 2 * padding:
        raise ValueError
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def size_negative_padding(n, f, padding=0, stride=1):
    """Accepts negative padding as cropping."""
    # BREAKS: "if padding is below 0"
    if n < 1 or f < 1 or stride < 1 or f > n + 2 * padding:
        raise ValueError
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def size_checks_result_only(n, f, padding=0, stride=1):
    """Raises only if the result is below 1: with a stride above 1, −1 // 2 + 1 is 0, but negative strides pass."""
    # BREAKS: "if n, f or stride is below 1"
    if stride == 0 or n < 1 or f < 1 or padding < 0:
        raise ValueError
    out = (n + 2 * padding - f) // stride + 1
    if out < 1:
        raise ValueError
    return out


@instead_of("conv_output_size")
def size_truncates_towards_zero(n, f, padding=0, stride=1):
    """int(x / s) + 1 with the check on the result, so that a kernel slightly too large gives 1."""
    # BREAKS: "if the kernel does not fit into the padded axis (f > n + 2p)"
    if n < 1 or f < 1 or stride < 1 or padding < 0:
        raise ValueError
    out = int((n + 2 * padding - f) / stride) + 1
    if out < 1:
        raise ValueError
    return out


@instead_of("conv_output_size")
def size_zero_instead_of_error(n, f, padding=0, stride=1):
    """Returns 0 where the kernel does not fit."""
    # BREAKS: "Raises: ValueError: … if the kernel does not fit"
    if n < 1 or f < 1 or stride < 1 or padding < 0:
        raise ValueError
    return max((n + 2 * padding - f) // stride + 1, 0)


@instead_of("conv_output_size")
def size_zero_division(n, f, padding=0, stride=1):
    """Lets stride 0 run into ZeroDivisionError."""
    # BREAKS: "ValueError: if n, f or stride is below 1"
    if n < 1 or f < 1 or padding < 0 or stride < 0 or f > n + 2 * padding:
        raise ValueError
    return (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_size")
def size_default_same_padding(n, f, padding=None, stride=1):
    """Takes "same" padding by default."""
    # BREAKS: "padding: int = 0"
    if padding is None:
        padding = (f - 1) // 2
    return _one(n, f, padding, stride)


@instead_of("conv_output_size")
def size_arguments_exchanged(n, f, stride=1, padding=0):
    """Has stride before padding."""
    # BREAKS: "keep the names and the order of the parameters"
    return _one(n, f, padding, stride)


@instead_of("conv_output_size")
def size_float_division_of_huge(n, f, padding=0, stride=1):
    """int of a float quotient: loses digits beyond 2^53."""
    # BREAKS: "The number of places: a whole number"
    _ok(n, f, padding, stride)
    return int((n + 2 * padding - f) / stride) + 1


@instead_of("conv_output_shape")
def shape_swapped(shape, kernel_shape, padding=0, stride=1):
    """Returns (width, height)."""
    # BREAKS: "The pair (height, width)"
    a, b = (_one(n, f, padding, stride) for n, f in zip(shape, kernel_shape))
    return b, a


@instead_of("conv_output_shape")
def shape_kernel_crossed(shape, kernel_shape, padding=0, stride=1):
    """Uses the kernel's width for the height; unseen for square kernels."""
    # BREAKS: "(⌊(n1 + 2p − f1) / s⌋ + 1,  ⌊(n2 + 2p − f2) / s⌋ + 1)"
    return tuple(_one(n, f, padding, stride) for n, f in zip(shape, kernel_shape[::-1]))


@instead_of("conv_output_shape")
def shape_square_kernel(shape, kernel_shape, padding=0, stride=1):
    """Uses f1 for both axes."""
    # BREAKS: "an n1 × n2 image and an f1 × f2 kernel (neither need be square)"
    return tuple(_one(n, kernel_shape[0], padding, stride) for n in shape)


@instead_of("conv_output_shape")
def shape_square_image(shape, kernel_shape, padding=0, stride=1):
    """Uses n1 for both axes."""
    # BREAKS: "(neither need be square)"
    return tuple(_one(shape[0], f, padding, stride) for f in kernel_shape)


@instead_of("conv_output_shape")
def shape_as_array(shape, kernel_shape, padding=0, stride=1):
    """Returns np.array of the two sizes."""
    # BREAKS: "a tuple and a list are equally right, one array of them is not"
    return np.array([_one(n, f, padding, stride) for n, f in zip(shape, kernel_shape)])


@instead_of("conv_output_shape")
def shape_stride_on_rows_only(shape, kernel_shape, padding=0, stride=1):
    """Strides the rows only."""
    # BREAKS: "Padding and stride are the same for both axes."
    return _one(shape[0], kernel_shape[0], padding, stride), _one(shape[1], kernel_shape[1], padding, max(min(stride, 1), stride and 1))


@instead_of("conv_output_shape")
def shape_padding_on_columns_only(shape, kernel_shape, padding=0, stride=1):
    """Pads the columns only."""
    # BREAKS: "number of zeros added on each of the four sides (p)"
    return _one(shape[0], kernel_shape[0], 0, stride), _one(shape[1], kernel_shape[1], padding, stride)


@instead_of("conv_output_shape")
def shape_second_axis_unchecked(shape, kernel_shape, padding=0, stride=1):
    """Checks the first axis only."""
    # BREAKS: "ValueError: if, along either axis, `conv_output_size` would raise it."
    n, f = shape[1], kernel_shape[1]
    return _one(shape[0], kernel_shape[0], padding, stride), (n + 2 * padding - f) // stride + 1


@instead_of("conv_output_shape")
def shape_raises_if_both_fail(shape, kernel_shape, padding=0, stride=1):
    """Raises only if neither axis fits (and instead of or)."""
    # BREAKS: "ValueError: if, along either axis, `conv_output_size` would raise it."
    if padding < 0 or stride < 1 or all(f > n + 2 * padding for n, f in zip(shape, kernel_shape)):
        raise ValueError
    return tuple((n + 2 * padding - f) // stride + 1 for n, f in zip(shape, kernel_shape))


@instead_of("conv_output_shape")
def shape_drops_padding_with_stride(shape, kernel_shape, padding=0, stride=1):
    """Theorem 6.3 for stride above 1, without the padding."""
    # BREAKS: "⌊(n1 + 2p − f1) / s⌋ + 1"
    if stride > 1:
        return tuple(_one(n, f, 0, stride) for n, f in zip(shape, kernel_shape))
    return tuple(_one(n, f, padding, stride) for n, f in zip(shape, kernel_shape))


@instead_of("conv_output_shape")
def shape_floats(shape, kernel_shape, padding=0, stride=1):
    """Floats."""
    # BREAKS: "a float is wrong, even 4.0"
    return tuple(_one(n, f, padding, stride) * 1.0 for n, f in zip(shape, kernel_shape))


@instead_of("conv_output_shape")
def shape_total(shape, kernel_shape, padding=0, stride=1):
    """The number of windows in all."""
    # BREAKS: "The pair (height, width) of whole numbers"
    a, b = (_one(n, f, padding, stride) for n, f in zip(shape, kernel_shape))
    return a * b
