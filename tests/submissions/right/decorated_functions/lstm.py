import numpy as np
from my_tools.logging_tools import *

from activations import *

SIGNS = dict(overwrite=(-1, 1, 1), silence=(1, 1, -1), remember=(1, -1, 1), open=(1, 1, 1))


@logged
def lstm_gates(x, h_prev, params):
    pre = {k: params[f"W_{k}x"] @ x + params[f"W_{k}h"] @ h_prev + params[f"b_{k}"] for k in "figo"}
    return [np.tanh(v) if k == "g" else sigmoid(v) for k, v in pre.items()]


@logged
def lstm_cell_update(f, i, g, o, c_prev):
    return (c := f * c_prev + i * g), o * np.tanh(c)


@logged
def lstm_step(x, h_prev, c_prev, params):
    return lstm_cell_update(*lstm_gates(x, h_prev, params), c_prev)[::-1]


@logged
def lstm_forward(xs, h0, c0, params):
    hs, cs = [h0], [c0]
    for x in xs:
        h, c = lstm_step(x, hs[-1], cs[-1], params)
        hs.append(h)
        cs.append(c)
    return np.stack(hs)[1:], np.stack(cs)[1:]


@logged
def cell_state_gradient(fs):
    return fs.prod(axis=0)


@logged
def lstm_parameter_count(input_size, hidden_size):
    D, H = input_size, hidden_size
    if min(D, H) < 1:
        raise ValueError("D, H >= 1")
    return 4 * H * (D + H + 1)


@logged
def gate_limit_biases(case, hidden_size):
    if case not in SIGNS or hidden_size < 1:
        raise ValueError(case, hidden_size)
    return {f"b_{k}": np.full(hidden_size, s * 1000.0) for k, s in zip("fio", SIGNS[case])}
