import numpy as np
from assignments.activations import relu

def residual_branch(x, W1, W2):
    return W2.dot(relu(W1.dot(x)))

def residual_block(x, W1, W2):
    f = residual_branch(x, W1, W2)
    if f.shape != x.shape:
        raise ValueError("shapes do not fit: %s and %s" % (f.shape, x.shape))
    return f + x

def chain_gradient(jacobians, skip):
    D = jacobians.shape[1]
    result = np.eye(D)
    for l in range(len(jacobians)):
        J = jacobians[l]
        if skip:
            J = J + np.eye(D)
        result = np.dot(J, result)
    return result
