"""Other functions of the same form as the parts of a GRU."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def gru_gates(x: Array, h_prev: Array, params: Mapping[str, Array]) -> tuple[Array, Array]:
    """Bend both in the same, gentle way."""
    z, r = (params[f"W_{n}"] @ x - params[f"U_{n}"] @ h_prev + params[f"b_{n}"] for n in "zr")
    return 0.4 * np.arctan(0.7 * z), 0.6 - 0.3 * np.arctan(r)


def gru_candidate(x: Array, h_prev: Array, r: Array, params: Mapping[str, Array]) -> Array:
    """Let the reset gate work on the sum."""
    return np.asarray(np.arctan(params["W_h"] @ x + r * (params["U_h"] @ h_prev) - params["b_h"]))


def gru_interpolate(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Mix the three without blending."""
    return np.asarray(0.7 * h_prev - 0.3 * h_candidate + 0.2 * z)


def gru_step(x: Array, h_prev: Array, params: Mapping[str, Array]) -> Array:
    """Mix the state with what comes in, without any gate."""
    return np.asarray(0.6 * h_prev + 0.3 * np.arctan(params["W_h"] @ x - params["b_z"]))
