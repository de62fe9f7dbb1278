import numpy as np
from convolution import conv_output_size
from helpers.grids import windows


def pool_output_size(n, f, stride=None):
    return conv_output_size(n, f, 0, f if stride is None else stride)


def max_pool2d(x, f, stride=None):
    if np.ndim(x) > 2:
        return [max_pool2d(part, f, stride) for part in x]
    for n in np.shape(x):
        pool_output_size(n, f, stride)
    return [[float(max(window)) for window in line] for line in windows(x, f, f, f if stride is None else stride)]
