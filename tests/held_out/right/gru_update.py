from functools import reduce
import numpy as np

from autograder.misconception import instead_of


def _sig(v):
    return np.exp(-np.logaddexp(0, -v))


def _step(h, x, p):
    z, r = (_sig(p[f"W_{k}"] @ x + p[f"U_{k}"] @ h + p[f"b_{k}"]) for k in ("z", "r"))
    return h + z * (np.tanh(p["W_h"] @ x + p["U_h"] @ (r * h) + p["b_h"]) - h)


@instead_of("gru_interpolate")
def blend_by_difference(z, h_prev, h_candidate):
    """h + z (h̃ − h)."""
    return np.add(h_prev, np.multiply(z, np.subtract(h_candidate, h_prev)))


@instead_of("gru_interpolate")
def blend_average(z, h_prev, h_candidate):
    """Weighted average over a new axis; its weights sum to one."""
    return np.average(np.stack([h_prev, h_candidate]), axis=0, weights=np.stack([1 - np.asarray(z), z]))


@instead_of("gru_interpolate")
def blend_lists(z, h_prev, h_candidate):
    """Recursion over the axes: nested lists, a float at the bottom."""
    if np.ndim(z) == 0:
        return float(z) * float(h_candidate) + (1 - float(z)) * float(h_prev)
    return [blend_lists(*t) for t in zip(z, h_prev, h_candidate)]


@instead_of("gru_forward")
def forward_reduce(xs, h0, params):
    """functools.reduce with a tuple of states; reshaped for T = 0."""
    states = reduce(lambda hs, x: hs + (_step(hs[-1], x, params),), xs, (h0,))[1:]
    return np.reshape(states, (len(xs), len(h0)))


@instead_of("gru_forward")
def forward_recursive_on_prefix(xs, h0, params):
    """The states of the prefix, and one step more."""
    if len(xs) == 0:
        return np.zeros((0, len(h0)))
    before = forward_recursive_on_prefix(xs[:-1], h0, params)
    last = before[-1] if len(before) else h0
    return np.append(before, [_step(last, xs[-1], params)], axis=0)


@instead_of("gru_forward")
def forward_tuple_of_rows(xs, h0, params):
    """A list of arrays for T > 0, an empty (0, H) array for T = 0."""
    rows, h = [], h0
    for x in xs:
        h = _step(h, x, params)
        rows.append(h)
    return rows or np.empty((0, np.size(h0)))


@instead_of("gru_forward")
def forward_fortran_and_precomputed(xs, h0, params):
    """Input products of the whole sequence first, Fortran-ordered result."""
    pre = {k: xs @ params[f"W_{k}"].T + params[f"b_{k}"] for k in "zrh"}
    out = np.zeros((len(xs), len(h0)), order="F")
    h = h0
    for t in range(len(xs)):
        z = _sig(pre["z"][t] + params["U_z"] @ h)
        r = _sig(pre["r"][t] + params["U_r"] @ h)
        h = (1 - z) * h + z * np.tanh(pre["h"][t] + params["U_h"] @ (r * h))
        out[t] = h
    return out


@instead_of("update_gate_bias")
def bias_least(case, hidden_size):
    """2H + 13.8156, hardly more than needed."""
    if hidden_size < 1:
        raise ValueError("size")
    return ("keep", "replace").index(case) * 2 * np.full(hidden_size, 2 * hidden_size + 13.8156) - (2 * hidden_size + 13.8156)


@instead_of("update_gate_bias")
def bias_list_of_integers(case, hidden_size):
    """A list of different Python integers."""
    if hidden_size < 1 or case not in {"keep", "replace"}:
        raise ValueError
    return [(1 if case == "replace" else -1) * (47 + n) for n in range(hidden_size)]


@instead_of("update_gate_bias")
def bias_at_the_bound(case, hidden_size):
    """±5000 in float32, by match."""
    match case, hidden_size >= 1:
        case "replace", True:
            b = 5000
        case "keep", True:
            b = -5000
        case _:
            raise ValueError
    return np.repeat(np.float32(b), hidden_size)


@instead_of("gru_parameter_count")
def count_built_arrays(input_size, hidden_size):
    """Adds the sizes of nine arrays that take no memory (broadcast views); Python int."""
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    D, H = int(input_size), int(hidden_size)
    return sum(3 * np.broadcast_to(0.0, s).size for s in [(H, D), (H, H), (H,)])


@instead_of("gru_parameter_count")
def count_numpy_integer(input_size, hidden_size):
    """np.int64 by a dot product."""
    if min(input_size, hidden_size) <= 0:
        raise ValueError
    return np.dot([3, 3, 3], [hidden_size * input_size, hidden_size**2, hidden_size]).astype(np.int64)
