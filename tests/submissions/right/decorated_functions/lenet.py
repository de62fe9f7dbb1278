import numpy as np
from my_tools.logging_tools import *

from activations import *
from convolution import *
from pooling import *


@logged
def linear(x, W, b):
    return x @ W + b


@logged
def lenet_shapes():
    rows, channels, size = [["Input", [1, 28, 28], None]], 1, 28
    for out in (20, 50):
        rows.append(["Conv", [out, size, size], [out, channels, 5, 5]])
        rows.append(["ReLU", [out, size, size], None])
        channels, size = out, size // 2
        rows.append(["MaxPool", [out, size, size], None])
    n = channels * size * size
    return rows + [["Flatten", [n], None], ["Linear", [500], [n, 500]], ["ReLU", [500], None], ["Linear", [10], [500, 10]]]


@logged
def lenet_parameter_count(bias=True):
    return sum(np.prod(w) + (bias and o[0]) for _, o, w in lenet_shapes() if w)


@logged
def lenet_forward(image, params):
    a = image
    for k in (1, 2):
        a = max_pool2d(relu(conv_layer(a, params[f"conv{k}_W"], params[f"conv{k}_b"], padding=2)), 2)
    a = relu(linear(a.ravel(), params["fc1_W"], params["fc1_b"]))
    return linear(a, params["fc2_W"], params["fc2_b"])
