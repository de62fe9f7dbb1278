import numpy as np

def check(lam):
    if lam < 0:
        raise ValueError("lambda has to be >= 0")

def l1_penalty(weights, lam):
    check(lam)
    total = 0
    for w in weights:
        for v in np.array(w).flatten():
            total += abs(v)
    return lam * total

def l2_penalty(weights, lam):
    check(lam)
    total = 0
    for w in weights:
        for v in np.array(w).flatten():
            total += v * v
    return lam * total

def l2_penalty_gradient(weights, lam):
    check(lam)
    grads = []
    for w in weights:
        grads.append(2 * lam * w)
    return grads

def l2_regularized_cost(losses, weights, lam):
    if len(losses) == 0:
        raise ValueError("no losses")
    s = 0
    for l in losses:
        s = s + l
    return s / len(losses) + l2_penalty(weights, lam)
