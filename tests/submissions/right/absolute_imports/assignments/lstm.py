import numpy as np
from assignments.activations import sigmoid

def lstm_gates(x, h_prev, params):
    f = sigmoid(np.dot(params["W_fx"], x) + np.dot(params["W_fh"], h_prev) + params["b_f"])
    i = sigmoid(np.dot(params["W_ix"], x) + np.dot(params["W_ih"], h_prev) + params["b_i"])
    g = np.tanh(np.dot(params["W_gx"], x) + np.dot(params["W_gh"], h_prev) + params["b_g"])
    o = sigmoid(np.dot(params["W_ox"], x) + np.dot(params["W_oh"], h_prev) + params["b_o"])
    return f, i, g, o

def lstm_cell_update(f, i, g, o, c_prev):
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return c, h

def lstm_step(x, h_prev, c_prev, params):
    f, i, g, o = lstm_gates(x, h_prev, params)
    c, h = lstm_cell_update(f, i, g, o, c_prev)
    return h, c

def lstm_forward(xs, h0, c0, params):
    T = xs.shape[0]
    H = h0.shape[0]
    hs = np.zeros((T, H))
    cs = np.zeros((T, H))
    h = h0
    c = c0
    for t in range(T):
        h, c = lstm_step(xs[t], h, c, params)
        hs[t] = h
        cs[t] = c
    return hs, cs

def cell_state_gradient(fs):
    grad = np.ones(fs.shape[1])
    for t in range(fs.shape[0]):
        grad = grad * fs[t]
    return grad

def lstm_parameter_count(input_size, hidden_size):
    if input_size < 1 or hidden_size < 1:
        raise ValueError("sizes must be positive")
    one_gate = hidden_size * input_size + hidden_size * hidden_size + hidden_size
    return 4 * one_gate

def gate_limit_biases(case, hidden_size):
    if hidden_size < 1:
        raise ValueError("hidden_size")
    big = np.ones(hidden_size) * 200
    if case == "overwrite":
        return {"b_f": -big, "b_i": big, "b_o": big}
    elif case == "silence":
        return {"b_f": big, "b_i": big, "b_o": -big}
    elif case == "remember":
        return {"b_f": big, "b_i": -big, "b_o": big}
    elif case == "open":
        return {"b_f": big, "b_i": big, "b_o": big}
    else:
        raise ValueError("unknown case " + str(case))
