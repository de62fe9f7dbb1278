"""The gates of an LSTM, and the update of its two states."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, agrees, case, pure

OK_FORMAT = False
name = "lstm_gates"

Array = NDArray[np.float64]


def weights(rng: np.random.Generator, inputs: int, hidden: int, drawn: str = "figo") -> dict[str, Array]:
    """Draw the parameters of the gates named in `drawn`; those of the others are zero."""
    shapes = {"W_{}x": (hidden, inputs), "W_{}h": (hidden, hidden), "b_{}": (hidden,)}
    return {
        key.format(gate): rng.normal(0.0, 0.8, shape) * (gate in drawn)
        for key, shape in shapes.items()
        for gate in "figo"
    }


def without(params: dict[str, Array], part: str) -> dict[str, Array]:
    """Return the parameters with all those whose name starts with `part` set to zero."""
    return {key: np.zeros_like(value) if key.startswith(part) else value for key, value in params.items()}


def in_another_order(params: Mapping[str, Array]) -> dict[str, Array]:
    """Return the same parameters, the last first: they go by their names."""
    return dict(reversed(list(params.items())))


@case(
    "the three gates and the candidate of a small step",
    points=13,
    hint="each of the four has its own two matrices and bias; the gates lie between 0 and 1, the candidate between −1 "
    "and 1; they are returned in the order f, i, g, o",
)
def gates_of_a_small_step(lstm_gates: Function) -> None:
    params = {
        "W_fx": np.array([[1.0, 0.0]]), "W_fh": np.array([[2.0]]), "b_f": np.array([0.5]),
        "W_ix": np.array([[0.0, 1.0]]), "W_ih": np.array([[1.0]]), "b_i": np.array([1.0]),
        "W_gx": np.array([[1.0, 1.0]]), "W_gh": np.array([[-1.0]]), "b_g": np.array([1.5]),
        "W_ox": np.array([[0.5, 2.0]]), "W_oh": np.array([[1.0]]), "b_o": np.array([-1.0]),
    }  # fmt: skip
    agrees(lstm_gates(np.array([1.0, -1.0]), np.array([0.5]), params))


@case(
    "the memory keeps a part of the old and takes in a part of the new",
    points=10,
    hint="which gate goes with the old memory, which with the candidate, and is it the old or the new memory that "
    "shows? C is returned first, and it may be larger than 1",
)
def update_of_three_units(lstm_cell_update: Function) -> None:
    f, i, g = np.array([1.0, 0.5, 0.25]), np.array([0.5, 1.0, 0.75]), np.array([0.5, -0.5, 0.8])
    agrees(lstm_cell_update(f, i, g, np.array([0.5, 1.0, 0.25]), np.array([2.0, -2.0, 4.0])))


@case("the forget and the input gate, when the old state is zero", points=8, hidden=True)
def forget_and_input_gate(lstm_gates: Function) -> None:
    rng = np.random.default_rng(601)
    for inputs, hidden in [(3, 2), (2, 3), (4, 1)]:
        params = without(weights(rng, inputs, hidden, "fi"), "b_")
        agrees(lstm_gates(rng.normal(0.0, 1.0, inputs), np.zeros(hidden), params))


@case("the candidate and the output gate, when the input is zero", points=8, hidden=True)
def candidate_and_output_gate(lstm_gates: Function) -> None:
    rng = np.random.default_rng(602)
    for inputs, hidden in [(2, 3), (3, 2), (1, 4)]:
        params = without(weights(rng, inputs, hidden, "go"), "b_")
        agrees(lstm_gates(np.zeros(inputs), rng.normal(0.0, 1.0, hidden), params))


@case("the biases, when the weights are zero", points=8, hidden=True)
def biases_alone(lstm_gates: Function) -> None:
    rng = np.random.default_rng(603)
    for inputs, hidden in [(2, 3), (3, 1), (2, 2)]:
        params = without(weights(rng, inputs, hidden), "W_")
        agrees(lstm_gates(rng.normal(0.0, 1.0, inputs), rng.normal(0.0, 1.0, hidden), params))


@case("gates of inputs, states and biases together, for inputs and states of any size", points=13, hidden=True)
def gates_of_any_size(lstm_gates: Function) -> None:
    rng = np.random.default_rng(604)
    for inputs, hidden in [(3, 2), (2, 4), (3, 2), (1, 1), (1, 3), (3, 3)]:
        x, h = rng.normal(0.0, 1.0, inputs), rng.normal(0.0, 1.0, hidden)
        agrees(lstm_gates(x, h, weights(rng, inputs, hidden)))
    x, params = rng.normal(0.0, 1.0, 3), weights(rng, 3, 2)
    agrees(lstm_gates(x, rng.normal(0.0, 1.0, 2), params))
    agrees(lstm_gates(x, rng.normal(0.0, 1.0, 2), in_another_order(params)))


@case("gates driven far to one side are finite and right", points=8, hidden=True)
def gates_driven_far(lstm_gates: Function) -> None:
    far = np.array([12.0, 40.0, 750.0, 1e4])
    biases = {"b_f": far, "b_i": far[::-1], "b_g": 0.8 * far, "b_o": 0.9 * far[::-1]}
    rng = np.random.default_rng(605)
    for sign in (1.0, -1.0):
        pushed = {key: sign * value for key, value in biases.items()}
        agrees(lstm_gates(rng.normal(0.0, 1.0, 2), rng.normal(0.0, 0.5, 4), weights(rng, 2, 4) | pushed))
    heavy = {key: (value if key.startswith("b") else 400.0 * value) for key, value in weights(rng, 3, 3).items()}
    agrees(lstm_gates(np.array([4.0, -7.0, 2.5]), np.array([0.9, -0.4, 0.7]), heavy))


@case("the new memory, when the output gate is closed", points=8, hidden=True)
def memory_behind_a_closed_gate(lstm_cell_update: Function) -> None:
    rng = np.random.default_rng(606)
    for hidden in (4, 1, 5):
        f, i = rng.uniform(0.05, 0.95, hidden), rng.uniform(0.05, 0.95, hidden)
        g, c = rng.uniform(-1.0, 1.0, hidden), rng.normal(0.0, 3.0, hidden)
        agrees(lstm_cell_update(f, i, g, np.zeros(hidden), c))


@case("what shows of a memory that is only kept", points=8, hidden=True)
def memory_that_is_kept(lstm_cell_update: Function) -> None:
    rng = np.random.default_rng(607)
    for hidden in (5, 2, 1):
        g, o, c = rng.uniform(-1.0, 1.0, hidden), rng.uniform(0.05, 0.95, hidden), rng.normal(0.0, 2.0, hidden)
        agrees(lstm_cell_update(np.ones(hidden), np.zeros(hidden), g, o, c))
    c = np.array([-25.0, 12.0, 0.25])
    agrees(lstm_cell_update(np.ones(3), np.zeros(3), np.full(3, 0.5), np.array([0.3, 1.0, 0.7]), c))


@case("both states from five arrays of any shape, entry by entry", points=8, hidden=True)
def update_of_any_shape(lstm_cell_update: Function) -> None:
    rng = np.random.default_rng(608)
    for shape in [(3,), (), (3,), (3, 3), (2, 1, 4)]:
        f, i, o = (rng.uniform(0.05, 0.95, shape) for _ in range(3))
        agrees(lstm_cell_update(f, i, rng.uniform(-1.0, 1.0, shape), o, rng.normal(0.0, 2.0, shape)))
    f, i, g = np.array([0.0, 1.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.6, -0.7, 0.8, -0.9])
    agrees(lstm_cell_update(f, i, g, np.array([1.0, 0.0, 1.0, 1.0]), np.array([3.0, -2.0, 1.5, 0.5])))


@case("read-only arrays and views are accepted, and no argument is changed", points=8, hidden=True)
def arguments_are_left_alone(lstm_gates: Function, lstm_cell_update: Function) -> None:
    rng = np.random.default_rng(609)
    pure(lstm_gates(rng.normal(0.0, 1.0, 3), rng.normal(0.0, 1.0, 2), weights(rng, 3, 2)))
    f, i, o = (rng.uniform(0.05, 0.95, 3) for _ in range(3))
    pure(lstm_cell_update(f, i, rng.uniform(-1.0, 1.0, 3), o, rng.normal(0.0, 2.0, 3)))
