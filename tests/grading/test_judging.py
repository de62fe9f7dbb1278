"""Expectations, held against functions of this process."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.grading.evidence import evidence_of
from autograder.grading.judge import Finding, judge
from autograder.grading.plan import outcomes_of
from autograder.grading.story import public_story
from autograder.vocabulary import Case, Function, Recording, agrees, case, generator, holds, pure, refuses

MODULE_OF = {"double": "maths", "draw": "maths"}
X = np.array([[1.0, -2.0], [3.0, 4.0]])


def double(x: Any, factor: float = 2.0) -> Any:
    if factor < 0:
        raise ValueError("factor")
    return x * factor


def draw(rng: np.random.Generator) -> Any:
    return rng.random()


def finding(made: Case, answer: Callable[..., Any]) -> Finding | None:
    """Return the first finding of a case on `answer`, with the functions above as the truth."""
    expectations = made.expectations(Recording())
    for expectation in expectations:
        truths = outcomes_of({"double": double, "draw": draw}, expectation.calls, MODULE_OF)
        outcomes = outcomes_of({"double": answer, "draw": answer}, expectation.calls, MODULE_OF)
        found = judge(expectation, outcomes, truths)
        if found is not None:
            return found
    return None


@case("doubles")
def doubles(double: Function) -> None:
    agrees(double(X), double(X, factor=3.0))


@case("refuses")
def refusal(double: Function) -> None:
    refuses(double(X, -1.0))


@case("pure")
def purity(double: Function) -> None:
    pure(double(X))


def _one_half(value: Any) -> str | None:
    return None if value < 0.5 else "too large"


@case("small")
def small(draw: Function) -> None:
    holds("a number below ½", _one_half, draw(generator(1)))


def _in_place(x: np.ndarray, factor: float = 2.0) -> np.ndarray:
    x *= factor
    return x


def _contiguous_only(x: np.ndarray, factor: float = 2.0) -> np.ndarray:
    if not x.flags.c_contiguous:
        raise TypeError("not contiguous")
    return x * factor


def _never(*args: Any, **kwargs: Any) -> Any:
    raise NotImplementedError


@pytest.mark.parametrize("made", [doubles, refusal, purity])
def test_a_right_function_meets_every_expectation(made: Case) -> None:
    assert finding(made, double) is None


@pytest.mark.parametrize(
    ("made", "answer", "kind"),
    [
        (doubles, lambda x, factor=2.0: x + x, "value"),
        (doubles, lambda x: x + x, "raised TypeError"),
        (doubles, _never, "not implemented"),
        (refusal, lambda x, factor=2.0: x * factor, "accepted"),
        (refusal, lambda x, factor=2.0: 1 / 0, "raised ZeroDivisionError"),
        (refusal, _never, "not implemented"),
        (purity, _in_place, "changed"),
        (purity, _contiguous_only, "awkward raised TypeError"),
        (purity, lambda x, factor=2.0: x, "value"),
        (purity, _never, "not implemented"),
        (small, lambda rng: 0.9, "too large"),
        (small, lambda rng: "text", "the result does not have the form that was asked for"),
    ],
)
def test_a_wrong_function_is_found_out_by_its_fault(made: Case, answer: Callable[..., Any], kind: str) -> None:
    found = finding(made, answer)
    assert found is not None
    assert found.kind == kind


def test_a_subclass_of_value_error_is_a_refusal() -> None:
    def strict(x: Any, factor: float = 2.0) -> Any:
        raise UnicodeError("a kind of ValueError")

    assert finding(refusal, strict) is None


def test_a_result_that_a_later_call_overwrites_is_wrong() -> None:
    buffer = np.zeros((2, 2))

    def shared(x: Any, factor: float = 2.0) -> Any:
        np.multiply(x, factor, out=buffer)
        return buffer

    expectations = doubles.expectations(Recording())
    calls = [call for expectation in expectations for call in expectation.calls]
    outcomes = outcomes_of({"double": shared}, calls, MODULE_OF)
    truths = outcomes_of({"double": double}, calls, MODULE_OF)
    assert judge(expectations[0], outcomes[:1], truths[:1]) is not None


def test_calls_of_one_case_that_share_a_generator_draw_from_one_stream() -> None:
    @case("two draws")
    def two_draws(draw: Function) -> None:
        rng = generator(5)
        agrees(draw(rng), draw(rng), draw(generator(5)))

    expectations = two_draws.expectations(Recording())
    calls = [call for expectation in expectations for call in expectation.calls]
    values = [getattr(outcome, "value", None) for outcome in outcomes_of({"draw": draw}, calls, MODULE_OF)]
    assert values[0] != values[1]
    assert values[0] == values[2]


def test_the_story_of_a_public_case_has_call_result_expectation_and_place() -> None:
    found = finding(doubles, lambda x, factor=2.0: x + x)
    assert found is not None
    assert public_story(found.fault, evidence_of(found), "Is the factor used?", "§1").splitlines() == [
        "called    double(np.array([[ 1., -2.], [ 3., 4.]]), factor=3.0)",
        "returned  array([[ 2., -4.],",
        "                 [ 6.,  8.]]) of shape (2, 2)",
        "expected  array([[ 3., -6.],",
        "                 [ 9., 12.]]) of shape (2, 2)",
        "that is   at index [0, 0]: 2 instead of 3 (4 of 4 entries differ)",
        "look at   Is the factor used?",
        "read      §1 of the lecture",
    ]
