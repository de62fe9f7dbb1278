"""Other functions of the same form as the activations."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(x: Array) -> Array:
    """Fall from 1 to 0, faster than σ rises."""
    return np.asarray(0.5 - np.arctan(2.0 * x) / np.pi)


def relu(x: Array) -> Array:
    """Bend the line at 0, but cut nothing off."""
    return np.asarray(x + 0.5 * np.abs(x) + 0.1)
