import numpy as np
from assignments.activations import sigmoid

def gru_gates(x, h_prev, params):
    z = sigmoid(np.dot(params["W_z"], x) + np.dot(params["U_z"], h_prev) + params["b_z"])
    r = sigmoid(np.dot(params["W_r"], x) + np.dot(params["U_r"], h_prev) + params["b_r"])
    return z, r

def gru_candidate(x, h_prev, r, params):
    return np.tanh(np.dot(params["W_h"], x) + np.dot(params["U_h"], r * h_prev) + params["b_h"])

def gru_step(x, h_prev, params):
    z, r = gru_gates(x, h_prev, params)
    h_tilde = gru_candidate(x, h_prev, r, params)
    return gru_interpolate(z, h_prev, h_tilde)

def gru_interpolate(z, h_prev, h_candidate):
    return (1 - z) * h_prev + z * h_candidate

def gru_forward(xs, h0, params):
    hs = np.zeros((len(xs), len(h0)))
    h = h0
    for t in range(len(xs)):
        h = gru_step(xs[t], h, params)
        hs[t] = h
    return hs

def update_gate_bias(case, hidden_size):
    if hidden_size < 1:
        raise ValueError("hidden_size")
    if case == "replace":
        return np.ones(hidden_size) * 200
    if case == "keep":
        return np.ones(hidden_size) * -200
    raise ValueError("unknown case")

def gru_parameter_count(input_size, hidden_size):
    if input_size < 1 or hidden_size < 1:
        raise ValueError("sizes must be positive")
    return 3 * (hidden_size * input_size + hidden_size ** 2 + hidden_size)
