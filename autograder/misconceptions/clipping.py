"""Known wrong answers for the norm of gradients and for clipping by it."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.clipping import clip_gradient, clip_gradients, gradient_norm

Array = NDArray[np.float64]
Gradients = Sequence[Array]


def _require_limit(tau: float) -> None:
    if tau <= 0:
        raise ValueError("tau must be positive")


def _scaled(g: Array, norm: float, tau: float) -> Array:
    _require_limit(tau)
    return g * (tau / norm) if norm > tau else g


def _all_scaled(grads: Gradients, norm: float, tau: float) -> list[Array]:
    _require_limit(tau)
    return [_scaled(g, norm, tau) for g in grads]


# --- gradient_norm --------------------------------------------------------------------------------------------------


@instead_of("gradient_norm")
def root_forgotten(grads: Gradients) -> float:
    """You return the sum of the squares: the root is missing, so this is the norm squared."""
    return gradient_norm(grads) ** 2


@instead_of("gradient_norm")
def sum_of_absolute_values(grads: Gradients) -> float:
    """You add up absolute values: that is the L1 norm."""
    return float(sum(np.sum(np.abs(g)) for g in grads))


@instead_of("gradient_norm")
def largest_entry(grads: Gradients) -> float:
    """You return the largest absolute value: that is the maximum norm."""
    return max((float(np.max(np.abs(g))) for g in grads), default=0.0)


@instead_of("gradient_norm")
def root_mean_square(grads: Gradients) -> float:
    """You take the root of the mean of the squares; a norm has their sum."""
    return gradient_norm(grads) / math.sqrt(max(sum(np.size(g) for g in grads), 1))


@instead_of("gradient_norm")
def squares_averaged_in_each_array(grads: Gradients) -> float:
    """You average the squares within each array before adding the arrays up; a norm averages nothing."""
    return math.sqrt(sum(float(np.mean(g**2)) for g in grads))


@instead_of("gradient_norm")
def norm_of_absolute_sum(grads: Gradients) -> float:
    """You square the sum of the entries, in which positive and negative ones have cancelled."""
    return abs(float(sum(np.sum(g) for g in grads)))


@instead_of("gradient_norm")
def norms_added(grads: Gradients) -> float:
    """You add up the norms of the arrays; norms of parts do not add up to the norm of the whole."""
    return sum((gradient_norm([g]) for g in grads), 0.0)


@instead_of("gradient_norm")
def norms_averaged(grads: Gradients) -> float:
    """You average the norms of the arrays; the norm of the whole is larger than that of any part."""
    return sum((gradient_norm([g]) for g in grads), 0.0) / max(len(grads), 1)


@instead_of("gradient_norm")
def largest_norm(grads: Gradients) -> float:
    """You return the largest norm of a single array; all arrays count together."""
    return max((gradient_norm([g]) for g in grads), default=0.0)


@instead_of("gradient_norm")
def norm_of_the_first_array(grads: Gradients) -> float:
    """Only the first array counts in your norm."""
    return gradient_norm(grads[:1])


@instead_of("gradient_norm")
def norm_of_the_last_array(grads: Gradients) -> float:
    """Only the last array counts in your norm: each pass of your loop overwrites the sum of the one before."""
    return gradient_norm(grads[-1:])


@instead_of("gradient_norm")
def norm_of_each_array(grads: Gradients) -> list[float]:
    """You return one norm for each array; a single number was asked for, the norm of all together."""
    return [gradient_norm([g]) for g in grads]


@instead_of("gradient_norm")
def largest_singular_values(grads: Gradients) -> float:
    """np.linalg.norm(g, 2) of a matrix is its largest singular value, not the root of the sum of all squares."""
    return math.sqrt(sum(float(np.linalg.norm(g, 2)) ** 2 for g in grads))


@instead_of("gradient_norm")
def norm_of_one_stacked_array(grads: Gradients) -> float:
    """You make one array of all gradients, which fails when their shapes differ."""
    return float(np.linalg.norm(np.array(grads)))


@instead_of("gradient_norm")
def norm_of_concatenated_arrays(grads: Gradients) -> float:
    """You join the arrays without flattening them, which fails when their shapes do not fit together."""
    return float(np.linalg.norm(np.concatenate(list(grads)))) if grads else 0.0


@instead_of("gradient_norm")
def norm_of_nothing_fails(grads: Gradients) -> float:
    """Your norm fails when there are no arrays at all; the norm of nothing is 0."""
    return float(np.linalg.norm(np.concatenate([np.ravel(g) for g in grads])))


@instead_of("gradient_norm")
def norm_of_nothing_is_none(grads: Gradients) -> float | None:
    """For no arrays, or for zeros, your function returns nothing at all, instead of 0."""
    return gradient_norm(grads) or None


@instead_of("gradient_norm")
def small_number_under_the_root(grads: Gradients) -> float:
    """A small number is added under your root: the norm of zeros is not 0 any more."""
    return math.sqrt(gradient_norm(grads) ** 2 + 1e-6)


@instead_of("gradient_norm")
def half_under_the_root(grads: Gradients) -> float:
    """There is a factor ½ under your root; the norm has none."""
    return math.sqrt(0.5) * gradient_norm(grads)


@instead_of("gradient_norm")
def root_of_the_norm(grads: Gradients) -> float:
    """You take the root twice: of each array's squares or of the norm itself."""
    return math.sqrt(gradient_norm(grads))


@instead_of("gradient_norm")
def norm_by_pythons_sum(grads: Gradients) -> Any:
    """Python's sum adds up the rows of a matrix and leaves a vector: your norm is not always one number."""
    return np.sqrt(sum(sum(g**2) for g in grads))


@instead_of("gradient_norm")
def norm_cut_to_a_whole_number(grads: Gradients) -> float:
    """Your norm is cut to a whole number: the fraction is lost."""
    return float(int(gradient_norm(grads)))


@instead_of("gradient_norm")
def norm_as_an_array_of_one(grads: Gradients) -> Array:
    """Your norm is an array of shape (1,) and not a single number."""
    return np.array([gradient_norm(grads)])


@instead_of("gradient_norm")
def norm_writes_into_the_gradients(grads: Gradients) -> float:
    """Your function squares the caller's gradients: it changes them in place."""
    return math.sqrt(sum(float(np.sum(np.square(g, out=g))) for g in grads))


@instead_of("gradient_norm")
def norm_of_vectors_only(grads: Gradients) -> float:
    """Your inner loop runs over single numbers: it works for vectors, but not for matrices or single numbers."""
    return math.sqrt(sum(float(entry) ** 2 for g in grads for entry in g))


@instead_of("gradient_norm")
def gradient_norm_written_down(grads: Gradients) -> float:
    """Your function knows the public examples by heart and computes nothing: other gradients give 0."""
    known = {(1.0, -4.0, 8.0): 9.0, (-3.0, 4.0): 5.0}
    return known.get(tuple(float(entry) for g in grads for entry in np.ravel(g)), 0.0)


# --- clip_gradient --------------------------------------------------------------------------------------------------


@instead_of("clip_gradient")
def cuts_every_entry(g: Array, tau: float) -> Array:
    """Every entry is cut to [−τ, τ] by itself: the gradient no longer points where it did."""
    _require_limit(tau)
    return np.clip(g, -tau, tau)


@instead_of("clip_gradient")
def cuts_entries_from_above(g: Array, tau: float) -> Array:
    """Entries above τ are cut to τ one by one: the gradient no longer points where it did."""
    _require_limit(tau)
    return np.minimum(g, tau)


@instead_of("clip_gradient")
def always_scales_to_the_limit(g: Array, tau: float) -> Array:
    """Short gradients are stretched to length τ; what is short enough should stay as it is."""
    _require_limit(tau)
    norm = gradient_norm([g])
    return g * (tau / norm) if norm > 0 and math.isfinite(tau) else g


@instead_of("clip_gradient")
def always_divides_by_the_norm(g: Array, tau: float) -> Array:
    """Every gradient is scaled by τ/‖g‖, short ones too, and zeros become nan."""
    _require_limit(tau)
    return g * np.float64(tau) / np.float64(gradient_norm([g]))


@instead_of("clip_gradient")
def comparison_reversed(g: Array, tau: float) -> Array:
    """Your comparison is the wrong way round: short gradients are changed and long ones are not."""
    _require_limit(tau)
    norm = gradient_norm([g])
    return g * np.float64(tau) / np.float64(norm) if norm < tau else g


@instead_of("clip_gradient")
def scales_to_length_one(g: Array, tau: float) -> Array:
    """Long gradients get length 1 whatever τ is."""
    return clip_gradient(g, tau) / tau if gradient_norm([g]) > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def divides_by_the_limit(g: Array, tau: float) -> Array:
    """Long gradients are divided by τ; that does not give them length τ."""
    return g / tau if gradient_norm([g]) > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def factor_upside_down(g: Array, tau: float) -> Array:
    """Your factor is upside down: long gradients become longer still."""
    norm = gradient_norm([g])
    return g * (norm / tau) if norm > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def multiplies_by_the_limit(g: Array, tau: float) -> Array:
    """Long gradients are multiplied by τ alone: the division by the norm is missing."""
    return g * tau if gradient_norm([g]) > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def shrinks_by_the_limit(g: Array, tau: float) -> Array:
    """Long gradients are shortened BY τ; they should be shortened TO τ."""
    norm = gradient_norm([g])
    return g * (1.0 - tau / norm) if norm > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def factor_twice(g: Array, tau: float) -> Array:
    """The factor τ/‖g‖ is applied twice: long gradients become too short."""
    norm = gradient_norm([g])
    return clip_gradient(g, tau) * (tau / norm) if norm > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def root_of_the_factor(g: Array, tau: float) -> Array:
    """Long gradients are scaled by the root of τ/‖g‖ and stay too long."""
    norm = gradient_norm([g])
    return g * math.sqrt(tau / norm) if norm > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def drops_long_gradients(g: Array, tau: float) -> Array:
    """Long gradients become zeros; they should be shortened to length τ."""
    return np.zeros(np.shape(g)) if gradient_norm([g]) > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def limit_for_every_entry(g: Array, tau: float) -> Array:
    """All entries of long gradients become τ: neither the direction nor the length is right."""
    return np.full(np.shape(g), tau) if gradient_norm([g]) > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def signs_times_the_limit(g: Array, tau: float) -> Array:
    """Only the signs of long gradients are kept, each entry with size τ: the direction is lost."""
    return np.sign(g) * tau if gradient_norm([g]) > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def turns_the_gradient_around(g: Array, tau: float) -> Array:
    """Your result points the opposite way: you return the step of the descent, not the gradient."""
    return -clip_gradient(g, tau)


@instead_of("clip_gradient")
def measures_by_absolute_values(g: Array, tau: float) -> Array:
    """You measure the gradient by the sum of its absolute values (L1 norm); length means the L2 norm."""
    return _scaled(g, float(np.sum(np.abs(g))), tau)


@instead_of("clip_gradient")
def measures_without_root(g: Array, tau: float) -> Array:
    """You measure the gradient by the sum of its squares: the root is missing."""
    return _scaled(g, gradient_norm([g]) ** 2, tau)


@instead_of("clip_gradient")
def compares_without_root(g: Array, tau: float) -> Array:
    """You compare the squared norm with τ, so that some gradients are changed which are short enough."""
    _require_limit(tau)
    norm = gradient_norm([g])
    return g * (tau / norm) if norm**2 > tau else g


@instead_of("clip_gradient")
def measures_by_largest_entry(g: Array, tau: float) -> Array:
    """You measure the gradient by its largest entry; length means the L2 norm."""
    return _scaled(g, float(np.max(np.abs(g))), tau)


@instead_of("clip_gradient")
def compares_the_largest_entry(g: Array, tau: float) -> Array:
    """You compare the largest entry with τ, so that some long gradients are not shortened."""
    _require_limit(tau)
    return g * (tau / gradient_norm([g])) if np.max(np.abs(g)) > tau else g


@instead_of("clip_gradient")
def measures_by_root_mean_square(g: Array, tau: float) -> Array:
    """You measure the gradient by the root of the mean square; a norm has the sum of the squares."""
    return _scaled(g, gradient_norm([g]) / math.sqrt(np.size(g)), tau)


@instead_of("clip_gradient")
def measures_by_the_sum(g: Array, tau: float) -> Array:
    """You measure the gradient by the sum of its entries, in which positive and negative ones have cancelled."""
    return _scaled(g, abs(float(np.sum(g))), tau)


@instead_of("clip_gradient")
def measures_by_largest_singular_value(g: Array, tau: float) -> Array:
    """np.linalg.norm(g, 2) of a matrix is its largest singular value, not its length as a vector."""
    return _scaled(g, float(np.linalg.norm(g, 2)) if np.ndim(g) else abs(float(g)), tau)


@instead_of("clip_gradient")
def clips_each_row(g: Array, tau: float) -> Array:
    """Each row is clipped by a norm of its own; the whole array is one gradient with one norm."""
    _require_limit(tau)
    norms: Array = np.sqrt(np.sum(np.atleast_1d(g) ** 2, axis=-1, keepdims=True))
    factors: Array = np.minimum(1.0, tau / np.maximum(norms, 1e-300))
    return np.reshape(g * factors, np.shape(g))


@instead_of("clip_gradient")
def clips_each_column(g: Array, tau: float) -> Array:
    """Each column is clipped by a norm of its own; the whole array is one gradient with one norm."""
    _require_limit(tau)
    norms: Array = np.sqrt(np.sum(np.atleast_1d(g) ** 2, axis=0, keepdims=True))
    factors: Array = np.minimum(1.0, tau / np.maximum(norms, 1e-300))
    return np.reshape(g * factors, np.shape(g))


@instead_of("clip_gradient")
def zeros_become_nan(g: Array, tau: float) -> Array:
    """A gradient of zeros becomes nan: your factor divides by its norm, which is 0."""
    _require_limit(tau)
    norm = np.float64(gradient_norm([g]))
    return np.asarray(g / norm * np.minimum(norm, tau))


@instead_of("clip_gradient")
def infinite_limit_gives_nan(g: Array, tau: float) -> Array:
    """An infinite τ makes your result nan: ∞ is divided by ∞ on the way."""
    _require_limit(tau)
    return np.asarray(g * np.float64(tau) / np.maximum(gradient_norm([g]), tau))


@instead_of("clip_gradient")
def clip_refuses_infinite_limit(g: Array, tau: float) -> Array:
    """An infinite τ is refused; it is allowed and means that nothing is clipped."""
    if not math.isfinite(tau):
        raise ValueError("tau must be finite")
    return clip_gradient(g, tau)


@instead_of("clip_gradient")
def clip_refuses_zeros(g: Array, tau: float) -> Array:
    """A gradient of zeros is refused; it comes back as zeros."""
    if not np.any(g):
        raise ValueError("the gradient is zero")
    return clip_gradient(g, tau)


@instead_of("clip_gradient")
def large_number_against_division_by_zero(g: Array, tau: float) -> Array:
    """The number that you add against a division by 0 is so large that clipped gradients are too short."""
    norm = gradient_norm([g])
    return g * (tau / (norm + 1e-2)) if norm > tau > 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def clip_takes_any_limit(g: Array, tau: float) -> Array:
    """A τ of 0 or less is accepted; it should be refused."""
    norm = gradient_norm([g])
    return g * (tau / norm) if norm > tau and norm > 0 else g


@instead_of("clip_gradient")
def clip_takes_zero_limit(g: Array, tau: float) -> Array:
    """τ = 0 is accepted, and every gradient becomes zeros; it should be refused like a negative τ."""
    return np.zeros(np.shape(g)) if tau == 0 else clip_gradient(g, tau)


@instead_of("clip_gradient")
def clip_asserts_limit(g: Array, tau: float) -> Array:
    """A τ of 0 or less is met with another exception than ValueError."""
    assert tau > 0
    return clip_gradient(g, tau)


@instead_of("clip_gradient")
def clip_returns_gradient_for_bad_limit(g: Array, tau: float) -> Array:
    """For a τ of 0 or less the gradient comes back unclipped; such a limit should be refused."""
    return clip_gradient(g, tau) if tau > 0 else g


@instead_of("clip_gradient")
def returns_the_norm(g: Array, tau: float) -> float:
    """You return the norm of the gradient, as one library's function does; the clipped gradient was asked for."""
    _require_limit(tau)
    return gradient_norm([g])


@instead_of("clip_gradient")
def returns_the_factor(g: Array, tau: float) -> float:
    """You return the factor alone; the gradient multiplied by it was asked for."""
    _require_limit(tau)
    return min(1.0, tau / max(gradient_norm([g]), 1e-300))


@instead_of("clip_gradient")
def returns_gradient_and_norm(g: Array, tau: float) -> tuple[Array, float]:
    """You return the clipped gradient together with its norm; the gradient alone was asked for."""
    return clip_gradient(g, tau), gradient_norm([g])


@instead_of("clip_gradient")
def nothing_for_short_gradients(g: Array, tau: float) -> Array | None:
    """Short gradients are not returned at all: the other branch of your condition has no return."""
    clipped = clip_gradient(g, tau)
    return clipped if gradient_norm([g]) > tau else None


@instead_of("clip_gradient")
def never_clips(g: Array, tau: float) -> Array:
    """Your gradient comes back as it is, however long it is."""
    _require_limit(tau)
    return g


@instead_of("clip_gradient")
def clip_flattens(g: Array, tau: float) -> Array:
    """Your result is one long vector: the shape of the gradient is lost."""
    return np.ravel(clip_gradient(g, tau))


@instead_of("clip_gradient")
def clip_makes_a_vector_of_a_number(g: Array, tau: float) -> Array:
    """A gradient that is a single number comes back with shape (1,)."""
    return np.atleast_1d(clip_gradient(g, tau))


@instead_of("clip_gradient")
def clip_writes_into_the_gradient(g: Array, tau: float) -> Array:
    """Your function scales the caller's gradient: it changes it in place."""
    _require_limit(tau)
    norm = gradient_norm([g])
    if norm > tau:
        g *= tau / norm
    return g


@instead_of("clip_gradient")
def clip_written_down(g: Array, tau: float) -> Array:
    """Your function knows the public examples by heart and computes nothing: other gradients give zeros."""
    known = ([12.0, -9.0, 8.0], [0.5, 1.0])
    return clip_gradient(g, tau) if np.ravel(g).tolist() in known else np.zeros(np.shape(g))


# --- clip_gradients -------------------------------------------------------------------------------------------------


@instead_of("clip_gradients")
def each_array_by_its_own_norm(grads: Gradients, tau: float) -> list[Array]:
    """Each array is clipped by its own norm; together they should share one norm and one factor."""
    _require_limit(tau)
    return [clip_gradient(g, tau) for g in grads]


@instead_of("clip_gradients")
def norms_of_the_arrays_added(grads: Gradients, tau: float) -> list[Array]:
    """You add up the norms of the arrays; norms of parts do not add up to the norm of the whole."""
    return _all_scaled(grads, sum(gradient_norm([g]) for g in grads), tau)


@instead_of("clip_gradients")
def largest_norm_of_an_array(grads: Gradients, tau: float) -> list[Array]:
    """Your common norm is that of the largest array alone; all arrays count together."""
    return _all_scaled(grads, max((gradient_norm([g]) for g in grads), default=0.0), tau)


@instead_of("clip_gradients")
def mean_norm_of_the_arrays(grads: Gradients, tau: float) -> list[Array]:
    """Your common norm is the mean of the norms; all arrays count together as one vector."""
    return _all_scaled(grads, sum(gradient_norm([g]) for g in grads) / max(len(grads), 1), tau)


@instead_of("clip_gradients")
def norm_of_the_first_for_all(grads: Gradients, tau: float) -> list[Array]:
    """Your common norm is that of the first array alone."""
    return _all_scaled(grads, gradient_norm(grads[:1]), tau)


@instead_of("clip_gradients")
def norm_of_the_last_for_all(grads: Gradients, tau: float) -> list[Array]:
    """Your common norm is that of the last array alone."""
    return _all_scaled(grads, gradient_norm(grads[-1:]), tau)


@instead_of("clip_gradients")
def common_norm_without_root(grads: Gradients, tau: float) -> list[Array]:
    """Your common norm is the sum of all squares: the root is missing."""
    return _all_scaled(grads, gradient_norm(grads) ** 2, tau)


@instead_of("clip_gradients")
def common_sum_of_absolute_values(grads: Gradients, tau: float) -> list[Array]:
    """Your common norm is the sum of all absolute values (L1 norm); length means the L2 norm."""
    return _all_scaled(grads, sum(float(np.sum(np.abs(g))) for g in grads), tau)


@instead_of("clip_gradients")
def common_root_mean_square(grads: Gradients, tau: float) -> list[Array]:
    """Your common norm is the root of the mean of all squares; a norm has their sum."""
    size = max(sum(np.size(g) for g in grads), 1)
    return _all_scaled(grads, gradient_norm(grads) / math.sqrt(size), tau)


@instead_of("clip_gradients")
def largest_entry_of_all(grads: Gradients, tau: float) -> list[Array]:
    """Your common norm is the largest entry of all; length means the L2 norm."""
    return _all_scaled(grads, max((float(np.max(np.abs(g))) for g in grads), default=0.0), tau)


@instead_of("clip_gradients")
def scales_the_first_array_only(grads: Gradients, tau: float) -> list[Array]:
    """Only the first array is scaled; all of them should be scaled by the same factor."""
    return [*clip_gradients(grads, tau)[:1], *grads[1:]]


@instead_of("clip_gradients")
def scales_the_last_array_only(grads: Gradients, tau: float) -> list[Array]:
    """Only the last array is scaled; all of them should be scaled by the same factor."""
    return [*grads[:-1], *clip_gradients(grads, tau)[-1:]]


@instead_of("clip_gradients")
def spares_short_arrays(grads: Gradients, tau: float) -> list[Array]:
    """Arrays that are short by themselves are spared, and the whole turns; all share one factor."""
    clipped = clip_gradients(grads, tau)
    return [c if gradient_norm([g]) > tau else g for g, c in zip(grads, clipped, strict=True)]


@instead_of("clip_gradients")
def shares_the_limit_out(grads: Gradients, tau: float) -> list[Array]:
    """You share τ out among the arrays and clip each by its part; τ is the limit for their joint norm."""
    _require_limit(tau)
    return [clip_gradient(g, tau / len(grads)) for g in grads]


@instead_of("clip_gradients")
def joint_factor_with_a_part_of_the_limit(grads: Gradients, tau: float) -> list[Array]:
    """Your factor has τ divided by the number of arrays; the whole should get length τ."""
    _require_limit(tau)
    return clip_gradients(grads, tau / max(len(grads), 1))


@instead_of("clip_gradients")
def cuts_every_entry_of_all(grads: Gradients, tau: float) -> list[Array]:
    """Every entry is cut to [−τ, τ] by itself: the whole no longer points where it did."""
    _require_limit(tau)
    return [np.clip(g, -tau, tau) for g in grads]


@instead_of("clip_gradients")
def always_scales_all(grads: Gradients, tau: float) -> list[Array]:
    """Short gradients are stretched to joint length τ; what is short enough should stay as it is."""
    _require_limit(tau)
    norm = gradient_norm(grads)
    return [g * (tau / norm) if norm > 0 and math.isfinite(tau) else g for g in grads]


@instead_of("clip_gradients")
def always_divides_all(grads: Gradients, tau: float) -> list[Array]:
    """All gradients are scaled by τ over their norm, short ones too, and zeros become nan."""
    _require_limit(tau)
    return [g * np.float64(tau) / np.float64(gradient_norm(grads)) for g in grads]


@instead_of("clip_gradients")
def joint_comparison_reversed(grads: Gradients, tau: float) -> list[Array]:
    """Your comparison is the wrong way round: short gradients are changed and long ones are not."""
    _require_limit(tau)
    norm = gradient_norm(grads)
    return [g * np.float64(tau) / np.float64(norm) for g in grads] if norm < tau else list(grads)


@instead_of("clip_gradients")
def scales_all_to_length_one(grads: Gradients, tau: float) -> list[Array]:
    """Long gradients get joint length 1 whatever τ is."""
    clipped = clip_gradients(grads, tau)
    return [g / tau for g in clipped] if gradient_norm(grads) > tau else clipped


@instead_of("clip_gradients")
def joint_factor_upside_down(grads: Gradients, tau: float) -> list[Array]:
    """Your factor is upside down: long gradients become longer still."""
    clipped, norm = clip_gradients(grads, tau), gradient_norm(grads)
    return [g * (norm / tau) for g in grads] if norm > tau else clipped


@instead_of("clip_gradients")
def norm_changes_during_the_loop(grads: Gradients, tau: float) -> list[Array]:
    """The norm is computed anew after each array is scaled, so that later arrays get another factor."""
    clipped = list(grads)
    for index in range(len(clipped)):
        clipped[index] = clip_gradients(clipped, tau)[index]
    return clipped if grads else clip_gradients(grads, tau)


@instead_of("clip_gradients")
def norm_grows_during_the_loop(grads: Gradients, tau: float) -> list[Array]:
    """You scale each array by the norm of those seen so far; the norm of all must be known first."""
    _require_limit(tau)
    return [_scaled(g, gradient_norm(grads[: index + 1]), tau) for index, g in enumerate(grads)]


@instead_of("clip_gradients")
def drops_all_long_gradients(grads: Gradients, tau: float) -> list[Array]:
    """Long gradients become zeros; they should be shortened to joint length τ."""
    clipped = clip_gradients(grads, tau)
    return [np.zeros(np.shape(g)) for g in grads] if gradient_norm(grads) > tau else clipped


@instead_of("clip_gradients")
def all_zeros_become_nan(grads: Gradients, tau: float) -> list[Array]:
    """Gradients that are all zero become nan: your factor divides by their norm, which is 0."""
    _require_limit(tau)
    norm = np.float64(gradient_norm(grads))
    return [g / norm * np.minimum(norm, tau) for g in grads]


@instead_of("clip_gradients")
def all_with_infinite_limit_give_nan(grads: Gradients, tau: float) -> list[Array]:
    """An infinite τ makes your results nan: ∞ is divided by ∞ on the way."""
    _require_limit(tau)
    return [g * np.float64(tau) / np.maximum(gradient_norm(grads), tau) for g in grads]


@instead_of("clip_gradients")
def all_refuse_infinite_limit(grads: Gradients, tau: float) -> list[Array]:
    """An infinite τ is refused; it is allowed and means that nothing is clipped."""
    if not math.isfinite(tau):
        raise ValueError("tau must be finite")
    return clip_gradients(grads, tau)


@instead_of("clip_gradients")
def all_refuse_zeros(grads: Gradients, tau: float) -> list[Array]:
    """Gradients that are all zero are refused; they come back as zeros."""
    if grads and gradient_norm(grads) == 0:
        raise ValueError("the gradients are zero")
    return clip_gradients(grads, tau)


@instead_of("clip_gradients")
def all_as_one_stacked_array(grads: Gradients, tau: float) -> Array:
    """You return one stacked array: gradients of different shapes do not fit into it, and a list was asked for."""
    return np.array(clip_gradients(grads, tau))


@instead_of("clip_gradients")
def stacked_to_find_the_norm(grads: Gradients, tau: float) -> list[Array]:
    """You make one array of all gradients to find the norm, which fails when their shapes differ."""
    return _all_scaled(grads, float(np.linalg.norm(np.array(grads))), tau)


@instead_of("clip_gradients")
def all_joined_to_one_vector(grads: Gradients, tau: float) -> Array:
    """All arrays are joined into one long vector; each should come back with its own shape."""
    return np.concatenate([np.zeros(0)] + [np.ravel(g) for g in clip_gradients(grads, tau)])


@instead_of("clip_gradients")
def all_flattened(grads: Gradients, tau: float) -> list[Array]:
    """Each array comes back flattened; it should keep its shape."""
    return [np.ravel(g) for g in clip_gradients(grads, tau)]


@instead_of("clip_gradients")
def single_array_not_in_a_list(grads: Gradients, tau: float) -> list[Array] | Array:
    """A single gradient comes back bare, without the list around it."""
    clipped = clip_gradients(grads, tau)
    return clipped[0] if len(clipped) == 1 else clipped


@instead_of("clip_gradients")
def all_together_with_their_norm(grads: Gradients, tau: float) -> tuple[list[Array], float]:
    """You return the list together with its norm; the list alone was asked for."""
    return clip_gradients(grads, tau), gradient_norm(grads)


@instead_of("clip_gradients")
def norm_instead_of_the_list(grads: Gradients, tau: float) -> float:
    """You return the norm, as one library's function does; the list of clipped gradients was asked for."""
    _require_limit(tau)
    return gradient_norm(grads)


@instead_of("clip_gradients")
def all_by_a_generator(grads: Gradients, tau: float) -> Iterator[Array]:
    """You return a generator, which has not computed anything yet, and not a list."""
    clipped = clip_gradients(grads, tau)
    return (g for g in clipped)


@instead_of("clip_gradients")
def nothing_for_short_lists(grads: Gradients, tau: float) -> list[Array] | None:
    """Short gradients are not returned at all: the other branch of your condition has no return."""
    clipped = clip_gradients(grads, tau)
    return clipped if gradient_norm(grads) > tau else None


@instead_of("clip_gradients")
def arrays_of_zeros_left_out(grads: Gradients, tau: float) -> list[Array]:
    """Arrays of zeros are missing from your list; every array comes back."""
    return [g for g in clip_gradients(grads, tau) if np.any(g)]


@instead_of("clip_gradients")
def all_in_reverse(grads: Gradients, tau: float) -> list[Array]:
    """The arrays are in the reverse order in your list."""
    return clip_gradients(grads, tau)[::-1]


@instead_of("clip_gradients")
def fails_without_gradients(grads: Gradients, tau: float) -> list[Array]:
    """An empty list is refused or makes your function fail; the empty list should come back."""
    if not grads:
        raise ValueError("there are no gradients")
    return clip_gradients(grads, tau)


@instead_of("clip_gradients")
def nothing_without_gradients(grads: Gradients, tau: float) -> list[Array] | None:
    """For an empty list your function returns nothing at all, instead of an empty list."""
    return clip_gradients(grads, tau) or None


@instead_of("clip_gradients")
def empty_list_with_any_limit(grads: Gradients, tau: float) -> list[Array]:
    """An empty list comes back before τ is looked at; a τ of 0 or less should be refused there too."""
    return clip_gradients(grads, tau) if grads else []


@instead_of("clip_gradients")
def all_take_any_limit(grads: Gradients, tau: float) -> list[Array]:
    """A τ of 0 or less is accepted; it should be refused."""
    norm = gradient_norm(grads)
    return [g * (tau / norm) if norm > tau and norm > 0 else g for g in grads]


@instead_of("clip_gradients")
def all_take_zero_limit(grads: Gradients, tau: float) -> list[Array]:
    """τ = 0 is accepted, and all gradients become zeros; it should be refused like a negative τ."""
    return [np.zeros(np.shape(g)) for g in grads] if tau == 0 else clip_gradients(grads, tau)


@instead_of("clip_gradients")
def all_assert_limit(grads: Gradients, tau: float) -> list[Array]:
    """A τ of 0 or less is met with another exception than ValueError."""
    assert tau > 0
    return clip_gradients(grads, tau)


@instead_of("clip_gradients")
def writes_into_the_list(grads: list[Array], tau: float) -> list[Array]:
    """Your function puts the clipped arrays into the caller's list: it changes it in place."""
    grads[:] = clip_gradients(grads, tau)
    return grads


@instead_of("clip_gradients")
def writes_into_the_arrays(grads: Gradients, tau: float) -> Gradients:
    """Your function scales the caller's arrays: it changes them in place."""
    for g, clipped in zip(grads, clip_gradients(grads, tau), strict=True):
        g[...] = clipped
    return grads


@instead_of("clip_gradients")
def all_written_down(grads: Gradients, tau: float) -> list[Array]:
    """Your function knows the public examples by heart and computes nothing: other gradients give zeros."""
    known = ([[12.0, 0.0], [-5.0]], [[1.0], [2.0, -2.0]])
    clipped = clip_gradients(grads, tau)
    return clipped if [np.ravel(g).tolist() for g in grads] in known else [np.zeros(np.shape(g)) for g in grads]
