"""Right but unusual answers to the question on LeNet."""

import enum
import itertools
import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]
Params = Mapping[str, Array]


class Layer(enum.StrEnum):
    """The kinds of layers, each equal to its name."""

    INPUT = "Input"
    CONV = "Conv"
    RELU = "ReLU"
    POOL = "MaxPool"
    FLATTEN = "Flatten"
    LINEAR = "Linear"


class Row(NamedTuple):
    """A row of the table."""

    layer: str
    output: tuple[int, ...]
    weight: tuple[int, ...] | None = None


def _convolved(maps: Array, weight: Array, bias: Array) -> Array:
    """Return a convolution of padding 2, for which NumPy's tensordot refuses other channels."""
    framed = np.pad(maps, [(0, 0), (2, 2), (2, 2)])
    windows = sliding_window_view(framed, (5, 5), axis=(1, 2))
    return np.asarray(np.tensordot(weight, windows, axes=([1, 2, 3], [0, 3, 4])) + bias[:, None, None])


def _halved(maps: Array) -> Array:
    """Return the 2 × 2 maxima; a map without any full window is refused."""
    _, height, width = maps.shape
    if height < 2 or width < 2:
        raise ValueError("too small to be pooled")
    even = maps[:, : height // 2 * 2, : width // 2 * 2]
    return np.asarray(even.reshape(len(even), height // 2, 2, width // 2, 2).max(axis=(2, 4)))


@instead_of("linear")
def linear_by_einsum(x: Array, W: Array, b: Array) -> Array:
    """A sum over the inputs by einsum."""
    return np.asarray(np.einsum("i,io->o", x, W) + b)


@instead_of("linear")
def linear_with_the_bias_as_a_weight(x: Array, W: Array, b: Array) -> Array:
    """The bias is one more row of the weights, its input is 1."""
    return np.append(x, 1.0) @ np.vstack([W, b])


@instead_of("linear")
def linear_to_a_list(x: Array, W: Array, b: Array) -> list[float]:
    """Exact sums of plain numbers, column by column."""
    return [math.fsum([*(column * x).tolist(), offset]) for column, offset in zip(W.T, b.tolist(), strict=True)]


@instead_of("linear")
def linear_by_transposed_product(x: Array, W: Array, b: Array) -> Array:
    """Column vectors: Wᵀx + b, flattened again; the result is read-only."""
    y = np.array(np.matmul(W.T, x.reshape(-1, 1)) + b.reshape(-1, 1))[:, 0]
    y.flags.writeable = False
    return y


@instead_of("linear")
def linear_row_by_row(x: Array, W: Array, b: Array) -> Array:
    """Rows of W are added to a copy of the bias, one input after the other."""
    y = b.copy()
    for value, row in zip(x, W, strict=True):
        y += value * row
    return y


@instead_of("lenet_shapes")
def shapes_as_tuple_of_named_tuples() -> tuple[Row, ...]:
    """A tuple of named tuples, written down as constants."""
    return (
        Row("Input", (1, 28, 28)),
        Row("Conv", (20, 28, 28), (20, 1, 5, 5)),
        Row("ReLU", (20, 28, 28)),
        Row("MaxPool", (20, 14, 14)),
        Row("Conv", (50, 14, 14), (50, 20, 5, 5)),
        Row("ReLU", (50, 14, 14)),
        Row("MaxPool", (50, 7, 7)),
        Row("Flatten", (2450,)),
        Row("Linear", (500,), (2450, 500)),
        Row("ReLU", (500,)),
        Row("Linear", (10,), (500, 10)),
    )


@instead_of("lenet_shapes")
def shapes_as_lists() -> list[Any]:
    """Lists in lists, with NumPy integers that were computed."""
    sizes = 28 // 2 ** np.arange(3)
    rows: list[Any] = [["Input", [1, sizes[0], sizes[0]], None]]
    channels = 1
    for width, size in zip((20, 50), sizes, strict=False):
        rows += [["Conv", [width, size, size], [width, channels, 5, 5]], ["ReLU", [width, size, size], None]]
        rows += [["MaxPool", [width, size // 2, size // 2], None]]
        channels = width
    features = np.prod(rows[-1][1])
    rows += [["Flatten", [features], None], ["Linear", [500], [features, 500]], ["ReLU", [500], None]]
    return [*rows, ["Linear", [10], [500, 10]]]


@instead_of("lenet_shapes")
def shapes_of_real_arrays() -> list[tuple[str, tuple[int, ...], tuple[int, ...] | None]]:
    """The shapes of arrays that went through the network, with the layers' names from a StrEnum."""
    maps = np.zeros((1, 28, 28))
    rows: list[tuple[str, tuple[int, ...], tuple[int, ...] | None]] = [(Layer.INPUT, maps.shape, None)]
    for channels in (20, 50):
        weight = np.zeros((channels, maps.shape[0], 5, 5))
        maps = _convolved(maps, weight, np.zeros(channels))
        rows.extend([(Layer.CONV, maps.shape, weight.shape), (Layer.RELU, maps.shape, None)])
        maps = _halved(maps)
        rows.append((Layer.POOL, maps.shape, None))
    features = maps.ravel()
    rows.append((Layer.FLATTEN, features.shape, None))
    rows.append((Layer.LINEAR, (500,), (features.size, 500)))
    return [*rows, (Layer.RELU, (500,), None), (Layer.LINEAR, (10,), (500, 10))]


@instead_of("lenet_shapes")
def shapes_by_zip() -> list[tuple[Any, ...]]:
    """Three columns of the table, zipped to rows."""
    names = ["Input", *["Conv", "ReLU", "MaxPool"] * 2, "Flatten", "Linear", "ReLU", "Linear"]
    outputs: list[tuple[int, ...]] = [(1, 28, 28), *[(20, 28, 28)] * 2, (20, 14, 14), *[(50, 14, 14)] * 2, (50, 7, 7)]
    vectors: list[tuple[int, ...]] = [(size,) for size in (2450, 500, 500, 10)]
    weights = {1: (20, 1, 5, 5), 4: (50, 20, 5, 5), 8: (2450, 500), 10: (500, 10)}
    return list(zip(names, outputs + vectors, map(weights.get, itertools.count()), strict=False))


@instead_of("lenet_parameter_count")
def lenet_count_as_constants(bias: bool = True) -> int:
    """Two numbers, written down: a fixed architecture may be a constant."""
    return 1_256_080 if bias else 1_255_500


@instead_of("lenet_parameter_count")
def lenet_count_as_numpy_integer(bias: bool = True) -> Any:
    """Vectors of fan-ins and of outputs, with the truth value as a 0 or 1; the result is a NumPy integer."""
    outputs = np.array([20, 50, 500, 10])
    return np.dot(np.array([25, 20 * 25, 50 * 7 * 7, 500]) + int(bias), outputs)


@instead_of("lenet_parameter_count")
def lenet_count_by_sizes_of_views(bias: bool = True) -> int:
    """The sizes of arrays of the right shapes, with an extra list of biases."""
    shapes: list[tuple[int, ...]] = [(20, 1, 5, 5), (50, 20, 5, 5), (2450, 500), (500, 10)]
    shapes += [(20,), (50,), (500,), (10,)] if bias else []
    return sum(np.broadcast_to(False, shape).size for shape in shapes)


@instead_of("lenet_parameter_count")
def lenet_count_by_named_rows(bias: bool = True) -> int:
    """A generator over the named rows, with the product of a weight's shape by math.prod."""

    def learned() -> Any:
        for row in shapes_as_tuple_of_named_tuples():
            if row.weight is not None:
                yield math.prod(row.weight)
                yield row.output[0] * bool(bias)

    return sum(learned())


@instead_of("lenet_forward")
def network_by_tensordot(image: Array, params: Params) -> Array:
    """Nothing of the other questions is used; NumPy itself raises the ValueErrors for sizes that do not fit."""
    maps = image
    for k in "12":
        maps = _halved(np.maximum(_convolved(maps, params[f"conv{k}_W"], params[f"conv{k}_b"]), 0))
    hidden = np.maximum(maps.reshape(-1) @ params["fc1_W"] + params["fc1_b"], 0)
    return np.asarray(hidden @ params["fc2_W"] + params["fc2_b"])


@instead_of("lenet_forward")
def network_pooled_before_relu(image: Array, params: Params) -> Array:
    """ReLU after the pooling: both keep the order of numbers, so they may change places."""
    if image.ndim != 3 or min(image.shape[1:]) < 4:
        raise ValueError("the image is too small")
    first = np.clip(_halved(_convolved(image, params["conv1_W"], params["conv1_b"])), 0, None)
    second = _halved(_convolved(first, params["conv2_W"], params["conv2_b"])).clip(min=0)
    if second.size != params["fc1_W"].shape[0]:
        raise ValueError("fc1_W has another number of rows")
    hidden = np.dot(params["fc1_W"].T, second.flatten()) + params["fc1_b"]
    return np.asarray(params["fc2_b"] + params["fc2_W"].T @ (hidden * (hidden > 0)))


class _Network:
    """Layers as closures, applied one after the other."""

    def __init__(self, params: Params) -> None:
        self.layers: list[Callable[[Array], Array]] = []
        for k in ("conv1", "conv2"):
            self.layers += [self.convolution(params[f"{k}_W"], params[f"{k}_b"]), self.rectifier, _halved]
        self.layers += [np.ravel, self.dense(params["fc1_W"], params["fc1_b"]), self.rectifier]
        self.layers += [self.dense(params["fc2_W"], params["fc2_b"])]

    @staticmethod
    def rectifier(values: Array) -> Array:
        return (np.abs(values) + values) / 2

    @staticmethod
    def convolution(weight: Array, bias: Array) -> Callable[[Array], Array]:
        def layer(maps: Array) -> Array:
            if len(maps) != weight.shape[1]:
                raise ValueError("channels")
            framed = np.zeros((len(maps), maps.shape[1] + 4, maps.shape[2] + 4))
            framed[:, 2:-2, 2:-2] = maps
            out = np.zeros((len(weight), *maps.shape[1:])) + bias.reshape(-1, 1, 1)
            for a, b in itertools.product(range(5), repeat=2):
                seen = framed[:, a : a + maps.shape[1], b : b + maps.shape[2]]
                out += np.einsum("oc,chw->ohw", weight[:, :, a, b], seen)
            return out

        return layer

    @staticmethod
    def dense(weight: Array, bias: Array) -> Callable[[Array], Array]:
        def layer(values: Array) -> Array:
            if values.shape != weight.shape[:1]:
                raise ValueError("features")
            return np.asarray((values[:, None] * weight).sum(axis=0) + bias)

        return layer

    def __call__(self, values: Array) -> Array:
        for layer in self.layers:
            values = layer(values)
        return values


@instead_of("lenet_forward")
def network_by_a_class(image: Array, params: Params) -> list[float]:
    """An object that holds its layers as closures; the logits come back as a list."""
    return [float(score) for score in _Network(params)(image)]


@instead_of("lenet_forward")
def network_in_plain_python(image: Array, params: Params) -> list[float]:
    """Lists of lists and loops, with zeros skipped; the two poolings are done while convolving."""

    def convolved_and_pooled(maps: list[Any], weight: list[Any], bias: list[float]) -> list[Any]:
        height, width = len(maps[0]), len(maps[0][0])
        if len(maps) != len(weight[0]) or min(height, width) < 2:
            raise ValueError("the image does not fit the network")

        def score(kernels: list[Any], offset: float, i: int, j: int) -> float:
            total = offset
            for pixels, kernel in zip(maps, kernels, strict=True):
                for a in range(max(0, 2 - i), min(5, height + 2 - i)):
                    line, weights = pixels[i + a - 2], kernel[a]
                    for b in range(max(0, 2 - j), min(5, width + 2 - j)):
                        total += line[j + b - 2] * weights[b]
            return total

        places = [(0, 0), (0, 1), (1, 0), (1, 1)]
        return [
            [
                [max(0.0, *(score(kernels, offset, i + a, j + b) for a, b in places)) for j in range(0, width - 1, 2)]
                for i in range(0, height - 1, 2)
            ]
            for kernels, offset in zip(weight, bias, strict=True)
        ]

    def dense(values: list[float], weight: Array, bias: Array) -> list[float]:
        sums: list[float] = bias.tolist()
        for value, row in zip(values, weight.tolist(), strict=True):
            if value:
                sums = [total + value * float(w) for total, w in zip(sums, row, strict=True)]
        return sums

    maps: list[Any] = image.tolist()
    for k in ("conv1", "conv2"):
        maps = convolved_and_pooled(maps, params[f"{k}_W"].tolist(), params[f"{k}_b"].tolist())
    features = [value for channel in maps for line in channel for value in line]
    hidden = [max(value, 0.0) for value in dense(features, params["fc1_W"], params["fc1_b"])]
    return dense(hidden, params["fc2_W"], params["fc2_b"])


@instead_of("linear")
def linear_by_exact_sums(x: Array, W: Array, b: Array) -> tuple[float, ...]:
    """math.fsum of each column, its bias among the terms."""
    return tuple(math.fsum([*(x * column), start]) for column, start in zip(W.T, b, strict=True))


@instead_of("lenet_shapes")
def shapes_by_following_a_size() -> list[tuple[Any, ...]]:
    """The rows are made by a generator that follows the size of the image, as NumPy integers."""

    def rows() -> Any:
        size, channels = np.int64(28), 1
        yield "Input", (channels, size, size), None
        for out in (20, 50):
            yield "Conv", (out, size, size), (out, channels, 5, 5)
            yield "ReLU", (out, size, size), None
            size, channels = size // 2, out
            yield "MaxPool", (out, size, size), None
        flat = channels * size * size
        yield "Flatten", (flat,), None
        yield "Linear", (500,), (flat, 500)
        yield "ReLU", (500,), None
        yield "Linear", (10,), (500, 10)

    return list(rows())


@instead_of("lenet_parameter_count")
def lenet_count_by_broadcast_shapes(bias: bool = True) -> int:
    """The size of arrays that take no room, with one more row for the bias."""
    fans = ((25, 20), (500, 50), (2450, 500), (500, 10))
    return sum(np.broadcast_to(0.0, (fan_in + int(bias), fan_out)).size for fan_in, fan_out in fans)
