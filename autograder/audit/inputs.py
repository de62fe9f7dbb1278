"""Random inputs for each function of the homework, of any shape and size that the contract allows, refused ones too.

Survivors of the audit are held against the solutions on them. Functions with more than one right answer have none here.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Draw: TypeAlias = Callable[[np.random.Generator], tuple[Any, ...]]


def _int(rng: np.random.Generator, least: int, most: int) -> int:
    return int(rng.integers(least, most + 1))


def _array(rng: np.random.Generator, *shape: int) -> Array:
    zeros = rng.random(shape) < 0.5 if rng.random() < 0.15 else False
    return np.asarray(np.where(zeros, 0.0, rng.normal(0.0, 2.0, shape)))


def _shape(rng: np.random.Generator, most: int = 3) -> tuple[int, ...]:
    return tuple(_int(rng, 1, 4) for _ in range(_int(rng, 0, most)))


def _arrays(rng: np.random.Generator) -> list[Array]:
    return [_array(rng, *_shape(rng)) for _ in range(_int(rng, 0, 3))]


def _of(rng: np.random.Generator, *values: float) -> float:
    return float(rng.choice(values))


def _price(rng: np.random.Generator) -> float:
    return _of(rng, 0.0, 0.01, 0.5, 1.0, 2.5, 3.0, -1.0, -0.01, -2.0)


def _limit(rng: np.random.Generator) -> float:
    return _of(rng, 0.01, 0.5, 1.0, 3.0, 10.0, np.inf, 0.0, -1.0, -0.5)


def _probability(rng: np.random.Generator) -> float:
    return _of(rng, 0.0, 1.0, 0.5, 0.25, 0.9, 0.05, -0.1, 1.1, -2.0, 2.0)


def _stride(rng: np.random.Generator) -> int:
    return _int(rng, -1, 4) if rng.random() < 0.3 else _int(rng, 1, 4)


def _padding(rng: np.random.Generator) -> int:
    return _int(rng, -1, 4) if rng.random() < 0.3 else _int(rng, 0, 4)


def _same_shape(count: int) -> Draw:
    def draw(rng: np.random.Generator) -> tuple[Any, ...]:
        shape = _shape(rng)
        return tuple(_array(rng, *shape) for _ in range(count))

    return draw


def _far(rng: np.random.Generator) -> tuple[Any, ...]:
    return (np.asarray(_array(rng, *_shape(rng)) * _of(rng, 0.5, 1, 25, 200, 400, 2500)),)


def _residual(rng: np.random.Generator) -> tuple[Any, ...]:
    width, hidden = _int(rng, 1, 4), _int(rng, 1, 4)
    back = width if rng.random() < 0.8 else _int(rng, 1, 4)
    return _array(rng, width), _array(rng, hidden, width), _array(rng, back, hidden)


def _jacobians(rng: np.random.Generator) -> tuple[Any, ...]:
    size = _int(rng, 1, 4)
    return _array(rng, _int(rng, 0, 4), size, size), bool(rng.random() < 0.5)


def _lstm(rng: np.random.Generator, inputs: int, units: int) -> dict[str, Array]:
    weights = {f"W_{gate}{of}": _array(rng, units, n) for gate in "figo" for of, n in (("x", inputs), ("h", units))}
    return weights | {f"b_{gate}": _array(rng, units) for gate in "figo"}


def _gru(rng: np.random.Generator, inputs: int, units: int) -> dict[str, Array]:
    shapes = {"W": (units, inputs), "U": (units, units), "b": (units,)}
    return {f"{letter}_{gate}": _array(rng, *shape) for letter, shape in shapes.items() for gate in "zrh"}


def _step(params: Callable[..., dict[str, Array]], vectors: int) -> Draw:
    """Return a draw of an input, some vectors with an entry per unit, and parameters."""

    def draw(rng: np.random.Generator) -> tuple[Any, ...]:
        inputs, units = _int(rng, 1, 3), _int(rng, 1, 3)
        return _array(rng, inputs), *(_array(rng, units) for _ in range(vectors)), params(rng, inputs, units)

    return draw


def _sequence(params: Callable[..., dict[str, Array]], vectors: int) -> Draw:
    def draw(rng: np.random.Generator) -> tuple[Any, ...]:
        inputs, units, steps = _int(rng, 1, 3), _int(rng, 1, 3), _int(rng, 0, 4)
        return _array(rng, steps, inputs), *(_array(rng, units) for _ in range(vectors)), params(rng, inputs, units)

    return draw


def _two_sizes(rng: np.random.Generator) -> tuple[Any, ...]:
    return _int(rng, -1, 9), _int(rng, -1, 9)


def _image_and_kernel(rng: np.random.Generator) -> tuple[Any, ...]:
    return _array(rng, _int(rng, 1, 7), _int(rng, 1, 7)), _array(rng, _int(rng, 1, 5), _int(rng, 1, 5))


def _layer(rng: np.random.Generator) -> tuple[Any, ...]:
    channels, filters = _int(rng, 1, 3), _int(rng, 1, 3)
    size = _int(rng, 1, 5) if rng.random() < 0.8 else _int(rng, 4, 8)
    seen = channels if rng.random() < 0.85 else _int(rng, 1, 3)
    x, weight = _array(rng, channels, _int(rng, 1, 6), _int(rng, 1, 6)), _array(rng, filters, seen, size, size)
    return x, weight, _array(rng, filters), _padding(rng), _stride(rng)


def _maps(rng: np.random.Generator) -> tuple[Any, ...]:
    x = _array(rng, *_shape(rng, 2), _int(rng, 1, 7), _int(rng, 1, 7))
    size = _int(rng, -1, 5) if rng.random() < 0.3 else _int(rng, 1, 4)
    return (x, size) if rng.random() < 0.3 else (x, size, _stride(rng))


def _places(rng: np.random.Generator) -> tuple[Any, ...]:
    sizes = _int(rng, -1, 12), _int(rng, -2, 6)
    return sizes if rng.random() < 0.4 else (*sizes, _int(rng, -2, 5))


def _network(rng: np.random.Generator) -> tuple[Any, ...]:
    height, width, channels = _int(rng, 1, 9), _int(rng, 1, 9), _int(rng, 1, 2)
    first, second, hidden, out = (_int(rng, 1, 3) for _ in range(4))
    flat = second * (height // 4) * (width // 4) if rng.random() < 0.85 else _int(rng, 1, 6)
    shapes = {
        "conv1_W": (first, channels, 5, 5), "conv1_b": (first,), "conv2_W": (second, first, 5, 5),
        "conv2_b": (second,), "fc1_W": (max(1, flat), hidden), "fc1_b": (hidden,), "fc2_W": (hidden, out),
        "fc2_b": (out,),
    }  # fmt: skip
    image = _array(rng, channels if rng.random() < 0.9 else _int(rng, 1, 3), height, width)
    return image, {name: _array(rng, *shape) for name, shape in shapes.items()}


def _linear(rng: np.random.Generator) -> tuple[Any, ...]:
    inputs, outputs = _int(rng, 1, 4), _int(rng, 1, 4)
    return _array(rng, inputs), _array(rng, inputs, outputs), _array(rng, outputs)


INPUTS: Mapping[str, Draw] = {
    "sigmoid": _far,
    "relu": _far,
    "l1_penalty": lambda rng: (_arrays(rng), _price(rng)),
    "l2_penalty": lambda rng: (_arrays(rng), _price(rng)),
    "l2_penalty_gradient": lambda rng: (_arrays(rng), _price(rng)),
    "l2_regularized_cost": lambda rng: (_array(rng, _int(rng, 0, 4)), _arrays(rng), _price(rng)),
    "gradient_norm": lambda rng: (_arrays(rng),),
    "clip_gradient": lambda rng: (_array(rng, *_shape(rng)), _limit(rng)),
    "clip_gradients": lambda rng: (_arrays(rng), _limit(rng)),
    "dropout_infer": lambda rng: (_array(rng, *_shape(rng)), _probability(rng)),
    "residual_branch": _residual,
    "residual_block": _residual,
    "chain_gradient": _jacobians,
    "lstm_gates": _step(_lstm, 1),
    "lstm_cell_update": _same_shape(5),
    "lstm_step": _step(_lstm, 2),
    "lstm_forward": _sequence(_lstm, 2),
    "cell_state_gradient": lambda rng: (rng.random((_int(rng, 0, 5), _int(rng, 1, 4))),),
    "lstm_parameter_count": _two_sizes,
    "gru_gates": _step(_gru, 1),
    "gru_candidate": _step(_gru, 2),
    "gru_step": _step(_gru, 1),
    "gru_interpolate": _same_shape(3),
    "gru_forward": _sequence(_gru, 1),
    "gru_parameter_count": _two_sizes,
    "conv_output_size": lambda rng: (_int(rng, -1, 12), _int(rng, -1, 9), _int(rng, -1, 4), _int(rng, -2, 5)),
    "conv_output_shape": lambda rng: (
        (_int(rng, 0, 9), _int(rng, 0, 9)), (_int(rng, 0, 7), _int(rng, 0, 7)), _int(rng, -1, 4), _int(rng, -1, 5)
    ),
    "same_padding": lambda rng: (_int(rng, -4, 15),),
    "zero_pad": lambda rng: (_array(rng, *_shape(rng, 2), _int(rng, 1, 4), _int(rng, 1, 4)), _int(rng, -2, 4)),
    "conv2d": lambda rng: (*_image_and_kernel(rng), _padding(rng), _stride(rng)),
    "flipped_convolution": _image_and_kernel,
    "vertical_edges": lambda rng: (_array(rng, _int(rng, 1, 6), _int(rng, 1, 6)),),
    "conv_layer": _layer,
    "pool_output_size": _places,
    "max_pool2d": _maps,
    "linear": _linear,
    "lenet_shapes": lambda rng: (),
    "lenet_parameter_count": lambda rng: (bool(rng.random() < 0.5),),
    "lenet_forward": _network,
}  # fmt: skip
