"""The solved convolution module against the contract, computed one exact product at a time."""

import itertools
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import oracle
import pytest

from assignments import convolution as stub
from solutions import convolution as solution

Grid = list[list[Fraction]]

LECTURE_IMAGE = [[1, 20, 20, 20, 1], [20, 1, 1, 1, 20], [20, 1, 1, 1, 20], [1, 20, 1, 20, 1], [1, 1, 20, 1, 1]]
LECTURE_EDGES = [[19, 0, -19], [38, 0, -38], [0, 0, 0]]

REFUSAL = r"must be at least|does not fit"


def places(n: int, f: int, p: int, s: int) -> list[int]:
    """Return every start of a window that lies wholly between −p and n + p, in steps of s."""
    return [start for start in range(-p, n + p, s) if start + f <= n + p]


def grid(image: np.ndarray[Any, Any]) -> Grid:
    """Return a matrix as lists of exact fractions."""
    return [[Fraction(number) for number in row] for row in image.tolist()]


def slide(image: Grid, kernel: Grid, p: int = 0, s: int = 1) -> Grid:
    """Cross-correlate by looking up each pixel; one outside the image is 0."""
    height, width, rows, columns = len(image), len(image[0]), len(kernel), len(kernel[0])

    def pixel(i: int, j: int) -> Fraction:
        return image[i][j] if 0 <= i < height and 0 <= j < width else Fraction(0)

    def entry(top: int, left: int) -> Fraction:
        cells = itertools.product(range(rows), range(columns))
        return sum((pixel(top + a, left + b) * kernel[a][b] for a, b in cells), Fraction(0))

    return [[entry(top, left) for left in places(width, columns, p, s)] for top in places(height, rows, p, s)]


def slide_flipped(image: Grid, kernel: Grid) -> Grid:
    """Convolve by §6.2: entry i + a collects each product x[i] · kernel[a]; keep the entries with a full overlap."""
    height, width, rows, columns = len(image), len(image[0]), len(kernel), len(kernel[0])
    full = [[Fraction(0)] * (width + columns - 1) for _ in range(height + rows - 1)]
    for i, j, a, b in itertools.product(range(height), range(width), range(rows), range(columns)):
        full[i + a][j + b] += image[i][j] * kernel[a][b]
    return [row[columns - 1 : width] for row in full[rows - 1 : height]]


def layer(x: np.ndarray[Any, Any], weight: np.ndarray[Any, Any], bias: list[float], p: int, s: int) -> list[Grid]:
    """Add up, entry by entry, what a filter's kernels see in their channels, starting from the bias."""
    out = []
    for kernels, b in zip(weight, bias, strict=True):
        seen = [slide(grid(channel), grid(kernel), p, s) for channel, kernel in zip(x, kernels, strict=True)]
        out.append(
            [[sum(entries, Fraction(b)) for entries in zip(*rows, strict=True)] for rows in zip(*seen, strict=True)]
        )
    return out


def sizes(seed: int) -> tuple[int, int, int, int, int, int]:
    """Draw an image's height and width, a kernel's, a padding and a stride that go together."""
    draw = random.Random(seed)
    p, s = draw.randint(0, 3), draw.randint(1, 4)
    height, width = draw.randint(1, 7), draw.randint(1, 7)
    return height, width, draw.randint(1, min(height + 2 * p, 5)), draw.randint(1, min(width + 2 * p, 5)), p, s


def numbers(seed: int, *shape: int) -> np.ndarray[Any, Any]:
    """Draw an array of positive and negative numbers."""
    return np.random.default_rng(seed).normal(size=shape)


@pytest.mark.parametrize("n", range(1, 13))
def test_the_output_size_is_the_number_of_windows_that_fit(n: int) -> None:
    for f, p, s in itertools.product(range(1, 14), range(5), range(1, 6)):
        if f <= n + 2 * p:
            size = solution.conv_output_size(n, f, p, s)
            assert type(size) is int
            assert size == len(places(n, f, p, s))


@pytest.mark.parametrize(
    ("n", "f", "padding", "stride"),
    [
        *[(0, 1, 0, 1), (0, 0, 0, 1), (-2, 1, 3, 1), (5, 0, 0, 1), (5, -1, 0, 1), (5, 3, -1, 1)],
        *[(5, 3, 0, 0), (5, 3, 0, -2), (2, 3, 0, 1), (2, 3, 0, 2), (3, 8, 2, 7)],
    ],
)
def test_sizes_that_cannot_be_are_refused(n: int, f: int, padding: int, stride: int) -> None:
    with pytest.raises(ValueError, match=REFUSAL):
        solution.conv_output_size(n, f, padding, stride)
    for shape, kernel_shape in [((n, 9), (f, 1)), ((9, n), (1, f))]:
        with pytest.raises(ValueError, match=REFUSAL):
            solution.conv_output_shape(shape, kernel_shape, padding, stride)


def test_the_lecture_s_exercises_on_sizes_come_out() -> None:
    assert solution.conv_output_shape((7, 7), (3, 3)) == (5, 5)
    assert solution.same_padding(5) == 2
    assert solution.conv_output_shape((5, 5), (3, 3), stride=2) == (2, 2)


def test_padding_defaults_to_none_and_stride_to_one() -> None:
    assert solution.conv_output_size(9, 4) == 6
    assert solution.conv_output_size(9, 4, padding=2) == 10
    assert solution.conv_output_size(9, 4, stride=2) == 3


@pytest.mark.parametrize("seed", range(50))
def test_the_output_shape_counts_rows_and_columns_each_on_its_own(seed: int) -> None:
    height, width, rows, columns, p, s = sizes(seed)
    shape = solution.conv_output_shape((height, width), (rows, columns), p, s)
    assert shape == (len(places(height, rows, p, s)), len(places(width, columns, p, s)))
    assert [type(size) for size in shape] == [int, int]


@pytest.mark.parametrize("f", range(1, 30, 2))
def test_same_padding_keeps_every_size(f: int) -> None:
    p = solution.same_padding(f)
    assert type(p) is int
    assert all(len(places(n, f, p, 1)) == n for n in range(1, 40))


@pytest.mark.parametrize("f", [-3, -2, -1, 0, 2, 4, 10])
def test_an_even_or_impossible_kernel_has_no_same_padding(f: int) -> None:
    with pytest.raises(ValueError, match="odd"):
        solution.same_padding(f)


@pytest.mark.parametrize("shape", [(1, 1), (2, 5), (4, 3), (3, 2, 4), (1, 1, 1), (2, 1, 3, 2)])
@pytest.mark.parametrize("p", range(4))
def test_zero_padding_frames_the_last_two_axes_only(shape: tuple[int, ...], p: int) -> None:
    x = numbers(p, *shape)
    padded = solution.zero_pad(oracle.frozen(x), p)
    assert padded.shape == (*shape[:-2], shape[-2] + 2 * p, shape[-1] + 2 * p)
    for index in np.ndindex(padded.shape):
        i, j = index[-2] - p, index[-1] - p
        inside = 0 <= i < shape[-2] and 0 <= j < shape[-1]
        assert padded[index] == (x[(*index[:-2], i, j)] if inside else 0.0)


def test_negative_padding_is_refused() -> None:
    with pytest.raises(ValueError, match="padding"):
        solution.zero_pad(np.ones((5, 5)), -1)


@pytest.mark.parametrize("seed", range(120))
def test_conv2d_is_the_sum_of_products_with_the_kernel_as_it_stands(seed: int) -> None:
    height, width, rows, columns, p, s = sizes(seed)
    x, kernel = numbers(seed, height, width), numbers(seed + 1000, rows, columns)
    expected = slide(grid(x), grid(kernel), p, s)
    assert oracle.agrees(solution.conv2d(oracle.frozen(x), oracle.frozen(kernel), p, s), expected)
    assert oracle.agrees(solution.conv2d(x, kernel, stride=s, padding=p), expected)


@pytest.mark.parametrize("seed", range(60))
def test_flipped_convolution_is_the_definition_of_mathematics(seed: int) -> None:
    draw = random.Random(seed)
    height, width = draw.randint(1, 7), draw.randint(1, 7)
    x = numbers(seed, height, width)
    kernel = numbers(seed + 1000, draw.randint(1, height), draw.randint(1, width))
    actual = solution.flipped_convolution(oracle.frozen(x), oracle.frozen(kernel))
    assert oracle.agrees(actual, slide_flipped(grid(x), grid(kernel)))


@pytest.mark.parametrize("shape", [(3, 3), (3, 8), (6, 3), (5, 7)])
def test_vertical_edges_are_left_minus_right_over_three_rows(shape: tuple[int, int]) -> None:
    image = numbers(0, *shape)
    pixels = grid(image)
    expected = [
        [sum((pixels[i + a][j] - pixels[i + a][j + 2] for a in range(3)), Fraction(0)) for j in range(shape[1] - 2)]
        for i in range(shape[0] - 2)
    ]
    assert oracle.agrees(solution.vertical_edges(oracle.frozen(image)), expected)


def test_the_lecture_s_edges_come_out_and_have_the_other_sign_if_flipped() -> None:
    image = np.array(LECTURE_IMAGE, dtype=np.float64)
    kernel = np.array([[1.0, 0.0, -1.0]] * 3)
    assert oracle.agrees(solution.vertical_edges(image), LECTURE_EDGES)
    assert oracle.agrees(solution.conv2d(image, kernel), LECTURE_EDGES)
    assert oracle.agrees(
        solution.flipped_convolution(image, kernel), [[-edge for edge in row] for row in LECTURE_EDGES]
    )


@pytest.mark.parametrize("seed", range(60))
def test_a_layer_adds_up_its_channels_and_adds_each_bias_once(seed: int) -> None:
    draw = random.Random(seed)
    height, width, k, _, p, s = sizes(seed)
    k = min(k, width + 2 * p)
    channels, filters = draw.randint(1, 3), draw.randint(1, 4)
    x, weight = numbers(seed, channels, height, width), numbers(seed + 1000, filters, channels, k, k)
    bias = numbers(seed + 2000, filters)
    expected = layer(x, weight, bias.tolist(), p, s)
    locked = [oracle.frozen(array) for array in (x, weight, bias)]
    assert oracle.agrees(solution.conv_layer(locked[0], locked[1], locked[2], p, s), expected)
    assert oracle.agrees(solution.conv_layer(x, weight, bias, stride=s, padding=p), expected)


@pytest.mark.parametrize(("channels", "expected_channels"), [(1, 2), (2, 1), (3, 2)])
def test_a_layer_refuses_the_wrong_number_of_channels(channels: int, expected_channels: int) -> None:
    with pytest.raises(ValueError, match="channels"):
        solution.conv_layer(np.ones((channels, 4, 4)), np.ones((2, expected_channels, 3, 3)), np.ones(2))


@pytest.mark.parametrize(
    ("shape", "kernel_shape", "padding", "stride"),
    [
        *[((2, 5), (3, 3), 0, 1), ((5, 2), (3, 3), 0, 1), ((2, 5), (7, 7), 2, 1)],
        *[((5, 5), (3, 3), -1, 1), ((5, 5), (3, 3), 0, 0), ((5, 5), (3, 3), 0, -1)],
    ],
)
def test_windows_that_cannot_be_are_refused(
    shape: tuple[int, int], kernel_shape: tuple[int, int], padding: int, stride: int
) -> None:
    x, kernel = np.ones(shape), np.ones(kernel_shape)
    with pytest.raises(ValueError, match=REFUSAL):
        solution.conv2d(x, kernel, padding, stride)
    with pytest.raises(ValueError, match=REFUSAL):
        solution.conv_layer(x[np.newaxis], kernel[np.newaxis, np.newaxis], np.ones(1), padding, stride)


@pytest.mark.parametrize("shape", [(2, 5), (5, 2), (1, 1)])
@pytest.mark.parametrize(
    "convolve", [solution.vertical_edges, lambda x: solution.flipped_convolution(x, np.ones((3, 3)))]
)
def test_an_image_smaller_than_the_kernel_is_refused(
    convolve: Callable[[np.ndarray[Any, Any]], object], shape: tuple[int, int]
) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        convolve(np.ones(shape))


def test_stub_and_solution_promise_the_same_functions() -> None:
    assert oracle.signatures(stub) == oracle.signatures(solution)


def test_every_stub_says_that_it_is_yours_to_write() -> None:
    assert oracle.answers_of_stub(stub) == oracle.yours_to_write(stub)


def test_the_examples_in_the_stub_are_right() -> None:
    assert oracle.example_faults(stub, solution) == ""
