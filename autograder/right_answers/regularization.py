"""Right but unusual answers to the question on regularization."""

import functools
import itertools
import math
import operator
import statistics
import warnings
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]
P = ParamSpec("P")
R = TypeVar("R")


class NegativePriceError(ValueError):
    """A price below zero."""


def _requires_price(function: Callable[P, R]) -> Callable[P, R]:
    """Refuse a negative last argument before the function is entered."""

    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        lam: Any = kwargs.get("lam", args[-1] if args else 0.0)
        if lam < 0:
            raise NegativePriceError(f"λ = {lam}")
        return function(*args, **kwargs)

    return guarded


def _all_numbers(arrays: Sequence[Array]) -> Iterator[float]:
    return itertools.chain.from_iterable(array.ravel().tolist() for array in arrays)


def _one_vector(arrays: Sequence[Array]) -> Array:
    return np.concatenate([np.zeros(0), *(np.ravel(array) for array in arrays)])


@instead_of("l1_penalty")
def l1_by_vector_norm(weights: Sequence[Array], lam: float) -> float:
    """The 1-norm of the raveled arrays, which is not the matrix 1-norm."""
    if lam < 0:
        raise ValueError("lam")
    return lam * sum(float(np.linalg.norm(w.ravel(), 1)) for w in weights)


@instead_of("l1_penalty")
@_requires_price
def l1_by_sign_product(weights: Sequence[Array], lam: float) -> float:
    """Each number times its own sign; the check of λ sits in a decorator."""
    return sum(lam * float(np.sum(np.sign(w) * w)) for w in weights)


@instead_of("l1_penalty")
def l1_by_larger_of_both_signs(weights: Sequence[Array], lam: float) -> Any:
    """max(w, −w), summed into a 0-d array."""
    if not lam >= 0:
        raise ValueError("the price of a weight cannot be negative")
    total = np.array(0.0)
    for w in weights:
        total = total + np.maximum(w, -w).sum()
    return np.asarray(lam * total)


@instead_of("l1_penalty")
def l1_by_positive_and_negative_parts(weights: Sequence[Array], lam: float) -> float:
    """The sum of the positive numbers less the sum of the negative ones, each summed exactly."""
    if math.copysign(1.0, lam) < 0 and lam != 0:
        raise ValueError("negative")
    numbers = list(_all_numbers(weights))
    return lam * (math.fsum(n for n in numbers if n > 0) - math.fsum(n for n in numbers if n < 0))


@instead_of("l1_penalty")
def l1_by_root_of_square(weights: Sequence[Array], lam: float) -> np.float64:
    """√(w²) is |w|; one long vector and a scalar product with a vector of λ."""
    if lam < 0:
        raise ValueError("negative price")
    sizes = np.sqrt(np.square(_one_vector(weights)))
    return np.float64(np.dot(np.full(sizes.size, lam), sizes))


@instead_of("l2_penalty")
def l2_by_plain_loops(weights: Sequence[Array], lam: float) -> float:
    """Plain loops over plain numbers; an int 0 where there are no weights."""
    if lam < 0:
        raise ValueError("lam < 0")
    total: float = 0
    for w in weights:
        for number in w.flat:
            total += float(number) ** 2
    return total * lam if total else 0


@instead_of("l2_penalty")
def l2_by_vdot(weights: Sequence[Array], lam: float) -> Any:
    """np.vdot flattens by itself; the result is a NumPy scalar."""
    if lam < 0:
        raise ValueError("lam < 0")
    return np.float64(lam) * np.sum([np.vdot(w, w) for w in weights])


@instead_of("l2_penalty")
def l2_by_einsum(weights: Sequence[Array], lam: float) -> float:
    """One einsum per raveled array, λ applied to every array on its own."""
    if lam < 0:
        raise ValueError("lam < 0")
    return sum((float(np.einsum("k,k->", w.ravel(), w.ravel())) * lam for w in weights), 0.0)


@instead_of("l2_penalty")
def l2_by_squared_norm(weights: Sequence[Array], lam: float) -> float:
    """The root is taken and undone: 25.000000000000004 instead of 25."""
    if lam < 0:
        raise ValueError("lam < 0")
    return lam * sum(float(np.linalg.norm(w)) ** 2 for w in weights)


@instead_of("l2_penalty")
def l2_by_recursion(weights: Sequence[Array], lam: float) -> float:
    """First array plus the rest, down to the empty list."""
    if lam < 0:
        raise ValueError("lam < 0")
    if len(weights) == 0:
        return 0.0
    return lam * float((weights[0] ** 2).sum()) + l2_by_recursion(weights[1:], lam)


@instead_of("l2_penalty")
def l2_by_exact_sum(weights: Sequence[Array], lam: float) -> float:
    """math.fsum, in the reverse order; a negative λ is found last."""
    total = math.fsum(number * number for number in reversed(list(_all_numbers(weights))))
    if lam < 0:
        raise NegativePriceError(lam)
    return lam * total


@instead_of("l2_penalty")
def l2_by_root_of_price(weights: Sequence[Array], lam: float) -> float:
    """√λ multiplies every weight before it is squared: math.sqrt itself raises ValueError for a negative λ."""
    root = math.sqrt(lam)
    return sum(float(np.sum((root * w) ** 2)) for w in weights)


@instead_of("l2_penalty")
def l2_by_functools(weights: Sequence[Array], lam: float) -> Any:
    """Folding and mapping in place of loops; the result is a 0-d array."""
    if operator.lt(lam, 0):
        raise ValueError("lam < 0")
    squares = map(np.sum, map(np.square, weights))
    return np.array(functools.reduce(operator.add, squares, 0.0) * lam)


@instead_of("l2_penalty_gradient")
def l2_gradient_as_tuple(weights: Sequence[Array], lam: float) -> tuple[Array, ...]:
    """A tuple in place of a list, w + w in place of 2w."""
    if lam < 0:
        raise ValueError("lam < 0")
    return tuple((w + w) * lam for w in weights)


@instead_of("l2_penalty_gradient")
def l2_gradient_as_nested_lists(weights: Sequence[Array], lam: float) -> list[Any]:
    """Lists of lists of Python floats, and plain floats for 0-d arrays."""
    if lam < 0:
        raise ValueError("lam < 0")
    return [(2 * lam * w).tolist() for w in weights]


@instead_of("l2_penalty_gradient")
@_requires_price
def l2_gradient_by_generator(weights: Sequence[Array], lam: float) -> list[Array]:
    """A generator that is turned into a list at the end; the results are in Fortran order."""

    def gradients() -> Iterator[Array]:
        for w in weights:
            yield np.array(np.multiply(2.0 * lam, w), order="F")

    return list(gradients())


@instead_of("l2_penalty_gradient")
def l2_gradient_by_one_vector(weights: Sequence[Array], lam: float) -> list[Array]:
    """All weights in one vector, scaled at once and cut up again: the results are views of one array."""
    if lam < 0:
        raise ValueError("lam < 0")
    gradient = 2 * lam * _one_vector(weights)
    ends = list(itertools.accumulate((w.size for w in weights), initial=0))
    return [gradient[start : start + w.size].reshape(w.shape) for start, w in zip(ends, weights, strict=False)]


@instead_of("l2_penalty_gradient")
def l2_gradient_by_complex_step(weights: Sequence[Array], lam: float) -> list[Array]:
    """The complex-step derivative of λw², exact to the last bits, with a warning thrown in."""
    if lam < 0:
        raise ValueError("lam < 0")
    warnings.warn("differentiated numerically", stacklevel=2)
    step = 1e-30
    return [np.imag(lam * (w + 1j * step) ** 2) / step for w in weights]


@instead_of("l2_penalty_gradient")
def l2_gradient_locked_and_switched_off(weights: Sequence[Array], lam: float) -> list[Array]:
    """λ = 0 is a case of its own, all results are read-only."""
    if lam < 0:
        raise ValueError("lam < 0")
    gradients = [np.zeros(w.shape) for w in weights] if lam == 0 else [lam * w * 2 for w in weights]
    for gradient in gradients:
        np.asarray(gradient).setflags(write=False)
    return gradients


@instead_of("l2_regularized_cost")
def cost_with_penalty_inside_the_mean(losses: Array, weights: Sequence[Array], lam: float) -> float:
    """The mean of (loss + penalty) over the examples is the mean loss plus the penalty."""
    if len(losses) == 0 or lam < 0:
        raise ValueError("no examples, or a negative price")
    penalty = sum(lam * float(np.sum(w * w)) for w in weights)
    return float(np.mean([loss + penalty for loss in losses]))


@instead_of("l2_regularized_cost")
def cost_by_statistics(losses: Array, weights: Sequence[Array], lam: float) -> float:
    """statistics.fmean raises StatisticsError for no losses, math.sqrt ValueError for λ < 0: both are ValueErrors."""
    root = math.sqrt(lam)
    return statistics.fmean(losses) + math.hypot(*(root * w for w in _all_numbers(weights))) ** 2


@instead_of("l2_regularized_cost")
def cost_by_weighted_average(losses: Array, weights: Sequence[Array], lam: float) -> Any:
    """np.average with equal weights; the result is a 0-d array."""
    if lam < 0:
        raise ValueError("lam < 0")
    if losses.size == 0:
        raise ValueError("no losses")
    vector = _one_vector(weights)
    return np.array(np.average(losses, weights=np.ones(losses.shape)) + lam * (vector @ vector))


@instead_of("l2_regularized_cost")
def cost_by_running_mean(losses: Array, weights: Sequence[Array], lam: float) -> float:
    """A running mean, then the penalty added weight by weight; λ is looked at first."""
    if lam < 0:
        raise NegativePriceError("λ")
    if not losses.shape[0]:
        raise ValueError("nothing to average")
    cost = 0.0
    for seen, loss in enumerate(losses.tolist(), start=1):
        cost += (loss - cost) / seen
    for number in _all_numbers(weights):
        cost += lam * number**2
    return cost


@instead_of("l2_regularized_cost")
def cost_by_one_scalar_product(losses: Array, weights: Sequence[Array], lam: float) -> float:
    """Losses and squares stand in one vector, 1/n and λ in another; Python's own division finds n = 0."""
    try:
        share = 1 / len(losses)
    except ZeroDivisionError as error:
        raise ValueError("the cost of no examples") from error
    if lam < 0:
        raise ValueError("lam < 0")
    squares = _one_vector(weights) ** 2
    return float(np.r_[losses, squares] @ np.r_[np.full(len(losses), share), np.full(len(squares), lam)])


@instead_of("l1_penalty")
def l1_by_complex_moduli(weights: Sequence[Array], lam: float) -> Any:
    """The modulus of complex numbers, added up as a 0-d array."""
    if lam < 0:
        raise ValueError("lam")
    return np.array(lam * sum(np.abs(np.asarray(w, dtype=complex)).sum() for w in weights))


@instead_of("l2_penalty")
def l2_by_exact_fractions(weights: Sequence[Array], lam: float) -> float:
    """Every square is an exact fraction, rounded once at the end."""
    if lam < 0:
        raise ValueError("lam")
    return float(sum((Fraction(float(v)) ** 2 for w in weights for v in w.flat), Fraction(0)) * Fraction(lam))


@instead_of("l2_penalty_gradient")
def l2_gradient_in_one_buffer(weights: Sequence[Array], lam: float) -> list[Array]:
    """Views of one buffer, which is the sum of all weights with themselves times λ."""
    if lam < 0:
        raise ValueError("lam")
    buffer = np.concatenate([np.zeros(0), *map(np.ravel, weights)])
    np.multiply(np.add(buffer, buffer), lam, out=buffer)
    ends = itertools.accumulate((w.size for w in weights), initial=0)
    return [buffer[end : end + w.size].reshape(w.shape) for end, w in zip(ends, weights, strict=False)]


@instead_of("l2_regularized_cost")
def cost_by_exact_sums(losses: Array, weights: Sequence[Array], lam: float) -> float:
    """math.fsum of the losses' shares and of all squares."""
    if lam < 0 or not len(losses):
        raise ValueError("lam or losses")
    return math.fsum([*(np.asarray(losses) / len(losses)), *(lam * v * v for w in weights for v in w.flat)])
