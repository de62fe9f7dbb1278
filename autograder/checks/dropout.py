"""Standard dropout in training and at inference.

Masks are random, and there are many right ways to draw them: what `dropout_train` returns is judged by its properties.
Where a property is one of chance, a right answer lacks it with a probability below the stated odds, which follow from
Hoeffding's inequality: the mean of n independent numbers between 0 and 1 is further than t from its expectation with a
probability of at most 2·exp(−2nt²). With t = 3.61/√n that is 2·exp(−26.06) < 10⁻¹¹, whatever n is.
"""

import math

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, Predicate, agrees, case, generator, holds, pure, refuses

OK_FORMAT = False
name = "dropout"

Array = NDArray[np.float64]
Pair = tuple[Array, Array]

ODDS = 1e-11
MASKED = "(out, mask): a mask of 0 and 1, and the activations multiplied by it"
AXES = ("first", "second", "third")


def activations(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Return numbers of both signs, none of them near 0 or 1."""
    return np.asarray(rng.uniform(1.5, 4.0, shape) * rng.choice([-1.0, 1.0], shape))


def farthest(n: int) -> float:
    """Return how far from its expectation a mean of `n` may be; farther happens with a probability below `ODDS`."""
    return 3.61 / math.sqrt(n)


def scaling(kept: Array, p: float) -> str | None:
    """Name the probability by which all of `kept`, which should be 1, are multiplied or divided."""
    factors = {
        "divided by the probability of keeping": 1 / (1 - p),
        "multiplied by the probability of keeping": 1 - p,
        "divided by the probability of dropping": 1 / p,
        "multiplied by the probability of dropping": p,
    }
    return next((words for words, factor in factors.items() if np.allclose(kept, factor)), None)


def is_masked(a: Array, p: float) -> Predicate:
    """Whether the mask holds 0 and 1 only, and the output is the activations times the mask; no chance in it."""

    def fault(pair: Pair) -> str | None:
        out, mask = pair
        if mask.shape != a.shape:
            return "the mask does not have the shape of the activations"
        if out.shape != a.shape:
            return "the output does not have the shape of the activations"
        if not np.all((mask == 0) | (mask == 1)):
            return mask_fault(out, mask)
        return None if np.allclose(out, a * mask, rtol=1e-5, atol=1e-7) else output_fault(out, mask)

    def mask_fault(out: Array, mask: Array) -> str:
        if np.all((out == 0) | (out == 1)) and np.allclose(mask, a * out):
            return "the mask comes first and the output second"
        if np.allclose(mask, out):
            return "the output is returned in the place of the mask"
        words = scaling(mask[mask != 0], p)
        return "the mask has entries other than 0 and 1" if words is None else f"the mask is {words}"

    def output_fault(out: Array, mask: Array) -> str:
        if np.allclose(out, a):
            return "nothing is dropped from the output"
        if np.allclose(out, mask):
            return "the output is the mask alone"
        if np.allclose(out, a * (1 - mask)):
            return "the output keeps what the mask drops"
        if not np.allclose(out[mask == 0], 0):
            return "dropped units are not 0 in the output"
        kept = (mask == 1) & (a != 0)
        words = scaling(out[kept] / a[kept], p)
        return "kept units are changed" if words is None else f"kept units are {words}"

    return fault


def keeps_its_share(p: float, result: int = 0) -> Predicate:
    """Whether a share of 1 − p of one of the two results, the output or the mask, is not 0.

    Each of n entries is so with probability 1 − p and independently of the others (in the output, if no activation is
    0), so the share is a mean of n as in the inequality above: a right answer fails with a probability below 10⁻¹¹.
    """

    def fault(pair: Pair) -> str | None:
        kept = np.not_equal(pair[result], 0)
        share, bound = float(np.mean(kept)), farthest(kept.size)
        if abs(share - (1 - p)) <= bound:
            return None
        if share in (0, 1):
            return "every unit is kept" if share == 1 else "every unit is dropped"
        if abs(share - p) <= bound:
            return "the share of units that should be dropped is kept"
        return "too many units are kept" if share > 1 - p else "too few units are kept"

    return fault


def has_a_draw_for_every_unit(pair: Pair) -> str | None:
    """Whether neighbours along each axis are drawn independently, for p = ½.

    Whether unit i and unit i + 1 have the same fate is a fair coin, and these coins are independent along an axis:
    given the fate of the first unit of a line, the coins and the fates of the other units determine each other one to
    one. So the share of equal neighbours is a mean of n fair coins as in the inequality above. In a right answer it is
    off along one of at most three axes with a probability below 3·10⁻¹¹. That all lines along an axis have the same
    number of kept units, which is looked at too, has a probability below 0.25³⁹ < 10⁻²³ for at least 40 lines of at
    least 10 units each: no number of heads of 10 or more fair coins is as likely as 0.25.
    """
    kept = np.not_equal(pair[0], 0)
    shares = [float(np.mean(np.diff(kept, axis=axis) == 0)) for axis in range(kept.ndim)]
    together = [AXES[axis] for axis, share in enumerate(shares) if share == 1]
    if len(together) == kept.ndim:
        return "all units are kept or dropped together"
    if together:
        return f"units are kept or dropped together along the {' and the '.join(together)} axis"
    for axis, share in enumerate(shares):
        if abs(share - 0.5) > farthest(kept.size - kept.size // kept.shape[axis]):
            return "what happens to a unit depends on its neighbour"
        if kept.ndim > 1 and np.ptp(kept.sum(axis=axis)) == 0:
            return f"exactly the same number of units is kept in every line along the {AXES[axis]} axis"
    return None


def vary_in_number(*pairs: Pair) -> str | None:
    """Whether the number of kept units is not the same in all calls, for 100 units and p = ½.

    It is any given number k with a probability of at most C(100, 50)/2¹⁰⁰ < 0.0796, so all 12 calls agree with a
    probability of Σₖ P(k)¹² ≤ 0.0796¹¹ < 10⁻¹².
    """
    counts = {int(np.count_nonzero(out)) for out, _ in pairs}
    return "exactly the same number of units is dropped in every call" if len(counts) == 1 else None


def are_alike(one: Pair, other: Pair) -> str | None:
    """Whether two masks agree, as those drawn from generators in the same state must; no chance in it."""
    return None if np.array_equal(one[1], other[1]) else "generators in the same state give different masks"


def are_independent(one: Pair, other: Pair) -> str | None:
    """Whether two masks for p = ½ have nothing to do with each other.

    That the two agree about a unit is a fair coin for each of n units, so the share of agreement is a mean as in the
    inequality above: a right answer fails with a probability below 10⁻¹¹.
    """
    same = np.equal(np.not_equal(one[0], 0), np.not_equal(other[0], 0))
    if np.all(same):
        return "the mask is the same one again"
    return None if abs(float(np.mean(same)) - 0.5) <= farthest(same.size) else "the masks depend on each other"


@case(
    "with p = 0 everything is kept, with p = 1 everything is dropped",
    points=5,
    hint="p is the probability of dropping; the result is the pair (out, mask)",
)
def nothing_and_everything(dropout_train: Function) -> None:
    a = np.array([3.0, -2.0, 0.5])
    draws = generator(1)
    agrees(dropout_train(a, 0.0, draws), dropout_train(a, 1.0, draws))


@case(
    "units that survive training keep their value",
    points=7,
    hint="out is a times a mask of 0 and 1; in standard dropout, where does the factor 1 − p belong?",
)
def survivors(dropout_train: Function) -> None:
    a = np.array([2.0, -4.0, 0.5, 3.0, -1.5, 8.0, 5.0, -6.0, 0.25, 7.0])
    holds(MASKED, is_masked(a, 0.2), dropout_train(a, 0.2, generator(2)), results=2)


@case(
    "the share of units that are kept",
    points=6,
    hint="is p the probability of dropping a unit, or of keeping it?",
)
def share_of_survivors(dropout_train: Function) -> None:
    call = dropout_train(np.full(1000, 3.0), 0.2, generator(3))
    holds("a share of about 1 − p of the units is kept", keeps_its_share(0.2), call, results=2, odds=ODDS)


@case(
    "inference scales by the probability of having been kept",
    points=7,
    hint="no unit is dropped here; what does a unit deliver on average during training?",
)
def inference_on_small_numbers(dropout_infer: Function) -> None:
    agrees(dropout_infer(np.array([5.0, -10.0, 2.5]), 0.2))


@case("any shape: a mask of 0 and 1, and survivors that keep their value", points=12, hidden=True)
def masks_of_any_shape(dropout_train: Function) -> None:
    rng, draws = np.random.default_rng(71), generator(710)
    for shape, p in [
        ((200,), 0.2), ((12, 9), 0.3), ((9, 14), 0.7), ((4, 6, 5), 0.4), ((), 0.3), ((1,), 0.6), ((1, 1), 0.2)
    ]:  # fmt: skip
        a = activations(rng, shape)
        holds(MASKED, is_masked(a, p), dropout_train(a, p, draws), results=2)
    sparse = np.where(rng.random(150) < 0.5, 0.0, rng.uniform(-3.0, 3.0, 150))
    holds(MASKED, is_masked(sparse, 0.3), dropout_train(sparse, 0.3, draws), results=2)
    promise = "units whose activation is 0 are drawn like all others"
    call = dropout_train(np.zeros(900), 0.3, draws)
    holds(promise, keeps_its_share(0.3, result=1), call, results=2, odds=ODDS)


@case("the share of units that are kept, for rare and for frequent dropping", points=12, hidden=True)
def shares_for_any_probability(dropout_train: Function) -> None:
    promise = "a share of about 1 − p of the units is kept"
    for p, shape in [(0.1, (2000,)), (0.25, (100, 100)), (0.5, (40, 50)), (0.8, (2000,)), (0.95, (20, 10, 10))]:
        call = dropout_train(np.full(shape, -2.0), p, generator(int(1000 * p)))
        holds(promise, keeps_its_share(p), call, results=2, odds=ODDS)


@case("every unit has a draw of its own", points=11, hidden=True)
def independent_draws(dropout_train: Function) -> None:
    promise = "units are kept or dropped independently of each other"
    for number, shape in enumerate([(60, 40), (20, 15, 10), (2500,)]):
        call = dropout_train(np.full(shape, 1.5), 0.5, generator(730 + number))
        holds(promise, has_a_draw_for_every_unit, call, results=2, odds=3 * ODDS)
    rng = generator(733)
    calls = [dropout_train(np.full(100, -3.0), 0.5, rng) for _ in range(12)]
    holds("the number of kept units is left to chance", vary_in_number, *calls, results=2, odds=1e-12)


@case("all randomness comes from the generator, and every call draws anew", points=11, hidden=True)
def the_generator(dropout_train: Function) -> None:
    a = np.full((20, 30), 2.5)
    calls = [dropout_train(a, 0.5, generator(740)), dropout_train(a, 0.5, generator(740))]
    holds("generators in the same state give the same mask", are_alike, *calls, results=2)
    rng = generator(741)
    calls = [dropout_train(a, 0.5, rng), dropout_train(a, 0.5, rng)]
    holds("two calls with one generator give independent masks", are_independent, *calls, results=2, odds=ODDS)
    calls = [dropout_train(a, 0.5, generator(742)), dropout_train(a, 0.5, generator(743))]
    holds("different generators give independent masks", are_independent, *calls, results=2, odds=ODDS)


@case("inference for activations of any shape and sign", points=12, hidden=True)
def inference_on_any_shape(dropout_infer: Function) -> None:
    rng = np.random.default_rng(72)
    for number, shape in enumerate([(), (6,), (3, 4), (2, 3, 2), (1, 1), (6,)]):
        agrees(dropout_infer(rng.normal(0.5, 3.0, shape), (0.1, 0.3, 0.5, 0.7, 0.95)[number % 5]))
    agrees(dropout_infer(np.array([-7.0]), 0.9), dropout_infer(np.array([[1.0, 0.0], [-1.0, 40.0]]), 0.4))


@case("p = 0 and p = 1, in training and at inference", points=9, hidden=True)
def certain_and_impossible(dropout_train: Function, dropout_infer: Function) -> None:
    rng, draws = np.random.default_rng(73), generator(750)
    for shape in [(), (1,), (40,), (5, 8), (2, 3, 4)]:
        a = activations(rng, shape)
        agrees(dropout_train(a, 0.0, draws), dropout_train(a, 1.0, draws))
        agrees(dropout_infer(a, 0.0), dropout_infer(a, 1.0))
    agrees(dropout_train(np.array([1.5, -0.5]), 0, draws), dropout_infer(np.array([1.5, -0.5]), 0))
    agrees(dropout_train(np.array([1.5, -0.5]), 1, draws), dropout_infer(np.array([1.5, -0.5]), 1))


@case("a p that is no probability is refused", points=9, hidden=True)
def invalid_probabilities(dropout_train: Function, dropout_infer: Function) -> None:
    a, draws = np.array([1.5, -3.0]), generator(760)
    agrees(dropout_train(a, 0.0, draws), dropout_train(a, 1.0, draws))
    agrees(dropout_infer(a, 1.0), dropout_infer(np.zeros(3), 0.5))
    for p in (-0.0005, -1.0, 1.0005, 20, -1):
        refuses(dropout_train(a, p, draws), dropout_infer(a, p))


@case("read-only arrays and views are accepted, and no argument is changed", points=9, hidden=True)
def arguments_are_left_alone(dropout_train: Function, dropout_infer: Function) -> None:
    a, draws = np.random.default_rng(74).uniform(1.0, 4.0, (4, 3)), generator(770)
    pure(dropout_train(a, 0.0, draws), dropout_train(a, 1.0, draws), dropout_infer(a, 0.35))


def is_now_dropped_and_now_kept(*results: tuple[Array, Array]) -> str | None:
    """A unit is the same in all of 34 calls at p = ½ with probability 2 · 2⁻³⁴ < 2e-10."""
    masks = {float(mask[0]) for _, mask in results}
    if len(masks) == 1:
        return "a single unit is always kept" if masks == {1.0} else "a single unit is always dropped"
    return None


def never_repeats(*results: tuple[Array, Array]) -> str | None:
    """Two of 12 masks of 128 units are equal with probability below 66 · 2⁻¹²⁸, two halves of one below 12 · 2⁻⁶⁴."""
    masks = [mask.ravel() for _, mask in results]
    if len({mask.tobytes() for mask in masks}) < len(masks):
        return "the same mask comes again"
    return "the mask repeats itself" if any(np.array_equal(mask[:64], mask[64:]) for mask in masks) else None


@case("every unit has a fate of its own, also in small layers", points=9, hidden=True)
def units_are_on_their_own(dropout_train: Function) -> None:
    small, large = generator(7101), generator(7102)
    calls = [dropout_train(np.array([-2.0]), 0.5, small) for _ in range(34)]
    promise = "the unit of a layer of one is now kept and now dropped"
    holds(promise, is_now_dropped_and_now_kept, *calls, results=2, odds=2e-10)
    b = np.linspace(1.0, 2.0, 128)
    calls = [dropout_train(b, 0.5, large) for _ in range(12)]
    holds("no mask repeats another, or itself", never_repeats, *calls, results=2, odds=1e-15)


def fits_one_half(result: tuple[Array, Array]) -> str | None:
    """The share of 20,000 draws is off by 0.025 with probability below 2 exp(−2 · 20,000 · 0.025²) < 3e-11."""
    return None if abs(result[1].mean() - 0.5) < 0.025 else "the share of dropped units does not fit p"


@case("the share of dropped units is p, to a few per cent", points=6, hidden=True)
def share_is_exact(dropout_train: Function) -> None:
    call = dropout_train(np.full((100, 200), 0.75), 0.5, generator(7103))
    holds("half of the units are kept", fits_one_half, call, results=2, odds=3e-11)
