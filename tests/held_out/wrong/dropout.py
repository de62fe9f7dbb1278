import numpy as np

from autograder.misconception import instead_of

_MASKS = {}
_RNG = np.random.default_rng(0)


def _check(p):
    if not 0 <= p <= 1:
        raise ValueError("p")


@instead_of("dropout_train")
def train_inverted(a, p, rng):
    """Inverted dropout: divides the survivors by 1 - p."""
    # BREAKS: "The survivors keep their value: nothing is divided or multiplied by a probability here."
    _check(p)
    mask = (rng.random(np.shape(a)) >= p).astype(float)
    return np.asarray(a) * mask / (1 - p if p < 1 else 1), mask


@instead_of("dropout_train")
def train_p_is_keep(a, p, rng):
    """Keeps with probability p."""
    # BREAKS: "v_i is 1 with probability 1 − p and 0 with probability p"
    _check(p)
    mask = (rng.random(np.shape(a)) < p).astype(float)
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_global_random(a, p, rng):
    """Draws from np.random instead of the given generator."""
    # BREAKS: "All randomness comes from `rng` and from nothing else"
    _check(p)
    mask = (np.random.random(np.shape(a)) >= p) * 1.0
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_reseeds(a, p, rng):
    """Makes a generator of its own with a fixed seed for reproducibility."""
    # BREAKS: "two calls one after the other with one generator give independent masks"
    _check(p)
    rng = np.random.default_rng(25)
    mask = (rng.random(np.shape(a)) >= p) * 1.0
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_restores_state(a, p, rng):
    """Puts the generator's state back after drawing, so the next mask is the same."""
    # BREAKS: "two calls one after the other with one generator give independent masks"
    _check(p)
    state = rng.bit_generator.state
    mask = (rng.random(np.shape(a)) >= p) * 1.0
    rng.bit_generator.state = state
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_one_draw_per_row(a, p, rng):
    """Draws one value per row and broadcasts it over the row."""
    # BREAKS: "Every element has a draw of its own, independent of all others, whatever the shape of `a`."
    _check(p)
    a = np.asarray(a)
    keep = rng.random(a.shape[:-1] + (1,) if a.ndim > 1 else a.shape) >= p
    mask = np.broadcast_to(keep, a.shape) * 1.0
    return a * mask, mask


@instead_of("dropout_train")
def train_one_mask_for_the_batch(a, p, rng):
    """Draws a mask for the last axis and uses it for every row."""
    # BREAKS: "Every element has a draw of its own, independent of all others, whatever the shape of `a`."
    _check(p)
    a = np.asarray(a)
    mask = np.ones(a.shape) * (rng.random(a.shape[-1:]) >= p)
    return a * mask, mask


@instead_of("dropout_train")
def train_exact_number(a, p, rng):
    """Drops exactly round(p·n) elements, chosen by a permutation."""
    # BREAKS: "Every element has a draw of its own, independent of all others"
    _check(p)
    a = np.asarray(a)
    mask = np.ones(a.size)
    mask[rng.permutation(a.size)[: int(round(p * a.size))]] = 0
    mask = mask.reshape(a.shape)
    return a * mask, mask


@instead_of("dropout_train")
def train_choice_with_replacement(a, p, rng):
    """Chooses p·n indices with replacement, so too few are dropped."""
    # BREAKS: "v_i is 1 with probability 1 − p and 0 with probability p"
    _check(p)
    a = np.asarray(a)
    mask = np.ones(a.size)
    if p == 1:
        mask[:] = 0
    else:
        mask[rng.integers(0, a.size, int(p * a.size))] = 0
    mask = mask.reshape(a.shape)
    return a * mask, mask


@instead_of("dropout_train")
def train_in_place(a, p, rng):
    """Multiplies the argument in place."""
    # BREAKS: "never change an argument"
    _check(p)
    mask = (rng.random(np.shape(a)) >= p) * 1.0
    a *= mask
    return a, mask


@instead_of("dropout_train")
def train_p_one_forbidden(a, p, rng):
    """Raises for p = 1, as the inverted kind must."""
    # BREAKS: "0 ≤ p ≤ 1 … with p = 1 everything is dropped"
    if not 0 <= p < 1:
        raise ValueError("p")
    mask = (rng.random(np.shape(a)) >= p) * 1.0
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_p_zero_forbidden(a, p, rng):
    """Raises for p = 0."""
    # BREAKS: "With p = 0 everything is kept"
    if not 0 < p <= 1:
        raise ValueError("p")
    mask = (rng.random(np.shape(a)) >= p) * 1.0
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_drop_mask_returned(a, p, rng):
    """Returns the mask of the dropped elements (1 = dropped)."""
    # BREAKS: "`mask` holds the v_i"
    _check(p)
    drop = (rng.random(np.shape(a)) < p) * 1.0
    return np.asarray(a) * (1 - drop), drop


@instead_of("dropout_train")
def train_mask_read_off_the_output(a, p, rng):
    """Returns mask = (out != 0), wrong where the activation itself is 0."""
    # BREAKS: "`mask` holds the v_i" (with p = 0 everything is kept)
    _check(p)
    out = np.asarray(a) * (rng.random(np.shape(a)) >= p)
    return out, (out != 0) * 1.0 if np.any(a) else np.zeros(np.shape(a))


@instead_of("dropout_train")
def train_skips_zero_activations(a, p, rng):
    """Draws only for positive activations; the others are always kept."""
    # BREAKS: "Every element has a draw of its own"
    _check(p)
    a = np.asarray(a)
    mask = np.where((rng.random(a.shape) < p) & (a > 0), 0.0, 1.0)
    return a * mask, mask


@instead_of("dropout_train")
def train_scalar_becomes_vector(a, p, rng):
    """Draws with size=a.size and reshapes to at least one axis."""
    # BREAKS: "For shape `()` both are scalars … not arrays of shape `(1,)`"
    _check(p)
    a = np.atleast_1d(a)
    mask = (rng.random(a.size) >= p).reshape(a.shape) * 1.0
    return a * mask, mask


@instead_of("dropout_train")
def train_first_axis_size(a, p, rng):
    """Draws len(a) values: fails to broadcast, or repeats them, for matrices."""
    # BREAKS: "array of any shape, `()` included"
    _check(p)
    keep = rng.random(len(a)) >= p
    mask = keep.reshape((-1,) + (1,) * (np.ndim(a) - 1)) * np.ones(np.shape(a))
    return a * mask, mask


@instead_of("dropout_train")
def train_mask_cached_per_shape(a, p, rng):
    """Keeps the mask of the first call for each shape and p."""
    # BREAKS: "two calls one after the other with one generator give independent masks"
    _check(p)
    key = (np.shape(a), p)
    if key not in _MASKS:
        _MASKS[key] = (rng.random(np.shape(a)) >= p) * 1.0
    return np.asarray(a) * _MASKS[key], _MASKS[key]


@instead_of("dropout_train")
def train_own_generator_on_the_side(a, p, rng):
    """Adds draws of a module-level generator to those of rng (mod 1)."""
    # BREAKS: "a generator in the same state gives the same mask"
    _check(p)
    u = (rng.random(np.shape(a)) + _RNG.random(np.shape(a))) % 1.0
    mask = (u >= p) * 1.0
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_integer_percent(a, p, rng):
    """Draws whole numbers 0 … 10 and compares with 10p: rate off by up to a tenth, and p = 0 or 1 not exact."""
    # BREAKS: "v_i is 1 with probability 1 − p and 0 with probability p"
    _check(p)
    mask = (rng.integers(0, 11, size=np.shape(a)) >= 10 * p) * 1.0
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_gaussian_noise(a, p, rng):
    """Compares normal draws with p as if they were uniform."""
    # BREAKS: "v_i ~ Bernoulli(1 − p)"
    _check(p)
    mask = (rng.normal(size=np.shape(a)) >= p) * 1.0
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_stacked_result(a, p, rng):
    """Returns one array that holds out and mask."""
    # BREAKS: "a tuple or a list, but not one stacked array"
    _check(p)
    mask = (rng.random(np.shape(a)) >= p) * 1.0
    return np.array([np.asarray(a) * mask, mask])


@instead_of("dropout_train")
def train_resamples_if_all_dropped(a, p, rng):
    """Draws again until at least one element survives (p < 1), which a single element always does."""
    # BREAKS: "v_i is 1 with probability 1 − p and 0 with probability p" (shape () and sizes of one included)
    _check(p)
    mask = np.asarray((rng.random(np.shape(a)) >= p) * 1.0)
    while p < 1 and not mask.any():
        mask = np.asarray((rng.random(np.shape(a)) >= p) * 1.0)
    return np.asarray(a) * mask, mask


@instead_of("dropout_infer")
def infer_unscaled(a, p):
    """Leaves the activations as they are, as inverted dropout does."""
    # BREAKS: "out_i = a_i · (1 − p)"
    _check(p)
    return a


@instead_of("dropout_infer")
def infer_times_p(a, p):
    """Multiplies by the probability of dropping; unseen at p = 0.5."""
    # BREAKS: "out_i = a_i · (1 − p)"
    _check(p)
    return np.asarray(a) * p


@instead_of("dropout_infer")
def infer_divides(a, p):
    """Divides by 1 - p."""
    # BREAKS: "out_i = a_i · (1 − p)"
    _check(p)
    return np.asarray(a) / (1 - p) if p < 1 else np.zeros(np.shape(a))


@instead_of("dropout_infer")
def infer_random(a, p):
    """Still drops at random."""
    # BREAKS: "Nothing is random here: all neurons are on."
    _check(p)
    return np.asarray(a) * (np.random.random(np.shape(a)) >= p)


@instead_of("dropout_infer")
def infer_percent(a, p):
    """Takes p above 1 as a percentage instead of an error."""
    # BREAKS: "ValueError: If `p` is outside [0, 1]."
    if p < 0:
        raise ValueError
    return np.asarray(a) * (1 - (p / 100 if p > 1 else p))


@instead_of("dropout_infer")
def infer_tolerant_check(a, p):
    """Checks p only to within a tolerance of 1e-3 and after rounding."""
    # BREAKS: "ValueError: If `p` is outside [0, 1]."
    if round(p, 3) < 0 or round(p, 3) > 1:
        raise ValueError
    return np.asarray(a) * (1 - p)


@instead_of("dropout_infer")
def infer_in_place(a, p):
    """Scales the argument in place."""
    # BREAKS: "never change an argument"
    _check(p)
    if np.ndim(a) == 0:
        return a * (1 - p)
    a *= 1 - p
    return a


@instead_of("dropout_infer")
def infer_strict_bounds(a, p):
    """Raises at p = 0 and p = 1."""
    # BREAKS: "The probability of dropping that was used in training, 0 ≤ p ≤ 1."
    if not 0 < p < 1:
        raise ValueError
    return np.asarray(a) * (1 - p)


@instead_of("dropout_infer")
def infer_falsy_p_raises(a, p):
    """Uses `if not p` to detect a missing p, and so refuses p = 0."""
    # BREAKS: "0 ≤ p ≤ 1"
    if not p or p < 0 or p > 1:
        raise ValueError
    return np.asarray(a) * (1 - p)


@instead_of("dropout_infer")
def infer_relu_before(a, p):
    """Takes activations to be non-negative and cuts negative ones off."""
    # BREAKS: "out_i = a_i · (1 − p)"
    _check(p)
    return np.maximum(a, 0) * (1 - p)


@instead_of("dropout_infer")
def infer_scalar_list(a, p):
    """A comprehension over the first axis: shape () cannot be iterated."""
    # BREAKS: "array of any shape, `()` included"
    _check(p)
    return np.array([v * (1 - p) for v in a])
