"""Biases that push the gates of an LSTM to their limits (Exercise 3.1)."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, Predicate, case, holds, refuses

OK_FORMAT = False
name = "lstm_gate_limits"

LIMITS = {
    "overwrite": {"b_f": 0, "b_i": 1, "b_o": 1},
    "silence": {"b_f": 1, "b_i": 1, "b_o": 0},
    "remember": {"b_f": 1, "b_i": 0, "b_o": 1},
    "open": {"b_f": 1, "b_i": 1, "b_o": 1},
}
CLOSE_ENOUGH = 1e-6 + 1e-9
LARGEST_BIAS = 5000

Bias = NDArray[np.float64]
Biases = Mapping[str, Bias]


def reaching(limits: Mapping[str, int], hidden_size: int) -> Predicate:
    """Return the predicate that finds the gates which some weights, input and state keep away from their limits.

    With D = H = hidden_size and all entries of W_x, W_h, x and h at most 1 in size, W_x x + W_h h takes every value
    from −2H to 2H. The worst one for a gate that is to be 1 leaves it at σ(b − 2H), for a gate that is to be 0 at
    σ(b + 2H). This is an exact calculation: a right answer always passes.
    """

    def fault(biases: Biases) -> str | None:
        if not isinstance(biases, dict):
            return "there is no dict with the biases"
        missing = [key for key in limits if key not in biases]
        if missing:
            return f"missing: {', '.join(missing)}"
        pushes = {key: biases[key] if limit else -biases[key] for key, limit in limits.items()}
        weak = {key: weakness(push, 2.0 * hidden_size) for key, push in pushes.items()}
        return "; ".join(f"{key} {why}" for key, why in weak.items() if why) or None

    return fault


def weakness(push: Bias, most: float) -> str | None:
    """Return why a push towards the limit is not enough against anything up to `most`, None where it is."""
    if push.size == 0 or np.isnan(push).any():
        return "is not a number"
    least = push.min()
    if short_of_limit(least - most) <= CLOSE_ENOUGH:
        return None
    if least <= 0:
        return "pushes its gate to the wrong side" if least < 0 else "is zero"
    if short_of_limit(least) > CLOSE_ENOUGH:
        amount = "far too weak" if short_of_limit(least) > 0.05 else "too weak"
        return f"is {amount} even when all weights are zero"
    if least < most:
        return "is outweighed by the worst weights, input and state that are allowed"
    return "leaves too little when the worst weights, input and state that are allowed push against it"


def short_of_limit(push: float) -> float:
    """Return how far a gate is from its limit when its argument is this far on the right side."""
    return float(1 / (1 + np.exp(push)))


def shaped(hidden_size: int) -> Predicate:
    """Return the predicate that finds keys that are missing or too many, and arrays of the wrong shape."""

    def fault(biases: Biases) -> str | None:
        if not isinstance(biases, dict):
            return "there is no dict with the biases"
        if biases.keys() != {"b_f", "b_i", "b_o"}:
            return f"the keys are {', '.join(sorted(biases))}"
        for key, bias in biases.items():
            if bias.ndim != 1:
                return f"{key} is no vector but has {bias.ndim} dimensions"
            if bias.size != hidden_size:
                return f"{key} does not have one entry per unit"
        return None

    return fault


def bounded(biases: Biases) -> str | None:
    """Find biases that are not finite or larger than allowed."""
    values = np.concatenate([np.ravel(bias) for bias in biases.values()])
    if not np.isfinite(values).all():
        return "a bias is not finite"
    return None if values.size and (np.abs(values) <= LARGEST_BIAS).all() else "a bias is larger than allowed"


def accepted(result: object) -> str | None:
    """Find no fault with anything but None: what is in it is another case's business."""
    return "nothing is returned" if result is None else None


def expect_limits(gate_limit_biases: Function, limit_case: str, *sizes: int) -> None:
    """Expect biases for this case that do not fail for the worst weights."""
    limits = LIMITS[limit_case]
    promise = ", ".join(f"{key[-1]} within 1e-6 of {limit}" for key, limit in limits.items())
    for size in sizes:
        holds(f"{promise}, whatever the weights", reaching(limits, size), gate_limit_biases(limit_case, size))


@case(
    "biases for two units, in each of the four cases",
    points=22,
    hint="which gates are to be near 0, which near 1? How large can W x + W h be, at worst, for two units? And how "
    "large must the argument of σ be for the gate to be within 1e-6 of its limit?",
)
def two_units(gate_limit_biases: Function) -> None:
    for limit_case in LIMITS:
        expect_limits(gate_limit_biases, limit_case, 2)
        call = gate_limit_biases(limit_case, 2)
        holds("exactly the keys b_f, b_i and b_o, each with an array (2,)", shaped(2), call)
        holds("finite biases of at most 5000 in size", bounded, call)


@case("the candidate overwrites the memory", points=9, hidden=True)
def overwrite(gate_limit_biases: Function) -> None:
    expect_limits(gate_limit_biases, "overwrite", 1, 3, 4, 7)


@case("nothing shows while the cell goes on", points=9, hidden=True)
def silence(gate_limit_biases: Function) -> None:
    expect_limits(gate_limit_biases, "silence", 1, 3, 5, 7)


@case("the memory stays as it is", points=9, hidden=True)
def remember(gate_limit_biases: Function) -> None:
    expect_limits(gate_limit_biases, "remember", 1, 3, 6, 7)


@case("everything is let through", points=9, hidden=True)
def everything_open(gate_limit_biases: Function) -> None:
    expect_limits(gate_limit_biases, "open", 1, 3, 7, 8)


@case("the limits hold for the largest states and the worst weights as well", points=12, hidden=True)
def largest_states(gate_limit_biases: Function) -> None:
    for limit_case in LIMITS:
        expect_limits(gate_limit_biases, limit_case, 12, 14, 15, 16)


@case("exactly the keys that were asked for, each with one entry per unit", points=9, hidden=True)
def keys_and_shapes(gate_limit_biases: Function) -> None:
    for limit_case in LIMITS:
        for size in (1, 5, 16):
            holds("three arrays of the right shape", shaped(size), gate_limit_biases(limit_case, size))


@case("biases are finite and not too large", points=9, hidden=True)
def bounded_biases(gate_limit_biases: Function) -> None:
    for limit_case in LIMITS:
        for size in (1, 4, 16):
            holds("finite biases of at most 5000 in size", bounded, gate_limit_biases(limit_case, size))


@case("a case that is none of the four is refused", points=9, hidden=True)
def unknown_cases(gate_limit_biases: Function) -> None:
    for limit_case in LIMITS:
        holds("biases for a case that there is", accepted, gate_limit_biases(limit_case, 3))
    for unknown in ("forget", "", "closed", "keep", "opened", "write", "b_f"):
        refuses(gate_limit_biases(unknown, 3))


@case("a size less than 1 is refused", points=9, hidden=True)
def small_sizes(gate_limit_biases: Function) -> None:
    for limit_case in LIMITS:
        holds("biases for a size that is allowed", accepted, gate_limit_biases(limit_case, 1))
        refuses(gate_limit_biases(limit_case, 0), gate_limit_biases(limit_case, -1))
    refuses(gate_limit_biases("remember", -5))
