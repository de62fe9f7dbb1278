"""The gated recurrent unit (§5).

The GRU does with one state what the LSTM does with two: its hidden state h is memory and output at once. At every
step it proposes a candidate h̃ and moves from the old state towards it. Two gates, vectors of numbers between 0 and
1, steer this for every unit: the reset gate r says how much of the old state the candidate gets to see, and the
update gate z how far the new state moves from the old one to the candidate. Three sets of weights instead of the
LSTM's four make it the smaller of the two.

The convention here is that of the equations in §5.3:

    h^t = (1 − z^t) ⊙ h^{t−1} + z^t ⊙ h̃^t        z = 1 takes the candidate, z = 0 keeps the old state
    U_h (r^t ⊙ h^{t−1})                           the reset gate acts on the state BEFORE U_h multiplies it

Other books and libraries may have either the other way round. Where prose and equations disagree, the equations rule.

Names and shapes, in this whole module: D is the size of an input and H the size of the state, both at least 1, and
T ≥ 0 is the number of steps. An input x is `(D,)`; h, h̃ and both gates are `(H,)`. A sequence puts time first:
`(T, D)` or `(T, H)`. `params` maps names to arrays:

    W_z, W_r, W_h    (H, D)    what the input is multiplied by
    U_z, U_r, U_h    (H, H)    what the state is multiplied by
    b_z, b_r, b_h    (H,)      the biases

Ground rules, for every function: use NumPy only; never change an argument (inputs may be read-only or views); the
result of one call must not depend on, or change with, any other call. An array may be returned as any array-like of
the right shape; numbers are compared to a relative 1e-5 and an absolute 1e-7.

Where a function returns several arrays, a tuple or a list of them will do, but not one stacked array. You may build
on your other answers: `from .activations import sigmoid` works.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def gru_gates(x: Array, h_prev: Array, params: Mapping[str, Array]) -> tuple[Array, Array]:
    """Compute the two gates of one GRU step.

    With x = x^t and h_prev = h^{t−1}:

        z = σ(W_z x + U_z h_prev + b_z)    update gate
        r = σ(W_r x + U_r h_prev + b_r)    reset gate

    The results must stay finite and right when a gate is driven far to one side: what σ is applied to may reach 10⁴
    in size.

    Args:
        x: the input of this step, `(D,)`.
        h_prev: the hidden state of the step before, `(H,)`.
        params: the arrays named at the top of this module, all nine (the candidate's are not needed here).

    Returns:
        `(z, r)`, in this order, each `(H,)`.

    Example:
        >>> params = {name: np.array([[0.5]]) for name in ("W_z", "U_z", "W_r", "U_r", "W_h", "U_h")}
        >>> params |= {"b_z": np.array([1.0]), "b_r": np.array([-1.0]), "b_h": np.array([0.0])}
        >>> z, r = gru_gates(np.array([1.0]), np.array([1.0]), params)
        >>> np.round([z, r], 4).tolist()
        [[0.8808], [0.5]]

    Lecture: §5.3.
    """
    raise NotImplementedError("gru.gru_gates is yours to write")


def gru_candidate(x: Array, h_prev: Array, r: Array, params: Mapping[str, Array]) -> Array:
    """Compute the candidate for the new state, with the reset gate given.

        h̃ = tanh(W_h x + U_h (r ⊙ h_prev) + b_h)

    The reset gate multiplies the old state, entry by entry, before U_h does. It touches neither the input nor the
    bias: at r = 0 the candidate is computed as if the old state were zero.

    Args:
        x: the input of this step, `(D,)`.
        h_prev: the hidden state of the step before, `(H,)`.
        r: the reset gate, `(H,)`.
        params: the arrays named at the top of this module, all nine (the gates' are not needed here).

    Returns:
        The candidate h̃, `(H,)`.

    Example:
        >>> params = {name: np.zeros((2, 2)) for name in ("W_z", "U_z", "W_r", "U_r", "W_h")}
        >>> params |= {"U_h": np.array([[0.0, 1.0], [1.0, 0.0]])}
        >>> params |= {name: np.zeros(2) for name in ("b_z", "b_r", "b_h")}
        >>> candidate = gru_candidate(np.array([3.0, 3.0]), np.array([0.5, 0.7]), np.array([1.0, 0.0]), params)
        >>> np.round(candidate, 4).tolist()
        [0.0, 0.4621]

    Lecture: §5.3.
    """
    raise NotImplementedError("gru.gru_candidate is yours to write")


def gru_step(x: Array, h_prev: Array, params: Mapping[str, Array]) -> Array:
    """Take one whole GRU step: the gates, the candidate, then the move towards it.

    (x^t, h^{t−1}) → h^t, by the four equations of §5.3.

    Args:
        x: the input of this step, `(D,)`.
        h_prev: the hidden state of the step before, `(H,)`.
        params: the arrays named at the top of this module, all nine.

    Returns:
        The new hidden state h^t, `(H,)`.

    Example:
        >>> params = {name: np.array([[0.5]]) for name in ("W_z", "U_z", "W_r", "U_r", "W_h", "U_h")}
        >>> params |= {"b_z": np.array([1.0]), "b_r": np.array([-1.0]), "b_h": np.array([0.0])}
        >>> np.round(gru_step(np.array([1.0]), np.array([1.0]), params), 4).tolist()
        [0.6786]

    Lecture: §5.3.
    """
    raise NotImplementedError("gru.gru_step is yours to write")


def gru_interpolate(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Move the state from its old value towards the candidate.

        h^t = (1 − z) ⊙ h_prev + z ⊙ h_candidate

    Where z = 0 the old value stays, where z = 1 the candidate takes its place, and in between the result lies on the
    straight line from one to the other. Nothing is applied to the result.

    Args:
        z: the update gate, `(H,)`.
        h_prev: the hidden state of the step before, `(H,)`.
        h_candidate: the candidate h̃, `(H,)`.
            All of it works entry by entry, so any other shape that the three have in common, `()` included, is to
            work the same way.

    Returns:
        The new hidden state h^t, of the arguments' shape.

    Example:
        >>> h = gru_interpolate(np.array([0.0, 0.25, 1.0]), np.array([2.0, 2.0, 2.0]), np.array([-1.0, -1.0, -1.0]))
        >>> np.round(h, 4).tolist()
        [2.0, 1.25, -1.0]

    Lecture: §5.3.
    """
    raise NotImplementedError("gru.gru_interpolate is yours to write")


def gru_forward(xs: Array, h0: Array, params: Mapping[str, Array]) -> Array:
    """Run a GRU over a sequence and return the state after every step.

    h^t is the result of the step on x^t and h^{t−1} for t = 1, …, T, with h^0 = h0. The same `params` serve at every
    step.

    Args:
        xs: the inputs x^1, …, x^T, one per row, `(T, D)`. T may be 0.
        h0: the hidden state before the first step, `(H,)`; not necessarily zero.
        params: the arrays named at the top of this module, all nine.

    Returns:
        The hidden states h^1, …, h^T, one step per row, `(T, H)`; h0 is not among them. For T = 0 the shape is
        `(0, H)`.

    Example:
        >>> params = {name: np.array([[0.5]]) for name in ("W_z", "U_z", "W_r", "U_r", "W_h", "U_h")}
        >>> params |= {"b_z": np.array([1.0]), "b_r": np.array([-1.0]), "b_h": np.array([0.0])}
        >>> np.round(gru_forward(np.array([[1.0], [-1.0]]), np.array([1.0]), params), 4).tolist()
        [[0.6786], [-0.0719]]

    Lecture: §5.3 and §5.5.
    """
    raise NotImplementedError("gru.gru_forward is yours to write")


def update_gate_bias(case: str, hidden_size: int) -> Array:
    """Choose a bias b_z that pushes the update gate of a GRU to a limit (Exercise 5.1, as code).

    Find b_z such that every entry of z takes the value of the case, to within 1e-6:

        case         z    what happens
        "replace"    1    the candidate becomes the new state: h^t ≈ h̃^t
        "keep"       0    the old state stays: h^t ≈ h^{t−1}

    This must hold for ANY input, state and weights within these bounds, the worst possible ones included:
    D = H = hidden_size ≤ 16, every |x_j| ≤ 1, every |h_j| ≤ 1, and every entry of W_z and U_z of size at most 1.
    The bias must be finite and no larger than 5000 in size, |b| ≤ 5000. Any bias that does this is right; there is no
    single answer.

    Args:
        case: one of the two names above.
        hidden_size: H, a whole number. (For sizes above 16 no particular bias is asked for.)

    Returns:
        The bias b_z, an array `(H,)`.

    Raises:
        ValueError: the case is neither of the two, or hidden_size is less than 1.

    Example:
        >>> np.shape(update_gate_bias("keep", 3))
        (3,)

    Lecture: §5.3 and Exercise 5.1.
    """
    raise NotImplementedError("gru.update_gate_bias is yours to write")


def gru_parameter_count(input_size: int, hidden_size: int) -> int:
    """Count the parameters of a GRU: the numbers in the nine arrays of `params`.

    With D = input_size and H = hidden_size, each of z, r and h̃ has one `(H, D)` matrix, one `(H, H)` matrix and one
    `(H,)` bias.

    Args:
        input_size: D, a whole number.
        hidden_size: H, a whole number.

    Returns:
        The count as a whole number (a Python or NumPy integer): a float is wrong, even 36.0.

    Raises:
        ValueError: a size is less than 1.

    Example:
        >>> gru_parameter_count(3, 2)
        36

    Lecture: §5.3 and Theorem 5.1.
    """
    raise NotImplementedError("gru.gru_parameter_count is yours to write")
