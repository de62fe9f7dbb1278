# -*- coding: latin-1 -*-
# Lösung von Jürgen Groß, größtenteils geprüft (§ 3, ± 1)
import numpy as np
import math

def gradient_norm(grads):
    s = 0.0
    for g in grads:
        for v in np.array(g).flatten():
            s += v ** 2
    return math.sqrt(s)

def clip_gradient(g, tau):
    return clip_gradients([g], tau)[0]

def clip_gradients(grads, tau):
    if tau <= 0:
        raise ValueError("tau must be > 0")
    n = gradient_norm(grads)
    result = []
    for g in grads:
        if n > tau:
            result.append(g * (tau / n))
        else:
            result.append(g)
    return result
