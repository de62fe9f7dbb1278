import numpy as np

from autograder.misconception import instead_of

_FRAMES = {}


def _pad(x, p):
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(p, p)] * 2)


@instead_of("same_padding")
def same_float(f):
    """True division: a float."""
    # BREAKS: "The padding p: a whole number, not a float."
    if f < 1 or f % 2 == 0:
        raise ValueError
    return (f - 1) / 2


@instead_of("same_padding")
def same_half_of_f_rounded_up(f):
    """(f + 1) // 2."""
    # BREAKS: "p = (f − 1) / 2"
    if f < 1 or f % 2 == 0:
        raise ValueError
    return (f + 1) // 2


@instead_of("same_padding")
def same_total(f):
    """Returns f − 1, both sides together."""
    # BREAKS: "p zeros go on each side"
    if f < 1 or f % 2 == 0:
        raise ValueError
    return f - 1


@instead_of("same_padding")
def same_even_allowed(f):
    """Rounds down for even f."""
    # BREAKS: "ValueError: if f is even"
    if f < 1:
        raise ValueError
    return (f - 1) // 2


@instead_of("same_padding")
def same_odd_negative_allowed(f):
    """Checks the parity only, so negative odd sizes pass."""
    # BREAKS: "ValueError: if f is even, or below 1."
    if f % 2 == 0:
        raise ValueError
    return (f - 1) // 2


@instead_of("same_padding")
def same_one_rejected(f):
    """Raises for f = 1."""
    # BREAKS: "For f = 1 it is 0."
    if f <= 1 or f % 2 == 0:
        raise ValueError
    return (f - 1) // 2


@instead_of("same_padding")
def same_only_common_sizes(f):
    """A table for 1, 3, 5, 7 and ValueError for others."""
    # BREAKS: "f: … odd, at least 1"
    table = {1: 0, 3: 1, 5: 2, 7: 3}
    if f not in table:
        raise ValueError
    return table[f]


@instead_of("same_padding")
def same_none_for_even(f):
    """Returns None for even f."""
    # BREAKS: "ValueError: if f is even"
    if f < 1:
        raise ValueError
    return (f - 1) // 2 if f % 2 else None


@instead_of("same_padding")
def same_bankers_rounding(f):
    """round(f / 2), which rounds 1.5 up and 2.5 down: right for 1, 5, 9 only."""
    # BREAKS: "p = (f − 1) / 2 for odd f"
    if f < 1 or f % 2 == 0:
        raise ValueError
    return round(f / 2)


@instead_of("same_padding")
def same_assert(f):
    """AssertionError instead of ValueError."""
    # BREAKS: "ValueError: if f is even, or below 1."
    assert f >= 1 and f % 2 == 1
    return f // 2


@instead_of("zero_pad")
def pad_all_axes(x, p):
    """np.pad(x, p) pads the leading axes too."""
    # BREAKS: "any number of leading axes, none included. They are not padded."
    if p < 0:
        raise ValueError
    return np.pad(x, p)


@instead_of("zero_pad")
def pad_first_two_axes(x, p):
    """Pads the first two axes of a stack."""
    # BREAKS: "Formula, for the last two axes"
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    return np.pad(x, [(p, p)] * 2 + [(0, 0)] * (x.ndim - 2))


@instead_of("zero_pad")
def pad_edge_values(x, p):
    """Repeats the border."""
    # BREAKS: "out = 0 everywhere else"
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(p, p)] * 2, mode="edge")


@instead_of("zero_pad")
def pad_three_axes_only(x, p):
    """Knows 2 and 3 axes; four fail."""
    # BREAKS: "any number of leading axes"
    if p < 0:
        raise ValueError
    return np.pad(x, ((p, p), (p, p))) if x.ndim == 2 else np.pad(x, ((0, 0), (p, p), (p, p)))


@instead_of("zero_pad")
def pad_two_axes_only(x, p):
    """Unpacks H, W = x.shape: ValueError for stacks."""
    # BREAKS: "any number of leading axes"
    if p < 0:
        raise ValueError
    H, W = x.shape
    out = np.zeros((H + 2 * p, W + 2 * p))
    out[p : p + H, p : p + W] = x
    return out


@instead_of("zero_pad")
def pad_negative_slice(x, p):
    """Writes to out[p:-p], an empty slice for p = 0."""
    # BREAKS: "With p = 0 this has the values of x."
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    out = np.zeros(x.shape[:-2] + (x.shape[-2] + 2 * p, x.shape[-1] + 2 * p))
    if p == 0:
        return out
    out[..., p:-p, p:-p] = x
    return out


@instead_of("zero_pad")
def pad_zero_rejected(x, p):
    """Raises for p = 0."""
    # BREAKS: "p: … at least 0" / "ValueError: if p is below 0."
    if p <= 0:
        raise ValueError
    return _pad(x, p)


@instead_of("zero_pad")
def pad_negative_crops(x, p):
    """Crops for negative p."""
    # BREAKS: "ValueError: if p is below 0."
    if p < 0:
        return np.asarray(x)[..., -p:p, -p:p]
    return _pad(x, p)


@instead_of("zero_pad")
def pad_negative_unchanged(x, p):
    """Returns x for p ≤ 0."""
    # BREAKS: "ValueError: if p is below 0."
    return _pad(x, p) if p > 0 else x


@instead_of("zero_pad")
def pad_bottom_right_only(x, p):
    """Puts all 2p zeros after the end."""
    # BREAKS: "out[..., i + p, j + p] = x[..., i, j]"
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(0, 2 * p)] * 2)


@instead_of("zero_pad")
def pad_columns_only(x, p):
    """Pads left and right only."""
    # BREAKS: "number of zeros on each of the four sides"
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    return np.pad(x, [(0, 0)] * (x.ndim - 1) + [(p, p)])


@instead_of("zero_pad")
def pad_integer_frame(x, p):
    """Allocates an integer frame, cutting off the decimals."""
    # BREAKS: "out[..., i + p, j + p] = x[..., i, j]"
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    out = np.zeros(x.shape[:-2] + (x.shape[-2] + 2 * p, x.shape[-1] + 2 * p), dtype=int)
    out[..., p : p + x.shape[-2], p : p + x.shape[-1]] = x
    return out


@instead_of("zero_pad")
def pad_square_frame(x, p):
    """Allocates a square of the height for both axes, and an H × W one only where it does not fit."""
    # BREAKS: "Shape (..., H + 2p, W + 2p)."
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    H, W = x.shape[-2:]
    n = max(H, W) + 2 * p
    out = np.zeros(x.shape[:-2] + (n, n))
    out[..., p : p + H, p : p + W] = x
    return out


@instead_of("zero_pad")
def pad_empty_not_zeroed(x, p):
    """Pads with a value next to nothing, 1e-3, "to avoid dead borders"."""
    # BREAKS: "out = 0 everywhere else"
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(p, p)] * 2, constant_values=1e-3)


@instead_of("zero_pad")
def pad_squeezes_single_images(x, p):
    """Drops leading axes of length 1."""
    # BREAKS: "Shape (..., H + 2p, W + 2p)."
    out = _pad(x, p)
    return out.reshape(tuple(n for n in out.shape[:-2] if n > 1) + out.shape[-2:])


@instead_of("zero_pad")
def pad_reused_frame(x, p):
    """Keeps one frame per shape and overwrites it."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    out = _pad(x, p)
    frame = _FRAMES.setdefault(out.shape, np.zeros(out.shape))
    frame[...] = out
    return frame


@instead_of("zero_pad")
def pad_stale_frame(x, p):
    """Reuses a frame per output shape without clearing it, so the old border shines through."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call" (out = 0 everywhere else)
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    shape = x.shape[:-2] + (x.shape[-2] + 2 * p, x.shape[-1] + 2 * p)
    frame = _FRAMES.setdefault(("stale", shape), np.zeros(shape))
    frame[..., p : p + x.shape[-2], p : p + x.shape[-1]] = x
    return frame
