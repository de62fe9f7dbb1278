import numpy as np
from . import activations

sigmoid = activations.sigmoid


class GRU:
    def __init__(self, **params):
        self.__dict__.update(params)

    def gates(self, x, h):
        z = sigmoid(self.W_z @ x + self.U_z @ h + self.b_z)
        r = sigmoid(self.W_r @ x + self.U_r @ h + self.b_r)
        return z, r

    def candidate(self, x, h, r):
        return np.tanh(self.W_h @ x + self.U_h @ (r * h) + self.b_h)

    def step(self, x, h):
        z, r = self.gates(x, h)
        return gru_interpolate(z, h, self.candidate(x, h, r))


def gru_gates(x, h_prev, params):
    return GRU(**params).gates(x, h_prev)


def gru_candidate(x, h_prev, r, params):
    return GRU(**params).candidate(x, h_prev, r)


def gru_step(x, h_prev, params):
    return GRU(**params).step(x, h_prev)


def gru_interpolate(z, h_prev, h_candidate):
    return (1.0 - z) * h_prev + z * h_candidate


def gru_forward(xs, h0, params):
    cell = GRU(**params)
    hs = np.empty((xs.shape[0], h0.shape[0]))
    h = np.copy(h0)
    for t, x in enumerate(xs):
        h = hs[t] = cell.step(x, h)
    return hs


def update_gate_bias(case, hidden_size):
    if hidden_size < 1:
        raise ValueError("hidden_size must be at least 1")
    sign = {"replace": 1, "keep": -1}.get(case)
    if sign is None:
        raise ValueError(f"unknown case {case!r}")
    return sign * np.linspace(60, 70, hidden_size)


def gru_parameter_count(input_size, hidden_size):
    if input_size < 1 or hidden_size < 1:
        raise ValueError("both sizes have to be at least 1")
    return 3 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)
