"""Convolution in two dimensions: the sliding kernel, the flipped kernel, and vertical edges."""

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, agrees, case, pure, refuses

OK_FORMAT = False
name = "convolution"

LECTURE_MATRIX = np.array(
    [
        [1.0, 20.0, 20.0, 20.0, 1.0],
        [20.0, 1.0, 1.0, 1.0, 20.0],
        [20.0, 1.0, 1.0, 1.0, 20.0],
        [1.0, 20.0, 1.0, 20.0, 1.0],
        [1.0, 1.0, 20.0, 1.0, 1.0],
    ]
)


def picks(row: int, column: int, shape: tuple[int, int]) -> NDArray[np.float64]:
    """Return a kernel that is 1 in one place and 0 elsewhere, so that it picks one entry of each window."""
    kernel = np.zeros(shape)
    kernel[row, column] = 1.0
    return kernel


@case(
    "the kernel slides as it is, without padding",
    points=2.6,
    hint="work the upper left entry out by hand: which entry of the kernel lies on which entry of the image?",
)
def slides_as_it_is(conv2d: Function) -> None:
    x = np.array([[1.0, 0.0, 2.0, 3.0], [4.0, 1.0, 0.0, 5.0], [2.0, 6.0, 1.0, 0.0]])
    agrees(conv2d(x, np.array([[1.0, 2.0], [3.0, 10.0]])))


@case(
    "the kernel slides with padding, and with stride 2",
    points=2.4,
    hint="zeros go on all four sides before anything slides; then where does the window of out[1, 0] start?",
)
def slides_with_padding_and_stride(conv2d: Function) -> None:
    x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    agrees(conv2d(x, np.array([[1.0, 10.0]]), 1), conv2d(x, np.array([[1.0, 10.0]]), 0, 2))


@case(
    "the convolution of §6.2 flips the kernel",
    points=1.6,
    hint="g(x − t) runs backwards in t: in which order are the kernel's rows read, and in which its columns?",
)
def flips_the_kernel(flipped_convolution: Function) -> None:
    x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    agrees(flipped_convolution(x, np.array([[0.0, 1.0], [10.0, 100.0]])))


@case(
    "the vertical edges of the lecture's matrix",
    points=1.6,
    hint="§6.3 prints the result. Which column of the window is counted positively, and which negatively?",
)
def edges_of_the_lecture(vertical_edges: Function) -> None:
    agrees(vertical_edges(LECTURE_MATRIX))


@case("each entry of the kernel meets the entry of the window that it lies on", points=2, hidden=True)
def entries_meet(conv2d: Function) -> None:
    rng = np.random.default_rng(131)
    for row, column in [(0, 0), (0, 1), (1, 0), (1, 1)]:
        agrees(conv2d(rng.normal(0.0, 2.0, (3, 3)), picks(row, column, (2, 2))))
    agrees(
        conv2d(rng.normal(0.0, 2.0, (4, 4)), picks(0, 2, (3, 3))),
        conv2d(rng.normal(0.0, 2.0, (1, 1)), np.array([[2.5]])),
    )
    for _ in range(2):
        agrees(conv2d(rng.normal(0.0, 2.0, (4, 4)), rng.normal(0.0, 2.0, (3, 3))))


@case("images and kernels that are not square", points=2, hidden=True)
def not_square(conv2d: Function) -> None:
    rng = np.random.default_rng(132)
    for shape, kernel_shape in [
        ((2, 5), (2, 2)),
        ((5, 2), (2, 2)),
        ((4, 4), (1, 3)),
        ((4, 4), (3, 1)),
        ((3, 6), (2, 3)),
    ]:
        agrees(conv2d(rng.normal(0.0, 2.0, shape), rng.normal(0.0, 2.0, kernel_shape)))
    agrees(conv2d(rng.normal(0.0, 2.0, (6, 3)), rng.normal(0.0, 2.0, (3, 2))))
    agrees(conv2d(rng.normal(0.0, 2.0, (1, 4)), rng.normal(0.0, 2.0, (1, 2))))


@case("zeros on all four sides", points=2, hidden=True)
def padding_on_all_sides(conv2d: Function) -> None:
    rng = np.random.default_rng(133)
    for shape, kernel_shape, p in [((2, 2), (3, 3), 1), ((1, 2), (1, 1), 1), ((2, 3), (2, 1), 2), ((3, 1), (3, 2), 3)]:
        agrees(conv2d(rng.normal(2.0, 1.0, shape), rng.normal(0.0, 2.0, kernel_shape), p))
    agrees(conv2d(rng.normal(2.0, 1.0, (2, 3)), rng.normal(0.0, 2.0, (2, 3)), padding=1))


@case("the window moves by the stride, down as well as to the right", points=2, hidden=True)
def moves_by_the_stride(conv2d: Function) -> None:
    rng = np.random.default_rng(134)
    for shape, kernel_shape, s in [((5, 5), (1, 1), 2), ((4, 6), (2, 2), 2), ((7, 4), (1, 1), 3), ((7, 5), (3, 1), 2)]:
        agrees(conv2d(rng.normal(0.0, 2.0, shape), rng.normal(0.0, 2.0, kernel_shape), 0, s))
    agrees(conv2d(rng.normal(0.0, 2.0, (6, 6)), rng.normal(0.0, 2.0, (2, 2)), stride=4))


@case("windows that would hang over the edge are left out", points=2, hidden=True)
def nothing_hangs_over(conv2d: Function) -> None:
    rng = np.random.default_rng(135)
    for shape, kernel_shape, s in [((5, 5), (2, 2), 2), ((4, 5), (2, 3), 3), ((7, 4), (2, 3), 2), ((3, 6), (1, 1), 4)]:
        agrees(conv2d(rng.normal(0.0, 2.0, shape), rng.normal(0.0, 2.0, kernel_shape), 0, s))
    agrees(conv2d(rng.normal(0.0, 2.0, (4, 3)), rng.normal(0.0, 2.0, (2, 2)), 0, 5))


@case("padding and stride together, by position and by name", points=2.5, hidden=True)
def padding_and_stride(conv2d: Function) -> None:
    rng = np.random.default_rng(136)
    for _ in range(6):
        p, s = int(rng.integers(1, 4)), int(rng.integers(2, 5))
        height, width, rows, columns = (int(size) for size in rng.integers(1, 4, 4))
        x = rng.normal(0.0, 2.0, (height + rows, width + columns))
        agrees(conv2d(x, rng.normal(0.0, 2.0, (rows, columns)), p, s))
    x, kernel = rng.normal(0.0, 2.0, (4, 5)), rng.normal(0.0, 2.0, (3, 2))
    agrees(
        conv2d(x, kernel, padding=1, stride=2), conv2d(x, kernel, stride=3, padding=2), conv2d(x, kernel, 2, stride=4)
    )


@case("a single window gives an array of one row and one column", points=3.1, hidden=True)
def a_single_window(conv2d: Function) -> None:
    rng = np.random.default_rng(137)
    for shape in [(2, 3), (3, 2), (1, 1), (2, 2)]:
        agrees(conv2d(rng.normal(0.0, 2.0, shape), rng.normal(0.0, 2.0, shape)))
    agrees(conv2d(rng.normal(0.0, 2.0, (1, 2)), rng.normal(0.0, 2.0, (3, 4)), 1))
    agrees(conv2d(rng.normal(0.0, 2.0, (4, 4)), rng.normal(0.0, 2.0, (2, 2))))


@case("kernels that do not fit, negative padding and strides below 1 are refused", points=3.1, hidden=True)
def refused(conv2d: Function) -> None:
    x, kernel = np.arange(1.0, 13.0).reshape(3, 4), np.array([[1.0, -2.0]])
    refuses(conv2d(x, np.ones((4, 2))), conv2d(x, np.ones((2, 5))), conv2d(x, np.ones((4, 1)), 0, 2))
    refuses(conv2d(x, np.ones((6, 2)), 1), conv2d(x, np.ones((2, 9)), 2, 3))
    refuses(conv2d(x, kernel, -1), conv2d(x, kernel, 0, 0), conv2d(x, kernel, 0, -1), conv2d(x, kernel, 1, -2))
    agrees(conv2d(x, np.ones((3, 2))), conv2d(x, np.ones((2, 4))), conv2d(x, kernel))


@case("the flipped kernel, on images and kernels of any size", points=2.6, hidden=True)
def flipped_on_both_axes(flipped_convolution: Function) -> None:
    rng = np.random.default_rng(138)
    agrees(flipped_convolution(rng.normal(0.0, 2.0, (2, 2)), picks(0, 1, (2, 2))))
    for shape, kernel_shape in [
        ((3, 3), (2, 2)),
        ((4, 4), (3, 3)),
        ((2, 5), (2, 3)),
        ((5, 2), (3, 1)),
        ((2, 4), (1, 3)),
    ]:
        agrees(flipped_convolution(rng.normal(0.0, 2.0, shape), rng.normal(0.0, 2.0, kernel_shape)))
    agrees(flipped_convolution(rng.normal(0.0, 2.0, (3, 3)), rng.normal(0.0, 2.0, (2, 2))))
    agrees(flipped_convolution(rng.normal(0.0, 2.0, (2, 3)), rng.normal(0.0, 2.0, (2, 3))))


@case("vertical edges of images of any size", points=2.6, hidden=True)
def edges_of_any_image(vertical_edges: Function) -> None:
    rng = np.random.default_rng(139)
    for shape in [(4, 4), (3, 6), (6, 3), (4, 4)]:
        agrees(vertical_edges(rng.normal(0.0, 5.0, shape)))
    agrees(vertical_edges(np.outer(np.ones(4), [0.0, 0.0, 170.5, 7.5, 7.5])))
    agrees(vertical_edges(np.outer([0.0, 0.0, 7.5, 7.5], np.ones(4))))


@case("images too small for the flipped kernel, or for the edge kernel, are refused", points=3.1, hidden=True)
def images_too_small(flipped_convolution: Function, vertical_edges: Function) -> None:
    x = np.arange(1.0, 13.0).reshape(3, 4) ** 2
    refuses(flipped_convolution(x, np.ones((4, 2))), flipped_convolution(x, np.ones((2, 5))))
    agrees(flipped_convolution(x, np.ones((3, 1))), flipped_convolution(x, np.ones((1, 4))))
    refuses(vertical_edges(x[:2]), vertical_edges(x[:, :2]), vertical_edges(x[:, :1]))
    agrees(vertical_edges(x))


@case("read-only arrays and views are accepted, and no argument is changed", points=3.1, hidden=True)
def arguments_are_left_alone(conv2d: Function, flipped_convolution: Function, vertical_edges: Function) -> None:
    rng = np.random.default_rng(140)
    x, kernel = rng.normal(0.0, 2.0, (3, 4)), rng.normal(0.0, 2.0, (2, 2))
    pure(conv2d(x, kernel), conv2d(x, kernel, 1, 2), flipped_convolution(x, kernel), vertical_edges(x))


@case("kernels as large as the image or larger, and other images of the lecture's size", points=3, hidden=True)
def large_kernels(conv2d: Function, flipped_convolution: Function, vertical_edges: Function) -> None:
    rng = np.random.default_rng(7501)
    pure(conv2d(rng.normal(size=(3, 2)), rng.normal(size=(3, 2))))
    agrees(flipped_convolution(rng.normal(size=(5, 6)), rng.normal(size=(4, 5))))
    agrees(flipped_convolution(rng.normal(size=(6, 5)), rng.normal(size=(5, 4))))
    refuses(flipped_convolution(rng.normal(size=(2, 2)), rng.normal(size=(3, 3))))
    refuses(flipped_convolution(rng.normal(size=(2, 3)), rng.normal(size=(4, 5))))
    agrees(vertical_edges(rng.normal(0.0, 9.0, (5, 5))), vertical_edges(rng.normal(size=(3, 3))))
    refuses(vertical_edges(rng.normal(size=(2, 2))), vertical_edges(rng.normal(size=(1, 2))))
