import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from autograder.misconception import instead_of


def _n(n, f, s):
    s = f if s is None else s
    if n < 1 or f < 1 or s < 1 or f > n:
        raise ValueError("sizes")
    return (n - f) // s + 1


@instead_of("pool_output_size")
def size_range(n, f, stride=None):
    """len(range) of the window starts."""
    if stride is None:
        stride = f
    if min(n, f, stride) < 1 or n < f:
        raise ValueError
    return len(range(0, n - f + 1, stride))


@instead_of("pool_output_size")
def size_counts_by_loop(n, f, stride=None):
    """Ceiling of n − f + 1 over s by negative floor division; a NumPy integer."""
    s = stride if stride is not None else f
    if not (f >= 1 and s >= 1 and n >= f):
        raise ValueError
    return np.int64(-((f - n - 1) // s))


@instead_of("pool_output_size")
def size_window_ends(n, f, stride=None):
    """Counts the ends of the windows in a range."""
    s = f if stride is None else stride
    if n < 1 or f < 1 or s < 1 or n < f:
        raise ValueError
    return len(range(f, n + 1, s))


@instead_of("max_pool2d")
def pool_slices(x, f, stride=None):
    """Maximum of f² shifted, strided slices by np.maximum."""
    x = np.asarray(x)
    H, W = _n(x.shape[-2], f, stride), _n(x.shape[-1], f, stride)
    s = f if stride is None else stride
    out = None
    for a in range(f):
        for b in range(f):
            part = x[..., a : a + s * (H - 1) + 1 : s, b : b + s * (W - 1) + 1 : s]
            out = part if out is None else np.maximum(out, part)
    return out


@instead_of("max_pool2d")
def pool_separable(x, f, stride=None):
    """First along the rows, then along the columns."""
    x = np.asarray(x)
    _n(x.shape[-2], f, stride), _n(x.shape[-1], f, stride)
    s = f if stride is None else stride
    rows = sliding_window_view(x, f, axis=-2)[..., ::s, :, :].max(axis=-1)
    return sliding_window_view(rows, f, axis=-1)[..., ::s, :].max(axis=-1)


@instead_of("max_pool2d")
def pool_strided_view(x, f, stride=None):
    """as_strided on a contiguous copy, reduced by partition (the largest is last)."""
    x = np.ascontiguousarray(x)
    H, W = _n(x.shape[-2], f, stride), _n(x.shape[-1], f, stride)
    s = f if stride is None else stride
    *lead, a, b = x.strides
    v = as_strided(x, x.shape[:-2] + (H, W, f, f), tuple(lead) + (a * s, b * s, a, b), writeable=False)
    return np.sort(v.reshape(v.shape[:-2] + (f * f,)), axis=-1)[..., -1]


@instead_of("max_pool2d")
def pool_recursion_and_lists(x, f, stride=None):
    """Recursion over the leading axes, Python's max, nested lists."""
    if np.ndim(x) > 2:
        return [pool_recursion_and_lists(m, f, stride) for m in x]
    H, W = np.shape(x)
    s = f if stride is None else stride
    _n(H, f, s), _n(W, f, s)
    return [[max(float(x[i + a][j + b]) for a in range(f) for b in range(f)) for j in range(0, W - f + 1, s)] for i in range(0, H - f + 1, s)]


@instead_of("max_pool2d")
def pool_minus_minimum(x, f, stride=None):
    """−min(−x) over windows, starting from infinity."""
    x = np.asarray(x)
    H, W = _n(x.shape[-2], f, stride), _n(x.shape[-1], f, stride)
    s = stride or f
    out = np.full(x.shape[:-2] + (H, W), np.inf)
    for i, j in np.ndindex(H, W):
        out[..., i, j] = np.min(-x[..., i * s : i * s + f, j * s : j * s + f], axis=(-1, -2))
    return -out


@instead_of("max_pool2d")
def pool_reshape_after_crop(x, f, stride=None):
    """The reshape trick on a cropped map without overlap, reduceat-like windows otherwise."""
    x = np.asarray(x)
    H, W = _n(x.shape[-2], f, stride), _n(x.shape[-1], f, stride)
    if stride is None or stride == f:
        return x[..., : H * f, : W * f].reshape(x.shape[:-2] + (H, f, W, f)).max(axis=(-3, -1))
    i = stride * np.arange(H)[:, None] + np.arange(f)
    j = stride * np.arange(W)[:, None] + np.arange(f)
    return x[..., i[:, None, :, None], j[None, :, None, :]].max(axis=(-2, -1))
