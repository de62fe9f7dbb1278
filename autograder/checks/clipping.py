"""The norm of gradients, and clipping by it."""

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, agrees, case, pure, refuses

OK_FORMAT = False
name = "clipping"

SHAPES: list[list[tuple[int, ...]]] = [
    [()],
    [(3, 4)],
    [(2, 3, 2)],
    [(1, 3)],
    [(2, 3), (2, 3)],
    [(2, 3), (2, 3)],
    [(3,), (), (2, 4)],
    [(1, 4), (4, 3), (2,), (2, 1, 2)],
]


def large(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return numbers of both signs, none of them near 0."""
    return np.asarray(rng.uniform(1.5, 4.0, shape) * rng.choice([-1.0, 1.0], shape))


@case(
    "the norm of two arrays together",
    points=7,
    hint="add up the squares of all numbers of all arrays; when is the root taken?",
)
def norm_of_two_arrays(gradient_norm: Function) -> None:
    agrees(gradient_norm([np.array([[8.0]]), np.array([1.0, -4.0])]), gradient_norm([np.array([[-3.0, 4.0]])]))


@case(
    "one gradient: too long, and short enough",
    points=8,
    hint="a long gradient keeps its direction and gets length τ; a short one stays as it is",
)
def one_gradient(clip_gradient: Function) -> None:
    agrees(clip_gradient(np.array([12.0, -9.0, 8.0]), 8.5), clip_gradient(np.array([0.5, 1.0]), 2.0))


@case(
    "two gradients share one norm and one factor",
    points=8,
    hint="the two are parts of one vector: what is its length, and what keeps its direction?",
)
def two_gradients(clip_gradients: Function) -> None:
    agrees(clip_gradients([np.array([8.0]), np.array([[12.0, -9.0]])], 8.5))
    agrees(clip_gradients([np.array([1.0]), np.array([[2.0, -2.0]])], 4.0))


@case("the norm of arrays of any number and shape", points=14, hidden=True)
def norm_of_any_arrays(gradient_norm: Function) -> None:
    rng = np.random.default_rng(51)
    for shapes in SHAPES:
        agrees(gradient_norm([rng.normal(0.3, 2.0, shape) for shape in shapes]))
    agrees(gradient_norm([np.array([-2.5])]), gradient_norm([np.array([[0.3, -0.4], [1.2, 0.1]])]))
    agrees(gradient_norm((np.array([-1.0, 7.0]), np.array([[3.0], [-5.0]]))), gradient_norm([np.array([1e5, -2e5])]))


@case("a gradient longer than τ keeps its direction and gets length τ", points=12, hidden=True)
def long_gradient(clip_gradient: Function) -> None:
    rng = np.random.default_rng(52)
    for shape, tau in [((), 0.5), ((5,), 2), ((3, 4), 0.7), ((2, 3, 2), 1), ((3, 4), 2.5)]:
        agrees(clip_gradient(large(rng, shape), tau))
    agrees(clip_gradient(np.array([[6.0, 0.0], [0.0, 2.5]]), 1.3), clip_gradient(np.array([2.0, -2.0, 1.0]), 2.5))
    agrees(clip_gradient(np.array([0.03, -0.05, 0.01]), 0.02), clip_gradient(np.array([3e4, -1e4]), 0.1))
    agrees(clip_gradient(np.array([1.5, 0.0, -0.5]), 1.0), clip_gradient(np.array([-7.0]), 2))


@case("long gradients of several layers keep their common direction", points=13, hidden=True)
def long_gradients(clip_gradients: Function) -> None:
    rng = np.random.default_rng(53)
    for number, shapes in enumerate(SHAPES):
        agrees(clip_gradients([large(rng, shape) for shape in shapes], (0.5, 1, 1.2)[number % 3]))
    agrees(clip_gradients([np.array([0.9, 0.2]), np.array([[-0.8]])], 1.1))
    agrees(clip_gradients([np.array([0.1, -0.2]), np.array([40.0]), np.zeros((2, 2))], 1.5))
    agrees(clip_gradients((np.array([7.0, 1.0]), np.array([0.3])), 2.0))


@case("what is short enough, or has no limit, stays as it is", points=10, hidden=True)
def short_gradients(clip_gradient: Function, clip_gradients: Function) -> None:
    rng = np.random.default_rng(54)
    for shape, tau in [((), 3.0), ((4,), 8), ((2, 3), 9.0), ((3, 2, 2), 20.0), ((2, 3), float("inf"))]:
        g = rng.uniform(-2.0, 2.0, shape)
        agrees(clip_gradient(g, tau), clip_gradients([g, rng.uniform(-2.0, 2.0, (2,)), np.asarray(0.5 * g)], 2 * tau))
    agrees(clip_gradient(np.array([2.0, -1.0, 2.0]), 3.5), clip_gradient(np.array([0.6, 0.8]), 1.0))
    agrees(clip_gradients([np.array([2.0]), np.array([[1.0, 2.0]])], 3.5))
    agrees(clip_gradients([np.array([30.0, -1.0]), np.array([2.0])], float("inf")))
    agrees(clip_gradient(np.array([500.0, -20.0]), float("inf")))


@case("gradients of zeros, and no gradients at all", points=10, hidden=True)
def zero_gradients(gradient_norm: Function, clip_gradient: Function, clip_gradients: Function) -> None:
    agrees(gradient_norm([]), gradient_norm([np.zeros(3), np.zeros((2, 2))]), gradient_norm([np.array(0.0)]))
    agrees(clip_gradient(np.zeros(4), 1.0), clip_gradient(np.zeros((2, 3)), 0.5), clip_gradient(np.array(0.0), 2.0))
    agrees(clip_gradient(np.zeros(2), float("inf")), clip_gradients([np.zeros(2)], float("inf")))
    agrees(clip_gradients([], 1.0), clip_gradients([], float("inf")))
    agrees(clip_gradients([np.zeros(3), np.zeros((1, 2))], 0.5), clip_gradients([np.zeros(2), np.zeros(2)], 1.0))


@case("a limit of 0 or less is refused", points=9, hidden=True)
def invalid_limits(clip_gradient: Function, clip_gradients: Function) -> None:
    g = np.array([0.3, -0.2])
    agrees(clip_gradient(g, 0.5), clip_gradients([g, g], 0.75))
    for tau in (0.0, 0, -1.0, -1e-3, -float("inf")):
        refuses(clip_gradient(g, tau), clip_gradients([g, g], tau))
    refuses(clip_gradient(np.zeros(2), -2.0), clip_gradients([np.zeros(2)], 0.0), clip_gradients([], -1.0))


@case("read-only arrays and views are accepted, and no argument is changed", points=9, hidden=True)
def arguments_are_left_alone(gradient_norm: Function, clip_gradient: Function, clip_gradients: Function) -> None:
    rng = np.random.default_rng(55)
    grads = [rng.uniform(1.0, 3.0, (2, 3)), rng.uniform(-3.0, -1.0, 4)]
    pure(gradient_norm(grads), clip_gradient(grads[0], 0.8), clip_gradients(grads, 0.8))


@case("gradients only a little longer than τ", points=8, hidden=True)
def a_little_too_long(clip_gradient: Function, clip_gradients: Function) -> None:
    agrees(clip_gradient(np.array([3.0, 4.0, 0.0]), 4.8), clip_gradient(np.array([-6.0, 8.0, 0.0]), 9.7))
    agrees(clip_gradients([np.array([3.0, 0.0]), np.array([[4.0]])], 4.8))
