"""The L1 and L2 penalties, the gradient of L2, and the regularized cost."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, agrees, case, pure, refuses

OK_FORMAT = False
name = "regularization"

LAYERS: list[list[tuple[int, ...]]] = [
    [()],
    [(3, 4)],
    [(1, 1)],
    [(2, 3), (2, 3)],
    [(2, 3), (2, 3)],
    [(3,), (), (2, 4)],
    [(4, 3), (1, 4), (2,), (2, 2, 2)],
]
PRICES = [1, 3.0, 0.25, 0.7, 2, 0.05, 10.0]


def weights_and_prices(seed: int) -> Iterator[tuple[list[NDArray[np.float64]], float]]:
    """Yield the weights of networks with one layer or several, each with a price λ."""
    rng = np.random.default_rng(seed)
    for number, shapes in enumerate(LAYERS):
        yield [rng.normal(0.5, 2.0, shape) for shape in shapes], PRICES[number % len(PRICES)]


@case(
    "the L1 penalty of three layers",
    points=6,
    hint="every weight of every layer counts with its absolute value; λ multiplies the sum",
)
def l1_of_three_layers(l1_penalty: Function) -> None:
    agrees(l1_penalty([np.array([1.0, -3.0, 0.5]), np.array([[2.0, 4.0], [-6.5, 1.5]]), np.array([-2.0])], 0.2))


@case(
    "the L2 penalty of three layers",
    points=6,
    hint="every weight of every layer counts with its square; which convention has no ½, no root and no mean?",
)
def l2_of_three_layers(l2_penalty: Function) -> None:
    agrees(l2_penalty([np.array([3.0, -1.0, 0.5]), np.array([[2.0, 5.0], [-1.5, 4.0]]), np.array([-7.5])], 0.2))


@case(
    "the gradient of the L2 penalty has an array for each layer",
    points=6,
    hint="differentiate λw² with respect to w, for every w by itself; what are the shapes?",
)
def gradient_of_three_layers(l2_penalty_gradient: Function) -> None:
    agrees(l2_penalty_gradient([np.array([1.0, -2.0, 7.0]), np.array([[4.0, 0.5]]), np.array([-3.0])], 0.3))


@case(
    "the cost is the mean loss plus the L2 penalty",
    points=6,
    hint="what is averaged over the examples, and what is added once, as it stands?",
)
def cost_of_four_examples(l2_regularized_cost: Function) -> None:
    agrees(l2_regularized_cost(np.array([1.0, 2.0, 4.0, 6.0]), [np.array([2.0, -1.0]), np.array([[3.0]])], 0.25))


@case("L1 of layers of any number and shape", points=11, hidden=True)
def l1_of_any_layers(l1_penalty: Function) -> None:
    for weights, lam in weights_and_prices(41):
        agrees(l1_penalty(weights, lam))
    agrees(l1_penalty([np.array([-0.5])], 1.0), l1_penalty([np.array([[2.0, -7.0], [-4.0, 1.5]])], 3.0))
    agrees(l1_penalty((np.array([-1.0, -2.5]), np.array([[6.0]])), 0.4))


@case("L2 of layers of any number and shape", points=11, hidden=True)
def l2_of_any_layers(l2_penalty: Function) -> None:
    for weights, lam in weights_and_prices(42):
        agrees(l2_penalty(weights, lam))
    agrees(l2_penalty([np.array([-0.5])], 1.0), l2_penalty([np.array([[2.0, -7.0], [-4.0, 1.5]])], 3.0))
    agrees(l2_penalty((np.array([-1.0, -2.5]), np.array([[6.0]])), 0.4))


@case("the L2 gradient of layers of any number and shape", points=11, hidden=True)
def gradient_of_any_layers(l2_penalty_gradient: Function) -> None:
    for weights, lam in weights_and_prices(43):
        agrees(l2_penalty_gradient(weights, lam))
    agrees(l2_penalty_gradient((np.array([-1.0, -2.5]), np.array([[6.0]])), 0.4))


@case("the cost for any number of examples and any layers", points=11, hidden=True)
def cost_of_any_layers(l2_regularized_cost: Function) -> None:
    rng = np.random.default_rng(44)
    for number, (weights, lam) in enumerate(weights_and_prices(45)):
        agrees(l2_regularized_cost(rng.uniform(0.1, 4.0, 1 + number % 6), weights, lam))
    agrees(l2_regularized_cost(np.array([2.0]), (np.array([1.5]), np.array([[-2.0, 0.5]])), 3.0))
    agrees(l2_regularized_cost(np.array([0.0, 0.0, 0.0]), [np.array([1.0, -2.0, 3.0])], 0.6))


@case("a price of 0, or no weights at all", points=10, hidden=True)
def nothing_to_pay(
    l1_penalty: Function, l2_penalty: Function, l2_penalty_gradient: Function, l2_regularized_cost: Function
) -> None:
    weights = [np.array([1.5, -2.0]), np.array([[3.0], [0.5]])]
    losses = np.array([0.5, 2.0, 4.5])
    for penalty in (l1_penalty, l2_penalty, l2_penalty_gradient):
        agrees(penalty(weights, 0.0), penalty([], 0.3), penalty([], 0))
    agrees(l2_regularized_cost(losses, weights, 0.0), l2_regularized_cost(losses, [], 0.3))
    agrees(l2_regularized_cost(losses, [], 0))


@case("a negative λ is refused, and so is a mean of no losses", points=12, hidden=True)
def invalid_arguments(
    l1_penalty: Function, l2_penalty: Function, l2_penalty_gradient: Function, l2_regularized_cost: Function
) -> None:
    weights = [np.array([2.5, -1.0]), np.array([[0.5]])]
    for penalty in (l1_penalty, l2_penalty, l2_penalty_gradient):
        agrees(penalty(weights, 0))
        refuses(penalty(weights, -1.0), penalty(weights, -1e-3), penalty([np.array(0.8)], -2), penalty([], -0.5))
    losses = np.array([1.5])
    agrees(l2_regularized_cost(losses, weights, 0))
    refuses(l2_regularized_cost(losses, weights, -1.0), l2_regularized_cost(losses, weights, -1e-3))
    refuses(l2_regularized_cost(losses, [], -0.5))
    refuses(l2_regularized_cost(np.array([]), weights, 0.5), l2_regularized_cost(np.zeros(0), [], 0.0))


@case("read-only arrays and views are accepted, and no argument is changed", points=10, hidden=True)
def arguments_are_left_alone(
    l1_penalty: Function, l2_penalty: Function, l2_penalty_gradient: Function, l2_regularized_cost: Function
) -> None:
    rng = np.random.default_rng(46)
    weights = [rng.normal(0.0, 2.0, (2, 3)), rng.normal(0.0, 2.0, 4)]
    pure(l1_penalty(weights, 0.7), l2_penalty(weights, 0.7), l2_penalty_gradient(weights, 0.7))
    pure(l2_regularized_cost(rng.uniform(0.5, 3.0, 5), weights, 0.7))
