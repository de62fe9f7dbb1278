"""Right but unusual answers to the question on convolutional layers."""

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]


class ChannelError(ValueError):
    """The filters look at another number of channels than there are."""


def _output_shape(x: Array, weight: Array, padding: int, stride: int) -> tuple[int, int]:
    """Return height and width of every output channel."""
    if x.shape[0] != weight.shape[1]:
        raise ChannelError(f"{x.shape[0]} channels, not {weight.shape[1]}")
    room = [n + 2 * padding - f for n, f in zip(x.shape[1:], weight.shape[2:], strict=True)]
    if min(*room, padding) < 0 or stride <= 0:
        raise ValueError("the filters do not fit")
    return room[0] // stride + 1, room[1] // stride + 1


def _framed(x: Array, padding: int) -> Array:
    return np.pad(x, [(0, 0), (padding, padding), (padding, padding)])


@instead_of("conv_layer")
def layer_by_one_tensordot(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """One tensordot over three axes, which itself refuses other channels; the result is a transposed view."""
    if stride < 1:
        raise ValueError("stride")
    windows = sliding_window_view(_framed(x, padding), weight.shape[2:], axis=(1, 2))[:, ::stride, ::stride]
    return (np.tensordot(windows, weight, axes=([0, 3, 4], [1, 2, 3])) + bias).transpose(2, 0, 1)


@instead_of("conv_layer")
def layer_by_one_matrix_product(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """im2col with the bias as one more column of the weights and a row of ones below the windows."""
    height, width = _output_shape(x, weight, padding, stride)
    framed = _framed(x, padding)
    channels, down, right = framed.strides
    shape = (len(x), *weight.shape[2:], height, width)
    windows = as_strided(framed, shape, (channels, down, right, stride * down, stride * right), writeable=False)
    table = np.vstack([windows.reshape(-1, height * width), np.ones(height * width)])
    return (np.column_stack([weight.reshape(len(weight), -1), bias]) @ table).reshape(-1, height, width)


@instead_of("conv_layer")
def layer_by_shifted_images(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """A loop over the K × K places of the kernel, with all channels mixed by a matrix each time."""
    height, width = _output_shape(x, weight, padding, stride)
    framed = _framed(x, padding)
    out = np.empty((height, width, len(weight)))
    out[:] = bias
    for a, b in np.ndindex(*weight.shape[2:]):
        seen = framed[:, a : a + (height - 1) * stride + 1 : stride, b : b + (width - 1) * stride + 1 : stride]
        out += np.moveaxis(seen, 0, -1) @ weight[:, :, a, b].T
    return np.moveaxis(out, -1, 0)


@instead_of("conv_layer")
def layer_in_the_frequency_domain(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Channels are summed as spectra, and only the sums are transformed back; the result is read-only."""
    _output_shape(x, weight, padding, stride)
    framed = _framed(x, padding)
    size = framed.shape[1:]
    spectra = np.einsum("chw,ochw->ohw", np.fft.fft2(framed), np.conj(np.fft.fft2(weight, s=size)))
    whole = np.fft.ifft2(spectra).real
    fit = whole[:, : size[0] - weight.shape[2] + 1 : stride, : size[1] - weight.shape[3] + 1 : stride]
    out: Array = fit + np.reshape(bias, (-1, 1, 1))
    out.flags.writeable = False
    return out


@instead_of("conv_layer")
def layer_by_loops_to_lists(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> list[Any]:
    """Lists of lists of lists of floats; the sum starts from the bias."""
    height, width = _output_shape(x, weight, padding, stride)
    framed, size = _framed(x, padding), weight.shape[2]

    def entry(k: int, i: int, j: int) -> float:
        total = float(bias[k])
        for c in range(len(framed)):
            window = framed[c, i * stride : i * stride + size, j * stride : j * stride + size]
            total += float(np.vdot(window, weight[k, c]))
        return total

    return [[[entry(k, i, j) for j in range(width)] for i in range(height)] for k in range(len(weight))]


@instead_of("conv_layer")
def layer_by_recursion_over_channels(
    x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1, *, first: int = 0
) -> Array:
    """The first channel plus the layer of the rest, with one more parameter of its own."""
    _output_shape(x, weight, padding, stride)
    if first == len(x):
        return bias[:, None, None]
    windows = sliding_window_view(np.pad(x[first], padding), weight.shape[2:])[::stride, ::stride]
    here = np.stack([np.sum(windows * kernel, axis=(-1, -2)) for kernel in weight[:, first]])
    return here + layer_by_recursion_over_channels(x, weight, bias, padding, stride, first=first + 1)


@instead_of("conv_layer")
def layer_by_einsum_over_windows(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Any:
    """One einsum over windows of all channels; the bias is one more channel, of ones."""
    if x.shape[0] != weight.shape[1] or padding < 0 or stride < 1:
        raise ValueError("sizes")
    framed = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    windows = sliding_window_view(framed, weight.shape[2:], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("chwab,ocab->ohw", windows, weight) + np.einsum("o,hw->ohw", bias, np.ones(windows.shape[1:3]))


@instead_of("conv_layer")
def layer_as_channels_last(x: Array, weight: Array, bias: Array, padding: int = 0, stride: int = 1) -> Array:
    """Channels last inside, as some libraries have them; the result is a transposed view."""
    if len(x) != len(weight[0]) or padding < 0 or stride < 1:
        raise ValueError("sizes")
    last = np.pad(np.moveaxis(x, 0, -1), ((padding, padding), (padding, padding), (0, 0)))
    size = weight.shape[-1]
    places = [range(0, length - size + 1, stride) for length in last.shape[:2]]
    if not all(places):
        raise ValueError("the kernel fits nowhere")
    filters = weight.transpose(2, 3, 1, 0).reshape(-1, len(weight))
    rows = [[last[i : i + size, j : j + size].ravel() @ filters + bias for j in places[1]] for i in places[0]]
    return np.array(rows).transpose(2, 0, 1)
