"""The solved activations against the formulas in decimal arithmetic, and the stub's promises."""

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import oracle
import pytest
from numpy.typing import NDArray

from assignments import activations as stub
from solutions import activations as solution

SHAPES = [(), (1,), (4,), (2, 3), (3, 1, 2), (2, 2, 2, 2)]


def exact_sigmoid(x: Fraction) -> Fraction:
    """Evaluate 1/(1 + e^(−x)) with fifty digits and no limit on the exponent."""
    with localcontext() as context:
        context.prec = 50
        return Fraction(1 / (1 + (-Decimal(float(x))).exp()))


def exact_relu(x: Fraction) -> Fraction:
    """Keep what is positive."""
    return x if x > 0 else Fraction(0)


@pytest.mark.parametrize("scale", [0.01, 1.0, 30.0, 800.0, 10_000.0])
@pytest.mark.parametrize("shape", SHAPES)
def test_sigmoid_is_the_formula_elementwise_for_numbers_of_every_size(shape: tuple[int, ...], scale: float) -> None:
    x = np.random.default_rng([len(shape), int(scale)]).uniform(-scale, scale, shape)
    assert oracle.agrees(solution.sigmoid(oracle.frozen(x)), oracle.each(exact_sigmoid, x.tolist()))


@pytest.mark.parametrize(("x", "y"), [(-10_000.0, 0.0), (0.0, 0.5), (-0.0, 0.5), (10_000.0, 1.0)])
def test_sigmoid_is_exact_at_the_middle_and_at_both_ends(x: float, y: float) -> None:
    assert solution.sigmoid(np.array(x)) == y


def test_sigmoid_overflows_nowhere() -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert oracle.agrees(solution.sigmoid(np.array([-1e4, -710.0, 710.0, 1e4])), [0.0, 0.0, 1.0, 1.0])


@pytest.mark.parametrize("shape", SHAPES)
def test_relu_keeps_positive_numbers_and_makes_all_others_zero(shape: tuple[int, ...]) -> None:
    x: NDArray[np.float64] = np.random.default_rng(len(shape)).integers(-3, 4, shape) / 2.0
    assert oracle.agrees(solution.relu(oracle.frozen(x)), oracle.each(exact_relu, x.tolist()))


def test_the_stub_has_the_functions_and_signatures_of_the_solution() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_function_of_the_stub_says_that_it_is_yours_to_write() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_of_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
