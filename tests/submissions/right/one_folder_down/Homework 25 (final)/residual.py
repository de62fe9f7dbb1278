import numpy as np
from . import activations

relu = activations.relu


class ResidualBlock:
    def __init__(self, W1, W2):
        self.W1, self.W2 = W1, W2

    def branch(self, x):
        return self.W2 @ relu(self.W1 @ x)

    def forward(self, x):
        y = self.branch(x)
        if y.shape != x.shape:
            raise ValueError(f"F(x) has shape {y.shape}, x has {x.shape}")
        return y + x


def residual_branch(x, W1, W2):
    return ResidualBlock(W1, W2).branch(x)


def residual_block(x, W1, W2):
    return ResidualBlock(W1, W2).forward(x)


def chain_gradient(jacobians, skip):
    identity = np.eye(jacobians.shape[-1])
    total = identity
    for J in reversed(jacobians):  # from the output back to the input
        total = total @ (J + identity if skip else J)
    return total
