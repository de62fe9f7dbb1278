import numpy as np

from activations import sigmoid


def gru_gates(x, h_prev, params):
    return tuple(sigmoid(params[f"W_{k}"] @ x + params[f"U_{k}"] @ h_prev + params[f"b_{k}"]) for k in "zr")


def gru_candidate(x, h_prev, r, params):
    return np.tanh(params["W_h"] @ x + params["U_h"] @ (r * h_prev) + params["b_h"])


def gru_interpolate(z, h_prev, h_candidate):
    return h_prev + z * (h_candidate - h_prev)


def gru_step(x, h_prev, params):
    z, r = gru_gates(x, h_prev, params)
    return gru_interpolate(z, h_prev, gru_candidate(x, h_prev, r, params))


def gru_forward(xs, h0, params):
    hs = [h0]
    for x in xs:
        hs += [gru_step(x, hs[-1], params)]
    return np.array(hs)[1:]


def update_gate_bias(case, hidden_size):
    if hidden_size < 1:
        raise ValueError("H >= 1")
    match case:
        case "replace":
            return np.full(hidden_size, 1e3)
        case "keep":
            return np.full(hidden_size, -1e3)
        case _:
            raise ValueError(case)


def gru_parameter_count(input_size, hidden_size):
    D, H = input_size, hidden_size
    if min(D, H) < 1:
        raise ValueError("D, H >= 1")
    return 3 * H * (D + H + 1)
