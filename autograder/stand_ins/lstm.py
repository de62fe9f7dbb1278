"""Other functions of the same form as the parts of an LSTM."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def lstm_gates(x: Array, h_prev: Array, params: Mapping[str, Array]) -> tuple[Array, Array, Array, Array]:
    """Bend all four in the same, gentle way."""
    sums = [params[f"W_{n}x"] @ x - params[f"W_{n}h"] @ h_prev + params[f"b_{n}"] for n in "figo"]
    f, i, g, o = (0.4 * np.arctan(0.7 * total) + 0.1 * k for k, total in enumerate(sums))
    return f, i, g, o


def lstm_cell_update(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> tuple[Array, Array]:
    """Mix all five, each in another way."""
    c = f * c_prev - i + 0.5 * g
    return c, o + 0.25 * c


def lstm_step(x: Array, h_prev: Array, c_prev: Array, params: Mapping[str, Array]) -> tuple[Array, Array]:
    """Mix the states with what comes in, without any gate."""
    c = 0.5 * c_prev + np.arctan(params["W_gx"] @ x + params["b_i"])
    return 0.3 * h_prev - 0.2 * c + 0.1 * (params["W_oh"] @ h_prev), c
