"""Residual networks, solved.

The forward pass hides one trap: broadcasting. If W2 has one row too few, or just one row, F(x) has the wrong shape, and
NumPy is too obliging about some wrong shapes: an F(x) of shape (1,) is added to every element of x, and the network
trains, badly, without a word. A skip connection needs equal shapes, so compare them before adding. Note also what is
not there: no ReLU follows the sum. (The first published ResNet has one; the lecture's formula y = F(x) + x does not,
and nor do later versions, since a ReLU on the direct way would block the very path that the block is there to keep
open.)

The backward pass is the point of the topic. The chain rule multiplies Jacobians, and the last layer stands on the left,
because the matrix that meets the input's change first must stand next to it:

    dy = J_L ··· J_2 · J_1 · dx.

Multiply the other way round and the result is right only when the matrices happen to commute, as diagonal ones do.

Why the skip connection helps shows already for D = 1. Let every branch have the derivative 0.1. Ten plain layers
multiply to 0.1^10 = 10^−10: the first layer learns nothing. With skip connections every factor is 1 + 0.1, and ten
of them make 1.1^10 ≈ 2.6. Multiplied out for two layers,

    (J_2 + I)(J_1 + I) = J_2 J_1 + J_2 + J_1 + I,

the product contains the plain stack's J_2 J_1, but beside it all the shorter ways through the network, down to I, which
goes through no branch at all. The gradient vanishes only if all of these cancel. Note that I is added in every
layer: J_L ··· J_1 + I, with a single skip over the whole stack, is another and much poorer network.
"""

import numpy as np
from numpy.typing import NDArray

from .activations import relu

Array = NDArray[np.float64]


def residual_branch(x: Array, W1: Array, W2: Array) -> Array:
    """Read the formula from the inside out: first W1, then the ReLU, then W2."""
    return W2 @ relu(W1 @ x)


def residual_block(x: Array, W1: Array, W2: Array) -> Array:
    """Compare the shapes before adding, and make a new array of the sum: `x += branch` would change the caller's x."""
    branch = residual_branch(x, W1, W2)
    if np.shape(branch) != np.shape(x):
        raise ValueError(f"F(x) has shape {np.shape(branch)} and cannot be added to x of shape {np.shape(x)}")
    return branch + x


def chain_gradient(jacobians: Array, skip: bool) -> Array:
    """Start from the identity, the Jacobian of no layers, and multiply each further layer on from the left."""
    identity = np.eye(jacobians.shape[-1])
    gradient = identity
    for jacobian in jacobians:
        layer = jacobian + identity if skip else jacobian
        gradient = layer @ gradient
    return gradient
