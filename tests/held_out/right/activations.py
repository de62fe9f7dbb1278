import math
from fractions import Fraction
import numpy as np

from autograder.misconception import instead_of


@instead_of("sigmoid")
def sigmoid_through_tanh(x):
    """Uses σ(x) = (1 + tanh(x/2)) / 2, which cannot overflow."""
    return 0.5 * (1 + np.tanh(np.asarray(x) / 2))


@instead_of("sigmoid")
def sigmoid_logaddexp(x):
    """Uses exp(-log(1 + e^-x)) by logaddexp."""
    return np.exp(-np.logaddexp(0.0, -np.asarray(x, dtype=float)))


@instead_of("sigmoid")
def sigmoid_nested_lists(x):
    """Recursion over the axes with math.exp of a non-positive number; returns nested lists (a float for shape ())."""
    x = np.asarray(x)
    if x.ndim == 0:
        e = math.exp(-abs(float(x)))
        return 1 / (1 + e) if x >= 0 else e / (1 + e)
    return [sigmoid_nested_lists(v) for v in x]


@instead_of("sigmoid")
def sigmoid_naive_with_warnings(x):
    """The plain formula: e^-x overflows to inf with a warning, 1/inf is 0."""
    return 1 / (1 + np.exp(-np.asarray(x)))


@instead_of("sigmoid")
def sigmoid_masked_branches(x):
    """Boolean indexing on a raveled copy, brought back into shape (also shape ())."""
    x = np.asarray(x, dtype=float)
    flat = x.ravel()
    out = np.empty_like(flat)
    pos = flat > 0
    out[pos] = np.reciprocal(1 + np.exp(-flat[pos]))
    e = np.exp(flat[~pos])
    out[~pos] = e / (1 + e)
    return out.reshape(x.shape)


@instead_of("sigmoid")
def sigmoid_clipped_at_forty(x):
    """Clips at ±40, where σ is 4e-18 from its limit."""
    return 1.0 / (1.0 + np.power(math.e, -np.clip(x, -40, 40)))


@instead_of("sigmoid")
def sigmoid_longdouble(x):
    """Computes in extended precision and returns longdouble."""
    e = np.exp(-np.abs(np.asarray(x, dtype=np.longdouble)))
    return np.where(np.asarray(x) >= 0, 1, e) / (1 + e)


@instead_of("sigmoid")
def sigmoid_vectorize(x):
    """np.vectorize over a scalar rule; gives a 0-d array for shape ()."""
    rule = lambda v: 1 / (1 + math.exp(-v)) if v > -700 else 0.0
    return np.vectorize(rule, otypes=[float])(x)


@instead_of("relu")
def relu_mean_of_x_and_abs(x):
    """(x + |x|) / 2, halved before adding so that nothing overflows."""
    x = np.asarray(x)
    return x / 2 + np.abs(x) / 2


@instead_of("relu")
def relu_heaviside(x):
    """x times the step function; -0.0 may appear and equals 0."""
    return np.asarray(x) * np.heaviside(x, 0.0)


@instead_of("relu")
def relu_clip_open_above(x):
    """np.clip with no upper bound."""
    return np.clip(x, 0, None)


@instead_of("relu")
def relu_recursive_tuples(x):
    """Nested tuples of Python floats; a float for shape ()."""
    x = np.asarray(x)
    return max(x.item(), 0.0) if x.ndim == 0 else tuple(relu_recursive_tuples(v) for v in x)


@instead_of("relu")
def relu_putmask(x):
    """Works in place on a private copy with putmask."""
    y = np.array(x, copy=True)
    np.putmask(y, y < 0, 0)
    return y


@instead_of("relu")
def relu_returns_argument_if_positive(x):
    """Returns the argument itself if nothing is negative, otherwise a where."""
    return x if np.all(np.asarray(x) >= 0) else np.where(np.asarray(x) < 0, 0.0, x)


@instead_of("relu")
def relu_max_of_stack(x):
    """Stacks x and zeros on a new last axis and takes the maximum over it."""
    return np.stack([x, np.zeros(np.shape(x))], axis=-1).max(axis=-1)
