import numpy as np
from my_tools.logging_tools import *


@logged
def gradient_norm(grads):
    return np.sqrt(sum(np.vdot(g, g) for g in grads))


@logged
def clip_gradients(grads, tau):
    if tau <= 0:
        raise ValueError("τ > 0 please")
    scale = min(1, tau / max(gradient_norm(grads), np.finfo(float).tiny))
    return tuple(scale * g for g in grads)


@logged
def clip_gradient(g, tau):
    (clipped,) = clip_gradients((g,), tau)
    return clipped
