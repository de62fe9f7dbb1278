import math
import numpy as np

from autograder.misconception import instead_of


def _sig(v):
    return np.exp(-np.logaddexp(0, -v))


@instead_of("lstm_gates")
def gates_one_big_matrix(x, h_prev, params):
    """One (4H, D + H + 1) matrix times [x; h; 1], split in four; returns a list of views."""
    big = np.vstack([np.column_stack([params[f"W_{k}x"], params[f"W_{k}h"], params[f"b_{k}"]]) for k in "figo"])
    f, i, g, o = np.split(big @ np.concatenate([x, h_prev, [1.0]]), 4)
    return [_sig(f), _sig(i), np.tanh(g), _sig(o)]


@instead_of("lstm_gates")
def gates_pure_python(x, h_prev, params):
    """Loops over Python floats; lists in a tuple."""
    def tanh_of(k, half):
        out = []
        for wx, wh, b in zip(params["W_%sx" % k], params["W_%sh" % k], params["b_" + k]):
            v = math.fsum([float(a) * float(c) for a, c in zip(wx, x)] + [float(a) * float(c) for a, c in zip(wh, h_prev)] + [float(b)])
            out.append(0.5 + 0.5 * math.tanh(v / 2) if half else math.tanh(v))
        return out
    return tanh_of("f", True), tanh_of("i", True), tanh_of("g", False), tanh_of("o", True)


@instead_of("lstm_gates")
def gates_candidate_by_sigmoid(x, h_prev, params):
    """tanh v = 2σ(2v) − 1 for the candidate, einsum for the products."""
    z = {k: np.einsum("hd,d->h", params[f"W_{k}x"], x) + np.einsum("hk,k->h", params[f"W_{k}h"], h_prev) + params[f"b_{k}"] for k in "ofgi"}
    with np.errstate(over="ignore"):
        s = {k: 1 / (1 + np.exp(-(2 if k == "g" else 1) * v)) for k, v in z.items()}
    return s["f"], s["i"], 2 * s["g"] - 1, s["o"]


@instead_of("lstm_gates")
def gates_row_vectors(x, h_prev, params):
    """x W^T with a batch axis of one; the rows of a contiguous (4, H) array as a list."""
    pre = np.stack([(x[None] @ params[f"W_{k}x"].T + h_prev[None] @ params[f"W_{k}h"].T + params[f"b_{k}"])[0] for k in "figo"])
    act = [lambda v: np.where(v > 0, 1 / (1 + np.exp(-np.abs(v))), 1 - 1 / (1 + np.exp(-np.abs(v))))] * 4
    act[2] = np.tanh
    return [a(v) for a, v in zip(act, pre)]


@instead_of("lstm_cell_update")
def update_nested_lists(f, i, g, o, c_prev):
    """Nested lists, or floats for shape ()."""
    c = np.add(np.multiply(f, c_prev), np.multiply(i, g))
    return [c.tolist(), (o * np.tanh(c)).tolist()]


@instead_of("lstm_cell_update")
def update_dot_of_pairs(f, i, g, o, c_prev):
    """The sum of products over a new last axis of two."""
    c = (np.stack([f, i], -1) * np.stack([c_prev, g], -1)).sum(-1)
    return c, np.multiply(o, np.tanh(c))


@instead_of("lstm_cell_update")
def update_vectorized_scalar(f, i, g, o, c_prev):
    """np.vectorize with two outputs over a scalar function."""
    def cell(f, i, g, o, c):
        c = f * c + i * g
        return c, o * math.tanh(c)
    return np.vectorize(cell, otypes=[float, float])(f, i, g, o, c_prev)
