import math

import numpy as np
from activations import sigmoid
from helpers.nested import affine, elementwise
from helpers.scalars import at_least

BIG = 77


def lstm_gates(x, h_prev, params):
    f, i, g, o = (affine(params[f"b_{k}"], (params[f"W_{k}x"], x), (params[f"W_{k}h"], h_prev)) for k in "figo")
    return sigmoid(f), sigmoid(i), elementwise(math.tanh, g), sigmoid(o)


def lstm_cell_update(f, i, g, o, c_prev):
    c = elementwise(lambda f, i, g, c: f * c + i * g, f, i, g, c_prev)
    return c, elementwise(lambda o, c: o * math.tanh(c), o, c)


def lstm_step(x, h_prev, c_prev, params):
    c, h = lstm_cell_update(*lstm_gates(x, h_prev, params), c_prev)
    return h, c


def lstm_forward(xs, h0, c0, params):
    h, c, hs, cs = h0, c0, [], []
    for x in xs:
        h, c = lstm_step(x, h, c, params)
        hs.append(h)
        cs.append(c)
    if not hs:
        return np.empty((0, len(h0))), np.empty((0, len(c0)))
    return hs, cs


def cell_state_gradient(fs):
    return [math.prod(map(float, unit)) for unit in fs.T]


def lstm_parameter_count(input_size, hidden_size):
    at_least(1, input_size=input_size, hidden_size=hidden_size)
    return 4 * hidden_size * (input_size + hidden_size + 1)


def gate_limit_biases(case, hidden_size):
    at_least(1, hidden_size=hidden_size)
    cases = ["overwrite", "remember", "silence", "open"]
    closed = cases.index(case)  # ValueError if there is no such case
    return {f"b_{k}": [-BIG if n == closed else BIG] * hidden_size for n, k in enumerate("fio")}
