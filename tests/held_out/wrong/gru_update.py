import numpy as np

from autograder.misconception import instead_of

_STATE = {}


def _s(v):
    return 0.5 * (1 + np.tanh(v / 2))


def _step(x, h, p):
    z = _s(p["W_z"] @ x + p["U_z"] @ h + p["b_z"])
    r = _s(p["W_r"] @ x + p["U_r"] @ h + p["b_r"])
    return (1 - z) * h + z * np.tanh(p["W_h"] @ x + p["U_h"] @ (r * h) + p["b_h"])


def _bias(case, n, size=100.0):
    if case not in ("replace", "keep") or n < 1:
        raise ValueError
    return np.full(n, size if case == "replace" else -size)


@instead_of("gru_interpolate")
def blend_swapped(z, h_prev, h_candidate):
    """The other convention: z keeps."""
    # BREAKS: "Where z = 0 the old value stays, where z = 1 the candidate takes its place"
    return z * h_prev + (1 - z) * h_candidate


@instead_of("gru_interpolate")
def blend_hard(z, h_prev, h_candidate):
    """Chooses by z > 1/2."""
    # BREAKS: "in between the result lies on the straight line from one to the other"
    return np.where(np.asarray(z) > 0.5, h_candidate, h_prev)


@instead_of("gru_interpolate")
def blend_tanh(z, h_prev, h_candidate):
    """A tanh at the end."""
    # BREAKS: "Nothing is applied to the result."
    return np.tanh((1 - z) * h_prev + z * h_candidate)


@instead_of("gru_interpolate")
def blend_additive(z, h_prev, h_candidate):
    """h_prev + z ⊙ h̃."""
    # BREAKS: "h^t = (1 − z) ⊙ h_prev + z ⊙ h_candidate"
    return h_prev + z * h_candidate


@instead_of("gru_interpolate")
def blend_dot(z, h_prev, h_candidate):
    """Uses @ for square matrices."""
    # BREAKS: "All of it works entry by entry, so any other shape that the three have in common"
    if np.ndim(z) == 2 and np.shape(z)[0] == np.shape(z)[1]:
        return (1 - z) @ h_prev + z @ h_candidate
    return (1 - z) * h_prev + z * h_candidate


@instead_of("gru_interpolate")
def blend_list_comprehension(z, h_prev, h_candidate):
    """Zips vectors: fails for shape ()."""
    # BREAKS: "`()` included, is to work the same way"
    return np.array([(1 - a) * b + a * c for a, b, c in zip(z, h_prev, h_candidate)])


@instead_of("gru_interpolate")
def blend_in_place(z, h_prev, h_candidate):
    """Moves h_prev in place."""
    # BREAKS: "never change an argument"
    h_prev += z * (h_candidate - h_prev)
    return h_prev


@instead_of("gru_interpolate")
def blend_always_a_vector(z, h_prev, h_candidate):
    """Makes shape () into (1,)."""
    # BREAKS: "of the arguments' shape"
    return np.atleast_1d((1 - z) * h_prev + z * h_candidate)


@instead_of("gru_interpolate")
def blend_sigmoid_again(z, h_prev, h_candidate):
    """Applies the sigmoid to z once more."""
    # BREAKS: "h^t = (1 − z) ⊙ h_prev + z ⊙ h_candidate"
    z = _s(np.asarray(z))
    return (1 - z) * h_prev + z * h_candidate


@instead_of("gru_interpolate")
def blend_clipped(z, h_prev, h_candidate):
    """Clips the result to [-3, 3], since states are bounded."""
    # BREAKS: "Nothing is applied to the result."
    return np.clip((1 - z) * h_prev + z * h_candidate, -3, 3)


@instead_of("gru_forward")
def forward_zero_start(xs, h0, params):
    """Starts from zeros."""
    # BREAKS: "h0: the hidden state before the first step … not necessarily zero"
    h, out = np.zeros(len(h0)), np.zeros((len(xs), len(h0)))
    for t, x in enumerate(xs):
        out[t] = h = _step(x, h, params)
    return out


@instead_of("gru_forward")
def forward_last_state(xs, h0, params):
    """Returns the last state only."""
    # BREAKS: "The hidden states h^1, …, h^T, one step per row, `(T, H)`"
    h = h0
    for x in xs:
        h = _step(x, h, params)
    return h


@instead_of("gru_forward")
def forward_with_h0(xs, h0, params):
    """Returns T + 1 rows, h0 first."""
    # BREAKS: "h0 is not among them"
    out = [np.asarray(h0)]
    for x in xs:
        out.append(_step(x, out[-1], params))
    return np.array(out)


@instead_of("gru_forward")
def forward_empty_list(xs, h0, params):
    """np.array of an empty list for T = 0."""
    # BREAKS: "For T = 0 the shape is `(0, H)`."
    out, h = [], h0
    for x in xs:
        h = _step(x, h, params)
        out.append(h)
    return np.array(out)


@instead_of("gru_forward")
def forward_empty_is_h0(xs, h0, params):
    """Returns h0 as a row for T = 0."""
    # BREAKS: "For T = 0 the shape is `(0, H)`."
    if len(xs) == 0:
        return np.array([h0])
    out, h = [], h0
    for x in xs:
        h = _step(x, h, params)
        out.append(h)
    return np.array(out)


@instead_of("gru_forward")
def forward_vstack_error(xs, h0, params):
    """np.vstack raises ValueError for T = 0."""
    # BREAKS: "T may be 0."
    out, h = [], h0
    for x in xs:
        h = _step(x, h, params)
        out.append(h)
    return np.vstack(out)


@instead_of("gru_forward")
def forward_every_step_from_h0(xs, h0, params):
    """Takes every step from h0."""
    # BREAKS: "h^t is the result of the step on x^t and h^{t−1}"
    return np.reshape([_step(x, h0, params) for x in xs], (len(xs), len(h0)))


@instead_of("gru_forward")
def forward_reversed(xs, h0, params):
    """Runs backwards and returns the states in that order."""
    # BREAKS: "for t = 1, …, T"
    h, out = h0, np.zeros((len(xs), len(h0)))
    for t, x in enumerate(xs[::-1]):
        out[t] = h = _step(x, h, params)
    return out


@instead_of("gru_forward")
def forward_aliased_rows(xs, h0, params):
    """Appends the same buffer again and again."""
    # BREAKS: "The hidden states h^1, …, h^T, one step per row"
    h, out = np.array(h0), []
    for x in xs:
        h[:] = _step(x, h, params)
        out.append(h)
    return np.reshape(out, (len(xs), len(h0)))


@instead_of("gru_forward")
def forward_h0_in_place(xs, h0, params):
    """Uses h0 itself as the running state."""
    # BREAKS: "never change an argument"
    out = np.zeros((len(xs), len(h0)))
    for t, x in enumerate(xs):
        h0[:] = _step(x, h0, params)
        out[t] = h0
    return out


@instead_of("gru_forward")
def forward_keeps_state(xs, h0, params):
    """Goes on from the last call's state."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    h, out = _STATE.get(len(h0), h0), np.zeros((len(xs), len(h0)))
    for t, x in enumerate(xs):
        out[t] = h = _step(x, h, params)
    _STATE[len(h0)] = h
    return out


@instead_of("gru_forward")
def forward_last_step_missing(xs, h0, params):
    """range(T − 1): the last row stays zero."""
    # BREAKS: "for t = 1, …, T"
    h, out = h0, np.zeros((len(xs), len(h0)))
    for t in range(len(xs) - 1):
        out[t] = h = _step(xs[t], h, params)
    return out


@instead_of("gru_forward")
def forward_output_of_input_size(xs, h0, params):
    """Allocates the output like xs: right only for D = H, else an error or a broadcast."""
    # BREAKS: "`(T, H)`"
    h, out = h0, np.zeros(np.shape(xs))
    for t, x in enumerate(xs):
        out[t] = h = _step(x, h, params)
    return out


@instead_of("update_gate_bias")
def bias_swapped(case, hidden_size):
    """Exchanges the two cases."""
    # BREAKS: ""replace" 1 … "keep" 0"
    return -_bias(case, hidden_size)


@instead_of("update_gate_bias")
def bias_ten(case, hidden_size):
    """±10."""
    # BREAKS: "This must hold for ANY input, state and weights within these bounds, the worst possible ones included"
    return _bias(case, hidden_size, 10.0)


@instead_of("update_gate_bias")
def bias_thirty_two(case, hidden_size):
    """±32: overcomes the worst sum but leaves the gate at 1/2."""
    # BREAKS: "to within 1e-6"
    return _bias(case, hidden_size, 32.0)


@instead_of("update_gate_bias")
def bias_forty_four(case, hidden_size):
    """±44: fails at H = 16 only."""
    # BREAKS: "D = H = hidden_size ≤ 16"
    return _bias(case, hidden_size, 44.0)


@instead_of("update_gate_bias")
def bias_h_and_a_bit(case, hidden_size):
    """±(H + 15), forgetting U_z h."""
    # BREAKS: "every entry of W_z and U_z of size at most 1"
    return _bias(case, max(hidden_size, 0), hidden_size + 15.0)


@instead_of("update_gate_bias")
def bias_keep_weaker(case, hidden_size):
    """Large for "replace", but only −20 for "keep"."""
    # BREAKS: "every entry of z takes the value of the case, to within 1e-6"
    return _bias(case, hidden_size, 100.0 if case == "replace" else 20.0)


@instead_of("update_gate_bias")
def bias_infinite(case, hidden_size):
    """±inf."""
    # BREAKS: "The bias must be finite"
    return _bias(case, hidden_size, np.inf)


@instead_of("update_gate_bias")
def bias_ten_thousand(case, hidden_size):
    """±10000."""
    # BREAKS: "no larger than 5000 in size, |b| ≤ 5000"
    return _bias(case, hidden_size, 1e4)


@instead_of("update_gate_bias")
def bias_scalar(case, hidden_size):
    """One number."""
    # BREAKS: "The bias b_z, an array `(H,)`."
    return float(_bias(case, hidden_size)[0])


@instead_of("update_gate_bias")
def bias_row(case, hidden_size):
    """Shape (1, H)."""
    # BREAKS: "The bias b_z, an array `(H,)`."
    return _bias(case, hidden_size)[None]


@instead_of("update_gate_bias")
def bias_else_keep(case, hidden_size):
    """Everything that is not "replace" counts as "keep"."""
    # BREAKS: "ValueError: the case is neither of the two"
    if hidden_size < 1:
        raise ValueError
    return np.full(hidden_size, 100.0 if case == "replace" else -100.0)


@instead_of("update_gate_bias")
def bias_substring(case, hidden_size):
    """Tests with `in` on one string, so "" and parts of the names pass."""
    # BREAKS: "ValueError: the case is neither of the two"
    if case not in "replace keep " or hidden_size < 1:
        raise ValueError
    return np.full(hidden_size, 100.0 if case == "replace" else -100.0)


@instead_of("update_gate_bias")
def bias_empty_for_zero(case, hidden_size):
    """hidden_size 0 gives an empty array."""
    # BREAKS: "ValueError: … or hidden_size is less than 1."
    if case not in ("replace", "keep"):
        raise ValueError
    return np.full(max(hidden_size, 0), 100.0 if case == "replace" else -100.0)


@instead_of("gru_parameter_count")
def count_four_blocks(input_size, hidden_size):
    """Counts four blocks like an LSTM."""
    # BREAKS: "each of z, r and h̃ has one `(H, D)` matrix, one `(H, H)` matrix and one `(H,)` bias"
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    return 4 * hidden_size * (input_size + hidden_size + 1)


@instead_of("gru_parameter_count")
def count_two_gates_only(input_size, hidden_size):
    """Counts the two gates, not the candidate."""
    # BREAKS: "the numbers in the nine arrays of `params`"
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    return 2 * hidden_size * (input_size + hidden_size + 1)


@instead_of("gru_parameter_count")
def count_without_biases(input_size, hidden_size):
    """Leaves the biases out."""
    # BREAKS: "one `(H,)` bias"
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    return 3 * hidden_size * (input_size + hidden_size)


@instead_of("gru_parameter_count")
def count_three_quarters_of_lstm(input_size, hidden_size):
    """Takes 3/4 of the LSTM's count by true division: a float."""
    # BREAKS: "a float is wrong, even 36.0"
    if input_size < 1 or hidden_size < 1:
        raise ValueError
    return 4 * hidden_size * (input_size + hidden_size + 1) * 3 / 4


@instead_of("gru_parameter_count")
def count_sum_checked(input_size, hidden_size):
    """Checks the sum of the sizes only."""
    # BREAKS: "ValueError: a size is less than 1."
    if input_size + hidden_size < 2:
        raise ValueError
    return 3 * hidden_size * (input_size + hidden_size + 1)


@instead_of("gru_parameter_count")
def count_negative_only(input_size, hidden_size):
    """Lets 0 pass."""
    # BREAKS: "ValueError: a size is less than 1."
    if input_size < 0 or hidden_size < 0:
        raise ValueError
    return 3 * hidden_size * (input_size + hidden_size + 1)


@instead_of("gru_parameter_count")
def count_one_rejected(input_size, hidden_size):
    """Raises for sizes of 1 too."""
    # BREAKS: "ValueError: a size is less than 1."
    if input_size <= 1 or hidden_size <= 1:
        raise ValueError
    return 3 * hidden_size * (input_size + hidden_size + 1)
