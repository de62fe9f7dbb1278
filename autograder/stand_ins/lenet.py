"""Other functions of the same form as the parts of the network."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Shape = tuple[int, ...]


def linear(x: Array, W: Array, b: Array) -> Array:
    """Halve the product and turn the bias's sign."""
    return np.asarray(0.5 * (x @ W) - b)


def lenet_shapes() -> list[tuple[str, Shape, Shape | None]]:
    """Return a smaller network of the same layers."""
    return [
        ("Input", (1, 12, 12), None),
        ("Conv", (3, 12, 12), (3, 1, 5, 5)),
        ("ReLU", (3, 12, 12), None),
        ("MaxPool", (3, 6, 6), None),
        ("Conv", (7, 6, 6), (7, 3, 5, 5)),
        ("ReLU", (7, 6, 6), None),
        ("MaxPool", (7, 3, 3), None),
        ("Flatten", (63,), None),
        ("Linear", (11,), (63, 11)),
        ("ReLU", (11,), None),
        ("Linear", (4,), (11, 4)),
    ]
