# -*- coding: latin-1 -*-
# Lösung von Jürgen Groß, größtenteils geprüft (§ 3, ± 1)
# HW 25, activations
import numpy as np
import math

def sigmoid(x):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    it = np.nditer(x, flags=["multi_index"])
    for v in it:
        v = float(v)
        # avoid overflow
        if v >= 0:
            out[it.multi_index] = 1.0 / (1.0 + math.exp(-v))
        else:
            e = math.exp(v)
            out[it.multi_index] = e / (1.0 + e)
    return out

def relu(x):
    x = np.array(x, dtype=float)
    x[x < 0] = 0
    return x
