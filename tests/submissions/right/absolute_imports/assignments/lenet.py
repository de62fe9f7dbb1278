import numpy as np
from assignments.activations import relu
from assignments.convolution import conv_layer
from assignments.pooling import max_pool2d

def linear(x, W, b):
    return np.dot(x, W) + b

def lenet_shapes():
    return [
        ("Input", (1, 28, 28), None),
        ("Conv", (20, 28, 28), (20, 1, 5, 5)),
        ("ReLU", (20, 28, 28), None),
        ("MaxPool", (20, 14, 14), None),
        ("Conv", (50, 14, 14), (50, 20, 5, 5)),
        ("ReLU", (50, 14, 14), None),
        ("MaxPool", (50, 7, 7), None),
        ("Flatten", (2450,), None),
        ("Linear", (500,), (2450, 500)),
        ("ReLU", (500,), None),
        ("Linear", (10,), (500, 10)),
    ]

def lenet_parameter_count(bias=True):
    n = 20 * 1 * 5 * 5 + 50 * 20 * 5 * 5 + 2450 * 500 + 500 * 10
    if bias:
        n += 20 + 50 + 500 + 10
    return n

def lenet_forward(image, params):
    x = conv_layer(image, params["conv1_W"], params["conv1_b"], padding=2)
    x = max_pool2d(relu(x), 2)
    x = conv_layer(x, params["conv2_W"], params["conv2_b"], padding=2)
    x = max_pool2d(relu(x), 2)
    x = x.flatten()
    if x.shape[0] != params["fc1_W"].shape[0]:
        raise ValueError("image has the wrong size")
    x = relu(linear(x, params["fc1_W"], params["fc1_b"]))
    return linear(x, params["fc2_W"], params["fc2_b"])
