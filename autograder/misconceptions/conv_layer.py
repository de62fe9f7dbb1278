"""Known wrong answers on the convolutional layer."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.convolution import conv2d, conv_layer, conv_output_shape, zero_pad

Array = NDArray[np.float64]


def _seen(x: Array, weight: Array, padding: int, stride: int) -> Array:
    """Return what each filter sees in each channel, without any sum or bias: shape (C_out, C_in, H', W')."""
    if len(x) != weight.shape[1]:
        raise ValueError("the channels do not match")
    return np.array([[conv2d(c, k, padding, stride) for c, k in zip(x, ks, strict=True)] for ks in weight])


def _with_bias(out: Array, bias: Sequence[float] | Array) -> Array:
    """Add a bias to each output channel."""
    result: Array = out + np.asarray(bias)[:, np.newaxis, np.newaxis]
    return result


@instead_of("conv_layer")
def sees_the_first_channel_only(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your filters look at the first input channel only."""
    return _with_bias(_seen(x, weight, padding, stride)[:, 0], bias)


@instead_of("conv_layer")
def sees_the_last_channel_only(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Only the last input channel counts: in your loop every channel overwrites the one before."""
    return _with_bias(_seen(x, weight, padding, stride)[:, -1], bias)


@instead_of("conv_layer")
def averages_the_channels(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You average over the input channels; what a filter sees in them is added up."""
    return _with_bias(_seen(x, weight, padding, stride).mean(axis=1), bias)


@instead_of("conv_layer")
def takes_the_strongest_channel(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You keep the largest of what a filter sees in the input channels; it is added up."""
    return _with_bias(_seen(x, weight, padding, stride).max(axis=1), bias)


@instead_of("conv_layer")
def multiplies_the_channels(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You multiply what a filter sees in the input channels; it is added up."""
    return _with_bias(_seen(x, weight, padding, stride).prod(axis=1), bias)


@instead_of("conv_layer")
def keeps_the_channels_apart(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You do not add up over the input channels: every pair of a filter and a channel stays apart."""
    return _seen(x, weight, padding, stride) + bias[:, np.newaxis, np.newaxis, np.newaxis]


@instead_of("conv_layer")
def pairs_filters_with_channels(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You let each filter look at one input channel, the one of the same number; it looks at all of them."""
    seen = _seen(x, weight, padding, stride)
    return _with_bias(np.array([seen[k, k] for k in range(len(seen))]), bias)


@instead_of("conv_layer")
def uses_one_kernel_for_all_channels(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You use a filter's first kernel for all input channels; it has one for each of them."""
    return conv_layer(x, np.repeat(weight[:, :1], weight.shape[1], axis=1), bias, padding, stride)


@instead_of("conv_layer")
def reverses_the_channels(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your input channels meet the kernels in reverse order."""
    return conv_layer(x, weight[:, ::-1], bias, padding, stride)


@instead_of("conv_layer")
def flips_channels_too(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You flip each filter on all its axes, the channels included; it is used as it is given."""
    return conv_layer(x, weight[:, ::-1, ::-1, ::-1], bias, padding, stride)


@instead_of("conv_layer")
def exchanges_filters_and_channels(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """The first two axes of the weight are exchanged: the first counts filters, the second input channels."""
    if len(x) != weight.shape[1]:
        raise ValueError("the channels do not match")
    exchanged = np.swapaxes(weight, 0, 1)
    if exchanged.shape != weight.shape:
        raise IndexError("a channel that is not there")
    return conv_layer(x, exchanged, bias, padding, stride)


@instead_of("conv_layer")
def takes_the_weight_channels_last(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You read the weight as (K, K, C_in, C_out), as Keras stores it; filters and channels come first."""
    return conv_layer(x, weight.transpose(3, 2, 0, 1), bias, padding, stride)


@instead_of("conv_layer")
def uses_the_first_filter_only(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You use the first filter only; every filter gives an output channel."""
    return conv_layer(x, weight[:1], bias[:1], padding, stride)


@instead_of("conv_layer")
def repeats_the_first_filter(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """All your output channels come from the first filter."""
    return conv_layer(x, np.repeat(weight[:1], len(weight), axis=0), bias, padding, stride)


@instead_of("conv_layer")
def adds_up_the_filters(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You add up over the filters as well, so that one output channel is left."""
    result: Array = conv_layer(x, weight, bias, padding, stride).sum(axis=0, keepdims=True)
    return result


@instead_of("conv_layer")
def forgets_the_bias(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """The bias is not added."""
    return conv_layer(x, weight, 0.0 * bias, padding, stride)


@instead_of("conv_layer")
def subtracts_the_bias(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """The bias is subtracted instead of added."""
    return conv_layer(x, weight, -bias, padding, stride)


@instead_of("conv_layer")
def multiplies_by_the_bias(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You multiply by the bias instead of adding it."""
    return conv_layer(x, weight, 0.0 * bias, padding, stride) * bias[:, np.newaxis, np.newaxis]


@instead_of("conv_layer")
def adds_the_bias_for_each_channel(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You add the bias once for every input channel; a filter adds it once."""
    return conv_layer(x, weight, bias * len(x), padding, stride)


@instead_of("conv_layer")
def adds_the_bias_for_each_product(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You add the bias inside the sum of the window, once for every entry of the filter; it is added once."""
    return conv_layer(x, weight, bias * weight[0].size, padding, stride)


@instead_of("conv_layer")
def adds_the_bias_for_each_entry_of_a_kernel(
    x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1
) -> Array:
    """You add the bias once for every entry of a kernel; a filter adds it once."""
    return conv_layer(x, weight, bias * weight[0, 0].size, padding, stride)


@instead_of("conv_layer")
def adds_the_first_bias_to_all(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You add the first filter's bias to all output channels; each filter has its own."""
    return conv_layer(x, weight, np.full_like(bias, bias[0]), padding, stride)


@instead_of("conv_layer")
def adds_all_biases_to_all(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You add the sum of all biases to every output channel; each filter has its own."""
    return conv_layer(x, weight, np.full_like(bias, bias.sum()), padding, stride)


@instead_of("conv_layer")
def adds_the_bias_along_the_width(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """The bias is spread along the width instead of the output channels: NumPy lines a vector up with the last axis."""
    out: Array = conv_layer(x, weight, 0.0 * bias, padding, stride) + bias
    return out


@instead_of("conv_layer")
def adds_the_bias_to_the_input(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You add the bias before the filter is applied, so that it is weighted; it is added to the result."""
    plain = conv_layer(x, weight, 0.0 * bias, padding, stride)
    result: Array = plain + (bias * weight.sum(axis=(1, 2, 3)))[:, np.newaxis, np.newaxis]
    return result


@instead_of("conv_layer")
def adds_the_bias_to_one_entry(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You add the bias to one entry of each output channel only; it belongs to every entry."""
    out = conv_layer(x, weight, 0.0 * bias, padding, stride)
    out[:, 0, 0] += bias
    return out


@instead_of("conv_layer")
def flips_the_kernels(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You flip the kernels, as mathematics does; the layer uses them as they are given."""
    return conv_layer(x, weight[:, :, ::-1, ::-1], bias, padding, stride)


@instead_of("conv_layer")
def transposes_the_kernels(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your kernels are transposed: their rows lie along the image's columns."""
    return conv_layer(x, np.swapaxes(weight, 2, 3), bias, padding, stride)


@instead_of("conv_layer")
def averages_the_window(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You average the products of a window; they are summed."""
    return conv_layer(x, weight / weight[0, 0].size, bias, padding, stride)


@instead_of("conv_layer")
def applies_a_relu(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Negative results come out as 0: an activation is a layer of its own."""
    return np.maximum(conv_layer(x, weight, bias, padding, stride), 0.0)


@instead_of("conv_layer")
def applies_a_sigmoid(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your results are squeezed between 0 and 1: an activation is a layer of its own."""
    out: Array = 1.0 / (1.0 + np.exp(-conv_layer(x, weight, bias, padding, stride)))
    return out


@instead_of("conv_layer")
def applies_a_relu_to_each_channel(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You drop what is negative in single input channels before you add them up; there is no activation."""
    return _with_bias(np.maximum(_seen(x, weight, padding, stride), 0.0).sum(axis=1), bias)


@instead_of("conv_layer")
def puts_channels_last(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your result has its channels on the last axis; they come first."""
    return np.moveaxis(conv_layer(x, weight, bias, padding, stride), 0, -1)


@instead_of("conv_layer")
def reads_channels_last(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You take the last axis of the input for its channels; they come first."""
    return conv_layer(np.moveaxis(x, -1, 0), weight, bias, padding, stride)


@instead_of("conv_layer")
def exchanges_height_and_width(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Height and width of your result are exchanged."""
    return np.swapaxes(conv_layer(x, weight, bias, padding, stride), 1, 2)


@instead_of("conv_layer")
def takes_images_for_square(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You take the image for square: its height decides how far the window moves to the right."""
    out = conv_layer(x, weight, bias, padding, stride)
    if x.shape[1] > x.shape[2]:
        raise IndexError("a window beyond the right edge")
    return out[:, :, : out.shape[1]]


@instead_of("conv_layer")
def drops_all_axes_of_one(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Axes of length 1 vanish from your result; all three stay."""
    return np.squeeze(conv_layer(x, weight, bias, padding, stride))


@instead_of("conv_layer")
def drops_a_single_channel(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """With a single filter, the channel axis vanishes from your result."""
    out = conv_layer(x, weight, bias, padding, stride)
    return out[0] if len(out) == 1 else out


@instead_of("conv_layer")
def adds_a_batch_axis(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your result has an axis for a batch in front, which the input does not have."""
    return conv_layer(x, weight, bias, padding, stride)[np.newaxis]


@instead_of("conv_layer")
def returns_one_flat_row_per_filter(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You return the results of each filter as one row; they form an image."""
    return conv_layer(x, weight, bias, padding, stride).reshape(len(weight), -1)


@instead_of("conv_layer")
def ignores_the_padding(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """The padding has no effect on your result."""
    conv_layer(x, weight, bias, padding, stride)
    return conv_layer(x, weight, bias, 0, stride)


@instead_of("conv_layer")
def ignores_the_stride(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """The stride has no effect on your result."""
    conv_layer(x, weight, bias, padding, stride)
    return conv_layer(x, weight, bias, padding)


@instead_of("conv_layer")
def strides_down_only(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your stride acts downwards but not to the right."""
    conv_layer(x, weight, bias, padding, stride)
    return conv_layer(x, weight, bias, padding)[:, ::stride]


@instead_of("conv_layer")
def moves_by_one_whatever_the_stride(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your result has the shape that the stride asks for, but the windows lie next to each other all the same."""
    rows, columns = conv_output_shape(x.shape[1:], weight.shape[2:], padding, stride)
    return conv_layer(x, weight, bias, padding)[:, :rows, :columns]


@instead_of("conv_layer")
def swaps_padding_and_stride(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Padding and stride are mixed up where you hand them on."""
    return conv_layer(x, weight, bias, stride, padding)


@instead_of("conv_layer")
def takes_stride_before_padding(x: Array, weight: Array, bias: Array, stride: int = 1, padding: int = 0) -> Array:
    """Your parameters are in another order: the fourth is taken for the stride, the fifth for the padding."""
    return conv_layer(x, weight, bias, padding, stride)


@instead_of("conv_layer")
def takes_other_names(x: Array, weight: Array, bias: Array, p: int = 0, s: int = 1) -> Array:
    """Your parameters have other names, so that padding=… and stride=… are not accepted."""
    return conv_layer(x, weight, bias, p, s)


@instead_of("conv_layer")
def keeps_the_size(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You pad so that the image keeps its size, whatever padding is asked for."""
    conv_layer(x, weight, bias, padding, stride)
    size = weight.shape[2]
    sides = ((size - 1) // 2, size // 2)
    return conv_layer(np.pad(x, [(0, 0), sides, sides]), weight, bias, 0, stride)


@instead_of("conv_layer")
def pads_the_channels_too(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You pad the channel axis as well, and the channels no longer fit the filters."""
    conv_layer(x, weight, bias, padding, stride)
    if padding:
        raise IndexError("more channels than kernels")
    return conv_layer(x, weight, bias, 0, stride)


@instead_of("conv_layer")
def pads_with_the_edge(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your padding repeats the edge of the image instead of being zero."""
    conv_layer(x, weight, bias, padding, stride)
    return conv_layer(np.pad(x, [(0, 0), (padding,) * 2, (padding,) * 2], mode="edge"), weight, bias, 0, stride)


@instead_of("conv_layer")
def pads_two_sides_only(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You put all zeros above and to the left, and none on the other two sides."""
    conv_layer(x, weight, bias, padding, stride)
    return conv_layer(np.pad(x, [(0, 0), (2 * padding, 0), (2 * padding, 0)]), weight, bias, 0, stride)


@instead_of("conv_layer")
def pads_with_the_bias(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You pad the result and not the input: the frame holds nothing but the bias."""
    conv_layer(x, weight, bias, padding, stride)
    return _with_bias(zero_pad(conv_layer(x, weight, 0.0 * bias, 0, stride), padding), bias)


@instead_of("conv_layer")
def fills_up_the_last_windows(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You also count windows that hang over the lower and the right edge."""
    conv_layer(x, weight, bias, padding, stride)
    padded = zero_pad(x, padding)
    missing = [-(n - weight.shape[2]) % stride for n in padded.shape[1:]]
    return conv_layer(np.pad(padded, [(0, 0), (0, missing[0]), (0, missing[1])]), weight, bias, 0, stride)


@instead_of("conv_layer")
def leaves_the_last_window_out(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """The windows at the lower and at the right edge are missing from your result."""
    conv_layer(x, weight, bias, padding, stride)
    return conv_layer(x, weight, bias, padding)[:, :-1:stride, :-1:stride]


@instead_of("conv_layer")
def stops_at_the_fewer_channels(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Channels that do not match are not refused: you go as far as both have channels and pass over the rest."""
    shared = min(len(x), weight.shape[1])
    return conv_layer(x[:shared], weight[:, :shared], bias, padding, stride)


@instead_of("conv_layer")
def ignores_surplus_channels_of_the_input(
    x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1
) -> Array:
    """An input with more channels than the filters is not refused: you pass over those that are left."""
    return conv_layer(x[: weight.shape[1]], weight, bias, padding, stride)


@instead_of("conv_layer")
def ignores_surplus_channels_of_the_filters(
    x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1
) -> Array:
    """An input with fewer channels than the filters is not refused: the kernels that are left have no effect."""
    return conv_layer(x, weight[:, : len(x)], bias, padding, stride)


@instead_of("conv_layer")
def spreads_a_single_channel(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """A single channel is spread over all the others by NumPy's broadcasting, where it should be refused."""
    channels = max(len(x), weight.shape[1])
    if len(x) == 1:
        x = np.repeat(x, channels, axis=0)
    if weight.shape[1] == 1:
        weight = np.repeat(weight, channels, axis=1)
    return conv_layer(x, weight, bias, padding, stride)


@instead_of("conv_layer")
def raises_index_error_for_other_channels(
    x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1
) -> Array:
    """Channels that do not match end in another exception than ValueError, such as IndexError."""
    if len(x) != weight.shape[1]:
        raise IndexError("a channel that is not there")
    return conv_layer(x, weight, bias, padding, stride)


@instead_of("conv_layer")
def compares_channels_with_filters(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """You compare the input's channels with the number of filters, and refuse layers that are right."""
    if len(x) != len(weight):
        raise ValueError("the channels do not match")
    return conv_layer(x, weight, bias, padding, stride)


@instead_of("conv_layer")
def accepts_kernels_that_do_not_fit(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Kernels larger than the padded image are not refused: you return an array without entries."""
    if len(x) != weight.shape[1] or padding < 0 or stride < 1:
        raise ValueError("the input does not fit")
    places = [(n + 2 * padding - f) // stride + 1 for n, f in zip(x.shape[1:], weight.shape[2:], strict=True)]
    if min(places) > 0:
        return conv_layer(x, weight, bias, padding, stride)
    return np.zeros((len(weight), *(max(0, n) for n in places)))


@instead_of("conv_layer")
def crops_by_negative_padding(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Negative padding is not refused: you cut the image smaller."""
    if padding < 0:
        x, padding = x[:, -padding:padding, -padding:padding], 0
    return conv_layer(x, weight, bias, padding, stride)


@instead_of("conv_layer")
def takes_negative_padding_for_none(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Negative padding is not refused: you go on as if there were none."""
    return conv_layer(x, weight, bias, max(0, padding), stride)


@instead_of("conv_layer")
def divides_by_a_stride_of_zero(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """A stride of 0 ends in a division by zero instead of a ValueError."""
    if stride == 0:
        raise ZeroDivisionError
    return conv_layer(x, weight, bias, padding, stride)


@instead_of("conv_layer")
def accepts_negative_strides(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """A negative stride is not refused: you read the places backwards."""
    if stride < 0:
        return conv_layer(x, weight, bias, padding)[:, ::stride, ::stride]
    return conv_layer(x, weight, bias, padding, stride)


@instead_of("conv_layer")
def asserts_instead_of_raising(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Whatever should be refused ends in another exception than ValueError, such as that of an assert."""
    try:
        return conv_layer(x, weight, bias, padding, stride)
    except ValueError as error:
        raise AssertionError from error


@instead_of("conv_layer")
def adds_the_channels_in_place(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your results are right, but the sum over the channels is kept in the input, which is changed."""
    out = conv_layer(x, weight, bias, padding, stride)
    x[0] = x.sum(axis=0)
    return out


@instead_of("conv_layer")
def keeps_the_sum_in_the_bias(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your results are right, but you add something to the caller's bias in place."""
    out = conv_layer(x, weight, bias, padding, stride)
    bias += out.mean(axis=(1, 2))
    return out


@instead_of("conv_layer")
def keeps_adding_from_filter_to_filter(
    x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1
) -> Array:
    """Your sum is not set back to 0 for a new filter: each output channel contains all those before it."""
    return np.cumsum(conv_layer(x, weight, bias, padding, stride), axis=0)


@instead_of("conv_layer")
def returns_whole_numbers(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> NDArray[np.int64]:
    """Your array holds whole numbers only and cuts the fractions of the results off."""
    return conv_layer(x, weight, bias, padding, stride).astype(np.int64)


@instead_of("conv_layer")
def works_for_three_by_three_only(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Your kernels are 3 × 3 whatever the weight is: the size is written into your code."""
    out = conv_layer(x, weight, bias, padding, stride)
    if weight.shape[2] < 3:
        raise IndexError("an entry beyond the kernel")
    return out


@instead_of("conv_layer")
def remembers_by_shape(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Two inputs of the same shape get the same result: you remember earlier results by their shapes alone."""
    out = conv_layer(x, weight, bias, padding, stride)
    return _remembered.setdefault((x.shape, weight.shape, padding, stride), out)


_remembered: dict[tuple[object, ...], Array] = {}
