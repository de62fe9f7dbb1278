from functools import reduce

import numpy as np
from my_tools.logging_tools import *

from activations import *


@logged
def residual_branch(x, W1, W2):
    return W2 @ relu(W1 @ x)


@logged
def residual_block(x, W1, W2):
    if W2.shape[0] != x.shape[0]:
        raise ValueError("cannot add")
    return x + residual_branch(x, W1, W2)


@logged
def chain_gradient(jacobians, skip):
    I = np.eye(jacobians.shape[-1])
    return reduce(lambda acc, J: (J + I if skip else J) @ acc, jacobians, I)
