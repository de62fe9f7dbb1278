import numpy as np

def dropout_train(a, p, rng):
    if p < 0 or p > 1:
        raise ValueError("p is a probability")
    a = np.array(a)
    mask = np.zeros(a.shape)
    for idx in np.ndindex(*a.shape):
        if rng.random() >= p:
            mask[idx] = 1
    return a * mask, mask

def dropout_infer(a, p):
    if p < 0 or p > 1:
        raise ValueError("p is a probability")
    return a * (1 - p)
