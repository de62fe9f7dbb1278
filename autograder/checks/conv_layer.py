"""A convolutional layer: filters that look at all input channels, each with a bias."""

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, agrees, case, pure, refuses

OK_FORMAT = False
name = "conv_layer"

Array = NDArray[np.float64]


def layer(rng: np.random.Generator, out: int, size: int, x_shape: tuple[int, int, int]) -> tuple[Array, Array, Array]:
    """Return an input, and the weight and bias of `out` filters of `size` × `size` entries that fit onto it."""
    weight = rng.normal(0.0, 1.0, (out, x_shape[0], size, size))
    return rng.normal(0.0, 2.0, x_shape), weight, rng.normal(0.0, 3.0, out)


def layer_without_bias(
    rng: np.random.Generator, out: int, size: int, x_shape: tuple[int, int, int]
) -> tuple[Array, Array, Array]:
    """Return an input and a weight, with zeros for the bias."""
    x, weight, bias = layer(rng, out, size, x_shape)
    return x, weight, 0.0 * bias


@case(
    "two filters on two channels, each with a bias of its own",
    points=4.6,
    hint="a filter has one kernel for each channel: what happens to what they see, and how often is the bias added?",
)
def two_filters_on_two_channels(conv_layer: Function) -> None:
    x = np.array(
        [
            [[1.0, 2.0, 3.0, 0.0], [4.0, 5.0, 6.0, 1.0], [7.0, 0.0, 1.0, 2.0]],
            [[1.0, 0.0, 1.0, 3.0], [0.0, 2.0, 0.0, 1.0], [1.0, 1.0, 0.0, 4.0]],
        ]
    )
    first = [[[1.0, 0.0], [0.0, 2.0]], [[0.0, 10.0], [0.0, 0.0]]]
    second = [[[0.0, 0.0], [1.0, 0.0]], [[3.0, 0.0], [0.0, 1.0]]]
    agrees(conv_layer(x, np.array([first, second]), np.array([100.0, 0.5])))


@case(
    "a filter with padding, and with stride 2",
    points=3.6,
    hint="every channel is padded on all four sides; the window moves by the stride down as well as to the right",
)
def with_padding_and_stride(conv_layer: Function) -> None:
    x = np.array([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]])
    weight, bias = np.array([[[[1.0, 10.0], [0.0, 0.0]]]]), np.array([0.5])
    agrees(conv_layer(x[:, :1], weight, bias, 1), conv_layer(x, weight[:, :, :1, :1], bias, 0, 2))


@case("one filter on one channel", points=1.5, hidden=True)
def one_on_one(conv_layer: Function) -> None:
    rng = np.random.default_rng(141)
    for size, shape in [(2, (1, 3, 3)), (3, (1, 3, 4)), (1, (1, 2, 1)), (2, (1, 2, 4)), (2, (1, 4, 4))]:
        agrees(conv_layer(*layer(rng, 1, size, shape)))


@case("a filter adds up what it sees in all its channels", points=3, hidden=True)
def several_channels(conv_layer: Function) -> None:
    rng = np.random.default_rng(142)
    for size, shape in [(1, (2, 2, 2)), (2, (3, 3, 2)), (2, (2, 3, 4)), (3, (4, 3, 3))]:
        agrees(conv_layer(*layer_without_bias(rng, 1, size, shape)))


@case("every filter gives an output channel, with its own bias", points=3, hidden=True)
def several_filters(conv_layer: Function) -> None:
    rng = np.random.default_rng(143)
    for out, size, shape in [(2, 1, (1, 2, 2)), (3, 2, (1, 2, 3)), (3, 2, (1, 4, 2)), (2, 2, (1, 3, 3))]:
        agrees(conv_layer(*layer(rng, out, size, shape)))


@case("fewer filters than channels, as many, and more", points=3, hidden=True)
def filters_and_channels(conv_layer: Function) -> None:
    rng = np.random.default_rng(144)
    for out, size, shape in [
        (2, 2, (3, 3, 2)),
        (2, 2, (2, 2, 3)),
        (3, 1, (2, 3, 2)),
        (4, 2, (2, 3, 3)),
        (2, 2, (2, 2, 3)),
    ]:
        agrees(conv_layer(*layer(rng, out, size, shape)))
    agrees(conv_layer(*layer(rng, 3, 3, (3, 3, 4))))


@case("zeros around every channel", points=2, hidden=True)
def padded(conv_layer: Function) -> None:
    rng = np.random.default_rng(145)
    for out, size, shape, p in [(1, 3, (1, 2, 3), 1), (1, 2, (2, 2, 1), 2), (2, 1, (3, 1, 2), 1), (1, 7, (1, 1, 2), 3)]:
        agrees(conv_layer(*layer_without_bias(rng, out, size, shape), p))
    agrees(conv_layer(*layer_without_bias(rng, 2, 3, (2, 1, 3)), padding=1))


@case("the stride, also where it does not divide the way", points=2, hidden=True)
def strided(conv_layer: Function) -> None:
    rng = np.random.default_rng(146)
    for out, size, shape, s in [(1, 1, (1, 3, 5), 2), (2, 2, (2, 5, 4), 2), (2, 2, (3, 5, 6), 3)]:
        agrees(conv_layer(*layer_without_bias(rng, out, size, shape), 0, s))
    agrees(conv_layer(*layer_without_bias(rng, 2, 1, (2, 5, 3)), stride=3))


@case("padding and stride together, by position and by name", points=2.4, hidden=True)
def padded_and_strided(conv_layer: Function) -> None:
    rng = np.random.default_rng(147)
    for out, size, shape, p, s in [(2, 2, (1, 3, 4), 1, 2), (1, 3, (2, 4, 3), 2, 3), (3, 1, (2, 2, 3), 1, 3)]:
        agrees(conv_layer(*layer(rng, out, size, shape), p, s))
    agrees(conv_layer(*layer(rng, 2, 2, (2, 4, 3)), padding=1, stride=3))
    agrees(conv_layer(*layer(rng, 1, 2, (2, 4, 3)), stride=2, padding=3))


@case("axes of length 1 stay", points=3, hidden=True)
def short_axes(conv_layer: Function) -> None:
    rng = np.random.default_rng(148)
    for out, size, shape in [
        (1, 2, (2, 2, 2)),
        (2, 2, (1, 2, 2)),
        (3, 3, (2, 3, 4)),
        (1, 2, (2, 4, 3)),
        (1, 1, (1, 1, 1)),
    ]:
        agrees(conv_layer(*layer(rng, out, size, shape)))


@case("an input with more or with fewer channels than the filters is refused", points=3, hidden=True)
def channels_do_not_match(conv_layer: Function) -> None:
    rng = np.random.default_rng(149)
    x, weight, bias = rng.normal(0.0, 2.0, (2, 3, 3)), np.ones((3, 2, 2, 2)), np.zeros(3)
    weight *= np.array([1.0, 2.0, -3.0])[:, np.newaxis, np.newaxis, np.newaxis]
    refuses(conv_layer(np.concatenate([x, x[:1]]), weight, bias), conv_layer(x[:1], weight, bias))
    refuses(conv_layer(x, weight[:, :1], bias), conv_layer(x, np.concatenate([weight, weight], axis=1), bias))
    agrees(conv_layer(x, weight, bias))


@case("sizes, paddings and strides that a convolution refuses are refused", points=3, hidden=True)
def sizes_do_not_fit(conv_layer: Function) -> None:
    rng = np.random.default_rng(150)
    x, weight, bias = rng.normal(0.0, 2.0, (2, 3, 4)), np.ones((2, 2, 3, 3)), np.zeros(2)
    refuses(conv_layer(x[:, :2], weight, bias), conv_layer(x[:, :, :2], weight, bias))
    refuses(conv_layer(x, np.ones((2, 2, 6, 6)), bias, 1))
    refuses(conv_layer(np.ones((2, 5, 6)), weight, bias, -1))
    refuses(conv_layer(x, weight, bias, 0, 0), conv_layer(x, weight, bias, 0, -1))
    agrees(conv_layer(x, weight, bias), conv_layer(rng.normal(0.0, 2.0, (2, 4, 5)), weight, bias))


@case("read-only arrays and views are accepted, and no argument is changed", points=3, hidden=True)
def arguments_are_left_alone(conv_layer: Function) -> None:
    rng = np.random.default_rng(151)
    pure(conv_layer(*layer(rng, 3, 2, (2, 2, 3))), conv_layer(*layer(rng, 2, 2, (1, 3, 2)), 1, 2))


@case("filters of one entry leave the image as it was", points=3, hidden=True)
def filters_of_one_entry(conv_layer: Function) -> None:
    rng = np.random.default_rng(7601)
    pure(conv_layer(rng.normal(size=(1, 3, 2)), rng.normal(size=(1, 1, 1, 1)), rng.normal(size=1)))
    pure(conv_layer(rng.normal(size=(2, 2, 3)), rng.normal(size=(2, 2, 1, 1)), rng.normal(size=2)))
    pure(conv_layer(rng.normal(size=(2, 1, 1)), rng.normal(size=(2, 2, 1, 1)), rng.normal(size=2)))
