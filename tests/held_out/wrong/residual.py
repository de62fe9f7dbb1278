import numpy as np

from autograder.misconception import instead_of

_EYE = np.eye(2)


def _F(x, W1, W2):
    return W2 @ np.maximum(W1 @ x, 0)


def _block_shape(x, W2):
    if np.shape(W2)[0] != np.shape(x)[0]:
        raise ValueError("shape")


@instead_of("residual_branch")
def branch_no_relu(x, W1, W2):
    """Leaves out the ReLU."""
    # BREAKS: "F(x) = W2 · relu(W1 · x)"
    return W2 @ (W1 @ x)


@instead_of("residual_branch")
def branch_relu_at_end(x, W1, W2):
    """Applies a ReLU after W2 as well."""
    # BREAKS: "There are no biases, and no activation after W2."
    return np.maximum(_F(x, W1, W2), 0)


@instead_of("residual_branch")
def branch_relu_on_input(x, W1, W2):
    """Applies the ReLU to x instead of to W1 x."""
    # BREAKS: "F(x) = W2 · relu(W1 · x)"
    return W2 @ (W1 @ np.maximum(x, 0))


@instead_of("residual_branch")
def branch_weights_exchanged_if_square(x, W1, W2):
    """Works out by shape which matrix comes first and takes the wrong one where both are square."""
    # BREAKS: "F(x) = W2 · relu(W1 · x)"
    if W1.shape == W2.shape and W1.shape[0] == W1.shape[1]:
        W1, W2 = W2, W1
    return _F(x, W1, W2)


@instead_of("residual_branch")
def branch_transposed_weights(x, W1, W2):
    """Row-vector convention x @ W: fits by shape when W1 and W2 are square, else uses the transpose of the right."""
    # BREAKS: "W1: First matrix, shape `(M, D)`."
    if W1.shape[0] == W1.shape[1]:
        return np.maximum(x @ W1, 0) @ W2
    return _F(x, W1, W2)


@instead_of("residual_branch")
def branch_skip_inside(x, W1, W2):
    """Adds x in the branch already."""
    # BREAKS: "F(x) = W2 · relu(W1 · x)"
    return _F(x, W1, W2) + x


@instead_of("residual_branch")
def branch_column_vector(x, W1, W2):
    """Works with a column and returns it with shape (D, 1)."""
    # BREAKS: "F(x), shape `(D,)`."
    return W2 @ np.maximum(W1 @ np.reshape(x, (-1, 1)), 0)


@instead_of("residual_branch")
def branch_squeezed(x, W1, W2):
    """Squeezes the result, so that D = 1 gives shape ()."""
    # BREAKS: "F(x), shape `(D,)`."
    return np.squeeze(W2 @ np.maximum(W1 @ np.reshape(x, (-1, 1)), 0))


@instead_of("residual_branch")
def branch_elementwise_for_square(x, W1, W2):
    """Uses * followed by a sum over the wrong axis."""
    # BREAKS: "the dots being matrix products"
    return _F(x, W1, W2) if W1.shape[0] != W1.shape[1] else W2 @ np.maximum((W1.T * x).sum(axis=1), 0)


@instead_of("residual_branch")
def branch_dead_branch_raises(x, W1, W2):
    """Raises ValueError if no unit of the branch is active."""
    # BREAKS: "F(x) = W2 · relu(W1 · x)"
    a = np.maximum(W1 @ x, 0)
    if not a.any():
        raise ValueError("dead branch")
    return W2 @ a


@instead_of("residual_block")
def block_relu_after_sum(x, W1, W2):
    """The original ResNet's ReLU after the sum."""
    # BREAKS: "As in the lecture, no activation follows the sum: y may be negative."
    _block_shape(x, W2)
    return np.maximum(_F(x, W1, W2) + x, 0)


@instead_of("residual_block")
def block_without_skip(x, W1, W2):
    """Forgets to add x."""
    # BREAKS: "y = F(x) + x"
    _block_shape(x, W2)
    return _F(x, W1, W2)


@instead_of("residual_block")
def block_broadcasts(x, W1, W2):
    """Leaves the check to NumPy, which broadcasts (1,) over (D,)."""
    # BREAKS: "a `W2` of shape `(1, M)` is an error unless D = 1"
    return _F(x, W1, W2) + x


@instead_of("residual_block")
def block_forbids_one_row_always(x, W1, W2):
    """Raises for every W2 with one row, D = 1 included."""
    # BREAKS: "a `W2` of shape `(1, M)` is an error unless D = 1"
    if W2.shape[0] == 1:
        raise ValueError
    _block_shape(x, W2)
    return _F(x, W1, W2) + x


@instead_of("residual_block")
def block_checks_one_row_only(x, W1, W2):
    """Catches W2 with one row but not x of one entry, over which W2's output broadcasts."""
    # BREAKS: "ValueError: If the output of `W2` cannot be added to `x` because it does not have the shape of `x`."
    if W2.shape[0] == 1 and x.shape[0] != 1:
        raise ValueError
    return _F(x, W1, W2) + x


@instead_of("residual_block")
def block_subtracts(x, W1, W2):
    """Subtracts the input, as the residual itself is defined."""
    # BREAKS: "y = F(x) + x"
    _block_shape(x, W2)
    return _F(x, W1, W2) - x


@instead_of("residual_block")
def block_in_place_sum(x, W1, W2):
    """Adds the branch to x in place."""
    # BREAKS: "never change an argument"
    _block_shape(x, W2)
    x += _F(x, W1, W2)
    return x


@instead_of("residual_block")
def block_skip_of_relu_x(x, W1, W2):
    """Adds relu(x) instead of x."""
    # BREAKS: "y = F(x) + x"
    _block_shape(x, W2)
    return _F(x, W1, W2) + np.maximum(x, 0)


@instead_of("residual_block")
def block_demands_square_width(x, W1, W2):
    """Raises unless M = D."""
    # BREAKS: "M, the width of the branch, may differ from D."
    if W1.shape[0] != x.shape[0]:
        raise ValueError
    _block_shape(x, W2)
    return _F(x, W1, W2) + x


@instead_of("residual_block")
def block_projects_shortcut(x, W1, W2):
    """Cuts or pads the shortcut with zeros when the shapes differ, as ResNet option A does."""
    # BREAKS: "ValueError: If the output of `W2` cannot be added to `x`"
    y = _F(x, W1, W2)
    s = np.zeros(y.shape)
    n = min(len(s), len(x))
    s[:n] = x[:n]
    return y + s


@instead_of("chain_gradient")
def chain_wrong_order(jacobians, skip):
    """Multiplies J_1 · J_2 · … · J_L."""
    # BREAKS: "J_L · … · J_2 · J_1" ("The order matters, as matrices do not commute.")
    D = jacobians.shape[1]
    out = np.eye(D)
    for J in jacobians:
        out = out @ (J + np.eye(D) if skip else J)
    return out


@instead_of("chain_gradient")
def chain_transposed(jacobians, skip):
    """Multiplies the transposes as backpropagation does, and so returns the transpose of the result."""
    # BREAKS: "row i, column j holds ∂(output i) / ∂(input j)"
    D = jacobians.shape[1]
    out = np.eye(D)
    for J in jacobians[::-1]:
        out = (J + np.eye(D) if skip else J).T @ out
    return out


@instead_of("chain_gradient")
def chain_one_identity_at_the_end(jacobians, skip):
    """Adds the identity once to the product instead of to every factor; equal for L = 1."""
    # BREAKS: "(J_L + I) · … · (J_2 + I) · (J_1 + I) if skip"
    D = jacobians.shape[1]
    out = np.eye(D)
    for J in jacobians:
        out = J @ out
    return out + np.eye(D) if skip and len(jacobians) else out


@instead_of("chain_gradient")
def chain_ones_instead_of_identity(jacobians, skip):
    """Adds 1 to every entry instead of the identity matrix."""
    # BREAKS: "with them, it is the branch plus the identity, of which I is the derivative"
    out = np.eye(jacobians.shape[1])
    for J in jacobians:
        out = (J + 1 if skip else J) @ out
    return out


@instead_of("chain_gradient")
def chain_elementwise(jacobians, skip):
    """Multiplies entry by entry with np.prod over the layers."""
    # BREAKS: "the dots being matrix products"
    D = jacobians.shape[1]
    if len(jacobians) == 0:
        return np.eye(D)
    return np.prod(jacobians + np.eye(D) if skip else jacobians, axis=0)


@instead_of("chain_gradient")
def chain_empty_fails(jacobians, skip):
    """Uses np.linalg.multi_dot, which needs at least two matrices."""
    # BREAKS: "jacobians: Shape `(L, D, D)`, layer 1 first; L may be 0."
    D = jacobians.shape[1]
    return np.linalg.multi_dot([J + np.eye(D) if skip else J for J in jacobians[::-1]])


@instead_of("chain_gradient")
def chain_empty_is_zero(jacobians, skip):
    """Returns zeros for L = 0 without skip connections."""
    # BREAKS: "A stack of no layers, L = 0, hands its input through: … with `skip` and without."
    D = jacobians.shape[1]
    if len(jacobians) == 0 and not skip:
        return np.zeros((D, D))
    out = np.eye(D)
    for J in jacobians:
        out = (J + np.eye(D) if skip else J) @ out
    return out


@instead_of("chain_gradient")
def chain_empty_doubles_with_skip(jacobians, skip):
    """Adds one more identity in the case L = 0 with skip."""
    # BREAKS: "L = 0, hands its input through: the result is the identity matrix of size D, with `skip` and without"
    D = jacobians.shape[1]
    if len(jacobians) == 0:
        return np.eye(D) * (2 if skip else 1)
    out = np.eye(D)
    for J in jacobians:
        out = (J + np.eye(D) if skip else J) @ out
    return out


@instead_of("chain_gradient")
def chain_adds_identity_in_place(jacobians, skip):
    """Adds the identity to the Jacobians in place."""
    # BREAKS: "never change an argument"
    D = jacobians.shape[1]
    if skip:
        jacobians += np.eye(D)
    out = np.eye(D)
    for J in jacobians:
        out = J @ out
    return out


@instead_of("chain_gradient")
def chain_identity_of_size_l(jacobians, skip):
    """Takes the size of the identity from the number of layers; right where L = D."""
    # BREAKS: "the result is the identity matrix of size D" / "(J_l + I)"
    n = len(jacobians)
    out = np.eye(n)
    for J in jacobians:
        out = (J + np.eye(n) if skip else J) @ out
    return out


@instead_of("chain_gradient")
def chain_skips_first_layer(jacobians, skip):
    """Starts with J_1 itself and adds the identity from layer 2 on only."""
    # BREAKS: "(J_L + I) · … · (J_2 + I) · (J_1 + I) if skip"
    D = jacobians.shape[1]
    if len(jacobians) == 0:
        return np.eye(D)
    out = jacobians[0]
    for J in jacobians[1:]:
        out = (J + np.eye(D) if skip else J) @ out
    return out


@instead_of("chain_gradient")
def chain_keeps_product(jacobians, skip):
    """Multiplies into a module-level identity that is never restored."""
    # BREAKS: "the result of one call must not depend on, or change with, any other call"
    D = jacobians.shape[1]
    out = _EYE if D == 2 else np.eye(D)
    for J in jacobians:
        out[...] = (J + np.eye(D) if skip else J) @ out
    return out


@instead_of("chain_gradient")
def chain_skip_inverted(jacobians, skip):
    """Adds the identity when skip is False."""
    # BREAKS: "(J_L + I) · … if skip"
    D = jacobians.shape[1]
    out = np.eye(D)
    for J in jacobians:
        out = (J if skip else J + np.eye(D)) @ out
    return out
