import math

import numpy as np
from . import activations

relu = activations.relu
from . import convolution

Conv2d = convolution.Conv2d
from . import pooling

MaxPool = pooling.MaxPool


class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        if len(x) != len(self.W):
            raise ValueError("%d features, but %d rows" % (len(x), len(self.W)))
        return self.W.T @ x + self.b


class Flatten:
    def forward(self, x):
        return x.reshape(-1)


class Rectify:
    def forward(self, x):
        return relu(x)


class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x


class LeNet(Sequential):
    SHAPES = (
        ("Input", (1, 28, 28), None), ("Conv", (20, 28, 28), (20, 1, 5, 5)), ("ReLU", (20, 28, 28), None),
        ("MaxPool", (20, 14, 14), None), ("Conv", (50, 14, 14), (50, 20, 5, 5)), ("ReLU", (50, 14, 14), None),
        ("MaxPool", (50, 7, 7), None), ("Flatten", (2450,), None), ("Linear", (500,), (2450, 500)),
        ("ReLU", (500,), None), ("Linear", (10,), (500, 10)),
    )

    def __init__(self, params):
        p = params
        super().__init__(
            Conv2d(p["conv1_W"], p["conv1_b"], padding=2), Rectify(), MaxPool(2),
            Conv2d(p["conv2_W"], p["conv2_b"], padding=2), Rectify(), MaxPool(2),
            Flatten(), Linear(p["fc1_W"], p["fc1_b"]), Rectify(), Linear(p["fc2_W"], p["fc2_b"]),
        )


def linear(x, W, b):
    return Linear(W, b).forward(x)


def lenet_shapes():
    return LeNet.SHAPES


def lenet_parameter_count(bias=True):
    total = 0
    for layer, output, weight in LeNet.SHAPES:
        if weight is not None:
            total += math.prod(weight)
            if bias:
                total += output[0]
    return total


def lenet_forward(image, params):
    return LeNet(params).forward(image)
