"""The solved clipping against exact sums of squares, and the stub's promises."""

import math
from fractions import Fraction

import numpy as np
import oracle
import pytest
from numpy.typing import NDArray

from assignments import clipping as stub
from solutions import clipping as solution

Array = NDArray[np.float64]
CASES = range(60)
LIMITS = [0.05, 1.0, 7.0, 200.0, math.inf]


def exact_norm(grads: list[Array]) -> float:
    """Add the squares of all elements exactly and round once, in the root."""
    return math.sqrt(sum(number**2 for g in grads for number in oracle.flat(g.tolist())))


def exact_clip(grads: list[Array], tau: float) -> list[oracle.Nested]:
    """Scale all arrays to joint length τ if they are longer."""
    norm = exact_norm(grads)
    factor = Fraction(tau) / Fraction(norm) if norm > tau else Fraction(1)
    return [oracle.each(lambda x: factor * x, g.tolist()) for g in grads]


@pytest.mark.parametrize("seed", CASES)
def test_the_norm_is_the_root_of_the_sum_of_all_squares(seed: int) -> None:
    grads = oracle.arrays(np.random.default_rng(seed))
    assert oracle.agrees(float(solution.gradient_norm(oracle.frozen(grads))), exact_norm(grads))


@pytest.mark.parametrize("tau", LIMITS)
@pytest.mark.parametrize("seed", CASES)
def test_one_gradient_is_scaled_to_the_limit_only_if_it_is_longer(seed: int, tau: float) -> None:
    for g in oracle.arrays(np.random.default_rng(seed)):
        assert oracle.agrees(solution.clip_gradient(oracle.frozen(g), tau), exact_clip([g], tau)[0])


@pytest.mark.parametrize("tau", LIMITS)
@pytest.mark.parametrize("seed", CASES)
def test_several_gradients_are_scaled_by_one_factor_to_a_joint_length_of_the_limit(seed: int, tau: float) -> None:
    grads = oracle.arrays(np.random.default_rng(seed))
    clipped = solution.clip_gradients(oracle.frozen(grads), tau)
    assert isinstance(clipped, list)
    assert len(clipped) == len(grads)
    assert all(oracle.agrees(one, exact) for one, exact in zip(clipped, exact_clip(grads, tau), strict=True))


def test_the_cases_contain_gradients_above_and_below_every_finite_limit() -> None:
    norms = [exact_norm(grads) for seed in CASES if (grads := oracle.arrays(np.random.default_rng(seed)))]
    assert all(min(norms) < tau < max(norms) for tau in LIMITS[1:3])


def test_a_gradient_of_exactly_the_limit_is_left_as_it_is() -> None:
    assert solution.clip_gradient(np.array([3.0, 4.0]), 5.0).tolist() == [3.0, 4.0]


def test_zero_gradients_stay_zero() -> None:
    with np.errstate(all="raise"):
        assert solution.clip_gradient(np.zeros((2, 2)), 1.0).tolist() == [[0.0, 0.0], [0.0, 0.0]]
        assert [g.tolist() for g in solution.clip_gradients([np.zeros(2), np.zeros(())], 1.0)] == [[0.0, 0.0], 0.0]


def test_no_gradients_have_length_zero_and_nothing_to_clip() -> None:
    assert solution.gradient_norm([]) == 0
    assert solution.clip_gradients([], 1.0) == []


@pytest.mark.parametrize("g", [[0.0, 0.0], [3.0, 4.0]], ids=["zero gradient", "gradient"])
@pytest.mark.parametrize("tau", [0.0, -1.0, -math.inf])
def test_a_limit_that_is_not_positive_is_refused(tau: float, g: list[float]) -> None:
    with pytest.raises(ValueError, match="tau must be greater than 0, got"):
        solution.clip_gradient(np.array(g), tau)
    with pytest.raises(ValueError, match="tau must be greater than 0, got"):
        solution.clip_gradients([np.array(g)], tau)
    with pytest.raises(ValueError, match="tau must be greater than 0, got"):
        solution.clip_gradients([], tau)


def test_the_stub_has_the_functions_and_signatures_of_the_solution() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_function_of_the_stub_says_that_it_is_yours_to_write() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_of_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
