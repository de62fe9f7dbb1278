import numpy as np

from autograder.misconception import instead_of


@instead_of("same_padding")
def same_floor(f):
    """f // 2, which is (f − 1)/2 for odd f."""
    if f < 1 or not f & 1:
        raise ValueError("odd sizes only")
    return f // 2


@instead_of("same_padding")
def same_divmod(f):
    """divmod; a NumPy integer."""
    p, rest = divmod(f - 1, 2)
    if rest or p < 0:
        raise ValueError
    return np.int64(p)


@instead_of("same_padding")
def same_index_in_range(f):
    """Looks f up in the range of odd numbers; its ValueError says that f is not there."""
    return range(1, max(int(f), 0) + 2, 2).index(int(f))


@instead_of("zero_pad")
def pad_by_concatenation(x, p):
    """Concatenates zero blocks on both axes."""
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    side = np.zeros(x.shape[:-1] + (p,))
    wide = np.concatenate([side, x, side], axis=-1)
    top = np.zeros(wide.shape[:-2] + (p, wide.shape[-1]))
    return np.concatenate([top, wide, top], axis=-2)


@instead_of("zero_pad")
def pad_by_matrix_product(x, p):
    """Shift matrices on the left and on the right: E x Fᵀ."""
    if p < 0:
        raise ValueError
    x = np.asarray(x)
    H, W = x.shape[-2:]
    return np.eye(H + 2 * p, H, -p) @ x @ np.eye(W, W + 2 * p, p)


@instead_of("zero_pad")
def pad_nested_lists(x, p):
    """Recursion on the leading axes; nested lists."""
    if p < 0:
        raise ValueError
    if np.ndim(x) > 2:
        return [pad_nested_lists(image, p) for image in x]
    width = len(x[0]) + 2 * p
    return [[0.0] * width for _ in range(p)] + [[0] * p + [float(v) for v in row] + [0] * p for row in x] + [[0.0] * width for _ in range(p)]


@instead_of("zero_pad")
def pad_take_with_sentinel(x, p):
    """Gathers by indices; a mask of zeros covers the frame. Returns x itself for p = 0."""
    if p < 0:
        raise ValueError
    if p == 0:
        return x
    x = np.asarray(x)
    i, j = np.arange(-p, x.shape[-2] + p), np.arange(-p, x.shape[-1] + p)
    inside = ((i >= 0) & (i < x.shape[-2]))[:, None] & ((j >= 0) & (j < x.shape[-1]))
    return np.where(inside, x[..., i.clip(0, x.shape[-2] - 1)[:, None], j.clip(0, x.shape[-1] - 1)], 0.0)


@instead_of("zero_pad")
def pad_one_ring_at_a_time(x, p):
    """Adds one ring of zeros p times, Fortran order."""
    if p < 0:
        raise ValueError
    x = np.array(x, dtype=float, order="F")
    for _ in range(p):
        x = np.pad(x, [(0, 0)] * (x.ndim - 2) + [(1, 1), (1, 1)])
    return np.asfortranarray(x)
