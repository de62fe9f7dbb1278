import math
from helpers.nested import elementwise, numbers


def gradient_norm(grads):
    return math.hypot(*[v for g in grads for v in numbers(g)])


def clip_gradients(grads, tau):
    if tau <= 0:
        raise ValueError("tau must be positive")
    norm = gradient_norm(grads)
    factor = tau / norm if norm > tau else 1
    return [elementwise(lambda v: factor * v, g) for g in grads]


def clip_gradient(g, tau):
    return clip_gradients([g], tau)[0]
