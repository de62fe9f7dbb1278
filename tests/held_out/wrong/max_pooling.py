import math
import numpy as np

from autograder.misconception import instead_of

_BEST = {}


def _size(n, f, stride=None):
    s = f if stride is None else stride
    if n < 1 or f < 1 or s < 1 or f > n:
        raise ValueError
    return (n - f) // s + 1


def _pool(x, f, stride=None):
    x = np.asarray(x)
    _size(x.shape[-2], f, stride), _size(x.shape[-1], f, stride)
    s = f if stride is None else stride
    v = np.lib.stride_tricks.sliding_window_view(x, (f, f), axis=(-2, -1))[..., ::s, ::s, :, :]
    return v.max(axis=(-2, -1))


@instead_of("pool_output_size")
def size_stride_one_by_default(n, f, stride=None):
    """Takes stride 1 when none is given."""
    # BREAKS: "`None` (the default) means s = f."
    return _size(n, f, 1 if stride is None else stride)


@instead_of("pool_output_size")
def size_stride_two_by_default(n, f, stride=2):
    """Has 2 as the default; unseen for f = 2."""
    # BREAKS: "`None` (the default) means s = f."
    return _size(n, f, 2 if stride is None else stride)


@instead_of("pool_output_size")
def size_stride_zero_means_default(n, f, stride=None):
    """`stride or f`: a stride of 0 is taken for None."""
    # BREAKS: "ValueError: if n, f or stride is below 1"
    return _size(n, f, stride or f)


@instead_of("pool_output_size")
def size_rounds_up(n, f, stride=None):
    """Ceil mode."""
    # BREAKS: "a window that would hang over the end is left out"
    _size(n, f, stride)
    return math.ceil((n - f) / (f if stride is None else stride)) + 1


@instead_of("pool_output_size")
def size_plain_division(n, f, stride=None):
    """n // s, right without overlap or gaps only."""
    # BREAKS: "⌊(n − f) / s⌋ + 1"
    _size(n, f, stride)
    return n // (f if stride is None else stride)


@instead_of("pool_output_size")
def size_float(n, f, stride=None):
    """np.floor gives a float."""
    # BREAKS: "a whole number, not a float"
    _size(n, f, stride)
    return np.floor((n - f) / (f if stride is None else stride)) + 1


@instead_of("pool_output_size")
def size_exact_fit_rejected(n, f, stride=None):
    """Raises for f = n."""
    # BREAKS: "A window that just fits (f = n) is no error."
    if f >= n:
        raise ValueError
    return _size(n, f, stride)


@instead_of("pool_output_size")
def size_too_large_is_zero(n, f, stride=None):
    """0 where the window does not fit."""
    # BREAKS: "ValueError: … if the window does not fit (f > n)"
    if n >= 1 and f > n and (stride is None or stride >= 1):
        return 0
    return _size(n, f, stride)


@instead_of("pool_output_size")
def size_must_divide(n, f, stride=None):
    """Raises when entries are left over."""
    # BREAKS: "a window that would hang over the end is left out" (and is no error)
    s = f if stride is None else stride
    if s and (n - f) % s:
        raise ValueError
    return _size(n, f, stride)


@instead_of("pool_output_size")
def size_negative_stride_absolute(n, f, stride=None):
    """Takes the absolute value of the stride."""
    # BREAKS: "ValueError: if n, f or stride is below 1"
    return _size(n, f, None if stride is None else abs(stride))


@instead_of("max_pool2d")
def pool_starts_from_zero(x, f, stride=None):
    """Starts each maximum from 0; wrong for windows without a positive number."""
    # BREAKS: "a window of negative numbers gives a negative number"
    return np.maximum(_pool(x, f, stride), 0)


@instead_of("max_pool2d")
def pool_starts_from_minus_thousand(x, f, stride=None):
    """Starts each maximum from -1000."""
    # BREAKS: ""Largest" means largest as a number"
    return np.maximum(_pool(x, f, stride), -1000.0)


@instead_of("max_pool2d")
def pool_starts_from_int_min(x, f, stride=None):
    """Starts from -2^31, the smallest 32-bit integer."""
    # BREAKS: ""Largest" means largest as a number"
    return np.maximum(_pool(x, f, stride), -(2.0**31))


@instead_of("max_pool2d")
def pool_largest_in_size(x, f, stride=None):
    """Keeps the entry of the largest absolute value."""
    # BREAKS: ""Largest" means largest as a number"
    hi, lo = _pool(x, f, stride), -_pool(-np.asarray(x), f, stride)
    return np.where(-lo > hi, lo, hi)


@instead_of("max_pool2d")
def pool_average(x, f, stride=None):
    """Average pooling."""
    # BREAKS: "out[..., i, j] = max over a, b"
    _pool(x, f, stride)
    s = f if stride is None else stride
    v = np.lib.stride_tricks.sliding_window_view(x, (f, f), axis=(-2, -1))[..., ::s, ::s, :, :]
    return v.mean(axis=(-2, -1))


@instead_of("max_pool2d")
def pool_stride_one_default(x, f, stride=None):
    """Stride 1 by default."""
    # BREAKS: "`None` (the default) means s = f."
    return _pool(x, f, 1 if stride is None else stride)


@instead_of("max_pool2d")
def pool_stride_ignored(x, f, stride=None):
    """Always uses stride f, as the reshape trick does."""
    # BREAKS: "stride: how far the window moves"
    _pool(x, f, stride)
    return _pool(x, f)


@instead_of("max_pool2d")
def pool_reshape_trick(x, f, stride=None):
    """The reshape trick without cropping: ValueError where rows are left over."""
    # BREAKS: "rows and columns that are left over at the end are not looked at"
    if stride not in (None, f):
        return _pool(x, f, stride)
    _pool(x, f)
    x = np.asarray(x)
    H, W = x.shape[-2:]
    return x.reshape(x.shape[:-2] + (H // f, f, -1, f) if W % f == 0 else x.shape[:-2] + (H // f, f, W // f, f)).max(axis=(-3, -1))


@instead_of("max_pool2d")
def pool_leftovers_counted(x, f, stride=None):
    """Pads with -inf and counts partial windows."""
    # BREAKS: "Only full windows count and nothing is padded"
    _pool(x, f, stride)
    s = f if stride is None else stride
    x = np.asarray(x)
    extra = [(-(n - f)) % s for n in x.shape[-2:]]
    y = np.pad(x, [(0, 0)] * (x.ndim - 2) + [(0, e) for e in extra], constant_values=-np.inf)
    return _pool(y, f, s)


@instead_of("max_pool2d")
def pool_leftovers_join_last_window(x, f, stride=None):
    """Lets the last window reach to the end."""
    # BREAKS: "rows and columns that are left over at the end are not looked at"
    out = _pool(x, f, stride).copy()
    s = f if stride is None else stride
    x = np.asarray(x)
    i = (out.shape[-2] - 1) * s
    for j in range(out.shape[-1]):
        out[..., -1, j] = x[..., i:, j * s : j * s + f].max(axis=(-2, -1))
    return out


@instead_of("max_pool2d")
def pool_two_axes_only(x, f, stride=None):
    """Unpacks H, W = x.shape: ValueError for stacks."""
    # BREAKS: "any number of leading axes, none included"
    H, W = x.shape
    return _pool(x, f, stride)


@instead_of("max_pool2d")
def pool_three_axes_at_most(x, f, stride=None):
    """Handles stacks by a loop over the first axis, one level deep."""
    # BREAKS: "any number of leading axes"
    if x.ndim == 2:
        return _pool(x, f, stride)
    out = []
    for image in x:
        H, W = image.shape
        out.append(_pool(image, f, stride))
    return np.array(out)


@instead_of("max_pool2d")
def pool_over_channels_too(x, f, stride=None):
    """Takes the maximum over the first leading axis as well and repeats it."""
    # BREAKS: "They are not pooled: each map is pooled on its own."
    out = _pool(x, f, stride)
    return np.broadcast_to(out.max(axis=0), out.shape) if out.ndim > 2 else out


@instead_of("max_pool2d")
def pool_first_two_axes(x, f, stride=None):
    """Pools the first two axes."""
    # BREAKS: "Formula, for the last two axes"
    x = np.asarray(x)
    return np.moveaxis(_pool(np.moveaxis(x, (0, 1), (-2, -1)), f, stride), (-2, -1), (0, 1))


@instead_of("max_pool2d")
def pool_square_output(x, f, stride=None):
    """Uses the number of rows for both axes."""
    # BREAKS: "x: shape (..., H, W), H and W not necessarily equal"
    x = np.asarray(x)
    full = _pool(x, f, stride)
    n = full.shape[-2]
    s = f if stride is None else stride
    out = np.zeros(full.shape[:-1] + (n,))
    for j in range(n):
        win = x[..., :, j * s : j * s + f]
        for i in range(n):
            w = win[..., i * s : i * s + f, :]
            out[..., i, j] = w.max(axis=(-2, -1)) if w.size else 0
    return out


@instead_of("max_pool2d")
def pool_squeezed(x, f, stride=None):
    """Drops axes of length 1."""
    # BREAKS: "All axes stay, even at length 1."
    return np.squeeze(_pool(x, f, stride))


@instead_of("max_pool2d")
def pool_columns_unchecked(x, f, stride=None):
    """Checks the rows only; too narrow maps give an empty result."""
    # BREAKS: "the window is larger than the map along an axis"
    x = np.asarray(x)
    rows = _size(x.shape[-2], f, stride)
    if f > x.shape[-1]:
        return np.zeros(x.shape[:-2] + (rows, 0))
    return _pool(x, f, stride)


@instead_of("max_pool2d")
def pool_shrinks_window(x, f, stride=None):
    """Shrinks a window that is too large to the size of the map."""
    # BREAKS: "ValueError: … the window is larger than the map along an axis"
    if f > min(x.shape[-2:]):
        if stride is None:
            stride = f
        f = min(x.shape[-2:])
    return _pool(x, f, stride)


@instead_of("max_pool2d")
def pool_zero_stride_default(x, f, stride=None):
    """`stride or f`."""
    # BREAKS: "ValueError … f or stride is below 1"
    return _pool(x, f, stride or f)


@instead_of("max_pool2d")
def pool_overlap_on_rows_only(x, f, stride=None):
    """Uses the stride down and f to the right."""
    # BREAKS: "stride: how far the window moves, down as well as to the right (s)"
    full = _pool(x, f, 1)
    s = f if stride is None else stride
    _pool(x, f, s)
    return full[..., ::s, ::f]


@instead_of("max_pool2d")
def pool_gap_windows_widened(x, f, stride=None):
    """With s > f looks at windows of size s, so that there are no gaps."""
    # BREAKS: "with s > f there are gaps between them"
    s = f if stride is None else stride
    out = _pool(x, f, s)
    x = np.asarray(x)
    if s <= f:
        return out
    big = np.zeros(out.shape)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            big[..., i, j] = x[..., i * s : i * s + s, j * s : j * s + s].max(axis=(-2, -1))
    return big


@instead_of("max_pool2d")
def pool_overwrites_image(x, f, stride=None):
    """Writes the maxima into the upper left corner of x."""
    # BREAKS: "never change an argument"
    out = _pool(x, f, stride)
    x[..., : out.shape[-2], : out.shape[-1]] = out
    return out


@instead_of("max_pool2d")
def pool_running_maximum(x, f, stride=None):
    """Keeps the maxima of earlier calls with the same output shape."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    out = _pool(x, f, stride)
    _BEST[out.shape] = np.maximum(_BEST.get(out.shape, out), out)
    return _BEST[out.shape]


@instead_of("max_pool2d")
def pool_row_maxima(x, f, stride=None):
    """Takes the maximum over the window's first row only."""
    # BREAKS: "max over a, b = 0 … f − 1 of x[..., s·i + a, s·j + b]"
    _pool(x, f, stride)
    s = f if stride is None else stride
    v = np.lib.stride_tricks.sliding_window_view(x, (f, f), axis=(-2, -1))[..., ::s, ::s, :, :]
    return v[..., 0, :].max(axis=-1)
