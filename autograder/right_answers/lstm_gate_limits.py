"""Right but unusual answers to the question on the limits of an LSTM's gates."""

import enum
import functools
import math
from collections import OrderedDict, defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]


class Limit(enum.Enum):
    """The cases, with a + or a − for each of f, i and o."""

    OVERWRITE = "overwrite", "-++"
    SILENCE = "silence", "++-"
    REMEMBER = "remember", "+-+"
    OPEN = "open", "+++"


class Biases(dict[str, Any]):
    """A dict of biases."""


@instead_of("gate_limit_biases")
def limits_just_large_enough(case: str, hidden_size: int) -> dict[str, Array]:
    """The smallest bias that will do, 2H + log(10⁶): any smaller one fails for the worst weights."""
    if hidden_size < 1:
        raise ValueError("hidden_size")
    closed = {"overwrite": "b_f", "silence": "b_o", "remember": "b_i", "open": ""}
    if case not in closed:
        raise ValueError("case")
    enough = np.full(hidden_size, 2 * hidden_size + math.log(1e6))
    return {name: -enough if name == closed[case] else enough for name in ("b_f", "b_i", "b_o")}


@instead_of("gate_limit_biases")
def limits_as_large_as_allowed(case: str, hidden_size: int) -> OrderedDict[str, list[int]]:
    """±5000 as lists of ints in an OrderedDict, in another order of the keys."""
    signs = [member.value[1] for member in Limit if member.value[0] == case]
    if not signs or hidden_size < 1:
        raise ValueError((case, hidden_size))
    f, i, o = ([5000 if sign == "+" else -5000] * hidden_size for sign in signs[0])
    return OrderedDict(b_o=o, b_i=i, b_f=f)


@instead_of("gate_limit_biases")
def limits_different_for_every_unit(case: str, hidden_size: int) -> Biases:
    """Every unit has another bias; the case is found by list.index, which raises ValueError itself."""
    row = ["overwrite", "silence", "remember", "open"].index(case)
    if hidden_size <= 0:
        raise ValueError("a layer needs a unit")
    sizes = np.linspace(60.0, 90.0, hidden_size)
    signs = np.array([[-1, 1, 1], [1, 1, -1], [1, -1, 1], [1, 1, 1]])[row]
    return Biases(zip(("b_f", "b_i", "b_o"), np.outer(signs, sizes), strict=True))


@instead_of("gate_limit_biases")
def limits_as_broadcast_views(case: str, hidden_size: int) -> dict[str, Any]:
    """Read-only views that repeat one number in memory, in a defaultdict."""
    match case, hidden_size >= 1:
        case "overwrite", True:
            signs = (-1, 1, 1)
        case "silence", True:
            signs = (1, 1, -1)
        case "remember", True:
            signs = (1, -1, 1)
        case "open", True:
            signs = (1, 1, 1)
        case _:
            raise ValueError("unknown case, or no units")
    biases: defaultdict[str, Any] = defaultdict(float)
    for letter, sign in zip("fio", signs, strict=True):
        biases[f"b_{letter}"] = np.broadcast_to(100.0 * sign, (hidden_size,))
    return biases


@functools.cache
def _remembered(case: str, hidden_size: int) -> tuple[tuple[float, ...], ...]:
    try:
        closed = {"overwrite": 0, "remember": 1, "silence": 2, "open": 3}[case]
    except KeyError:
        raise ValueError(f"no such case: {case}") from None
    return tuple((math.copysign(64.0, 0.5 - (gate == closed)),) * hidden_size for gate in range(3))


@instead_of("gate_limit_biases")
def limits_as_remembered_tuples(case: str, hidden_size: int) -> dict[str, tuple[float, ...]]:
    """Tuples of floats out of a cache; a KeyError is turned into ValueError."""
    if hidden_size < 1:
        raise ValueError("hidden_size < 1")
    return dict(zip(["b_f", "b_i", "b_o"], _remembered(case, hidden_size), strict=True))


@instead_of("gate_limit_biases")
def limits_in_float32(case: str, hidden_size: int) -> dict[str, NDArray[np.float32]]:
    """Single precision, with a size that grows like the square of the layer up to a bound."""
    if case not in {"overwrite", "silence", "remember", "open"} or not hidden_size > 0:
        raise ValueError("no such case or size")
    high = np.full(hidden_size, min(46.5 + hidden_size**2, 4999.5), dtype=np.float32)
    return {
        "b_f": -high if case == "overwrite" else high,
        "b_i": -high if case == "remember" else high,
        "b_o": -high if case == "silence" else high,
    }


@instead_of("gate_limit_biases")
def limits_by_bits_of_a_number(case: str, hidden_size: int) -> dict[str, list[int]]:
    """The three limits are the bits of one number; lists of whole numbers."""
    bits = {"overwrite": 0b011, "silence": 0b110, "remember": 0b101, "open": 0b111}.get(case, 0)
    if not bits or hidden_size < 1:
        raise ValueError("case or hidden_size")
    return {
        f"b_{gate}": [4000 * (bits >> shift & 1) - 2000] * hidden_size
        for gate, shift in zip("fio", (2, 1, 0), strict=True)
    }


@instead_of("gate_limit_biases")
def limits_as_views_of_one_buffer(case: str, hidden_size: int) -> dict[str, Array]:
    """Three columns of one (H, 3) array, which are not contiguous."""
    signs = {"overwrite": (-1, 1, 1), "silence": (1, 1, -1), "remember": (1, -1, 1), "open": (1, 1, 1)}
    if case not in signs or hidden_size <= 0:
        raise ValueError("case or hidden_size")
    table = np.outer(np.linspace(60.0, 70.0, hidden_size), signs[case])
    return dict(zip(("b_f", "b_i", "b_o"), table.T, strict=True))
