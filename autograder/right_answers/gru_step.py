"""Right but unusual answers to the question on the step of a GRU."""

import math
import operator
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]
Params = Mapping[str, Array]


class Pair(NamedTuple):
    """The two gates."""

    update: Array
    reset: Array


def _squash(a: Array) -> Array:
    return np.asarray((1 + np.tanh(a / 2)) / 2)


def _dot(left: Iterable[float], right: Iterable[float]) -> float:
    return math.fsum(map(operator.mul, left, right))


@instead_of("gru_gates")
def gates_by_named_tuple(x: Array, h_prev: Array, params: Params) -> Pair:
    """A named tuple from a comprehension over the letters of the gates."""
    return Pair(*(_squash(params["W_" + k] @ x + params["U_" + k] @ h_prev + params["b_" + k]) for k in "zr"))


@instead_of("gru_gates")
def gates_by_one_product(x: Array, h_prev: Array, params: Params) -> list[Array]:
    """Both gates by one matrix product and one sigmoid, which warns of overflow; the results are two views."""
    left = np.block([[params["W_z"], params["U_z"]], [params["W_r"], params["U_r"]]])
    both = 1 / (1 + np.exp(-(left @ np.append(x, h_prev) + np.append(params["b_z"], params["b_r"]))))
    return [both[: len(h_prev)], both[len(h_prev) :]]


@instead_of("gru_gates")
def gates_to_lists(x: Array, h_prev: Array, params: Params) -> tuple[list[float], ...]:
    """Plain Python, one unit after the other, with the sigmoid's OverflowError caught."""

    def sigmoid(a: float) -> float:
        try:
            return 1 / (1 + math.exp(-a))
        except OverflowError:
            return 0.0

    def gate(k: str) -> list[float]:
        rows = zip(params[f"W_{k}"], params[f"U_{k}"], params[f"b_{k}"], strict=True)
        return [sigmoid(_dot(w, x) + _dot(u, h_prev) + float(b)) for w, u, b in rows]

    return gate("z"), gate("r")


@instead_of("gru_gates")
def gates_from_their_complements(x: Array, h_prev: Array, params: Params) -> tuple[Array, Array]:
    """1 − σ(−a) is σ(a): the complements are computed in the log domain, all signs changed."""

    def complement(k: str) -> Array:
        return np.asarray(
            np.exp(-np.logaddexp(0, x @ params[f"W_{k}"].T + h_prev @ params[f"U_{k}"].T + params[f"b_{k}"]))
        )

    return 1 - complement("z"), 1 - complement("r")


@instead_of("gru_candidate")
def candidate_by_scaled_columns(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """The reset gate scales the columns of U_h, which is the same as resetting the state before the product."""
    result: Array = np.tanh(params["W_h"] @ x + (params["U_h"] * r) @ h_prev + params["b_h"])
    return result


@instead_of("gru_candidate")
def candidate_by_einsum(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """One einsum over three factors, and the result read-only."""
    recurrent = np.einsum("hk,k,k->h", params["U_h"], r, h_prev)
    result: Array = np.tanh(recurrent + np.einsum("hd,d->h", params["W_h"], x) + params["b_h"])
    result.flags.writeable = False
    return result


@instead_of("gru_candidate")
def candidate_to_a_list(x: Array, h_prev: Array, r: Array, params: Params) -> list[float]:
    """A list of floats by math.tanh and exact sums."""
    state = [gate * old for gate, old in zip(r, h_prev, strict=True)]
    rows = zip(params["W_h"], params["U_h"], params["b_h"], strict=True)
    return [math.tanh(_dot(w, x) + _dot(u, state) + float(b)) for w, u, b in rows]


@instead_of("gru_candidate")
def candidate_by_diagonal_matrix(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """The reset gate as a diagonal matrix between U_h and the state; the tanh is made of a sigmoid."""
    a = np.linalg.multi_dot([params["U_h"], np.diag(r), h_prev]) + params["b_h"] + params["W_h"] @ x
    return 2 * _squash(2 * a) - 1


@instead_of("gru_step")
def step_towards_the_candidate(x: Array, h_prev: Array, params: Params) -> Array:
    """The old state plus z times the way to the candidate."""
    z, r = (_squash(params[f"W_{k}"] @ x + params[f"U_{k}"] @ h_prev + params[f"b_{k}"]) for k in "zr")
    return h_prev + z * (np.tanh(params["W_h"] @ x + params["U_h"] @ (r * h_prev) + params["b_h"]) - h_prev)


@instead_of("gru_step")
def step_in_float32_at_the_end(x: Array, h_prev: Array, params: Params) -> NDArray[np.float32]:
    """Rounded to single precision on the way out only."""
    return step_towards_the_candidate(x, h_prev, params).astype(np.float32)


@instead_of("gru_step")
def step_with_inputs_stacked(x: Array, h_prev: Array, params: Params) -> Array:
    """The input's part of z, r and h̃ in one product, then a result in a strided buffer."""
    z, r, h = np.split(np.concatenate([params["W_z"], params["W_r"], params["W_h"]]) @ x, 3)
    z = _squash(z + params["U_z"] @ h_prev + params["b_z"])
    r = _squash(r + params["U_r"] @ h_prev + params["b_r"])
    h = np.tanh(h + params["U_h"] @ np.multiply(r, h_prev) + params["b_h"])
    buffer = np.empty(2 * len(h_prev))
    buffer[::2] = z * h
    buffer[::2] += h_prev - z * h_prev
    return buffer[::2]


@instead_of("gru_step")
def step_by_weighted_average(x: Array, h_prev: Array, params: Params) -> Any:
    """np.average of old and new with the weights 1 − z and z, computed as σ(−a) and σ(a)."""
    a_z, a_r = (params[f"W_{k}"] @ x + params[f"U_{k}"] @ h_prev + params[f"b_{k}"] for k in "zr")
    new = np.tanh(params["b_h"] + params["W_h"].dot(x) + params["U_h"].dot(h_prev / (1 + np.exp(-a_r))))
    return np.average([h_prev, new], axis=0, weights=[_squash(-a_z), _squash(a_z)])


@instead_of("gru_step")
def step_to_a_tuple(x: Array, h_prev: Array, params: Params) -> tuple[float, ...]:
    """A tuple of floats, from an object of a class with one method per equation."""

    class Unit:
        def gate(self, k: str) -> Array:
            return _squash(np.inner(params[f"W_{k}"], x) + np.inner(params[f"U_{k}"], h_prev) + params[f"b_{k}"])

        def candidate(self) -> Array:
            reset = h_prev * self.gate("r")
            return np.asarray(np.tanh(np.inner(params["W_h"], x) + np.inner(params["U_h"], reset) + params["b_h"]))

        def state(self) -> Array:
            z = self.gate("z")
            return z * self.candidate() + (1 - z) * h_prev

    return tuple(Unit().state().tolist())


class _Gate:
    """A gate with its three parameters, which can be called."""

    def __init__(self, params: Params, name: str) -> None:
        self.W, self.U, self.b = (params[f"{letter}_{name}"] for letter in "WUb")

    def __call__(self, x: Array, h: Array) -> Array:
        return np.asarray(np.einsum("hd,d->h", self.W, x) + np.einsum("hk,k->h", self.U, h) + self.b)


@instead_of("gru_gates")
def gates_by_callable_objects(x: Array, h_prev: Array, params: Params) -> list[Array]:
    """Two objects that are called; σ is the real part of 1/(1 + e^−a) in complex numbers."""
    sums = (_Gate(params, name)(x, h_prev) for name in "zr")
    return [np.real(0.5 + 0.5 * np.tanh(a.astype(complex) / 2)) for a in sums]


@instead_of("gru_candidate")
def candidate_by_exact_sums(x: Array, h_prev: Array, r: Array, params: Params) -> tuple[float, ...]:
    """math.fsum for every unit; the result is a tuple of floats."""
    reset = [float(a) * float(b) for a, b in zip(r, h_prev, strict=True)]
    rows = zip(params["W_h"].tolist(), params["U_h"].tolist(), params["b_h"].tolist(), strict=True)
    return tuple(
        math.tanh(math.fsum([*map(operator.mul, w, x.tolist()), *map(operator.mul, u, reset), b])) for w, u, b in rows
    )


@instead_of("gru_step")
def step_by_callable_gates(x: Array, h_prev: Array, params: Params) -> Array:
    """The candidate is a gate that is called with the reset state; the mean of both is taken by a scalar product."""
    z, r = (0.5 + 0.5 * np.tanh(_Gate(params, name)(x, h_prev) / 2) for name in "zr")
    candidate = np.tanh(_Gate(params, "h")(x, np.multiply(r, h_prev)))
    return np.asarray(np.einsum("kh,kh->h", np.array([1 - z, z]), np.array([h_prev, candidate])))
