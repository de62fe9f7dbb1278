"""Right but unusual answers to the question on LSTM sequences."""

import array
import functools
import itertools
import math
import operator
from collections import deque
from collections.abc import Generator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of

Array = NDArray[np.float64]
Params = Mapping[str, Array]
Pair = tuple[Array, Array]


class State(NamedTuple):
    """The two states of an LSTM."""

    h: Array
    c: Array


class EmptyLayerError(ValueError):
    """A layer without inputs or without units."""


def _squash(a: Array) -> Array:
    return np.asarray(0.5 * (np.tanh(a / 2) + 1))


def _step(x: Array, h: Array, c: Array, params: Params) -> State:
    sums = {k: params[f"W_{k}x"] @ x + params[f"W_{k}h"] @ h + params[f"b_{k}"] for k in "figo"}
    c = _squash(sums["f"]) * c + _squash(sums["i"]) * np.tanh(sums["g"])
    return State(_squash(sums["o"]) * np.tanh(c), c)


@instead_of("lstm_step")
def step_as_a_named_tuple(x: Array, h_prev: Array, c_prev: Array, params: Params) -> State:
    """A named tuple of the two states, from a step without any of the other functions."""
    return _step(x, h_prev, c_prev, params)


@instead_of("lstm_step")
def step_by_a_class(x: Array, h_prev: Array, c_prev: Array, params: Params) -> list[Array]:
    """A cell object that holds its state; the result is a list of two."""

    class Cell:
        def __init__(self) -> None:
            self.h, self.c = np.copy(h_prev), np.copy(c_prev)

        def gate(self, name: str) -> Array:
            return np.asarray(params[f"W_{name}x"].dot(x) + params[f"W_{name}h"].dot(self.h) + params[f"b_{name}"])

        def tick(self) -> list[Array]:
            show = _squash(self.gate("o"))
            enter = _squash(self.gate("i")) * np.tanh(self.gate("g"))
            self.c *= _squash(self.gate("f"))
            self.c += enter
            self.h = show * np.tanh(self.c)
            return [self.h, self.c]

    return Cell().tick()


@instead_of("lstm_step")
def step_to_lists(x: Array, h_prev: Array, c_prev: Array, params: Params) -> list[list[float]]:
    """A list of two lists of floats, which are of one length and still two results."""
    h, c = _step(x, h_prev, c_prev, params)
    return [h.tolist(), c.tolist()]


@instead_of("lstm_step")
def step_with_fused_matrix(x: Array, h_prev: Array, c_prev: Array, params: Params) -> Pair:
    """One (4, H, D + H + 1) tensor times (x, h, 1); the tanh of g is made of a sigmoid."""
    tensor = np.stack(
        [np.column_stack([params[f"W_{k}x"], params[f"W_{k}h"], params[f"b_{k}"]]) for k in ("f", "i", "o", "g")]
    )
    tensor[3] *= 2
    f, i, o, g = _squash(np.tensordot(tensor, np.hstack([x, h_prev, 1.0]), axes=1))
    c = f * c_prev + i * (2 * g - 1)
    return o * (2 * _squash(2 * c) - 1), c


@instead_of("lstm_step")
def step_unit_by_unit(x: Array, h_prev: Array, c_prev: Array, params: Params) -> tuple[list[float], list[float]]:
    """A loop over the units, each with scalars of its own."""
    hs, cs = [], []
    for unit, memory in enumerate(c_prev.tolist()):
        sums = [
            float(params[f"W_{k}x"][unit] @ x + params[f"W_{k}h"][unit] @ h_prev + params[f"b_{k}"][unit])
            for k in "figo"
        ]
        f, i, o = (0.5 + 0.5 * math.tanh(sums[k] / 2) for k in (0, 1, 3))
        cs.append(f * memory + i * math.tanh(sums[2]))
        hs.append(o * math.tanh(cs[-1]))
    return hs, cs


@instead_of("lstm_forward")
def forward_by_accumulate(xs: Array, h0: Array, c0: Array, params: Params) -> Pair:
    """itertools.accumulate runs the sequence; the first entry, the initial state, is dropped."""
    states = list(itertools.accumulate(xs, lambda s, x: _step(x, s.h, s.c, params), initial=State(h0, c0)))
    return np.stack([s.h for s in states])[1:], np.stack([s.c for s in states])[1:]


@instead_of("lstm_forward")
def forward_by_halves(xs: Array, h0: Array, c0: Array, params: Params) -> Pair:
    """Recursion over the two halves of the sequence, the second started where the first ended."""
    if len(xs) <= 1:
        rows = [_step(x, h0, c0, params) for x in xs]
        return np.reshape([s.h for s in rows], (len(xs), len(h0))), np.reshape([s.c for s in rows], (len(xs), len(c0)))
    middle = len(xs) // 2
    hs, cs = forward_by_halves(xs[:middle], h0, c0, params)
    later_hs, later_cs = forward_by_halves(xs[middle:], hs[-1], cs[-1], params)
    return np.concatenate([hs, later_hs]), np.concatenate([cs, later_cs])


@instead_of("lstm_forward")
def forward_with_inputs_multiplied_first(xs: Array, h0: Array, c0: Array, params: Params) -> Pair:
    """The input's part of all gates and all steps is one matrix product; the results are in Fortran order."""
    size = len(h0)
    from_inputs = xs @ np.vstack([params[f"W_{k}x"] for k in "figo"]).T + np.hstack([params[f"b_{k}"] for k in "figo"])
    recurrent = np.vstack([params[f"W_{k}h"] for k in "figo"])
    hs, cs = np.zeros((len(xs), size), order="F"), np.zeros((len(xs), size), order="F")
    h, c = h0, c0
    for t, part in enumerate(from_inputs):
        f, i, g, o = np.reshape(part + recurrent @ h, (4, size))
        c = _squash(f) * c + _squash(i) * np.tanh(g)
        h = _squash(o) * np.tanh(c)
        hs[t], cs[t] = h, c
    return hs, cs


@instead_of("lstm_forward")
def forward_by_coroutine(xs: Array, h0: Array, c0: Array, params: Params) -> list[Array]:
    """A coroutine takes inputs and hands out states; the result is a list of two arrays that share a buffer."""

    def cell() -> Generator[State, Array, None]:
        state = State(h0, c0)
        while True:
            x = yield state
            state = _step(x, *state, params)

    buffer = np.empty((len(xs), 2, len(h0)))
    running = cell()
    next(running)
    for t, x in enumerate(xs):
        buffer[t] = running.send(x)
    return [buffer[:, 0], buffer[:, 1]]


@instead_of("lstm_forward")
def forward_to_nested_lists(xs: Array, h0: Array, c0: Array, params: Params) -> tuple[Any, Any]:
    """Lists of lists of floats, taken from a deque; an empty sequence gives two empty arrays."""
    states = deque([State(h0, c0)])
    for x in xs:
        states.append(_step(x, *states[-1], params))
    states.popleft()
    if not states:
        return np.empty((0, len(h0))), np.empty((0, len(c0)))
    return [s.h.tolist() for s in states], [s.c.tolist() for s in states]


@instead_of("cell_state_gradient")
def gradient_by_reduce(fs: Array) -> Array:
    """functools.reduce from a vector of ones."""
    return functools.reduce(np.multiply, fs, np.ones(fs.shape[1]))


@instead_of("cell_state_gradient")
def gradient_in_the_log_domain(fs: Array) -> Array:
    """The exponential of the sum of logarithms: a closed gate gives log 0 = −∞ with a warning, and then 0."""
    result: Array = np.exp(np.log(fs).sum(axis=0))
    return result


@instead_of("cell_state_gradient")
def gradient_by_columns(fs: Array) -> list[float]:
    """math.prod over each unit's column; the empty product is the int 1."""
    return [math.prod(column) for column in fs.T.tolist()]


@instead_of("cell_state_gradient")
def gradient_as_jacobian_diagonal(fs: Array) -> Array:
    """Whole Jacobian matrices are multiplied; the result is the read-only diagonal of their product."""
    jacobian = np.eye(fs.shape[1])
    for gates in fs:
        jacobian = np.diag(gates) @ jacobian
    return np.diagonal(jacobian)


@instead_of("cell_state_gradient")
def gradient_by_running_two_cells(fs: Array) -> Array:
    """A cell that starts at 1 less a cell that starts at 0, with the same inputs: the update is linear."""
    one, zero = np.ones(fs.shape[1]), np.zeros(fs.shape[1])
    for gates in fs:
        one, zero = gates * one + 0.25, gates * zero + 0.25
    return one - zero


@instead_of("cell_state_gradient")
def gradient_in_an_array_of_doubles(fs: Array) -> Any:
    """The standard library's array.array of doubles, from the last row of a cumulative product."""
    return array.array("d", np.cumprod(np.vstack([np.ones((1, fs.shape[1])), fs]), axis=0)[-1].tolist())


@instead_of("lstm_parameter_count")
def lstm_count_by_shapes(input_size: int, hidden_size: int) -> int:
    """The sizes of arrays of the right shapes, which take no memory."""
    if input_size < 1 or hidden_size < 1:
        raise ValueError("sizes")
    shapes = 4 * [(hidden_size, input_size), (hidden_size, hidden_size), (hidden_size,)]
    return sum(np.broadcast_to(0.0, shape).size for shape in shapes)


@instead_of("lstm_parameter_count")
def lstm_count_by_numpy_product(input_size: int, hidden_size: int) -> np.int64:
    """4·H·(D + H + 1) as a NumPy integer."""
    if min(input_size, hidden_size) <= 0:
        raise EmptyLayerError(min(input_size, hidden_size))
    return np.int64(np.prod(np.array([4, hidden_size, input_size + hidden_size + 1], dtype=np.int64)))


@instead_of("lstm_parameter_count")
@functools.lru_cache(maxsize=64)
def lstm_count_remembered(input_size: int, hidden_size: int) -> int:
    """lru_cache on the sizes, which are all that the result depends on."""
    if not (input_size >= 1 and hidden_size >= 1):
        raise ValueError("a layer has at least one input and one unit")
    return functools.reduce(operator.add, itertools.repeat(hidden_size * (input_size + hidden_size) + hidden_size, 4))


@instead_of("lstm_parameter_count")
def lstm_count_by_matrix_product(input_size: int, hidden_size: int) -> Any:
    """A product of small integer vectors; the sizes are refused after the count."""
    sizes = np.array([input_size, hidden_size, 1], dtype=np.int64)
    count = 4 * hidden_size * (sizes @ np.ones(3, dtype=np.int64))
    if (sizes < 1).any():
        raise ValueError(f"sizes must be positive: {sizes.tolist()}")
    return count


class _Cell:
    """A cell that can be called with an input, and remembers."""

    def __init__(self, h: Array, c: Array, params: Params) -> None:
        self.state, self.params = State(h, c), params

    def __call__(self, x: Array) -> State:
        self.state = _step(x, *self.state, self.params)
        return self.state


@instead_of("lstm_forward")
def forward_by_a_callable_cell(xs: Array, h0: Array, c0: Array, params: Params) -> list[Array]:
    """A cell that is called by map; hs and cs are views of one (T, 2, H) array."""
    both = np.array([*map(_Cell(h0, c0, params), xs)]).reshape(len(xs), 2, len(h0))
    return [both[:, 0], both[:, 1]]


@instead_of("lstm_step")
def step_as_columns(x: Array, h_prev: Array, c_prev: Array, params: Params) -> Pair:
    """Column vectors of shape (n, 1) inside; the results are views of columns."""
    sums = {
        k: params[f"W_{k}x"] @ x[:, None] + params[f"W_{k}h"] @ h_prev[:, None] + params[f"b_{k}"][:, None]
        for k in "figo"
    }
    c = _squash(sums["f"]) * c_prev[:, None] + _squash(sums["i"]) * np.tanh(sums["g"])
    return (_squash(sums["o"]) * np.tanh(c))[:, 0], c[:, 0]


@instead_of("cell_state_gradient")
def gradient_by_math_prod(fs: Array) -> list[float]:
    """math.prod of every column, which is 1 where there is no time step."""
    return [math.prod(fs[:, unit].tolist()) for unit in range(fs.shape[1])]


@instead_of("lstm_parameter_count")
def lstm_count_by_square_completed(input_size: int, hidden_size: int) -> int:
    """((2H + D + 1)² − (D + 1)²), which is 4H(H + D + 1)."""
    if min(input_size, hidden_size) < 1:
        raise ValueError("sizes")
    return (2 * hidden_size + input_size + 1) ** 2 - (input_size + 1) ** 2
