"""Distances and neighbours."""

import numpy as np

from autograder.vocabulary import Function, agrees, case, pure, refuses

OK_FORMAT = False
name = "neighbours"

POINTS = np.array([[0.0, 0.0], [3.0, 4.0], [1.0, 1.0]])


@case("the distance to the origin is the length", hint="Is the root taken?")
def lengths(distances: Function) -> None:
    agrees(distances(POINTS, np.zeros(2)))


@case("more features than points", points=2, hidden=True)
def wide(distances: Function) -> None:
    agrees(distances(np.arange(8.0).reshape(2, 4), np.array([1.0, -1.0, 2.0, 0.5])))


@case("the nearest come first, as whole numbers", points=2, hidden=True)
def order(nearest: Function) -> None:
    agrees(nearest(POINTS, np.array([2.9, 3.0]), 2), nearest(POINTS, np.array([0.1, 0.2]), 3))


@case("k outside 1…N is refused, its ends are not", hidden=True)
def bounds(nearest: Function) -> None:
    agrees(nearest(POINTS, np.zeros(2), 1))
    refuses(nearest(POINTS, np.zeros(2), 0), nearest(POINTS, np.zeros(2), 4))


@case("arguments are left alone", hidden=True)
def untouched(distances: Function) -> None:
    pure(distances(POINTS, np.ones(2)))
