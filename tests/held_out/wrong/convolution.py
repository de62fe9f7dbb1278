import numpy as np

from autograder.misconception import instead_of

_CACHE = {}
_EDGE = np.array([[1.0, 0, -1]] * 3)


def _check(x, k, p=0, s=1):
    if p < 0 or s < 1 or any(f > n + 2 * p for n, f in zip(np.shape(x), np.shape(k))):
        raise ValueError


def _conv(x, k, p=0, s=1):
    _check(x, k, p, s)
    x = np.pad(x, p)
    v = np.lib.stride_tricks.sliding_window_view(x, np.shape(k))[::s, ::s]
    return np.einsum("ijab,ab->ij", v, k)


@instead_of("conv2d")
def conv_flips_kernel(x, kernel, padding=0, stride=1):
    """Flips the kernel, the convolution of mathematics; unseen for symmetric kernels."""
    # BREAKS: "The kernel is used as it is given."
    return _conv(x, kernel[::-1, ::-1], padding, stride)


@instead_of("conv2d")
def conv_transposed_kernel(x, kernel, padding=0, stride=1):
    """Transposes square kernels (rows and columns mixed up)."""
    # BREAKS: "Σ_a Σ_b xp[s·i + a, s·j + b] · kernel[a, b]"
    k = kernel.T if kernel.shape[0] == kernel.shape[1] else kernel
    return _conv(x, k, padding, stride)


@instead_of("conv2d")
def conv_output_as_if_square_kernel(x, kernel, padding=0, stride=1):
    """Computes the width from the kernel's height."""
    # BREAKS: "kernel: shape (fh, fw), not necessarily square."
    _check(x, kernel, padding, stride)
    xp = np.pad(x, padding)
    fh, fw = kernel.shape
    H, W = (xp.shape[0] - fh) // stride + 1, (xp.shape[1] - fh) // stride + 1
    out = np.zeros((max(H, 0), max(W, 0)))
    for i in range(H):
        for j in range(W):
            win = xp[i * stride : i * stride + fh, j * stride : j * stride + fw]
            out[i, j] = (win * kernel[:, : win.shape[1]]).sum()
    return out


@instead_of("conv2d")
def conv_square_image_only(x, kernel, padding=0, stride=1):
    """Uses the height for both axes: right for square images."""
    # BREAKS: "x: the image, shape (H, W), not necessarily square."
    _check(x, kernel, padding, stride)
    full = _conv(x, kernel, padding, stride)
    n = full.shape[0]
    out = np.zeros((n, n))
    m = min(n, full.shape[1])
    out[:, :m] = full[:, :m]
    return out


@instead_of("conv2d")
def conv_stride_on_rows_only(x, kernel, padding=0, stride=1):
    """Strides down but not to the right."""
    # BREAKS: "stride: how far the window moves, down as well as to the right"
    _check(x, kernel, padding, stride)
    return _conv(x, kernel, padding, 1)[::stride]


@instead_of("conv2d")
def conv_stride_drops_last(x, kernel, padding=0, stride=1):
    """⌊(n + 2p − f)/s⌋ windows for strides above 1, one too few."""
    # BREAKS: "Shape (H', W') as `conv_output_shape` has it."
    out = _conv(x, kernel, padding, stride)
    return out if stride == 1 else out[: max(out.shape[0] - 1, 1), : max(out.shape[1] - 1, 1)]


@instead_of("conv2d")
def conv_partial_windows_counted(x, kernel, padding=0, stride=1):
    """Counts windows that hang over the end when the stride leaves rows over, filled up by zeros."""
    # BREAKS: "Only windows that lie wholly inside the padded image count."
    _check(x, kernel, padding, stride)
    xp = np.pad(x, padding)
    extra = [(-(n - f)) % stride for n, f in zip(xp.shape, kernel.shape)]
    return _conv(np.pad(xp, [(0, extra[0]), (0, extra[1])]), kernel, 0, stride)


@instead_of("conv2d")
def conv_ignores_padding_with_stride(x, kernel, padding=0, stride=1):
    """Forgets the padding when the stride is above 1."""
    # BREAKS: "with xp the image x with `padding` zeros on each of its four sides, stride s"
    _check(x, kernel, padding, stride)
    if stride > 1:
        return _conv(x, kernel, 0, stride)
    return _conv(x, kernel, padding, stride)


@instead_of("conv2d")
def conv_strides_before_padding(x, kernel, padding=0, stride=1):
    """Thins the image out by the stride before it convolves."""
    # BREAKS: "xp[s·i + a, s·j + b]"
    _check(x, kernel, padding, stride)
    return _conv(np.pad(x, padding)[::stride, ::stride], kernel)


@instead_of("conv2d")
def conv_same_by_default(x, kernel, padding=None, stride=1):
    """Pads to "same" when no padding is given."""
    # BREAKS: "padding: int = 0"
    return _conv(x, kernel, (kernel.shape[0] - 1) // 2 if padding is None else padding, stride)


@instead_of("conv2d")
def conv_edge_padding(x, kernel, padding=0, stride=1):
    """Pads with the border's values."""
    # BREAKS: "the image x with `padding` zeros on each of its four sides"
    _check(x, kernel, padding, stride)
    return _conv(np.pad(x, padding, mode="edge"), kernel, 0, stride)


@instead_of("conv2d")
def conv_mean(x, kernel, padding=0, stride=1):
    """Divides by the number of kernel entries."""
    # BREAKS: "out[i, j] = Σ_a Σ_b xp[s·i + a, s·j + b] · kernel[a, b]"
    return _conv(x, kernel, padding, stride) / kernel.size


@instead_of("conv2d")
def conv_relu(x, kernel, padding=0, stride=1):
    """Cuts negative results off, as for a picture."""
    # BREAKS: "out[i, j] = Σ_a Σ_b xp[s·i + a, s·j + b] · kernel[a, b]"
    return np.maximum(_conv(x, kernel, padding, stride), 0)


@instead_of("conv2d")
def conv_single_window_scalar(x, kernel, padding=0, stride=1):
    """Squeezes the result: a scalar for one window, a vector for one row."""
    # BREAKS: "It has two axes even where there is one window only: (1, 1)."
    return np.squeeze(_conv(x, kernel, padding, stride))


@instead_of("conv2d")
def conv_too_large_gives_empty(x, kernel, padding=0, stride=1):
    """Returns an empty array when the kernel does not fit."""
    # BREAKS: "ValueError: … the kernel is larger than the padded image along an axis"
    if padding < 0 or stride < 1:
        raise ValueError
    try:
        return _conv(x, kernel, padding, stride)
    except ValueError:
        return np.zeros((0, 0))


@instead_of("conv2d")
def conv_larger_kernel_check_without_padding(x, kernel, padding=0, stride=1):
    """Compares the kernel with the image before padding."""
    # BREAKS: "the kernel is larger than the padded image along an axis"
    if kernel.shape[0] > x.shape[0] or kernel.shape[1] > x.shape[1]:
        raise ValueError
    return _conv(x, kernel, padding, stride)


@instead_of("conv2d")
def conv_checks_area(x, kernel, padding=0, stride=1):
    """Raises if the kernel has more entries than the image, and swaps a kernel that is too long on one axis."""
    # BREAKS: "the kernel is larger than the padded image along an axis"
    if kernel.size > (x.shape[0] + 2 * padding) * (x.shape[1] + 2 * padding) or padding < 0 or stride < 1:
        raise ValueError
    try:
        return _conv(x, kernel, padding, stride)
    except ValueError:
        return np.zeros((1, 1))


@instead_of("conv2d")
def conv_negative_padding_crops(x, kernel, padding=0, stride=1):
    """Takes negative padding as cropping."""
    # BREAKS: "padding is below 0"
    if padding < 0:
        x, padding = x[-padding:padding, -padding:padding], 0
    return _conv(x, kernel, padding, stride)


@instead_of("conv2d")
def conv_negative_stride_as_one(x, kernel, padding=0, stride=1):
    """Replaces strides below 1 by 1."""
    # BREAKS: "or stride is below 1"
    return _conv(x, kernel, padding, max(stride, 1))


@instead_of("conv2d")
def conv_integer_output(x, kernel, padding=0, stride=1):
    """Collects in an integer array."""
    # BREAKS: "out[i, j] = Σ_a Σ_b xp[s·i + a, s·j + b] · kernel[a, b]"
    return _conv(x, kernel, padding, stride).astype(int)


@instead_of("conv2d")
def conv_by_fft_circular(x, kernel, padding=0, stride=1):
    """FFT correlation cut at the wrong end: takes the last windows, which wrap around."""
    # BREAKS: "Only windows that lie wholly inside the padded image count."
    _check(x, kernel, padding, stride)
    xp = np.pad(x, padding)
    F = np.fft.ifft2(np.fft.fft2(xp) * np.conj(np.fft.fft2(kernel, xp.shape))).real
    H, W = (n - f + 1 for n, f in zip(xp.shape, kernel.shape))
    return F[-H:, -W:][::stride, ::stride]


@instead_of("conv2d")
def conv_even_kernel_centred(x, kernel, padding=0, stride=1):
    """Pads even kernels by one more on the right, to give them a centre."""
    # BREAKS: "Shape (H', W') as `conv_output_shape` has it."
    _check(x, kernel, padding, stride)
    xp = np.pad(x, padding)
    return _conv(np.pad(xp, [(0, int(f % 2 == 0 and f > 2)) for f in kernel.shape]), kernel, 0, stride)


@instead_of("conv2d")
def conv_zero_border_written_into_x(x, kernel, padding=0, stride=1):
    """"Pads" by zeroing a border of the image itself when p > 0."""
    # BREAKS: "never change an argument" / "with `padding` zeros on each of its four sides"
    out = _conv(x, kernel, padding, stride)
    if padding:
        x[:1] = 0
    return out


@instead_of("conv2d")
def conv_window_offset_stride(x, kernel, padding=0, stride=1):
    """Starts at the last offset that fits, so windows are aligned to the end instead of the start."""
    # BREAKS: "xp[s·i + a, s·j + b]"
    _check(x, kernel, padding, stride)
    full = _conv(x, kernel, padding, 1)
    return full[(full.shape[0] - 1) % stride :: stride, (full.shape[1] - 1) % stride :: stride]


@instead_of("conv2d")
def conv_cached_by_kernel(x, kernel, padding=0, stride=1):
    """Keeps the kernel of the first call for each kernel shape."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    k = _CACHE.setdefault(kernel.shape, kernel.copy())
    return _conv(x, k, padding, stride)


@instead_of("flipped_convolution")
def flipped_not_at_all(x, kernel):
    """Does not flip."""
    # BREAKS: "the kernel is flipped on both axes"
    return _conv(x, kernel)


@instead_of("flipped_convolution")
def flipped_rows_only(x, kernel):
    """Flips the rows only; unseen for a single column."""
    # BREAKS: "the kernel is flipped on both axes"
    return _conv(x, kernel[::-1])


@instead_of("flipped_convolution")
def flipped_columns_only(x, kernel):
    """Flips the columns only."""
    # BREAKS: "the kernel is flipped on both axes"
    return _conv(x, kernel[:, ::-1])


@instead_of("flipped_convolution")
def flipped_by_transposing(x, kernel):
    """Takes the transpose for the flip."""
    # BREAKS: "the kernel is read from its last row and its last column to its first"
    _check(x, kernel)
    return _conv(x, kernel.T) if all(f <= n for n, f in zip(x.shape, kernel.T.shape)) else _conv(x, kernel[::-1, ::-1])


@instead_of("flipped_convolution")
def flipped_by_one_rotation(x, kernel):
    """Rotates square kernels by 90° only."""
    # BREAKS: "the kernel is flipped on both axes"
    return _conv(x, np.rot90(kernel, 1 if kernel.shape[0] == kernel.shape[1] else 2))


@instead_of("flipped_convolution")
def flipped_full(x, kernel):
    """The full convolution, padded by f − 1."""
    # BREAKS: "Shape (H − fh + 1, W − fw + 1)." ("There is no padding")
    _check(x, kernel)
    fh, fw = kernel.shape
    return _conv(np.pad(x, [(fh - 1, fh - 1), (fw - 1, fw - 1)]), kernel[::-1, ::-1])


@instead_of("flipped_convolution")
def flipped_swaps_when_larger(x, kernel):
    """Uses the symmetry f*g = g*f, so a kernel larger than the image is no error."""
    # BREAKS: "ValueError: … if the kernel is larger than the image along either axis"
    if all(f >= n for n, f in zip(x.shape, kernel.shape)):
        x, kernel = kernel, x
    return _conv(x, kernel[::-1, ::-1])


@instead_of("flipped_convolution")
def flipped_kernel_in_place(x, kernel):
    """Flips the kernel in place."""
    # BREAKS: "never change an argument"
    kernel[...] = kernel[::-1, ::-1].copy()
    return _conv(x, kernel)


@instead_of("flipped_convolution")
def flipped_image_instead(x, kernel):
    """Flips the image instead of the kernel and does not flip the result back."""
    # BREAKS: "out[i, j] = Σ_a Σ_b x[i + fh − 1 − a, j + fw − 1 − b] · kernel[a, b]"
    return _conv(x[::-1, ::-1], kernel)


@instead_of("flipped_convolution")
def flipped_index_error(x, kernel):
    """Kernel index −a: starts with row 0 and then goes from the end (kernel[-a, -b])."""
    # BREAKS: "the kernel is read from its last row and its last column to its first"
    return _conv(x, np.roll(kernel[::-1, ::-1], (1, 1), (0, 1)))


@instead_of("flipped_convolution")
def flipped_one_dimensional(x, kernel):
    """Flips a raveled kernel twice for kernels with one row or one column, i.e. not at all."""
    # BREAKS: "the kernel is flipped on both axes"
    return _conv(x, kernel if 1 in kernel.shape else kernel[::-1, ::-1])


@instead_of("vertical_edges")
def edges_flipped_sign(image):
    """Convolves with a flipped kernel, i.e. the other sign."""
    # BREAKS: "The result is positive where the left of the window is brighter than the right"
    return _conv(image, -_EDGE)


@instead_of("vertical_edges")
def edges_horizontal(image):
    """The transposed kernel finds horizontal edges."""
    # BREAKS: "Find the vertical edges"
    return _conv(image, _EDGE.T)


@instead_of("vertical_edges")
def edges_sobel(image):
    """Sobel's kernel with a 2 in the middle."""
    # BREAKS: "g = [1 0 −1; 1 0 −1; 1 0 −1]"
    return _conv(image, np.array([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]]))


@instead_of("vertical_edges")
def edges_absolute(image):
    """Absolute values."""
    # BREAKS: "negative where it is darker"
    return np.abs(_conv(image, _EDGE))


@instead_of("vertical_edges")
def edges_same_size(image):
    """Pads by one to keep the size."""
    # BREAKS: "Shape (H − 2, W − 2)."
    return _conv(image, _EDGE, 1) if min(np.shape(image)) >= 3 else _conv(image, _EDGE)


@instead_of("vertical_edges")
def edges_small_images_empty(image):
    """Slices: images below 3 × 3 give empty arrays."""
    # BREAKS: "ValueError: … if the image has fewer than 3 rows or fewer than 3 columns"
    d = image[:, :-2] - image[:, 2:]
    return d[:-2] + d[1:-1] + d[2:]


@instead_of("vertical_edges")
def edges_checks_rows_only(image):
    """Checks the number of rows only."""
    # BREAKS: "fewer than 3 rows or fewer than 3 columns"
    if len(image) < 3:
        raise ValueError
    d = image[:, :-2] - image[:, 2:]
    return d[:-2] + d[1:-1] + d[2:]


@instead_of("vertical_edges")
def edges_three_by_three_rejected(image):
    """Raises for exactly 3 rows or columns."""
    # BREAKS: "image: shape (H, W), H ≥ 3 and W ≥ 3"
    if min(np.shape(image)) <= 3:
        raise ValueError
    return _conv(image, _EDGE)


@instead_of("vertical_edges")
def edges_as_uint8(image):
    """Treats the image as 8-bit grey values."""
    # BREAKS: "The result is … negative where it is darker"
    return _conv(np.asarray(image).astype(np.uint8).astype(np.int16), _EDGE)


@instead_of("vertical_edges")
def edges_square_only(image):
    """Loops over H − 2 for both axes."""
    # BREAKS: "image: shape (H, W), … not necessarily square"
    full = _conv(image, _EDGE)
    n = full.shape[0]
    return np.array([[full[i, j] if j < full.shape[1] else 0.0 for j in range(n)] for i in range(n)])


@instead_of("vertical_edges")
def edges_normalized(image):
    """Normalizes to a largest value of 1 where possible."""
    # BREAKS: "On the matrix of §6.3 it is the matrix that §6.3 prints."
    out = _conv(image, _EDGE)
    return out / max(np.abs(out).max(), 1e-12)
