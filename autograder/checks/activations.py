"""Sigmoid and ReLU."""

import numpy as np

from autograder.vocabulary import Function, agrees, case, pure

OK_FORMAT = False
name = "activations"


@case(
    "σ of single numbers and of an array",
    points=12,
    hint="σ(0) is ½, and σ rises: large inputs go to 1, very negative ones to 0",
)
def sigmoid_of_small_numbers(sigmoid: Function) -> None:
    agrees(sigmoid(np.array(0.0)), sigmoid(np.array([-2.0, -0.5, 0.0, 1.0, 3.0])))


@case(
    "ReLU keeps what is positive and turns the rest into 0",
    points=12,
    hint="entries are compared with 0 one by one; a negative entry gives 0, a positive one stays as it is",
)
def relu_of_small_numbers(relu: Function) -> None:
    agrees(relu(np.array(-1.5)), relu(np.array([-3.0, 0.0, 0.25, 4.0])))


@case("σ of arrays of any shape, entry by entry", points=22, hidden=True)
def sigmoid_of_any_shape(sigmoid: Function) -> None:
    rng = np.random.default_rng(31)
    for shape in [(), (7,), (3, 5), (1, 1), (2, 1, 3, 2), (7,)]:
        agrees(sigmoid(rng.normal(0.0, 3.0, shape)))
    agrees(sigmoid(np.array([1.3, 2.6, 4.0])), sigmoid(np.array([-1.3, -2.6, -4.0])))


@case("σ far from 0, up to where it is 0 or 1 to every digit, and never nan", points=14, hidden=True)
def sigmoid_of_large_numbers(sigmoid: Function) -> None:
    agrees(sigmoid(np.array([-1e4, -1000.0, -710.0, -40.0, 40.0, 710.0, 1000.0, 1e4])), sigmoid(np.array(-1e4)))
    agrees(sigmoid(np.array([[-750.0, 0.3], [5000.0, -0.2]])), sigmoid(np.array(800.0)))
    agrees(sigmoid(np.linspace(-12.0, 12.0, 25)))


@case("ReLU of arrays of any shape, entry by entry", points=18, hidden=True)
def relu_of_any_shape(relu: Function) -> None:
    rng = np.random.default_rng(32)
    for shape in [(), (6,), (4, 3), (3, 2, 2), (1, 4), (6,)]:
        agrees(relu(rng.normal(0.0, 2.0, shape)))


@case("ReLU of large and small numbers, of all signs", points=12, hidden=True)
def relu_of_large_and_small_numbers(relu: Function) -> None:
    agrees(relu(np.array([-1e4, -40.0, -1e-3, 1e-3, 0.7, 6.5, 40.0, 1e4])), relu(np.array([-5.0, -6.0])))
    agrees(
        relu(np.array([7.0, 600.0, 1e300, -1e300])), relu(np.array([[-0.0, 0.0], [-0.4, 1.6]])), relu(np.array(12.5))
    )


@case("read-only arrays and views are accepted, and no argument is changed", points=10, hidden=True)
def arguments_are_left_alone(sigmoid: Function, relu: Function) -> None:
    x = np.random.default_rng(33).normal(0.0, 2.0, (3, 4))
    pure(sigmoid(x), relu(x))


@case("large and small entries side by side, each by its own sign", points=8, hidden=True)
def entries_are_on_their_own(sigmoid: Function, relu: Function) -> None:
    agrees(sigmoid(np.array([-3000.0, 900.0, 0.5])), sigmoid(np.array([2500.0, -800.0, -0.5])))
    agrees(relu(np.array([1.0, -2.0, 4.0])), relu(np.array([4.0, 1.0, -2.0])), relu(np.array([-2.0, 4.0, 1.0])))
