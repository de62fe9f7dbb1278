"""Known wrong answers on neighbours."""

import numpy as np
from numpy.typing import NDArray
from solutions.knn import distances

from autograder.misconception import instead_of

Array = NDArray[np.float64]


@instead_of("distances")
def root_forgotten(points: Array, query: Array) -> Array:
    """These are squared distances: the root is missing."""
    return distances(points, query) ** 2


@instead_of("nearest")
def farthest_first(points: Array, query: Array, k: int) -> list[int]:
    """You return the farthest points."""
    if not 1 <= k <= len(points):
        raise ValueError("k")
    return [int(index) for index in np.argsort(-distances(points, query))[:k]]
