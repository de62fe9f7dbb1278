"""LeNet-5: a linear layer, the table of shapes, what is learned, and the whole network."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograder.vocabulary import Function, agrees, case, holds, pure, refuses

OK_FORMAT = False
name = "lenet"

Array = NDArray[np.float64]
Shape = tuple[int, ...]

LAYERS = ["Input", "Conv", "ReLU", "MaxPool", "Conv", "ReLU", "MaxPool", "Flatten", "Linear", "ReLU", "Linear"]


class Row(NamedTuple):
    """A row of the table, with the shape of what the layer takes in."""

    layer: str
    taken: Shape
    output: Shape
    weight: Shape | None


def rows_of(table: Sequence[Any], layer: str) -> list[Row]:
    """Return the rows of a table that belong to layers of one kind."""
    if [row[0] for row in table] != LAYERS:
        raise ValueError("other layers than the lecture's")
    shapes = [_shape(row[1]) for row in table]
    weights = [None if row[2] is None else _shape(row[2]) for row in table]
    rows = map(Row, LAYERS, [(), *shapes], shapes, weights)
    return [row for row in rows if row.layer == layer]


def _shape(sizes: Array) -> Shape:
    if sizes.ndim != 1:
        raise ValueError("a shape is a list of sizes")
    return tuple(int(size) for size in sizes)


def eleven_rows(table: Any) -> str | None:
    """Look at the form of the table and the order of its layers."""
    if not isinstance(table, tuple) or not all(isinstance(row, tuple) and len(row) == 3 for row in table):
        return "not a list of rows of three: layer, output shape, weight shape"
    if len(table) != len(LAYERS):
        return "not as many rows as the table has"
    return None if [row[0] for row in table] == LAYERS else "the layers' names are not those of the table, in order"


def poolings_halve(table: Any) -> str | None:
    """Hold each ReLU and each pooling against the row before it."""
    if any(row.output != row.taken for row in rows_of(table, "ReLU")):
        return "a ReLU changes the shape"
    for row in rows_of(table, "MaxPool"):
        channels, height, width = row.taken
        if row.output != (channels, height // 2, width // 2):
            return "a pooling does not halve height and width and keep the channels"
    return None


def convolutions_keep(table: Any) -> str | None:
    """Hold each convolution against the row before it."""
    rows = rows_of(table, "Conv")
    if any(row.output[1:] != row.taken[1:] for row in rows):
        return "a convolution with this padding does not keep height and width"
    return None if [row.output[0] for row in rows] == [20, 50] else "the output channels of the convolutions are others"


def flattens_all(table: Any) -> str | None:
    """Hold Flatten against the row before it, and the linear layers against the network."""
    flatten = rows_of(table, "Flatten")[0]
    if len(flatten.taken) != 3 or flatten.output != (prod(flatten.taken),):
        return "Flatten does not have all entries of the row before it"
    outputs = [row.output for row in rows_of(table, "Linear")]
    return None if outputs == [(500,), (10,)] else "the outputs of the linear layers are others"


def weights_fit(table: Any) -> str | None:
    """Hold each weight against what the layer takes in and puts out."""
    if any(row.weight != (row.output[0], row.taken[0], 5, 5) for row in rows_of(table, "Conv")):
        return "a convolution's weight does not fit its input and output channels and its kernel"
    if any(row.weight != row.taken + row.output for row in rows_of(table, "Linear")):
        return "a linear layer's weight does not fit its inputs and outputs"
    others = [row for layer in ("Input", "ReLU", "MaxPool", "Flatten") for row in rows_of(table, layer)]
    return None if all(row.weight is None for row in others) else "a layer that learns nothing has a weight"


def whole_and_more_with_biases(with_biases: Array, without: Array) -> str | None:
    """Compare the two counts."""
    if with_biases.shape or without.shape or with_biases % 1 or without % 1:
        return "a count is not a whole number"
    return None if with_biases > without else "biases do not add to the count"


def one_bias_per_output(with_biases: Array, without: Array, table: Any) -> str | None:
    """Hold the number of biases against the outputs of the layers: the lecture's, or those of the student's table."""
    biases = with_biases - without
    if biases == 20 + 50 + 500 + 10:
        return None
    learning = [*rows_of(table, "Conv"), *rows_of(table, "Linear")]
    return None if biases == sum(row.output[0] for row in learning) else "the number of biases is another"


class Sizes(NamedTuple):
    """The sizes of a small network of LeNet's architecture."""

    image: tuple[int, int, int]
    first: int
    second: int
    hidden: int
    out: int

    @property
    def weights(self) -> Mapping[str, Shape]:
        """The shape of each parameter."""
        channels, height, width = self.image
        features = self.second * (height // 4) * (width // 4)
        return {
            "conv1_W": (self.first, channels, 5, 5), "conv1_b": (self.first,),
            "conv2_W": (self.second, self.first, 5, 5), "conv2_b": (self.second,),
            "fc1_W": (features, self.hidden), "fc1_b": (self.hidden,),
            "fc2_W": (self.hidden, self.out), "fc2_b": (self.out,),
        }  # fmt: skip


def network(rng: np.random.Generator, sizes: Sizes) -> tuple[Array, dict[str, Array]]:
    """Return an image and parameters of both signs, scaled so that every layer's entries are of order 1."""
    params = {name: rng.normal(0.0, 1.0, shape) for name, shape in sizes.weights.items()}
    for name in ("conv1_W", "conv2_W"):
        params[name] *= 0.4
    return rng.normal(0.0, 1.0, sizes.image), params


def bright_network(rng: np.random.Generator, sizes: Sizes) -> tuple[Array, dict[str, Array]]:
    """Return an image and parameters without a negative number, where no ReLU has anything to do."""
    image, params = network(rng, sizes)
    return np.abs(image), {name: 0.3 * np.abs(values) for name, values in params.items()}


def with_only(params: Mapping[str, Array], *names: str) -> dict[str, Array]:
    """Return the parameters with all but the named ones set to zero."""
    return {name: values if name in names else np.zeros_like(values) for name, values in params.items()}


def without_biases(params: Mapping[str, Array]) -> dict[str, Array]:
    """Return the parameters with all biases set to zero."""
    return with_only(params, "conv1_W", "conv2_W", "fc1_W", "fc2_W")


def in_another_order(params: Mapping[str, Array]) -> dict[str, Array]:
    """Return the same parameters, the last first: they go by their names."""
    return dict(reversed(list(params.items())))


@case(
    "a linear layer with three inputs and two outputs",
    points=2.2,
    hint="the weight has a row for each input and a column for each output: on which side does the vector stand?",
)
def linear_layer(linear: Function) -> None:
    agrees(linear(np.array([1.0, 2.0, -1.0]), np.array([[1.0, 0.0], [3.0, 1.0], [5.0, 4.0]]), np.array([10.0, -20.0])))


@case(
    "the table has eleven rows of three, with the layers in the lecture's order",
    points=2.2,
    hint="the docstring lists the layers' names; a row is (layer, output shape, weight shape or None)",
)
def form_of_the_table(lenet_shapes: Function) -> None:
    holds("eleven rows of three, with the layers in the lecture's order", eleven_rows, lenet_shapes())


@case(
    "there are more parameters with biases than without",
    points=1,
    hint="what does the argument bias switch on and off?",
)
def form_of_the_counts(lenet_parameter_count: Function) -> None:
    promise = "two whole numbers, the larger with biases"
    holds(promise, whole_and_more_with_biases, lenet_parameter_count(True), lenet_parameter_count(False))


@case(
    "the network on an image of 4 × 8 pixels",
    points=2.8,
    hint="print the shape after each layer: 4 × 8, 2 × 4, 1 × 2, then a vector. Which layers have a ReLU behind them?",
)
def a_small_image(lenet_forward: Function) -> None:
    middle = np.zeros((1, 1, 5, 5))
    middle[0, 0, 2, 2:4] = 1.0, -1.0
    params = {
        "conv1_W": middle, "conv1_b": np.array([0.5]),
        "conv2_W": middle, "conv2_b": np.array([-0.5]),
        "fc1_W": np.array([[1.0, -1.0], [1.0, 2.0]]), "fc1_b": np.array([0.0, 1.0]),
        "fc2_W": np.array([[1.0, 0.0], [-2.0, 10.0]]), "fc2_b": np.array([0.5, 0.25]),
    }  # fmt: skip
    image = np.zeros((1, 4, 8))
    image[0] = [[8.0, 1.0, 0.0, 2.0, 7.0, 0.0, 0.0, 1.0], [0.0, 3.0, 0.0, 1.0, 0.0, 0.0, 4.0, 0.0]] * 2
    agrees(lenet_forward(image, params))


@case("linear layers of any size", points=3.2, hidden=True)
def linear_layers_of_any_size(linear: Function) -> None:
    rng = np.random.default_rng(171)
    for inputs, outputs in [(2, 2), (3, 3), (4, 2), (2, 5), (1, 3), (3, 1), (1, 1), (2, 2)]:
        W = rng.normal(0.0, 1.0, (inputs, outputs))
        agrees(linear(rng.normal(0.0, 2.0, inputs), W, rng.normal(0.0, 2.0, outputs)))


@case("poolings halve height and width and keep the channels, ReLUs keep the shape", hidden=True)
def poolings_in_the_table(lenet_shapes: Function) -> None:
    holds("each pooling and each ReLU fits the row before it", poolings_halve, lenet_shapes())


@case("convolutions keep height and width and set the channels", hidden=True)
def convolutions_in_the_table(lenet_shapes: Function) -> None:
    holds("each convolution fits the row before it", convolutions_keep, lenet_shapes())


@case("Flatten has every entry of the row before it, and the linear layers their outputs", hidden=True)
def features_in_the_table(lenet_shapes: Function) -> None:
    holds("Flatten fits the row before it, and the linear layers the network", flattens_all, lenet_shapes())


@case("weights fit what their layer takes in and puts out, and only layers that learn have one", hidden=True)
def weights_in_the_table(lenet_shapes: Function) -> None:
    holds("each weight fits its layer", weights_fit, lenet_shapes())


@case("the table of §6.8, row by row", points=3.2, hidden=True)
def the_whole_table(lenet_shapes: Function) -> None:
    agrees(lenet_shapes())


@case("the number of weights", points=2, hidden=True)
def weights_alone(lenet_parameter_count: Function) -> None:
    agrees(lenet_parameter_count(False), lenet_parameter_count(bias=False))


@case("the number of weights and biases, which is also what is meant where bias is not given", points=2.1, hidden=True)
def weights_and_biases(lenet_parameter_count: Function) -> None:
    agrees(lenet_parameter_count(), lenet_parameter_count(True), lenet_parameter_count(bias=True))


@case("one bias per output channel and per output of a linear layer", points=1.2, hidden=True)
def biases_alone(lenet_parameter_count: Function, lenet_shapes: Function) -> None:
    calls = lenet_parameter_count(), lenet_parameter_count(bias=False), lenet_shapes()
    holds("one bias per output channel and per output", one_bias_per_output, *calls)


@case("networks of other sizes, on images that are not square", points=3.2, hidden=True)
def networks_of_other_sizes(lenet_forward: Function) -> None:
    rng = np.random.default_rng(172)
    for sizes in [Sizes((1, 8, 4), 2, 2, 3, 3), Sizes((2, 4, 8), 1, 3, 2, 4), Sizes((1, 8, 12), 1, 2, 4, 2)]:
        image, params = network(rng, sizes)
        agrees(lenet_forward(image, in_another_order(params)))


@case("every bias counts", points=1.6, hidden=True)
def every_bias_counts(lenet_forward: Function) -> None:
    rng = np.random.default_rng(173)
    image, params = bright_network(rng, Sizes((1, 4, 4), 2, 1, 2, 2))
    agrees(lenet_forward(0.0 * image, params))
    names = ["fc2_b", "fc2_W", "fc1_b", "fc1_W", "conv2_b", "conv2_W", "conv1_b"]
    for count in (1, 3, 5, 7):
        agrees(lenet_forward(image, with_only(params, *names[:count])))


@case("a ReLU after each convolution and after the first linear layer, and none at the end", points=1.6, hidden=True)
def relus_where_they_belong(lenet_forward: Function) -> None:
    rng = np.random.default_rng(174)
    sizes = Sizes((1, 4, 4), 1, 1, 2, 2)
    for negative in ["conv1_b", "conv2_b", "fc1_b", "fc2_b"]:
        image, params = bright_network(rng, sizes)
        agrees(lenet_forward(image, {**params, negative: params[negative] - 50.0}))


@case("the order in which the entries are flattened", points=1.6, hidden=True)
def order_of_the_features(lenet_forward: Function) -> None:
    rng = np.random.default_rng(175)
    for sizes in [Sizes((1, 4, 8), 1, 2, 2, 2), Sizes((1, 8, 8), 1, 1, 2, 3), Sizes((1, 8, 4), 1, 3, 1, 1)]:
        image, params = bright_network(rng, sizes)
        agrees(lenet_forward(image, without_biases(params)))


@case("odd heights and widths", points=1.6, hidden=True)
def odd_heights_and_widths(lenet_forward: Function) -> None:
    rng = np.random.default_rng(176)
    for sizes in [Sizes((1, 5, 4), 1, 2, 2, 2), Sizes((2, 4, 7), 1, 1, 3, 1), Sizes((1, 6, 5), 1, 2, 2, 3)]:
        image, params = bright_network(rng, sizes)
        agrees(lenet_forward(image, without_biases(params)))


@case("images whose channels or size do not fit the parameters are refused", points=3.2, hidden=True)
def images_are_refused(lenet_forward: Function) -> None:
    rng = np.random.default_rng(177)
    colored, params = bright_network(rng, Sizes((2, 4, 4), 1, 2, 2, 2))
    refuses(lenet_forward(colored[:1], params), lenet_forward(np.concatenate([colored, colored]), params))
    agrees(lenet_forward(colored, params))
    image, params = bright_network(rng, Sizes((1, 4, 4), 1, 2, 2, 2))
    params = without_biases(params)
    refuses(lenet_forward(image[:, :3], params), lenet_forward(image[:, :, :3], params))
    refuses(lenet_forward(image[:, :2, :2], params), lenet_forward(image[:, :3, :3], params))
    refuses(lenet_forward(image[:, :1], params), lenet_forward(image[:, :, :1], params))
    refuses(lenet_forward(np.concatenate([image, image], axis=1), params))
    refuses(lenet_forward(image, {**params, "fc1_W": params["fc1_W"][:1]}))
    refuses(lenet_forward(image, {**params, "fc1_W": np.concatenate([params["fc1_W"], params["fc1_W"]])}))
    agrees(lenet_forward(image, params))
    _, small = bright_network(rng, Sizes((1, 4, 4), 1, 1, 1, 1))
    refuses(lenet_forward(np.ones((1, 4, 8)), small), lenet_forward(np.ones((1, 12, 12)), small))


@case("read-only arrays and views are accepted, and no argument is changed", points=3.2, hidden=True)
def arguments_are_left_alone(linear: Function, lenet_forward: Function) -> None:
    rng = np.random.default_rng(178)
    pure(linear(rng.normal(0.0, 1.0, 3), rng.normal(0.0, 1.0, (3, 2)), rng.normal(0.0, 1.0, 2)))
    pure(lenet_forward(*network(rng, Sizes((1, 4, 4), 1, 2, 2, 2))))
