"""Output sizes: how often a kernel fits along one axis, and along two."""

import numpy as np

from autograder.vocabulary import Function, agrees, case, refuses

OK_FORMAT = False
name = "output_size"


@case(
    "the places of a kernel along one axis",
    points=2.1,
    hint="how far can the kernel move before it leaves the padded axis, and how many steps of the stride is that? Does "
    "the place that it starts from count?",
)
def places_along_one_axis(conv_output_size: Function) -> None:
    agrees(conv_output_size(8, 3), conv_output_size(6, 4, 2), conv_output_size(9, 4, 0, 2))


@case(
    "a kernel longer than the axis is refused",
    hint="is there a kernel that fits nowhere, and one that fits exactly once? What should each of them give?",
)
def longer_than_the_axis(conv_output_size: Function) -> None:
    refuses(conv_output_size(4, 5))
    agrees(conv_output_size(4, 4))


@case(
    "the height and the width of the result",
    points=2.1,
    hint="rows and columns are counted apart: which entries of the two pairs speak of rows?",
)
def height_and_width(conv_output_shape: Function) -> None:
    agrees(conv_output_shape((5, 8), (3, 2)), conv_output_shape((7, 4), (2, 3), 1, 2))


@case("no padding and stride 1", hidden=True)
def neither_padding_nor_stride(conv_output_size: Function) -> None:
    for n, f in [(7, 2), (6, 1), (5, 4), (12, 5), (30, 7), (100, 11), (2, 1)]:
        agrees(conv_output_size(n, f))


@case("zeros at both ends of the axis", hidden=True)
def padding_alone(conv_output_size: Function) -> None:
    for n, f, p in [(7, 3, 1), (5, 2, 1), (6, 5, 3), (12, 5, 2), (4, 1, 2), (9, 4, 5), (3, 2, 4), (4, 5, 2)]:
        agrees(conv_output_size(n, f, p))


@case("strides that divide the way exactly", hidden=True)
def stride_divides(conv_output_size: Function) -> None:
    for n, f, s in [(9, 3, 2), (7, 1, 3), (10, 4, 3), (16, 4, 4), (11, 6, 5), (21, 5, 2)]:
        agrees(conv_output_size(n, f, 0, s))


@case("sizes that the stride does not divide", points=2, hidden=True)
def stride_does_not_divide(conv_output_size: Function) -> None:
    for n, f, s in [(8, 3, 2), (7, 2, 2), (9, 2, 4), (10, 2, 3), (13, 2, 4), (5, 2, 7), (17, 6, 4), (6, 5, 3)]:
        agrees(conv_output_size(n, f, 0, s))


@case("padding and stride together, by position and by name", points=2.2, hidden=True)
def padding_and_stride(conv_output_size: Function) -> None:
    rng = np.random.default_rng(111)
    for _ in range(6):
        p, s, f = (int(rng.integers(low, high)) for low, high in [(1, 5), (2, 6), (1, 8)])
        agrees(conv_output_size(f + int(rng.integers(1, 20)), f, p, s))
    agrees(conv_output_size(11, 4, padding=3, stride=2), conv_output_size(11, 4, stride=3, padding=2))
    agrees(conv_output_size(11, 4, padding=1), conv_output_size(11, 4, stride=4), conv_output_size(11, 4, 2, stride=5))


@case("a kernel that just fits has one place, whatever the stride", hidden=True)
def just_fits(conv_output_size: Function) -> None:
    for n, f, p, s in [(1, 1, 0, 1), (6, 6, 0, 3), (2, 6, 2, 1), (1, 5, 2, 4), (9, 9, 0, 1), (3, 5, 1, 2)]:
        agrees(conv_output_size(n, f, p, s))


@case("a kernel longer than the padded axis is refused", points=2.5, hidden=True)
def longer_than_the_padded_axis(conv_output_size: Function) -> None:
    refuses(conv_output_size(2, 3), conv_output_size(2, 3, 0, 2), conv_output_size(5, 6, 0, 9))
    refuses(conv_output_size(3, 8, 2, 3), conv_output_size(5, 8, 1), conv_output_size(4, 40, 0, 7))
    agrees(conv_output_size(3, 3), conv_output_size(7, 7))


@case("sizes and strides below 1 and negative padding are refused", points=2.5, hidden=True)
def below_the_smallest(conv_output_size: Function) -> None:
    refuses(conv_output_size(0, 1, 1), conv_output_size(-1, 2, 3))
    refuses(conv_output_size(5, 0), conv_output_size(5, -2))
    refuses(conv_output_size(7, 3, -1), conv_output_size(9, 2, -2))
    refuses(conv_output_size(5, 3, 0, 0), conv_output_size(5, 3, 0, -1), conv_output_size(6, 6, 0, -2))
    refuses(conv_output_size(3, 9, 0, -1))
    agrees(conv_output_size(1, 1, 1), conv_output_size(5, 1), conv_output_size(5, 3))


@case("rows and columns of images and kernels that are not square", points=2, hidden=True)
def neither_is_square(conv_output_shape: Function) -> None:
    for shape, kernel_shape in [
        ((4, 9), (2, 3)),
        ((9, 4), (3, 2)),
        ((6, 6), (1, 4)),
        ((6, 6), (5, 2)),
        ((3, 11), (3, 3)),
    ]:
        agrees(conv_output_shape(shape, kernel_shape))
    agrees(conv_output_shape((12, 5), (5, 5)), conv_output_shape((2, 7), (2, 1)), conv_output_shape((8, 1), (3, 1)))


@case("padding and stride act on both axes, by position and by name", points=2.5, hidden=True)
def padding_and_stride_on_both_axes(conv_output_shape: Function) -> None:
    rng = np.random.default_rng(112)
    for _ in range(6):
        p, s, f1, f2 = (int(rng.integers(low, high)) for low, high in [(0, 4), (1, 5), (1, 6), (1, 6)])
        shape = f1 + int(rng.integers(0, 12)), f2 + int(rng.integers(0, 12))
        agrees(conv_output_shape(shape, (f1, f2), p, s))
    agrees(conv_output_shape((8, 13), (3, 4), padding=2, stride=3), conv_output_shape((8, 13), (3, 4), padding=3))
    agrees(conv_output_shape((8, 13), (3, 4), stride=2), conv_output_shape((8, 13), (3, 4), stride=4, padding=1))
    agrees(conv_output_shape((9, 3), (2, 7), 2, 5), conv_output_shape((2, 10), (6, 3), 2, 2))


@case("it is refused where one of the two axes would be", points=2.5, hidden=True)
def refused_along_one_axis(conv_output_shape: Function) -> None:
    refuses(
        conv_output_shape((2, 9), (3, 3)), conv_output_shape((9, 2), (3, 3)), conv_output_shape((9, 4), (2, 7), 1, 3)
    )
    refuses(conv_output_shape((0, 5), (1, 2), 1), conv_output_shape((5, 0), (2, 1), 1))
    refuses(conv_output_shape((5, 6), (0, 2)), conv_output_shape((5, 6), (2, 0)), conv_output_shape((2, 4), (9, 1)))
    refuses(conv_output_shape((6, 7), (2, 3), -1), conv_output_shape((6, 7), (2, 3), 0, 0))
    agrees(conv_output_shape((3, 9), (3, 3)), conv_output_shape((9, 3), (3, 3)))
