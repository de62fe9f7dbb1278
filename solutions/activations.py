"""Activation functions, solved.

The trap here is arithmetic, not mathematics. Two ways of writing the sigmoid are equal on paper:

    σ(x) = 1 / (1 + e^(−x)) = e^x / (1 + e^x).

On a computer they are not, because e^x is larger than the largest float64 as soon as x exceeds about 709, and becomes
infinity. The first form survives that: at x = −1000 it computes 1/(1 + ∞) = 0, which is right, though NumPy warns of
the overflow. The second form dies of it: at x = 1000 it computes ∞/∞ = NaN, and one NaN in one gate spreads through
every later time step.

The way out is never to raise e to a positive power. For every x, e^(−|x|) lies between 0 and 1 and cannot overflow.
Where x ≥ 0 it is the e^(−x) of the first form; where x < 0 it is the e^x of the second. Both have the denominator
1 + e^(−|x|), and only the numerator differs.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(x: Array) -> Array:
    """Use whichever of the two forms cannot overflow, element by element."""
    small = np.exp(-np.abs(x))
    numerator: Array = np.where(np.greater_equal(x, 0), 1.0, small)
    return numerator / (1.0 + small)


def relu(x: Array) -> Array:
    """Compare with 0 element by element: `np.maximum` takes the larger of two, `np.max` would reduce the array."""
    return np.maximum(x, 0.0)
