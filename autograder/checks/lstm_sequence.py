"""LSTM steps and sequences, the gradient along the cell path, and the number of parameters."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, agrees, case, holds, pure, refuses

OK_FORMAT = False
name = "lstm_sequence"

Array = NDArray[np.float64]


def weights(rng: np.random.Generator, inputs: int, hidden: int) -> dict[str, Array]:
    """Draw the parameters of an LSTM."""
    shapes = {"W_{}x": (hidden, inputs), "W_{}h": (hidden, hidden), "b_{}": (hidden,)}
    return {key.format(gate): rng.normal(0.0, 0.8, shape) for key, shape in shapes.items() for gate in "figo"}


def one_unit() -> dict[str, Array]:
    """Return round parameters for one input and one unit."""
    given = {
        "W_fx": 1.0, "W_fh": 0.5, "b_f": 1.0, "W_ix": -1.0, "W_ih": 1.0, "b_i": 0.5,
        "W_gx": 2.0, "W_gh": -0.5, "b_g": 0.5, "W_ox": 0.5, "W_oh": 1.5, "b_o": -0.5,
    }  # fmt: skip
    return {key: np.array([value] if key.startswith("b") else [[value]]) for key, value in given.items()}


def accepted(result: object) -> str | None:
    """Find no fault with anything but None: whether it is the right number is another case's business."""
    return "nothing is returned" if result is None else None


def in_another_order(params: Mapping[str, Array]) -> dict[str, Array]:
    """Return the same parameters, the last first: they go by their names."""
    return dict(reversed(list(params.items())))


@case(
    "one step gives the new hidden state and the new memory",
    points=6,
    hint="every gate sees the old hidden state, the memory sees the old memory; h is returned first",
)
def small_step(lstm_step: Function) -> None:
    agrees(lstm_step(np.array([0.5]), np.array([-0.5]), np.array([2.0]), one_unit()))


@case(
    "a sequence hands both states on from step to step",
    points=6,
    hint="compare row by row: the first row is one step from h0 and c0; what does each later step start from?",
)
def small_sequence(lstm_forward: Function) -> None:
    xs = np.array([[1.0], [-1.0], [0.5]])
    agrees(lstm_forward(xs, np.array([0.25]), np.array([-1.5]), one_unit()))


@case(
    "the gradient along the cell path, unit by unit",
    points=5,
    hint="apply the chain rule to C^t = f ⊙ C^{t−1} + i ⊙ g once per step, everything but C held fixed",
)
def small_gradient(cell_state_gradient: Function) -> None:
    agrees(cell_state_gradient(np.array([[0.5, 1.0], [0.8, 0.25], [1.0, 0.5]])))


@case("the parameters of a small LSTM", points=5, hint="write down the shapes of all twelve arrays and add up")
def small_count(lstm_parameter_count: Function) -> None:
    agrees(lstm_parameter_count(2, 5))


@case("single steps for inputs and states of any size", points=14, hidden=True)
def step_of_any_size(lstm_step: Function) -> None:
    rng = np.random.default_rng(611)
    for inputs, hidden in [(3, 2), (2, 4), (3, 2), (1, 1), (3, 3)]:
        x, h, c = rng.normal(0.0, 1.0, inputs), rng.uniform(-1.0, 1.0, hidden), rng.normal(0.0, 2.0, hidden)
        agrees(lstm_step(x, h, c, weights(rng, inputs, hidden)))
    x, h, params = rng.normal(0.0, 1.0, 2), rng.uniform(-1.0, 1.0, 3), weights(rng, 2, 3)
    agrees(lstm_step(x, h, np.array([0.5, -0.5, 3.0]), params))
    agrees(lstm_step(x, h, np.array([-2.0, 1.0, 0.1]), in_another_order(params)))


@case("sequences of any length, from any first states", points=16, hidden=True)
def sequence_of_any_length(lstm_forward: Function) -> None:
    rng = np.random.default_rng(612)
    for length, inputs, hidden in [(4, 2, 3), (3, 3, 2), (4, 2, 3), (1, 3, 2), (5, 1, 2), (1, 1, 1)]:
        xs = rng.normal(0.0, 1.0, (length, inputs))
        h0, c0 = rng.uniform(-1.0, 1.0, hidden), rng.normal(0.0, 2.0, hidden)
        agrees(lstm_forward(xs, h0, c0, weights(rng, inputs, hidden)))


@case("a sequence without any step", points=8, hidden=True)
def empty_sequence(lstm_forward: Function) -> None:
    rng = np.random.default_rng(613)
    for inputs, hidden in [(2, 3), (3, 1), (2, 2)]:
        h0, c0 = rng.uniform(-1.0, 1.0, hidden), rng.normal(0.0, 2.0, hidden)
        agrees(lstm_forward(np.zeros((0, inputs)), h0, c0, weights(rng, inputs, hidden)))


@case("the gradient over any number of steps", points=8, hidden=True)
def gradient_over_any_number_of_steps(cell_state_gradient: Function) -> None:
    rng = np.random.default_rng(614)
    for shape in [(3, 2), (3, 2), (5, 1), (1, 4), (4, 4), (1, 1)]:
        agrees(cell_state_gradient(rng.uniform(0.1, 1.0, shape)))
    agrees(cell_state_gradient(np.array([[1.0, 0.0, 0.9], [1.0, 0.7, 0.8]])))
    agrees(cell_state_gradient(rng.uniform(0.9, 1.0, (30, 2))))


@case("the gradient over no step at all", points=8, hidden=True)
def gradient_over_no_step(cell_state_gradient: Function) -> None:
    agrees(cell_state_gradient(np.zeros((0, 3))), cell_state_gradient(np.zeros((0, 1))))


@case("the number of parameters for inputs and states of any size", points=8, hidden=True)
def count_for_any_size(lstm_parameter_count: Function) -> None:
    for inputs, hidden in [(1, 1), (4, 3), (3, 4), (1, 6), (7, 1), (5, 5), (28, 128), (40_000, 30_000)]:
        agrees(lstm_parameter_count(inputs, hidden))


@case("sizes less than 1 are refused", points=8, hidden=True)
def count_refuses_small_sizes(lstm_parameter_count: Function) -> None:
    holds("a number for sizes of 1 and more", accepted, lstm_parameter_count(1, 4))
    holds("a number for sizes of 1 and more", accepted, lstm_parameter_count(4, 1))
    refuses(lstm_parameter_count(0, 4), lstm_parameter_count(4, 0))
    refuses(lstm_parameter_count(-1, 3), lstm_parameter_count(3, -1))
    refuses(lstm_parameter_count(-6, 2), lstm_parameter_count(2, -6), lstm_parameter_count(-2, -3))


@case("read-only arrays and views are accepted, and no argument is changed", points=8, hidden=True)
def arguments_are_left_alone(lstm_step: Function, lstm_forward: Function, cell_state_gradient: Function) -> None:
    rng = np.random.default_rng(615)
    params, h, c = weights(rng, 2, 2), rng.uniform(-1.0, 1.0, 2), rng.normal(0.0, 2.0, 2)
    pure(lstm_step(rng.normal(0.0, 1.0, 2), h, c, params), lstm_forward(rng.normal(0.0, 1.0, (2, 2)), h, c, params))
    pure(cell_state_gradient(rng.uniform(0.1, 1.0, (3, 2))))


@case("a long sequence", points=6, hidden=True)
def long_sequence(lstm_forward: Function) -> None:
    rng = np.random.default_rng(7201)
    params = {f"W_{g}x": rng.normal(size=(2, 1)) for g in "figo"} | {f"W_{g}h": rng.normal(size=(2, 2)) for g in "figo"}
    params |= {f"b_{g}": rng.normal(size=2) for g in "figo"}
    agrees(lstm_forward(rng.normal(size=(14, 1)), rng.normal(size=2), np.array([9.0, -8.0]), params))
