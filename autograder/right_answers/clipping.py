"""Right but unusual answers to the question on gradient clipping."""

import functools
import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]


def _numbers(arrays: Iterable[Array]) -> list[float]:
    return [float(number) for array in arrays for number in np.asarray(array).flat]


@instead_of("gradient_norm")
def norm_of_norms(grads: Sequence[Array]) -> float:
    """The norm of the vector of the arrays' own norms."""
    return float(np.linalg.norm([np.linalg.norm(g) for g in grads]))


@instead_of("gradient_norm")
def norm_by_hypot(grads: Sequence[Array]) -> float:
    """math.hypot of all numbers at once; of none it is 0."""
    return math.hypot(*_numbers(grads))


@instead_of("gradient_norm")
def norm_by_running_hypot(grads: Sequence[Array]) -> float:
    """Hypotenuses taken two by two, as in a running triangle."""
    return functools.reduce(math.hypot, _numbers(grads), 0.0)


@instead_of("gradient_norm")
def norm_scaled_by_largest(grads: Sequence[Array]) -> float:
    """Everything is divided by the largest size first, as libraries do against overflow."""
    numbers = _numbers(grads)
    largest = max(map(abs, numbers), default=0.0)
    if largest == 0.0:
        return 0
    return largest * math.sqrt(math.fsum((number / largest) ** 2 for number in numbers))


@instead_of("gradient_norm")
def norm_as_zero_dimensional_array(grads: Sequence[Array]) -> Any:
    """One long vector, its scalar product with itself, its root as a 0-d array."""
    vector = np.concatenate([np.ravel(g) for g in grads]) if len(grads) else np.zeros(1)
    return np.asarray(np.inner(vector, vector) ** 0.5)


@instead_of("gradient_norm")
def norm_as_singular_value(grads: Sequence[Array]) -> float:
    """A matrix of one row has one singular value, and that is its length."""
    row = [*_numbers(grads), 0.0]
    return float(np.linalg.norm(np.array([row]), 2))


@instead_of("clip_gradient")
def clip_by_smaller_of_two_factors(g: Array, tau: float) -> Array:
    """min(1, τ/‖g‖) without a branch: for a zero gradient τ/0 is ∞, NumPy warns, and the factor is 1."""
    if tau <= 0:
        raise ValueError("tau")
    factor = np.minimum(1.0, tau / np.float64(np.linalg.norm(g)))
    return np.asarray(g * factor)


@instead_of("clip_gradient")
def clip_by_larger_denominator(g: Array, tau: float) -> Array:
    """The factor τ/max(‖g‖, τ), with an infinite τ set apart."""
    if not tau > 0:
        raise ValueError("tau must be positive")
    if math.isinf(tau):
        return g
    return g * (tau / max(float(np.sqrt((g**2).sum())), tau))


@instead_of("clip_gradient")
def clip_returning_the_gradient_itself(g: Array, tau: float) -> Array:
    """A gradient that is short enough comes back as the same object; at ‖g‖ = τ it is scaled by 1."""
    if tau <= 0:
        raise ValueError("tau")
    norm = np.sqrt(np.vdot(g, g))
    return g if norm < tau or norm == 0 else tau * (g / norm)


@instead_of("clip_gradient")
def clip_in_the_log_domain(g: Array, tau: float) -> Array:
    """exp(min(0, log τ − log ‖g‖)): math.log raises ValueError for τ ≤ 0 by itself."""
    log_tau = math.log(tau)
    if not g.any():
        return np.zeros_like(g)
    return math.exp(min(0.0, log_tau - math.log(np.linalg.norm(g)))) * g


@instead_of("clip_gradient")
def clip_to_nested_lists(g: Array, tau: float) -> Any:
    """Nested lists of floats, and a float for a 0-d gradient."""
    if tau <= 0:
        raise ValueError("tau")
    norm = math.sqrt(sum(number * number for number in g.ravel().tolist()))
    return (g if norm <= tau else g * (tau / norm)).tolist()


@instead_of("clip_gradient")
def clip_into_a_strided_buffer(g: Array, tau: float) -> Array:
    """The result is one half of a larger array in Fortran order."""
    if tau <= 0:
        raise ValueError("tau")
    norm = np.linalg.norm(g.ravel(), ord=2)
    buffer = np.full((*g.shape, 2), np.nan, order="F")
    result = buffer[..., 0]
    result[...] = g * (tau / norm) if norm > tau else g
    return result


@instead_of("clip_gradient")
def clip_in_place_on_a_copy(g: Array, tau: float) -> Array:
    """A copy is scaled in place, and only then is τ looked at."""
    clipped = np.array(g, dtype=float)
    norm = float(np.linalg.norm(g.reshape(-1)))
    if norm > tau:
        clipped *= tau
        clipped /= norm
    if tau <= 0:
        raise ValueError(f"a gradient cannot be clipped to length {tau}")
    return clipped


@instead_of("clip_gradients")
def clip_all_to_a_tuple(grads: Sequence[Array], tau: float) -> tuple[Array, ...]:
    """A tuple in place of a list; the caller's own arrays where nothing is clipped."""
    if tau <= 0:
        raise ValueError("tau")
    norm = np.sqrt(sum(np.sum(np.square(g)) for g in grads))
    if norm <= tau:
        return tuple(grads)
    return tuple(tau / norm * g for g in grads)


@instead_of("clip_gradients")
def clip_all_as_one_vector(grads: Sequence[Array], tau: float) -> list[Array]:
    """Concatenate, clip once, and split: every result is a view of one vector."""
    if tau <= 0:
        raise ValueError("tau")
    if not grads:
        return []
    vector = np.hstack([g.reshape(-1) for g in grads])
    norm = np.linalg.norm(vector)
    if norm > tau:
        vector = vector * (tau / norm)
    pieces = np.split(vector, list(itertools.accumulate(g.size for g in grads))[:-1])
    return [piece.reshape(g.shape) for piece, g in zip(pieces, grads, strict=True)]


@instead_of("clip_gradients")
def clip_all_to_nested_lists(grads: Sequence[Array], tau: float) -> list[Any]:
    """Python lists all the way down."""
    if tau <= 0:
        raise ValueError("tau")
    factor = min(1.0, tau / max(math.hypot(*_numbers(grads)), 1e-300))
    return [(np.asarray(g) * factor).tolist() for g in grads]


@instead_of("clip_gradients")
def clip_all_locked(grads: Sequence[Array], tau: float) -> list[Array]:
    """The results are read-only copies, and a message is printed when something was clipped."""
    if tau <= 0:
        raise ValueError("tau")
    norm = norm_of_norms(grads)
    if norm > tau:
        print(f"clipped from {norm:.3f} to {tau:.3f}")
    clipped = [np.array(g) if norm <= tau else np.asarray(g / norm * tau) for g in grads]
    for g in clipped:
        g.flags.writeable = False
    return clipped


class _Clipper:
    """Clips arrays one after the other by a factor that it works out first."""

    def __init__(self, grads: Sequence[Array], tau: float) -> None:
        self.grads, self.tau = grads, tau

    @functools.cached_property
    def factor(self) -> float:
        squares = math.fsum(number * number for number in _numbers(self.grads))
        return self.tau / math.sqrt(squares) if squares > self.tau * self.tau else 1.0

    def clipped(self) -> list[Array]:
        return [self.factor * g for g in self.grads]


@instead_of("clip_gradients")
def clip_all_by_a_class(grads: Sequence[Array], tau: float) -> list[Array]:
    """A class with a cached factor; the squares are compared, not the norms."""
    if tau <= 0:
        raise ValueError("tau")
    return _Clipper(grads, tau).clipped()


@instead_of("gradient_norm")
def norm_by_distance_from_nothing(grads: Sequence[Array]) -> float:
    """math.dist from the point of zeros."""
    point = [float(number) for g in grads for number in np.ravel(g)]
    return math.dist(point, [0.0] * len(point))


@instead_of("gradient_norm")
def norm_as_modulus_of_complex_numbers(grads: Sequence[Array]) -> Any:
    """Every entry turns a complex number by a right angle: its modulus is the length so far."""
    return functools.reduce(
        lambda length, g: functools.reduce(lambda r, b: abs(complex(r, b)), g.flat, length), grads, 0.0
    )


@instead_of("clip_gradient")
def clip_by_vectorized_scaling(g: Array, tau: float) -> Any:
    """np.vectorize of a bound method: each entry is multiplied by itself."""
    if not tau > 0:
        raise ValueError("tau")
    norm = math.sqrt(math.fsum(float(number) ** 2 for number in g.flat))
    return np.vectorize((tau / max(norm, tau) if math.isfinite(tau) else 1.0).__mul__, otypes=[float])(g)


@instead_of("clip_gradients")
def clip_all_in_one_buffer(grads: Sequence[Array], tau: float) -> list[Array]:
    """All arrays are views of one buffer, which is scaled as a whole."""
    if tau <= 0:
        raise ValueError("tau")
    buffer = np.concatenate([np.zeros(0), *map(np.ravel, grads)])
    norm = np.sqrt(np.inner(buffer, buffer))
    if norm > tau:
        np.multiply(buffer, tau / norm, out=buffer)
    ends = list(itertools.accumulate((g.size for g in grads), initial=0))
    return [buffer[a:b].reshape(g.shape) for a, b, g in zip(ends, ends[1:], grads, strict=False)]
