"""Another function of the same form as the branch."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def residual_branch(x: Array, W1: Array, W2: Array) -> Array:
    """Leave the activation out, and halve."""
    return np.asarray(0.5 * (W2 @ (W1 @ x)))
