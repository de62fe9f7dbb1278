import numpy as np
from helpers.grids import windows, zeros_around
from helpers.scalars import at_least


def conv_output_size(n, f, padding=0, stride=1):
    at_least(1, n=n, f=f, stride=stride)
    at_least(0, padding=padding)
    at_least(f, padded_size=n + 2 * padding)
    return (n + 2 * padding - f) // stride + 1


def conv_output_shape(shape, kernel_shape, padding=0, stride=1):
    (n1, n2), (f1, f2) = shape, kernel_shape
    return conv_output_size(n1, f1, padding, stride), conv_output_size(n2, f2, padding, stride)


def same_padding(f):
    at_least(1, f=f)
    if f % 2 == 0:
        raise ValueError("f is even")
    return f // 2


def zero_pad(x, p):
    at_least(0, p=p)
    return zeros_around(x, p) if np.ndim(x) == 2 else [zero_pad(part, p) for part in x]


def conv2d(x, kernel, padding=0, stride=1):
    conv_output_shape(np.shape(x), np.shape(kernel), padding, stride)
    weights = [float(w) for row in kernel for w in row]
    return [
        [sum(w * v for w, v in zip(weights, window)) for window in line]
        for line in windows(zero_pad(x, padding), *np.shape(kernel), stride)
    ]


def flipped_convolution(x, kernel):
    return conv2d(x, [row[::-1] for row in kernel[::-1]])


def vertical_edges(image):
    return conv2d(image, [[1, 0, -1]] * 3)


def conv_layer(x, weight, bias, padding=0, stride=1):
    if len(x) != len(weight[0]):
        raise ValueError("channels")
    out = []
    for filters, b in zip(weight, bias):
        maps = [conv2d(channel, kernel, padding, stride) for channel, kernel in zip(x, filters)]
        out.append([[sum(places) + float(b) for places in zip(*lines)] for lines in zip(*maps)])
    return out
