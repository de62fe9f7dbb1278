"""The solved dropout against what Bernoulli masks must be like, and the stub's promises."""

import math
from fractions import Fraction

import numpy as np
import oracle
import pytest

from assignments import dropout as stub
from solutions import dropout as solution

SHAPES = [(), (1,), (4,), (2, 3), (3, 1, 2), (5, 4, 3, 2)]
PROBABILITIES = [0.0, 0.1, 0.5, 0.8, 1.0]


@pytest.mark.parametrize("p", PROBABILITIES)
@pytest.mark.parametrize("shape", SHAPES)
def test_training_keeps_or_drops_each_number_and_scales_none(shape: tuple[int, ...], p: float) -> None:
    a = np.random.default_rng(len(shape)).normal(size=shape)
    out, mask = solution.dropout_train(oracle.frozen(a), p, np.random.default_rng(25))
    assert np.shape(out) == np.shape(mask) == shape
    assert np.asarray(out).dtype == np.asarray(mask).dtype == np.float64
    kept = [{0.0: False, 1.0: True}[entry] for entry in np.ravel(mask).tolist()]
    assert np.ravel(out).tolist() == [x if keep else 0.0 for x, keep in zip(a.ravel().tolist(), kept, strict=True)]


def test_probability_zero_keeps_all_and_probability_one_drops_all() -> None:
    a, rng = np.ones((100, 100)), np.random.default_rng(1)
    assert solution.dropout_train(a, 0.0, rng)[1].all()
    assert not solution.dropout_train(a, 1.0, rng)[1].any()


@pytest.mark.parametrize("p", [0.1, 0.5, 0.8])
def test_p_is_the_share_that_is_dropped_to_within_five_standard_deviations(p: float) -> None:
    _, mask = solution.dropout_train(np.ones((200, 500)), p, np.random.default_rng(2))
    assert abs(mask.mean() - (1 - p)) < 5 * math.sqrt(p * (1 - p) / mask.size)


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("p", [0.1, 0.5, 0.8])
def test_neighbours_are_dropped_independently_of_each_other(p: float, axis: int) -> None:
    _, mask = solution.dropout_train(np.ones((300, 300)), p, np.random.default_rng(3))
    products = (mask - (1 - p)) * (np.roll(mask, 1, axis) - (1 - p))
    assert abs(products.mean()) < 5 * p * (1 - p) / math.sqrt(mask.size)


def test_the_number_kept_varies_from_call_to_call_as_a_binomial_number_does() -> None:
    rng = np.random.default_rng(4)
    kept = [solution.dropout_train(np.ones(100), 0.5, rng)[1].sum() for _ in range(2000)]
    assert np.var(kept) == pytest.approx(25, rel=5 * math.sqrt(2 / 2000))


def test_the_same_state_gives_the_same_mask_whatever_the_global_generator_does() -> None:
    a = np.ones(1000)
    np.random.seed(1)
    _, first = solution.dropout_train(a, 0.5, np.random.default_rng(5))
    np.random.seed(2)
    _, second = solution.dropout_train(a, 0.5, np.random.default_rng(5))
    assert first.tolist() == second.tolist()


def test_two_calls_with_one_generator_give_independent_masks() -> None:
    rng = np.random.default_rng(6)
    _, first = solution.dropout_train(np.ones(10_000), 0.5, rng)
    _, second = solution.dropout_train(np.ones(10_000), 0.5, rng)
    assert abs(np.mean((first - 0.5) * (second - 0.5))) < 5 * 0.25 / math.sqrt(10_000)


@pytest.mark.parametrize("p", PROBABILITIES)
@pytest.mark.parametrize("shape", SHAPES)
def test_inference_scales_by_the_probability_of_keeping(shape: tuple[int, ...], p: float) -> None:
    a = np.random.default_rng(len(shape)).normal(size=shape)
    assert oracle.agrees(
        solution.dropout_infer(oracle.frozen(a), p), oracle.each(lambda x: x * (1 - Fraction(p)), a.tolist())
    )


@pytest.mark.parametrize("p", [0.1, 0.5, 0.8])
def test_inference_is_what_training_is_on_average(p: float) -> None:
    a, rng = np.array([1.0, -3.0]), np.random.default_rng(7)
    mean = sum(solution.dropout_train(a, p, rng)[0] for _ in range(10_000)) / 10_000
    margin = 5 * np.abs(a) * math.sqrt(p * (1 - p) / 10_000)
    assert np.all(np.abs(mean - solution.dropout_infer(a, p)) < margin)


@pytest.mark.parametrize("p", [-0.1, 1.1, -1e-9, 1 + 1e-9, math.inf, math.nan])
def test_what_is_no_probability_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="p must be a probability between 0 and 1, got"):
        solution.dropout_train(np.ones(3), p, np.random.default_rng(8))
    with pytest.raises(ValueError, match="p must be a probability between 0 and 1, got"):
        solution.dropout_infer(np.ones(3), p)


def test_the_stub_has_the_functions_and_signatures_of_the_solution() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_function_of_the_stub_says_that_it_is_yours_to_write() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_of_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
