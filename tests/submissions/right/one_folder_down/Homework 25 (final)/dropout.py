import numpy as np


class Dropout:
    def __init__(self, p):
        if p < 0.0 or p > 1.0:
            raise ValueError("p must be between 0 and 1")
        self.p = p

    @property
    def keep(self):
        return 1 - self.p

    def train(self, a, rng):
        self.mask = (rng.random(size=a.shape) < self.keep) * 1.0
        return a * self.mask

    def infer(self, a):
        return a * self.keep


def dropout_train(a, p, rng):
    layer = Dropout(p)
    out = layer.train(a, rng)
    return out, layer.mask


def dropout_infer(a, p):
    return Dropout(p).infer(a)
