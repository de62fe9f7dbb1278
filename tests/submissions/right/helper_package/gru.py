import math

import numpy as np
from activations import sigmoid
from helpers.nested import affine, elementwise
from helpers.scalars import at_least


def gru_gates(x, h_prev, params):
    return [sigmoid(affine(params["b_" + k], (params["W_" + k], x), (params["U_" + k], h_prev))) for k in "zr"]


def gru_candidate(x, h_prev, r, params):
    reset = [float(a) * float(b) for a, b in zip(r, h_prev)]
    return elementwise(math.tanh, affine(params["b_h"], (params["W_h"], x), (params["U_h"], reset)))


def gru_interpolate(z, h_prev, h_candidate):
    return elementwise(lambda z, old, new: (1 - z) * old + z * new, z, h_prev, h_candidate)


def gru_step(x, h_prev, params):
    z, r = gru_gates(x, h_prev, params)
    return gru_interpolate(z, h_prev, gru_candidate(x, h_prev, r, params))


def gru_forward(xs, h0, params):
    hs = []
    for x in xs:
        hs.append(gru_step(x, hs[-1] if hs else h0, params))
    return hs if hs else np.zeros((0, len(h0)))


def update_gate_bias(case, hidden_size):
    at_least(1, hidden_size=hidden_size)
    return [[-50, 50][["keep", "replace"].index(case)]] * hidden_size


def gru_parameter_count(input_size, hidden_size):
    at_least(1, input_size=input_size, hidden_size=hidden_size)
    return 3 * hidden_size * (input_size + hidden_size + 1)
