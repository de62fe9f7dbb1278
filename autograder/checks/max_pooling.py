"""Max pooling: how many windows fit, and the largest value of each."""

import numpy as np

from autograder.vocabulary import Function, agrees, case, pure, refuses

OK_FORMAT = False
name = "max_pooling"


@case(
    "the windows along one axis",
    points=3.9,
    hint="without a stride the windows touch each other; only full windows count",
)
def windows_along_one_axis(pool_output_size: Function) -> None:
    agrees(pool_output_size(9, 2), pool_output_size(9, 4, 1), pool_output_size(9, 4, 2))


@case(
    "the largest value of each 2 × 2 window",
    points=6.7,
    hint="write the windows down by hand: where does each start, and what is the largest number when all are negative?",
)
def largest_of_each_window(max_pool2d: Function) -> None:
    x = np.array([[3.0, 1.0, -7.0, -4.0, 8.0], [0.0, 2.0, -5.0, -6.0, 9.0], [5.0, 0.0, 1.0, 1.5, 0.0]])
    agrees(max_pool2d(x, 2), max_pool2d(x, 2, 1))


@case("no stride, and None, mean windows side by side", points=4.1, hidden=True)
def stride_is_the_window(pool_output_size: Function) -> None:
    for n, f in [(8, 2), (12, 3), (7, 1), (10, 4), (11, 3), (30, 7)]:
        agrees(pool_output_size(n, f))
    agrees(pool_output_size(13, 3, None), pool_output_size(13, 5, stride=None))


@case("strides smaller and larger than the window", points=2.8, hidden=True)
def strides_of_any_size(pool_output_size: Function) -> None:
    rng = np.random.default_rng(161)
    for _ in range(5):
        f, s = int(rng.integers(1, 7)), int(rng.integers(1, 7))
        agrees(pool_output_size(f + int(rng.integers(1, 20)), f, s))
    agrees(pool_output_size(10, 3, 1), pool_output_size(10, 2, 3), pool_output_size(14, 3, stride=2))
    agrees(pool_output_size(15, 2, stride=5), pool_output_size(6, 5, 3))


@case("a window that just fits is one, whatever the stride", points=1.2, hidden=True)
def just_fits(pool_output_size: Function) -> None:
    agrees(pool_output_size(1, 1), pool_output_size(5, 5), pool_output_size(4, 4, 1), pool_output_size(3, 3, 7))


@case("windows that do not fit, and sizes and strides below 1, are refused", points=4.1, hidden=True)
def sizes_are_refused(pool_output_size: Function) -> None:
    refuses(pool_output_size(2, 3), pool_output_size(3, 4, 1), pool_output_size(2, 9, 4), pool_output_size(4, 5, 2))
    refuses(pool_output_size(0, 1), pool_output_size(5, 0), pool_output_size(5, 0, 2))
    refuses(pool_output_size(5, -2, 1), pool_output_size(5, -1), pool_output_size(2, 6, -1))
    refuses(pool_output_size(6, 3, 0), pool_output_size(6, 3, -1), pool_output_size(3, 3, -2))
    agrees(pool_output_size(3, 3), pool_output_size(6, 1, 1))


@case("windows side by side that fill the map", points=3, hidden=True)
def side_by_side(max_pool2d: Function) -> None:
    rng = np.random.default_rng(162)
    for shape, f in [((4, 4), 2), ((2, 6), 2), ((6, 2), 2), ((3, 6), 3), ((4, 4), 2), ((2, 3), 1)]:
        agrees(max_pool2d(rng.normal(0.5, 2.0, shape), f))
    agrees(max_pool2d(rng.normal(0.5, 2.0, (4, 2)), 2, 2), max_pool2d(rng.normal(0.5, 2.0, (4, 4)), 2, None))


@case("rows and columns that are left over are not looked at", points=3, hidden=True)
def left_over(max_pool2d: Function) -> None:
    rng = np.random.default_rng(163)
    for shape, f, s in [((3, 5), 2, None), ((5, 4), 3, None), ((4, 7), 2, 3), ((7, 2), 2, 4), ((5, 6), 3, 4)]:
        x = rng.normal(0.5, 2.0, shape)
        x[-1, :] += 20.0
        x[:, -1] += 20.0
        agrees(max_pool2d(x, f) if s is None else max_pool2d(x, f, s))
    agrees(max_pool2d(rng.normal(0.5, 2.0, (7, 5)), 2))


@case("windows that overlap, and windows with gaps between them", points=3, hidden=True)
def overlaps_and_gaps(max_pool2d: Function) -> None:
    rng = np.random.default_rng(164)
    for shape, f, s in [((4, 4), 2, 1), ((3, 5), 3, 1), ((5, 3), 3, 2), ((5, 5), 2, 3), ((3, 5), 1, 2), ((7, 4), 1, 3)]:
        agrees(max_pool2d(rng.normal(0.5, 2.0, shape), f, s))
    agrees(max_pool2d(rng.normal(0.5, 2.0, (4, 6)), 2, stride=1), max_pool2d(rng.normal(0.5, 2.0, (8, 5)), 2, stride=3))


@case("maps of negative numbers", points=4.1, hidden=True)
def negative_numbers(max_pool2d: Function) -> None:
    rng = np.random.default_rng(165)
    for shape, f, s in [((2, 2), 2, 2), ((2, 4), 2, 2), ((4, 3), 2, 1), ((3, 3), 3, 3)]:
        agrees(max_pool2d(-1.0 - rng.random(shape) * 5.0, f, s))
    agrees(max_pool2d(-3e12 - 1e12 * rng.random((4, 4)), 2))


@case("every map of a stack is pooled on its own", points=4.1, hidden=True)
def stacks(max_pool2d: Function) -> None:
    rng = np.random.default_rng(166)
    for shape, f, s in [
        ((2, 4, 2), 2, 2),
        ((3, 2, 4), 2, 1),
        ((2, 2, 3, 4), 2, 2),
        ((4, 3, 3), 2, 2),
        ((1, 4, 4), 2, 2),
    ]:
        agrees(max_pool2d(rng.normal(0.5, 2.0, shape), f, s))
    agrees(max_pool2d(rng.normal(0.5, 2.0, (2, 5, 4)), 2), max_pool2d(rng.normal(0.5, 2.0, (2, 3, 2)), 1, stride=2))


@case("a single window leaves axes of length 1", points=4.1, hidden=True)
def a_single_window(max_pool2d: Function) -> None:
    rng = np.random.default_rng(167)
    for shape, f in [
        ((2, 2), 2),
        ((3, 3), 3),
        ((1, 1), 1),
        ((2, 2, 2), 2),
        ((1, 2, 3), 2),
        ((2, 1, 1, 1), 1),
        ((4, 4), 2),
    ]:
        agrees(max_pool2d(rng.normal(0.5, 2.0, shape), f))


@case("maps smaller than the window, and sizes and strides below 1, are refused", points=4.1, hidden=True)
def maps_are_refused(max_pool2d: Function) -> None:
    x = np.arange(1.0, 13.0).reshape(3, 4)
    refuses(max_pool2d(x[:2], 3), max_pool2d(x[:, :2], 3), max_pool2d(x, 4, 1), max_pool2d(x[:, :3], 5, 2))
    refuses(max_pool2d(x.reshape(2, 3, 2), 3), max_pool2d(x, 0), max_pool2d(x, -1), max_pool2d(x, -1, 1))
    refuses(max_pool2d(x, 0, 2))
    refuses(max_pool2d(x, 2, 0), max_pool2d(x, 2, -1), max_pool2d(x[:, :3], 3, 0))
    agrees(max_pool2d(x, 3, 1), max_pool2d(x, 1, 1))


@case("read-only arrays and views are accepted, and no argument is changed", points=4.1, hidden=True)
def arguments_are_left_alone(max_pool2d: Function) -> None:
    rng = np.random.default_rng(168)
    pure(max_pool2d(rng.normal(0.5, 2.0, (4, 4)), 2), max_pool2d(rng.normal(0.5, 2.0, (2, 3, 5)), 2, 1))


@case("what is left over, and a map that is one window, stay as they were", points=4.2, hidden=True)
def nothing_is_written_into_the_map(max_pool2d: Function) -> None:
    rng = np.random.default_rng(7701)
    pure(max_pool2d(rng.normal(size=(5, 7)), 2), max_pool2d(rng.normal(size=(3, 3)), 3))
    pure(max_pool2d(rng.normal(size=(2, 5, 4)), 3, 2))
