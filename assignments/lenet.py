"""LeNet-5: a whole convolutional network, from the image to the scores of ten digits.

The classic recipe is [convolution, ReLU, pooling] a few times, then flatten, then fully connected layers with a ReLU
between them. On the way through, height and width shrink and the number of channels grows. Here you follow the shapes
of the lecture's network by hand, count what it learns, and put its layers together from your own.

Ground rules, for every function: use NumPy only; never change an argument (inputs may be read-only or views);
the result of one call must not depend on, or change with, any other call.
An array may be returned as any array-like of the right shape; numbers are compared to a relative 1e-5 and an
absolute 1e-7.

A size or a count is a whole number, a Python or a NumPy integer; a float is wrong, even 4.0. Your functions may call
those of other modules: `from .activations import relu`, `from .convolution import conv_layer` and
`from .pooling import max_pool2d` work. `bias` may be given by position or by name, so keep its name.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def linear(x: Array, W: Array, b: Array) -> Array:
    """Apply a fully connected (linear) layer to one vector.

    Convention: the weight has the shape that the lecture's table gives it, inputs first, so that the vector stands on
    the left. (PyTorch stores the transpose.) There is no activation.

    Formula:
        y = x W + b,        that is,  y[j] = Σ_i x[i] · W[i, j] + b[j]

    Args:
        x: shape (in,).
        W: shape (in, out).
        b: shape (out,).

    Returns:
        Shape (out,).

    Example:
        >>> linear(np.array([1.0, 2.0]), np.array([[1.0, 0.0, 4.0], [3.0, 1.0, 0.0]]), np.array([0.0, 0.5, -4.0]))
        array([7. , 2.5, 0. ])

    Lecture: §6.7, §6.8.
    """
    raise NotImplementedError("lenet.linear is yours to write")


def lenet_shapes() -> list[tuple[str, tuple[int, ...], tuple[int, ...] | None]]:
    """Follow the shapes through the lecture's LeNet-5: the eleven rows of the table in §6.8, in order.

    The network takes a 1 × 28 × 28 image. Both convolutions have 5 × 5 kernels, padding 2 and stride 1, the first with
    20 output channels, the second with 50; both poolings have 2 × 2 windows and stride 2; the two linear layers have
    500 and 10 outputs. The layers are, in this order and with these names:
        Input, Conv, ReLU, MaxPool, Conv, ReLU, MaxPool, Flatten, Linear, ReLU, Linear

    Returns:
        A list of eleven rows (layer, output_shape, weight_shape):
            layer: the name above, spelled exactly so.
            output_shape: the shape of what the layer puts out: (channels, height, width) before Flatten,
                (features,) from Flatten on. Even one number is a shape: (10,), not 10.
            weight_shape: (C_out, C_in, K, K) for Conv, (in, out) for Linear, None for a layer without weights.
                Biases are not listed.
        Rows are compared exactly. For the list, a row and a shape, a tuple and a list are equally right; an array is
        not.

    Example:
        >>> lenet_shapes()[0]
        ('Input', (1, 28, 28), None)
        >>> lenet_shapes()[10]
        ('Linear', (10,), (500, 10))

    Lecture: §6.8.
    """
    raise NotImplementedError("lenet.lenet_shapes is yours to write")


def lenet_parameter_count(bias: bool = True) -> int:
    """Count the numbers that the LeNet-5 of `lenet_shapes` learns.

    Formula: the sum, over the layers with weights, of
        C_out · C_in · K · K  (+ C_out if bias)        for a convolution
        in · out  (+ out if bias)                      for a linear layer
    A convolution's weights are shared by all places of the image, so its count does not depend on the image's size.
    ReLU, pooling and flattening learn nothing.

    Args:
        bias: whether every output channel of a convolution and every output of a linear layer has a bias; if not,
            only weights are counted.

    Returns:
        The number of parameters of the whole network: a whole number, not a float.

    Example:
        A convolution with a weight of shape (6, 3, 2, 2) would have 72 weights and 6 biases, a linear layer with a
        weight of shape (8, 4) would have 32 weights and 4 biases.
        >>> lenet_parameter_count(bias=False) < lenet_parameter_count() < 2_000_000
        True

    Lecture: §6.8.
    """
    raise NotImplementedError("lenet.lenet_parameter_count is yours to write")


def lenet_forward(image: Array, params: Mapping[str, Array]) -> Array:
    """Run the lecture's LeNet-5 on one image.

    The layers, in order:
        1. convolution with `conv1_W` and `conv1_b`, padding 2, stride 1;  ReLU;  2 × 2 max pooling with stride 2
        2. convolution with `conv2_W` and `conv2_b`, padding 2, stride 1;  ReLU;  2 × 2 max pooling with stride 2
        3. flatten: all entries as one vector, channel by channel, and within a channel row by row (NumPy's own order)
        4. linear layer with `fc1_W` and `fc1_b`;  ReLU
        5. linear layer with `fc2_W` and `fc2_b`; what it puts out is the result: no ReLU and no softmax follow

    All sizes come from `image` and `params`; the lecture's own are one case (C_in = 1, H = W = 28, C1 = 20, C2 = 50,
    hidden = 500, out = 10). The image need not be square. Where a height or a width is odd, pooling drops the row or
    the column that is left over, as `max_pool2d` does.

    Args:
        image: shape (C_in, H, W).
        params: a mapping from these names to arrays:
            conv1_W: shape (C1, C_in, 5, 5);  conv1_b: shape (C1,)
            conv2_W: shape (C2, C1, 5, 5);  conv2_b: shape (C2,)
            fc1_W: shape (features, hidden);  fc1_b: shape (hidden,), with features = C2 · (height after both
                poolings) · (width after both poolings)
            fc2_W: shape (hidden, out);  fc2_b: shape (out,)

    Returns:
        The logits (raw scores), shape (out,).

    Raises:
        ValueError: if the image has not as many channels as the filters of conv1_W; if it is too small to be pooled
            twice (a height or a width below 4); or if the number of entries after flattening is not the number of
            rows of fc1_W.

    Example:
        A network with one channel throughout, whose kernels pass the image on unchanged (a 1 in the middle):
        >>> middle = np.zeros((1, 1, 5, 5))
        >>> middle[0, 0, 2, 2] = 1.0
        >>> params = {
        ...     "conv1_W": middle, "conv1_b": np.zeros(1), "conv2_W": middle, "conv2_b": np.zeros(1),
        ...     "fc1_W": np.array([[1.0, -1.0], [0.0, 1.0]]), "fc1_b": np.zeros(2),
        ...     "fc2_W": np.array([[1.0, 0.0], [0.0, 10.0]]), "fc2_b": np.array([-10.0, 1.0]),
        ... }
        >>> lenet_forward(np.arange(32.0).reshape(1, 4, 8), params)
        array([17., 41.])

    Lecture: §6.7, §6.8.
    """
    raise NotImplementedError("lenet.lenet_forward is yours to write")
