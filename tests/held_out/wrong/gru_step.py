import numpy as np

from autograder.misconception import instead_of

_CALLS = []


def _s(v):
    return 0.5 * (1 + np.tanh(v / 2))


def _g(p, k, x, h):
    return _s(p[f"W_{k}"] @ x + p[f"U_{k}"] @ h + p[f"b_{k}"])


def _cand(x, h, r, p):
    return np.tanh(p["W_h"] @ x + p["U_h"] @ (r * h) + p["b_h"])


@instead_of("gru_gates")
def gates_order_r_z(x, h_prev, params):
    """Returns (r, z)."""
    # BREAKS: "`(z, r)`, in this order"
    return _g(params, "r", x, h_prev), _g(params, "z", x, h_prev)


@instead_of("gru_gates")
def gates_tanh(x, h_prev, params):
    """Uses tanh for the reset gate."""
    # BREAKS: "r = σ(W_r x + U_r h_prev + b_r)"
    return _g(params, "z", x, h_prev), np.tanh(params["W_r"] @ x + params["U_r"] @ h_prev + params["b_r"])


@instead_of("gru_gates")
def gates_reset_without_bias(x, h_prev, params):
    """Forgets b_r."""
    # BREAKS: "r = σ(W_r x + U_r h_prev + b_r)"
    return _g(params, "z", x, h_prev), _s(params["W_r"] @ x + params["U_r"] @ h_prev)


@instead_of("gru_gates")
def gates_z_complement(x, h_prev, params):
    """Returns 1 − z, the other convention's update gate."""
    # BREAKS: "z = σ(W_z x + U_z h_prev + b_z)"
    return 1 - _g(params, "z", x, h_prev), _g(params, "r", x, h_prev)


@instead_of("gru_gates")
def gates_u_transposed(x, h_prev, params):
    """h @ U instead of U @ h."""
    # BREAKS: "z = σ(W_z x + U_z h_prev + b_z)"
    return tuple(_s(params[f"W_{k}"] @ x + h_prev @ params[f"U_{k}"] + params[f"b_{k}"]) for k in "zr")


@instead_of("gru_gates")
def gates_overflow(x, h_prev, params):
    """e^v / (1 + e^v): NaN for a gate driven far open."""
    # BREAKS: "what σ is applied to may reach 10⁴ in size"
    e = [np.exp(params[f"W_{k}"] @ x + params[f"U_{k}"] @ h_prev + params[f"b_{k}"]) for k in "zr"]
    return e[0] / (1 + e[0]), e[1] / (1 + e[1])


@instead_of("gru_gates")
def gates_hard_sigmoid(x, h_prev, params):
    """Hard sigmoid clip(0.2 v + 0.5), as old Keras used it."""
    # BREAKS: "z = σ(W_z x + U_z h_prev + b_z)"
    return tuple(np.clip(0.2 * (params[f"W_{k}"] @ x + params[f"U_{k}"] @ h_prev + params[f"b_{k}"]) + 0.5, 0, 1) for k in "zr")


@instead_of("gru_gates")
def gates_never_shut(x, h_prev, params):
    """Keeps the gates within [1e-3, 1 − 1e-3]."""
    # BREAKS: "The results must stay finite and right when a gate is driven far to one side"
    return tuple(np.clip(_g(params, k, x, h_prev), 1e-3, 1 - 1e-3) for k in "zr")


@instead_of("gru_gates")
def gates_array(x, h_prev, params):
    """Returns a (2, H) array."""
    # BREAKS: "a tuple or a list of them will do, but not one stacked array"
    return np.array([_g(params, k, x, h_prev) for k in "zr"])


@instead_of("gru_gates")
def gates_bias_updated(x, h_prev, params):
    """Adds into the biases of params."""
    # BREAKS: "never change an argument"
    out = []
    for k in "zr":
        v = params[f"b_{k}"]
        v += params[f"W_{k}"] @ x + params[f"U_{k}"] @ h_prev
        out.append(_s(v))
    return tuple(out)


@instead_of("gru_gates")
def gates_names_by_sorting(x, h_prev, params):
    """Takes the matrices by position in the mapping, in the example's order."""
    # BREAKS: "`params` maps names to arrays"
    Wz, Uz, Wr, Ur = [v for k, v in params.items() if k[0] in "WU" and k[-1] != "h"][:4] if list(params)[1][0] == "U" else [params[k] for k in ("W_z", "U_z", "W_r", "U_r")]
    bz, br = [v for k, v in params.items() if k[0] == "b"][:2]
    return _s(Wz @ x + Uz @ h_prev + bz), _s(Wr @ x + Ur @ h_prev + br)


@instead_of("gru_candidate")
def candidate_reset_after(x, h_prev, r, params):
    """Applies the reset gate after the matrix product."""
    # BREAKS: "The reset gate multiplies the old state, entry by entry, before U_h does."
    return np.tanh(params["W_h"] @ x + r * (params["U_h"] @ h_prev) + params["b_h"])


@instead_of("gru_candidate")
def candidate_reset_on_bias_too(x, h_prev, r, params):
    """Lets the reset gate multiply the bias as well, right when the bias is zero and the reset before U_h."""
    # BREAKS: "It touches neither the input nor the bias"
    return np.tanh(params["W_h"] @ x + params["U_h"] @ (r * h_prev) + r * params["b_h"])


@instead_of("gru_candidate")
def candidate_reset_on_input_too(x, h_prev, r, params):
    """Gates the input's part too."""
    # BREAKS: "It touches neither the input nor the bias"
    return np.tanh(r * (params["W_h"] @ x) + params["U_h"] @ (r * h_prev) + params["b_h"])


@instead_of("gru_candidate")
def candidate_without_reset(x, h_prev, r, params):
    """Ignores r."""
    # BREAKS: "h̃ = tanh(W_h x + U_h (r ⊙ h_prev) + b_h)"
    return np.tanh(params["W_h"] @ x + params["U_h"] @ h_prev + params["b_h"])


@instead_of("gru_candidate")
def candidate_reset_complement(x, h_prev, r, params):
    """Uses 1 − r, reading "reset" as "forget"; equal at r = 1/2 only."""
    # BREAKS: "h̃ = tanh(W_h x + U_h (r ⊙ h_prev) + b_h)"
    return _cand(x, h_prev, 1 - r, params)


@instead_of("gru_candidate")
def candidate_sigmoid(x, h_prev, r, params):
    """Sigmoid instead of tanh."""
    # BREAKS: "h̃ = tanh(W_h x + U_h (r ⊙ h_prev) + b_h)"
    return _s(params["W_h"] @ x + params["U_h"] @ (r * h_prev) + params["b_h"])


@instead_of("gru_candidate")
def candidate_no_bias(x, h_prev, r, params):
    """Forgets b_h."""
    # BREAKS: "h̃ = tanh(W_h x + U_h (r ⊙ h_prev) + b_h)"
    return np.tanh(params["W_h"] @ x + params["U_h"] @ (r * h_prev))


@instead_of("gru_candidate")
def candidate_zero_reset_ignores_input(x, h_prev, r, params):
    """Returns zeros where all of r is 0."""
    # BREAKS: "at r = 0 the candidate is computed as if the old state were zero"
    return _cand(x, h_prev, r, params) if np.any(r) else np.zeros(len(h_prev))


@instead_of("gru_candidate")
def candidate_thresholds_reset(x, h_prev, r, params):
    """Rounds the reset gate to 0 or 1."""
    # BREAKS: "h̃ = tanh(W_h x + U_h (r ⊙ h_prev) + b_h)"
    return _cand(x, h_prev, np.round(r), params)


@instead_of("gru_candidate")
def candidate_u_transposed(x, h_prev, r, params):
    """(r ⊙ h) @ U_h."""
    # BREAKS: "U_h (r ⊙ h_prev)"
    return np.tanh(params["W_h"] @ x + (r * h_prev) @ params["U_h"] + params["b_h"])


@instead_of("gru_candidate")
def candidate_recomputes_reset(x, h_prev, r, params):
    """Computes the reset gate itself and ignores the given one."""
    # BREAKS: "with the reset gate given"
    return _cand(x, h_prev, _g(params, "r", x, h_prev), params)


@instead_of("gru_candidate")
def candidate_resets_state_in_place(x, h_prev, r, params):
    """Multiplies h_prev by r in place."""
    # BREAKS: "never change an argument"
    h_prev *= r
    return np.tanh(params["W_h"] @ x + params["U_h"] @ h_prev + params["b_h"])


@instead_of("gru_candidate")
def candidate_dot_of_reset_and_state(x, h_prev, r, params):
    """r @ h is one number, broadcast over the state; unseen for H = 1."""
    # BREAKS: "The reset gate multiplies the old state, entry by entry"
    return np.tanh(params["W_h"] @ x + params["U_h"] @ np.full(len(h_prev), r @ h_prev) + params["b_h"])


@instead_of("gru_candidate")
def candidate_tanh_exponentials(x, h_prev, r, params):
    """tanh by two exponentials, NaN beyond 710."""
    # BREAKS: "h̃ = tanh(…)" ("a NaN is never right")
    v = params["W_h"] @ x + params["U_h"] @ (r * h_prev) + params["b_h"]
    return (np.exp(v) - np.exp(-v)) / (np.exp(v) + np.exp(-v))


@instead_of("gru_step")
def step_z_swapped(x, h_prev, params):
    """PyTorch's z: keeps the old state where z = 1."""
    # BREAKS: "h^t = (1 − z^t) ⊙ h^{t−1} + z^t ⊙ h̃^t"
    z, r = _g(params, "z", x, h_prev), _g(params, "r", x, h_prev)
    return z * h_prev + (1 - z) * _cand(x, h_prev, r, params)


@instead_of("gru_step")
def step_gates_exchanged(x, h_prev, params):
    """Uses r for the update and z for the reset."""
    # BREAKS: "by the four equations of §5.3"
    z, r = _g(params, "z", x, h_prev), _g(params, "r", x, h_prev)
    return (1 - r) * h_prev + r * _cand(x, h_prev, z, params)


@instead_of("gru_step")
def step_candidate_only(x, h_prev, params):
    """Returns the candidate."""
    # BREAKS: "then the move towards it"
    return _cand(x, h_prev, _g(params, "r", x, h_prev), params)


@instead_of("gru_step")
def step_adds_candidate(x, h_prev, params):
    """h_prev + z ⊙ h̃: forgets the factor 1 − z; unseen for h_prev = 0."""
    # BREAKS: "h^t = (1 − z^t) ⊙ h^{t−1} + z^t ⊙ h̃^t"
    z, r = _g(params, "z", x, h_prev), _g(params, "r", x, h_prev)
    return h_prev + z * _cand(x, h_prev, r, params)


@instead_of("gru_step")
def step_old_state_reset(x, h_prev, params):
    """Keeps (1 − z) of the reset state r ⊙ h instead of h."""
    # BREAKS: "h^t = (1 − z^t) ⊙ h^{t−1} + z^t ⊙ h̃^t"
    z, r = _g(params, "z", x, h_prev), _g(params, "r", x, h_prev)
    return (1 - z) * (r * h_prev) + z * _cand(x, h_prev, r, params)


@instead_of("gru_step")
def step_tanh_after_blend(x, h_prev, params):
    """Applies a last tanh."""
    # BREAKS: "by the four equations of §5.3"
    z, r = _g(params, "z", x, h_prev), _g(params, "r", x, h_prev)
    return np.tanh((1 - z) * h_prev + z * _cand(x, h_prev, r, params))


@instead_of("gru_step")
def step_in_place(x, h_prev, params):
    """Writes the new state into h_prev."""
    # BREAKS: "never change an argument"
    z, r = _g(params, "z", x, h_prev), _g(params, "r", x, h_prev)
    h_prev[...] = (1 - z) * h_prev + z * _cand(x, h_prev, r, params)
    return h_prev


@instead_of("gru_step")
def step_returns_pair(x, h_prev, params):
    """Returns (h, h), output and state."""
    # BREAKS: "The new hidden state h^t, `(H,)`."
    z, r = _g(params, "z", x, h_prev), _g(params, "r", x, h_prev)
    h = (1 - z) * h_prev + z * _cand(x, h_prev, r, params)
    return h, h


@instead_of("gru_step")
def step_clipped_state(x, h_prev, params):
    """Takes the state to lie in [-1, 1] and clips the old one."""
    # BREAKS: "h^t = (1 − z^t) ⊙ h^{t−1} + z^t ⊙ h̃^t"
    h = np.clip(h_prev, -1, 1) if np.abs(h_prev).max() > 4 else h_prev
    z, r = _g(params, "z", x, h), _g(params, "r", x, h)
    return (1 - z) * h + z * _cand(x, h, r, params)


@instead_of("gru_step")
def step_scalar_update_gate(x, h_prev, params):
    """Averages the update gate over the units; unseen for H = 1."""
    # BREAKS: "Two gates, vectors of numbers between 0 and 1, steer this for every unit"
    z, r = _g(params, "z", x, h_prev).mean(), _g(params, "r", x, h_prev)
    return (1 - z) * h_prev + z * _cand(x, h_prev, r, params)
