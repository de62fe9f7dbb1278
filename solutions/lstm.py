"""Long short-term memory, solved (§3).

Six equations, and most wrong answers mix up two things in them. Four points are worth keeping.

**The forget gate forgets when it is closed.** f multiplies the old memory, so f = 1 keeps everything and f = 0 erases
it. "Keep gate" would be the better name. The three gates are fractions, hence σ; the candidate g is a value that may
raise or lower the memory, hence tanh. And tanh(C) is applied on the way out only: the cell state itself is never
squashed, so it may grow well beyond 1.

**The memory is changed by addition, so its gradient is a product of forget gates.** Along the cell path
∂C^t/∂C^{t−1} = f^t, entry by entry, and over T steps f^1 ⊙ ⋯ ⊙ f^T. No weight matrix and no derivative of tanh stands
in this product. With gates near 1 it stays near 1 however long the sequence is, which a plain recurrent network, whose
factors are diag(1 − h²)·W, cannot promise. With f = 0.9 it is down to 0.9^50 ≈ 0.005 after fifty steps: the LSTM
*can* keep its gradient, it does not always do so.

**A bias has to beat the worst case, not the usual one.** A gate is σ(W x + W' h + b). With D = H, entries of W and W'
of size at most 1, and entries of x and h of size at most 1, each of the two products has H terms of size at most 1,
so |W x + W' h| ≤ 2H. The bound is reached, when every term has the same sign. For σ to be within 1e-6 of 1 its argument
must be at least ln(10⁶ − 1) ≈ 13.82; so b ≥ 2H + 13.82 is needed, 45.82 at H = 16, and b ≤ −(2H + 13.82) for a gate
near 0. A bias of 20 looks safe on random weights, whose terms mostly cancel, and fails on the worst ones.

**"All gates at 1" is not a vanilla RNN.** Exercise 3.1 asks how setting all gates to 1 reduces the LSTM to a vanilla
RNN, and so invites the wrong answer. Put f = i = o = 1 into the equations:

    C^t = C^{t−1} + g^t,    h^t = tanh(C^{t−1} + g^t)

This is an ungated additive recurrence: C^t = C^0 + g^1 + ⋯ + g^t, a sum in which nothing is ever forgotten and which
can grow with every step. A vanilla RNN, h^t = tanh(W x^t + U h^{t−1} + b), has no such sum: its past comes in through
h^{t−1} alone, inside the tanh. To get there the old cell state must go, so f = 0 is needed as well, with i = o = 1:

    C^t = g^t,    h^t = tanh(g^t) = tanh(tanh(W_gx x^t + W_gh h^{t−1} + b_g))

which is a vanilla RNN but for one tanh too many. Of the cases in `gate_limit_biases`, it is "overwrite" that comes
close to a vanilla RNN, and "open" is what the exercise literally describes.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .activations import sigmoid

Array = NDArray[np.float64]

GATE_LIMITS = {
    "overwrite": {"b_f": 0, "b_i": 1, "b_o": 1},
    "silence": {"b_f": 1, "b_i": 1, "b_o": 0},
    "remember": {"b_f": 1, "b_i": 0, "b_o": 1},
    "open": {"b_f": 1, "b_i": 1, "b_o": 1},
}


def lstm_gates(x: Array, h_prev: Array, params: Mapping[str, Array]) -> tuple[Array, Array, Array, Array]:
    """Compute f, i, g, o: four times the same affine map with its own weights, squashed by σ, for g by tanh."""
    f = sigmoid(params["W_fx"] @ x + params["W_fh"] @ h_prev + params["b_f"])
    i = sigmoid(params["W_ix"] @ x + params["W_ih"] @ h_prev + params["b_i"])
    g = np.tanh(params["W_gx"] @ x + params["W_gh"] @ h_prev + params["b_g"])
    o = sigmoid(params["W_ox"] @ x + params["W_oh"] @ h_prev + params["b_o"])
    return f, i, g, o


def lstm_cell_update(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> tuple[Array, Array]:
    """Compute the new C first, since h shows the new memory and not the old one; C itself is not squashed."""
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return c, h


def lstm_step(x: Array, h_prev: Array, c_prev: Array, params: Mapping[str, Array]) -> tuple[Array, Array]:
    """Take one step: every gate is computed from the state before, then both states are replaced together."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    c, h = lstm_cell_update(f, i, g, o, c_prev)
    return h, c


def lstm_forward(xs: Array, h0: Array, c0: Array, params: Mapping[str, Array]) -> tuple[Array, Array]:
    """Run the sequence, handing on BOTH states from step to step; each new state is copied into its own row."""
    hs = np.empty((len(xs), len(h0)))
    cs = np.empty((len(xs), len(c0)))
    h, c = h0, c0
    for t, x in enumerate(xs):
        h, c = lstm_step(x, h, c, params)
        hs[t], cs[t] = h, c
    return hs, cs


def cell_state_gradient(fs: Array) -> Array:
    """Multiply the forget gates over time; the product of no gates is 1, which is right for T = 0."""
    gradient: Array = np.prod(fs, axis=0)
    return gradient


def lstm_parameter_count(input_size: int, hidden_size: int) -> int:
    """Count 4(HD + H² + H): the candidate has weights of its own, so there are four sets and not three."""
    if input_size < 1 or hidden_size < 1:
        raise ValueError(f"sizes must be at least 1, got input_size={input_size} and hidden_size={hidden_size}")
    return 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)


def gate_limit_biases(case: str, hidden_size: int) -> dict[str, Array]:
    """Push each gate to its limit with a bias that even the worst weights and inputs cannot outweigh.

    Each gate ends within 1e-6 of its limit for any |W|, |x|, |h| ≤ 1 with D = H = hidden_size ≤ 16, and |b| ≤ 5000.
    The rest of the argument, |W x + W' h| ≤ 2H, is overcome by the first part of the bias; the 20 that remain leave
    σ(20) = 1 − 2·10⁻⁹. The case "open" is the exercise's "all gates 1": an ungated sum, not a vanilla RNN.
    """
    if case not in GATE_LIMITS:
        raise ValueError(f"the case must be one of {', '.join(GATE_LIMITS)}, got {case!r}")
    if hidden_size < 1:
        raise ValueError(f"hidden_size must be at least 1, got {hidden_size}")
    size = 2.0 * hidden_size + 20.0
    return {name: np.full(hidden_size, size if limit else -size) for name, limit in GATE_LIMITS[case].items()}
