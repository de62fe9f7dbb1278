import numpy as np
from my_tools.logging_tools import *
from numpy.lib.stride_tricks import sliding_window_view


@logged
def conv_output_size(n, f, padding=0, stride=1):
    if n < 1 or f < 1 or stride < 1 or padding < 0 or (room := n + 2 * padding - f) < 0:
        raise ValueError(f"{n=} {f=} {padding=} {stride=}")
    return room // stride + 1


@logged
def conv_output_shape(shape, kernel_shape, padding=0, stride=1):
    return tuple(conv_output_size(n, f, padding, stride) for n, f in zip(shape, kernel_shape))


@logged
def same_padding(f):
    if f < 1 or not f % 2:
        raise ValueError("odd f only")
    return f // 2


@logged
def zero_pad(x, p):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(p, p)] * 2)


@logged
def conv_layer(x, weight, bias, padding=0, stride=1):
    if x.shape[0] != weight.shape[1]:
        raise ValueError("channels")
    conv_output_shape(x.shape[1:], weight.shape[2:], padding, stride)
    windows = sliding_window_view(zero_pad(x, padding), weight.shape[2:], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("cijab,ocab->oij", windows, weight) + bias[:, None, None]


@logged
def conv2d(x, kernel, padding=0, stride=1):
    return conv_layer(x[None], kernel[None, None], np.zeros(1), padding, stride)[0]


@logged
def flipped_convolution(x, kernel):
    return conv2d(x, kernel[::-1, ::-1])


@logged
def vertical_edges(image):
    return conv2d(image, np.outer([1, 1, 1], [1, 0, -1]))
