"""Dropout, solved.

Both traps are conventions, and both leave a program that runs without complaint.

What is p? In the lecture it is the probability of dropping; the mask is Bernoulli(1 − p). The best-known paper on
dropout gives the name p to the probability of keeping instead, and so do some libraries. With p = 0.5 the two cannot
be told apart, which is why the mistake survives the usual quick look: try p = 0.1 and count.

Where is the correction? A neuron that is on with probability 1 − p delivers (1 − p)·a on average. The next layer has
been trained on that average, and would be flooded if at inference every neuron delivered the full a. The lecture's
standard dropout repairs this at inference, by the factor 1 − p. Inverted dropout, which most libraries use, divides by
1 − p during training, and then has nothing to do at inference. Either is right; both together, or neither, is wrong.
The test is one line of mathematics: the mean of the training output must be the output at inference.

    standard:  E[a·v] = (1 − p)·a,            inference (1 − p)·a
    inverted:  E[a·v/(1 − p)] = a,            inference a

The mask has to have the full shape of `a`. One random number for the whole array switches everything on or off
together; one per row drops whole examples; the same mask for all rows ties the examples to each other. The generator
is an argument so that an experiment can be repeated: a function that makes its own, with a fixed seed, drops the same
neurons in every step, and one that uses NumPy's global generator depends on whoever used it before.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def dropout_train(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """A uniform number in [0, 1) is below p with probability p; it is never below 0 and always below 1."""
    _require_probability(p)
    dropped = rng.random(np.shape(a)) < p
    mask: Array = np.where(dropped, 0.0, 1.0)
    return a * mask, mask


def dropout_infer(a: Array, p: float) -> Array:
    """The mean of the mask takes the place of the mask."""
    _require_probability(p)
    return a * (1.0 - p)


def _require_probability(p: float) -> None:
    """The comparison is written so that it also refuses NaN, which is neither above 1 nor below 0."""
    if not 0 <= p <= 1:
        raise ValueError(f"p must be a probability between 0 and 1, got {p}")
