import operator
import numpy as np

from autograder.misconception import instead_of


@instead_of("conv_output_size")
def size_counts_range(n, f, padding=0, stride=1):
    """len of a range of window starts."""
    if min(n, f, stride) < 1 or padding < 0 or f > n + 2 * padding:
        raise ValueError("sizes")
    return len(range(0, n + 2 * padding - f + 1, stride))


@instead_of("conv_output_size")
def size_ceiling_of_places(n, f, padding=0, stride=1):
    """⌈(n + 2p − f + 1)/s⌉ by negative floor division, which is the same number."""
    places = n + 2 * padding - f + 1
    if not (n > 0 < f and stride > 0 <= padding and places > 0):
        raise ValueError
    return -(-places // stride)


@instead_of("conv_output_size")
def size_numpy_int64(n, f, padding=0, stride=1):
    """A NumPy integer by divmod."""
    if n <= 0 or f <= 0 or stride <= 0 or padding <= -1 or n + padding + padding < f:
        raise ValueError
    return np.int64(divmod(n + padding + padding - f, stride)[0]) + np.int64(1)


@instead_of("conv_output_size")
def size_closed_form_via_modulo(n, f, padding=0, stride=1):
    """Takes away the remainder first and divides exactly."""
    n, f, padding, stride = map(operator.index, (n, f, padding, stride))
    if n < 1 or f < 1 or padding < 0 or stride < 1 or f - n > 2 * padding:
        raise ValueError
    slack = 2 * padding + n - f
    return 1 + (slack - slack % stride) // stride


@instead_of("conv_output_shape")
def shape_list_of_two(shape, kernel_shape, padding=0, stride=1):
    """A list, by lengths of ranges."""
    out = []
    for axis in (0, 1):
        n, f = shape[axis], kernel_shape[axis]
        if n < 1 or f < 1 or padding < 0 or stride < 1 or n + 2 * padding < f:
            raise ValueError(axis)
        out.append(len(range(f, n + 2 * padding + 1, stride)))
    return out


@instead_of("conv_output_shape")
def shape_from_windows(shape, kernel_shape, padding=0, stride=1):
    """NumPy integers by array arithmetic, returned as a tuple of array scalars."""
    n, f = np.array(shape), np.array(kernel_shape)
    if (n < 1).any() or (f < 1).any() or padding < 0 or stride < 1 or (f > n + 2 * padding).any():
        raise ValueError
    return tuple((n + 2 * padding - f) // stride + 1)


@instead_of("conv_output_shape")
def shape_measured(shape, kernel_shape, padding=0, stride=1):
    """Measures the shape of a strided view on the windows of an array without memory."""
    if min(*shape, *kernel_shape, stride) < 1 or padding < 0:
        raise ValueError
    grid = np.broadcast_to(0.0, [n + 2 * padding for n in shape])
    view = np.lib.stride_tricks.sliding_window_view(grid, tuple(kernel_shape))  # ValueError if it does not fit
    return view[::stride, ::stride].shape[:2]
