"""Right but unusual answers to the question on dropout."""

import math
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]
Mask = NDArray[Any]


class Dropped(NamedTuple):
    """What is left, and which neurons are on."""

    out: Any
    mask: Any


def _refuse_unless_probability(p: float) -> None:
    if p < 0 or p > 1:
        raise ValueError(f"not a probability: {p}")


@instead_of("dropout_train")
def draws_binomial(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """rng.binomial draws zeros and ones itself, and itself raises ValueError for p outside [0, 1]."""
    mask = rng.binomial(1, 1 - p, size=a.shape)
    return a * mask, np.asarray(mask)


@instead_of("dropout_train")
def draws_by_choice(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """rng.choice between 0.0 and 1.0 with two probabilities."""
    _refuse_unless_probability(p)
    mask = np.reshape(rng.choice([0.0, 1.0], size=a.size, p=[p, 1 - p]), a.shape)
    return a * mask, mask


@instead_of("dropout_train")
def draws_keepers(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """The complementary comparison, and a mask of booleans."""
    _refuse_unless_probability(p)
    keep = np.asarray(rng.random(a.shape) < 1 - p)
    return np.where(keep, a, 0.0), keep


@instead_of("dropout_train")
def draws_one_at_a_time(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """One call of the generator per element, in a loop over np.ndindex."""
    if not 0.0 <= p <= 1.0:
        raise ValueError("p")
    out, mask = np.zeros(a.shape), np.zeros(a.shape, dtype=np.int8)
    for index in np.ndindex(a.shape):
        if rng.random() >= p:
            mask[index] = 1
            out[index] = a[index]
    return out, mask


@instead_of("dropout_train")
def draws_in_float32(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """Single-precision uniform numbers and a single-precision mask."""
    _refuse_unless_probability(p)
    mask = np.float32(1) - (rng.random(a.shape, dtype=np.float32) < p)
    return a * mask, np.asarray(mask, dtype=np.float32)


@instead_of("dropout_train")
def draws_whole_numbers(a: Array, p: float, rng: np.random.Generator) -> list[Any]:
    """Whole numbers below 2⁵³ are compared; the result is a list of two."""
    _refuse_unless_probability(p)
    numbers = rng.integers(0, 1 << 53, size=a.shape)
    mask = np.asarray(numbers >= p * 2.0**53).astype(np.uint8)
    return [np.multiply(mask, a), mask]


@instead_of("dropout_train")
def draws_last_entry_first(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """The whole part of a uniform number in [1 − p, 2 − p) is the mask; the draws are used from the last entry on."""
    _refuse_unless_probability(p)
    flat = np.floor(rng.uniform(1 - p, 2 - p, size=a.size)) if 0 < p < 1 else np.full(a.size, 1.0 - p)
    mask = flat[::-1].reshape(a.shape)
    return mask * a, mask


@instead_of("dropout_train")
def draws_normal_numbers(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """Normal numbers against the quantile of p."""
    _refuse_unless_probability(p)
    threshold = NormalDist().inv_cdf(p) if 0 < p < 1 else (-math.inf if p <= 0 else math.inf)
    mask = np.heaviside(np.subtract(rng.standard_normal(a.shape), threshold), 1.0)
    return a * mask, mask


@instead_of("dropout_train")
def draws_waiting_times(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """An exponential waiting time exceeds −log(1 − p) with probability 1 − p; log 0 warns where p = 1."""
    _refuse_unless_probability(p)
    mask = np.asarray(rng.exponential(size=a.shape) >= -np.log1p(-np.float64(p))).astype(float)
    return a * mask, mask


@instead_of("dropout_train")
def draws_number_of_survivors_first(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """How many survive is a binomial number, which ones a shuffle: together these are independent draws."""
    _refuse_unless_probability(p)
    flat = np.zeros(a.size)
    flat[: rng.binomial(a.size, 1 - p)] = 1
    rng.shuffle(flat)
    mask = flat.reshape(a.shape)
    return a * mask, mask


@instead_of("dropout_train")
def draws_gaps_between_the_dropped(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """Geometric gaps from one dropped neuron to the next, so that few numbers are drawn for a small p."""
    _refuse_unless_probability(p)
    mask = np.ones(a.size)
    place = -1
    while p > 0:
        place += int(rng.geometric(p))
        if place >= a.size or place < 0:
            break
        mask[place] = 0
    return a * mask.reshape(a.shape), mask.reshape(a.shape)


@instead_of("dropout_train")
def draws_one_hot_pairs(a: Array, p: float, rng: np.random.Generator) -> Dropped:
    """A multinomial draw per element, (1, 0) or (0, 1); the result is a named tuple."""
    _refuse_unless_probability(p)
    mask = rng.multinomial(1, [1 - p, p], size=a.shape)[..., 0]
    return Dropped(out=mask * a, mask=mask)


@instead_of("dropout_train")
def draws_from_raw_bits(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """Raw bytes of the generator, read as 32-bit numbers; both results are read-only."""
    _refuse_unless_probability(p)
    words = np.frombuffer(rng.bytes(4 * a.size), dtype="<u4").reshape(a.shape)
    mask = np.asarray(words / 2.0**32 >= p).astype(np.float64)
    out = np.array(a * mask)
    out.flags.writeable = mask.flags.writeable = False
    return out, mask


@instead_of("dropout_train")
def draws_only_if_undecided(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """Nothing is drawn where p is 0 or 1; at p = 0 the argument itself comes back."""
    if p == 0:
        return a, np.ones_like(a)
    if p == 1:
        return np.zeros_like(a), np.zeros_like(a)
    if not 0 < p < 1:
        raise ValueError("p must lie in [0, 1]")
    out = a.copy()
    dropped = rng.random(out.shape) < p
    out[dropped] = 0.0
    return out, np.logical_not(dropped)


@instead_of("dropout_train")
def draws_to_nested_lists(a: Array, p: float, rng: np.random.Generator) -> tuple[Any, Any]:
    """Two nested lists, the mask one of Python bools; for a 0-d array two plain scalars."""
    _refuse_unless_probability(p)
    keep = np.reshape([rng.uniform() >= p for _ in range(a.size)], a.shape)
    return np.where(keep, a, 0.0).tolist(), keep.tolist()


@instead_of("dropout_train")
def draws_more_than_needed(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """A table of draws twice as long as needed, of which every second number is used."""
    _refuse_unless_probability(p)
    mask = np.asarray(rng.random((*a.shape, 2))[..., 1] >= p) * 1
    return a * mask, np.asarray(mask)


@instead_of("dropout_train")
def draws_row_by_row(a: Array, p: float, rng: np.random.Generator) -> tuple[Any, Any]:
    """Recursion over the first axis, a draw at every leaf; the arrays are stacked again on the way back."""
    _refuse_unless_probability(p)
    if np.ndim(a) == 0:
        kept = int(rng.random() < 1 - p)
        return a * kept, kept
    rows = [draws_row_by_row(row, p, rng) for row in a]
    return np.stack([out for out, _ in rows]), np.stack([mask for _, mask in rows])


@instead_of("dropout_infer")
def infer_by_subtraction(a: Array, p: float) -> Array:
    """What is lost on average is taken away: a − p·a."""
    _refuse_unless_probability(p)
    return a - p * a


@instead_of("dropout_infer")
def infer_into_own_output(a: Array, p: float) -> Array:
    """np.multiply writes into an array of its own by out=."""
    if not 0 <= p <= 1:
        raise ValueError("p")
    out = np.empty(np.shape(a))
    np.multiply(a, 1 - p, out=out)
    return out


@instead_of("dropout_infer")
def infer_returning_the_argument(a: Array, p: float) -> Array:
    """At p = 0 the argument itself comes back."""
    if min(p, 1 - p) < 0:
        raise ValueError("p")
    return a if p == 0 else (1 - p) * a


@instead_of("dropout_infer")
def infer_as_an_expectation(a: Array, p: float) -> Array:
    """The mean of the two possible values 0 and a, weighted by their probabilities."""
    _refuse_unless_probability(p)
    outcomes = np.stack([np.zeros(a.shape), np.asarray(a)])
    return np.tensordot(np.array([p, 1 - p]), outcomes, axes=1)


@instead_of("dropout_infer")
def infer_to_nested_lists(a: Array, p: float) -> Any:
    """Nested lists, with math.sqrt raising the ValueErrors for p < 0 and for p > 1."""
    math.sqrt(p)
    keep = math.sqrt(1 - p) ** 2
    return (np.asarray(a) * keep).tolist()


@instead_of("dropout_infer")
def infer_by_interpolation(a: Array, p: float, *, full: float = 1.0) -> Array:
    """Between a at p = 0 and nothing at p = 1, with a keyword of its own; the result is in Fortran order."""
    _refuse_unless_probability(p)
    return np.array(a * float(np.interp(p, [0.0, 1.0], [full, 0.0])), order="F")


@instead_of("dropout_train")
def draws_by_a_closure(a: Array, p: float, rng: np.random.Generator) -> list[Any]:
    """A coin that is tossed by np.vectorize, in the order of a Fortran array; the result is a list of two."""
    _refuse_unless_probability(p)

    def toss(_: float) -> int:
        return int(rng.random() >= p)

    mask = np.array([toss(value) for value in a.ravel(order="F")], dtype=np.uint8).reshape(a.shape, order="F")
    return [np.multiply(a, mask), mask]


@instead_of("dropout_train")
def draws_by_exponential_times(a: Array, p: float, rng: np.random.Generator) -> tuple[Array, Mask]:
    """An exponential time is longer than t with probability e^−t; t = −log(1 − p) may be infinite."""
    _refuse_unless_probability(p)
    limit = -math.log1p(-p) if p < 1 else math.inf
    mask = (rng.standard_exponential(a.shape) >= limit).astype(float)
    return a * mask, mask


@instead_of("dropout_infer")
def infer_as_a_matrix_product(a: Array, p: float) -> Array:
    """A product with (1 − p)·I over the flat entries, one at a time."""
    if not 0 <= p <= 1:
        raise ValueError("p")
    return np.tensordot(np.reshape(a, (*a.shape, 1)), np.array([1 - p]), axes=1)
