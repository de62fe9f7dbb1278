"""The figures of the class page against figures worked out by hand."""

import numpy as np
import pytest

from autograder.reports.pages.statistics import alpha, correlation, histogram, items, spread, uncertainty

SCORES = np.array([[3.0, 2.0, 0.0], [3.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0]])


def test_spread_of_four_scores() -> None:
    found = spread([0, 1, 3, 3])
    assert (found.mean, found.median, found.least, found.most) == (1.75, 2.0, 0.0, 3.0)
    assert found.deviation == pytest.approx(1.5)
    assert spread([5]).deviation == 0


def test_difficulty_is_the_share_of_the_points_and_counts_are_counts() -> None:
    first, second, third = items(SCORES, [3, 2, 1])
    assert first.difficulty == pytest.approx(7 / 12)
    assert (first.full, first.none) == (2, 1)
    assert (second.full, second.none) == (1, 1)
    assert (third.difficulty, third.none) == (0, 4)


def test_discrimination_is_the_correlation_with_everything_else() -> None:
    first, _, third = items(SCORES, [3, 2, 1])
    assert first.discrimination == pytest.approx(np.corrcoef([3, 3, 1, 0], [2, 1, 1, 0])[0, 1])
    assert third.discrimination is None


def test_alpha_of_three_questions() -> None:
    variances, whole = SCORES.var(axis=0, ddof=1).sum(), SCORES.sum(axis=1).var(ddof=1)
    assert alpha(SCORES) == pytest.approx(1.5 * (1 - variances / whole))
    assert alpha(np.repeat([[1.0], [2.0], [4.0]], 3, axis=1)) == pytest.approx(1.0)


@pytest.mark.parametrize("scores", [np.zeros((5, 3)), np.ones((2, 3)), np.array([[1.0], [2.0], [3.0]])])
def test_alpha_says_nothing_where_it_cannot(scores: np.ndarray) -> None:
    assert alpha(scores) is None


def test_a_correlation_needs_three_pairs_that_vary() -> None:
    assert correlation(np.array([1.0, 2.0]), np.array([1.0, 2.0])) is None
    assert correlation(np.ones(9), np.arange(9.0)) is None
    assert correlation(np.arange(9.0), -np.arange(9.0)) == pytest.approx(-1)


def test_small_classes_are_more_uncertain() -> None:
    assert uncertainty(3) is None
    assert uncertainty(12) == pytest.approx(1.96 / 3)


def test_every_total_is_in_one_bin_the_maximum_in_the_last() -> None:
    counts = histogram([0, 9.99, 10, 99.99, 100, 100], 100)
    assert (counts[0], counts[1], counts[9]) == (2, 1, 3)
    assert sum(counts) == 6
    assert sum(histogram([-5, 120], 100)) == 2
