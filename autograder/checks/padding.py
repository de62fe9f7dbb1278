"""Padding: how much keeps the size, and the frame of zeros itself."""

import numpy as np

from autograder.vocabulary import Function, agrees, case, pure, refuses

OK_FORMAT = False
name = "padding"


@case(
    "the padding that keeps the size, for two odd kernels",
    points=2.5,
    hint="with stride 1 the result has n + 2p − f + 1 entries: for which p is this n?",
)
def keeps_the_size(same_padding: Function) -> None:
    agrees(same_padding(3), same_padding(9))


@case(
    "a frame of zeros around an image of two rows and three columns",
    points=2.5,
    hint="count the zeros of what you return: how many stand above, below, to the left and to the right of the image?",
)
def frame_of_zeros(zero_pad: Function) -> None:
    x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    agrees(zero_pad(x, 1), zero_pad(np.array([[1.5, -2.5]]), 2))


@case("odd kernels of many sizes", points=3, hidden=True)
def odd_kernels(same_padding: Function) -> None:
    agrees(*(same_padding(f) for f in [5, 11, 13, 15, 17, 27, 31, 101, 255]))


@case("a kernel of one entry needs no padding", points=2, hidden=True)
def one_entry(same_padding: Function) -> None:
    agrees(same_padding(1))


@case("kernels of even size and sizes below 1 are refused", points=2.4, hidden=True)
def kernels_are_refused(same_padding: Function) -> None:
    refuses(same_padding(2), same_padding(4), same_padding(6), same_padding(32))
    refuses(same_padding(-1), same_padding(0), same_padding(-3), same_padding(-5))
    agrees(same_padding(5), same_padding(33))


@case("images of any height and width", points=3, hidden=True)
def any_height_and_width(zero_pad: Function) -> None:
    rng = np.random.default_rng(121)
    for shape, p in [
        ((2, 4), 1),
        ((4, 2), 1),
        ((1, 3), 3),
        ((3, 3), 1),
        ((1, 1), 1),
        ((5, 2), 4),
    ]:
        agrees(zero_pad(rng.normal(0.0, 3.0, shape), p))
    agrees(zero_pad(rng.normal(0.0, 3.0, (2, 4)), 1), zero_pad(np.array([[-0.25, 0.75], [-1.5, 0.5]]), 1))


@case("in a stack of images only the last two axes are padded", points=2.6, hidden=True)
def stacks(zero_pad: Function) -> None:
    rng = np.random.default_rng(122)
    for shape, p in [
        ((2, 3, 4), 1),
        ((3, 2, 2), 2),
        ((1, 2, 3), 1),
        ((4, 1, 1), 1),
        ((2, 3, 1, 2), 2),
        ((1, 2, 1, 2, 3), 1),
    ]:
        agrees(zero_pad(rng.normal(0.0, 3.0, shape), p))


@case("no padding leaves the values as they are", points=2, hidden=True)
def no_padding(zero_pad: Function) -> None:
    rng = np.random.default_rng(123)
    agrees(*(zero_pad(rng.normal(0.0, 3.0, shape), 0) for shape in [(2, 3), (3, 2, 2), (1, 1), (2, 1, 2, 2)]))


@case("negative padding is refused", points=2, hidden=True)
def negative_padding(zero_pad: Function) -> None:
    x = np.arange(1.0, 21.0).reshape(4, 5)
    refuses(zero_pad(x, -1), zero_pad(x, -2), zero_pad(x.reshape(1, 4, 5), -1), zero_pad(x, -7))
    agrees(zero_pad(x, 1))


@case("read-only arrays and views are accepted, and no argument is changed", points=2, hidden=True)
def arguments_are_left_alone(zero_pad: Function) -> None:
    rng = np.random.default_rng(124)
    pure(zero_pad(rng.normal(0.0, 3.0, (3, 2)), 1), zero_pad(rng.normal(0.0, 3.0, (2, 2, 3)), 2))
    pure(zero_pad(rng.normal(0.0, 3.0, (2, 2)), 0))
