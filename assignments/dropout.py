"""Dropout: training a network that cannot rely on any single neuron.

While a network is trained, dropout switches off a random part of its neurons, a new part in every step. No neuron can
count on the help of a particular other one, so each learns to be useful by itself; seen differently, every step trains
another thinned network, and the full network used afterwards is roughly the average of them all. At inference nothing
is random any more: every neuron is on, and its output is multiplied by the probability of having been kept.

Two conventions are in use, and this homework follows the lecture's. `p` is the probability of *dropping* a neuron.
Dropout is the standard kind: outputs that survive training are left at their size, and the correction is made at
inference. (The "inverted" kind of most libraries corrects during training instead.)

Ground rules, for every function: use NumPy only; never change an argument (inputs may be read-only or views); the
result of one call must not depend on, or change with, any other call. An array may be returned as any array-like of the
right shape; numbers are compared to a relative 1e-5 and an absolute 1e-7.

The random generator `rng` is the one exception to these rules: drawing from it advances it.

Your modules may use each other: `from .activations import sigmoid` works in all of them.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def dropout_train(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Switch each activation off with probability p, as it is done during training.

    Formula, for each element i by itself:

        v_i ~ Bernoulli(1 − p)
        out_i = a_i · v_i

    So v_i is 1 with probability 1 − p and 0 with probability p. The survivors keep their value: nothing is divided or
    multiplied by a probability here.

    Every element has a draw of its own, independent of all others, whatever the shape of `a`. All randomness comes from
    `rng` and from nothing else: a generator in the same state gives the same mask, and two calls one after the
    other with one generator give independent masks. How you draw from `rng` is up to you; your mask is not compared
    with anybody else's number by number.

    Args:
        a: Activations, array of any shape, `()` included.
        p: The probability of dropping, 0 ≤ p ≤ 1. With p = 0 everything is kept, with p = 1 everything is dropped.
        rng: A NumPy random generator, such as `np.random.default_rng(25)` makes.

    Returns:
        The pair `(out, mask)`, a tuple or a list, but not one stacked array. `mask` holds the v_i and has entries 0 and
        1 only; both have the shape of `a`. For shape `()` both are scalars: Python numbers, NumPy scalars or 0-d
        arrays, but not arrays of shape `(1,)`.

    Raises:
        ValueError: If `p` is outside [0, 1].

    Example:
        >>> rng = np.random.default_rng(25)
        >>> out, mask = dropout_train(np.array([3.0, -2.0]), 0.0, rng)
        >>> print(out, mask)
        [ 3. -2.] [1. 1.]
        >>> out, mask = dropout_train(np.full(1000, 4.0), 0.5, rng)
        >>> print(np.unique(out), np.unique(mask))
        [0. 4.] [0. 1.]

    Lecture: §2.3, "Forward pass during training".
    """
    raise NotImplementedError("dropout.dropout_train is yours to write")


def dropout_infer(a: Array, p: float) -> Array:
    """Scale each activation by the probability of having been kept, as it is done at inference.

    Formula, for each element i by itself:

        out_i = a_i · (1 − p)

    Nothing is random here: all neurons are on. The factor makes the activation what it was on average in training.

    Args:
        a: Activations, array of any shape, `()` included.
        p: The probability of dropping that was used in training, 0 ≤ p ≤ 1.

    Returns:
        Array of the shape of `a`. For shape `()` that is a scalar: a Python number, a NumPy scalar or a 0-d array, but
        not an array of shape `(1,)`.

    Raises:
        ValueError: If `p` is outside [0, 1].

    Example:
        >>> print(dropout_infer(np.array([2.0, -4.0]), 0.25))
        [ 1.5 -3. ]

    Lecture: §2.3, "Forward pass during inference".
    """
    raise NotImplementedError("dropout.dropout_infer is yours to write")
