from activations import relu
from helpers.nested import affine


def residual_branch(x, W1, W2):
    hidden = relu(affine([0] * len(W1), (W1, x)))
    return affine([0] * len(W2), (W2, hidden))


def residual_block(x, W1, W2):
    F = residual_branch(x, W1, W2)
    if len(F) != len(x):
        raise ValueError("F(x) and x are not of one length")
    return [a + float(b) for a, b in zip(F, x)]


def chain_gradient(jacobians, skip):
    D = jacobians.shape[1]
    chain = [[1.0 if i == j else 0.0 for j in range(D)] for i in range(D)]
    for J in jacobians:
        layer = [[float(J[i][j]) + (1 if skip and i == j else 0) for j in range(D)] for i in range(D)]
        chain = [[sum(layer[i][k] * chain[k][j] for k in range(D)) for j in range(D)] for i in range(D)]
    return chain
