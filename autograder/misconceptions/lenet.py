"""Known wrong answers on LeNet-5."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.activations import relu, sigmoid
from solutions.convolution import conv_layer
from solutions.lenet import lenet_forward, lenet_parameter_count, lenet_shapes, linear
from solutions.pooling import max_pool2d

Array = NDArray[np.float64]
Params = Mapping[str, Array]
Shape = tuple[int, ...]
Table = list[tuple[str, Shape, Shape | None]]

WEIGHTS = {"conv1": 500, "conv2": 25_000, "fc1": 1_225_000, "fc2": 5_000}
BIASES = {"conv1": 20, "conv2": 50, "fc1": 500, "fc2": 10}


@instead_of("linear")
def multiplies_from_the_left(x: Array, W: Array, b: Array) -> Array:
    """Your weight stands on the left of the vector, as if its rows were the outputs; here its rows are the inputs."""
    return W @ x + b


@instead_of("linear")
def turns_the_weight_where_that_fits(x: Array, W: Array, b: Array) -> Array:
    """Where the weight is square you multiply by its transpose."""
    return W @ x + b if W.shape[0] == W.shape[1] else linear(x, W, b)


@instead_of("linear")
def forgets_the_bias(x: Array, W: Array, b: Array) -> Array:
    """The bias is not added."""
    return x @ W


@instead_of("linear")
def subtracts_the_bias(x: Array, W: Array, b: Array) -> Array:
    """The bias is subtracted instead of added."""
    return x @ W - b


@instead_of("linear")
def adds_the_first_bias_only(x: Array, W: Array, b: Array) -> Array:
    """You add the first bias to all outputs; each output has its own."""
    out: Array = x @ W + b[0]
    return out


@instead_of("linear")
def adds_the_sum_of_the_biases(x: Array, W: Array, b: Array) -> Array:
    """You add the sum of all biases to every output; each output has its own."""
    out: Array = x @ W + b.sum()
    return out


@instead_of("linear")
def adds_the_bias_for_each_input(x: Array, W: Array, b: Array) -> Array:
    """You add the bias once for every input; it is added once."""
    return x @ W + len(x) * b


@instead_of("linear")
def multiplies_by_the_bias(x: Array, W: Array, b: Array) -> Array:
    """You multiply by the bias instead of adding it."""
    out: Array = (x @ W) * b
    return out


@instead_of("linear")
def applies_a_relu(x: Array, W: Array, b: Array) -> Array:
    """Negative outputs come out as 0: an activation is a layer of its own."""
    return relu(linear(x, W, b))


@instead_of("linear")
def applies_a_sigmoid(x: Array, W: Array, b: Array) -> Array:
    """Your outputs are squeezed between 0 and 1: an activation is a layer of its own."""
    return sigmoid(linear(x, W, b))


@instead_of("linear")
def averages_over_the_inputs(x: Array, W: Array, b: Array) -> Array:
    """You average over the inputs; the products are summed."""
    return x @ W / len(x) + b


@instead_of("linear")
def multiplies_entry_by_entry(x: Array, W: Array, b: Array) -> Array:
    """You do not sum over the inputs: your result is a matrix of products."""
    out: Array = x[:, np.newaxis] * W + b
    return out


@instead_of("linear")
def returns_a_row(x: Array, W: Array, b: Array) -> Array:
    """You return a matrix of one row; the outputs are a vector."""
    return linear(x, W, b)[np.newaxis]


@instead_of("linear")
def returns_a_column(x: Array, W: Array, b: Array) -> Array:
    """You return a matrix of one column; the outputs are a vector."""
    return linear(x, W, b)[:, np.newaxis]


@instead_of("linear")
def returns_a_number_for_one_output(x: Array, W: Array, b: Array) -> Array | float:
    """For a single output you return a number instead of a vector of one entry."""
    out = linear(x, W, b)
    return float(out[0]) if len(out) == 1 else out


@instead_of("linear")
def returns_the_sum_of_the_outputs(x: Array, W: Array, b: Array) -> float:
    """You return one number, the sum of all outputs."""
    return float(linear(x, W, b).sum())


@instead_of("linear")
def stores_the_outputs_in_the_bias(x: Array, W: Array, b: Array) -> Array:
    """You add to the bias in place, and the caller's own bias is changed."""
    b += x @ W
    return b


@instead_of("linear")
def cuts_off_fractions(x: Array, W: Array, b: Array) -> NDArray[np.int64]:
    """Your array holds whole numbers only and cuts fractions off."""
    return linear(x, W, b).astype(np.int64)


# --------------------------------------------------------------------------------------------------- lenet_shapes


def _changed(changes: Mapping[int, tuple[Shape, Shape | None]]) -> Table:
    """Return the table with other shapes in some rows."""
    return [(layer, *changes.get(i, (output, weight))) for i, (layer, output, weight) in enumerate(lenet_shapes())]


def _network(first: int, pooled: int, second: int, last: int, channels: tuple[int, int] = (20, 50)) -> Table:
    """Return the table for other heights and widths or channels, all else as the lecture has it."""
    a, b = channels
    features = b * last * last
    return _changed(
        {
            1: ((a, first, first), (a, 1, 5, 5)),
            2: ((a, first, first), None),
            3: ((a, pooled, pooled), None),
            4: ((b, second, second), (b, a, 5, 5)),
            5: ((b, second, second), None),
            6: ((b, last, last), None),
            7: ((features,), None),
            8: ((500,), (features, 500)),
        }
    )


@instead_of("lenet_shapes")
def convolves_without_padding() -> Table:
    """Your convolutions shrink the image: the padding is missing."""
    return _network(24, 12, 8, 4)


@instead_of("lenet_shapes")
def counts_steps_for_places() -> Table:
    """Your convolutions lose a row and a column: the place that the kernel starts from is not counted."""
    return _network(27, 13, 12, 6)


@instead_of("lenet_shapes")
def pads_on_one_side() -> Table:
    """Your convolutions shrink the image by two: the padding is counted once, though it stands on both sides."""
    return _network(26, 13, 11, 5)


@instead_of("lenet_shapes")
def pools_with_stride_one() -> Table:
    """Your poolings take one row and one column off: their stride is taken for 1."""
    return _network(28, 27, 27, 26)


@instead_of("lenet_shapes")
def pools_without_shrinking() -> Table:
    """Your poolings leave height and width as they are."""
    return _network(28, 28, 28, 28)


@instead_of("lenet_shapes")
def pools_by_four() -> Table:
    """Your poolings shrink height and width by four: that factor of Theorem 6.4 counts the entries of a map."""
    return _network(28, 7, 7, 1)


@instead_of("lenet_shapes")
def starts_with_the_image_of_1998() -> Table:
    """This is the LeNet-5 of 1998; the lecture's has other sizes and channels."""
    table = _network(28, 14, 10, 5, (6, 16))
    return [("Input", (1, 32, 32), None), *table[1:8], ("Linear", (500,), (400, 500)), *table[9:]]


@instead_of("lenet_shapes")
def starts_with_thirty_two_pixels() -> Table:
    """Your image has another size than the lecture's."""
    return [("Input", (1, 32, 32), None), *_network(32, 16, 16, 8)[1:]]


@instead_of("lenet_shapes")
def has_other_channels() -> Table:
    """Your convolutions have other numbers of output channels than the lecture's."""
    return _network(28, 14, 14, 7, (6, 16))


@instead_of("lenet_shapes")
def keeps_the_channels_of_the_first_convolution() -> Table:
    """Your second convolution puts out as many channels as it takes in."""
    return _network(28, 14, 14, 7, (20, 20))


@instead_of("lenet_shapes")
def doubles_the_channels() -> Table:
    """Your second convolution doubles the channels; the lecture gives another number."""
    return _network(28, 14, 14, 7, (20, 40))


@instead_of("lenet_shapes")
def lists_channels_last() -> Table:
    """Your shapes have the channels on the last axis; they come first."""
    return _changed(
        {i: ((*output[1:], output[0]), weight) for i, (_, output, weight) in enumerate(lenet_shapes()) if i < 7}
    )


@instead_of("lenet_shapes")
def lists_height_and_width_only() -> Table:
    """The channels are missing from your output shapes."""
    return _changed({i: (output[1:], weight) for i, (_, output, weight) in enumerate(lenet_shapes()) if i < 7})


@instead_of("lenet_shapes")
def lists_a_batch_axis() -> Table:
    """Your output shapes have an axis for a batch in front; the table is about one image."""
    return [(layer, (1, *output), weight) for layer, output, weight in lenet_shapes()]


@instead_of("lenet_shapes")
def drops_the_channel_of_the_input() -> Table:
    """Your input has no channel axis; a gray image has one channel."""
    return _changed({0: ((28, 28), None)})


@instead_of("lenet_shapes")
def flattens_before_the_second_pooling() -> Table:
    """You flatten what the second convolution puts out; it is pooled first."""
    return _changed({7: ((9800,), None), 8: ((500,), (9800, 500))})


@instead_of("lenet_shapes")
def flattens_one_channel() -> Table:
    """You flatten one channel only; all channels become features."""
    return _changed({7: ((49,), None), 8: ((500,), (49, 500))})


@instead_of("lenet_shapes")
def flattens_one_side() -> Table:
    """You flatten channels and one side only: height and width both count."""
    return _changed({7: ((350,), None), 8: ((500,), (350, 500))})


@instead_of("lenet_shapes")
def flattens_to_channels() -> Table:
    """After Flatten you still have the channels as an axis; it leaves one axis."""
    return _changed({7: ((50, 49), None)})


@instead_of("lenet_shapes")
def flattens_nothing() -> Table:
    """Your Flatten leaves the shape as it is."""
    return _changed({7: ((50, 7, 7), None)})


@instead_of("lenet_shapes")
def flattens_to_a_row() -> Table:
    """From Flatten on, your shapes have an axis in front; they have one axis only."""
    return [
        (layer, output if i < 7 else (1, *output), weight) for i, (layer, output, weight) in enumerate(lenet_shapes())
    ]


@instead_of("lenet_shapes")
def transposes_the_linear_weights() -> Table:
    """Your linear weights have their outputs first, as PyTorch stores them; the lecture has the inputs first."""
    return _changed({8: ((500,), (500, 2450)), 10: ((10,), (10, 500))})


@instead_of("lenet_shapes")
def transposes_the_convolution_weights() -> Table:
    """Your convolution weights have the input channels first; the output channels come first."""
    return _changed({1: ((20, 28, 28), (1, 20, 5, 5)), 4: ((50, 14, 14), (20, 50, 5, 5))})


@instead_of("lenet_shapes")
def puts_the_kernel_first() -> Table:
    """Your convolution weights have the kernel's axes first, as Keras stores them; the channels come first."""
    return _changed({1: ((20, 28, 28), (5, 5, 1, 20)), 4: ((50, 14, 14), (5, 5, 20, 50))})


@instead_of("lenet_shapes")
def gives_filters_one_channel() -> Table:
    """Your second convolution has filters for one channel only; a filter looks at all channels that come in."""
    return _changed({4: ((50, 14, 14), (50, 1, 5, 5))})


@instead_of("lenet_shapes")
def leaves_input_channels_out_of_the_weights() -> Table:
    """Your convolution weights have no axis for the input channels."""
    return _changed({1: ((20, 28, 28), (20, 5, 5)), 4: ((50, 14, 14), (50, 5, 5))})


@instead_of("lenet_shapes")
def uses_kernels_of_three() -> Table:
    """Your kernels have another size than the lecture's."""
    return _changed({1: ((20, 28, 28), (20, 1, 3, 3)), 4: ((50, 14, 14), (50, 20, 3, 3))})


@instead_of("lenet_shapes")
def gives_poolings_a_weight() -> Table:
    """Your poolings have a weight; a window that takes the largest value learns nothing."""
    return _changed({3: ((20, 14, 14), (2, 2)), 6: ((50, 7, 7), (2, 2))})


@instead_of("lenet_shapes")
def gives_layers_without_weights_an_empty_shape() -> list[tuple[str, Shape, Shape]]:
    """For layers without weights you give an empty shape; there None is asked for."""
    return [(layer, output, weight or ()) for layer, output, weight in lenet_shapes()]


@instead_of("lenet_shapes")
def lists_weights_only() -> list[tuple[str, Shape | None]]:
    """Your rows have two parts; each has three, the last one None where there is no weight."""
    return [(layer, weight if weight else output) for layer, output, weight in lenet_shapes()]


@instead_of("lenet_shapes")
def leaves_short_rows() -> list[tuple[Any, ...]]:
    """Rows of layers without weights have two parts only; their third part is None."""
    return [tuple(part for part in row if part is not None) for row in lenet_shapes()]


@instead_of("lenet_shapes")
def lists_biases_too() -> list[tuple[Any, ...]]:
    """Your weight shapes include the biases, which the table does not list."""
    return [
        (layer, output, None if weight is None else (weight, (weight[0] if layer == "Conv" else weight[-1],)))
        for layer, output, weight in lenet_shapes()
    ]


@instead_of("lenet_shapes")
def writes_vectors_as_numbers() -> list[tuple[Any, ...]]:
    """A shape with one axis is written as a plain number; it is still a tuple, of one size."""
    return [(layer, output if len(output) > 1 else output[0], weight) for layer, output, weight in lenet_shapes()]


@instead_of("lenet_shapes")
def writes_shapes_as_text() -> list[tuple[Any, ...]]:
    """Your shapes are text; a shape is a tuple of whole numbers."""
    return [
        (layer, " x ".join(map(str, output)), weight and " x ".join(map(str, weight)))
        for layer, output, weight in lenet_shapes()
    ]


@instead_of("lenet_shapes")
def writes_shapes_as_arrays() -> list[tuple[Any, ...]]:
    """Your shapes are arrays; a shape is a tuple or a list."""
    return [
        (layer, np.array(output), None if weight is None else np.array(weight))
        for layer, output, weight in lenet_shapes()
    ]


@instead_of("lenet_shapes")
def writes_sizes_as_floats() -> list[tuple[Any, ...]]:
    """Your sizes are floats, as dividing by 2 makes them; sizes are ints."""
    return [
        (layer, tuple(map(float, output)), weight and tuple(map(float, weight)))
        for layer, output, weight in lenet_shapes()
    ]


@instead_of("lenet_shapes")
def returns_a_mapping() -> dict[str, Any]:
    """You return a dict by layer name, in which layers of the same name overwrite each other; a list of rows is due."""
    return {layer: (output, weight) for layer, output, weight in lenet_shapes()}


@instead_of("lenet_shapes")
def leaves_the_input_out() -> Table:
    """The row of the input is missing from your table."""
    return lenet_shapes()[1:]


@instead_of("lenet_shapes")
def leaves_the_relus_out() -> Table:
    """The rows of the ReLUs are missing from your table."""
    return [row for row in lenet_shapes() if row[0] != "ReLU"]


@instead_of("lenet_shapes")
def leaves_the_last_layer_out() -> Table:
    """Your table ends before the last layer."""
    return lenet_shapes()[:-1]


@instead_of("lenet_shapes")
def leaves_the_hidden_layer_out() -> Table:
    """Your table has one linear layer only."""
    return [*lenet_shapes()[:8], ("Linear", (10,), (2450, 10))]


@instead_of("lenet_shapes")
def adds_a_softmax() -> Table:
    """Your table has a row more than the lecture's, at its end."""
    return [*lenet_shapes(), ("Softmax", (10,), None)]


@instead_of("lenet_shapes")
def ends_with_a_relu() -> Table:
    """Your table has a ReLU after the last linear layer, where the lecture's has none."""
    return [*lenet_shapes(), ("ReLU", (10,), None)]


@instead_of("lenet_shapes")
def pools_before_the_relus() -> Table:
    """In your table the poolings come before the ReLUs."""
    rows = lenet_shapes()
    swapped = [rows[0], rows[1], rows[3], ("ReLU", (20, 14, 14), None), rows[4], rows[6], ("ReLU", (50, 7, 7), None)]
    return [*swapped, *rows[7:]]


@instead_of("lenet_shapes")
def uses_other_names() -> Table:
    """The names of your layers are not spelled as the docstring has them."""
    names = {"Conv": "Conv2d", "MaxPool": "MaxPool2d"}
    return [(names.get(layer, layer), output, weight) for layer, output, weight in lenet_shapes()]


@instead_of("lenet_shapes")
def writes_names_small() -> Table:
    """The names of your layers are not spelled as the docstring has them."""
    return [(layer.lower(), output, weight) for layer, output, weight in lenet_shapes()]


@instead_of("lenet_shapes")
def exchanges_the_linear_layers() -> Table:
    """The outputs of your two linear layers are exchanged."""
    return _changed({8: ((10,), (2450, 10)), 9: ((10,), None), 10: ((500,), (10, 500))})


@instead_of("lenet_shapes")
def puts_the_weight_before_the_output() -> list[tuple[Any, ...]]:
    """In your rows the weight shape comes before the output shape."""
    return [(layer, weight, output) for layer, output, weight in lenet_shapes()]


# ------------------------------------------------------------------------------------------ lenet_parameter_count


def _count(bias: bool, weights: Mapping[str, int] | None = None, biases: Mapping[str, int] | None = None) -> int:
    """Count with other numbers for some layers."""
    total = sum({**WEIGHTS, **(weights or {})}.values())
    return total + (sum({**BIASES, **(biases or {})}.values()) if bias else 0)


@instead_of("lenet_parameter_count")
def never_counts_biases(bias: bool = True) -> int:
    """Biases are missing from your count even where they are asked for."""
    return _count(False)


@instead_of("lenet_parameter_count")
def always_counts_biases(bias: bool = True) -> int:
    """You count biases even where there are none: the argument has no effect."""
    return _count(True)


@instead_of("lenet_parameter_count")
def counts_biases_the_other_way_round(bias: bool = True) -> int:
    """You count biases where there are none, and leave them out where they are asked for."""
    return _count(not bias)


@instead_of("lenet_parameter_count")
def leaves_biases_out_by_default(bias: bool = False) -> int:
    """Where nothing is said about biases you leave them out; they are counted then."""
    return _count(bias)


@instead_of("lenet_parameter_count")
def takes_another_name(with_bias: bool = True) -> int:
    """Your parameter has another name, so that bias=… is not accepted."""
    return _count(with_bias)


@instead_of("lenet_parameter_count")
def returns_only_the_biases(bias: bool = True) -> int:
    """With biases you count nothing else; they are added to the weights."""
    return sum(BIASES.values()) if bias else _count(False)


@instead_of("lenet_parameter_count")
def counts_one_bias_per_layer(bias: bool = True) -> int:
    """You count one bias per layer; every output channel and every output has its own."""
    return _count(bias, biases=dict.fromkeys(BIASES, 1))


@instead_of("lenet_parameter_count")
def counts_biases_of_convolutions_only(bias: bool = True) -> int:
    """You count the biases of the convolutions only; linear layers have them too."""
    return _count(bias, biases={"fc1": 0, "fc2": 0})


@instead_of("lenet_parameter_count")
def counts_biases_of_linear_layers_only(bias: bool = True) -> int:
    """You count the biases of the linear layers only; convolutions have them too."""
    return _count(bias, biases={"conv1": 0, "conv2": 0})


@instead_of("lenet_parameter_count")
def counts_one_bias_for_a_convolution(bias: bool = True) -> int:
    """You count one bias for a whole convolution; each of its output channels has one."""
    return _count(bias, biases={"conv1": 1, "conv2": 1})


@instead_of("lenet_parameter_count")
def counts_a_bias_per_kernel(bias: bool = True) -> int:
    """You count a bias for every pair of an input and an output channel; a filter has one for all its channels."""
    return _count(bias, biases={"conv2": 1000})


@instead_of("lenet_parameter_count")
def counts_a_bias_per_input_channel(bias: bool = True) -> int:
    """You count the biases of a convolution by its input channels; they belong to the output channels."""
    return _count(bias, biases={"conv1": 1, "conv2": 20})


@instead_of("lenet_parameter_count")
def counts_a_bias_per_input(bias: bool = True) -> int:
    """You count the biases of a linear layer by its inputs; they belong to the outputs."""
    return _count(bias, biases={"fc1": 2450, "fc2": 500})


@instead_of("lenet_parameter_count")
def counts_the_last_size_of_every_weight(bias: bool = True) -> int:
    """You take the last size of every weight for the number of biases; that of a convolution is its kernel's."""
    return _count(bias, biases={"conv1": 5, "conv2": 5})


@instead_of("lenet_parameter_count")
def counts_a_bias_per_pixel(bias: bool = True) -> int:
    """You count a bias for every entry that a convolution puts out; all places of a channel share one."""
    return _count(bias, biases={"conv1": 20 * 28 * 28, "conv2": 50 * 14 * 14})


@instead_of("lenet_parameter_count")
def leaves_the_last_bias_out(bias: bool = True) -> int:
    """The biases of the last layer are missing from your count."""
    return _count(bias, biases={"fc2": 0})


@instead_of("lenet_parameter_count")
def leaves_input_channels_out(bias: bool = True) -> int:
    """Your second convolution is counted without its input channels; a filter has a kernel for each of them."""
    return _count(bias, {"conv2": 50 * 25})


@instead_of("lenet_parameter_count")
def leaves_output_channels_out(bias: bool = True) -> int:
    """You count one filter per convolution; there is one for each output channel."""
    return _count(bias, {"conv1": 25, "conv2": 20 * 25})


@instead_of("lenet_parameter_count")
def adds_the_channels(bias: bool = True) -> int:
    """You add the input and the output channels of a convolution; they are multiplied."""
    return _count(bias, {"conv1": 21 * 25, "conv2": 70 * 25})


@instead_of("lenet_parameter_count")
def counts_one_side_of_the_kernel(bias: bool = True) -> int:
    """You count a kernel by its side; it has K · K entries."""
    return _count(bias, {"conv1": 100, "conv2": 5000})


@instead_of("lenet_parameter_count")
def counts_kernels_of_three(bias: bool = True) -> int:
    """Your kernels have another size than the lecture's."""
    return _count(bias, {"conv1": 180, "conv2": 9000})


@instead_of("lenet_parameter_count")
def counts_weights_at_every_place(bias: bool = True) -> int:
    """You count the weights of a convolution anew at every place; all places share them."""
    return _count(bias, {"conv1": 500 * 28 * 28, "conv2": 25_000 * 14 * 14})


@instead_of("lenet_parameter_count")
def counts_features_before_the_second_pooling(bias: bool = True) -> int:
    """You count the first linear layer as if its input were not pooled a second time."""
    return _count(bias, {"fc1": 9800 * 500})


@instead_of("lenet_parameter_count")
def counts_features_of_one_channel(bias: bool = True) -> int:
    """You count the first linear layer as if it saw one channel only."""
    return _count(bias, {"fc1": 49 * 500})


@instead_of("lenet_parameter_count")
def flattens_an_image_that_shrank(bias: bool = True) -> int:
    """You count the first linear layer as if the convolutions had no padding."""
    return _count(bias, {"fc1": 800 * 500})


@instead_of("lenet_parameter_count")
def adds_inputs_and_outputs(bias: bool = True) -> int:
    """You add the inputs and the outputs of a linear layer; they are multiplied."""
    return _count(bias, {"fc1": 2950, "fc2": 510})


@instead_of("lenet_parameter_count")
def counts_all_but_the_last_layer(bias: bool = True) -> int:
    """The last linear layer is missing from your count."""
    return _count(bias, {"fc2": 0}, {"fc2": 0})


@instead_of("lenet_parameter_count")
def leaves_the_first_layer_out(bias: bool = True) -> int:
    """The first convolution is missing from your count."""
    return _count(bias, {"conv1": 0}, {"conv1": 0})


@instead_of("lenet_parameter_count")
def counts_convolutions_only(bias: bool = True) -> int:
    """You count the convolutions only; most parameters sit in the linear layers."""
    return _count(bias, {"fc1": 0, "fc2": 0}, {"fc1": 0, "fc2": 0})


@instead_of("lenet_parameter_count")
def counts_linear_layers_only(bias: bool = True) -> int:
    """You count the linear layers only; the convolutions learn too."""
    return _count(bias, {"conv1": 0, "conv2": 0}, {"conv1": 0, "conv2": 0})


@instead_of("lenet_parameter_count")
def counts_a_layer_of_ten_directly(bias: bool = True) -> int:
    """You count one linear layer, from the features to the ten scores; there are two."""
    return _count(bias, {"fc1": 24_500, "fc2": 0}, {"fc1": 0})


@instead_of("lenet_parameter_count")
def counts_what_poolings_do_not_learn(bias: bool = True) -> int:
    """You count parameters for the poolings, which learn nothing."""
    return _count(bias) + 2 * 20 + 2 * 50


@instead_of("lenet_parameter_count")
def counts_what_comes_out(bias: bool = True) -> int:
    """You count the entries that the layers put out, not what they learn."""
    return sum(int(np.prod(output)) for _, output, _ in lenet_shapes()) + (580 if bias else 0)


@instead_of("lenet_parameter_count")
def counts_the_network_of_1998(bias: bool = True) -> int:
    """You count the LeNet-5 of 1998; the lecture's has other layers."""
    return 61_706 if bias else 61_470


@instead_of("lenet_parameter_count")
def adds_up_the_sizes(bias: bool = True) -> int:
    """You add up the sizes in each weight's shape; they are multiplied."""
    return sum(sum(weight) for _, _, weight in lenet_shapes() if weight) + (580 if bias else 0)


@instead_of("lenet_parameter_count")
def returns_a_float(bias: bool = True) -> float:
    """Your count is right but a float; a count is an int."""
    return float(lenet_parameter_count(bias))


@instead_of("lenet_parameter_count")
def counts_in_thousands(bias: bool = True) -> int:
    """Your count is rounded; it is asked for exactly."""
    return round(lenet_parameter_count(bias), -2)


@instead_of("lenet_parameter_count")
def counts_layer_by_layer(bias: bool = True) -> list[int]:
    """You return a list of the layers' counts; their sum is asked for."""
    return [WEIGHTS[layer] + (BIASES[layer] if bias else 0) for layer in WEIGHTS]


@instead_of("lenet_parameter_count")
def returns_weights_and_biases_apart(bias: bool = True) -> tuple[int, int]:
    """You return weights and biases apart; their sum is asked for."""
    return _count(False), sum(BIASES.values()) if bias else 0


# -------------------------------------------------------------------------------------------------- lenet_forward


def _block(x: Array, W: Array, b: Array, padding: int = 2) -> Array:
    """Apply convolution, ReLU and pooling as the lecture has them."""
    return max_pool2d(relu(conv_layer(x, W, b, padding)), 2)


def _head(features: Array, params: Params) -> Array:
    """Apply the two linear layers as the lecture has them."""
    return linear(relu(linear(features, params["fc1_W"], params["fc1_b"])), params["fc2_W"], params["fc2_b"])


def _maps(image: Array, params: Params) -> Array:
    """Apply both blocks as the lecture has them; raise ValueError where the image does not fit."""
    lenet_forward(image, params)
    return _block(_block(image, params["conv1_W"], params["conv1_b"]), params["conv2_W"], params["conv2_b"])


def _in_pieces(image: Array, params: Params, first: bool, second: bool, hidden: bool, last: bool) -> Array:
    """Run the network with some of its ReLUs, one after the last layer among them."""
    lenet_forward(image, params)
    maps = conv_layer(image, params["conv1_W"], params["conv1_b"], 2)
    maps = max_pool2d(relu(maps) if first else maps, 2)
    maps = conv_layer(maps, params["conv2_W"], params["conv2_b"], 2)
    maps = max_pool2d(relu(maps) if second else maps, 2)
    units = linear(np.ravel(maps), params["fc1_W"], params["fc1_b"])
    scores = linear(relu(units) if hidden else units, params["fc2_W"], params["fc2_b"])
    return relu(scores) if last else scores


@instead_of("lenet_forward")
def forgets_the_first_relu(image: Array, params: Params) -> Array:
    """The ReLU after the first convolution is missing."""
    return _in_pieces(image, params, False, True, True, False)


@instead_of("lenet_forward")
def forgets_the_second_relu(image: Array, params: Params) -> Array:
    """The ReLU after the second convolution is missing."""
    return _in_pieces(image, params, True, False, True, False)


@instead_of("lenet_forward")
def forgets_the_relus_of_both_convolutions(image: Array, params: Params) -> Array:
    """The ReLUs after the convolutions are missing."""
    return _in_pieces(image, params, False, False, True, False)


@instead_of("lenet_forward")
def forgets_the_relu_between_the_linear_layers(image: Array, params: Params) -> Array:
    """The ReLU between the two linear layers is missing."""
    return _in_pieces(image, params, True, True, False, False)


@instead_of("lenet_forward")
def forgets_all_relus(image: Array, params: Params) -> Array:
    """Your network has no ReLU at all."""
    return _in_pieces(image, params, False, False, False, False)


@instead_of("lenet_forward")
def puts_a_relu_at_the_end(image: Array, params: Params) -> Array:
    """A ReLU follows your last layer and turns negative scores into 0."""
    return _in_pieces(image, params, True, True, True, True)


@instead_of("lenet_forward")
def ends_with_a_softmax(image: Array, params: Params) -> Array:
    """Your scores are turned into probabilities; the raw scores are asked for."""
    scores = lenet_forward(image, params)
    powers = np.exp(scores - scores.max())
    out: Array = powers / powers.sum()
    return out


@instead_of("lenet_forward")
def ends_with_a_sigmoid(image: Array, params: Params) -> Array:
    """Your scores are squeezed between 0 and 1; the raw scores are asked for."""
    return sigmoid(lenet_forward(image, params))


@instead_of("lenet_forward")
def returns_the_digit(image: Array, params: Params) -> int:
    """You return the number of the highest score; the scores are asked for."""
    return int(np.argmax(lenet_forward(image, params)))


@instead_of("lenet_forward")
def returns_scores_as_a_row(image: Array, params: Params) -> Array:
    """You return a matrix of one row; the scores are a vector."""
    return lenet_forward(image, params)[np.newaxis]


@instead_of("lenet_forward")
def returns_the_hidden_layer(image: Array, params: Params) -> Array:
    """You return what the first linear layer puts out; the second is still to come."""
    return relu(linear(np.ravel(_maps(image, params)), params["fc1_W"], params["fc1_b"]))


@instead_of("lenet_forward")
def uses_sigmoids(image: Array, params: Params) -> Array:
    """Your activations are sigmoids; the network has ReLUs."""
    lenet_forward(image, params)
    maps = max_pool2d(sigmoid(conv_layer(image, params["conv1_W"], params["conv1_b"], 2)), 2)
    maps = max_pool2d(sigmoid(conv_layer(maps, params["conv2_W"], params["conv2_b"], 2)), 2)
    hidden = sigmoid(linear(np.ravel(maps), params["fc1_W"], params["fc1_b"]))
    return linear(hidden, params["fc2_W"], params["fc2_b"])


@instead_of("lenet_forward")
def uses_tanh(image: Array, params: Params) -> Array:
    """Your activations are tanh, as in 1998; the lecture's network has ReLUs."""
    lenet_forward(image, params)
    maps = max_pool2d(np.tanh(conv_layer(image, params["conv1_W"], params["conv1_b"], 2)), 2)
    maps = max_pool2d(np.tanh(conv_layer(maps, params["conv2_W"], params["conv2_b"], 2)), 2)
    hidden = np.tanh(linear(np.ravel(maps), params["fc1_W"], params["fc1_b"]))
    return linear(hidden, params["fc2_W"], params["fc2_b"])


@instead_of("lenet_forward")
def forgets_the_padding(image: Array, params: Params) -> Array:
    """Your convolutions have no padding, so that the image shrinks and no longer fits the linear layer."""
    maps = _block(image, params["conv1_W"], params["conv1_b"], 0)
    return _head(np.ravel(_block(maps, params["conv2_W"], params["conv2_b"], 0)), params)


@instead_of("lenet_forward")
def pads_the_first_convolution_only(image: Array, params: Params) -> Array:
    """Your second convolution has no padding, so that its maps no longer fit the linear layer."""
    maps = _block(image, params["conv1_W"], params["conv1_b"])
    return _head(np.ravel(_block(maps, params["conv2_W"], params["conv2_b"], 0)), params)


@instead_of("lenet_forward")
def pads_by_repeating_the_edge(image: Array, params: Params) -> Array:
    """Your padding repeats the edge of the maps instead of being zero."""
    lenet_forward(image, params)
    sides = [(0, 0), (2, 2), (2, 2)]
    maps = _block(np.pad(image, sides, mode="edge"), params["conv1_W"], params["conv1_b"], 0)
    return _head(np.ravel(_block(np.pad(maps, sides, mode="edge"), params["conv2_W"], params["conv2_b"], 0)), params)


@instead_of("lenet_forward")
def averages_instead_of_pooling_the_maximum(image: Array, params: Params) -> Array:
    """Your poolings average; max pooling keeps the largest value of each window."""
    maps = image
    lenet_forward(image, params)
    for name in ("conv1", "conv2"):
        maps = relu(conv_layer(maps, params[f"{name}_W"], params[f"{name}_b"], 2))
        channels, height, width = maps.shape
        maps = maps[:, : height // 2 * 2, : width // 2 * 2]
        maps = maps.reshape(channels, height // 2, 2, width // 2, 2).mean(axis=(2, 4))
    return _head(np.ravel(maps), params)


@instead_of("lenet_forward")
def samples_instead_of_pooling(image: Array, params: Params) -> Array:
    """You keep every second entry instead of the largest of each window, as if the convolutions had stride 2."""
    lenet_forward(image, params)
    maps = image
    for name in ("conv1", "conv2"):
        maps = relu(conv_layer(maps, params[f"{name}_W"], params[f"{name}_b"], 2))
        maps = maps[:, : maps.shape[1] // 2 * 2 : 2, : maps.shape[2] // 2 * 2 : 2]
    return _head(np.ravel(maps), params)


@instead_of("lenet_forward")
def pools_by_single_steps(image: Array, params: Params) -> Array:
    """Your poolings move by 1, so that the maps stay too large for the linear layer."""
    maps = max_pool2d(relu(conv_layer(image, params["conv1_W"], params["conv1_b"], 2)), 2, 1)
    maps = max_pool2d(relu(conv_layer(maps, params["conv2_W"], params["conv2_b"], 2)), 2, 1)
    return _head(np.ravel(maps), params)


@instead_of("lenet_forward")
def pools_once(image: Array, params: Params) -> Array:
    """A pooling is missing, so that the maps stay too large for the linear layer."""
    maps = _block(image, params["conv1_W"], params["conv1_b"])
    return _head(np.ravel(relu(conv_layer(maps, params["conv2_W"], params["conv2_b"], 2))), params)


@instead_of("lenet_forward")
def pools_before_the_second_convolution_twice(image: Array, params: Params) -> Array:
    """Both poolings come before the second convolution; each convolution has its own behind it."""
    maps = max_pool2d(_block(image, params["conv1_W"], params["conv1_b"]), 2)
    lenet_forward(image, params)
    return _head(np.ravel(relu(conv_layer(maps, params["conv2_W"], params["conv2_b"], 2))), params)


@instead_of("lenet_forward")
def pools_before_the_convolutions(image: Array, params: Params) -> Array:
    """You pool before each convolution; pooling comes behind it."""
    lenet_forward(image, params)
    maps = relu(conv_layer(max_pool2d(image, 2), params["conv1_W"], params["conv1_b"], 2))
    maps = relu(conv_layer(max_pool2d(maps, 2), params["conv2_W"], params["conv2_b"], 2))
    return _head(np.ravel(maps), params)


@instead_of("lenet_forward")
def flattens_column_by_column(image: Array, params: Params) -> Array:
    """You flatten in another order: within a channel the entries are read column by column, not row by row."""
    return _head(np.ravel(np.swapaxes(_maps(image, params), 1, 2)), params)


@instead_of("lenet_forward")
def flattens_backwards(image: Array, params: Params) -> Array:
    """You flatten in Fortran's order: the channel runs fastest and the column slowest, the reverse of NumPy's order."""
    return _head(_maps(image, params).ravel(order="F"), params)


@instead_of("lenet_forward")
def flattens_channels_last(image: Array, params: Params) -> Array:
    """You flatten in another order: all channels of a pixel come together, as where channels are on the last axis."""
    return _head(np.ravel(np.moveaxis(_maps(image, params), 0, -1)), params)


@instead_of("lenet_forward")
def multiplies_the_linear_weights_from_the_left(image: Array, params: Params) -> Array:
    """Your linear weights stand on the left of the vector; their rows are the inputs."""
    features = np.ravel(_maps(image, params))
    hidden = relu(params["fc1_W"] @ features + params["fc1_b"])
    return params["fc2_W"] @ hidden + params["fc2_b"]


@instead_of("lenet_forward")
def forgets_the_biases_of_the_convolutions(image: Array, params: Params) -> Array:
    """The biases of your convolutions have no effect."""
    return lenet_forward(image, {**params, "conv1_b": 0.0 * params["conv1_b"], "conv2_b": 0.0 * params["conv2_b"]})


@instead_of("lenet_forward")
def forgets_the_biases_of_the_linear_layers(image: Array, params: Params) -> Array:
    """The biases of your linear layers have no effect."""
    return lenet_forward(image, {**params, "fc1_b": 0.0 * params["fc1_b"], "fc2_b": 0.0 * params["fc2_b"]})


@instead_of("lenet_forward")
def forgets_all_biases(image: Array, params: Params) -> Array:
    """No bias has an effect on your scores."""
    return lenet_forward(image, {k: 0.0 * v if k.endswith("b") else v for k, v in params.items()})


@instead_of("lenet_forward")
def forgets_the_last_bias(image: Array, params: Params) -> Array:
    """The bias of the last layer has no effect."""
    return lenet_forward(image, {**params, "fc2_b": 0.0 * params["fc2_b"]})


@instead_of("lenet_forward")
def uses_the_first_convolution_twice(image: Array, params: Params) -> Array:
    """You apply the first convolution's parameters twice; the second has its own."""
    lenet_forward(image, params)
    maps = _block(image, params["conv1_W"], params["conv1_b"])
    return _head(np.ravel(_block(maps, params["conv1_W"], params["conv1_b"])), params)


@instead_of("lenet_forward")
def leaves_the_second_convolution_out(image: Array, params: Params) -> Array:
    """Your second convolution is missing; only its pooling is there."""
    lenet_forward(image, params)
    maps = max_pool2d(_block(image, params["conv1_W"], params["conv1_b"]), 2)
    return _head(np.ravel(maps), params)


@instead_of("lenet_forward")
def flips_the_kernels(image: Array, params: Params) -> Array:
    """You flip the kernels of the convolutions; they are used as they are given."""
    flipped = {name: params[name][:, :, ::-1, ::-1] for name in ("conv1_W", "conv2_W")}
    return lenet_forward(image, {**params, **flipped})


@instead_of("lenet_forward")
def writes_the_sizes_of_the_lecture_down(image: Array, params: Params) -> Array:
    """The lecture's sizes are written into your code: other images and parameters do not fit."""
    scores = lenet_forward(image, params)
    if image.shape != (1, 28, 28):
        raise ValueError("cannot reshape the maps into 2450 features")
    return scores


@instead_of("lenet_forward")
def takes_images_for_square(image: Array, params: Params) -> Array:
    """You take the image for square, and fail where it is not."""
    scores = lenet_forward(image, params)
    if image.shape[1] != image.shape[2]:
        raise IndexError("a pixel beyond the edge")
    return scores


@instead_of("lenet_forward")
def takes_images_for_gray(image: Array, params: Params) -> Array:
    """You take every image for one of a single channel, and pass over its other channels."""
    lenet_forward(image, params)
    return lenet_forward(image[:1], {**params, "conv1_W": params["conv1_W"][:, :1]})


@instead_of("lenet_forward")
def refuses_odd_sizes(image: Array, params: Params) -> Array:
    """You fail where a height or a width is odd; pooling drops the row or the column that is left over."""
    if any(n % 4 for n in image.shape[1:]):
        raise ValueError("something is left over")
    return lenet_forward(image, params)


@instead_of("lenet_forward")
def pools_what_is_left_over(image: Array, params: Params) -> Array:
    """Where a size is odd, your poolings keep what is left over, and the maps no longer fit the linear layer."""
    maps = image
    for name in ("conv1", "conv2"):
        maps = relu(conv_layer(maps, params[f"{name}_W"], params[f"{name}_b"], 2))
        maps = max_pool2d(np.pad(maps, [(0, 0), (0, maps.shape[1] % 2), (0, maps.shape[2] % 2)]), 2)
    return _head(np.ravel(maps), params)


@instead_of("lenet_forward")
def passes_over_surplus_channels(image: Array, params: Params) -> Array:
    """An image with more channels than the filters is not refused: you pass over those that are left."""
    return lenet_forward(image[: params["conv1_W"].shape[1]], params)


@instead_of("lenet_forward")
def passes_over_missing_channels(image: Array, params: Params) -> Array:
    """An image with fewer channels than the filters is not refused: the kernels that are left have no effect."""
    return lenet_forward(image, {**params, "conv1_W": params["conv1_W"][:, : len(image)]})


@instead_of("lenet_forward")
def cuts_the_features_to_fit(image: Array, params: Params) -> Array:
    """Features that do not fit the linear layer are not refused: you go as far as both reach and pass over the rest."""
    maps = _block(_block(image, params["conv1_W"], params["conv1_b"]), params["conv2_W"], params["conv2_b"])
    shared = min(maps.size, len(params["fc1_W"]))
    return _head(np.ravel(maps)[:shared], {**params, "fc1_W": params["fc1_W"][:shared]})


@instead_of("lenet_forward")
def accepts_images_too_small_to_pool(image: Array, params: Params) -> Array:
    """An image too small to be pooled twice is not refused: you leave a pooling out where it does not fit."""
    if min(image.shape[1:]) >= 4:
        return lenet_forward(image, params)
    features = len(params["fc1_W"])
    return _head(np.resize(relu(conv_layer(image, params["conv1_W"], params["conv1_b"], 2)), features), params)


@instead_of("lenet_forward")
def asserts_instead_of_raising(image: Array, params: Params) -> Array:
    """An image that does not fit ends in another exception than ValueError, such as that of an assert."""
    try:
        return lenet_forward(image, params)
    except ValueError as error:
        raise AssertionError from error


@instead_of("lenet_forward")
def scales_the_image_in_place(image: Array, params: Params) -> Array:
    """Your scores are right, but you write into the image that you are given."""
    scores = lenet_forward(image, params)
    image /= 255.0
    return scores


@instead_of("lenet_forward")
def scales_the_image_first(image: Array, params: Params) -> Array:
    """You divide the image by 255 first; it is used as it is given."""
    return lenet_forward(image / 255.0, params)


@instead_of("lenet_forward")
def changes_the_parameters(image: Array, params: Params) -> Array:
    """Your scores are right, but you change the caller's parameters."""
    scores = lenet_forward(image, params)
    params["fc2_b"][...] = scores
    return scores
