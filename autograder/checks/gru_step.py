"""The gates, the candidate and the step of a gated recurrent unit."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, agrees, case, pure

OK_FORMAT = False
name = "gru_step"

Array = NDArray[np.float64]


def weights(rng: np.random.Generator, inputs: int, hidden: int, drawn: str = "zrh") -> dict[str, Array]:
    """Draw the parameters of a GRU; those whose gate is not in `drawn` are zero."""
    shapes = {"W_": (hidden, inputs), "U_": (hidden, hidden), "b_": (hidden,)}
    return {
        key + gate: rng.normal(0.0, 0.8, shape) * (gate in drawn) for key, shape in shapes.items() for gate in "zrh"
    }


def in_another_order(params: Mapping[str, Array]) -> dict[str, Array]:
    """Return the same parameters, the last first: they go by their names."""
    return dict(reversed(list(params.items())))


@case(
    "the two gates of a small step",
    points=8,
    hint="each gate has its own two matrices and bias and lies between 0 and 1; the update gate is returned first",
)
def gates_of_a_small_step(gru_gates: Function) -> None:
    params = {
        "W_z": np.array([[1.0, 0.5]]), "U_z": np.array([[2.0]]), "b_z": np.array([0.5]),
        "W_r": np.array([[-1.0, 1.0]]), "U_r": np.array([[1.0]]), "b_r": np.array([-0.5]),
        "W_h": np.array([[3.0, -2.0]]), "U_h": np.array([[-1.5]]), "b_h": np.array([0.25]),
    }  # fmt: skip
    agrees(gru_gates(np.array([1.0, -1.0]), np.array([0.5]), params))


@case(
    "the candidate of two units that look at each other",
    points=8,
    hint="the reset gate acts on the old state before U_h mixes its units; it touches neither the input nor the bias",
)
def candidate_of_two_units(gru_candidate: Function) -> None:
    params = {key: np.zeros((2, 2)) for key in ("W_z", "U_z", "W_r", "U_r")} | {
        key: np.zeros(2) for key in ("b_z", "b_r")
    }
    params |= {"W_h": np.array([[1.0, 0.0], [0.0, 2.0]]), "U_h": np.array([[0.0, 1.0], [0.5, 0.0]])}
    params |= {"b_h": np.array([0.5, -0.25])}
    agrees(gru_candidate(np.array([0.25, 0.5]), np.array([0.8, -0.6]), np.array([1.0, 0.25]), params))


@case(
    "one step moves the state towards the candidate",
    points=8,
    hint="when the update gate is near 1, is it the old state or the candidate that counts? Which of the two does the "
    "reset gate change?",
)
def small_step(gru_step: Function) -> None:
    given = {
        "W_z": 0.5, "U_z": 1.0, "b_z": 0.75, "W_r": -1.0, "U_r": 0.5, "b_r": -0.5, "W_h": 1.0, "U_h": 2.0, "b_h": 0.25,
    }  # fmt: skip
    params = {key: np.array([value] if key.startswith("b") else [[value]]) for key, value in given.items()}
    agrees(gru_step(np.array([0.5]), np.array([-0.8]), params))


@case("the update gate alone, and the reset gate alone", points=8, hidden=True)
def one_gate_alone(gru_gates: Function) -> None:
    rng = np.random.default_rng(631)
    for gate, inputs, hidden in [("z", 3, 2), ("r", 3, 2), ("z", 2, 4), ("r", 1, 3)]:
        params = weights(rng, inputs, hidden, gate)
        agrees(gru_gates(rng.normal(0.0, 1.0, inputs), rng.normal(0.0, 1.0, hidden), params))


@case("both gates, for inputs and states of any size", points=9, hidden=True)
def gates_of_any_size(gru_gates: Function) -> None:
    rng = np.random.default_rng(632)
    for inputs, hidden in [(3, 2), (3, 2), (1, 1), (1, 3), (3, 3)]:
        x, h = rng.normal(0.0, 1.0, inputs), rng.normal(0.0, 1.0, hidden)
        agrees(gru_gates(x, h, weights(rng, inputs, hidden)))
    x, params = rng.normal(0.0, 1.0, 2), weights(rng, 2, 3)
    agrees(gru_gates(x, rng.normal(0.0, 1.0, 3), params))
    agrees(gru_gates(x, rng.normal(0.0, 1.0, 3), in_another_order(params)))


@case("gates driven far to one side are finite and right", points=8, hidden=True)
def gates_driven_far(gru_gates: Function) -> None:
    far = np.array([12.0, 40.0, 750.0, 1e4])
    rng = np.random.default_rng(633)
    for sign in (1.0, -1.0):
        pushed = {"b_z": sign * far, "b_r": sign * 0.9 * far[::-1]}
        agrees(gru_gates(rng.normal(0.0, 1.0, 2), rng.normal(0.0, 0.5, 4), weights(rng, 2, 4) | pushed))
    heavy = {key: (value if key.startswith("b") else 400.0 * value) for key, value in weights(rng, 3, 3).items()}
    agrees(gru_gates(np.array([4.0, -7.0, 2.5]), np.array([0.9, -0.4, 0.7]), heavy))


@case("candidates of any size, with the reset gate half open", points=9, hidden=True)
def candidate_of_any_size(gru_candidate: Function) -> None:
    rng = np.random.default_rng(634)
    for inputs, hidden in [(3, 2), (3, 2), (1, 1), (1, 4), (3, 3), (2, 2)]:
        x, h, r = rng.normal(0.0, 1.0, inputs), rng.uniform(-1.0, 1.0, hidden), rng.uniform(0.1, 0.9, hidden)
        agrees(gru_candidate(x, h, r, weights(rng, inputs, hidden)))
    x, h, params = rng.normal(0.0, 1.0, 2), rng.uniform(-1.0, 1.0, 3), weights(rng, 2, 3)
    agrees(gru_candidate(x, h, np.array([0.2, 0.9, 0.5]), params))
    agrees(gru_candidate(x, h, np.array([0.7, 0.1, 0.4]), in_another_order(params)))


@case("candidates with the reset gate closed or wide open", points=8, hidden=True)
def candidate_at_the_limits(gru_candidate: Function) -> None:
    rng = np.random.default_rng(635)
    for r in (np.zeros(3), np.ones(3), np.array([1.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0])):
        x, h = rng.normal(0.0, 1.0, 2), rng.uniform(-1.0, 1.0, 3)
        agrees(gru_candidate(x, h, r, weights(rng, 2, 3)))


@case("single steps for inputs and states of any size", points=16, hidden=True)
def step_of_any_size(gru_step: Function) -> None:
    rng = np.random.default_rng(636)
    for inputs, hidden in [(3, 2), (2, 4), (3, 2), (1, 1), (3, 3)]:
        x, h = rng.normal(0.0, 1.0, inputs), rng.uniform(-1.0, 1.0, hidden)
        agrees(gru_step(x, h, weights(rng, inputs, hidden)))
    x, params = rng.normal(0.0, 1.0, 2), weights(rng, 2, 3)
    agrees(gru_step(x, rng.uniform(-1.0, 1.0, 3), params), gru_step(x, np.array([2.0, -1.5, 0.5]), params))


@case("steps whose gates are all but closed or all but open", points=10, hidden=True)
def step_at_the_limits(gru_step: Function) -> None:
    rng = np.random.default_rng(637)
    limits = [np.full(3, 30.0), np.full(3, -30.0), np.array([30.0, -30.0, 30.0])]
    for b_z, b_r in [(limits[0], limits[1]), (limits[0], limits[2]), (limits[1], limits[0]), (limits[2], limits[0])]:
        x, h = rng.normal(0.0, 1.0, 2), rng.normal(0.0, 1.5, 3)
        agrees(gru_step(x, h, weights(rng, 2, 3) | {"b_z": b_z, "b_r": b_r}))
    agrees(gru_step(rng.normal(0.0, 1.0, 2), np.array([6.0, -5.0, 0.3]), weights(rng, 2, 3)))


@case("read-only arrays and views are accepted, and no argument is changed", points=8, hidden=True)
def arguments_are_left_alone(gru_gates: Function, gru_candidate: Function, gru_step: Function) -> None:
    rng = np.random.default_rng(638)
    x, h, params = rng.normal(0.0, 1.0, 3), rng.uniform(-1.0, 1.0, 2), weights(rng, 3, 2)
    pure(gru_gates(x, h, params), gru_candidate(x, h, np.array([0.3, 0.8]), params), gru_step(x, h, params))


@case("a state with zeros in it is a state like any other", points=8, hidden=True)
def states_with_zeros(gru_gates: Function, gru_candidate: Function, gru_step: Function) -> None:
    rng = np.random.default_rng(7301)
    params = {f"W_{g}": rng.normal(size=(3, 2)) for g in "zrh"} | {f"U_{g}": rng.normal(size=(3, 3)) for g in "zrh"}
    params |= {f"b_{g}": rng.normal(size=3) for g in "zrh"}
    x = rng.normal(size=2)
    for h_prev in (np.zeros(3), np.array([0.0, 0.8, -0.6]), np.array([0.4, 0.0, 1.7])):
        agrees(gru_gates(x, h_prev, params), gru_step(x, h_prev, params), gru_step(np.zeros(2), h_prev, params))
        agrees(gru_candidate(x, h_prev, np.array([0.2, 0.9, 0.5]), params))
