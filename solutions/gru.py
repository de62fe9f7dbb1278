"""The gated recurrent unit, solved (§5).

The equations are short; the trouble is that the world does not agree on them. Two conventions are in use for each of
two choices, and a formula from memory, or from a library, is right for one combination only.

**Which way z points.** §5.3 has h^t = (1 − z) ⊙ h^{t−1} + z ⊙ h̃: z is the share of the NEW. §5.2 says the same in
words (z controls how much of the candidate overwrites the old state, and 1 − z is the weight of the old). §5.4 then
says that z controls how much of the past is retained, which is the opposite: by the equation a large z retains
little. An equation is unambiguous and a gloss is not, so the equation rules. §5.4 is not nonsense, though: in the
other convention, h^t = z ⊙ h^{t−1} + (1 − z) ⊙ h̃, it is exactly right, and that one is used by Cho et al. (2014), who
invented the GRU, by PyTorch and by Keras. The two are equally powerful, since 1 − σ(a) = σ(−a): change the sign of
W_z, U_z and b_z and one becomes the other. But weights trained for one and run in the other give garbage.

**Where r acts.** §5.3 has U_h (r ⊙ h^{t−1}): reset first, then multiply. PyTorch computes r ⊙ (U_h h^{t−1} + b_hn)
instead, and Keras does so by default (`reset_after=True`), because all products with h^{t−1} can then be done at once.
This is a different function and no change of signs brings it back: resetting before drops an old unit from every sum it
takes part in, resetting after scales a finished sum. Apart from the extra bias b_hn, the two agree when there is one
hidden unit or U_h is diagonal; that is why a test with H = 1 cannot tell them apart.

**The memory of a unit without a cell.** Each unit of the state has its own z. Where z is near 0 the old value is copied
on, step after step, and the derivative along this direct path is the product of the factors 1 − z: what f is for the
LSTM's cell, 1 − z is for the GRU's state. But the LSTM has two gates, f and i, where the GRU has one number and its
complement: the GRU cannot keep everything and add something new, nor remember something without showing it.

**The bias has to beat the worst case.** With D = H and all entries of W_z, U_z, x and h of size at most 1, each of the
two products has H terms of size at most 1, so |W_z x + U_z h| ≤ 2H, and the bound is reached. For z within 1e-6 of its
limit the argument of σ must have a size of at least ln(10⁶ − 1) ≈ 13.82, so |b_z| ≥ 2H + 13.82.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .activations import sigmoid

Array = NDArray[np.float64]

UPDATE_LIMITS = {"replace": 1, "keep": 0}


def gru_gates(x: Array, h_prev: Array, params: Mapping[str, Array]) -> tuple[Array, Array]:
    """Compute z and r: both from the whole old state, before any of it is reset."""
    z = sigmoid(params["W_z"] @ x + params["U_z"] @ h_prev + params["b_z"])
    r = sigmoid(params["W_r"] @ x + params["U_r"] @ h_prev + params["b_r"])
    return z, r


def gru_candidate(x: Array, h_prev: Array, r: Array, params: Mapping[str, Array]) -> Array:
    """Compute h̃, resetting the old state before U_h mixes its units; the input and the bias are never reset."""
    h_candidate: Array = np.tanh(params["W_h"] @ x + params["U_h"] @ (r * h_prev) + params["b_h"])
    return h_candidate


def gru_step(x: Array, h_prev: Array, params: Mapping[str, Array]) -> Array:
    """Take one step; the last move starts from the old state itself, not from the reset one."""
    z, r = gru_gates(x, h_prev, params)
    h_candidate = gru_candidate(x, h_prev, r, params)
    return gru_interpolate(z, h_prev, h_candidate)


def gru_interpolate(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Weigh old and new with 1 − z and z; a weighted mean of two values in [−1, 1] stays there without a tanh."""
    return (1 - z) * h_prev + z * h_candidate


def gru_forward(xs: Array, h0: Array, params: Mapping[str, Array]) -> Array:
    """Run the sequence, handing the state on from step to step; each new state is copied into its own row."""
    hs = np.empty((len(xs), len(h0)))
    h = h0
    for t, x in enumerate(xs):
        h = gru_step(x, h, params)
        hs[t] = h
    return hs


def update_gate_bias(case: str, hidden_size: int) -> Array:
    """Push the update gate to its limit with a bias that even the worst weights and inputs cannot outweigh.

    z ends within 1e-6 of its limit for any |W|, |x|, |h| ≤ 1 with D = H = hidden_size ≤ 16, and |b| ≤ 5000. The rest
    of the argument, |W_z x + U_z h| ≤ 2H, is overcome by the first part of the bias; the 20 that remain leave
    σ(20) = 1 − 2·10⁻⁹.
    """
    if case not in UPDATE_LIMITS:
        raise ValueError(f"the case must be one of {', '.join(UPDATE_LIMITS)}, got {case!r}")
    if hidden_size < 1:
        raise ValueError(f"hidden_size must be at least 1, got {hidden_size}")
    size = 2.0 * hidden_size + 20.0
    return np.full(hidden_size, size if UPDATE_LIMITS[case] else -size)


def gru_parameter_count(input_size: int, hidden_size: int) -> int:
    """Count 3(HD + H² + H): two gates and the candidate, three quarters of an LSTM of the same sizes."""
    if input_size < 1 or hidden_size < 1:
        raise ValueError(f"sizes must be at least 1, got input_size={input_size} and hidden_size={hidden_size}")
    return 3 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)
