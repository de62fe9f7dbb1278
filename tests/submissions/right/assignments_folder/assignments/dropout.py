import numpy as np


def dropout_train(a, p, rng):
    mask = rng.binomial(n=1, p=1 - p, size=a.shape)
    return a * mask, mask


def dropout_infer(a, p):
    if not 0 <= p <= 1:
        raise ValueError("p")
    return a - a * p
