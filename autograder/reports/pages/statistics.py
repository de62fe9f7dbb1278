"""What a class's scores say about the class, and about the questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

SMALL = 30
"""Below this number of submissions, item statistics are hints and no more."""

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """How some scores lie."""

    count: int
    mean: float
    deviation: float
    least: float
    lower: float
    median: float
    upper: float
    most: float


@dataclass(frozen=True)
class Item:
    """How a question, or a case, works as a measuring instrument.

    `difficulty` is the share of its points that the class got: the higher, the easier. `discrimination` is the
    correlation with the points of everything else; None where it says nothing, because nobody differs.
    """

    spread: Spread
    points: float
    full: int
    none: int
    difficulty: float
    discrimination: float | None


def spread(scores: Sequence[float] | Scores) -> Spread:
    """Return how scores lie; there must be at least one."""
    values = np.asarray(scores, dtype=np.float64)
    least, lower, median, upper, most = np.percentile(values, [0, 25, 50, 75, 100]).tolist()
    deviation = float(values.std(ddof=1)) if values.size > 1 else 0.0
    return Spread(values.size, float(values.mean()), deviation, least, lower, median, upper, most)


def items(scores: Scores, points: Sequence[float]) -> list[Item]:
    """Return the statistics of each column of `scores`, one row per submission."""
    totals = scores.sum(axis=1)
    found = []
    for column, most in zip(scores.T, points, strict=True):
        full, none = int(np.isclose(column, most).sum()), int(np.isclose(column, 0).sum())
        difficulty = float(column.mean() / most) if most else 0.0
        found.append(Item(spread(column), most, full, none, difficulty, correlation(column, totals - column)))
    return found


def correlation(one: Scores, other: Scores) -> float | None:
    """Return Pearson's correlation, None where one of the two does not vary or there are fewer than three pairs."""
    if one.size < 3 or np.isclose(one.std(), 0) or np.isclose(other.std(), 0):
        return None
    return float(np.clip(np.corrcoef(one, other)[0, 1], -1.0, 1.0))


def alpha(scores: Scores) -> float | None:
    """Return Cronbach's alpha of the questions, None where it says nothing."""
    count = scores.shape[1]
    if count < 2 or scores.shape[0] < 3:
        return None
    whole = float(scores.sum(axis=1).var(ddof=1))
    if whole < 1e-12:
        return None
    value = count / (count - 1) * (1 - float(scores.var(axis=0, ddof=1).sum()) / whole)
    return None if isnan(value) else value


def uncertainty(count: int) -> float | None:
    """Return how far a correlation near 0 may be off, nineteen times out of twenty, for so many submissions."""
    return 1.96 / (count - 3) ** 0.5 if count > 3 else None


def histogram(totals: Sequence[float], maximum: float, bins: int = 10) -> list[int]:
    """Return how many totals lie in each of equal parts of 0 to `maximum`; the last part includes the maximum."""
    places = [min(bins - 1, max(0, int(total / maximum * bins))) if maximum else 0 for total in totals]
    return [places.count(place) for place in range(bins)]
