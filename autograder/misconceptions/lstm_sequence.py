"""Known wrong answers to the question on LSTM steps and sequences, the cell path's gradient and the parameters."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.activations import sigmoid
from solutions.lstm import (
    cell_state_gradient,
    lstm_cell_update,
    lstm_forward,
    lstm_gates,
    lstm_parameter_count,
    lstm_step,
)

Array = NDArray[np.float64]
Params = Mapping[str, Array]
States = tuple[Array, Array]

_steps_by_shape: dict[Any, Any] = {}
_sequences_by_shape: dict[Any, Any] = {}
_gradients_by_shape: dict[Any, Any] = {}


# --- lstm_step --------------------------------------------------------------------------------------------------------


@instead_of("lstm_step")
def memory_first(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step returns its two states in the wrong order."""
    h, c = lstm_step(x, h_prev, c_prev, params)
    return c, h


@instead_of("lstm_step")
def step_without_the_memory(x: Array, h_prev: Array, c_prev: Array, params: Params) -> Any:
    """Your step returns the hidden state alone; the next step needs the memory as well."""
    return lstm_step(x, h_prev, c_prev, params)[0]


@instead_of("lstm_step")
def step_with_the_gates(x: Array, h_prev: Array, c_prev: Array, params: Params) -> Any:
    """Your step returns more than the two states; only those are asked for."""
    return *lstm_step(x, h_prev, c_prev, params), lstm_gates(x, h_prev, params)


@instead_of("lstm_step")
def step_stacked(x: Array, h_prev: Array, c_prev: Array, params: Params) -> Any:
    """Your step returns one array in which both states are stacked; two results are asked for."""
    return np.stack(lstm_step(x, h_prev, c_prev, params))


@instead_of("lstm_step")
def step_by_name(x: Array, h_prev: Array, c_prev: Array, params: Params) -> Any:
    """Your step returns a dict; the two states are to be a tuple or a list."""
    return dict(zip("hc", lstm_step(x, h_prev, c_prev, params), strict=True))


@instead_of("lstm_step")
def step_as_rows(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The states of your step are matrices of one row; vectors are asked for."""
    h, c = lstm_step(x, h_prev, c_prev, params)
    return h[np.newaxis], c[np.newaxis]


@instead_of("lstm_step")
def gates_see_the_memory(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The gates of your step see the old memory instead of the old hidden state."""
    c, h = lstm_cell_update(*lstm_gates(x, c_prev, params), c_prev)
    return h, c


@instead_of("lstm_step")
def gates_see_both_states(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The gates of your step see the old memory too (as peepholes would let them); here they see x and h only."""
    c, h = lstm_cell_update(*lstm_gates(x, h_prev + c_prev, params), c_prev)
    return h, c


@instead_of("lstm_step")
def old_states_exchanged(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step takes the old memory for the old hidden state, and the other way round."""
    return lstm_step(x, c_prev, h_prev, params)


@instead_of("lstm_step")
def hidden_state_in_place_of_the_memory(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The forget gate of your step weighs the old hidden state; it has to weigh the old memory."""
    return lstm_step(x, h_prev, h_prev, params)


@instead_of("lstm_step")
def step_from_a_zero_hidden_state(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The old hidden state has no effect on your step."""
    return lstm_step(x, 0 * h_prev, c_prev, params)


@instead_of("lstm_step")
def step_from_an_empty_memory(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The old memory has no effect on your step."""
    return lstm_step(x, h_prev, 0 * c_prev, params)


@instead_of("lstm_step")
def step_without_input(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The input has no effect on your step."""
    return lstm_step(0 * x, h_prev, c_prev, params)


@instead_of("lstm_step")
def gates_unpacked_with_candidate_last(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step takes the candidate for the output gate and the other way round: mind the order f, i, g, o."""
    f, i, o, g = lstm_gates(x, h_prev, params)
    c, h = lstm_cell_update(f, i, g, o, c_prev)
    return h, c


@instead_of("lstm_step")
def gates_unpacked_with_input_first(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step takes the forget gate for the input gate and the other way round."""
    i, f, g, o = lstm_gates(x, h_prev, params)
    c, h = lstm_cell_update(f, i, g, o, c_prev)
    return h, c


@instead_of("lstm_step")
def gates_unpacked_with_output_first(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step takes the output gate for the forget gate and the other way round."""
    o, i, g, f = lstm_gates(x, h_prev, params)
    c, h = lstm_cell_update(f, i, g, o, c_prev)
    return h, c


@instead_of("lstm_step")
def step_shows_the_old_memory(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The hidden state of your step shows the old memory, not the new one."""
    _, c = lstm_step(x, h_prev, c_prev, params)
    return lstm_gates(x, h_prev, params)[3] * np.tanh(c_prev), c


@instead_of("lstm_step")
def step_shows_without_tanh(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The hidden state of your step shows the memory as it is: nothing squashes it on the way out."""
    _, c = lstm_step(x, h_prev, c_prev, params)
    return lstm_gates(x, h_prev, params)[3] * c, c


@instead_of("lstm_step")
def step_shows_everything(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The output gate has no effect on the hidden state of your step."""
    _, c = lstm_step(x, h_prev, c_prev, params)
    return np.tanh(c), c


@instead_of("lstm_step")
def step_squashes_the_memory(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step squashes the memory before it hands it on; only what shows of it is squashed."""
    h, c = lstm_step(x, h_prev, c_prev, params)
    return h, np.tanh(c)


@instead_of("lstm_step")
def step_with_coupled_gates(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step weighs the candidate with what the forget gate leaves over; the input gate has no effect."""
    f, _, g, o = lstm_gates(x, h_prev, params)
    c, h = lstm_cell_update(f, 1 - f, g, o, c_prev)
    return h, c


@instead_of("lstm_step")
def step_with_all_of_the_candidate(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The input gate has no effect on your step: all of the candidate comes in."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    c, h = lstm_cell_update(f, np.ones_like(i), g, o, c_prev)
    return h, c


@instead_of("lstm_step")
def step_keeps_all(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The forget gate has no effect on your step: all of the old memory is kept."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    c, h = lstm_cell_update(np.ones_like(f), i, g, o, c_prev)
    return h, c


@instead_of("lstm_step")
def output_gate_sees_the_new_memory(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """The output gate of your step is computed from the new memory; it sees x and the old hidden state."""
    _, c = lstm_step(x, h_prev, c_prev, params)
    o = sigmoid(params["W_ox"] @ x + params["W_oh"] @ c + params["b_o"])
    return o * np.tanh(c), c


@instead_of("lstm_step")
def step_adds_the_old_hidden_state(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step adds the old hidden state to the new one; the new one takes its place."""
    h, c = lstm_step(x, h_prev, c_prev, params)
    return h + h_prev, c


@instead_of("lstm_step")
def step_taken_twice(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step is taken twice: the gates are computed again from the new states."""
    h, c = lstm_step(x, h_prev, c_prev, params)
    return lstm_step(x, h, c, params)


@instead_of("lstm_step")
def step_writes_into_the_old_states(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step writes the new states into the arrays of the old ones, which belong to the caller."""
    h_prev[:], c_prev[:] = lstm_step(x, h_prev, c_prev, params)
    return h_prev, c_prev


@instead_of("lstm_step")
def step_writes_into_the_old_memory(x: Array, h_prev: Array, c_prev: Array, params: Params) -> States:
    """Your step overwrites the old memory, which belongs to the caller."""
    h, c_prev[:] = lstm_step(x, h_prev, c_prev, params)
    return h, c_prev


@instead_of("lstm_step")
def steps_remembered_by_shape(x: Array, h_prev: Array, c_prev: Array, params: Params) -> Any:
    """Your step remembers earlier results and gives them back for other inputs of the same shape."""
    return _steps_by_shape.setdefault((x.shape, h_prev.shape), lstm_step(x, h_prev, c_prev, params))


# --- lstm_forward -----------------------------------------------------------------------------------------------------


def _rows(states: list[States], hidden: int) -> States:
    hs, cs = ([pair[k] for pair in states] for k in (0, 1))
    return np.array(hs).reshape(-1, hidden), np.array(cs).reshape(-1, hidden)


@instead_of("lstm_forward")
def states_not_carried(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Every step of your sequence starts from the first states; the states are not handed on."""
    return _rows([lstm_step(x, h0, c0, params) for x in xs], len(h0))


@instead_of("lstm_forward")
def memory_not_carried(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence hands the hidden state on but not the memory: every step starts from the first memory."""
    states, h = [], h0
    for x in xs:
        h, c = lstm_step(x, h, c0, params)
        states.append((h, c))
    return _rows(states, len(h0))


@instead_of("lstm_forward")
def hidden_state_not_carried(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence hands the memory on but not the hidden state: every step sees the first hidden state."""
    states, c = [], c0
    for x in xs:
        h, c = lstm_step(x, h0, c, params)
        states.append((h, c))
    return _rows(states, len(h0))


@instead_of("lstm_forward")
def memory_cleared_at_every_step(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence starts every step with an empty memory."""
    states, h = [], h0
    for x in xs:
        h, c = lstm_step(x, h, 0 * c0, params)
        states.append((h, c))
    return _rows(states, len(h0))


@instead_of("lstm_forward")
def read_backwards(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence is read from its end."""
    return lstm_forward(xs[::-1], h0, c0, params)


@instead_of("lstm_forward")
def read_backwards_and_turned(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence is run from the last input to the first, as the backward half of a two-way network."""
    hs, cs = lstm_forward(xs[::-1], h0, c0, params)
    return hs[::-1], cs[::-1]


@instead_of("lstm_forward")
def rows_in_reverse(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your rows come in reverse: the last step stands first."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return hs[::-1], cs[::-1]


@instead_of("lstm_forward")
def last_states_only(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """You return the states after the last step only; those after every step are asked for."""
    h, c = h0, c0
    for x in xs:
        h, c = lstm_step(x, h, c, params)
    return h, c


@instead_of("lstm_forward")
def last_row_everywhere(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """All your rows are the same: one array is stored again and again while later steps overwrite it."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return hs[len(hs) * [-1]], cs[len(cs) * [-1]]


@instead_of("lstm_forward")
def first_states_among_the_rows(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your results have one row too many: the first states h0 and c0 are among them."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return np.vstack([h0, hs]), np.vstack([c0, cs])


@instead_of("lstm_forward")
def rows_shifted(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Each of your rows holds the states before its step, not after it."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return np.vstack([h0, hs])[:-1], np.vstack([c0, cs])[:-1]


@instead_of("lstm_forward")
def last_step_not_taken(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence ends one step too early."""
    return lstm_forward(xs[:-1], h0, c0, params)


@instead_of("lstm_forward")
def last_step_left_zero(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """The last row of your results stays zero: the loop ends one step too early."""
    states = np.zeros((2, len(xs), len(h0)))
    states[:, : max(len(xs) - 1, 0)] = lstm_forward(xs[:-1], h0, c0, params)
    return states[0], states[1]


@instead_of("lstm_forward")
def first_step_not_taken(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence passes over the first input."""
    return lstm_forward(xs[1:], h0, c0, params)


@instead_of("lstm_forward")
def first_input_at_every_step(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Every step of your sequence reads the first input."""
    return lstm_forward(xs[len(xs) * [0]], h0, c0, params)


@instead_of("lstm_forward")
def input_of_the_step_before(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Each step of your sequence reads the input of the step before, the first one that of the last."""
    return lstm_forward(np.roll(xs, 1, axis=0), h0, c0, params)


@instead_of("lstm_forward")
def starts_from_zeros(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """The first states that are given have no effect: your sequence starts from zeros."""
    return lstm_forward(xs, 0 * h0, 0 * c0, params)


@instead_of("lstm_forward")
def starts_from_a_zero_hidden_state(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """The first hidden state that is given has no effect: your sequence starts from zero."""
    return lstm_forward(xs, 0 * h0, c0, params)


@instead_of("lstm_forward")
def starts_from_an_empty_memory(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """The first memory that is given has no effect: your sequence starts from an empty one."""
    return lstm_forward(xs, h0, 0 * c0, params)


@instead_of("lstm_forward")
def first_states_exchanged(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence takes the first memory for the first hidden state, and the other way round."""
    return lstm_forward(xs, c0, h0, params)


@instead_of("lstm_forward")
def states_exchanged_at_every_step(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence takes the step's results in the wrong order, so that h and C change places at every step."""
    states, h, c = [], h0, c0
    for x in xs:
        c, h = lstm_step(x, h, c, params)
        states.append((h, c))
    return _rows(states, len(h0))


@instead_of("lstm_forward")
def memory_takes_over(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """After the first step your gates see the memory instead of the hidden state."""
    states, seen, c = [], h0, c0
    for x in xs:
        h, c = lstm_step(x, seen, c, params)
        seen = c
        states.append((h, c))
    return _rows(states, len(h0))


@instead_of("lstm_forward")
def columns_taken_for_steps(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence runs over the columns of xs; time runs down its rows."""
    return lstm_forward(xs.T, h0, c0, params)


@instead_of("lstm_forward")
def as_many_steps_as_inputs(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your sequence has as many steps as an input has entries; the number of rows of xs is what counts."""
    steps = xs.shape[1]
    states, h, c = [], h0, c0
    for t in range(steps):
        h, c = lstm_step(xs[t], h, c, params)
        states.append((h, c))
    return _rows(states, len(h0))


@instead_of("lstm_forward")
def rows_as_wide_as_inputs(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your rows have the size of an input; they have to have the size of a state."""
    states = np.zeros((2, *xs.shape))
    h, c = h0, c0
    for t, x in enumerate(xs):
        h, c = lstm_step(x, h, c, params)
        states[:, t] = h, c
    return states[0], states[1]


@instead_of("lstm_forward")
def time_across(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your results are transposed: time has to run down the rows."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return hs.T, cs.T


@instead_of("lstm_forward")
def memories_first(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your two results are in the wrong order."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return cs, hs


@instead_of("lstm_forward")
def memories_twice(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Both of your results hold the memories."""
    _, cs = lstm_forward(xs, h0, c0, params)
    return cs, cs


@instead_of("lstm_forward")
def hidden_states_only(xs: Array, h0: Array, c0: Array, params: Params) -> Any:
    """You return the hidden states alone; the memories are asked for as well."""
    return lstm_forward(xs, h0, c0, params)[0]


@instead_of("lstm_forward")
def last_states_added(xs: Array, h0: Array, c0: Array, params: Params) -> Any:
    """You return all hidden states with the last states, as libraries do; all memories are asked for too."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return hs, (hs[-1] if len(hs) else h0, cs[-1] if len(cs) else c0)


@instead_of("lstm_forward")
def last_memory_only(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """You return all hidden states, but of the memories only the last one."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return hs, cs[-1] if len(cs) else c0


@instead_of("lstm_forward")
def pairs_of_states(xs: Array, h0: Array, c0: Array, params: Params) -> Any:
    """You return a list with a pair of states for every step; two results are asked for, one for each kind of state."""
    return list(zip(*lstm_forward(xs, h0, c0, params), strict=True))


@instead_of("lstm_forward")
def sequences_stacked(xs: Array, h0: Array, c0: Array, params: Params) -> Any:
    """You return one array in which both results are stacked; two results are asked for."""
    return np.stack(lstm_forward(xs, h0, c0, params))


@instead_of("lstm_forward")
def sequences_side_by_side(xs: Array, h0: Array, c0: Array, params: Params) -> Any:
    """You return one array with h and C side by side in each row; two results are asked for."""
    return np.hstack(lstm_forward(xs, h0, c0, params))


@instead_of("lstm_forward")
def sequences_squeezed(xs: Array, h0: Array, c0: Array, params: Params) -> Any:
    """Axes of length 1 are missing from your results: also one step or one unit makes a matrix."""
    return tuple(np.squeeze(states) for states in lstm_forward(xs, h0, c0, params))


@instead_of("lstm_forward")
def no_step_gives_vectors(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Without any step your results are empty vectors, with no axis for the units."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return np.array(list(hs)), np.array(list(cs))


@instead_of("lstm_forward")
def no_step_gives_the_first_states(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Without any step you return the first states; they are not among the states after a step."""
    return lstm_forward(xs, h0, c0, params) if len(xs) else (h0[np.newaxis], c0[np.newaxis])


@instead_of("lstm_forward")
def no_step_as_wide_as_inputs(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Without any step your results have as many columns as an input has entries; they have one per unit."""
    return lstm_forward(xs, h0, c0, params) if len(xs) else (xs, xs)


@instead_of("lstm_forward")
def no_step_fails(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your function fails when there is no step to take."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return np.stack(list(hs)), np.stack(list(cs))


@instead_of("lstm_forward")
def no_step_gives_nothing(xs: Array, h0: Array, c0: Array, params: Params) -> Any:
    """When there is no step to take, your function returns None."""
    return lstm_forward(xs, h0, c0, params) if len(xs) else None


@instead_of("lstm_forward")
def running_sums(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your rows are sums over all steps so far; each holds the states after its own step."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return np.cumsum(hs, axis=0), np.cumsum(cs, axis=0)


@instead_of("lstm_forward")
def first_states_overwritten(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your function overwrites h0 and c0, which belong to the caller."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    if len(xs):
        h0[:], c0[:] = hs[-1], cs[-1]
    return hs, cs


@instead_of("lstm_forward")
def inputs_overwritten(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your function overwrites the inputs, which belong to the caller."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    xs *= 0
    return hs, cs


@instead_of("lstm_forward")
def sequences_rounded(xs: Array, h0: Array, c0: Array, params: Params) -> States:
    """Your states are rounded to a few decimals; the rounding in the example is for display only."""
    hs, cs = lstm_forward(xs, h0, c0, params)
    return np.round(hs, 4), np.round(cs, 4)


@instead_of("lstm_forward")
def sequences_remembered_by_shape(xs: Array, h0: Array, c0: Array, params: Params) -> Any:
    """Your function remembers earlier results and gives them back for other sequences of the same shape."""
    return _sequences_by_shape.setdefault((xs.shape, h0.shape), lstm_forward(xs, h0, c0, params))


# --- cell_state_gradient ----------------------------------------------------------------------------------------------


@instead_of("cell_state_gradient")
def gates_summed(fs: Array) -> Array:
    """You add up the forget gates over time; the chain rule multiplies the derivatives of the steps."""
    total: Array = np.sum(fs, axis=0)
    return total


@instead_of("cell_state_gradient")
def gates_averaged(fs: Array) -> Array:
    """You average the forget gates over time; the chain rule multiplies the derivatives of the steps."""
    mean: Array = np.mean(fs, axis=0)
    return mean


@instead_of("cell_state_gradient")
def geometric_mean(fs: Array) -> Array:
    """You return the derivative per step, a geometric mean; the derivative over all steps is asked for."""
    mean: Array = cell_state_gradient(fs) ** (1 / max(len(fs), 1))
    return mean


@instead_of("cell_state_gradient")
def last_gate_to_the_power(fs: Array) -> Array:
    """You take one step's forget gate to the power of the number of steps; every step has gates of its own."""
    power: Array = np.prod(np.broadcast_to(fs[-1], fs.shape), axis=0) if len(fs) else np.ones(fs.shape[1])
    return power


@instead_of("cell_state_gradient")
def first_gate_to_the_power(fs: Array) -> Array:
    """You take the first step's forget gate to the power of the number of steps; every step has gates of its own."""
    power: Array = np.prod(np.broadcast_to(fs[0], fs.shape), axis=0) if len(fs) else np.ones(fs.shape[1])
    return power


@instead_of("cell_state_gradient")
def last_gate_only(fs: Array) -> Array:
    """You return the last step's forget gate alone; every step in between has its part in the derivative."""
    return np.array(fs[-1]) if len(fs) else np.ones(fs.shape[1])


@instead_of("cell_state_gradient")
def smallest_gate(fs: Array) -> Array:
    """You return the smallest forget gate over time; the steps' derivatives have to be multiplied."""
    return np.array(fs.min(axis=0, initial=1.0))


@instead_of("cell_state_gradient")
def first_step_left_out(fs: Array) -> Array:
    """The first step's forget gate is missing from your product."""
    return cell_state_gradient(fs[1:])


@instead_of("cell_state_gradient")
def last_step_left_out(fs: Array) -> Array:
    """The last step's forget gate is missing from your product."""
    return cell_state_gradient(fs[:-1])


@instead_of("cell_state_gradient")
def what_is_forgotten(fs: Array) -> Array:
    """You multiply what the gates forget, 1 minus the gate; the derivative is what they keep."""
    return cell_state_gradient(1 - fs)


@instead_of("cell_state_gradient")
def derivative_of_the_sigmoid(fs: Array) -> Array:
    """You multiply the derivatives of the gates; the gates are held fixed here, so that they are mere factors."""
    return cell_state_gradient(fs * (1 - fs))


@instead_of("cell_state_gradient")
def derivative_of_tanh(fs: Array) -> Array:
    """You multiply derivatives of tanh; there is no tanh on the path from one cell state to the next."""
    return cell_state_gradient(1 - fs**2)


@instead_of("cell_state_gradient")
def product_over_units(fs: Array) -> Array:
    """You multiply over the units of each step; the product has to run over time, for each unit by itself."""
    product: Array = np.prod(fs, axis=1)
    return product


@instead_of("cell_state_gradient")
def product_over_everything(fs: Array) -> Any:
    """You multiply all gates of all units into one number; each unit has a derivative of its own."""
    return np.prod(fs)


@instead_of("cell_state_gradient")
def running_products(fs: Array) -> Any:
    """You return the products after every step; only the one over all steps is asked for."""
    return np.cumprod(fs, axis=0)


@instead_of("cell_state_gradient")
def running_products_from_the_end(fs: Array) -> Any:
    """You return the derivative with respect to every earlier cell state; only the first one is asked for."""
    return np.cumprod(fs[::-1], axis=0)[::-1]


@instead_of("cell_state_gradient")
def one_row(fs: Array) -> Array:
    """Your result is a matrix of one row; a vector is asked for."""
    product: Array = np.prod(fs, axis=0, keepdims=True)
    return product


@instead_of("cell_state_gradient")
def whole_matrix(fs: Array) -> Array:
    """You return the whole matrix of derivatives; the numbers on its diagonal are asked for, as a vector."""
    return np.diag(cell_state_gradient(fs))


@instead_of("cell_state_gradient")
def mean_over_units(fs: Array) -> Any:
    """You average the derivatives of the units into one number; each unit has its own."""
    return np.mean(cell_state_gradient(fs))


@instead_of("cell_state_gradient")
def sum_of_logarithms(fs: Array) -> Array:
    """You return the logarithm of the derivative: the exponential is missing after the sum."""
    total: Array = np.sum(np.log(fs), axis=0)
    return total


@instead_of("cell_state_gradient")
def closed_gates_left_out(fs: Array) -> Array:
    """You leave gates that are 0 out of the product; a single closed gate cuts the whole path off."""
    return cell_state_gradient(np.where(fs == 0, 1.0, fs))


@instead_of("cell_state_gradient")
def product_started_at_zero(fs: Array) -> Array:
    """Your derivative is always 0: a product has to start at 1."""
    return 0 * cell_state_gradient(fs)


@instead_of("cell_state_gradient")
def zeros_over_no_step(fs: Array) -> Array:
    """Over no step you return zeros; a state depends fully on itself."""
    return cell_state_gradient(fs) if len(fs) else np.zeros(fs.shape[1])


@instead_of("cell_state_gradient")
def one_number_over_no_step(fs: Array) -> Any:
    """Over no step you return one number; there is one for every unit."""
    return cell_state_gradient(fs) if len(fs) else 1.0


@instead_of("cell_state_gradient")
def nothing_over_no_step(fs: Array) -> Array:
    """Over no step your result is empty; there is one number for every unit."""
    return cell_state_gradient(fs) if len(fs) else np.array([])


@instead_of("cell_state_gradient")
def failure_over_no_step(fs: Array) -> Array:
    """Your function fails when there is no step."""
    product: Array = fs[0].copy()
    for f in fs[1:]:
        product = product * f
    return product


@instead_of("cell_state_gradient")
def gradient_writes_into_the_gates(fs: Array) -> Array:
    """Your function overwrites the first step's gates: *= writes into the caller's array."""
    if len(fs) == 0:
        return np.ones(fs.shape[1])
    product: Array = fs[0]
    for f in fs[1:]:
        product *= f
    return product


@instead_of("cell_state_gradient")
def gradient_rounded(fs: Array) -> Array:
    """Your derivative is rounded to a few decimals; the rounding in the example is for display only."""
    return np.round(cell_state_gradient(fs), 4)


@instead_of("cell_state_gradient")
def gradients_remembered_by_shape(fs: Array) -> Any:
    """Your function remembers earlier results and gives them back for other gates of the same shape."""
    return _gradients_by_shape.setdefault(fs.shape, cell_state_gradient(fs))


# --- lstm_parameter_count ---------------------------------------------------------------------------------------------


def _refuse_small(input_size: int, hidden_size: int) -> None:
    lstm_parameter_count(input_size, hidden_size)


@instead_of("lstm_parameter_count")
def three_sets(input_size: int, hidden_size: int) -> int:
    """You count three sets of weights, as a GRU has; the candidate has a set of its own beside the three gates."""
    return lstm_parameter_count(input_size, hidden_size) * 3 // 4


@instead_of("lstm_parameter_count")
def one_set(input_size: int, hidden_size: int) -> int:
    """You count one set of weights, as a plain recurrent network has."""
    return lstm_parameter_count(input_size, hidden_size) // 4


@instead_of("lstm_parameter_count")
def biases_not_counted(input_size: int, hidden_size: int) -> int:
    """The biases are missing from your count."""
    return lstm_parameter_count(input_size, hidden_size) - 4 * hidden_size


@instead_of("lstm_parameter_count")
def biases_counted_double(input_size: int, hidden_size: int) -> int:
    """You count two biases per gate, as some libraries have; here each has one."""
    return lstm_parameter_count(input_size, hidden_size) + 4 * hidden_size


@instead_of("lstm_parameter_count")
def one_number_per_bias(input_size: int, hidden_size: int) -> int:
    """You count one number per bias; a bias has one for every unit."""
    return lstm_parameter_count(input_size, hidden_size) - 4 * hidden_size + 4


@instead_of("lstm_parameter_count")
def one_bias_in_all(input_size: int, hidden_size: int) -> int:
    """You count a single bias vector; each of the four sets has its own."""
    return lstm_parameter_count(input_size, hidden_size) - 3 * hidden_size


@instead_of("lstm_parameter_count")
def biases_as_long_as_inputs(input_size: int, hidden_size: int) -> int:
    """Your biases have as many entries as an input; they have one for every unit."""
    return lstm_parameter_count(input_size, hidden_size) - 4 * hidden_size + 4 * input_size


@instead_of("lstm_parameter_count")
def state_weights_not_counted(input_size: int, hidden_size: int) -> int:
    """The matrices that the old hidden state is multiplied by are missing from your count."""
    return lstm_parameter_count(input_size, hidden_size) - 4 * hidden_size**2


@instead_of("lstm_parameter_count")
def input_weights_not_counted(input_size: int, hidden_size: int) -> int:
    """The matrices that the input is multiplied by are missing from your count."""
    return lstm_parameter_count(input_size, hidden_size) - 4 * hidden_size * input_size


@instead_of("lstm_parameter_count")
def state_weights_once(input_size: int, hidden_size: int) -> int:
    """You count the four input matrices, but only one matrix for the old hidden state."""
    return lstm_parameter_count(input_size, hidden_size) - 3 * hidden_size**2


@instead_of("lstm_parameter_count")
def only_the_input_weights_fourfold(input_size: int, hidden_size: int) -> int:
    """Only the first term of your sum is taken four times: a bracket is missing."""
    _refuse_small(input_size, hidden_size)
    return 4 * hidden_size * input_size + hidden_size * hidden_size + hidden_size


@instead_of("lstm_parameter_count")
def state_weights_as_wide_as_inputs(input_size: int, hidden_size: int) -> int:
    """The matrices for the hidden state have the size of an input in your count."""
    _refuse_small(input_size, hidden_size)
    return 4 * (hidden_size * input_size + input_size * input_size + hidden_size)


@instead_of("lstm_parameter_count")
def sizes_exchanged(input_size: int, hidden_size: int) -> int:
    """You take the size of the input for that of the state, and the other way round."""
    return lstm_parameter_count(hidden_size, input_size)


@instead_of("lstm_parameter_count")
def memory_counted_too(input_size: int, hidden_size: int) -> int:
    """Your count includes the states; they are computed, not learned."""
    return lstm_parameter_count(input_size, hidden_size) + 2 * hidden_size


@instead_of("lstm_parameter_count")
def peepholes_counted(input_size: int, hidden_size: int) -> int:
    """Your count includes weights by which the gates would look at the memory; this LSTM has none."""
    return lstm_parameter_count(input_size, hidden_size) + 3 * hidden_size


@instead_of("lstm_parameter_count")
def output_layer_counted(input_size: int, hidden_size: int) -> int:
    """Your count includes a layer behind the hidden state; the twelve arrays are all there is."""
    return lstm_parameter_count(input_size, hidden_size) + hidden_size * input_size + input_size


@instead_of("lstm_parameter_count")
def arrays_counted(input_size: int, hidden_size: int) -> int:
    """You count the arrays; the numbers in them are asked for."""
    _refuse_small(input_size, hidden_size)
    return 12


@instead_of("lstm_parameter_count")
def count_as_float(input_size: int, hidden_size: int) -> Any:
    """Your count is a float; a number of parameters is a whole number."""
    return lstm_parameter_count(input_size, hidden_size) * 1.0


@instead_of("lstm_parameter_count")
def count_in_parts(input_size: int, hidden_size: int) -> Any:
    """You return the weights and the biases apart; their total is asked for."""
    biases = 4 * hidden_size
    return lstm_parameter_count(input_size, hidden_size) - biases, biases


@instead_of("lstm_parameter_count")
def count_as_text(input_size: int, hidden_size: int) -> Any:
    """Your count is a piece of text; a number is asked for."""
    return str(lstm_parameter_count(input_size, hidden_size))


@instead_of("lstm_parameter_count")
def every_size_accepted(input_size: int, hidden_size: int) -> int:
    """Sizes less than 1 do not raise ValueError in your count."""
    return 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)


@instead_of("lstm_parameter_count")
def size_zero_accepted(input_size: int, hidden_size: int) -> int:
    """You refuse negative sizes, but a size of 0 does not raise ValueError."""
    if input_size < 0 or hidden_size < 0:
        raise ValueError("sizes must not be negative")
    return 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)


@instead_of("lstm_parameter_count")
def only_the_input_size_checked(input_size: int, hidden_size: int) -> int:
    """You check the size of the input, but a hidden size less than 1 does not raise ValueError."""
    if input_size < 1:
        raise ValueError("input_size must be at least 1")
    return 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)


@instead_of("lstm_parameter_count")
def only_the_hidden_size_checked(input_size: int, hidden_size: int) -> int:
    """You check the hidden size, but an input size less than 1 does not raise ValueError."""
    if hidden_size < 1:
        raise ValueError("hidden_size must be at least 1")
    return 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)


@instead_of("lstm_parameter_count")
def refused_only_when_both_are_small(input_size: int, hidden_size: int) -> int:
    """You raise ValueError only when both sizes are less than 1; one of them is enough."""
    if input_size < 1 and hidden_size < 1:
        raise ValueError("sizes must be at least 1")
    return 4 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)


@instead_of("lstm_parameter_count")
def size_one_refused(input_size: int, hidden_size: int) -> int:
    """You refuse a size of 1 as well; only sizes less than 1 are invalid."""
    if input_size <= 1 or hidden_size <= 1:
        raise ValueError("sizes must be larger than 1")
    return lstm_parameter_count(input_size, hidden_size)


@instead_of("lstm_parameter_count")
def zero_for_small_sizes(input_size: int, hidden_size: int) -> int:
    """For sizes less than 1 you return 0; they have to raise ValueError."""
    return lstm_parameter_count(input_size, hidden_size) if min(input_size, hidden_size) >= 1 else 0


@instead_of("lstm_parameter_count")
def nothing_for_small_sizes(input_size: int, hidden_size: int) -> Any:
    """For sizes less than 1 you return None or print a message; they have to raise ValueError."""
    return lstm_parameter_count(input_size, hidden_size) if min(input_size, hidden_size) >= 1 else None


@instead_of("lstm_parameter_count")
def assertion_for_small_sizes(input_size: int, hidden_size: int) -> int:
    """For sizes less than 1 you raise another exception than ValueError, as assert does."""
    if min(input_size, hidden_size) < 1:
        raise AssertionError("sizes must be at least 1")
    return lstm_parameter_count(input_size, hidden_size)
