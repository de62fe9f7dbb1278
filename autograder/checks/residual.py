"""The residual block, and the gradient through a stack of layers."""

import numpy as np

from autograder.vocabulary import Function, agrees, case, pure, refuses

OK_FORMAT = False
name = "residual"


@case(
    "the branch: W1, then ReLU, then W2",
    points=7,
    hint="read W2 · relu(W1 · x) from the inside out; which of the two results meets the ReLU?",
)
def branch_of_small_matrices(residual_branch: Function) -> None:
    x = np.array([2.0, -1.0])
    W1 = np.array([[1.0, 0.0], [0.0, 1.0], [3.0, 4.0]])
    W2 = np.array([[-1.0, 2.0, 0.0], [3.0, 0.0, 4.0]])
    agrees(residual_branch(x, W1, W2))


@case(
    "the block adds its input to the output of the branch",
    points=7,
    hint="y = F(x) + x, and nothing after the sum",
)
def block_of_small_matrices(residual_block: Function) -> None:
    x = np.array([2.0, -5.0])
    W1 = np.array([[1.0, 0.0], [0.0, 1.0], [5.0, 1.0]])
    W2 = np.array([[-3.0, 1.0, 0.0], [0.0, 2.0, 2.0]])
    agrees(residual_block(x, W1, W2))


@case(
    "the gradient through two layers without skip connections",
    points=5,
    hint="the matrix of the first layer meets the input's change first: on which side does it stand?",
)
def gradient_of_two_layers(chain_gradient: Function) -> None:
    agrees(chain_gradient(np.array([[[1.0, 2.0], [0.0, 1.0]], [[3.0, 0.0], [1.0, 2.0]]]), False))


@case(
    "the gradient through two layers with skip connections",
    points=6,
    hint="each layer is its branch plus the identity, and so is its Jacobian",
)
def gradient_of_two_blocks(chain_gradient: Function) -> None:
    agrees(chain_gradient(np.array([[[1.0, 2.0], [0.0, 1.0]], [[3.0, 0.0], [1.0, 2.0]]]), True))


SIZES = [(3, 3), (2, 5), (4, 1), (1, 4), (2, 5), (6, 3)]


@case("branches wider and narrower than the input", points=13, hidden=True)
def branch_of_any_size(residual_branch: Function) -> None:
    rng = np.random.default_rng(61)
    for D, M in SIZES:
        agrees(residual_branch(rng.normal(0.0, 2.0, D), rng.normal(0.0, 1.0, (M, D)), rng.normal(0.0, 1.0, (D, M))))
    x = np.array([1.5, -2.0, 0.5])
    agrees(residual_branch(x, -np.eye(3), np.diag([-1.0, -2.0, -3.0])), residual_branch(x, np.eye(3), -np.eye(3)))
    agrees(residual_branch(x, -np.ones((2, 3)), np.ones((3, 2))), residual_branch(x, np.ones((2, 3)), np.ones((3, 2))))


@case("blocks wider and narrower than the input, with outputs of all signs", points=13, hidden=True)
def block_of_any_size(residual_block: Function) -> None:
    rng = np.random.default_rng(62)
    for D, M in SIZES:
        agrees(residual_block(rng.normal(0.0, 2.0, D), rng.normal(0.0, 1.0, (M, D)), rng.normal(0.0, 1.0, (D, M))))
    x = np.array([-1.5, 3.0])
    agrees(residual_block(x, np.zeros((3, 2)), np.ones((2, 3))), residual_block(x, np.eye(2), np.zeros((2, 2))))
    agrees(residual_block(x, -np.eye(2), np.array([[0.5, 2.0], [-4.0, 1.0]])))


@case("a stack without skip connections multiplies the Jacobians in the right order", points=10, hidden=True)
def gradient_without_skip(chain_gradient: Function) -> None:
    rng = np.random.default_rng(63)
    for L, D in [(2, 2), (2, 3), (5, 3), (4, 1), (2, 2)]:
        agrees(chain_gradient(rng.normal(0.0, 1.0, (L, D, D)), False))


@case("a stack with skip connections adds the identity to every Jacobian", points=10, hidden=True)
def gradient_with_skip(chain_gradient: Function) -> None:
    rng = np.random.default_rng(64)
    for L, D in [(2, 2), (2, 3), (5, 3), (4, 1), (2, 2)]:
        agrees(chain_gradient(rng.normal(0.0, 0.8, (L, D, D)), True))
    agrees(chain_gradient(np.zeros((3, 2, 2)), True), chain_gradient(np.full((4, 1, 1), 0.1), True))


@case("stacks of a single layer and of none", points=9, hidden=True)
def shortest_stacks(chain_gradient: Function) -> None:
    rng = np.random.default_rng(65)
    for D in (3, 1):
        J = rng.normal(0.0, 1.0, (1, D, D))
        agrees(chain_gradient(J, False), chain_gradient(J, True))
        agrees(chain_gradient(np.zeros((0, D, D)), False), chain_gradient(np.zeros((0, D, D)), True))


@case("an output that does not have the shape of the input is refused, not broadcast", points=10, hidden=True)
def shapes_that_cannot_be_added(residual_block: Function) -> None:
    rng = np.random.default_rng(66)
    for D, M, rows in [(3, 2, 1), (4, 4, 1), (1, 2, 3), (1, 1, 2), (2, 3, 3), (3, 3, 2), (2, 2, 4)]:
        x, W1 = rng.normal(0.0, 1.0, D), rng.normal(0.0, 1.0, (M, D))
        agrees(residual_block(x, W1, np.zeros((D, M))))
        refuses(residual_block(x, W1, rng.normal(0.0, 1.0, (rows, M))))


@case("read-only arrays and views are accepted, and no argument is changed", points=10, hidden=True)
def arguments_are_left_alone(residual_branch: Function, residual_block: Function, chain_gradient: Function) -> None:
    rng = np.random.default_rng(67)
    x, W1, W2 = rng.normal(0.0, 2.0, 3), rng.normal(0.0, 1.0, (4, 3)), rng.normal(0.0, 1.0, (3, 4))
    pure(residual_branch(x, W1, W2), residual_block(x, W1, W2))
    J = rng.normal(0.0, 1.0, (3, 2, 2))
    pure(chain_gradient(J, False), chain_gradient(J, True))
