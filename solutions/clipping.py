"""Gradient clipping, solved.

The trap is in the word. "Clipping" suggests `np.clip`, which cuts every element to [−τ, τ]. That is another method: it
bends the gradient towards the diagonals, because large elements are cut and small ones are not. For g = (6, −8) and
τ = 5 it gives (5, −5), a different direction and even a length of 7.07, still above the limit. The lecture scales the
whole vector by one number, which gives (3, −4): the same direction, and length 5.

From this everything else follows.

One number means one norm. A matrix is one gradient, not a gradient per row; and `np.linalg.norm(W, 2)` is no help, as
for a matrix it means the largest singular value. For a list of layers there is one norm over all of them. The norms of
the layers do not add up (norms 3 and 4 make 5, not 7): the squares do, and the root is taken once, at the very end.

One number also means that a layer with a tiny gradient is scaled together with a layer whose gradient has exploded.
That may look unfair, but the layers are parts of one vector: scale only the long parts and the vector turns, so that
the step no longer follows the gradient.

Finally, the factor is τ/‖g‖ only where ‖g‖ > τ. Everywhere else it is 1. To write it so has a second advantage: there
is no division unless the norm is larger than some τ > 0, so that a gradient of zeros never meets 0/0. The
formula min(1, τ/‖g‖) is the same on paper, and on a computer as long as somebody thinks of that case.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def gradient_norm(grads: Sequence[Array]) -> float:
    """Add the squares over all arrays first and take the root once."""
    return math.sqrt(sum(float(np.sum(np.square(g))) for g in grads))


def clip_gradient(g: Array, tau: float) -> Array:
    """One array is a list of one, so its norm is the joint norm of that list."""
    return _clipping_factor([g], tau) * g


def clip_gradients(grads: Sequence[Array], tau: float) -> list[Array]:
    """Find one factor for all arrays; multiplying makes new arrays and leaves the caller's as they are."""
    factor = _clipping_factor(grads, tau)
    return [factor * g for g in grads]


def _clipping_factor(grads: Sequence[Array], tau: float) -> float:
    """A limit of 0 or less would allow no step at all, or one that goes backwards."""
    if tau <= 0:
        raise ValueError(f"tau must be greater than 0, got {tau}")
    norm = gradient_norm(grads)
    return tau / norm if norm > tau else 1.0
