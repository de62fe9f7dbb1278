"""The GRU's blend of old and new, its sequences, the limits of its update gate, and its number of parameters."""

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, Predicate, agrees, case, holds, pure, refuses

OK_FORMAT = False
name = "gru_update"

LIMITS = {"replace": 1, "keep": 0}
CLOSE_ENOUGH = 1e-6 + 1e-9
LARGEST_BIAS = 5000

Array = NDArray[np.float64]


def weights(rng: np.random.Generator, inputs: int, hidden: int) -> dict[str, Array]:
    """Draw the parameters of a GRU."""
    shapes = {"W_": (hidden, inputs), "U_": (hidden, hidden), "b_": (hidden,)}
    return {key + gate: rng.normal(0.0, 0.8, shape) for key, shape in shapes.items() for gate in "zrh"}


def reaching(limit: int, hidden_size: int) -> Predicate:
    """Return the predicate that finds whether some weights, input and state keep z away from its limit.

    With D = H = hidden_size and all entries of W_z, U_z, x and h at most 1 in size, W_z x + U_z h takes every value
    from −2H to 2H. The worst one leaves z at σ(b − 2H) where it is to be 1, at σ(b + 2H) where it is to be 0. This is
    an exact calculation: a right answer always passes.
    """

    def fault(bias: Array) -> str | None:
        return weakness(bias if limit else -bias, 2.0 * hidden_size)

    return fault


def weakness(push: Array, most: float) -> str | None:
    """Return why a push towards the limit is not enough against anything up to `most`, None where it is."""
    if push.size == 0 or np.isnan(push).any():
        return "the bias is not a number"
    least = push.min()
    if short_of_limit(least - most) <= CLOSE_ENOUGH:
        return None
    if least <= 0:
        return "the bias pushes z to the wrong side" if least < 0 else "the bias is zero"
    if short_of_limit(least) > CLOSE_ENOUGH:
        amount = "far too weak" if short_of_limit(least) > 0.05 else "too weak"
        return f"the bias is {amount} even when all weights are zero"
    if least < most:
        return "the bias is outweighed by the worst weights, input and state that are allowed"
    return "the bias leaves too little when the worst weights, input and state that are allowed push against it"


def short_of_limit(push: float) -> float:
    """Return how far a gate is from its limit when its argument is this far on the right side."""
    return float(1 / (1 + np.exp(push)))


def well_formed(hidden_size: int) -> Predicate:
    """Return the predicate that finds a wrong shape, and entries that are not finite or larger than allowed."""

    def fault(bias: Array) -> str | None:
        if bias.ndim != 1:
            return f"the bias is no vector but has {bias.ndim} dimensions"
        if bias.size != hidden_size:
            return "the bias does not have one entry per unit"
        if not np.isfinite(bias).all():
            return "the bias is not finite"
        return None if (np.abs(bias) <= LARGEST_BIAS).all() else "the bias is larger than allowed"

    return fault


def accepted(result: object) -> str | None:
    """Find no fault with anything but None: what is in it is another case's business."""
    return "nothing is returned" if result is None else None


def expect_limit(update_gate_bias: Function, limit_case: str, *sizes: int) -> None:
    """Expect biases for this case that do not fail for the worst weights."""
    limit = LIMITS[limit_case]
    for size in sizes:
        promise = f"z within 1e-6 of {limit}, whatever the weights"
        holds(promise, reaching(limit, size), update_gate_bias(limit_case, size))


@case(
    "the new state lies between the old one and the candidate",
    points=5,
    hint="where z is 1, the candidate takes the place of the old value; where z is 0, the old value stays",
)
def blend_of_three_units(gru_interpolate: Function) -> None:
    z = np.array([0.25, 0.75, 1.0])
    agrees(gru_interpolate(z, np.array([2.0, -4.0, 3.0]), np.array([-1.0, 0.5, 0.25])))


@case(
    "a sequence hands the state on from step to step",
    points=5,
    hint="compare row by row: the first row is one step from h0; what does each later step start from?",
)
def small_sequence(gru_forward: Function) -> None:
    given = {
        "W_z": 0.5, "U_z": 1.0, "b_z": -0.75, "W_r": -1.0, "U_r": 0.5, "b_r": 0.5, "W_h": 1.0, "U_h": 2.0, "b_h": 0.25,
    }  # fmt: skip
    params = {key: np.array([value] if key.startswith("b") else [[value]]) for key, value in given.items()}
    agrees(gru_forward(np.array([[1.0], [-0.5], [2.0]]), np.array([0.8]), params))


@case(
    "biases of the update gate for two units",
    points=5,
    hint="how large can W_z x + U_z h be, at worst, for two units? And how large must the argument of σ be for z to be "
    "within 1e-6 of its limit?",
)
def two_units(update_gate_bias: Function) -> None:
    for limit_case in LIMITS:
        expect_limit(update_gate_bias, limit_case, 2)
        holds(
            "an array (2,) of finite numbers of at most 5000 in size", well_formed(2), update_gate_bias(limit_case, 2)
        )


@case("the parameters of a small GRU", points=5, hint="write down the shapes of all nine arrays and add up")
def small_count(gru_parameter_count: Function) -> None:
    agrees(gru_parameter_count(2, 5))


@case("old and new blended for arrays of any shape, entry by entry", points=8, hidden=True)
def blend_of_any_shape(gru_interpolate: Function) -> None:
    rng = np.random.default_rng(641)
    for shape in [(4,), (), (4,), (3, 3), (2, 1, 3)]:
        agrees(
            gru_interpolate(rng.uniform(0.05, 0.95, shape), rng.normal(0.0, 2.0, shape), rng.uniform(-1.0, 1.0, shape))
        )
    agrees(gru_interpolate(np.zeros(3), np.array([5.0, -0.3, 1.5]), np.array([0.1, 0.9, -0.6])))
    agrees(gru_interpolate(np.ones(3), np.array([0.4, -7.0, 2.5]), np.array([0.7, -0.2, 0.9])))
    agrees(gru_interpolate(np.array([0.0, 1.0, 0.5]), np.array([3.0, -2.0, -1.0]), np.array([0.3, -0.8, 0.6])))


@case("sequences of any length, from any first state", points=8, hidden=True)
def sequence_of_any_length(gru_forward: Function) -> None:
    rng = np.random.default_rng(642)
    for length, inputs, hidden in [(4, 2, 3), (3, 3, 2), (4, 2, 3), (1, 3, 2), (5, 1, 2), (1, 1, 1), (7, 2, 3)]:
        h0 = rng.uniform(-1.0, 1.0, hidden)
        agrees(gru_forward(rng.normal(0.0, 1.0, (length, inputs)), h0, weights(rng, inputs, hidden)))


@case("a sequence without any step", points=8, hidden=True)
def empty_sequence(gru_forward: Function) -> None:
    rng = np.random.default_rng(643)
    for inputs, hidden in [(2, 3), (3, 1), (2, 2)]:
        agrees(gru_forward(np.zeros((0, inputs)), rng.uniform(-1.0, 1.0, hidden), weights(rng, inputs, hidden)))


@case("biases that replace the state, and biases that keep it", points=8, hidden=True)
def bias_of_any_size(update_gate_bias: Function) -> None:
    for limit_case in LIMITS:
        expect_limit(update_gate_bias, limit_case, 1, 3, 4, 7)


@case("the limits hold for the largest states and the worst weights as well", points=8, hidden=True)
def largest_states(update_gate_bias: Function) -> None:
    for limit_case in LIMITS:
        expect_limit(update_gate_bias, limit_case, 9, 11, 13, 15, 16)


@case("the bias has one entry per unit, finite and not too large", points=8, hidden=True)
def form_of_the_bias(update_gate_bias: Function) -> None:
    for limit_case in LIMITS:
        for size in (1, 5, 16):
            holds("an array of moderate numbers", well_formed(size), update_gate_bias(limit_case, size))


@case("a case that is neither of the two, and a size less than 1, are refused", points=8, hidden=True)
def bias_is_refused(update_gate_bias: Function) -> None:
    for limit_case in LIMITS:
        holds("a bias for a case and a size that are allowed", accepted, update_gate_bias(limit_case, 1))
        refuses(update_gate_bias(limit_case, 0), update_gate_bias(limit_case, -1))
    for unknown in ("reset", "", "remember", "replaced", "update"):
        refuses(update_gate_bias(unknown, 3))


@case("the number of parameters for inputs and states of any size", points=8, hidden=True)
def count_for_any_size(gru_parameter_count: Function) -> None:
    for inputs, hidden in [(1, 1), (4, 3), (3, 4), (1, 6), (7, 1), (5, 5), (28, 128), (300, 17)]:
        agrees(gru_parameter_count(inputs, hidden))


@case("parameter counts of sizes less than 1 are refused", points=8, hidden=True)
def count_refuses_small_sizes(gru_parameter_count: Function) -> None:
    holds("a number for sizes of 1 and more", accepted, gru_parameter_count(1, 4))
    holds("a number for sizes of 1 and more", accepted, gru_parameter_count(4, 1))
    refuses(gru_parameter_count(0, 4), gru_parameter_count(4, 0))
    refuses(gru_parameter_count(-1, 3), gru_parameter_count(3, -1))
    refuses(gru_parameter_count(-6, 2), gru_parameter_count(2, -6), gru_parameter_count(-2, -3))


@case("read-only arrays and views are accepted, and no argument is changed", points=8, hidden=True)
def arguments_are_left_alone(gru_interpolate: Function, gru_forward: Function) -> None:
    rng = np.random.default_rng(644)
    pure(gru_interpolate(rng.uniform(0.05, 0.95, 3), rng.normal(0.0, 2.0, 3), rng.uniform(-1.0, 1.0, 3)))
    pure(gru_forward(rng.normal(0.0, 1.0, (2, 2)), rng.uniform(-1.0, 1.0, 2), weights(rng, 2, 2)))


@case("gates that are fully closed or open, and inputs of zeros", points=8, hidden=True)
def zeros_are_values(gru_interpolate: Function, gru_forward: Function) -> None:
    pure(gru_interpolate(np.array([0.0, 1.0, 0.25]), np.array([0.5, -0.7, 0.9]), np.array([-0.2, 0.6, 0.3])))
    rng = np.random.default_rng(7401)
    params = {f"W_{g}": rng.normal(size=(2, 3)) for g in "zrh"} | {f"U_{g}": rng.normal(size=(2, 2)) for g in "zrh"}
    params |= {f"b_{g}": rng.normal(size=2) for g in "zrh"}
    xs = rng.normal(size=(4, 3))
    xs[1] = xs[3] = 0.0
    agrees(gru_forward(xs, rng.normal(size=2), params))
