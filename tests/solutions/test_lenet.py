"""The solved LeNet module against the slide's table and against a network computed in exact fractions."""

import itertools
from fractions import Fraction
from typing import Any

import numpy as np
import oracle
import pytest

from assignments import lenet as stub
from solutions import lenet as solution

Vector = list[Fraction]
Maps = list[list[Vector]]
Params = dict[str, np.ndarray[Any, Any]]

SLIDE = """
Input 1x28x28
Conv 20x28x28 20x1x5x5
ReLU 20x28x28
MaxPool 20x14x14
Conv 50x14x14 50x20x5x5
ReLU 50x14x14
MaxPool 50x7x7
Flatten 2450
Linear 500 2450x500
ReLU 500
Linear 10 500x10
"""


def exact(values: Any) -> Any:
    """Return nested lists of numbers as nested lists of exact fractions."""
    return [exact(part) for part in values] if isinstance(values, list) else Fraction(values)


def convolved(maps: Maps, weight: list[Maps], bias: Vector) -> Maps:
    """Convolve by 5 × 5 kernels around each pixel; a pixel outside the map counts 0."""
    height, width = len(maps[0]), len(maps[0][0])

    def entry(kernels: Maps, b: Fraction, i: int, j: int) -> Fraction:
        total = b
        for c, u, v in itertools.product(range(len(maps)), range(-2, 3), range(-2, 3)):
            if 0 <= i + u < height and 0 <= j + v < width:
                total += maps[c][i + u][j + v] * kernels[c][u + 2][v + 2]
        return total

    return [
        [[entry(kernels, b, i, j) for j in range(width)] for i in range(height)]
        for kernels, b in zip(weight, bias, strict=True)
    ]


def rectified_and_pooled(maps: Maps) -> Maps:
    """Take, for each pair of rows and each pair of columns, the largest of 0 and the four entries."""
    rows, columns = range(0, len(maps[0]) - 1, 2), range(0, len(maps[0][0]) - 1, 2)
    return [
        [[max(Fraction(0), m[i][j], m[i][j + 1], m[i + 1][j], m[i + 1][j + 1]) for j in columns] for i in rows]
        for m in maps
    ]


def affine(x: Vector, weight: list[Vector], bias: Vector) -> Vector:
    """Add up x[i] · weight[i][j] and the bias."""
    return [sum((x[i] * weight[i][j] for i in range(len(x))), bias[j]) for j in range(len(bias))]


def network(image: np.ndarray[Any, Any], params: Params) -> Vector:
    """Run the whole network in fractions."""
    p = {name: exact(value.tolist()) for name, value in params.items()}
    maps: Maps = exact(image.tolist())
    for conv in ("conv1", "conv2"):
        maps = rectified_and_pooled(convolved(maps, p[f"{conv}_W"], p[f"{conv}_b"]))
    features = [entry for channel in maps for row in channel for entry in row]
    hidden = [max(Fraction(0), entry) for entry in affine(features, p["fc1_W"], p["fc1_b"])]
    return affine(hidden, p["fc2_W"], p["fc2_b"])


def draw(seed: int, channels: tuple[int, int, int], features: int, hidden: int, out: int) -> Params:
    """Draw parameters for the given numbers of channels (of the image, after conv1, after conv2) and units."""
    rng = np.random.default_rng(seed)
    c0, c1, c2 = channels
    shapes = {
        "conv1_W": (c1, c0, 5, 5),
        "conv1_b": (c1,),
        "conv2_W": (c2, c1, 5, 5),
        "conv2_b": (c2,),
        "fc1_W": (features, hidden),
        "fc1_b": (hidden,),
        "fc2_W": (hidden, out),
        "fc2_b": (out,),
    }
    # Short binary fractions keep the exact sums short.
    return {name: rng.integers(-16, 17, size=shape) / 16 for name, shape in shapes.items()}


def dimensions(text: str) -> tuple[int, ...]:
    """Read the slide's way of writing a shape."""
    return tuple(int(size) for size in text.split("x"))


def test_the_shapes_are_the_slide_s_table() -> None:
    rows = [line.split() for line in SLIDE.strip().splitlines()]
    assert solution.lenet_shapes() == [
        (layer, dimensions(output), dimensions(weight[0]) if weight else None) for layer, output, *weight in rows
    ]


def test_the_shapes_of_one_call_do_not_depend_on_what_was_done_to_another_s() -> None:
    solution.lenet_shapes().clear()
    assert len(solution.lenet_shapes()) == 11


def test_the_parameters_are_counted_layer_by_layer() -> None:
    weights = 20 * 1 * 25 + 50 * 20 * 25 + 2450 * 500 + 500 * 10
    biases = 20 + 50 + 500 + 10
    assert solution.lenet_parameter_count() == solution.lenet_parameter_count(True) == weights + biases == 1_256_080
    assert solution.lenet_parameter_count(bias=False) == weights == 1_255_500
    assert type(solution.lenet_parameter_count()) is int


def test_the_parameters_counted_are_those_that_the_network_runs_on() -> None:
    params = draw(0, (1, 20, 50), 2450, 500, 10)
    assert solution.lenet_parameter_count() == sum(value.size for value in params.values())
    assert np.shape(solution.lenet_forward(np.ones((1, 28, 28)), params)) == (10,)


@pytest.mark.parametrize(("inputs", "outputs"), [(1, 1), (1, 4), (5, 1), (3, 3), (7, 4)])
def test_a_linear_layer_has_its_inputs_first(inputs: int, outputs: int) -> None:
    rng = np.random.default_rng(inputs)
    x, weight, bias = rng.normal(size=inputs), rng.normal(size=(inputs, outputs)), rng.normal(size=outputs)
    expected = affine(exact(x.tolist()), exact(weight.tolist()), exact(bias.tolist()))
    assert oracle.agrees(solution.linear(*oracle.frozen((x, weight, bias))), expected)


@pytest.mark.parametrize(
    ("channels", "size"),
    [
        *[((1, 2, 3), (8, 8)), ((1, 2, 3), (8, 4)), ((2, 3, 2), (4, 12)), ((3, 1, 2), (7, 10))],
        *[((1, 1, 1), (4, 4)), ((2, 2, 2), (5, 6)), ((1, 3, 1), (11, 9))],
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_the_network_is_its_layers_one_after_another(
    channels: tuple[int, int, int], size: tuple[int, int], seed: int
) -> None:
    height, width = size
    params = draw(seed, channels, channels[2] * (height // 4) * (width // 4), 5, 3)
    image = np.random.default_rng(seed).integers(-16, 17, size=(channels[0], height, width)) / 16
    logits = solution.lenet_forward(oracle.frozen(image), oracle.frozen(params))
    assert oracle.agrees(logits, network(image, params))


def test_some_logits_are_negative() -> None:
    image = np.ones((1, 8, 8))
    logits = [solution.lenet_forward(image, draw(seed, (1, 2, 3), 12, 5, 3)) for seed in range(4)]
    assert np.min(logits) < 0 < np.max(logits)


@pytest.mark.parametrize("channels", [1, 3])
def test_an_image_with_the_wrong_channels_is_refused(channels: int) -> None:
    with pytest.raises(ValueError, match="channels"):
        solution.lenet_forward(np.ones((channels, 8, 8)), draw(0, (2, 2, 3), 12, 5, 3))


@pytest.mark.parametrize("size", [(8, 12), (4, 4), (12, 8), (16, 16)])
def test_an_image_that_flattens_to_the_wrong_size_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="flattens to"):
        solution.lenet_forward(np.ones((1, *size)), draw(0, (1, 2, 3), 12, 5, 3))


@pytest.mark.parametrize("size", [(3, 8), (8, 3), (2, 2), (1, 8), (1, 1)])
def test_an_image_too_small_to_be_pooled_twice_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        solution.lenet_forward(np.ones((1, *size)), draw(0, (1, 2, 3), 3, 5, 3))


def test_stub_and_solution_promise_the_same_functions() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_stub_says_that_it_is_yours_to_write() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_in_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
