"""Right but unusual answers to the question on the gates and the cell of an LSTM."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]
Params = Mapping[str, Array]


class Gates(NamedTuple):
    """The gates and the candidate by name."""

    forget: Any
    input: Any
    candidate: Any
    output: Any


def _squash(x: Array) -> Array:
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * x))


@instead_of("lstm_gates")
def gates_by_one_stacked_product(x: Array, h_prev: Array, params: Params) -> tuple[Array, ...]:
    """All eight matrices in one, multiplied once and split into views; another order of summation."""
    big = np.block([[params[f"W_{k}x"], params[f"W_{k}h"]] for k in "figo"])
    sums = np.split(big @ np.r_[x, h_prev] + np.concatenate([params[f"b_{k}"] for k in "figo"]), 4)
    return _squash(sums[0]), _squash(sums[1]), np.tanh(sums[2]), _squash(sums[3])


@instead_of("lstm_gates")
def gates_as_a_named_tuple(x: Array, h_prev: Array, params: Params) -> Gates:
    """A named tuple in lecture order, with the products by einsum."""

    def affine(gate: str) -> Array:
        products = np.einsum("hd,d->h", params[f"W_{gate}x"], x), np.einsum("hk,k->h", params[f"W_{gate}h"], h_prev)
        return np.asarray(sum(products) + params[f"b_{gate}"])

    return Gates(
        output=_squash(affine("o")),
        input=_squash(affine("i")),
        forget=_squash(affine("f")),
        candidate=np.tanh(affine("g")),
    )


@instead_of("lstm_gates")
def gates_with_overflow_warning(x: Array, h_prev: Array, params: Params) -> list[Array]:
    """The naive sigmoid, which warns and is right; the tanh is 2σ(2a) − 1; the result is a list."""

    def logistic(a: Array) -> Array:
        return np.asarray(1 / (1 + np.exp(-a)))

    sums = {k: params[f"W_{k}x"] @ x + params[f"W_{k}h"] @ h_prev + params[f"b_{k}"] for k in ("f", "i", "g", "o")}
    return [logistic(sums["f"]), logistic(sums["i"]), 2 * logistic(2 * sums["g"]) - 1, logistic(sums["o"])]


@instead_of("lstm_gates")
def gates_unit_by_unit(x: Array, h_prev: Array, params: Params) -> tuple[list[float], ...]:
    """Plain Python numbers, one unit after the other; every result is a list of floats."""

    def units(gate: str, bend: Callable[[float], float]) -> list[float]:
        rows = zip(params[f"W_{gate}x"], params[f"W_{gate}h"], params[f"b_{gate}"], strict=True)
        return [
            bend(math.fsum([*(w * v for w, v in zip(wx, x, strict=True)), *(wh * h_prev).tolist(), b]))
            for wx, wh, b in rows
        ]

    def sigmoid(a: float) -> float:
        return 0.5 + 0.5 * math.tanh(a / 2)

    return units("f", sigmoid), units("i", sigmoid), units("g", math.tanh), units("o", sigmoid)


@instead_of("lstm_gates")
def gates_in_float32(x: Array, h_prev: Array, params: Params) -> tuple[NDArray[np.float32], ...]:
    """Computed in double precision and rounded to single at the end; the results are rows of one array."""
    sums = np.array([np.dot(params[f"W_{k}x"], x) + params[f"b_{k}"] + h_prev @ params[f"W_{k}h"].T for k in "fiog"])
    table = np.vstack([_squash(sums[:3]), np.tanh(sums[3:])]).astype(np.float32)
    return table[0], table[1], table[3], table[2]


@instead_of("lstm_gates")
def gates_in_three_branches(x: Array, h_prev: Array, params: Params) -> tuple[Array, ...]:
    """A sigmoid in three branches, which is exactly 0 or 1 beyond ±40, and results with negative strides."""

    def sigmoid(a: Array) -> Array:
        middle = 1 / (1 + np.exp(-np.clip(a, -40, 40)))
        return np.select([a > 40, a < -40], [1.0, 0.0], middle)

    def backwards(gate: str) -> Array:
        a = (params[f"W_{gate}x"] * x).sum(axis=1) + (params[f"W_{gate}h"] * h_prev).sum(axis=1) + params[f"b_{gate}"]
        return np.flip(a)

    f, i, g, o = (backwards(gate) for gate in "figo")
    return sigmoid(f)[::-1], sigmoid(i)[::-1], np.tanh(g)[::-1], sigmoid(o)[::-1]


@instead_of("lstm_cell_update")
def cell_by_named_ufuncs(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> tuple[Array, Array]:
    """np.add and np.multiply, the input's part first, both results read-only."""
    c = np.array(np.add(np.multiply(g, i), np.multiply(c_prev, f)))
    h = np.array(np.multiply(np.tanh(c), o))
    c.setflags(write=False)
    h.setflags(write=False)
    return c, h


@instead_of("lstm_cell_update")
def cell_with_tanh_from_exp(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> tuple[Array, Array]:
    """The tanh as 1 − 2/(e^{2c} + 1): where e^{2c} is ∞, NumPy warns and the fraction is 0."""
    c = f * c_prev + i * g
    return c, o * (1 - 2 / (np.exp(2 * c) + 1))


@instead_of("lstm_cell_update")
def cell_to_nested_lists(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> list[Any]:
    """A list of two nested lists, which have one shape; for 0-d arguments a list of two floats."""
    memory = np.sum([f * c_prev, i * g], axis=0)
    return [memory.tolist(), (o * np.tanh(memory)).tolist()]


@instead_of("lstm_cell_update")
def cell_entry_by_entry(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> tuple[Array, Array]:
    """One entry after the other, through np.ndindex, with math.tanh; the results are views of one array."""
    both = np.empty((2, *np.shape(c_prev)))
    for index in np.ndindex(np.shape(c_prev)):
        memory = float(f[index]) * float(c_prev[index]) + float(i[index]) * float(g[index])
        both[(0, *index)] = memory
        both[(1, *index)] = float(o[index]) * math.tanh(memory)
    return both[0], both[1]


@instead_of("lstm_cell_update")
def cell_by_vectorize(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> tuple[Array, Array]:
    """np.vectorize of a function of five numbers that returns two."""

    def unit(forget: float, enter: float, candidate: float, show: float, memory: float) -> tuple[float, float]:
        memory = forget * memory + enter * candidate
        return memory, show * math.tanh(memory)

    c, h = np.vectorize(unit, otypes=[float, float])(f, i, g, o, c_prev)
    return c, h


@instead_of("lstm_gates")
def gates_by_exact_sums(x: Array, h_prev: Array, params: Params) -> list[list[float]]:
    """math.fsum over all terms of every unit, in lists of floats."""
    found = []
    for name, bend in (("f", _bent), ("i", _bent), ("g", math.tanh), ("o", _bent)):
        rows = zip(params[f"W_{name}x"], params[f"W_{name}h"], params[f"b_{name}"], strict=True)
        found.append([bend(math.fsum([*(w * x), *(u * h_prev), b])) for w, u, b in rows])
    return found


def _bent(a: float) -> float:
    return math.tanh(a / 2) / 2 + 0.5


@instead_of("lstm_gates")
def gates_as_rows_of_one_buffer(x: Array, h_prev: Array, params: Params) -> tuple[Array, ...]:
    """One buffer of sums, bent in place by ufuncs with `out`; the gates are its rows."""
    sums = np.array([params[f"W_{k}x"] @ x + params[f"W_{k}h"] @ h_prev + params[f"b_{k}"] for k in "fiog"])
    sums[:3] *= 0.5
    np.tanh(sums, out=sums)
    sums[:3] += 1
    sums[:3] *= 0.5
    return sums[0], sums[1], sums[3], sums[2]


@instead_of("lstm_cell_update")
def cell_by_einsum(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> list[Any]:
    """One einsum over the two ways into the cell; tanh by the exponential of a complex number turned back."""
    c = np.einsum("k...,k...->...", np.stack([f, i]), np.stack([c_prev, g]))
    return [c, o * np.real(-1j * np.tan(1j * c))]
