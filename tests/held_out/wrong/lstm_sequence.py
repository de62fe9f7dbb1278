import numpy as np

from autograder.misconception import instead_of

_LAST = {}


def _s(v):
    return 0.5 * (1 + np.tanh(v / 2))


def _gates(x, h, p):
    z = {k: p[f"W_{k}x"] @ x + p[f"W_{k}h"] @ h + p[f"b_{k}"] for k in "figo"}
    return _s(z["f"]), _s(z["i"]), np.tanh(z["g"]), _s(z["o"])


def _step(x, h, c, p):
    f, i, g, o = _gates(x, h, p)
    c = f * c + i * g
    return o * np.tanh(c), c


@instead_of("lstm_step")
def step_order_c_h(x, h_prev, c_prev, params):
    """Returns (c, h), the order of lstm_cell_update."""
    # BREAKS: "`(h, c)`: the new hidden state first, then the new cell state"
    h, c = _step(x, h_prev, c_prev, params)
    return c, h


@instead_of("lstm_step")
def step_gates_from_cell(x, h_prev, c_prev, params):
    """Feeds the cell state into the gates instead of the hidden state."""
    # BREAKS: "by the six equations of §3.3" (f = σ(W_fx x + W_fh h_prev + b_f))
    return _step(x, c_prev, c_prev, params)


@instead_of("lstm_step")
def step_cell_from_hidden(x, h_prev, c_prev, params):
    """Uses h_prev as the memory; unseen if both are zero."""
    # BREAKS: "C^t = f ⊙ C^{t−1} + i ⊙ g"
    return _step(x, h_prev, h_prev, params)


@instead_of("lstm_step")
def step_output_gate_from_new_cell(x, h_prev, c_prev, params):
    """Peephole: lets the new cell state into the output gate."""
    # BREAKS: "o = σ(W_ox x + W_oh h_prev + b_o)"
    f, i, g, o = _gates(x, h_prev, params)
    c = f * c_prev + i * g
    o = _s(params["W_ox"] @ x + params["W_oh"] @ (h_prev + c) + params["b_o"])
    return o * np.tanh(c), c


@instead_of("lstm_step")
def step_sigmoid_of_cell(x, h_prev, c_prev, params):
    """Squashes the cell by the sigmoid before showing it."""
    # BREAKS: "h^t = o ⊙ tanh(C^t)"
    f, i, g, o = _gates(x, h_prev, params)
    c = f * c_prev + i * g
    return o * _s(c), c


@instead_of("lstm_step")
def step_updates_state_in_place(x, h_prev, c_prev, params):
    """Writes the new states into h_prev and c_prev."""
    # BREAKS: "never change an argument"
    h_prev[:], c_prev[:] = _step(x, h_prev, c_prev, params)
    return h_prev, c_prev


@instead_of("lstm_step")
def step_pops_biases(x, h_prev, c_prev, params):
    """Takes the biases out of params with pop when it is a dict."""
    # BREAKS: "never change an argument"
    p = {k: params[k] for k in params}
    if isinstance(params, dict):
        for k in "figo":
            params.pop(f"b_{k}")
    return _step(x, h_prev, c_prev, p)


@instead_of("lstm_step")
def step_single_array(x, h_prev, c_prev, params):
    """Returns a (2, H) array."""
    # BREAKS: "not one stacked array"
    return np.stack(_step(x, h_prev, c_prev, params))


@instead_of("lstm_forward")
def forward_zero_start(xs, h0, c0, params):
    """Starts from zeros instead of h0 and c0."""
    # BREAKS: "with h^0 = h0 and C^0 = c0" ("not necessarily zero")
    h, c = np.zeros(len(h0)), np.zeros(len(c0))
    hs, cs = np.zeros((len(xs), len(h0))), np.zeros((len(xs), len(h0)))
    for t, x in enumerate(xs):
        hs[t], cs[t] = h, c = _step(x, h, c, params)
    return hs, cs


@instead_of("lstm_forward")
def forward_cell_starts_at_zero(xs, h0, c0, params):
    """Takes h0 but forgets c0."""
    # BREAKS: "c0: the cell state before the first step, `(H,)`; not necessarily zero."
    h, c = h0, np.zeros(len(c0))
    hs, cs = np.zeros((len(xs), len(h0))), np.zeros((len(xs), len(h0)))
    for t, x in enumerate(xs):
        hs[t], cs[t] = h, c = _step(x, h, c, params)
    return hs, cs


@instead_of("lstm_forward")
def forward_start_states_exchanged(xs, h0, c0, params):
    """Exchanges h0 and c0; unseen when both are zero."""
    # BREAKS: "with h^0 = h0 and C^0 = c0"
    h, c = c0, h0
    hs, cs = np.zeros((len(xs), len(h0))), np.zeros((len(xs), len(h0)))
    for t, x in enumerate(xs):
        hs[t], cs[t] = h, c = _step(x, h, c, params)
    return hs, cs


@instead_of("lstm_forward")
def forward_last_only(xs, h0, c0, params):
    """Returns the last states only."""
    # BREAKS: "each `(T, H)`, one step per row"
    h, c = h0, c0
    for x in xs:
        h, c = _step(x, h, c, params)
    return h, c


@instead_of("lstm_forward")
def forward_includes_start(xs, h0, c0, params):
    """Puts h0 and c0 in front and drops the last step, so that the length is T."""
    # BREAKS: "h0 and c0 are not among them"
    hs, cs = [np.asarray(h0)], [np.asarray(c0)]
    for x in xs:
        h, c = _step(x, hs[-1], cs[-1], params)
        hs.append(h)
        cs.append(c)
    return np.array(hs)[:-1].reshape(-1, len(h0)), np.array(cs)[:-1].reshape(-1, len(h0))


@instead_of("lstm_forward")
def forward_empty_has_one_axis(xs, h0, c0, params):
    """np.array of an empty list for T = 0: shape (0,)."""
    # BREAKS: "For T = 0 both have the shape `(0, H)`."
    hs, cs, h, c = [], [], h0, c0
    for x in xs:
        h, c = _step(x, h, c, params)
        hs.append(h)
        cs.append(c)
    return np.array(hs), np.array(cs)


@instead_of("lstm_forward")
def forward_stack_fails_on_empty(xs, h0, c0, params):
    """np.stack of no steps raises ValueError."""
    # BREAKS: "T may be 0."
    hs, cs, h, c = [], [], h0, c0
    for x in xs:
        h, c = _step(x, h, c, params)
        hs.append(h)
        cs.append(c)
    return np.stack(hs), np.stack(cs)


@instead_of("lstm_forward")
def forward_empty_uses_input_size(xs, h0, c0, params):
    """Allocates with the shape of xs when T = 0: (0, D)."""
    # BREAKS: "For T = 0 both have the shape `(0, H)`."
    if len(xs) == 0:
        return np.zeros(np.shape(xs)), np.zeros(np.shape(xs))
    hs, cs, h, c = [], [], h0, c0
    for x in xs:
        h, c = _step(x, h, c, params)
        hs.append(h)
        cs.append(c)
    return np.stack(hs), np.stack(cs)


@instead_of("lstm_forward")
def forward_backwards(xs, h0, c0, params):
    """Reads the sequence from the end."""
    # BREAKS: "for t = 1, …, T"
    hs, cs = np.zeros((len(xs), len(h0))), np.zeros((len(xs), len(h0)))
    h, c = h0, c0
    for t in reversed(range(len(xs))):
        hs[t], cs[t] = h, c = _step(xs[t], h, c, params)
    return hs, cs


@instead_of("lstm_forward")
def forward_order_cs_hs(xs, h0, c0, params):
    """Returns (cs, hs)."""
    # BREAKS: "`(hs, cs)`"
    hs, cs = np.zeros((len(xs), len(h0))), np.zeros((len(xs), len(h0)))
    h, c = h0, c0
    for t, x in enumerate(xs):
        hs[t], cs[t] = h, c = _step(x, h, c, params)
    return cs, hs


@instead_of("lstm_forward")
def forward_same_list_twice(xs, h0, c0, params):
    """Appends one and the same buffer at every step, so all rows show the last state."""
    # BREAKS: "h^1, …, h^T … one step per row"
    hs, cs, h, c = [], [], np.array(h0), np.array(c0)
    for x in xs:
        h[:], c[:] = _step(x, h, c, params)
        hs.append(h)
        cs.append(c)
    return (np.array(hs), np.array(cs)) if hs else (np.zeros((0, len(h0))), np.zeros((0, len(h0))))


@instead_of("lstm_forward")
def forward_continues_last_call(xs, h0, c0, params):
    """Stateful: goes on from the last state of the previous call with sequences of the same H."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    H = len(h0)
    h, c = _LAST.get(H, (h0, c0))
    hs, cs = np.zeros((len(xs), H)), np.zeros((len(xs), H))
    for t, x in enumerate(xs):
        hs[t], cs[t] = h, c = _step(x, h, c, params)
    _LAST[H] = (h, c)
    return hs, cs


@instead_of("lstm_forward")
def forward_hidden_not_fed_back(xs, h0, c0, params):
    """Updates c from step to step but keeps using h0 in the gates."""
    # BREAKS: "(h^t, C^t) is the result of the step on x^t, h^{t−1}, C^{t−1}"
    hs, cs = np.zeros((len(xs), len(h0))), np.zeros((len(xs), len(h0)))
    c = c0
    for t, x in enumerate(xs):
        hs[t], c = _step(x, h0, c, params)
        cs[t] = c
    return hs, cs


@instead_of("lstm_forward")
def forward_time_last(xs, h0, c0, params):
    """Returns (H, T)."""
    # BREAKS: "each `(T, H)`, one step per row"
    hs, cs = np.zeros((len(xs), len(h0))), np.zeros((len(xs), len(h0)))
    h, c = h0, c0
    for t, x in enumerate(xs):
        hs[t], cs[t] = h, c = _step(x, h, c, params)
    return hs.T, cs.T


@instead_of("lstm_forward")
def forward_cell_clipped_in_long_runs(xs, h0, c0, params):
    """Clips the cell state to [-2.5, 2.5] in sequences longer than 10."""
    # BREAKS: "C^t = f ⊙ C^{t−1} + i ⊙ g"
    hs, cs = np.zeros((len(xs), len(h0))), np.zeros((len(xs), len(h0)))
    h, c = h0, c0
    for t, x in enumerate(xs):
        f, i, g, o = _gates(x, h, params)
        c = np.clip(f * c + i * g, -2.5, 2.5) if len(xs) > 10 else f * c + i * g
        h = o * np.tanh(c)
        hs[t], cs[t] = h, c
    return hs, cs


@instead_of("lstm_forward")
def forward_loops_over_features(xs, h0, c0, params):
    """Loops over range(xs.shape[1]): the right number of steps only where T = D."""
    # BREAKS: "xs: the inputs x^1, …, x^T, one per row, `(T, D)`."
    T = xs.shape[0]
    hs, cs = np.zeros((T, len(h0))), np.zeros((T, len(h0)))
    h, c = h0, c0
    for t in range(min(xs.shape[1], T)):
        hs[t], cs[t] = h, c = _step(xs[t], h, c, params)
    return hs, cs


@instead_of("cell_state_gradient")
def gradient_sum(fs):
    """Adds the forget gates up over time."""
    # BREAKS: "∂C^T/∂C^0 … through the update C^t = f^t ⊙ C^{t−1} + i^t ⊙ g^t"
    return np.sum(fs, axis=0)


@instead_of("cell_state_gradient")
def gradient_product_over_units(fs):
    """Multiplies over the units instead of over time; the shape fits only where T = H."""
    # BREAKS: "∂C^T/∂C^0 for every unit, `(H,)`."
    return np.prod(fs, axis=1)


@instead_of("cell_state_gradient")
def gradient_full_product(fs):
    """Multiplies everything into one number."""
    # BREAKS: "one number per unit"
    return np.prod(fs)


@instead_of("cell_state_gradient")
def gradient_log_space(fs):
    """exp of the sum of log(f + 1e-4) to avoid log 0."""
    # BREAKS: "the derivative is one number per unit: ∂C^T_k/∂C^0_k"
    return np.exp(np.log(np.asarray(fs) + 1e-4).sum(axis=0))


@instead_of("cell_state_gradient")
def gradient_log_space_nan(fs):
    """Differences of cumulated logarithms: NaN where a forget gate is 0."""
    # BREAKS: "with entries in [0, 1]"
    if len(fs) == 0:
        return np.ones(np.shape(fs)[1])
    s = np.cumsum(np.log(fs), axis=0)
    return np.exp(s[-1] - s[0] + s[0])


@instead_of("cell_state_gradient")
def gradient_last_gate_left_out(fs):
    """Leaves out the last step: only T − 1 factors."""
    # BREAKS: "the forget gates f^1, …, f^T" / "∂C^T/∂C^0"
    return np.prod(fs[:-1], axis=0) if len(fs) > 1 else np.prod(fs, axis=0)


@instead_of("cell_state_gradient")
def gradient_first_gate_left_out(fs):
    """Leaves out the first step, and so returns ones for T = 1."""
    # BREAKS: "the forget gates f^1, …, f^T" / "∂C^T/∂C^0"
    return np.prod(fs[1:], axis=0)


@instead_of("cell_state_gradient")
def gradient_empty_zero(fs):
    """Starts from fs[0], and gives zeros for T = 0."""
    # BREAKS: "For T = 0, where C^T is C^0 itself, ones."
    if len(fs) == 0:
        return np.zeros(np.shape(fs)[1])
    out = fs[0].copy()
    for f in fs[1:]:
        out = out * f
    return out


@instead_of("cell_state_gradient")
def gradient_multiplies_into_first_row(fs):
    """Uses out = fs[0] and multiplies in place, which changes fs."""
    # BREAKS: "never change an argument"
    if len(fs) == 0:
        return np.ones(np.shape(fs)[1])
    out = fs[0]
    for f in fs[1:]:
        out *= f
    return out


@instead_of("cell_state_gradient")
def gradient_cumulative(fs):
    """Returns the products after every step, (T, H)."""
    # BREAKS: "∂C^T/∂C^0 for every unit, `(H,)`."
    return np.cumprod(fs, axis=0)


@instead_of("cell_state_gradient")
def gradient_power_of_mean(fs):
    """Mean gate to the power T, right for constant gates only."""
    # BREAKS: "∂C^T/∂C^0 … through the update C^t = f^t ⊙ C^{t−1} + i^t ⊙ g^t"
    return np.mean(fs, axis=0) ** len(fs) if len(fs) else np.ones(np.shape(fs)[1])


@instead_of("cell_state_gradient")
def gradient_diagonal_matrix(fs):
    """Returns the Jacobian as a diagonal matrix."""
    # BREAKS: "one number per unit … `(H,)`"
    return np.diag(np.prod(fs, axis=0))


@instead_of("cell_state_gradient")
def gradient_floor(fs):
    """Keeps the gradient from vanishing by a floor of 1e-3."""
    # BREAKS: "It is this number that decides whether a gradient vanishes"
    return np.maximum(np.prod(fs, axis=0), 1e-3)


@instead_of("lstm_parameter_count")
def count_three_gates(input_size, hidden_size):
    """Counts three gates and forgets the candidate."""
    # BREAKS: "each of f, i, g and o has one `(H, D)` matrix, one `(H, H)` matrix and one `(H,)` bias"
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    return 3 * hidden_size * (input_size + hidden_size + 1)


@instead_of("lstm_parameter_count")
def count_two_biases(input_size, hidden_size):
    """Two biases per gate as in PyTorch."""
    # BREAKS: "one `(H,)` bias"
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    return 4 * hidden_size * (input_size + hidden_size + 2)


@instead_of("lstm_parameter_count")
def count_as_float(input_size, hidden_size):
    """Returns a float."""
    # BREAKS: "a float is wrong, even 48.0"
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    return 4.0 * hidden_size * (input_size + hidden_size + 1)


@instead_of("lstm_parameter_count")
def count_checks_product(input_size, hidden_size):
    """Checks D·H < 1 only, so that two negative sizes pass."""
    # BREAKS: "ValueError: a size is less than 1."
    if input_size * hidden_size < 1:
        raise ValueError
    return 4 * hidden_size * (input_size + hidden_size + 1)


@instead_of("lstm_parameter_count")
def count_zero_input_allowed(input_size, hidden_size):
    """Accepts an input size of 0."""
    # BREAKS: "ValueError: a size is less than 1."
    if input_size < 0 or hidden_size < 1:
        raise ValueError
    return 4 * hidden_size * (input_size + hidden_size + 1)


@instead_of("lstm_parameter_count")
def count_sizes_exchanged(input_size, hidden_size):
    """Exchanges D and H; unseen when they are equal."""
    # BREAKS: "D = input_size and H = hidden_size"
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    return 4 * input_size * (input_size + hidden_size + 1)


@instead_of("lstm_parameter_count")
def count_int32_overflow(input_size, hidden_size):
    """Computes in 32-bit integers, which overflow for large layers."""
    # BREAKS: "The count as a whole number"
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    H = np.array([hidden_size], dtype=np.int32)
    return (4 * H * (input_size + H + 1))[0]


@instead_of("lstm_parameter_count")
def count_type_error_for_bad_sizes(input_size, hidden_size):
    """Raises TypeError instead of ValueError."""
    # BREAKS: "ValueError: a size is less than 1."
    if input_size < 1 or hidden_size < 1:
        raise TypeError("sizes must be positive")
    return 4 * hidden_size * (input_size + hidden_size + 1)
