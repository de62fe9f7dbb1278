from functools import reduce

import numpy as np

from activations import relu


def residual_branch(x, W1, W2):
    return W2 @ relu(W1 @ x)


def residual_block(x, W1, W2):
    if W2.shape[0] != x.shape[0]:
        raise ValueError("cannot add")
    return x + residual_branch(x, W1, W2)


def chain_gradient(jacobians, skip):
    I = np.eye(jacobians.shape[-1])
    return reduce(lambda acc, J: (J + I if skip else J) @ acc, jacobians, I)
