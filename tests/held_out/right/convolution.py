import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from autograder.misconception import instead_of


def _check(x, k, p, s):
    (H, W), (fh, fw) = np.shape(x), np.shape(k)
    if p < 0 or s < 1 or fh > H + 2 * p or fw > W + 2 * p:
        raise ValueError("sizes")


@instead_of("conv2d")
def conv_as_strided(x, kernel, padding=0, stride=1):
    """as_strided view of a padded copy, tensordot."""
    _check(x, kernel, padding, stride)
    xp = np.ascontiguousarray(np.pad(x, padding))
    fh, fw = kernel.shape
    a, b = xp.strides
    H, W = (xp.shape[0] - fh) // stride + 1, (xp.shape[1] - fw) // stride + 1
    win = as_strided(xp, (H, W, fh, fw), (a * stride, b * stride, a, b), writeable=False)
    return np.tensordot(win, kernel, 2)


@instead_of("conv2d")
def conv_fft(x, kernel, padding=0, stride=1):
    """Correlation by FFT; the windows that do not wrap are the first ones."""
    _check(x, kernel, padding, stride)
    xp = np.pad(x, padding)
    full = np.fft.irfft2(np.fft.rfft2(xp) * np.conj(np.fft.rfft2(kernel, xp.shape)), xp.shape)
    return full[: xp.shape[0] - kernel.shape[0] + 1 : stride, : xp.shape[1] - kernel.shape[1] + 1 : stride]


@instead_of("conv2d")
def conv_shift_and_add(x, kernel, padding=0, stride=1):
    """Adds shifted images, one per kernel entry."""
    _check(x, kernel, padding, stride)
    xp = np.pad(x, padding)
    H, W = [(n - f) // stride + 1 for n, f in zip(xp.shape, kernel.shape)]
    out = np.zeros((H, W))
    for (a, b), w in np.ndenumerate(kernel):
        out += w * xp[a : a + stride * (H - 1) + 1 : stride, b : b + stride * (W - 1) + 1 : stride]
    return out


@instead_of("conv2d")
def conv_without_padding_array(x, kernel, padding=0, stride=1):
    """Never pads: skips indices outside the image; nested lists of floats."""
    _check(x, kernel, padding, stride)
    (H, W), (fh, fw) = x.shape, kernel.shape
    rows = range(-padding, H + padding - fh + 1, stride)
    cols = range(-padding, W + padding - fw + 1, stride)
    return [[float(sum(x[i + a, j + b] * kernel[a, b] for a in range(fh) for b in range(fw) if 0 <= i + a < H and 0 <= j + b < W)) for j in cols] for i in rows]


@instead_of("conv2d")
def conv_sparse_matrix(x, kernel, padding=0, stride=1):
    """A doubly blocked Toeplitz matrix times the raveled padded image."""
    _check(x, kernel, padding, stride)
    xp = np.pad(x, padding)
    (H, W), (fh, fw) = xp.shape, kernel.shape
    rows = []
    for i in range(0, H - fh + 1, stride):
        for j in range(0, W - fw + 1, stride):
            row = np.zeros((H, W))
            row[i : i + fh, j : j + fw] = kernel
            rows.append(row.ravel())
    return (np.array(rows) @ xp.ravel()).reshape((H - fh) // stride + 1, -1)


@instead_of("conv2d")
def conv_svd_separable(x, kernel, padding=0, stride=1):
    """Separates the kernel by the singular value decomposition into one-dimensional filters."""
    _check(x, kernel, padding, stride)
    v = sliding_window_view(np.pad(x, padding), kernel.shape)[::stride, ::stride]
    U, S, Vt = np.linalg.svd(kernel, full_matrices=False)
    return sum(s * np.einsum("ijab,a,b->ij", v, U[:, k], Vt[k]) for k, s in enumerate(S))


@instead_of("flipped_convolution")
def flipped_correlate_rotated(x, kernel):
    """rot90 twice, then sliding windows."""
    if np.any(np.greater(np.shape(kernel), np.shape(x))):
        raise ValueError
    return np.einsum("ijab,ab", sliding_window_view(x, kernel.shape), np.rot90(kernel, 2))


@instead_of("flipped_convolution")
def flipped_polynomials(x, kernel):
    """Multiplication of polynomials in two variables by np.convolve row against row, "valid" part kept."""
    (H, W), (fh, fw) = x.shape, kernel.shape
    if fh > H or fw > W:
        raise ValueError
    return [sum(np.convolve(x[i + fh - 1 - a], kernel[a], "valid") for a in range(fh)) for i in range(H - fh + 1)]


@instead_of("flipped_convolution")
def flipped_image_and_back(x, kernel):
    """Flips the image, correlates, flips the result back."""
    (H, W), (fh, fw) = x.shape, kernel.shape
    if H < fh or W < fw:
        raise ValueError
    y = x[::-1, ::-1]
    out = np.array([[np.vdot(y[i : i + fh, j : j + fw], kernel) for j in range(W - fw + 1)] for i in range(H - fh + 1)])
    return np.flip(out)


@instead_of("flipped_convolution")
def flipped_fft_valid(x, kernel):
    """Product of spectra; the valid part starts at (fh − 1, fw − 1)."""
    if kernel.shape[0] > x.shape[0] or kernel.shape[1] > x.shape[1]:
        raise ValueError
    F = np.fft.ifft2(np.fft.fft2(x) * np.fft.fft2(kernel, x.shape))
    return F.real[kernel.shape[0] - 1 :, kernel.shape[1] - 1 :]


@instead_of("vertical_edges")
def edges_column_sums(image):
    """Three-row sums by a cumulative sum, then differences of columns two apart."""
    image = np.asarray(image)
    if min(image.shape) < 3:
        raise ValueError
    c = np.cumsum(np.vstack([np.zeros(image.shape[1]), image]), axis=0)
    s = c[3:] - c[:-3]
    return s[:, :-2] - s[:, 2:]


@instead_of("vertical_edges")
def edges_matrix_product(image):
    """A banded matrix on the left (sum of three rows), a difference matrix on the right; nested lists."""
    H, W = np.shape(image)
    if H < 3 or W < 3:
        raise ValueError
    L = sum(np.eye(H - 2, H, k) for k in range(3))
    R = np.eye(W - 2, W) - np.eye(W - 2, W, 2)
    return (L @ image @ R.T).tolist()


@instead_of("vertical_edges")
def edges_separable_convolve(image):
    """np.convolve on rows with [−1, 0, 1] (which it flips) and on columns with ones."""
    image = np.asarray(image)
    if image.shape[0] < 3 or image.shape[1] < 3:
        raise ValueError
    d = np.apply_along_axis(np.convolve, 1, image, [-1.0, 0.0, 1.0], "valid")
    return np.apply_along_axis(np.convolve, 0, d, np.ones(3), "valid")
