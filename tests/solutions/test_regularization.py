"""The solved penalties against exact sums of fractions, and the stub's promises."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import oracle
import pytest
from numpy.typing import NDArray

from assignments import regularization as stub
from solutions import regularization as solution

Array = NDArray[np.float64]
CASES = range(60)


def case(seed: int) -> tuple[list[Array], float]:
    """Return weights of mixed shapes, now and then none, and a λ that is now and then 0."""
    rng = np.random.default_rng(seed)
    return oracle.arrays(rng), float(rng.choice([0.0, 0.1, 0.5, 3.0]))


def elements(weights: list[Array]) -> list[Fraction]:
    """Return every element of every array as an exact fraction."""
    return [number for w in weights for number in oracle.flat(w.tolist())]


@pytest.mark.parametrize("seed", CASES)
def test_the_l1_penalty_is_lambda_times_the_sum_of_absolute_values(seed: int) -> None:
    weights, lam = case(seed)
    expected = Fraction(lam) * sum(abs(w) for w in elements(weights))
    assert oracle.agrees(float(solution.l1_penalty(oracle.frozen(weights), lam)), expected)


@pytest.mark.parametrize("seed", CASES)
def test_the_l2_penalty_is_lambda_times_the_sum_of_squares(seed: int) -> None:
    weights, lam = case(seed)
    expected = Fraction(lam) * sum(w * w for w in elements(weights))
    assert oracle.agrees(float(solution.l2_penalty(oracle.frozen(weights), lam)), expected)


@pytest.mark.parametrize("seed", CASES)
def test_the_gradient_is_a_list_of_two_lambda_w_in_the_shapes_of_the_weights(seed: int) -> None:
    weights, lam = case(seed)
    gradients = solution.l2_penalty_gradient(oracle.frozen(weights), lam)
    assert isinstance(gradients, list)
    assert len(gradients) == len(weights)
    assert all(
        oracle.agrees(gradient, oracle.each(lambda x: 2 * Fraction(lam) * x, w.tolist()))
        for gradient, w in zip(gradients, weights, strict=True)
    )


def test_the_gradient_is_the_slope_of_the_penalty() -> None:
    weights, step = [np.array([1.0, -2.0]), np.array([[0.5], [3.0]])], 2.0**-10
    gradients = solution.l2_penalty_gradient(weights, 0.5)
    for layer, w in enumerate(weights):
        for index in np.ndindex(w.shape):
            above, below = [v.copy() for v in weights], [v.copy() for v in weights]
            above[layer][index] += step
            below[layer][index] -= step
            rise = solution.l2_penalty(above, 0.5) - solution.l2_penalty(below, 0.5)
            assert gradients[layer][index] == pytest.approx(rise / (2 * step), rel=1e-9)


@pytest.mark.parametrize("seed", CASES)
def test_the_cost_is_the_mean_loss_plus_the_penalty_once(seed: int) -> None:
    weights, lam = case(seed)
    rng = np.random.default_rng(seed)
    losses = rng.uniform(0, 5, rng.integers(1, 7))
    mean = sum(oracle.flat(losses.tolist())) / len(losses)
    expected = mean + Fraction(lam) * sum(w * w for w in elements(weights))
    cost = solution.l2_regularized_cost(oracle.frozen(losses), oracle.frozen(weights), lam)
    assert oracle.agrees(float(cost), expected)


def test_no_weights_cost_nothing_and_have_no_gradient() -> None:
    assert solution.l1_penalty([], 2.0) == 0
    assert solution.l2_penalty([], 2.0) == 0
    assert solution.l2_penalty_gradient([], 2.0) == []
    assert solution.l2_regularized_cost(np.array([1.0, 3.0]), [], 2.0) == 2.0


@pytest.mark.parametrize("weights", [[], [np.array([1.0, -2.0])]], ids=["no weights", "weights"])
@pytest.mark.parametrize("penalty", [solution.l1_penalty, solution.l2_penalty, solution.l2_penalty_gradient])
def test_a_negative_lambda_is_refused(penalty: Callable[[list[Array], float], object], weights: list[Array]) -> None:
    with pytest.raises(ValueError, match=r"lam must be at least 0, got -0\.5"):
        penalty(weights, -0.5)


def test_the_cost_refuses_a_negative_lambda_too() -> None:
    with pytest.raises(ValueError, match="lam must be at least 0, got -1"):
        solution.l2_regularized_cost(np.array([1.0]), [np.array([2.0])], -1.0)


def test_the_mean_of_no_losses_is_refused() -> None:
    with pytest.raises(ValueError, match="losses is empty"):
        solution.l2_regularized_cost(np.array([]), [np.array([2.0])], 1.0)


def test_the_stub_has_the_functions_and_signatures_of_the_solution() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_function_of_the_stub_says_that_it_is_yours_to_write() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_of_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
