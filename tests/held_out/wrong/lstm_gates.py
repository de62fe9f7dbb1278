import numpy as np

from autograder.misconception import instead_of

_BUF = {}


def _s(v):
    return 0.5 * (1 + np.tanh(np.asarray(v) / 2))


def _z(p, k, x, h):
    return p[f"W_{k}x"] @ x + p[f"W_{k}h"] @ h + p[f"b_{k}"]


@instead_of("lstm_gates")
def gates_order_f_i_o_g(x, h_prev, params):
    """Returns f, i, o, g, as many libraries order them."""
    # BREAKS: "`(f, i, g, o)`, in this order"
    z = {k: _z(params, k, x, h_prev) for k in "figo"}
    return _s(z["f"]), _s(z["i"]), _s(z["o"]), np.tanh(z["g"])


@instead_of("lstm_gates")
def gates_order_i_f_g_o(x, h_prev, params):
    """Returns i, f, g, o, PyTorch's order."""
    # BREAKS: "`(f, i, g, o)`, in this order"
    z = {k: _z(params, k, x, h_prev) for k in "figo"}
    return _s(z["i"]), _s(z["f"]), np.tanh(z["g"]), _s(z["o"])


@instead_of("lstm_gates")
def gates_sigmoid_candidate(x, h_prev, params):
    """Uses the sigmoid for the candidate too."""
    # BREAKS: "g = tanh(W_gx x + W_gh h_prev + b_g)"
    return tuple(_s(_z(params, k, x, h_prev)) for k in "figo")


@instead_of("lstm_gates")
def gates_without_bias(x, h_prev, params):
    """Leaves the bias of the output gate out."""
    # BREAKS: "o = σ(W_ox x + W_oh h_prev + b_o)"
    f, i, g = (_z(params, k, x, h_prev) for k in "fig")
    return _s(f), _s(i), np.tanh(g), _s(params["W_ox"] @ x + params["W_oh"] @ h_prev)


@instead_of("lstm_gates")
def gates_ignore_hidden_state(x, h_prev, params):
    """Computes the gates from the input alone."""
    # BREAKS: "f = σ(W_fx x + W_fh h_prev + b_f)"
    z = [params[f"W_{k}x"] @ x + params[f"b_{k}"] for k in "figo"]
    return _s(z[0]), _s(z[1]), np.tanh(z[2]), _s(z[3])


@instead_of("lstm_gates")
def gates_transposed_recurrent(x, h_prev, params):
    """Writes h @ W_h instead of W_h @ h, which fits by shape as W_h is square."""
    # BREAKS: "f = σ(W_fx x + W_fh h_prev + b_f)"
    z = [params[f"W_{k}x"] @ x + h_prev @ params[f"W_{k}h"] + params[f"b_{k}"] for k in "figo"]
    return _s(z[0]), _s(z[1]), np.tanh(z[2]), _s(z[3])


@instead_of("lstm_gates")
def gates_transposed_input_if_square(x, h_prev, params):
    """Uses x @ W where D = H and W @ x otherwise."""
    # BREAKS: "W_fx, … (H, D) what the input is multiplied by"
    z = []
    for k in "figo":
        W = params[f"W_{k}x"]
        z.append((x @ W if W.shape[0] == len(x) else W @ x) + params[f"W_{k}h"] @ h_prev + params[f"b_{k}"])
    return _s(z[0]), _s(z[1]), np.tanh(z[2]), _s(z[3])


@instead_of("lstm_gates")
def gates_swapped_matrices_if_square(x, h_prev, params):
    """Exchanges x and h for the output gate where D = H allows it."""
    # BREAKS: "o = σ(W_ox x + W_oh h_prev + b_o)"
    z = [_z(params, k, x, h_prev) for k in "fig"]
    o = _z(params, "o", h_prev, x) if len(x) == len(h_prev) else _z(params, "o", x, h_prev)
    return _s(z[0]), _s(z[1]), np.tanh(z[2]), _s(o)


@instead_of("lstm_gates")
def gates_candidate_by_exponentials(x, h_prev, params):
    """Writes tanh as (e^v − e^−v)/(e^v + e^−v): NaN beyond 710."""
    # BREAKS: "The results must stay finite and right when a gate is driven far to one side"
    f, i, g, o = (_z(params, k, x, h_prev) for k in "figo")
    return _s(f), _s(i), (np.exp(g) - np.exp(-g)) / (np.exp(g) + np.exp(-g)), _s(o)


@instead_of("lstm_gates")
def gates_overflowing_sigmoid(x, h_prev, params):
    """Uses e^v / (e^v + 1), NaN for gates driven far open."""
    # BREAKS: "The results must stay finite and right when a gate is driven far to one side"
    f, i, g, o = (_z(params, k, x, h_prev) for k in "figo")
    e = lambda v: np.exp(v) / (np.exp(v) + 1)
    return e(f), e(i), np.tanh(g), e(o)


@instead_of("lstm_gates")
def gates_saturation_clipped(x, h_prev, params):
    """Clips the pre-activations to [-8, 8]: 3e-4 short of the limits."""
    # BREAKS: "The results must stay finite and right when a gate is driven far to one side"
    f, i, g, o = (np.clip(_z(params, k, x, h_prev), -8, 8) for k in "figo")
    return _s(f), _s(i), np.tanh(g), _s(o)


@instead_of("lstm_gates")
def gates_params_by_position(x, h_prev, params):
    """Unpacks params.values() in the order of the example instead of by name."""
    # BREAKS: "`params` maps names to arrays"
    names = [f"W_{k}x" for k in "figo"] + [f"W_{k}h" for k in "figo"] + [f"b_{k}" for k in "figo"]
    p = dict(zip(names, params.values()))
    z = [_z(p, k, x, h_prev) for k in "figo"]
    return _s(z[0]), _s(z[1]), np.tanh(z[2]), _s(z[3])


@instead_of("lstm_gates")
def gates_stacked(x, h_prev, params):
    """Returns the four gates as one (4, H) array."""
    # BREAKS: "a tuple or a list of them will do, but not one stacked array"
    z = [_z(params, k, x, h_prev) for k in "figo"]
    return np.stack([_s(z[0]), _s(z[1]), np.tanh(z[2]), _s(z[3])])


@instead_of("lstm_gates")
def gates_dictionary(x, h_prev, params):
    """Returns a dict of the gates."""
    # BREAKS: "Returns: `(f, i, g, o)`, in this order"
    z = {k: _z(params, k, x, h_prev) for k in "figo"}
    return {k: np.tanh(v) if k == "g" else _s(v) for k, v in z.items()}


@instead_of("lstm_gates")
def gates_bias_in_place(x, h_prev, params):
    """Accumulates with b += …, changing the biases in params."""
    # BREAKS: "never change an argument"
    z = []
    for k in "figo":
        b = params[f"b_{k}"]
        b += params[f"W_{k}x"] @ x + params[f"W_{k}h"] @ h_prev
        z.append(b.copy())
    return _s(z[0]), _s(z[1]), np.tanh(z[2]), _s(z[3])


@instead_of("lstm_gates")
def gates_forget_bias_plus_one(x, h_prev, params):
    """Adds the customary 1 to the forget gate's bias."""
    # BREAKS: "f = σ(W_fx x + W_fh h_prev + b_f)"
    z = [_z(params, k, x, h_prev) for k in "figo"]
    return _s(z[0] + 1), _s(z[1]), np.tanh(z[2]), _s(z[3])


@instead_of("lstm_gates")
def gates_input_is_one_minus_forget(x, h_prev, params):
    """Couples the gates: i = 1 − f."""
    # BREAKS: "i = σ(W_ix x + W_ih h_prev + b_i)"
    f = _s(_z(params, "f", x, h_prev))
    return f, 1 - f, np.tanh(_z(params, "g", x, h_prev)), _s(_z(params, "o", x, h_prev))


@instead_of("lstm_gates")
def gates_one_buffer(x, h_prev, params):
    """Computes into one buffer per H that is used again by the next call."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    buf = _BUF.setdefault(len(h_prev), np.zeros((4, len(h_prev))))
    for n, k in enumerate("figo"):
        v = _z(params, k, x, h_prev)
        buf[n] = np.tanh(v) if k == "g" else _s(v)
    return tuple(buf)


@instead_of("lstm_gates")
def gates_squeezed(x, h_prev, params):
    """Squeezes the results: shape () for H = 1."""
    # BREAKS: "each `(H,)`"
    z = [_z(params, k, x, h_prev) for k in "figo"]
    return tuple(np.squeeze(v) for v in (_s(z[0]), _s(z[1]), np.tanh(z[2]), _s(z[3])))


@instead_of("lstm_gates")
def gates_columns(x, h_prev, params):
    """Works with columns and returns (H, 1)."""
    # BREAKS: "each `(H,)`"
    z = [_z(params, k, x, h_prev)[:, None] for k in "figo"]
    return _s(z[0]), _s(z[1]), np.tanh(z[2]), _s(z[3])


@instead_of("lstm_cell_update")
def update_order_h_c(f, i, g, o, c_prev):
    """Returns (h, c)."""
    # BREAKS: "`(c, h)`: the new cell state first"
    c = f * c_prev + i * g
    return o * np.tanh(c), c


@instead_of("lstm_cell_update")
def update_tanh_of_old_cell(f, i, g, o, c_prev):
    """Takes the tanh of the previous cell state."""
    # BREAKS: "h^t = o ⊙ tanh(C^t)"
    return f * c_prev + i * g, o * np.tanh(c_prev)


@instead_of("lstm_cell_update")
def update_without_tanh(f, i, g, o, c_prev):
    """h = o ⊙ C; unseen for small cells."""
    # BREAKS: "h^t = o ⊙ tanh(C^t)"
    c = f * c_prev + i * g
    return c, o * c


@instead_of("lstm_cell_update")
def update_gates_exchanged(f, i, g, o, c_prev):
    """Exchanges forget and input gate."""
    # BREAKS: "C^t = f ⊙ C^{t−1} + i ⊙ g"
    c = i * c_prev + f * g
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def update_matrix_product(f, i, g, o, c_prev):
    """Uses @ for matrices of equal shape, right for no shape but vectors done by *."""
    # BREAKS: "All of it works entry by entry, so any other shape that the five have in common"
    if np.ndim(f) == 2 and np.shape(f)[0] == np.shape(f)[1]:
        c = f @ c_prev + i @ g
        return c, o @ np.tanh(c)
    c = f * c_prev + i * g
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def update_loop_over_vector(f, i, g, o, c_prev):
    """Loops over len(f): fails for shape ()."""
    # BREAKS: "any other shape that the five have in common, `()` included"
    c = np.array([f[k] * c_prev[k] + i[k] * g[k] for k in range(len(f))])
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def update_cell_in_place(f, i, g, o, c_prev):
    """Updates c_prev in place."""
    # BREAKS: "never change an argument"
    c_prev *= f
    c_prev += i * g
    return c_prev, o * np.tanh(c_prev)


@instead_of("lstm_cell_update")
def update_tanh_in_place(f, i, g, o, c_prev):
    """Applies the tanh with out=c, so the cell state that is returned is squashed too."""
    # BREAKS: "C^t = f ⊙ C^{t−1} + i ⊙ g"
    c = np.asarray(f * c_prev + i * g)
    h = o * np.tanh(c, out=c)
    return c, h


@instead_of("lstm_cell_update")
def update_cell_clipped(f, i, g, o, c_prev):
    """Clips the cell state to [-3, 3]."""
    # BREAKS: "C^t = f ⊙ C^{t−1} + i ⊙ g"
    c = np.clip(f * c_prev + i * g, -3, 3)
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def update_normalizes_gates(f, i, g, o, c_prev):
    """Divides by f + i so that it is an average."""
    # BREAKS: "C^t = f ⊙ C^{t−1} + i ⊙ g"
    s = np.asarray(f + i)
    c = (f * c_prev + i * g) / np.where(s > 1, s, 1)
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def update_tanh_of_candidate_again(f, i, g, o, c_prev):
    """Applies tanh to g a second time."""
    # BREAKS: "C^t = f ⊙ C^{t−1} + i ⊙ g"
    c = f * c_prev + i * np.tanh(g)
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def update_pair_stacked(f, i, g, o, c_prev):
    """Returns np.array([c, h])."""
    # BREAKS: "a tuple or a list of them will do, but not one stacked array"
    c = f * c_prev + i * g
    return np.array([c, o * np.tanh(c)])


@instead_of("lstm_cell_update")
def update_flattens(f, i, g, o, c_prev):
    """Flattens to vectors, so shapes other than (H,) are lost."""
    # BREAKS: "each of the arguments' shape"
    f, i, g, o, c_prev = map(np.ravel, (f, i, g, o, c_prev))
    c = f * c_prev + i * g
    return c, o * np.tanh(c)
