"""Regularization, solved.

The formulas take a line each. The traps lie in what is summed, and in what is not done to the sum.

First, `weights` is a list of arrays of different shapes. They cannot be stacked into one array, and need not be: the
penalty of the list is the sum of the penalties of its parts, so one loop over the layers is all it takes. Inside the
loop, beware of functions whose name sounds right. For a matrix, `np.linalg.norm(W, 1)` is the largest column sum and
`np.linalg.norm(W, 2)` the largest singular value; neither adds up all elements. `np.sum` does, whatever the shape.

Second, conventions. Many texts write (λ/2) Σ w², whose gradient is a tidy λw, and some divide by the number of
examples. The lecture does neither: the penalty is λ Σ w² and so the gradient is 2λw. The choice changes no idea, since
any such factor can be moved into λ, but it changes every number. A λ taken from one program into another that
follows the other convention is silently wrong by a factor of two.

Third, the penalty belongs to the weights, not to the examples. In the cost it stands outside the mean and is added
once. (To put it inside, added to every single loss, comes to the same thing; to put it there and then divide it by n
once more does not.)

What the gradients say about the two penalties: the pull of L2 on a weight, 2λw, fades as the weight shrinks, so
weights become small and stay nonzero. The pull of L1 is λ for a positive and −λ for a negative weight, however small it
is, so weights reach zero and stay there. That is the sparsity which the lecture mentions.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def l1_penalty(weights: Sequence[Array], lam: float) -> float:
    """Sum layer by layer; the sum of no layers at all is 0, as it should be."""
    _require_price(lam)
    return float(lam * sum(np.sum(np.abs(w)) for w in weights))


def l2_penalty(weights: Sequence[Array], lam: float) -> float:
    """Square element by element (`W @ W` would be a matrix product), sum, and multiply by λ once."""
    _require_price(lam)
    return float(lam * sum(np.sum(np.square(w)) for w in weights))


def l2_penalty_gradient(weights: Sequence[Array], lam: float) -> list[Array]:
    """Each weight appears in one term of the sum only, so its derivative knows nothing of the other weights."""
    _require_price(lam)
    return [2.0 * lam * w for w in weights]


def l2_regularized_cost(losses: Array, weights: Sequence[Array], lam: float) -> float:
    """The mean of no losses would be 0/0, hence the error; the rest is a sum of two known things."""
    if np.size(losses) == 0:
        raise ValueError("losses is empty: the mean of no losses is undefined")
    return float(np.mean(losses)) + l2_penalty(weights, lam)


def _require_price(lam: float) -> None:
    """A negative λ would reward large weights instead of charging for them."""
    if lam < 0:
        raise ValueError(f"lam must be at least 0, got {lam}")
