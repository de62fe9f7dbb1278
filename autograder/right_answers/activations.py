"""Right but unusual answers to the question on activation functions."""

import cmath
import functools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]


@instead_of("sigmoid")
def sigmoid_with_overflow_warning(x: Array) -> Array:
    """The textbook formula as it stands: NumPy warns of the overflow, and 1/(1 + ∞) is 0 all the same."""
    result: Array = 1 / (1 + np.exp(-x))
    return result


@instead_of("sigmoid")
def sigmoid_from_tanh(x: Array) -> Array:
    """The identity σ(x) = (1 + tanh(x/2))/2, which cannot overflow."""
    result: Array = 0.5 * (1.0 + np.tanh(0.5 * x))
    return result


@instead_of("sigmoid")
def sigmoid_in_log_domain(x: Array) -> Array:
    """The logarithm of σ by logaddexp, then one exp."""
    result: Array = np.exp(-np.logaddexp(0.0, -x))
    return result


@instead_of("sigmoid")
def sigmoid_of_clipped_argument(x: Array) -> Array:
    """The argument is clipped to ±500, which moves the result by 1e-217."""
    return np.reciprocal(1.0 + np.exp(np.clip(-x, -500.0, 500.0)))


@instead_of("sigmoid")
def sigmoid_in_two_masked_halves(x: Array) -> Array:
    """Two formulas, each written through a boolean mask into its half of the result."""
    result = np.empty(x.shape)
    positive = x >= 0
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    power = np.exp(x[~positive])
    result[~positive] = power / (1 + power)
    return result


@instead_of("sigmoid")
def sigmoid_catching_overflow(x: Array) -> Array:
    """Plain math.exp, entry by entry; its OverflowError is caught and means 0."""

    def one(value: float) -> float:
        try:
            return 1 / (1 + math.exp(-value))
        except OverflowError:
            return 0.0

    return np.array([one(value) for value in x.flat]).reshape(x.shape)


@instead_of("sigmoid")
def sigmoid_as_nested_lists(x: Array) -> Any:
    """Recursion down to the numbers gives nested lists, and a Python float for a 0-d array."""
    if x.ndim == 0:
        return 0.5 + 0.5 * math.tanh(float(x) / 2)
    return [sigmoid_as_nested_lists(row) for row in x]


@instead_of("sigmoid")
def sigmoid_of_object_dtype(x: Array) -> Any:
    """np.frompyfunc makes an array of Python floats, of dtype object."""
    return np.frompyfunc(lambda value: math.exp(min(value, 0.0)) / (1 + math.exp(-abs(value))), 1, 1)(x)


@instead_of("sigmoid")
def sigmoid_in_float32(x: Array) -> NDArray[np.float32]:
    """The result is rounded to float32, a relative error of 6e-8."""
    return (0.5 + 0.5 * np.tanh(x / 2)).astype(np.float32)


@instead_of("sigmoid")
def sigmoid_in_extended_precision(x: Array) -> NDArray[np.longdouble]:
    """The whole computation in long double, and the result left so."""
    wide = np.asarray(x, dtype=np.longdouble)
    small = np.exp(-np.abs(wide))
    return np.asarray(np.where(wide < 0, small, 1) / (1 + small))


@instead_of("sigmoid")
def sigmoid_as_a_rotated_tangent(x: Array) -> Array:
    """A tangent of an imaginary angle, with the standard library's cmath."""
    flat = [0.5 - 0.5 * (1j * cmath.tan(0.5j * max(-700.0, min(700.0, value)))).real for value in x.ravel()]
    return np.reshape(flat, x.shape)


class _Squasher:
    """A network layer in the style of a framework: made once, called like a function."""

    def __init__(self, steepness: float) -> None:
        self.steepness = steepness

    def __call__(self, x: Array, out: Array | None = None) -> Array:
        result = np.empty_like(x) if out is None else out
        np.tanh(np.multiply(x, self.steepness / 2), out=result)
        np.add(result, 1, out=result)
        np.divide(result, 2, out=result)
        return result


sigmoid_by_a_callable_object = instead_of("sigmoid")(_Squasher(steepness=1.0))


@instead_of("relu")
def relu_by_mask_product(x: Array) -> Array:
    """The numbers times the truth of their being positive."""
    return x * (x > 0)


@instead_of("relu")
def relu_by_half_sum(x: Array) -> Array:
    """The identity max(x, 0) = (x + |x|)/2."""
    return (x + np.abs(x)) / 2


@instead_of("relu")
def relu_by_clip(x: Array) -> Array:
    """np.clip from below only."""
    result: Array = np.clip(x, 0, None)
    return result


@instead_of("relu")
def relu_with_an_extra_slope(x: Array, slope: float = 0.0) -> Array:
    """A leaky ReLU whose leak, an extra parameter, is 0 unless asked for."""
    result: Array = np.where(x > 0, x, slope * x)
    return result


@instead_of("relu")
def relu_read_only_result(x: Array) -> Array:
    """A defensive copy is changed in place and then locked."""
    result = x.copy()
    result[result < 0] = 0.0
    result.flags.writeable = False
    return result


@instead_of("relu")
def relu_as_nested_tuples(x: Array) -> Any:
    """Nested tuples; a 0-d array gives a Python number, sometimes the int 0."""

    def rectified(value: Any) -> Any:
        return tuple(map(rectified, value)) if isinstance(value, list) else max(0, value)

    return rectified(x.tolist())


@instead_of("relu")
def relu_in_a_backward_buffer(x: Array) -> Array:
    """The result is a view with negative strides of a buffer that holds it backwards."""
    backwards = (slice(None, None, -1),) * x.ndim
    buffer = np.maximum(np.zeros(x.shape), x[backwards])
    return buffer[backwards]


@instead_of("relu")
def relu_without_change_returns_its_argument(x: Array) -> Array:
    """Where no entry is negative, there is nothing to do, and x itself comes back."""
    return x if (x >= 0).all() else np.fmax(x, 0.0)


@instead_of("relu")
def relu_as_unmasked_masked_array(x: Array) -> Any:
    """A masked array of which no entry is masked."""
    return np.ma.MaskedArray(np.where(x > 0, x, 0.0))


@instead_of("relu")
def relu_by_piecewise(x: Array) -> Array:
    """np.piecewise with two callables."""
    pieces: list[Callable[[Array], Array]] = [lambda positive: positive, np.zeros_like]
    return np.piecewise(x, [x > 0], pieces)


@instead_of("sigmoid")
def sigmoid_by_exact_fractions(x: Array) -> Array:
    """The quotient of two whole numbers is taken exactly, as a fraction, and rounded once."""

    def one(value: float) -> float:
        small = Fraction(math.exp(-abs(value)))
        return float((1 if value >= 0 else small) / (1 + small))

    return np.array([one(float(value)) for value in x.ravel()]).reshape(x.shape)


@instead_of("sigmoid")
def sigmoid_in_a_corner_of_a_larger_buffer(x: Array) -> Array:
    """The result is a view of every second entry of a buffer that is otherwise full of NaN."""
    buffer = np.full((*x.shape, 2), np.nan)
    corner: Array = buffer[..., 1]
    corner[...] = 0.5 * np.tanh(np.divide(x, 2)) + 0.5
    return corner


@instead_of("relu")
def relu_by_repeated_choice(x: Array) -> Any:
    """np.vectorize over Python's own max, with the type of the result stated."""
    return np.vectorize(functools.partial(max, 0.0), otypes=[float])(x)
