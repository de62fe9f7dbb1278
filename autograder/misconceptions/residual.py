"""Known wrong answers for the residual block and for the gradient through a stack of layers."""

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.activations import relu, sigmoid
from solutions.residual import chain_gradient, residual_block, residual_branch

Array = NDArray[np.float64]


# --- residual_branch ------------------------------------------------------------------------------------------------


@instead_of("residual_branch")
def relu_forgotten(x: Array, W1: Array, W2: Array) -> Array:
    """There is no ReLU in your branch: two matrices in a row are no more than one."""
    return W2 @ (W1 @ x)


@instead_of("residual_branch")
def relu_at_the_end(x: Array, W1: Array, W2: Array) -> Array:
    """Your ReLU stands after W2; it belongs between the two matrices."""
    return relu(W2 @ (W1 @ x))


@instead_of("residual_branch")
def relu_after_both_matrices(x: Array, W1: Array, W2: Array) -> Array:
    """A second ReLU stands after W2: the output of the branch may be negative."""
    return relu(residual_branch(x, W1, W2))


@instead_of("residual_branch")
def relu_on_the_input(x: Array, W1: Array, W2: Array) -> Array:
    """Your ReLU is applied to x; it belongs between the two matrices."""
    return W2 @ (W1 @ relu(x))


@instead_of("residual_branch")
def relu_on_the_input_too(x: Array, W1: Array, W2: Array) -> Array:
    """A second ReLU is applied to x: the input enters W1 as it is."""
    return residual_branch(relu(x), W1, W2)


@instead_of("residual_branch")
def relu_on_the_first_matrix(x: Array, W1: Array, W2: Array) -> Array:
    """Your ReLU is applied to the matrix W1; it belongs to the product W1 · x."""
    return W2 @ (relu(W1) @ x)


@instead_of("residual_branch")
def matrices_in_the_wrong_order(x: Array, W1: Array, W2: Array) -> Array:
    """W2 is applied first and W1 second: read the formula from the inside out."""
    return W1 @ relu(W2 @ x)


@instead_of("residual_branch")
def first_matrix_transposed(x: Array, W1: Array, W2: Array) -> Array:
    """You multiply by the transpose of W1: x @ W1 multiplies x by its columns, not its rows."""
    return W2 @ relu(x @ W1)


@instead_of("residual_branch")
def second_matrix_transposed(x: Array, W1: Array, W2: Array) -> Array:
    """You multiply by the transpose of W2, by its columns and not its rows."""
    return relu(W1 @ x) @ W2


@instead_of("residual_branch")
def both_matrices_transposed(x: Array, W1: Array, W2: Array) -> Array:
    """You multiply from the left, as in x @ W1 @ W2: that takes both matrices transposed."""
    return relu(x @ W1) @ W2


@instead_of("residual_branch")
def second_matrix_forgotten(x: Array, W1: Array, W2: Array) -> Array:
    """W2 has no effect in your branch."""
    return relu(W1 @ x)


@instead_of("residual_branch")
def first_matrix_twice(x: Array, W1: Array, W2: Array) -> Array:
    """You use the transpose of W1 in the place of W2."""
    return W1.T @ relu(W1 @ x)


@instead_of("residual_branch")
def elementwise_products(x: Array, W1: Array, W2: Array) -> Array:
    """With * you multiply element by element; the formula has matrix products."""
    return np.asarray(W2.T * relu(W1 * x))


@instead_of("residual_branch")
def negative_part_between(x: Array, W1: Array, W2: Array) -> Array:
    """Between the matrices you keep the negative numbers and stop the positive ones."""
    return W2 @ np.minimum(W1 @ x, 0.0)


@instead_of("residual_branch")
def absolute_value_between(x: Array, W1: Array, W2: Array) -> Array:
    """Between the matrices you take absolute values; ReLU turns negative numbers into 0."""
    return W2 @ np.abs(W1 @ x)


@instead_of("residual_branch")
def leaky_relu_between(x: Array, W1: Array, W2: Array) -> Array:
    """Between the matrices negative numbers leak through, made smaller; ReLU turns them into 0."""
    return W2 @ np.where(W1 @ x > 0, W1 @ x, 0.01 * (W1 @ x))


@instead_of("residual_branch")
def sigmoid_between(x: Array, W1: Array, W2: Array) -> Array:
    """Between the matrices stands a sigmoid in your branch instead of a ReLU."""
    return W2 @ sigmoid(W1 @ x)


@instead_of("residual_branch")
def tanh_between(x: Array, W1: Array, W2: Array) -> Array:
    """Between the matrices stands a tanh in your branch instead of a ReLU."""
    return W2 @ np.tanh(W1 @ x)


@instead_of("residual_branch")
def step_between(x: Array, W1: Array, W2: Array) -> Array:
    """Between the matrices your numbers become 0 or 1; ReLU keeps the size of positive ones."""
    return W2 @ np.where(W1 @ x > 0, 1.0, 0.0)


@instead_of("residual_branch")
def largest_number_between(x: Array, W1: Array, W2: Array) -> Array:
    """Between the matrices you take the largest number of all; ReLU looks at every number by itself."""
    return np.asarray(W2 @ np.full(len(W1), max(float(np.max(W1 @ x)), 0.0)))


@instead_of("residual_branch")
def branch_with_the_input_added(x: Array, W1: Array, W2: Array) -> Array:
    """The input is already added in your branch: F alone has no skip connection."""
    return residual_branch(x, W1, W2) + x


@instead_of("residual_branch")
def branch_averaged(x: Array, W1: Array, W2: Array) -> Array:
    """Your branch is divided by its width: a matrix product adds up and does not average."""
    return residual_branch(x, W1, W2) / len(W1)


@instead_of("residual_branch")
def branch_for_equal_sizes_only(x: Array, W1: Array, W2: Array) -> Array:
    """Your branch works only if it is as wide as its input; M may differ from D."""
    if W1.shape != W2.shape:
        raise ValueError("the matrices must have one shape")
    return residual_branch(x, W1, W2)


@instead_of("residual_branch")
def branch_as_a_column(x: Array, W1: Array, W2: Array) -> Array:
    """Your result is a matrix of one column; a vector of shape (D,) was asked for."""
    return residual_branch(x, W1, W2)[:, np.newaxis]


@instead_of("residual_branch")
def branch_squeezed(x: Array, W1: Array, W2: Array) -> Array:
    """For D = 1 your result is a single number; an array of shape (1,) was asked for."""
    return np.squeeze(residual_branch(x, W1, W2))


@instead_of("residual_branch")
def branch_writes_into_its_input(x: Array, W1: Array, W2: Array) -> Array:
    """Your branch writes its result into the caller's x: it changes it in place."""
    x[...] = residual_branch(x, W1, W2)
    return x


@instead_of("residual_branch")
def branch_writes_into_its_matrix(x: Array, W1: Array, W2: Array) -> Array:
    """Your branch multiplies W1 by x in place: the caller's matrix is changed."""
    W1 *= x
    return W2 @ relu(np.sum(W1, axis=1))


@instead_of("residual_branch")
def prints_the_branch(x: Array, W1: Array, W2: Array) -> None:
    """Your function prints its result or forgets it: nothing is returned."""
    print(residual_branch(x, W1, W2))


_branches: dict[tuple[int, ...], Array] = {}


@instead_of("residual_branch")
def branch_remembered_by_shape(x: Array, W1: Array, W2: Array) -> Array:
    """Another input with matrices of the same shape gets the first result: you store by the shape alone."""
    return _branches.setdefault(W1.shape, residual_branch(x, W1, W2))


@instead_of("residual_branch")
def branch_written_down(x: Array, W1: Array, W2: Array) -> Array:
    """Your function knows the public example by heart and computes nothing: other inputs give zeros."""
    known = x.tolist() == [2.0, -1.0]
    return residual_branch(x, W1, W2) if known else np.zeros(len(W2))


# --- residual_block -------------------------------------------------------------------------------------------------


@instead_of("residual_block")
def skip_forgotten(x: Array, W1: Array, W2: Array) -> Array:
    """The skip connection is missing: your block returns its branch alone."""
    return residual_block(x, W1, W2) - x


@instead_of("residual_block")
def relu_after_the_sum(x: Array, W1: Array, W2: Array) -> Array:
    """A ReLU follows your sum; in the lecture's block nothing does, and y may be negative."""
    return relu(residual_block(x, W1, W2))


@instead_of("residual_block")
def sigmoid_after_the_sum(x: Array, W1: Array, W2: Array) -> Array:
    """A sigmoid follows your sum; in the lecture's block nothing does."""
    return sigmoid(residual_block(x, W1, W2))


@instead_of("residual_block")
def relu_on_the_branch_output(x: Array, W1: Array, W2: Array) -> Array:
    """The output of the branch passes a second ReLU before the sum; it may be negative."""
    return relu(residual_block(x, W1, W2) - x) + x


@instead_of("residual_block")
def relu_forgotten_in_the_block(x: Array, W1: Array, W2: Array) -> Array:
    """There is no ReLU between the matrices of your block."""
    residual_block(x, W1, W2)
    return W2 @ (W1 @ x) + x


@instead_of("residual_block")
def skip_passes_a_relu(x: Array, W1: Array, W2: Array) -> Array:
    """The skip connection passes a ReLU: negative inputs are lost on the way that should be straight."""
    return residual_block(x, W1, W2) - x + relu(x)


@instead_of("residual_block")
def skip_multiplies(x: Array, W1: Array, W2: Array) -> Array:
    """Your skip connection multiplies the branch by its input; it should add it."""
    return (residual_block(x, W1, W2) - x) * x


@instead_of("residual_block")
def skip_subtracts(x: Array, W1: Array, W2: Array) -> Array:
    """Your skip connection subtracts the input from the branch; it should add it."""
    return residual_block(x, W1, W2) - 2.0 * x


@instead_of("residual_block")
def branch_subtracted(x: Array, W1: Array, W2: Array) -> Array:
    """The branch is subtracted from the input in your block; it should be added."""
    return 2.0 * x - residual_block(x, W1, W2)


@instead_of("residual_block")
def sum_averaged(x: Array, W1: Array, W2: Array) -> Array:
    """You take the mean of branch and input; they should be added."""
    return 0.5 * residual_block(x, W1, W2)


@instead_of("residual_block")
def skip_added_twice(x: Array, W1: Array, W2: Array) -> Array:
    """The input is added twice, once in the branch perhaps and once in the block."""
    return residual_block(x, W1, W2) + x


@instead_of("residual_block")
def branch_added_to_itself(x: Array, W1: Array, W2: Array) -> Array:
    """You have twice the branch and no input, as in F(x) + F(x) or F(x + x); the input itself should be added."""
    return 2.0 * (residual_block(x, W1, W2) - x)


@instead_of("residual_block")
def branch_applied_twice(x: Array, W1: Array, W2: Array) -> Array:
    """The branch is applied twice, the second time to its own output."""
    return residual_branch(residual_block(x, W1, W2) - x, W1, W2) + x


@instead_of("residual_block")
def block_of_the_sum(x: Array, W1: Array, W2: Array) -> Array:
    """The branch is computed from the sum once more: the block applies it to x alone."""
    return residual_branch(residual_block(x, W1, W2), W1, W2) + x


@instead_of("residual_block")
def sum_returned_with_the_branch(x: Array, W1: Array, W2: Array) -> tuple[Array, Array]:
    """You return the branch as well; the sum alone was asked for."""
    y = residual_block(x, W1, W2)
    return y, y - x


@instead_of("residual_block")
def branch_and_input_side_by_side(x: Array, W1: Array, W2: Array) -> Array:
    """You put branch and input one after the other; they should be added."""
    return np.concatenate([residual_block(x, W1, W2) - x, x])


@instead_of("residual_block")
def sum_as_a_matrix(x: Array, W1: Array, W2: Array) -> Array:
    """Your sum is a matrix: a column was added to a row, and broadcasting made all pairs."""
    return (residual_block(x, W1, W2) - x)[:, np.newaxis] + x


@instead_of("residual_block")
def sum_of_the_sum(x: Array, W1: Array, W2: Array) -> float:
    """You return a single number; y is a vector like x."""
    return float(np.sum(residual_block(x, W1, W2)))


@instead_of("residual_block")
def normalized_sum(x: Array, W1: Array, W2: Array) -> Array:
    """You normalize the sum; in the lecture's block nothing follows it."""
    y = residual_block(x, W1, W2)
    return np.asarray((y - np.mean(y)) / np.sqrt(np.var(y) + 1e-5))


@instead_of("residual_block")
def block_with_matrices_exchanged(x: Array, W1: Array, W2: Array) -> Array:
    """You hand the two matrices to the branch in the wrong order."""
    residual_block(x, W1, W2)
    return W1 @ relu(W2 @ x) + x


@instead_of("residual_block")
def shapes_broadcast_in_silence(x: Array, W1: Array, W2: Array) -> Array:
    """Shapes that differ are broadcast in silence: NumPy adds one number to a whole vector without a word."""
    return residual_branch(x, W1, W2) + x


@instead_of("residual_block")
def skip_left_out_where_shapes_differ(x: Array, W1: Array, W2: Array) -> Array:
    """Where branch and input differ in shape you leave the skip connection out; that should be refused."""
    return residual_block(x, W1, W2) if len(W2) == len(x) else residual_branch(x, W1, W2)


@instead_of("residual_block")
def input_where_shapes_differ(x: Array, W1: Array, W2: Array) -> Array:
    """Where branch and input differ in shape you return the input alone; that should be refused."""
    return residual_block(x, W1, W2) if len(W2) == len(x) else x


@instead_of("residual_block")
def padded_where_shapes_differ(x: Array, W1: Array, W2: Array) -> Array:
    """Where branch and input differ in shape you fill up with zeros or cut off; that should be refused."""
    branch = np.zeros(len(x))
    common = min(len(x), len(W2))
    branch[:common] = residual_branch(x, W1, W2)[:common]
    return branch + x


@instead_of("residual_block")
def shape_mismatch_asserted(x: Array, W1: Array, W2: Array) -> Array:
    """Shapes that differ are met with another exception than ValueError."""
    assert len(W2) == len(x)
    return residual_block(x, W1, W2)


@instead_of("residual_block")
def shape_mismatch_gives_none(x: Array, W1: Array, W2: Array) -> Array | None:
    """For shapes that differ your function returns nothing at all; it should raise an exception."""
    return residual_block(x, W1, W2) if len(W2) == len(x) else None


@instead_of("residual_block")
def block_for_equal_widths_only(x: Array, W1: Array, W2: Array) -> Array:
    """Blocks whose branch is wider or narrower than the input are refused; M may differ from D."""
    if len(W1) != len(x):
        raise ValueError("the branch must be as wide as the input")
    return residual_block(x, W1, W2)


@instead_of("residual_block")
def one_row_always_refused(x: Array, W1: Array, W2: Array) -> Array:
    """A W2 of one row is refused even where the input has one element, and fits."""
    if len(W2) == 1:
        raise ValueError("W2 has one row")
    return residual_block(x, W1, W2)


@instead_of("residual_block")
def block_writes_into_its_input(x: Array, W1: Array, W2: Array) -> Array:
    """Your block adds the branch to the caller's x in place: x += … changes it."""
    x += residual_block(x, W1, W2) - x
    return x


@instead_of("residual_block")
def block_written_down(x: Array, W1: Array, W2: Array) -> Array:
    """Your function knows the public example by heart and computes nothing: other inputs give zeros."""
    y = residual_block(x, W1, W2)
    return y if x.tolist() == [2.0, -5.0] else np.zeros(len(x))


# --- chain_gradient -------------------------------------------------------------------------------------------------


def _layers(jacobians: Array, skip: bool) -> Array:
    return jacobians + np.eye(jacobians.shape[-1]) if skip else jacobians


@instead_of("chain_gradient")
def product_in_the_wrong_order(jacobians: Array, skip: bool) -> Array:
    """Your Jacobians are multiplied in the wrong order: the first layer's stands on the wrong side."""
    return chain_gradient(jacobians[::-1], skip)


@instead_of("chain_gradient")
def product_transposed(jacobians: Array, skip: bool) -> Array:
    """Your result is transposed: rows belong to the output, columns to the input."""
    return chain_gradient(jacobians, skip).T


@instead_of("chain_gradient")
def jacobians_transposed(jacobians: Array, skip: bool) -> Array:
    """You transpose every Jacobian before multiplying: rows belong to the output, columns to the input."""
    return chain_gradient(np.swapaxes(jacobians, 1, 2), skip)


@instead_of("chain_gradient")
def elementwise_product_of_jacobians(jacobians: Array, skip: bool) -> Array:
    """Your Jacobians are multiplied element by element; the chain rule has matrix products."""
    return np.asarray(np.prod(_layers(jacobians, skip), axis=0)) if len(jacobians) else chain_gradient(jacobians, skip)


@instead_of("chain_gradient")
def sum_of_jacobians(jacobians: Array, skip: bool) -> Array:
    """You add up the Jacobians; the chain rule multiplies them."""
    return np.asarray(np.sum(_layers(jacobians, skip), axis=0)) if len(jacobians) else chain_gradient(jacobians, skip)


@instead_of("chain_gradient")
def skip_ignored(jacobians: Array, skip: bool) -> Array:
    """The skip connections have no effect on your gradient."""
    return chain_gradient(jacobians, False)


@instead_of("chain_gradient")
def skip_always(jacobians: Array, skip: bool) -> Array:
    """The identity is always added in your answer, also without skip connections."""
    return chain_gradient(jacobians, True)


@instead_of("chain_gradient")
def skip_the_other_way_round(jacobians: Array, skip: bool) -> Array:
    """The identity is added in your answer just when there are no skip connections."""
    return chain_gradient(jacobians, not skip)


@instead_of("chain_gradient")
def one_skip_over_the_whole_stack(jacobians: Array, skip: bool) -> Array:
    """The identity is added once, to the whole product: every layer has a skip connection of its own."""
    plain = chain_gradient(jacobians, False)
    return plain + np.eye(len(plain)) if skip and len(jacobians) else plain


@instead_of("chain_gradient")
def skip_over_an_empty_stack(jacobians: Array, skip: bool) -> Array:
    """For a stack of no layers the identity is added once too often: there is no skip connection either."""
    gradient = chain_gradient(jacobians, skip)
    return 2.0 * gradient if skip and len(jacobians) == 0 else gradient


@instead_of("chain_gradient")
def ones_for_the_identity(jacobians: Array, skip: bool) -> Array:
    """You add 1 to all entries of a Jacobian; the identity matrix has ones on its diagonal only."""
    return chain_gradient(jacobians + 1.0 if skip else jacobians, False)


@instead_of("chain_gradient")
def skip_in_all_but_the_first(jacobians: Array, skip: bool) -> Array:
    """The identity is missing in your first layer."""
    return chain_gradient(jacobians[1:], skip) @ chain_gradient(jacobians[:1], False)


@instead_of("chain_gradient")
def skip_in_all_but_the_last(jacobians: Array, skip: bool) -> Array:
    """The identity is missing in your last layer."""
    return chain_gradient(jacobians[-1:], False) @ chain_gradient(jacobians[:-1], skip)


@instead_of("chain_gradient")
def skip_in_the_first_only(jacobians: Array, skip: bool) -> Array:
    """The identity is added in your first layer only; every layer has a skip connection."""
    return chain_gradient(jacobians[1:], False) @ chain_gradient(jacobians[:1], skip)


@instead_of("chain_gradient")
def skip_subtracted(jacobians: Array, skip: bool) -> Array:
    """You subtract the identity from the Jacobians; a skip connection adds it."""
    return chain_gradient(_layers(jacobians, skip) - 2.0 * np.eye(jacobians.shape[-1]) if skip else jacobians, False)


@instead_of("chain_gradient")
def identity_carried_along(jacobians: Array, skip: bool) -> Array:
    """You add the identity after each product instead of to each Jacobian: the ways through it get lost."""
    identity = np.eye(jacobians.shape[-1])
    gradient = identity
    for jacobian in jacobians:
        gradient = jacobian @ gradient + identity if skip else jacobian @ gradient
    return gradient


@instead_of("chain_gradient")
def last_layer_left_out(jacobians: Array, skip: bool) -> Array:
    """The last layer is missing from your product."""
    return chain_gradient(jacobians[:-1], skip)


@instead_of("chain_gradient")
def first_layer_left_out(jacobians: Array, skip: bool) -> Array:
    """The first layer is missing from your product."""
    return chain_gradient(jacobians[1:], skip)


@instead_of("chain_gradient")
def first_layer_counted_twice(jacobians: Array, skip: bool) -> Array:
    """The first layer is in your product twice: it is the start, and the loop meets it again."""
    return chain_gradient(np.concatenate([jacobians[:1], jacobians]), skip)


@instead_of("chain_gradient")
def last_layer_alone(jacobians: Array, skip: bool) -> Array:
    """Only the last layer counts: each pass of your loop overwrites the product of the one before."""
    return chain_gradient(jacobians[-1:], skip)


@instead_of("chain_gradient")
def two_layers_at_most(jacobians: Array, skip: bool) -> Array:
    """Your product ends after two layers."""
    return chain_gradient(jacobians[:2], skip)


@instead_of("chain_gradient")
def first_layer_for_all(jacobians: Array, skip: bool) -> Array:
    """You raise the first Jacobian to a power: every layer has a Jacobian of its own."""
    return chain_gradient(np.repeat(jacobians[:1], len(jacobians), axis=0), skip)


@instead_of("chain_gradient")
def all_partial_products(jacobians: Array, skip: bool) -> Array:
    """You return the products up to every layer; the whole stack's alone was asked for."""
    return np.array([chain_gradient(jacobians[: length + 1], skip) for length in range(len(jacobians))])


@instead_of("chain_gradient")
def norm_of_the_gradient(jacobians: Array, skip: bool) -> float:
    """You return the length of the gradient as a single number; a matrix was asked for."""
    return float(np.linalg.norm(chain_gradient(jacobians, skip)))


@instead_of("chain_gradient")
def determinant_of_the_gradient(jacobians: Array, skip: bool) -> float:
    """You return a determinant, a single number; a matrix was asked for."""
    return float(np.linalg.det(chain_gradient(jacobians, skip)))


@instead_of("chain_gradient")
def diagonal_of_the_gradient(jacobians: Array, skip: bool) -> Array:
    """You return the diagonal alone; the whole matrix was asked for."""
    return np.diag(chain_gradient(jacobians, skip))


@instead_of("chain_gradient")
def column_sums_of_the_gradient(jacobians: Array, skip: bool) -> Array:
    """You multiply the product by a vector of ones; the whole matrix was asked for."""
    return np.asarray(np.sum(chain_gradient(jacobians, skip), axis=0))


@instead_of("chain_gradient")
def starts_from_ones(jacobians: Array, skip: bool) -> Array:
    """Your product starts from a matrix of ones; that is not the identity."""
    return chain_gradient(jacobians, skip) @ np.ones(jacobians.shape[1:])


@instead_of("chain_gradient")
def starts_from_zeros(jacobians: Array, skip: bool) -> Array:
    """Your product starts from zeros, and stays there."""
    return np.zeros(jacobians.shape[1:])


@instead_of("chain_gradient")
def empty_stack_fails(jacobians: Array, skip: bool) -> Array:
    """A stack of no layers makes your function fail: there is no first Jacobian to start from."""
    gradient: Array = _layers(jacobians, skip)[0]
    return chain_gradient(jacobians[1:], skip) @ gradient


@instead_of("chain_gradient")
def empty_stack_refused(jacobians: Array, skip: bool) -> Array:
    """A stack of no layers is refused; it hands its input through."""
    if len(jacobians) == 0:
        raise ValueError("there are no layers")
    return chain_gradient(jacobians, skip)


@instead_of("chain_gradient")
def empty_stack_gives_zeros(jacobians: Array, skip: bool) -> Array:
    """A stack of no layers gives zeros; it hands its input through unchanged."""
    return chain_gradient(jacobians, skip) if len(jacobians) else np.zeros(jacobians.shape[1:])


@instead_of("chain_gradient")
def empty_stack_gives_ones(jacobians: Array, skip: bool) -> Array:
    """A stack of no layers gives a matrix of ones; that is not the identity."""
    return chain_gradient(jacobians, skip) if len(jacobians) else np.ones(jacobians.shape[1:])


@instead_of("chain_gradient")
def empty_stack_gives_the_number_one(jacobians: Array, skip: bool) -> Array | float:
    """A stack of no layers gives the number 1; a matrix of size D was asked for."""
    return chain_gradient(jacobians, skip) if len(jacobians) else 1.0


@instead_of("chain_gradient")
def empty_stack_gives_nothing(jacobians: Array, skip: bool) -> Array | None:
    """A stack of no layers gives nothing at all; a matrix of size D was asked for."""
    return chain_gradient(jacobians, skip) if len(jacobians) else None


@instead_of("chain_gradient")
def stacks_of_two_or_more_only(jacobians: Array, skip: bool) -> Array:
    """Stacks of fewer than two layers make your function fail: np.linalg.multi_dot needs two matrices."""
    return np.asarray(np.linalg.multi_dot(list(_layers(jacobians, skip)[::-1])))


@instead_of("chain_gradient")
def identity_of_the_wrong_size(jacobians: Array, skip: bool) -> Array:
    """Your identity matrix has as many rows as there are layers; it should have size D."""
    gradient = np.eye(len(jacobians))
    for jacobian in _layers(jacobians, skip):
        gradient = jacobian @ gradient
    return gradient


@instead_of("chain_gradient")
def gradient_squeezed(jacobians: Array, skip: bool) -> Array:
    """For D = 1 your result is a single number; a matrix of shape (1, 1) was asked for."""
    return np.squeeze(chain_gradient(jacobians, skip))


@instead_of("chain_gradient")
def chain_writes_into_the_jacobians(jacobians: Array, skip: bool) -> Array:
    """Your function adds the identity to the caller's Jacobians in place: they are changed."""
    if skip:
        jacobians += np.eye(jacobians.shape[-1])
    return chain_gradient(jacobians, False)


@instead_of("chain_gradient")
def chain_writes_into_the_first_jacobian(jacobians: Array, skip: bool) -> Array:
    """Your product is gathered in the first Jacobian of the caller's array: it is changed."""
    gradient = chain_gradient(jacobians, skip)
    jacobians[:1] = gradient
    return gradient


@instead_of("chain_gradient")
def gradient_written_down(jacobians: Array, skip: bool) -> Array:
    """Your function knows the public examples by heart and computes nothing: other stacks give zeros."""
    known = jacobians.ravel().tolist() == [1.0, 2.0, 0.0, 1.0, 3.0, 0.0, 1.0, 2.0]
    return chain_gradient(jacobians, skip) if known else np.zeros(jacobians.shape[1:])


_gradients: dict[tuple[tuple[int, ...], bool], Array] = {}


@instead_of("chain_gradient")
def gradient_remembered_by_shape(jacobians: Array, skip: bool) -> Array:
    """Another stack of the same shape gets the first result: what you store is found by the shape alone."""
    return _gradients.setdefault((jacobians.shape, skip), chain_gradient(jacobians, skip))
