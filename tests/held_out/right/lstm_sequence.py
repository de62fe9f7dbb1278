from functools import reduce
from itertools import accumulate
import numpy as np

from autograder.misconception import instead_of


def _sig(v):
    return 0.5 * np.tanh(0.5 * v) + 0.5


def _cell(x, h, c, p):
    u = np.concatenate([x, h, [1.0]])
    f, i, g, o = (np.column_stack([p[f"W_{k}x"], p[f"W_{k}h"], p[f"b_{k}"]]) @ u for k in "figo")
    c = _sig(f) * c + _sig(i) * np.tanh(g)
    return _sig(o) * np.tanh(c), c


@instead_of("lstm_step")
def step_stacked_weights(x, h_prev, c_prev, params):
    """One matrix per gate on [x; h; 1]; returns a list."""
    return list(_cell(x, h_prev, c_prev, params))


@instead_of("lstm_step")
def step_lists(x, h_prev, c_prev, params):
    """Unit by unit in a loop; two lists of floats."""
    h, c = [], []
    for n in range(len(h_prev)):
        a = {k: float(np.dot(params[f"W_{k}x"][n], x) + np.dot(params[f"W_{k}h"][n], h_prev) + params[f"b_{k}"][n]) for k in "figo"}
        c.append(float(_sig(a["f"]) * c_prev[n] + _sig(a["i"]) * np.tanh(a["g"])))
        h.append(float(_sig(a["o"]) * np.tanh(c[-1])))
    return h, c


@instead_of("lstm_forward")
def forward_accumulate(xs, h0, c0, params):
    """itertools.accumulate over the inputs, reshaped to (T, H) so that T = 0 is right."""
    states = list(accumulate(xs, lambda s, x: _cell(x, *s, params), initial=(h0, c0)))[1:]
    H = len(h0)
    return np.reshape([h for h, _ in states], (-1, H)), np.reshape([c for _, c in states], (-1, H))


@instead_of("lstm_forward")
def forward_recursive(xs, h0, c0, params):
    """Recursion over time with vstack on empty (0, H) arrays."""
    if len(xs) == 0:
        return np.empty((0, len(h0))), np.empty((0, len(h0)))
    h, c = _cell(xs[0], h0, c0, params)
    hs, cs = forward_recursive(xs[1:], h, c, params)
    return np.vstack([h, hs]), np.vstack([c, cs])


@instead_of("lstm_forward")
def forward_inputs_first(xs, h0, c0, params):
    """All input products in one matrix product before the loop; one (2, T, H) array, unpacked to views."""
    pre = {k: xs @ params[f"W_{k}x"].T + params[f"b_{k}"] for k in "figo"}
    out = np.zeros((2, len(xs), len(h0)))
    h, c = h0, c0
    for t in range(len(xs)):
        a = {k: pre[k][t] + params[f"W_{k}h"] @ h for k in pre}
        c = _sig(a["f"]) * c + _sig(a["i"]) * np.tanh(a["g"])
        h = _sig(a["o"]) * np.tanh(c)
        out[:, t] = h, c
    return [out[0], out[1]]


@instead_of("cell_state_gradient")
def gradient_reduce(fs):
    """functools.reduce from ones."""
    return reduce(np.multiply, fs, np.ones(np.shape(fs)[1]))


@instead_of("cell_state_gradient")
def gradient_difference_quotient(fs):
    """Runs the linear recursion from C = 1 and C = 0 and subtracts, unit by unit; a list."""
    def run(c, k):
        for f in fs:
            c = float(f[k]) * c + 0.37
        return c
    return [run(1.0, k) - run(0.0, k) for k in range(np.shape(fs)[1])]


@instead_of("cell_state_gradient")
def gradient_by_logarithms(fs):
    """exp Σ log f with log 0 = −inf, whose exponential is 0."""
    with np.errstate(divide="ignore"):
        return np.exp(np.log(fs).sum(axis=0))


@instead_of("cell_state_gradient")
def gradient_jacobian_product(fs):
    """Diagonal of the product of diagonal Jacobians."""
    J = np.eye(np.shape(fs)[1])
    for f in fs:
        J = np.diag(f) @ J
    return np.diagonal(J)


@instead_of("lstm_parameter_count")
def count_sizes_of_arrays(input_size, hidden_size):
    """Adds up the products of the twelve shapes; NumPy integer."""
    D, H = input_size, hidden_size
    if min(D, H) < 1:
        raise ValueError
    return np.int64(sum(int(np.prod(np.array(s, dtype=object))) for s in [(H, D), (H, H), (H,)] * 4))


@instead_of("lstm_parameter_count")
def count_linear_map(input_size, hidden_size):
    """An affine map from D + H to 4H."""
    for s in (input_size, hidden_size):
        if not s >= 1:
            raise ValueError(s)
    return (input_size + hidden_size + 1) * (4 * hidden_size)
