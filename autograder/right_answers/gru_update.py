"""Right but unusual answers to the question on the update of a GRU and on its sequences."""

import enum
import functools
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]
Params = Mapping[str, Array]


class Case(enum.Enum):
    """The two limits of the update gate; an unknown name is refused by Enum itself, with ValueError."""

    REPLACE = "replace"
    KEEP = "keep"


def _squash(a: Array) -> Array:
    return np.asarray((1 + np.tanh(a / 2)) / 2)


def _step(x: Array, h: Array, params: Params) -> Array:
    z, r = (_squash(params[f"W_{k}"] @ x + params[f"U_{k}"] @ h + params[f"b_{k}"]) for k in "zr")
    return np.asarray((1 - z) * h + z * np.tanh(params["W_h"] @ x + params["U_h"] @ (r * h) + params["b_h"]))


@instead_of("gru_interpolate")
def interpolate_from_the_old(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Start at the old state and go z of the way."""
    return h_prev + z * (h_candidate - h_prev)


@instead_of("gru_interpolate")
def interpolate_from_the_new(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Start at the candidate and go 1 − z of the way back; the result is read-only."""
    result = np.array(h_candidate - (1 - z) * (h_candidate - h_prev))
    result.flags.writeable = False
    return result


@instead_of("gru_interpolate")
def interpolate_to_nested_lists(z: Array, h_prev: Array, h_candidate: Array) -> Any:
    """Recursion over the first axis, down to Python floats."""
    if np.ndim(z) == 0:
        return float(z) * float(h_candidate) + (1.0 - float(z)) * float(h_prev)
    return [interpolate_to_nested_lists(*entries) for entries in zip(z, h_prev, h_candidate, strict=True)]


@instead_of("gru_interpolate")
def interpolate_by_stacked_sum(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Weights and states are stacked, multiplied, and summed over the first axis."""
    return np.asarray(np.einsum("k...,k...->...", np.stack([1 - z, z]), np.stack([h_prev, h_candidate])))


@instead_of("gru_interpolate")
def interpolate_by_vectorize(z: Array, h_prev: Array, h_candidate: Array) -> Any:
    """np.vectorize of a closure over nothing, with a result of dtype object."""
    return np.frompyfunc(lambda gate, old, new: math.fsum([old, -gate * old, gate * new]), 3, 1)(z, h_prev, h_candidate)


@instead_of("gru_forward")
def forward_by_accumulated_steps(xs: Array, h0: Array, params: Params) -> Array:
    """itertools.accumulate from h0, which is cut off again; the rows are a view."""
    states = itertools.accumulate(xs, lambda h, x: _step(x, h, params), initial=h0)
    return np.vstack(list(states))[1:]


@instead_of("gru_forward")
def forward_by_dividing(xs: Array, h0: Array, params: Params) -> Array:
    """Recursion over the halves of the sequence."""
    if len(xs) < 2:
        return np.array([_step(x, h0, params) for x in xs]).reshape(-1, len(h0))
    first = forward_by_dividing(xs[: len(xs) // 2], h0, params)
    return np.vstack([first, forward_by_dividing(xs[len(xs) // 2 :], first[-1], params)])


@instead_of("gru_forward")
def forward_by_generator_to_lists(xs: Array, h0: Array, params: Params) -> Any:
    """A generator of states, turned into a list of tuples; of no states it makes an empty array."""

    def states() -> Iterator[tuple[float, ...]]:
        h = h0
        for x in xs:
            h = _step(x, h, params)
            yield tuple(h.tolist())

    return list(states()) or np.zeros((0, h0.size))


@instead_of("gru_forward")
def forward_in_columns(xs: Array, h0: Array, params: Params) -> Array:
    """The states fill the columns of a matrix, one longer than needed, that is transposed at the end."""
    columns = np.empty((len(h0), len(xs) + 1))
    columns[:, 0] = h0
    from_inputs = {k: params[f"W_{k}"] @ xs.T + params[f"b_{k}"][:, None] for k in "zrh"}
    for t in range(len(xs)):
        h = columns[:, t]
        z = _squash(from_inputs["z"][:, t] + params["U_z"] @ h)
        r = _squash(from_inputs["r"][:, t] + params["U_r"] @ h)
        columns[:, t + 1] = h + z * (np.tanh(from_inputs["h"][:, t] + params["U_h"] @ (r * h)) - h)
    return columns[:, 1:].T


@instead_of("update_gate_bias")
def bias_by_enum(case: str, hidden_size: int) -> Array:
    """Case(case) raises ValueError for an unknown name."""
    if hidden_size < 1:
        raise ValueError("hidden_size must be positive")
    return np.full(hidden_size, {Case.REPLACE: 1.0, Case.KEEP: -1.0}[Case(case)] * (2 * hidden_size + 14))


@instead_of("update_gate_bias")
def bias_by_list_index(case: str, hidden_size: int) -> list[int]:
    """list.index raises ValueError for an unknown name; the result is a list of ints at the allowed bound."""
    sign = 2 * ["keep", "replace"].index(case) - 1
    if hidden_size < 1:
        raise ValueError("no units")
    return [sign * 5000] * hidden_size


@instead_of("update_gate_bias")
@functools.lru_cache
def bias_remembered(case: str, hidden_size: int) -> tuple[float, ...]:
    """lru_cache, with a tuple as result so that nobody can change what is remembered."""
    if case not in ("keep", "replace"):
        raise ValueError(case)
    if hidden_size < 1:
        raise ValueError(hidden_size)
    return tuple((50.0 + unit) * (1 if case == "replace" else -1) for unit in range(hidden_size))


@instead_of("update_gate_bias")
def bias_as_broadcast_view(case: str, hidden_size: int) -> Array:
    """A read-only view of a single number, after the checks in the other order."""
    if hidden_size <= 0:
        raise ValueError("hidden_size")
    match case:
        case "replace":
            return np.broadcast_to(np.array(123.0), hidden_size)
        case "keep":
            return np.broadcast_to(np.array(-123.0), hidden_size)
        case _:
            raise ValueError(f"unknown case: {case}")


@instead_of("gru_parameter_count")
def gru_count_by_shapes(input_size: int, hidden_size: int) -> int:
    """The products of nine shapes."""
    if input_size < 1 or hidden_size < 1:
        raise ValueError("sizes")
    shapes: Sequence[tuple[int, ...]] = [(hidden_size, input_size), (hidden_size, hidden_size), (hidden_size,)] * 3
    return sum(map(math.prod, shapes))


@instead_of("gru_parameter_count")
def gru_count_by_three_quarters(input_size: int, hidden_size: int) -> int:
    """Three quarters of an LSTM, in whole numbers; divmod leaves no remainder."""
    if not min(input_size, hidden_size) > 0:
        raise ValueError("a size below 1")
    lstm = 4 * hidden_size * (input_size + hidden_size + 1)
    quarters, _ = divmod(3 * lstm, 4)
    return quarters


@instead_of("gru_parameter_count")
def gru_count_as_numpy_integer(input_size: int, hidden_size: int) -> Any:
    """A NumPy integer, from sizes turned into NumPy integers first."""
    D, H = np.int64(input_size), np.int64(hidden_size)
    if D < 1 or H < 1:
        raise ValueError("D and H are at least 1")
    return np.add.reduce([H * D, H * H, H]) * 3


@instead_of("gru_parameter_count")
def gru_count_by_empty_arrays(input_size: int, hidden_size: int) -> int:
    """The sizes of a nested dict of strided arrays that hold one number each; max() of nothing is not reached."""
    for size in (hidden_size, input_size):
        if size < 1:
            raise ValueError(f"{size} is no size")
    number = np.zeros(())
    unit = {"W": (hidden_size, input_size), "U": (hidden_size, hidden_size), "b": (hidden_size,)}
    arrays = {f"{kind}_{k}": np.broadcast_to(number, shape) for kind, shape in unit.items() for k in "zrh"}
    return sum(np.size(values) for values in arrays.values())


@instead_of("gru_interpolate")
def interpolate_on_the_complex_plane(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Old and new are the parts of one complex number, projected by multiplying; the result is a strided view."""
    both = h_prev + 1j * np.asarray(h_candidate)
    return np.real(both * ((1 - z) - 1j * np.asarray(z)))


@instead_of("gru_forward")
def forward_by_recursion_from_the_end(xs: Array, h0: Array, params: Params) -> Array:
    """The last state asks for the one before it, down to h0; all are written into one buffer with h0 in front."""
    buffer = np.vstack([h0[None], np.zeros((len(xs), len(h0)))])

    def state(t: int) -> Array:
        if t > 0:
            h, x = state(t - 1), xs[t - 1]
            z, r = (
                0.5 + 0.5 * np.tanh((params[f"W_{k}"] @ x + params[f"U_{k}"] @ h + params[f"b_{k}"]) / 2) for k in "zr"
            )
            candidate = np.tanh(params["W_h"] @ x + params["U_h"] @ (r * h) + params["b_h"])
            buffer[t] = h + z * (candidate - h)
        return np.asarray(buffer[t])

    state(len(xs))
    return buffer[1:]


@instead_of("update_gate_bias")
def bias_as_multiple_of_a_sign(case: str, hidden_size: int) -> list[int]:
    """A list of whole numbers, ±99."""
    if hidden_size < 1:
        raise ValueError("hidden_size")
    return [99 * (-1) ** ("replace", "keep").index(case)] * hidden_size


@instead_of("gru_parameter_count")
def gru_count_by_summing_units(input_size: int, hidden_size: int) -> int:
    """A generator of what each unit of each gate needs, added up."""
    if input_size <= 0 or hidden_size <= 0:
        raise ValueError("sizes")
    return sum(input_size + hidden_size + 1 for _ in itertools.product("zrh", range(hidden_size)))
