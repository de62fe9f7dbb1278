"""Known wrong answers for dropout in training and at inference."""

import copy
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.dropout import dropout_infer, dropout_train

Array = NDArray[np.float64]
Pair = tuple[Array, Array]


def _require_probability(p: float) -> None:
    if not 0 <= p <= 1:
        raise ValueError("p must be a probability")


def _with_mask(a: Array, p: float, kept: NDArray[np.bool_] | bool) -> Pair:
    """Return what is right for this mask."""
    _require_probability(p)
    mask = np.broadcast_to(np.where(kept, 1.0, 0.0), np.shape(a))
    return a * mask, mask


# --- dropout_train --------------------------------------------------------------------------------------------------


@instead_of("dropout_train")
def inverted_dropout(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You divide the survivors by 1 − p: that is inverted dropout; the lecture's kind leaves them at their size."""
    out, mask = dropout_train(a, p, rng)
    return out / np.float64(1 - p), mask


@instead_of("dropout_train")
def inverted_dropout_in_the_mask(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your mask is divided by 1 − p: that is inverted dropout; the lecture's mask holds 0 and 1."""
    out, mask = dropout_train(a, p, rng)
    return out / np.float64(1 - p), mask / np.float64(1 - p)


@instead_of("dropout_train")
def divides_by_the_probability_of_dropping(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You divide the survivors by p; the lecture's dropout leaves them at their size during training."""
    out, mask = dropout_train(a, p, rng)
    return out / np.float64(p), mask


@instead_of("dropout_train")
def scales_by_the_probability_of_keeping(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You multiply the survivors by 1 − p during training already; that belongs to inference."""
    out, mask = dropout_train(a, p, rng)
    return out * (1 - p), mask


@instead_of("dropout_train")
def scales_by_the_probability_of_dropping(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You multiply the survivors by p; the lecture's dropout leaves them at their size during training."""
    out, mask = dropout_train(a, p, rng)
    return out * p, mask


@instead_of("dropout_train")
def p_taken_for_keeping(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You keep a unit with probability p: here p is the probability of dropping it."""
    _require_probability(p)
    return dropout_train(a, 1 - p, rng)


@instead_of("dropout_train")
def p_taken_for_keeping_and_inverted(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You keep a unit with probability p and divide by p, as libraries do whose p is the probability of keeping."""
    _require_probability(p)
    out, mask = dropout_train(a, 1 - p, rng)
    return out / np.float64(p), mask


@instead_of("dropout_train")
def mask_of_the_dropped(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your output is right, but your mask marks the dropped units: 1 should stand where a unit is kept."""
    out, mask = dropout_train(a, p, rng)
    return out, 1.0 - mask


@instead_of("dropout_train")
def mask_first(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your two results are in the wrong order: the output comes first and the mask second."""
    out, mask = dropout_train(a, p, rng)
    return mask, out


@instead_of("dropout_train")
def output_without_mask(a: Array, p: float, rng: np.random.Generator) -> Array:
    """You return the output alone; the mask belongs to the result."""
    return dropout_train(a, p, rng)[0]


@instead_of("dropout_train")
def mask_without_output(a: Array, p: float, rng: np.random.Generator) -> Array:
    """You return the mask alone; the output belongs to the result."""
    return dropout_train(a, p, rng)[1]


@instead_of("dropout_train")
def mask_for_output(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your output is the mask: the activations are not multiplied in."""
    mask = dropout_train(a, p, rng)[1]
    return mask, mask


@instead_of("dropout_train")
def output_for_mask(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You return the output twice; the second result should be the mask of 0 and 1."""
    out = dropout_train(a, p, rng)[0]
    return out, out


@instead_of("dropout_train")
def one_array_of_both(a: Array, p: float, rng: np.random.Generator) -> Array:
    """You return output and mask as one stacked array; a pair was asked for."""
    return np.stack(dropout_train(a, p, rng))


@instead_of("dropout_train")
def mask_not_applied(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You draw a mask, but the output is the activations as they came."""
    return a, dropout_train(a, p, rng)[1]


@instead_of("dropout_train")
def drawn_twice(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """The mask that you return is another draw than the one which you apply to the activations."""
    return dropout_train(a, p, rng)[0], dropout_train(a, p, rng)[1]


@instead_of("dropout_train")
def mask_added(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You add the mask to the activations; they should be multiplied by it."""
    mask = dropout_train(a, p, rng)[1]
    return a + mask, mask


@instead_of("dropout_train")
def dropped_to_minus_one(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your mask holds 1 and −1: dropped units change their sign instead of being switched off."""
    mask = 2.0 * dropout_train(a, p, rng)[1] - 1.0
    return a * mask, mask


@instead_of("dropout_train")
def dropped_to_nan(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your dropped units are nan; they should be 0."""
    mask = dropout_train(a, p, rng)[1]
    return np.where(mask == 1, a, np.nan), mask


@instead_of("dropout_train")
def dropped_to_the_mean(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your dropped units take the mean of the activations; they should be 0."""
    mask = dropout_train(a, p, rng)[1]
    return np.where(mask == 1, a, np.mean(a)), mask


@instead_of("dropout_train")
def dropped_are_taken_out(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Dropped units are taken out of your output, whose shape should be that of the activations."""
    mask = dropout_train(a, p, rng)[1]
    return a[mask == 1], mask


@instead_of("dropout_train")
def soft_mask(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You multiply by the random numbers themselves: your mask is not made of 0 and 1."""
    _require_probability(p)
    mask = np.asarray(rng.random(np.shape(a)))
    return a * mask, mask


@instead_of("dropout_train")
def gaussian_noise(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You multiply by Gaussian noise: your mask is not made of 0 and 1."""
    _require_probability(p)
    mask = 1.0 + math.sqrt(p) * np.asarray(rng.standard_normal(np.shape(a)))
    return a * mask, mask


@instead_of("dropout_train")
def inference_in_training(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Nothing is drawn at random: all units are scaled, which belongs to inference."""
    _require_probability(p)
    return a * (1 - p), np.ones(np.shape(a))


@instead_of("dropout_train")
def nothing_dropped(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Nothing is ever dropped, whatever p is."""
    return dropout_train(a, 0.0 if 0 <= p <= 1 else p, rng)


@instead_of("dropout_train")
def drops_only_for_certain(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Between 0 and 1 your p has no effect: nothing is dropped unless p is 1."""
    return dropout_train(a, 0.0 if 0 <= p < 1 else p, rng)


@instead_of("dropout_train")
def everything_dropped(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Everything is dropped unless p is 0: random whole numbers below 1 are always 0."""
    return dropout_train(a, 1.0 if 0 < p <= 1 else p, rng)


@instead_of("dropout_train")
def fair_coin(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You toss a fair coin for every unit: p has no effect on the share that is dropped."""
    _require_probability(p)
    return dropout_train(a, 0.5, rng)


@instead_of("dropout_train")
def fair_coin_unless_certain(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You toss a fair coin for every unit unless p is 0 or 1: the share that is dropped should be p."""
    return dropout_train(a, 0.5 if 0 < p < 1 else p, rng)


@instead_of("dropout_train")
def normal_random_numbers(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You compare p with normally distributed numbers: the share that they drop is not p."""
    return _with_mask(a, p, np.asarray(rng.standard_normal(np.shape(a))) >= p)


@instead_of("dropout_train")
def normal_random_numbers_the_other_way(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You compare 1 − p with normally distributed numbers: the share that they keep is not 1 − p."""
    return _with_mask(a, p, np.asarray(rng.standard_normal(np.shape(a))) < 1 - p)


@instead_of("dropout_train")
def drops_twice(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Two masks are multiplied into one: more units are dropped than p says."""
    first, second = dropout_train(a, p, rng)[1], dropout_train(a, p, rng)[1]
    return a * (first * second), first * second


@instead_of("dropout_train")
def drops_half_as_often(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Units are dropped only half as often as p says, as if the random numbers ran from −1 to 1."""
    return dropout_train(a, p / 2, rng) if 0 <= p <= 1 else dropout_train(a, p, rng)


@instead_of("dropout_train")
def p_rounded_to_tenths(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your p is rounded, so that some probabilities are not what they should be."""
    _require_probability(p)
    return dropout_train(a, math.floor(10 * p) / 10, rng)


@instead_of("dropout_train")
def one_draw_for_all(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """A single random number decides for the whole array: everything is kept or dropped together."""
    return _with_mask(a, p, rng.random() >= p)


@instead_of("dropout_train")
def one_mask_for_all_rows(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """All rows share one mask: every element should have a draw of its own."""
    return _with_mask(a, p, np.asarray(rng.random(np.shape(a)[1:] if np.ndim(a) > 1 else np.shape(a))) >= p)


@instead_of("dropout_train")
def one_mask_along_the_last_axis(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You draw one mask along the last axis and use it for all others: every element should have its own draw."""
    return _with_mask(a, p, np.asarray(rng.random(np.shape(a)[-1:])) >= p)


@instead_of("dropout_train")
def whole_rows_dropped(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Whole rows are dropped: you draw one number for each row instead of one for each element."""
    shape = np.shape(a)
    return _with_mask(a, p, np.asarray(rng.random((*shape[:1], *[1] * (len(shape) - 1)))) >= p)


@instead_of("dropout_train")
def exact_number_dropped(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You always drop exactly the same number of units; every element should be drawn independently."""
    _require_probability(p)
    places = rng.permutation(np.size(a))
    return _with_mask(a, p, np.reshape(places >= round(p * np.size(a)), np.shape(a)))


@instead_of("dropout_train")
def exact_number_dropped_in_each_row(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You drop exactly the same number of units in every row; every element should be drawn independently."""
    _require_probability(p)
    ranks = np.argsort(np.argsort(rng.random(np.shape(np.atleast_1d(a))), axis=-1), axis=-1)
    kept = ranks >= round(p * ranks.shape[-1])
    return _with_mask(a, p, np.reshape(kept, np.shape(a)))


@instead_of("dropout_train")
def first_units_dropped(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You drop the first units, always the same ones: nothing is left to chance."""
    _require_probability(p)
    return _with_mask(a, p, np.reshape(np.arange(np.size(a)) >= round(p * np.size(a)), np.shape(a)))


@instead_of("dropout_train")
def smallest_units_dropped(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You compare the activations with p and drop the small ones: nothing is left to chance."""
    return _with_mask(a, p, np.asarray(a) > p)


@instead_of("dropout_train")
def random_numbers_compared_with_activations(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You compare the random numbers with the activations instead of p."""
    return _with_mask(a, p, np.asarray(rng.random(np.shape(a))) < a)


@instead_of("dropout_train")
def zeros_counted_as_dropped(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your mask says where the output is not 0: units whose activation is 0 count as dropped."""
    out, _ = dropout_train(a, p, rng)
    return out, np.where(np.not_equal(out, 0), 1.0, 0.0)


@instead_of("dropout_train")
def global_generator(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You draw from NumPy's global generator or from one of your own; all randomness should come from rng."""
    return _with_mask(a, p, np.asarray(np.random.random(np.shape(a))) >= p)


@instead_of("dropout_train")
def own_generator_unseeded(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You draw from NumPy's global generator or from one of your own; all randomness should come from rng."""
    return dropout_train(a, p, np.random.default_rng())


@instead_of("dropout_train")
def own_generator_with_a_fixed_seed(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Every call drops the same units again, whatever rng is: a seed is fixed, or a mask is kept between calls."""
    return dropout_train(a, p, np.random.default_rng(0))


@instead_of("dropout_train")
def generator_not_advanced(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You draw from a copy of rng, which itself is not advanced: the next call gets the same mask again."""
    return dropout_train(a, p, copy.deepcopy(rng))


_masks: dict[tuple[tuple[int, ...], float], Array] = {}


@instead_of("dropout_train")
def mask_kept_between_calls(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Every call drops the same units again, whatever rng is: a seed is fixed, or a mask is kept between calls."""
    mask = _masks.setdefault((np.shape(a), p), dropout_train(np.ones(np.shape(a)), p, rng)[1])
    return a * mask, mask


@instead_of("dropout_train")
def train_writes_into_the_activations(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your function sets entries of the caller's array to 0: it changes it in place."""
    mask = dropout_train(a, p, rng)[1]
    a[mask == 0] = 0.0
    return a, mask


@instead_of("dropout_train")
def train_takes_any_p(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """A p below 0 or above 1 is accepted in training; it is no probability and should be refused."""
    return dropout_train(a, min(max(p, 0.0), 1.0), rng)


@instead_of("dropout_train")
def train_takes_negative_p(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """A negative p is accepted in training; it is no probability and should be refused."""
    return dropout_train(a, max(p, 0.0), rng)


@instead_of("dropout_train")
def train_takes_p_above_one(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """A p above 1 is accepted in training; it is no probability and should be refused."""
    return dropout_train(a, min(p, 1.0), rng)


@instead_of("dropout_train")
def train_asserts_p(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """A p outside [0, 1] is met with another exception than ValueError in training."""
    assert 0 <= p <= 1
    return dropout_train(a, p, rng)


@instead_of("dropout_train")
def train_refuses_one(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You refuse p = 1 in training; it is allowed and drops everything."""
    if not 0 <= p < 1:
        raise ValueError("p must be below 1")
    return dropout_train(a, p, rng)


@instead_of("dropout_train")
def train_refuses_zero(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You refuse p = 0 in training; it is allowed and keeps everything."""
    if not 0 < p <= 1:
        raise ValueError("p must be above 0")
    return dropout_train(a, p, rng)


@instead_of("dropout_train")
def train_refuses_both_ends(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You refuse p = 0 and p = 1 in training; both are allowed."""
    if not 0 < p < 1:
        raise ValueError("p must lie between 0 and 1")
    return dropout_train(a, p, rng)


@instead_of("dropout_train")
def train_returns_activations_alone_for_zero(a: Array, p: float, rng: np.random.Generator) -> Pair | Array:
    """For p = 0 you return the activations without a mask; the result is always a pair."""
    return a if p == 0 else dropout_train(a, p, rng)


@instead_of("dropout_train")
def train_for_vectors_only(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """You draw as many numbers as the array has rows: this works for vectors alone."""
    return _with_mask(a, p, np.asarray(rng.random(len(a))) >= p)


@instead_of("dropout_train")
def shape_unpacked(a: Array, p: float, rng: Any) -> Pair:
    """You hand the sizes of the shape to the generator one by one, which works for vectors and single numbers only."""
    return _with_mask(a, p, np.asarray(rng.random(*a.shape)) >= p)


@instead_of("dropout_train")
def train_flattens(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """Your results are long vectors: the shape of the activations is lost."""
    out, mask = dropout_train(a, p, rng)
    return np.ravel(out), np.ravel(mask)


@instead_of("dropout_train")
def train_makes_a_vector_of_a_number(a: Array, p: float, rng: np.random.Generator) -> Pair:
    """For a single number your results have shape (1,)."""
    out, mask = dropout_train(a, p, rng)
    return np.atleast_1d(out), np.atleast_1d(mask)


@instead_of("dropout_train")
def integer_output(a: Array, p: float, rng: np.random.Generator) -> tuple[NDArray[np.int64], Array]:
    """Your output is cut to whole numbers: the fractions of the survivors are lost."""
    out, mask = dropout_train(a, p, rng)
    return out.astype(np.int64), mask


# --- dropout_infer --------------------------------------------------------------------------------------------------


@instead_of("dropout_infer")
def no_scaling(a: Array, p: float) -> Array:
    """The activations come back as they are, as in inverted dropout; the lecture's kind scales them at inference."""
    _require_probability(p)
    return a


@instead_of("dropout_infer")
def scaled_by_dropping(a: Array, p: float) -> Array:
    """You multiply by p, the probability of having been dropped."""
    _require_probability(p)
    return a * p


@instead_of("dropout_infer")
def divided_by_keeping(a: Array, p: float) -> Array:
    """You divide by 1 − p, so that the activations grow; on average they were smaller during training."""
    _require_probability(p)
    return a / np.float64(1 - p)


@instead_of("dropout_infer")
def divided_by_dropping(a: Array, p: float) -> Array:
    """You divide by p, the probability of having been dropped."""
    _require_probability(p)
    return a / np.float64(p)


@instead_of("dropout_infer")
def multiplied_by_one_plus_p(a: Array, p: float) -> Array:
    """Your factor is 1 + p: the activations grow, while on average they were smaller during training."""
    _require_probability(p)
    return a * (1 + p)


@instead_of("dropout_infer")
def scaled_twice(a: Array, p: float) -> Array:
    """The factor 1 − p is applied twice."""
    return dropout_infer(dropout_infer(a, p), p)


@instead_of("dropout_infer")
def root_of_the_probability(a: Array, p: float) -> Array:
    """You multiply by the root of 1 − p; the mean of the mask is 1 − p itself."""
    _require_probability(p)
    return a * math.sqrt(1 - p)


@instead_of("dropout_infer")
def p_subtracted(a: Array, p: float) -> Array:
    """You subtract p from the activations: in a·1 − p, without parentheses, only the 1 is multiplied."""
    _require_probability(p)
    return a - p


@instead_of("dropout_infer")
def negative_factor(a: Array, p: float) -> Array:
    """Your factor is p − 1: all signs are wrong."""
    return -dropout_infer(a, p)


@instead_of("dropout_infer")
def always_a_half(a: Array, p: float) -> Array:
    """Your factor is ½ whatever p is."""
    _require_probability(p)
    return 0.5 * a


@instead_of("dropout_infer")
def dropped_at_inference(a: Array, p: float) -> Array:
    """Units are still dropped at random; at inference all are on and nothing is random."""
    return dropout_train(a, p, np.random.default_rng(0))[0]


@instead_of("dropout_infer")
def dropped_and_scaled_at_inference(a: Array, p: float) -> Array:
    """Units are scaled rightly but some are dropped as well; at inference nothing is random."""
    return dropout_train(dropout_infer(a, p), p, np.random.default_rng(0))[0]


@instead_of("dropout_infer")
def small_activations_switched_off(a: Array, p: float) -> Array:
    """Activations below p become 0; at inference all units are on and only scaled."""
    return np.where(np.asarray(a) > p, dropout_infer(a, p), 0.0)


@instead_of("dropout_infer")
def pair_at_inference(a: Array, p: float) -> Pair:
    """You return a mask as well; at inference there is none, and the output alone was asked for."""
    return dropout_infer(a, p), np.ones(np.shape(a))


@instead_of("dropout_infer")
def sum_at_inference(a: Array, p: float) -> float:
    """You return a single number; every activation should be scaled by itself."""
    return float(np.sum(dropout_infer(a, p)))


@instead_of("dropout_infer")
def average_at_inference(a: Array, p: float) -> Array:
    """All your results are the same, the mean of the activations; each should be scaled by itself."""
    return np.full(np.shape(a), np.mean(dropout_infer(a, p)))


@instead_of("dropout_infer")
def expected_mask_alone(a: Array, p: float) -> Array:
    """You return the factor 1 − p for every unit; the activations are not multiplied in."""
    return dropout_infer(np.ones(np.shape(a)), p)


@instead_of("dropout_infer")
def infer_cut_to_whole_numbers(a: Array, p: float) -> Array:
    """Your results are cut to whole numbers: the fractions are lost."""
    return np.trunc(dropout_infer(a, p))


@instead_of("dropout_infer")
def infer_writes_into_the_activations(a: Array, p: float) -> Array:
    """Your function scales the caller's array: it changes it in place."""
    _require_probability(p)
    a *= 1 - p
    return a


@instead_of("dropout_infer")
def infer_takes_any_p(a: Array, p: float) -> Array:
    """A p below 0 or above 1 is accepted at inference; it is no probability and should be refused."""
    return a * (1 - p)


@instead_of("dropout_infer")
def infer_takes_negative_p(a: Array, p: float) -> Array:
    """A negative p is accepted at inference; it is no probability and should be refused."""
    return a * (1 - p) if p < 0 else dropout_infer(a, p)


@instead_of("dropout_infer")
def infer_takes_p_above_one(a: Array, p: float) -> Array:
    """A p above 1 is accepted at inference; it is no probability and should be refused."""
    return a * (1 - p) if p > 1 else dropout_infer(a, p)


@instead_of("dropout_infer")
def infer_cuts_p(a: Array, p: float) -> Array:
    """A p outside [0, 1] is silently moved to the nearest end at inference; it should be refused."""
    return dropout_infer(a, min(max(p, 0.0), 1.0))


@instead_of("dropout_infer")
def infer_asserts_p(a: Array, p: float) -> Array:
    """A p outside [0, 1] is met with another exception than ValueError at inference."""
    assert 0 <= p <= 1
    return dropout_infer(a, p)


@instead_of("dropout_infer")
def infer_refuses_one(a: Array, p: float) -> Array:
    """You refuse p = 1 at inference; it is allowed and gives zeros."""
    if not 0 <= p < 1:
        raise ValueError("p must be below 1")
    return dropout_infer(a, p)


@instead_of("dropout_infer")
def infer_refuses_zero(a: Array, p: float) -> Array:
    """You refuse p = 0 at inference; it is allowed and leaves the activations as they are."""
    if not 0 < p <= 1:
        raise ValueError("p must be above 0")
    return dropout_infer(a, p)


@instead_of("dropout_infer")
def infer_flattens(a: Array, p: float) -> Array:
    """Your result is one long vector: the shape of the activations is lost."""
    return np.ravel(dropout_infer(a, p))


@instead_of("dropout_infer")
def infer_makes_a_vector_of_a_number(a: Array, p: float) -> Array:
    """A single number comes back as an array with one entry, of shape (1,)."""
    return np.atleast_1d(dropout_infer(a, p))


@instead_of("dropout_infer")
def prints_inference(a: Array, p: float) -> None:
    """Your function prints its result or forgets it: nothing is returned."""
    print(dropout_infer(a, p))


_inferred: dict[tuple[int, ...], Array] = {}


@instead_of("dropout_infer")
def inference_remembered_by_shape(a: Array, p: float) -> Array:
    """Other activations of the same shape get the first result: what you store is found by the shape alone."""
    return _inferred.setdefault(np.shape(a), dropout_infer(a, p))


@instead_of("dropout_infer")
def infer_written_down(a: Array, p: float) -> Array:
    """Your function knows the public example by heart and computes nothing: other activations give zeros."""
    known = np.ravel(a).tolist() == [5.0, -10.0, 2.5]
    return dropout_infer(a, p) if known else dropout_infer(np.zeros(np.shape(a)), p)
