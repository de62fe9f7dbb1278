"""Known wrong answers for the activation functions."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.activations import relu, sigmoid

Array = NDArray[np.float64]


@instead_of("sigmoid")
def falls_instead_of_rising(x: Array) -> Array:
    """Your σ falls from 1 to 0 where it should rise from 0 to 1: look at the sign of the exponent."""
    return sigmoid(-x)


@instead_of("sigmoid")
def overflows_to_nan(x: Array) -> Array:
    """For large positive numbers your fraction becomes ∞/∞, which is nan."""
    return np.exp(x) / (1.0 + np.exp(x))


@instead_of("sigmoid")
def replaces_nan_by_zero(x: Array) -> Array:
    """For large positive numbers your fraction becomes ∞/∞, and turning that nan into 0 gives the wrong end of σ."""
    return np.nan_to_num(np.exp(x) / (1.0 + np.exp(x)))


@instead_of("sigmoid")
def hyperbolic_tangent(x: Array) -> Array:
    """Your function is tanh: it runs from −1 to 1, while σ runs from 0 to 1."""
    return np.tanh(x)


@instead_of("sigmoid")
def twice_as_steep(x: Array) -> Array:
    """Your curve runs from 0 to 1 but is too steep: it has the value of σ at 2x."""
    return 0.5 * (1.0 + np.tanh(x))


@instead_of("sigmoid")
def runs_from_minus_one(x: Array) -> Array:
    """Your curve runs from −1 to 1 (it is 2σ − 1), while σ itself runs from 0 to 1."""
    return 2.0 * sigmoid(x) - 1.0


@instead_of("sigmoid")
def hard_sigmoid(x: Array) -> Array:
    """Your function is made of straight lines: that is the hard sigmoid, an approximation used for speed."""
    return np.clip(0.2 * x + 0.5, 0.0, 1.0)


@instead_of("sigmoid")
def derivative_of_sigmoid(x: Array) -> Array:
    """You return the derivative of the sigmoid, not its value."""
    return sigmoid(x) * (1.0 - sigmoid(x))


@instead_of("sigmoid")
def softmax(x: Array) -> Array:
    """Your results add up to 1: that is softmax, but every number should be squashed by itself."""
    powers: Array = np.exp(x - np.max(x))
    return powers / np.sum(powers)


@instead_of("sigmoid")
def logarithm_of_sigmoid(x: Array) -> Array:
    """You return the logarithm of the sigmoid: your results are negative."""
    return -np.logaddexp(0.0, -x)


@instead_of("sigmoid")
def parentheses_forgotten(x: Array) -> Array:
    """Python divides before it adds: without parentheses your denominator is 1 alone."""
    return 1 / 1 + np.exp(-x)


@instead_of("sigmoid")
def minus_in_denominator(x: Array) -> Array:
    """Your denominator subtracts the exponential: it is 0 at x = 0, and your results leave [0, 1]."""
    return 1.0 / (1.0 - np.exp(-x))


@instead_of("sigmoid")
def step_function(x: Array) -> Array:
    """Your function jumps from 0 to 1; the sigmoid is smooth and takes all values between."""
    return np.where(x >= 0, 1.0, 0.0)


@instead_of("sigmoid")
def cuts_large_inputs(x: Array) -> Array:
    """Inputs are cut off at a limit against overflow, but so low a limit makes the results inexact."""
    return sigmoid(np.clip(x, -10.0, 10.0))


@instead_of("sigmoid")
def rounds_to_four_digits(x: Array) -> Array:
    """Your results are rounded; only the printed example is, the values should be exact."""
    return np.round(sigmoid(x), 4)


@instead_of("sigmoid")
def never_below_a_half(x: Array) -> Array:
    """Negative numbers get the value of the positive ones: your results are never below ½."""
    return 1.0 / (1.0 + np.exp(-np.abs(x)))


@instead_of("sigmoid")
def never_above_a_half(x: Array) -> Array:
    """Positive numbers get the value of the negative ones: your results are never above ½."""
    return np.exp(-np.abs(x)) / (1.0 + np.exp(-np.abs(x)))


@instead_of("sigmoid")
def power_of_two(x: Array) -> Array:
    """You raise 2 to a power where the formula has e."""
    return 1.0 / (1.0 + np.power(2.0, -x))


@instead_of("sigmoid")
def power_of_ten(x: Array) -> Array:
    """You raise 10 to a power where the formula has e: in Python, 1e−x is not e^(−x)."""
    return 1.0 / (1.0 + np.power(10.0, -x))


@instead_of("sigmoid")
def swish(x: Array) -> Array:
    """You multiply the sigmoid by x: that is the swish function, whose values are not confined to [0, 1]."""
    return x * sigmoid(x)


@instead_of("sigmoid")
def exponent_squared(x: Array) -> Array:
    """Your exponent holds x², so that the sign of x has no effect."""
    return 1.0 / (1.0 + np.exp(-(x**2)))


@instead_of("sigmoid")
def sigmoid_for_single_numbers_only(x: Array) -> float:
    """Your σ works for a single number only: math.exp does not take arrays."""
    return 1.0 / (1.0 + math.exp(-x))


@instead_of("sigmoid")
def sigmoid_for_vectors_only(x: Array) -> list[float]:
    """Your loop runs over the first axis alone: a matrix or a single number is not a list of numbers."""
    return [float(sigmoid(np.array(float(x[index])))) for index in range(len(x))]


@instead_of("sigmoid")
def sigmoid_makes_a_vector_of_a_number(x: Array) -> Array:
    """A single number comes back as an array with one entry, of shape (1,)."""
    return np.atleast_1d(sigmoid(x))


@instead_of("sigmoid")
def sigmoid_flattens(x: Array) -> Array:
    """Your result is one long vector: the shape of the input is lost."""
    return np.reshape(sigmoid(x), -1)


@instead_of("sigmoid")
def sigmoid_writes_into_its_argument(x: Array) -> Array:
    """Your function negates its argument in place: the caller's array is changed."""
    np.negative(x, out=x)
    return 1.0 / (1.0 + np.exp(x))


@instead_of("sigmoid")
def prints_sigmoid(x: Array) -> None:
    """Your function prints its result or forgets it: nothing is returned."""
    print(sigmoid(x))


_sigmoids: dict[tuple[int, ...], Array] = {}


@instead_of("sigmoid")
def sigmoid_remembered_by_shape(x: Array) -> Array:
    """A second array of the same shape gets the result of the first: what you store is found by the shape alone."""
    return _sigmoids.setdefault(np.shape(x), sigmoid(x))


@instead_of("sigmoid")
def sigmoid_written_down(x: Array) -> Array:
    """Your function knows the public examples by heart and computes nothing: other inputs give 0."""
    known = ([0.0], [-2.0, -0.5, 0.0, 1.0, 3.0])
    return sigmoid(x) if np.ravel(x).tolist() in known else np.zeros(np.shape(x))


@instead_of("relu")
def reduces_the_first_axis(x: Array) -> Array:
    """np.max with a second argument 0 takes the maximum along axis 0: it compares entries with each other."""
    reduced: Array = np.max(x, 0)
    return reduced


@instead_of("relu")
def leaky_relu(x: Array) -> Array:
    """Negative numbers still leak through, made smaller: that is the leaky ReLU."""
    return np.where(x > 0, x, 0.01 * x)


@instead_of("relu")
def absolute_value(x: Array) -> Array:
    """Negative numbers come back positive: that is the absolute value."""
    return np.abs(x)


@instead_of("relu")
def keeps_the_negative_part(x: Array) -> Array:
    """Your function lets the negative numbers through and stops the positive ones."""
    return np.minimum(x, 0.0)


@instead_of("relu")
def negative_part_made_positive(x: Array) -> Array:
    """Your function mirrors: negative numbers come out positive, and positive ones are stopped."""
    return np.maximum(-x, 0.0)


@instead_of("relu")
def relu_of_six(x: Array) -> Array:
    """Your function stops growing at 6: that is ReLU6."""
    return np.minimum(relu(x), 6.0)


@instead_of("relu")
def stops_growing_at_one(x: Array) -> Array:
    """Your function stops growing at 1; positive numbers should stay as they are."""
    return np.clip(x, 0.0, 1.0)


@instead_of("relu")
def derivative_of_relu(x: Array) -> Array:
    """Your results are only 0 and 1: that is the derivative of ReLU, or a mask."""
    return np.where(x > 0, 1.0, 0.0)


@instead_of("relu")
def softplus(x: Array) -> Array:
    """Your function is smooth: that is softplus, log(1 + eˣ)."""
    return np.logaddexp(0.0, x)


@instead_of("relu")
def exponential_linear_unit(x: Array) -> Array:
    """Negative numbers become eˣ − 1: that is the ELU."""
    return np.where(x > 0, x, np.expm1(np.minimum(x, 0.0)))


@instead_of("relu")
def swish_for_relu(x: Array) -> Array:
    """You multiply x by its sigmoid: that is the swish function, a smooth relative of ReLU."""
    return x * sigmoid(x)


@instead_of("relu")
def sigmoid_for_relu(x: Array) -> Array:
    """You return the sigmoid: your results all lie between 0 and 1."""
    return sigmoid(x)


@instead_of("relu")
def identity(x: Array) -> Array:
    """Your function lets everything through, negative numbers too."""
    return x


@instead_of("relu")
def negative_become_one(x: Array) -> Array:
    """You compare with 1 instead of 0: no result is below 1."""
    return np.maximum(x, 1.0)


@instead_of("relu")
def small_numbers_are_stopped(x: Array) -> Array:
    """Positive numbers up to 1 are stopped as well: your threshold is not 0."""
    return np.where(x > 1, x, 0.0)


@instead_of("relu")
def python_maximum(x: Any) -> Any:
    """Python's max compares its arguments as wholes, which works for a single number only."""
    return max(0.0, x)


@instead_of("relu")
def switches_the_whole_array(x: Array) -> Array:
    """You decide for the whole array at once, by its sum; every entry should be compared with 0 by itself."""
    return x if np.sum(x) > 0 else np.zeros(np.shape(x))


@instead_of("relu")
def takes_the_negatives_out(x: Array) -> Array:
    """Negative entries are taken out, so your result has fewer entries than the input; its shape should stay."""
    return x[x > 0]


@instead_of("relu")
def cuts_fractions_off(x: Array) -> NDArray[np.int64]:
    """Your results are whole numbers: the fractions are cut off."""
    return relu(x).astype(np.int64)


@instead_of("relu")
def relu_makes_a_vector_of_a_number(x: Array) -> Array:
    """A single number comes back as an array with one entry, of shape (1,)."""
    return np.atleast_1d(relu(x))


@instead_of("relu")
def relu_flattens(x: Array) -> Array:
    """Your result is one long vector: the shape of the input is lost."""
    return np.reshape(relu(x), -1)


@instead_of("relu")
def relu_for_vectors_only(x: Array) -> list[float]:
    """Your loop runs over the first axis alone: a matrix or a single number is not a list of numbers."""
    return [max(0.0, float(x[index])) for index in range(len(x))]


@instead_of("relu")
def relu_writes_into_its_argument(x: Array) -> Array:
    """Your function sets entries of its argument to 0: the caller's array is changed."""
    x[x < 0] = 0.0
    return x


_relus: dict[tuple[int, ...], Array] = {}


@instead_of("relu")
def relu_remembered_by_shape(x: Array) -> Array:
    """A second array of the same shape gets the result of the first: what you store is found by the shape alone."""
    return _relus.setdefault(np.shape(x), relu(x))


_buffers: dict[tuple[int, ...], Array] = {}


@instead_of("relu")
def relu_reuses_its_result(x: Array) -> Array:
    """All results of one shape are the same array: a later call overwrites what an earlier one returned."""
    buffer = _buffers.setdefault(np.shape(x), np.zeros(np.shape(x)))
    return np.maximum(x, 0.0, out=buffer)


@instead_of("relu")
def relu_written_down(x: Array) -> Array:
    """Your function knows the public examples by heart and computes nothing: other inputs give 0."""
    known = ([-1.5], [-3.0, 0.0, 0.25, 4.0])
    return relu(x) if np.ravel(x).tolist() in known else np.zeros(np.shape(x))
