import numpy as np

from autograder.misconception import instead_of


def _p(p):
    if not 0 <= p <= 1:
        raise ValueError("p must lie in [0, 1]")


@instead_of("dropout_train")
def train_binomial(a, p, rng):
    """rng.binomial with one trial; an integer mask."""
    _p(p)
    mask = rng.binomial(1, 1 - p, size=np.shape(a))
    return a * mask, mask


@instead_of("dropout_train")
def train_choice(a, p, rng):
    """rng.choice of 0 and 1 with the two probabilities."""
    _p(p)
    mask = np.asarray(rng.choice([0.0, 1.0], size=np.shape(a), p=[p, 1 - p]))
    return [np.where(mask == 1, a, 0.0), mask]


@instead_of("dropout_train")
def train_element_loop(a, p, rng):
    """One rng.random() after another in a Python loop, int8 mask."""
    _p(p)
    a = np.asarray(a)
    mask = np.array([rng.random() >= p for _ in range(a.size)], dtype=np.int8).reshape(a.shape)
    return mask * a, mask


@instead_of("dropout_train")
def train_complement_draw(a, p, rng):
    """Keeps where 1 - u, a draw from (0, 1], is above p... that is u < 1 - p."""
    _p(p)
    mask = np.less(rng.random(np.shape(a)), 1 - p).astype(np.float32)
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_nested_lists(a, p, rng):
    """Returns nested lists (Python numbers for shape ())."""
    _p(p)
    mask = np.asarray(rng.uniform(0, 1, np.shape(a)) >= p).astype(float)
    return (np.asarray(a) * mask).tolist(), mask.tolist()


@instead_of("dropout_train")
def train_exponential_clock(a, p, rng):
    """A neuron dies if an exponential clock rings before -log(1 - p); p = 0 and p = 1 by hand."""
    _p(p)
    shape = np.shape(a)
    if p == 0 or p == 1:
        mask = np.full(shape, 1.0 - p)
    else:
        mask = np.asarray(rng.standard_exponential(shape) > -np.log1p(-p)).astype(float)
    return np.multiply(a, mask), mask


@instead_of("dropout_train")
def train_draws_twice_as_many(a, p, rng):
    """Wastes half of its draws: a (2, …) block of uniform numbers, the second half is used; Fortran order."""
    _p(p)
    mask = np.asarray(rng.random((2,) + np.shape(a))[1] >= p) * np.ones(np.shape(a), order="F")
    return np.asarray(a) * mask, mask


@instead_of("dropout_train")
def train_seed_sequence_child(a, p, rng):
    """Draws one integer from rng and seeds a private generator with it; the mask comes from there."""
    _p(p)
    child = np.random.default_rng(int(rng.integers(2**63)))
    mask = (child.random(np.shape(a)) >= p) * 1
    return a * mask, mask


@instead_of("dropout_infer")
def infer_difference(a, p):
    """a - p·a."""
    _p(p)
    return np.asarray(a) - np.multiply(p, a)


@instead_of("dropout_infer")
def infer_lists(a, p):
    """Nested lists."""
    _p(p)
    return ((1 - p) * np.asarray(a)).tolist()


@instead_of("dropout_infer")
def infer_expected_value(a, p):
    """The expectation over the two outcomes, by interpolation between a and 0."""
    if min(p, 1 - p) < 0:
        raise ValueError("p")
    return np.dot(np.stack([np.zeros(np.shape(a)), a], axis=-1), [p, 1 - p])


@instead_of("dropout_infer")
def infer_argument_itself_at_zero(a, p):
    """Returns the argument itself at p = 0 and zeros at p = 1."""
    _p(p)
    return a if p == 0 else np.zeros_like(a) if p == 1 else np.einsum("...,->...", a, 1 - p)
