import numpy as np


class InvalidThreshold(ValueError):
    pass


class Clipper:
    """Clips a list of gradients to a joint norm of tau."""

    def __init__(self, tau):
        if not tau > 0:
            raise InvalidThreshold(tau)
        self.tau = tau

    @staticmethod
    def norm(grads):
        return float(np.linalg.norm([np.linalg.norm(g) for g in grads])) if len(grads) else 0.0

    def __call__(self, grads):
        norm = self.norm(grads)
        if norm <= self.tau:
            return list(grads)
        return [np.asarray(g) / norm * self.tau for g in grads]


def gradient_norm(grads):
    return Clipper.norm(grads)


def clip_gradient(g, tau):
    return Clipper(tau)([g])[0]


def clip_gradients(grads, tau):
    return Clipper(tau)(grads)
