import math
from functools import reduce
import numpy as np

from autograder.misconception import instead_of


def _all(weights):
    for w in weights:
        yield from np.asarray(w).ravel().tolist()


@instead_of("l1_penalty")
def l1_fsum(weights, lam):
    """Exact summation by math.fsum over a generator of Python floats."""
    if not lam >= 0:
        raise ValueError("lam")
    return lam * math.fsum(map(abs, _all(weights)))


@instead_of("l1_penalty")
def l1_sign_dot(weights, lam):
    """|w| as sign(w)·w by vdot, lam multiplied in layer by layer; a 0-d array comes back."""
    if lam < 0:
        raise ValueError("lam")
    total = np.zeros(())
    for w in weights:
        total = total + lam * np.vdot(np.sign(w), w)
    return total


@instead_of("l1_penalty")
def l1_norm_of_raveled(weights, lam):
    """np.linalg.norm(…, 1) on vectors, with an empty vector in front so that concatenation never fails."""
    if lam < 0:
        raise ValueError("lam")
    return np.float64(lam) * np.linalg.norm(np.concatenate([[]] + [np.ravel(w) for w in weights]), 1)


@instead_of("l2_penalty")
def l2_norm_squared_back(weights, lam):
    """Frobenius norm per layer, squared again."""
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(np.linalg.norm(np.ravel(w)) ** 2 for w in weights)


@instead_of("l2_penalty")
def l2_einsum_ellipsis(weights, lam):
    """einsum of each layer with itself over all its axes."""
    if lam < 0:
        raise ValueError("negative")
    return reduce(lambda s, w: s + lam * np.einsum(w, list(range(np.ndim(w))), w, list(range(np.ndim(w))), []), weights, 0)


@instead_of("l2_penalty")
def l2_scaled_by_root_lambda(weights, lam):
    """Multiplies by √λ before squaring; ValueError comes from math.sqrt for negative lam."""
    root = math.sqrt(lam)
    return float(sum((root * v) ** 2 for v in _all(weights)))


@instead_of("l2_penalty_gradient")
def l2_gradient_tuple_of_lists(weights, lam):
    """A tuple of nested lists."""
    if lam < 0:
        raise ValueError("lam")
    return tuple((np.asarray(w) * lam + lam * np.asarray(w)).tolist() for w in weights)


@instead_of("l2_penalty_gradient")
def l2_gradient_from_flat_vector(weights, lam):
    """All layers as one vector, multiplied, split and reshaped into views."""
    if lam < 0:
        raise ValueError("lam")
    if len(weights) == 0:
        return []
    big = 2 * lam * np.concatenate([np.ravel(w) for w in weights])
    ends = np.cumsum([np.size(w) for w in weights])[:-1]
    return [part.reshape(np.shape(w)) for part, w in zip(np.split(big, ends), weights)]


@instead_of("l2_penalty_gradient")
def l2_gradient_central_difference_of_square(weights, lam):
    """Central difference of λw² with step 1, which is exact for a parabola: λ((w+1)² − (w−1)²)/2."""
    if lam < 0:
        raise ValueError("lam")
    return [lam * ((np.asarray(w) + 1) ** 2 - (np.asarray(w) - 1) ** 2) / 2 for w in weights]


@instead_of("l2_regularized_cost")
def cost_running_mean(losses, weights, lam):
    """Mean by Welford's running update, penalty by a loop."""
    if lam < 0 or len(losses) == 0:
        raise ValueError("bad input")
    mean = 0.0
    for n, v in enumerate(losses, 1):
        mean += (v - mean) / n
    for v in _all(weights):
        mean += lam * v * v
    return mean


@instead_of("l2_regularized_cost")
def cost_statistics_module(losses, weights, lam):
    """statistics.fmean, whose StatisticsError is a subclass of ValueError."""
    import statistics
    if lam < 0:
        raise ValueError("lam")
    return statistics.fmean(np.asarray(losses).tolist()) + lam * math.fsum(v * v for v in _all(weights))


@instead_of("l2_regularized_cost")
def cost_average_zero_d(losses, weights, lam):
    """Dot product with 1/n, returned as a 0-d array."""
    losses = np.asarray(losses)
    if lam < 0 or losses.size == 0:
        raise ValueError("bad input")
    pen = np.sum([np.square(w).sum() for w in weights])
    return np.array(np.dot(losses, np.full(losses.size, 1 / losses.size)) + lam * pen)
