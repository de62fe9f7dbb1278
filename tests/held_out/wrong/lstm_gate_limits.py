import numpy as np

from autograder.misconception import instead_of

_CASES = {"overwrite": (-1, 1, 1), "silence": (1, 1, -1), "remember": (1, -1, 1), "open": (1, 1, 1)}
_SHARED = {}


def _make(case, n, size=100.0):
    if case not in _CASES or n < 1:
        raise ValueError
    return {k: np.full(n, s * size) for k, s in zip(("b_f", "b_i", "b_o"), _CASES[case])}


@instead_of("gate_limit_biases")
def limit_ten(case, hidden_size):
    """Bias ±10: enough for random weights, not for the worst case."""
    # BREAKS: "This must hold for ANY input, state and weights within these bounds, the worst possible ones included"
    return _make(case, hidden_size, 10.0)


@instead_of("gate_limit_biases")
def limit_thirty(case, hidden_size):
    """Bias ±30: thinks of W x ≤ 16 only and forgets the recurrent term."""
    # BREAKS: "every |h_j| ≤ 1, and every entry of the eight weight matrices of size at most 1"
    return _make(case, hidden_size, 30.0)


@instead_of("gate_limit_biases")
def limit_forty(case, hidden_size):
    """Bias ±40: good up to hidden_size 13."""
    # BREAKS: "D = H = hidden_size ≤ 16"
    return _make(case, hidden_size, 40.0)


@instead_of("gate_limit_biases")
def limit_forty_five(case, hidden_size):
    """Bias ±45: fails at hidden_size 16 only, where 45.82 is needed."""
    # BREAKS: "every one of them to within 1e-6 … D = H = hidden_size ≤ 16"
    return _make(case, hidden_size, 45.0)


@instead_of("gate_limit_biases")
def limit_h_plus_14(case, hidden_size):
    """Bias ±(H + 14): forgets that both x and h contribute H."""
    # BREAKS: "This must hold for ANY input, state and weights within these bounds"
    return _make(case, max(hidden_size, 0), hidden_size + 14.0)


@instead_of("gate_limit_biases")
def limit_two_h_plus_seven(case, hidden_size):
    """Bias ±(2H + 7): the gates come within 1e-3 only."""
    # BREAKS: "to within 1e-6"
    return _make(case, max(hidden_size, 0), 2 * hidden_size + 7.0)


@instead_of("gate_limit_biases")
def limit_square_root(case, hidden_size):
    """Bias ±(20 + 4·√H), from the standard deviation of the sum."""
    # BREAKS: "the worst possible ones included"
    return _make(case, max(hidden_size, 0), 20 + 4 * np.sqrt(max(hidden_size, 0)))


@instead_of("gate_limit_biases")
def limit_infinite(case, hidden_size):
    """Infinite biases."""
    # BREAKS: "The biases must be finite"
    return _make(case, hidden_size, np.inf)


@instead_of("gate_limit_biases")
def limit_million(case, hidden_size):
    """Bias ±1e6."""
    # BREAKS: "no larger than 5000 in size, |b| ≤ 5000"
    return _make(case, hidden_size, 1e6)


@instead_of("gate_limit_biases")
def limit_grows_out_of_bounds(case, hidden_size):
    """Bias ±400·H: beyond 5000 from hidden_size 13 on."""
    # BREAKS: "|b| ≤ 5000"
    return _make(case, max(hidden_size, 0), 400.0 * hidden_size)


@instead_of("gate_limit_biases")
def limit_remember_wrong_way(case, hidden_size):
    """Exchanges f and i in "remember"."""
    # BREAKS: ""remember" 1 0 1"
    return _make({"remember": "overwrite"}.get(case, case), hidden_size)


@instead_of("gate_limit_biases")
def limit_overwrite_open(case, hidden_size):
    """Leaves the forget gate open in "overwrite"."""
    # BREAKS: ""overwrite" 0 1 1"
    return _make({"overwrite": "open"}.get(case, case), hidden_size)


@instead_of("gate_limit_biases")
def limit_silence_shuts_input(case, hidden_size):
    """Shuts the input gate too in "silence", so that the cell does not go on."""
    # BREAKS: ""silence" 1 1 0"
    b = _make(case, hidden_size)
    if case == "silence":
        b["b_i"] = -100.0 * np.ones(hidden_size)
    return b


@instead_of("gate_limit_biases")
def limit_open_as_vanilla(case, hidden_size):
    """Shuts the forget gate in "open" because the LSTM shall become a vanilla RNN."""
    # BREAKS: ""open" 1 1 1"
    return _make({"open": "overwrite"}.get(case, case), hidden_size)


@instead_of("gate_limit_biases")
def limit_open_zero_biases(case, hidden_size):
    """Returns zeros for "open"."""
    # BREAKS: ""open" 1 1 1"
    b = _make(case, hidden_size)
    return {k: np.zeros(hidden_size) for k in b} if case == "open" else b


@instead_of("gate_limit_biases")
def limit_zero_bias_for_closed(case, hidden_size):
    """Uses bias 0 for a closed gate, which gives 1/2."""
    # BREAKS: "the gates take the values of the case"
    return {k: np.maximum(v, 0) for k, v in _make(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def limit_gate_values_returned(case, hidden_size):
    """Returns the gates' values 0 and 1 instead of biases."""
    # BREAKS: "Find b_f, b_i and b_o such that the gates take the values of the case"
    return {k: (v > 0) * 1.0 for k, v in _make(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def limit_scalars(case, hidden_size):
    """Returns numbers instead of arrays of H entries."""
    # BREAKS: "each an array `(H,)`"
    return {k: float(v[0]) for k, v in _make(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def limit_columns(case, hidden_size):
    """Returns columns of shape (H, 1)."""
    # BREAKS: "each an array `(H,)`"
    return {k: v[:, None] for k, v in _make(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def limit_extra_key(case, hidden_size):
    """Adds b_g, since the LSTM has four biases."""
    # BREAKS: "A dict with exactly the keys `"b_f"`, `"b_i"` and `"b_o"`"
    return {**_make(case, hidden_size), "b_g": np.zeros(hidden_size)}


@instead_of("gate_limit_biases")
def limit_only_needed_keys(case, hidden_size):
    """Leaves out biases of gates that shall be 1."""
    # BREAKS: "A dict with exactly the keys `"b_f"`, `"b_i"` and `"b_o"`"
    b = _make(case, hidden_size)
    return {k: v for k, v in b.items() if v[0] < 0} if case != "open" else b


@instead_of("gate_limit_biases")
def limit_tuple(case, hidden_size):
    """Returns a tuple (b_f, b_i, b_o)."""
    # BREAKS: "A dict with exactly the keys"
    return tuple(_make(case, hidden_size).values())


@instead_of("gate_limit_biases")
def limit_fixed_size(case, hidden_size):
    """Returns 16 entries whatever hidden_size is."""
    # BREAKS: "each an array `(H,)`"
    if hidden_size < 1:
        raise ValueError
    return _make(case, 16)


@instead_of("gate_limit_biases")
def limit_key_error(case, hidden_size):
    """Looks the case up in a dict: KeyError for an unknown one."""
    # BREAKS: "ValueError: the case is none of the four"
    if hidden_size < 1:
        raise ValueError
    return {k: np.full(hidden_size, 100.0 * s) for k, s in zip(("b_f", "b_i", "b_o"), _CASES[case])}


@instead_of("gate_limit_biases")
def limit_unknown_is_open(case, hidden_size):
    """Falls through to "open" for every other name."""
    # BREAKS: "ValueError: the case is none of the four"
    return _make(case if case in _CASES else "open", hidden_size)


@instead_of("gate_limit_biases")
def limit_case_insensitive(case, hidden_size):
    """Accepts "Open" and "OVERWRITE" by lowering the case."""
    # BREAKS: "ValueError: the case is none of the four"
    return _make(case.lower(), hidden_size)


@instead_of("gate_limit_biases")
def limit_startswith(case, hidden_size):
    """Matches by prefix, so "open_" and "" pass."""
    # BREAKS: "ValueError: the case is none of the four"
    for name in _CASES:
        if case.startswith(name) or name.startswith(case):
            return _make(name, hidden_size)
    raise ValueError


@instead_of("gate_limit_biases")
def limit_size_zero_empty(case, hidden_size):
    """Returns empty arrays for hidden_size 0."""
    # BREAKS: "ValueError: … or hidden_size is less than 1."
    if case not in _CASES or hidden_size < 0:
        raise ValueError
    return {k: np.full(hidden_size, 100.0 * s) for k, s in zip(("b_f", "b_i", "b_o"), _CASES[case])}


@instead_of("gate_limit_biases")
def limit_shared_dictionary(case, hidden_size):
    """Fills one dict of the module and returns it every time, so earlier results change."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    _SHARED.update(_make(case, hidden_size))
    return _SHARED


@instead_of("gate_limit_biases")
def limit_random_noise(case, hidden_size):
    """Draws the sizes of the biases at random between 20 and 60 with a seed."""
    # BREAKS: "This must hold for ANY input, state and weights within these bounds"
    rng = np.random.default_rng(0)
    return {k: np.sign(v) * rng.uniform(20, 60, hidden_size) for k, v in _make(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def limit_last_unit_forgotten(case, hidden_size):
    """Fills range(hidden_size - 1) only."""
    # BREAKS: "every one of them to within 1e-6"
    b = _make(case, hidden_size)
    for v in b.values():
        v[hidden_size - 1] = 0.0
    return b
