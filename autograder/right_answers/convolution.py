"""Right but unusual answers to the question on convolution."""

import functools
import itertools
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]


class NoPlaceError(ValueError):
    """The kernel fits nowhere."""


def _places(x: Array, kernel: Array, padding: int, stride: int) -> tuple[int, int]:
    """Return height and width of the result."""
    if padding < 0 or stride < 1:
        raise ValueError("padding is at least 0, stride at least 1")
    rows, columns = (n + 2 * padding - f for n, f in zip(x.shape, kernel.shape, strict=True))
    if rows < 0 or columns < 0:
        raise NoPlaceError("the kernel is larger than the padded image")
    return rows // stride + 1, columns // stride + 1


@instead_of("conv2d")
def slides_in_four_loops(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> list[list[float]]:
    """Four plain loops over lists, which skip the places outside the image; the result is a list of lists."""
    rows, columns = _places(x, kernel, padding, stride)
    pixels, weights = x.tolist(), kernel.tolist()
    out = []
    for i in range(rows):
        line = []
        for j in range(columns):
            total = 0.0
            for a, weight_row in enumerate(weights):
                for b, weight in enumerate(weight_row):
                    down, right = i * stride + a - padding, j * stride + b - padding
                    if 0 <= down < len(pixels) and 0 <= right < len(pixels[0]):
                        total += pixels[down][right] * weight
            line.append(total)
        out.append(line)
    return out


@instead_of("conv2d")
def slides_by_window_view(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """sliding_window_view and einsum: NumPy raises ValueError for a kernel that is too large, or negative padding."""
    if stride < 1:
        raise ValueError("stride")
    windows = sliding_window_view(np.pad(x, padding), kernel.shape)[::stride, ::stride]
    return np.asarray(np.einsum("ijab,ab->ij", windows, kernel))


@instead_of("conv2d")
def slides_by_own_strides(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """as_strided with strides of one's own, then tensordot over two axes."""
    rows, columns = _places(x, kernel, padding, stride)
    padded = np.pad(x, [(padding, padding)] * 2)
    down, right = padded.strides
    shape = (rows, columns, *kernel.shape)
    windows = as_strided(padded, shape, (stride * down, stride * right, down, right), writeable=False)
    return np.tensordot(windows, kernel, axes=([2, 3], [0, 1]))


@instead_of("conv2d")
def slides_as_columns(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """im2col: every window becomes a column of a matrix, the kernel a row that is multiplied with it."""
    rows, columns = _places(x, kernel, padding, stride)
    fh, fw = kernel.shape
    padded = np.zeros((x.shape[0] + 2 * padding, x.shape[1] + 2 * padding))
    padded[padding : padding + x.shape[0], padding : padding + x.shape[1]] = x
    top = stride * np.repeat(np.arange(rows), columns)
    left = stride * np.tile(np.arange(columns), rows)
    a, b = np.divmod(np.arange(fh * fw), fw)
    return np.reshape(kernel.reshape(1, -1) @ padded[a[:, None] + top, b[:, None] + left], (rows, columns))


@instead_of("conv2d")
def slides_in_the_frequency_domain(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """The Fourier transform: 1e-16 where others have an exact 0, and the result is a strided view."""
    _places(x, kernel, padding, stride)
    padded = np.pad(x, padding)
    spectrum = np.fft.rfft2(padded) * np.conj(np.fft.rfft2(kernel, s=padded.shape))
    whole = np.fft.irfft2(spectrum, s=padded.shape)
    fh, fw = kernel.shape
    return whole[: padded.shape[0] - fh + 1 : stride, : padded.shape[1] - fw + 1 : stride]


@instead_of("conv2d")
def slides_the_image_under_the_kernel(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """Shift and add: a loop over the kernel in place of the image, with a result in Fortran order."""
    rows, columns = _places(x, kernel, padding, stride)
    padded = np.pad(x, padding, mode="constant")
    out = np.zeros((rows, columns), order="F")
    for (a, b), weight in np.ndenumerate(kernel):
        out += weight * padded[a : a + stride * rows : stride, b : b + stride * columns : stride][:rows, :columns]
    return out


@instead_of("conv2d")
def slides_by_numpy_convolve(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """np.convolve of rows with rows whose flip is undone; the stride is applied at the very end."""
    _places(x, kernel, padding, stride)
    padded = np.pad(x, padding)
    lines = [
        sum(np.convolve(padded[i + a], row[::-1], mode="valid") for a, row in enumerate(kernel))
        for i in range(0, len(padded) - len(kernel) + 1, stride)
    ]
    return np.array(lines)[:, ::stride]


@instead_of("conv2d")
def slides_by_toeplitz_matrices(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Any:
    """One banded matrix per row of the kernel, and a result of class np.matrix."""
    rows, columns = _places(x, kernel, padding, stride)
    padded = np.pad(x, padding)
    out = np.zeros((rows, columns))
    for a, weights in enumerate(kernel):
        band = np.zeros((padded.shape[1], columns))
        for j in range(columns):
            band[j * stride : j * stride + len(weights), j] = weights
        out += padded[a : a + (rows - 1) * stride + 1 : stride] @ band
    return np.matrix(out)


@instead_of("conv2d")
def slides_with_two_flips(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """A true convolution of the flipped kernel: the flips cancel; the result is locked and stored backwards."""
    rows, columns = _places(x, kernel, padding, stride)
    flipped = np.flip(kernel)
    padded = np.pad(x, padding)
    backwards = np.empty((rows, columns))
    for i, j in itertools.product(range(rows), range(columns)):
        window = padded[i * stride :, j * stride :][: flipped.shape[0], : flipped.shape[1]]
        backwards[rows - 1 - i, columns - 1 - j] = np.vdot(window[::-1, ::-1], flipped)
    backwards.flags.writeable = False
    return backwards[::-1, ::-1]


@instead_of("conv2d")
def slides_in_extended_precision(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> NDArray[np.longdouble]:
    """Long double throughout, and the result left so; separate generators for rows and columns."""
    rows, columns = _places(x, kernel, padding, stride)
    padded = np.pad(np.asarray(x, dtype=np.longdouble), padding)

    def line(top: int) -> Iterator[np.longdouble]:
        for left in range(0, columns * stride, stride):
            yield (padded[top : top + kernel.shape[0], left : left + kernel.shape[1]] * kernel).sum()

    return np.array([list(line(top)) for top in range(0, rows * stride, stride)])


@instead_of("conv2d")
def slides_without_zeros(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Array:
    """No padded image is made: where the window hangs over the edge, the kernel is cut to what lies on the image."""
    rows, columns = _places(x, kernel, padding, stride)

    def overlap(start: int, f: int, n: int) -> tuple[slice, slice]:
        first, last = max(start, 0), min(start + f, n)
        return slice(first, max(first, last)), slice(first - start, max(first, last) - start)

    out = np.zeros((rows, columns))
    for i, j in np.ndindex(rows, columns):
        down, kernel_down = overlap(i * stride - padding, kernel.shape[0], x.shape[0])
        right, kernel_right = overlap(j * stride - padding, kernel.shape[1], x.shape[1])
        part, weights = x[down, right], kernel[kernel_down, kernel_right]
        out[i, j] = np.sum(part * weights) if part.size and weights.size else 0
    return out


@instead_of("flipped_convolution")
def flips_by_rotation(x: Array, kernel: Array) -> Array:
    """The kernel is turned by half a circle, which is a flip on both axes."""
    return slides_by_window_view(x, np.rot90(kernel, 2))


@instead_of("flipped_convolution")
def flips_the_image_instead(x: Array, kernel: Array) -> Array:
    """The image is flipped, the kernel slides as it is, and the result is flipped back: a view of negative strides."""
    if kernel.shape[0] > x.shape[0] or kernel.shape[1] > x.shape[1]:
        raise ValueError("the kernel is larger than the image")
    return slides_by_window_view(x[::-1, ::-1], kernel)[::-1, ::-1]


@instead_of("flipped_convolution")
def flips_in_the_frequency_domain(x: Array, kernel: Array) -> Array:
    """The product of two spectra is the convolution itself, of which the middle part is full."""
    if any(f > n for n, f in zip(x.shape, kernel.shape, strict=True)):
        raise ValueError("the kernel does not fit")
    whole = np.fft.ifft2(np.fft.fft2(x) * np.fft.fft2(kernel, s=x.shape)).real
    return whole[kernel.shape[0] - 1 :, kernel.shape[1] - 1 :]


@instead_of("flipped_convolution")
def flips_by_scattering(x: Array, kernel: Array) -> Array:
    """Every weight scatters a copy of the image into the full convolution, out of which the full windows are cut."""
    (height, width), (fh, fw) = x.shape, kernel.shape
    if height < fh or width < fw:
        raise NoPlaceError((height, width))
    full = np.zeros((height + fh - 1, width + fw - 1))
    for a, b in np.ndindex(fh, fw):
        full[a : a + height, b : b + width] += x * kernel[a, b]
    return full[fh - 1 : height, fw - 1 : width]


@instead_of("flipped_convolution")
def flips_as_polynomials(x: Array, kernel: Array) -> list[list[float]]:
    """Rows are multiplied like polynomials by np.convolve, which flips by itself; the result is a list of lists."""
    (height, width), (fh, fw) = x.shape, kernel.shape
    if fh > height or fw > width:
        raise ValueError("no full window")
    return [
        np.sum([np.convolve(x[last - a], kernel[a]) for a in range(fh)], axis=0)[fw - 1 : width].tolist()
        for last in range(fh - 1, height)
    ]


@instead_of("vertical_edges")
def edges_by_column_sums(image: Array) -> Array:
    """Sums of three pixels downwards, then the difference of columns two apart: no kernel at all."""
    if min(image.shape) < 3:
        raise ValueError("too small")
    sums = image[:-2] + image[1:-1] + image[2:]
    return sums[:, :-2] - sums[:, 2:]


@instead_of("vertical_edges")
def edges_by_running_total(image: Array) -> Array:
    """A cumulative sum downwards, of which differences three rows apart are taken."""
    height, width = image.shape
    if height < 3:
        raise NoPlaceError("fewer than 3 rows")
    if width < 3:
        raise NoPlaceError("fewer than 3 columns")
    totals = np.cumsum(np.pad(image[:, :-2] - image[:, 2:], [(1, 0), (0, 0)]), axis=0)
    return np.subtract(totals[3:], totals[:-3])


@instead_of("vertical_edges")
def edges_by_outer_product(image: Array) -> Array:
    """The kernel is the outer product of (1, 1, 1) and (1, 0, −1), so it is applied as two vectors."""
    views = sliding_window_view(image, (3, 3))
    return np.asarray(np.einsum("ijab,a,b->ij", views, np.ones(3), np.array([1, 0, -1])))


@instead_of("vertical_edges")
def edges_by_two_band_matrices(image: Array) -> Array:
    """One matrix from the left, one from the right: np.eye refuses a negative number of rows."""
    height, width = image.shape
    down = sum(np.eye(height - 2, height, k) for k in range(3))
    across = np.eye(width - 2, width) - np.eye(width - 2, width, 2)
    if 0 in (height - 2, width - 2):
        raise ValueError("no window of 3 × 3 in the image")
    return np.asarray(down @ image @ across.T)


@instead_of("vertical_edges")
def edges_by_exact_sums(image: Array) -> tuple[tuple[float, ...], ...]:
    """Six pixels per place, summed exactly; the result is a tuple of tuples."""
    height, width = image.shape
    if height < 3 or width < 3:
        raise ValueError(f"{height} × {width}")
    pixels = image.tolist()
    return tuple(
        tuple(math.fsum(pixels[i + a][j] - pixels[i + a][j + 2] for a in range(3)) for j in range(width - 2))
        for i in range(height - 2)
    )


edges_by_a_partial_function = instead_of("vertical_edges")(
    functools.partial(slides_by_window_view, kernel=np.array([[1.0, 0.0, -1.0]] * 3))
)
edges_by_a_partial_function.__doc__ = "A partial object in place of a function: the kernel is bound beforehand."


class _Sliding:
    """A kernel that can be called."""

    def __init__(self, kernel: Array) -> None:
        self.entries = {index: float(kernel[index]) for index in np.ndindex(kernel.shape)}

    def __call__(self, window: Array) -> float:
        return math.fsum(weight * float(window[index]) for index, weight in self.entries.items())


@instead_of("conv2d")
def slides_a_callable_kernel(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> list[tuple[float, ...]]:
    """A dictionary of weights, called for every place of itertools.product; exact sums in a list of tuples."""
    rows, columns = _places(x, kernel, padding, stride)
    padded, (height, width) = np.pad(x, padding), kernel.shape
    places = itertools.product(range(0, rows * stride, stride), range(0, columns * stride, stride))
    seen = map(_Sliding(kernel), (padded[i : i + height, j : j + width] for i, j in places))
    return [tuple(itertools.islice(seen, columns)) for _ in range(rows)]


@instead_of("conv2d")
def slides_one_row_of_the_kernel_at_a_time(x: Array, kernel: Array, padding: int = 0, stride: int = 1) -> Any:
    """Recursion over the rows of the kernel, each a product with a band matrix."""
    rows, columns = _places(x, kernel, padding, stride)
    padded = np.pad(x, padding)

    def rest(a: int) -> Any:
        if a == len(kernel):
            return np.zeros((rows, columns))
        band = np.zeros((padded.shape[1], columns))
        for j in range(columns):
            band[j * stride : j * stride + kernel.shape[1], j] = kernel[a]
        return padded[a : a + rows * stride : stride][:rows] @ band + rest(a + 1)

    return rest(0)


@instead_of("flipped_convolution")
def flips_by_the_definition(x: Array, kernel: Array) -> Array:
    """The double sum of the definition with negative steps, shifted so that the kernel lies within the image."""
    rows, columns = _places(x, kernel, 0, 1)
    height, width = kernel.shape
    return np.array(
        [[np.vdot(kernel, x[i : i + height, j : j + width][::-1, ::-1]) for j in range(columns)] for i in range(rows)]
    )


@instead_of("vertical_edges")
def edges_as_imaginary_parts(image: Array) -> Array:
    """The left column is counted with i and the right one with −i; the result is the imaginary part, a strided view."""
    if min(image.shape) < 3:
        raise ValueError("the image is too small")
    turned = 1j * image[:, :-2] - 1j * image[:, 2:]
    return np.imag(turned[:-2] + turned[1:-1] + turned[2:])
