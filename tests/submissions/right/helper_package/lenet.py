from activations import relu
from convolution import conv_layer
from helpers.nested import numbers
from pooling import max_pool2d


def linear(x, W, b):
    y = [float(v) for v in b]
    for value, row in zip(x, W):
        if value != 0:
            y = [t + float(value) * w for t, w in zip(y, row.tolist())]
    return y


def lenet_shapes():
    maps = [(1, 28, 28), (20, 28, 28), (20, 28, 28), (20, 14, 14), (50, 14, 14), (50, 14, 14), (50, 7, 7)]
    vectors = [(2450,), (500,), (500,), (10,)]
    names = "Input Conv ReLU MaxPool Conv ReLU MaxPool Flatten Linear ReLU Linear".split()
    weights = [None, (20, 1, 5, 5), None, None, (50, 20, 5, 5), None, None, None, (2450, 500), None, (500, 10)]
    return list(zip(names, maps + vectors, weights))


def lenet_parameter_count(bias=True):
    return 500 + 25000 + 1225000 + 5000 + (580 if bias else 0)


def lenet_forward(image, params):
    maps = image
    for k in ("conv1", "conv2"):
        maps = max_pool2d(relu(conv_layer(maps, params[k + "_W"], params[k + "_b"], 2)), 2)
    features = list(numbers(maps))
    if len(features) != len(params["fc1_W"]):
        raise ValueError("wrong number of features")
    return linear(relu(linear(features, params["fc1_W"], params["fc1_b"])), params["fc2_W"], params["fc2_b"])
