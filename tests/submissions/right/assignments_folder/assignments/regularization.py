import numpy as np


def _λ(lam):
    if lam < 0:
        raise ValueError(f"λ = {lam} < 0")
    return lam


def l1_penalty(weights, lam):
    return _λ(lam) * sum(np.abs(w).sum() for w in weights)


def l2_penalty(weights, lam):
    return _λ(lam) * sum((w**2).sum() for w in weights)


def l2_penalty_gradient(weights, lam):
    return [2 * _λ(lam) * w for w in weights] if weights or _λ(lam) else []


def l2_regularized_cost(losses, weights, lam):
    if not losses.size:
        raise ValueError("mean of nothing")
    return losses.mean() + l2_penalty(weights, lam)
