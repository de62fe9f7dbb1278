"""LeNet-5, solved: nothing new is computed here; everything is about what fits onto what.

**Follow the shapes first.** A 5 × 5 kernel with p = 2 = (5 − 1)/2 keeps height and width, each 2 × 2 pooling halves
them: 28 → 14 → 7. The channels are whatever the last convolution has: 1 → 20 → 50. So 50 · 7 · 7 = 2450 numbers are
flattened. Flatten before the second pooling, or one channel only, and you get another number; the first linear layer
will not take it.

**Count what is learned.** 500 + 25 000 weights in the convolutions, 1 225 000 + 5 000 in the linear layers: 1 255 500;
and 20 + 50 + 500 + 10 = 580 biases: 1 256 080 in all. Nearly 98 % of them sit in one linear layer. This is the case
for convolution, in numbers: a filter is shared by all places, so that its count knows nothing of 28 × 28, while a
linear layer pays for each place anew. A filter spans *all* input channels (25 · 20 weights per filter in the second
convolution), and has one bias for all of them together.

**The slide's "total volume is preserved!"** is not to be taken at its word: 784 numbers go in, 15 680 come out of the
first convolution, 3 920 out of the first pooling, 9 800 out of the second convolution, 2 450 out of the second pooling.

**The last layer has no ReLU.** Its outputs are scores to be compared; a ReLU would make all negative ones equal.

LeCun's network of 1998 differs (32 × 32 input, no padding, 6 and 16 channels, about 61 000 parameters). This one is the
lecture's, which is the one to follow here.
"""

from collections.abc import Mapping
from math import prod

import numpy as np
from numpy.typing import NDArray

from .activations import relu
from .convolution import conv_layer
from .pooling import max_pool2d

Array = NDArray[np.float64]

CONV_PADDING = 2
POOL_SIZE = 2


def linear(x: Array, W: Array, b: Array) -> Array:
    """Put the vector on the left, since the table's weight has its inputs first (2450 × 500)."""
    return x @ W + b


def lenet_shapes() -> list[tuple[str, tuple[int, ...], tuple[int, ...] | None]]:
    """Write the table down: a fixed architecture may be a constant."""
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


def lenet_parameter_count(bias: bool = True) -> int:
    """Read the table: the product of each weight's shape, and one bias per output of the layer.

    A convolution's outputs stand first in its weight's shape, (C_out, C_in, K, K), a linear layer's last, (in, out).
    """
    total = 0
    for layer, _, weight_shape in lenet_shapes():
        if weight_shape is not None:
            outputs = weight_shape[0] if layer == "Conv" else weight_shape[-1]
            total += prod(weight_shape) + (outputs if bias else 0)
    return total


def lenet_forward(image: Array, params: Mapping[str, Array]) -> Array:
    """Put the layers together: sizes are the parameters' own, padding and pooling are the architecture's.

    The convolution refuses wrong channels and the pooling refuses an image that has grown too small. The flattened size
    is tested here, where the message can say what it means.
    """
    maps = relu(conv_layer(image, params["conv1_W"], params["conv1_b"], padding=CONV_PADDING))
    maps = max_pool2d(maps, POOL_SIZE)
    maps = relu(conv_layer(maps, params["conv2_W"], params["conv2_b"], padding=CONV_PADDING))
    maps = max_pool2d(maps, POOL_SIZE)
    features = np.ravel(maps)
    if len(features) != len(params["fc1_W"]):
        raise ValueError(f"the image flattens to {len(features)} features, but fc1_W takes {len(params['fc1_W'])}")
    hidden = relu(linear(features, params["fc1_W"], params["fc1_b"]))
    return linear(hidden, params["fc2_W"], params["fc2_b"])
