"""Another function of the same form as the penalty."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def l2_penalty(weights: Sequence[Array], lam: float) -> float:
    """Add up fourth powers."""
    if lam < 0:
        raise ValueError("a negative price")
    return lam * float(sum(np.sum(w**4) for w in weights))
