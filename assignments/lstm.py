"""Long short-term memory (§3).

A recurrent network reads a sequence one step at a time and carries what it has learned in its state. The LSTM
carries two vectors: the hidden state h, which the rest of the network sees, and the cell state C, its memory.
Three gates, vectors of numbers between 0 and 1, decide for every unit how much of the old memory stays (forget
gate f), how much of a new proposal g comes in (input gate i), and how much of the memory shows (output gate o).
The memory is changed by addition, so what it holds, and its gradient, can survive many steps (Theorem 3.1).

Names and shapes, in this whole module: D is the size of an input and H the size of a state, both at least 1, and
T ≥ 0 is the number of steps. An input x is `(D,)`; h, C and every gate are `(H,)`. A sequence puts time first:
`(T, D)` or `(T, H)`. `params` maps names to arrays:

    W_fx, W_ix, W_gx, W_ox    (H, D)    what the input is multiplied by
    W_fh, W_ih, W_gh, W_oh    (H, H)    what the previous hidden state is multiplied by
    b_f,  b_i,  b_g,  b_o     (H,)      the biases

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


def lstm_gates(x: Array, h_prev: Array, params: Mapping[str, Array]) -> tuple[Array, Array, Array, Array]:
    """Compute the three gates and the candidate of one LSTM step.

    With x = x^t and h_prev = h^{t−1}:

        f = σ(W_fx x + W_fh h_prev + b_f)       forget gate
        i = σ(W_ix x + W_ih h_prev + b_i)       input gate
        g = tanh(W_gx x + W_gh h_prev + b_g)    candidate
        o = σ(W_ox x + W_oh h_prev + b_o)       output gate

    The results must stay finite and right when a gate is driven far to one side: what σ or tanh is applied to may
    reach 10⁴ in size.

    Args:
        x: the input of this step, `(D,)`.
        h_prev: the hidden state of the step before, `(H,)`.
        params: the arrays named at the top of this module, all twelve.

    Returns:
        `(f, i, g, o)`, in this order, each `(H,)`.

    Example:
        >>> names = ["W_fx", "W_fh", "W_ix", "W_ih", "W_gx", "W_gh", "W_ox", "W_oh"]
        >>> params = {name: np.array([[0.5]]) for name in names}
        >>> params |= {"b_f": np.array([1.0]), "b_i": np.array([0.0]), "b_g": np.array([0.0]), "b_o": np.array([-1.0])}
        >>> f, i, g, o = lstm_gates(np.array([1.0]), np.array([1.0]), params)
        >>> np.round([f, i, g, o], 4).tolist()
        [[0.8808], [0.7311], [0.7616], [0.5]]

    Lecture: §3.3.
    """
    raise NotImplementedError("lstm.lstm_gates is yours to write")


def lstm_cell_update(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> tuple[Array, Array]:
    """Update the cell state and the hidden state from given gates.

    With c_prev = C^{t−1} and ⊙ the product entry by entry:

        C^t = f ⊙ C^{t−1} + i ⊙ g
        h^t = o ⊙ tanh(C^t)

    Args:
        f: the forget gate, `(H,)`.
        i: the input gate, `(H,)`.
        g: the candidate, `(H,)`.
        o: the output gate, `(H,)`.
        c_prev: the cell state of the step before, `(H,)`.
            All of it works entry by entry, so any other shape that the five have in common, `()` included, is to
            work the same way.

    Returns:
        `(c, h)`: the new cell state first, then the new hidden state, each of the arguments' shape.

    Example:
        >>> f, i, g, o = np.array([1.0, 0.5]), np.array([0.0, 1.0]), np.array([0.9, -0.5]), np.array([1.0, 0.0])
        >>> c, h = lstm_cell_update(f, i, g, o, np.array([2.0, 2.0]))
        >>> np.round(c, 4).tolist()
        [2.0, 0.5]
        >>> np.round(h, 4).tolist()
        [0.964, 0.0]

    Lecture: §3.3.
    """
    raise NotImplementedError("lstm.lstm_cell_update is yours to write")


def lstm_step(x: Array, h_prev: Array, c_prev: Array, params: Mapping[str, Array]) -> tuple[Array, Array]:
    """Take one whole LSTM step: the gates, then the two updates.

    (x^t, h^{t−1}, C^{t−1}) → (h^t, C^t), by the six equations of §3.3.

    Args:
        x: the input of this step, `(D,)`.
        h_prev: the hidden state of the step before, `(H,)`.
        c_prev: the cell state of the step before, `(H,)`.
        params: the arrays named at the top of this module, all twelve.

    Returns:
        `(h, c)`: the new hidden state first, then the new cell state, each `(H,)`. Mind the order: it is the
        reverse of `lstm_cell_update`'s.

    Example:
        >>> names = ["W_fx", "W_fh", "W_ix", "W_ih", "W_gx", "W_gh", "W_ox", "W_oh"]
        >>> params = {name: np.array([[0.5]]) for name in names}
        >>> params |= {"b_f": np.array([1.0]), "b_i": np.array([0.0]), "b_g": np.array([0.0]), "b_o": np.array([-1.0])}
        >>> h, c = lstm_step(np.array([1.0]), np.array([1.0]), np.array([2.0]), params)
        >>> np.round([h, c], 4).tolist()
        [[0.4904], [2.3184]]

    Lecture: §3.3.
    """
    raise NotImplementedError("lstm.lstm_step is yours to write")


def lstm_forward(xs: Array, h0: Array, c0: Array, params: Mapping[str, Array]) -> tuple[Array, Array]:
    """Run an LSTM over a sequence and return the states after every step.

    (h^t, C^t) is the result of the step on x^t, h^{t−1}, C^{t−1} for t = 1, …, T, with h^0 = h0 and C^0 = c0. The
    same `params` serve at every step.

    Args:
        xs: the inputs x^1, …, x^T, one per row, `(T, D)`. T may be 0.
        h0: the hidden state before the first step, `(H,)`; not necessarily zero.
        c0: the cell state before the first step, `(H,)`; not necessarily zero.
        params: the arrays named at the top of this module, all twelve.

    Returns:
        `(hs, cs)`: the hidden states h^1, …, h^T and the cell states C^1, …, C^T, each `(T, H)`, one step per row;
        h0 and c0 are not among them. For T = 0 both have the shape `(0, H)`.

    Example:
        >>> names = ["W_fx", "W_fh", "W_ix", "W_ih", "W_gx", "W_gh", "W_ox", "W_oh"]
        >>> params = {name: np.array([[0.5]]) for name in names}
        >>> params |= {"b_f": np.array([1.0]), "b_i": np.array([0.0]), "b_g": np.array([0.0]), "b_o": np.array([-1.0])}
        >>> hs, cs = lstm_forward(np.array([[1.0], [-1.0]]), np.array([1.0]), np.array([2.0]), params)
        >>> np.round(hs, 4).tolist()
        [[0.4904], [0.1993]]
        >>> np.round(cs, 4).tolist()
        [[2.3184], [1.4632]]

    Lecture: §3.3.
    """
    raise NotImplementedError("lstm.lstm_forward is yours to write")


def cell_state_gradient(fs: Array) -> Array:
    """Compute how strongly the last cell state depends on the first, along the cell path alone.

    The derivative ∂C^T/∂C^0 through the update C^t = f^t ⊙ C^{t−1} + i^t ⊙ g^t alone, with all gates and candidates
    held fixed. Each unit of the cell depends only on itself along this path, so the derivative is one number per
    unit: ∂C^T_k/∂C^0_k. It is this number that decides whether a gradient vanishes on its way back through time.

    Args:
        fs: the forget gates f^1, …, f^T, one step per row, `(T, H)`, with entries in [0, 1]. T may be 0.

    Returns:
        ∂C^T/∂C^0 for every unit, `(H,)`. For T = 0, where C^T is C^0 itself, ones.

    Example:
        >>> np.round(cell_state_gradient(np.array([[1.0, 0.5], [0.9, 0.5], [1.0, 0.5]])), 4).tolist()
        [0.9, 0.125]

    Lecture: §3.3 and Theorem 3.1.
    """
    raise NotImplementedError("lstm.cell_state_gradient is yours to write")


def lstm_parameter_count(input_size: int, hidden_size: int) -> int:
    """Count the parameters of an LSTM: the numbers in the twelve arrays of `params`.

    With D = input_size and H = hidden_size, each of f, i, g and o has one `(H, D)` matrix, one `(H, H)` matrix and
    one `(H,)` bias.

    Args:
        input_size: D, a whole number.
        hidden_size: H, a whole number.

    Returns:
        The count as a whole number (a Python or NumPy integer): a float is wrong, even 48.0.

    Raises:
        ValueError: a size is less than 1.

    Example:
        >>> lstm_parameter_count(3, 2)
        48

    Lecture: §3.3.
    """
    raise NotImplementedError("lstm.lstm_parameter_count is yours to write")


def gate_limit_biases(case: str, hidden_size: int) -> dict[str, Array]:
    """Choose biases that push the gates of an LSTM to a limit (Exercise 3.1, as code).

    Find b_f, b_i and b_o such that the gates take the values of the case, every one of them to within 1e-6:

        case           f    i    o    what happens
        "overwrite"    0    1    1    the candidate replaces the memory: C^t ≈ g^t
        "silence"      1    1    0    nothing shows, while the cell goes on: h^t ≈ 0
        "remember"     1    0    1    the memory stays as it is: C^t ≈ C^{t−1}
        "open"         1    1    1    everything is let through: C^t ≈ C^{t−1} + g^t

    This must hold for ANY input, state and weights within these bounds, the worst possible ones included:
    D = H = hidden_size ≤ 16, every |x_j| ≤ 1, every |h_j| ≤ 1, and every entry of the eight weight matrices of size
    at most 1. The biases must be finite and no larger than 5000 in size, |b| ≤ 5000. Any biases that do this are
    right; there is no single answer.

    Args:
        case: one of the four names above.
        hidden_size: H, a whole number. (For sizes above 16 no particular biases are asked for.)

    Returns:
        A dict with exactly the keys `"b_f"`, `"b_i"` and `"b_o"`, each an array `(H,)`.

    Raises:
        ValueError: the case is none of the four, or hidden_size is less than 1.

    Example:
        >>> biases = gate_limit_biases("remember", 3)
        >>> sorted(biases)
        ['b_f', 'b_i', 'b_o']
        >>> [np.shape(biases[name]) for name in ("b_f", "b_i", "b_o")]
        [(3,), (3,), (3,)]

    Lecture: §3.3 and Exercise 3.1.
    """
    raise NotImplementedError("lstm.gate_limit_biases is yours to write")
