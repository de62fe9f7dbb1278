"""Known wrong answers to the question on the gates of an LSTM."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.activations import sigmoid
from solutions.lstm import lstm_cell_update, lstm_gates

Array = NDArray[np.float64]
Params = Mapping[str, Array]
Gates = tuple[Array, Array, Array, Array]
States = tuple[Array, Array]

_gates_by_shape: dict[Any, Any] = {}
_states_by_shape: dict[Any, Any] = {}


def _affine(gate: str, x: Array, h_prev: Array, params: Params) -> Array:
    product: Array = params[f"W_{gate}x"] @ x + params[f"W_{gate}h"] @ h_prev + params[f"b_{gate}"]
    return product


def _squashed(f: Array, i: Array, g: Array, o: Array) -> Gates:
    return sigmoid(f), sigmoid(i), np.tanh(g), sigmoid(o)


def _with(params: Params, **arrays: Array) -> Params:
    return {**params, **arrays}


# --- lstm_gates: activations ----------------------------------------------------------------------------------------


@instead_of("lstm_gates")
def candidate_with_sigmoid(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your candidate g is squashed by the sigmoid, as if it were a gate; it is a value that may be negative too."""
    f, i, _, o = lstm_gates(x, h_prev, params)
    return f, i, sigmoid(_affine("g", x, h_prev, params)), o


@instead_of("lstm_gates")
def candidate_without_activation(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your candidate g is a plain weighted sum: nothing squashes it, so it can leave [−1, 1]."""
    f, i, _, o = lstm_gates(x, h_prev, params)
    return f, i, _affine("g", x, h_prev, params), o


@instead_of("lstm_gates")
def candidate_with_relu(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your candidate g has a ReLU, so it is never negative and can grow without bound; the lecture squashes it."""
    f, i, _, o = lstm_gates(x, h_prev, params)
    return f, i, np.maximum(_affine("g", x, h_prev, params), 0), o


@instead_of("lstm_gates")
def gates_with_tanh(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates go through tanh and can be negative; a gate is a fraction between 0 and 1."""
    f, i, g, o = (np.tanh(_affine(gate, x, h_prev, params)) for gate in "figo")
    return f, i, g, o


@instead_of("lstm_gates")
def output_gate_with_tanh(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your output gate goes through tanh, as the candidate does; it is a gate like the other two."""
    f, i, g, _ = lstm_gates(x, h_prev, params)
    return f, i, g, np.tanh(_affine("o", x, h_prev, params))


@instead_of("lstm_gates")
def gates_without_activation(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates are plain weighted sums that nothing squashes into [0, 1]."""
    f, i, g, o = (_affine(gate, x, h_prev, params) for gate in "figo")
    return f, i, np.tanh(g), o


@instead_of("lstm_gates")
def gates_with_hard_sigmoid(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates use the piecewise linear "hard" sigmoid of some libraries, not the curve 1/(1 + e^−a)."""
    f, i, g, o = (_affine(gate, x, h_prev, params) for gate in "figo")
    return np.clip(0.2 * f + 0.5, 0, 1), np.clip(0.2 * i + 0.5, 0, 1), np.tanh(g), np.clip(0.2 * o + 0.5, 0, 1)


@instead_of("lstm_gates")
def gates_with_hard_sixth_sigmoid(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates use a piecewise linear "hard" sigmoid with slope 1/6, not the curve 1/(1 + e^−a)."""
    f, i, g, o = (_affine(gate, x, h_prev, params) for gate in "figo")
    return np.clip(f / 6 + 0.5, 0, 1), np.clip(i / 6 + 0.5, 0, 1), np.tanh(g), np.clip(o / 6 + 0.5, 0, 1)


@instead_of("lstm_gates")
def gates_with_sigmoid_of_the_negative(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your sigmoid falls where it should rise: the sign in its exponent is the wrong way round."""
    f, i, g, o = (_affine(gate, x, h_prev, params) for gate in "figo")
    return sigmoid(-f), sigmoid(-i), np.tanh(g), sigmoid(-o)


@instead_of("lstm_gates")
def gates_with_sigmoid_of_the_double(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your sigmoid, written with tanh, is too steep: it gives the sigmoid of twice the argument."""
    f, i, g, o = (_affine(gate, x, h_prev, params) for gate in "figo")
    return (1 + np.tanh(f)) / 2, (1 + np.tanh(i)) / 2, np.tanh(g), (1 + np.tanh(o)) / 2


@instead_of("lstm_gates")
def gates_with_softmax(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates add up to 1 over the units (a softmax); each unit's gate is a number of its own."""
    f, i, g, o = (_affine(gate, x, h_prev, params) for gate in "figo")
    f, i, o = (np.exp(a - a.max()) / np.exp(a - a.max()).sum() for a in (f, i, o))
    return f, i, np.tanh(g), o


@instead_of("lstm_gates")
def gates_that_share_one_unit(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your three gates compete (a softmax over f, i and o); each of them is squashed by itself."""
    f, i, g, o = (_affine(gate, x, h_prev, params) for gate in "figo")
    powers = np.exp(np.stack([f, i, o]) - np.max([f, i, o], axis=0))
    f, i, o = powers / powers.sum(axis=0)
    return f, i, np.tanh(g), o


@instead_of("lstm_gates")
def gates_that_overflow(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your sigmoid gives nan for large arguments: both parts of its fraction overflow."""
    f, i, g, o = (_affine(gate, x, h_prev, params) for gate in "figo")
    f, i, o = (np.exp(a) / (1 + np.exp(a)) for a in (f, i, o))
    return f, i, np.tanh(g), o


@instead_of("lstm_gates")
def candidate_that_overflows(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your tanh, written with exponentials, gives nan for arguments that are large in size."""
    f, i, _, o = lstm_gates(x, h_prev, params)
    g = _affine("g", x, h_prev, params)
    return f, i, (np.exp(g) - np.exp(-g)) / (np.exp(g) + np.exp(-g)), o


@instead_of("lstm_gates")
def gates_cut_off_too_early(x: Array, h_prev: Array, params: Params) -> Gates:
    """You cut the arguments off at a bound that is too small: far gates stop short of 0 and 1."""
    f, i, g, o = (np.clip(_affine(gate, x, h_prev, params), -5, 5) for gate in "figo")
    return _squashed(f, i, g, o)


@instead_of("lstm_gates")
def gates_that_never_close(x: Array, h_prev: Array, params: Params) -> Gates:
    """You keep the gates a little away from 0 and 1; a gate that is driven far does get there."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    f, i, o = (np.clip(gate, 1e-4, 1 - 1e-4) for gate in (f, i, o))
    return f, i, g, o


@instead_of("lstm_gates")
def gates_all_or_nothing(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates are rounded to 0 or 1; a gate may let a part through."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    return np.round(f), np.round(i), g, np.round(o)


@instead_of("lstm_gates")
def results_rounded(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your results are rounded to a few decimals; the rounding in the example is for display only."""
    f, i, g, o = (np.round(result, 4) for result in lstm_gates(x, h_prev, params))
    return f, i, g, o


# --- lstm_gates: what goes into the sums ------------------------------------------------------------------------------


@instead_of("lstm_gates")
def forget_and_input_swapped(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your forget gate and your input gate have changed places, in the weights or in the order of the results."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    return i, f, g, o


@instead_of("lstm_gates")
def input_and_output_swapped(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your input gate and your output gate have changed places."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    return f, o, g, i


@instead_of("lstm_gates")
def forget_and_output_swapped(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your forget gate and your output gate have changed places."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    return o, i, g, f


@instead_of("lstm_gates")
def candidate_returned_last(x: Array, h_prev: Array, params: Params) -> Gates:
    """You return the three gates first and the candidate last; the order that is asked for is another."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    return f, i, o, g


@instead_of("lstm_gates")
def candidate_and_output_weights_swapped(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your candidate uses the output gate's weights, and your output gate the candidate's."""
    f, i, g, o = (_affine(gate, x, h_prev, params) for gate in "fiog")
    return _squashed(f, i, g, o)


@instead_of("lstm_gates")
def results_in_the_order_of_the_update(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your results come as input gate, forget gate, output gate, candidate; the order that is asked for is another."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    return i, f, o, g


@instead_of("lstm_gates")
def output_gate_of_the_input_gate(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your output gate is a second copy of the input gate: it uses the input gate's weights."""
    f, i, g, _ = lstm_gates(x, h_prev, params)
    return f, i, g, i


@instead_of("lstm_gates")
def input_gate_of_the_forget_gate(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your input gate is a second copy of the forget gate: it uses the forget gate's weights."""
    f, _, g, o = lstm_gates(x, h_prev, params)
    return f, f, g, o


@instead_of("lstm_gates")
def coupled_gates(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your input gate is what the forget gate leaves over; here it has weights of its own."""
    f, _, g, o = lstm_gates(x, h_prev, params)
    return f, 1 - f, g, o


@instead_of("lstm_gates")
def forget_gate_reversed(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your forget gate is 1 minus what it should be: you return how much is forgotten, not how much is kept."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    return 1 - f, i, g, o


@instead_of("lstm_gates")
def one_set_of_weights(x: Array, h_prev: Array, params: Params) -> Gates:
    """All four of your results come from one and the same set of weights; each has a set of its own."""
    f = _affine("f", x, h_prev, params)
    return _squashed(f, f, f, f)


@instead_of("lstm_gates")
def one_bias_for_all(x: Array, h_prev: Array, params: Params) -> Gates:
    """All four of your results use the forget gate's bias; each has a bias of its own."""
    b = params["b_f"]
    return lstm_gates(x, h_prev, _with(params, b_i=b, b_g=b, b_o=b))


@instead_of("lstm_gates")
def output_gate_with_the_forget_bias(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your output gate uses the forget gate's bias."""
    return lstm_gates(x, h_prev, _with(params, b_o=params["b_f"]))


@instead_of("lstm_gates")
def candidate_with_the_input_gate_state_weights(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your candidate multiplies the old state by the input gate's matrix instead of its own."""
    return lstm_gates(x, h_prev, _with(params, W_gh=params["W_ih"]))


@instead_of("lstm_gates")
def output_gate_with_the_input_gate_input_weights(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your output gate multiplies the input by the input gate's matrix instead of its own."""
    return lstm_gates(x, h_prev, _with(params, W_ox=params["W_ix"]))


@instead_of("lstm_gates")
def biases_forgotten(x: Array, h_prev: Array, params: Params) -> Gates:
    """The biases have no effect on your results."""
    f, i, g, o = (_affine(gate, x, h_prev, params) - params[f"b_{gate}"] for gate in "figo")
    return _squashed(f, i, g, o)


@instead_of("lstm_gates")
def candidate_bias_forgotten(x: Array, h_prev: Array, params: Params) -> Gates:
    """The candidate's bias has no effect on your results."""
    return lstm_gates(x, h_prev, _with(params, b_g=0 * params["b_g"]))


@instead_of("lstm_gates")
def output_bias_forgotten(x: Array, h_prev: Array, params: Params) -> Gates:
    """The output gate's bias has no effect on your results."""
    return lstm_gates(x, h_prev, _with(params, b_o=0 * params["b_o"]))


@instead_of("lstm_gates")
def biases_counted_twice(x: Array, h_prev: Array, params: Params) -> Gates:
    """Each bias is added twice, once with the input and once with the old state."""
    f, i, g, o = (_affine(gate, x, h_prev, params) + params[f"b_{gate}"] for gate in "figo")
    return _squashed(f, i, g, o)


@instead_of("lstm_gates")
def biases_subtracted(x: Array, h_prev: Array, params: Params) -> Gates:
    """The biases are subtracted; they are added."""
    f, i, g, o = (_affine(gate, x, h_prev, params) - 2 * params[f"b_{gate}"] for gate in "figo")
    return _squashed(f, i, g, o)


@instead_of("lstm_gates")
def biases_after_the_activation(x: Array, h_prev: Array, params: Params) -> Gates:
    """The biases are added after the activation; they belong to what is squashed."""
    f, i, g, o = (_affine(gate, x, h_prev, params) - params[f"b_{gate}"] for gate in "figo")
    b_f, b_i, b_g, b_o = (params[f"b_{gate}"] for gate in "figo")
    return sigmoid(f) + b_f, sigmoid(i) + b_i, np.tanh(g) + b_g, sigmoid(o) + b_o


@instead_of("lstm_gates")
def forget_bias_raised(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your forget gate adds 1 to its bias, as some libraries do in secret; use the bias that is given."""
    return lstm_gates(x, h_prev, _with(params, b_f=params["b_f"] + 1))


@instead_of("lstm_gates")
def old_state_ignored(x: Array, h_prev: Array, params: Params) -> Gates:
    """The old hidden state has no effect on your results."""
    return lstm_gates(x, 0 * h_prev, params)


@instead_of("lstm_gates")
def input_ignored(x: Array, h_prev: Array, params: Params) -> Gates:
    """The input has no effect on your results."""
    return lstm_gates(0 * x, h_prev, params)


@instead_of("lstm_gates")
def candidate_without_the_old_state(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your candidate sees the input only, not the old hidden state."""
    return lstm_gates(x, h_prev, _with(params, W_gh=0 * params["W_gh"]))


@instead_of("lstm_gates")
def input_and_state_weights_swapped(x: Array, h_prev: Array, params: Params) -> Gates:
    """You multiply the old state by the input's matrices and the input by the state's."""
    return lstm_gates(h_prev, x, params)


@instead_of("lstm_gates")
def state_weights_transposed(x: Array, h_prev: Array, params: Params) -> Gates:
    """You multiply the old state by the transposed matrices: the vector stands on the wrong side."""
    return lstm_gates(x, h_prev, _with(params, **{f"W_{gate}h": params[f"W_{gate}h"].T for gate in "figo"}))


@instead_of("lstm_gates")
def input_weights_transposed(x: Array, h_prev: Array, params: Params) -> Gates:
    """You multiply the input by the transposed matrices: that fails unless the input and the state have one size."""
    return lstm_gates(x, h_prev, _with(params, **{f"W_{gate}x": params[f"W_{gate}x"].T for gate in "figo"}))


@instead_of("lstm_gates")
def all_weights_transposed(x: Array, h_prev: Array, params: Params) -> Gates:
    """You put the vectors before the matrices, which multiplies by the transposed ones."""
    turned = {key: value.T for key, value in params.items()}
    return lstm_gates(x, h_prev, turned)


@instead_of("lstm_gates")
def matrices_added_up(x: Array, h_prev: Array, params: Params) -> Gates:
    """You add up all entries of a product; each unit has a sum of its own, over its row of the matrix."""
    f, i, g, o = (np.sum(params[f"W_{k}x"] @ x) + np.sum(params[f"W_{k}h"] @ h_prev) + params[f"b_{k}"] for k in "figo")
    return _squashed(f, i, g, o)


@instead_of("lstm_gates")
def products_multiplied(x: Array, h_prev: Array, params: Params) -> Gates:
    """You multiply what comes from the input with what comes from the old state; the two are added."""
    f, i, g, o = ((params[f"W_{k}x"] @ x) * (params[f"W_{k}h"] @ h_prev) + params[f"b_{k}"] for k in "figo")
    return _squashed(f, i, g, o)


@instead_of("lstm_gates")
def state_squashed_first(x: Array, h_prev: Array, params: Params) -> Gates:
    """You put the old hidden state through tanh once more before the gates see it."""
    return lstm_gates(x, np.tanh(h_prev), params)


@instead_of("lstm_gates")
def candidate_sees_gated_state(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your candidate sees the old state only through a gate, as a GRU's does; an LSTM's sees all of it."""
    f, i, _, o = lstm_gates(x, h_prev, params)
    return f, i, np.tanh(_affine("g", x, f * h_prev, params)), o


@instead_of("lstm_gates")
def candidate_gated_already(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your candidate is already multiplied by the input gate; that is done in the update of the cell."""
    f, i, g, o = lstm_gates(x, h_prev, params)
    return f, i, i * g, o


# --- lstm_gates: results and side effects -----------------------------------------------------------------------------


@instead_of("lstm_gates")
def gates_stacked(x: Array, h_prev: Array, params: Params) -> Any:
    """You return one array in which the four results are stacked; four results are asked for."""
    return np.stack(lstm_gates(x, h_prev, params))


@instead_of("lstm_gates")
def gates_joined(x: Array, h_prev: Array, params: Params) -> Any:
    """You return one long vector in which the four results follow each other; four results are asked for."""
    return np.concatenate(lstm_gates(x, h_prev, params))


@instead_of("lstm_gates")
def gates_without_the_candidate(x: Array, h_prev: Array, params: Params) -> Any:
    """You return the three gates without the candidate."""
    f, i, _, o = lstm_gates(x, h_prev, params)
    return f, i, o


@instead_of("lstm_gates")
def gates_by_name(x: Array, h_prev: Array, params: Params) -> Any:
    """You return a dict; the four results are to be a tuple or a list."""
    return dict(zip("figo", lstm_gates(x, h_prev, params), strict=True))


@instead_of("lstm_gates")
def gates_as_columns(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your results are columns, matrices of width 1; vectors are asked for."""
    f, i, g, o = (result[:, np.newaxis] for result in lstm_gates(x, h_prev, params))
    return f, i, g, o


@instead_of("lstm_gates")
def gates_of_one_unit_as_numbers(x: Array, h_prev: Array, params: Params) -> Any:
    """For a single unit you return plain numbers; also a vector of one entry is a vector."""
    return tuple(np.squeeze(result) for result in lstm_gates(x, h_prev, params))


@instead_of("lstm_gates")
def biases_changed_in_place(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your function changes the biases that it is given: += writes into the caller's array."""
    f, i, g, o = (params[f"b_{gate}"] for gate in "figo")
    for gate, total in zip("figo", (f, i, g, o), strict=True):
        total += params[f"W_{gate}x"] @ x + params[f"W_{gate}h"] @ h_prev
    return _squashed(f, i, g, o)


@instead_of("lstm_gates")
def results_kept_in_the_parameters(x: Array, h_prev: Array, params: Any) -> Gates:
    """Your function puts new entries into the mapping of parameters that it is given."""
    results = lstm_gates(x, h_prev, params)
    params["gates"] = np.stack(results)
    return results


@instead_of("lstm_gates")
def gates_remembered_by_shape(x: Array, h_prev: Array, params: Params) -> Any:
    """Your function remembers earlier results and gives them back for other inputs of the same shape."""
    return _gates_by_shape.setdefault((x.shape, h_prev.shape), lstm_gates(x, h_prev, params))


# --- lstm_cell_update -------------------------------------------------------------------------------------------------


@instead_of("lstm_cell_update")
def hidden_state_without_tanh(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your hidden state shows the memory as it is: nothing squashes it on the way out."""
    c = f * c_prev + i * g
    return c, o * c


@instead_of("lstm_cell_update")
def hidden_state_with_sigmoid(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your hidden state squashes the memory by the sigmoid, so it can never be negative."""
    c = f * c_prev + i * g
    return c, o * sigmoid(c)


@instead_of("lstm_cell_update")
def hidden_state_of_the_old_memory(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your hidden state shows the old memory, not the new one."""
    return f * c_prev + i * g, o * np.tanh(c_prev)


@instead_of("lstm_cell_update")
def output_gate_inside_tanh(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your output gate stands inside the tanh; it decides how much of the squashed memory shows."""
    c = f * c_prev + i * g
    return c, np.tanh(o * c)


@instead_of("lstm_cell_update")
def output_gate_missing(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """The output gate has no effect on your hidden state."""
    c = f * c_prev + i * g
    return c, np.tanh(c)


@instead_of("lstm_cell_update")
def output_gate_reversed(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your output gate works the wrong way round: where it is 1, nothing shows."""
    c = f * c_prev + i * g
    return c, (1 - o) * np.tanh(c)


@instead_of("lstm_cell_update")
def output_gate_added(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your output gate is added to the squashed memory; a closed gate has to hide it."""
    c = f * c_prev + i * g
    return c, o + np.tanh(c)


@instead_of("lstm_cell_update")
def memory_gated_by_the_output_gate(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your output gate is applied to the memory itself; it only decides what shows."""
    c = o * (f * c_prev + i * g)
    return c, np.tanh(c)


@instead_of("lstm_cell_update")
def forget_and_input_exchanged(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your forget gate works on the candidate and your input gate on the old memory."""
    return lstm_cell_update(i, f, g, o, c_prev)


@instead_of("lstm_cell_update")
def forgetting_reversed(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your forget gate works the wrong way round: where it is 1, the old memory is lost."""
    return lstm_cell_update(1 - f, i, g, o, c_prev)


@instead_of("lstm_cell_update")
def input_reversed(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your input gate works the wrong way round: where it is 1, nothing new comes in."""
    return lstm_cell_update(f, 1 - i, g, o, c_prev)


@instead_of("lstm_cell_update")
def forget_gate_missing(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """The forget gate has no effect: all of the old memory is kept."""
    return lstm_cell_update(np.ones_like(f), i, g, o, c_prev)


@instead_of("lstm_cell_update")
def input_gate_missing(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """The input gate has no effect: all of the candidate comes in."""
    return lstm_cell_update(f, np.ones_like(i), g, o, c_prev)


@instead_of("lstm_cell_update")
def candidate_missing(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """The candidate has no effect: you add the input gate itself to the memory."""
    return lstm_cell_update(f, i, np.ones_like(g), o, c_prev)


@instead_of("lstm_cell_update")
def old_memory_missing(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """The old memory has no effect on your results."""
    return lstm_cell_update(f, i, g, o, 0 * c_prev)


@instead_of("lstm_cell_update")
def input_gate_coupled(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You weigh the candidate with what the forget gate leaves over; the input gate has no effect."""
    return lstm_cell_update(f, 1 - f, g, o, c_prev)


@instead_of("lstm_cell_update")
def forget_gate_coupled(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You weigh the old memory with what the input gate leaves over, as in a GRU; the forget gate has no effect."""
    return lstm_cell_update(1 - i, i, g, o, c_prev)


@instead_of("lstm_cell_update")
def parts_multiplied(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You multiply what is kept with what comes in; the two parts are added."""
    c = f * c_prev * i * g
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def candidate_subtracted(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You subtract what comes in from what is kept; the two parts are added."""
    return lstm_cell_update(f, i, -g, o, c_prev)


@instead_of("lstm_cell_update")
def forget_gate_on_both_parts(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your forget gate also weighs the candidate: its bracket goes too far."""
    return lstm_cell_update(f, f * i, g, o, c_prev)


@instead_of("lstm_cell_update")
def weighted_mean(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You divide by the sum of the two gates; they need not add up to 1."""
    c = (f * c_prev + i * g) / (f + i)
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def memory_squashed(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You squash the new memory before you keep it; only what shows of it is squashed."""
    c = np.tanh(f * c_prev + i * g)
    return c, o * c


@instead_of("lstm_cell_update")
def memory_squashed_twice(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You squash the new memory before you keep it, and once more where it shows."""
    c = np.tanh(f * c_prev + i * g)
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def old_memory_squashed(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You squash the old memory before you carry it over, so that it shrinks at every step."""
    return lstm_cell_update(f, i, g, o, np.tanh(c_prev))


@instead_of("lstm_cell_update")
def candidate_squashed_again(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You put the candidate through tanh a second time; it comes squashed already."""
    return lstm_cell_update(f, i, np.tanh(g), o, c_prev)


@instead_of("lstm_cell_update")
def gates_squashed_again(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You put the gates through the sigmoid a second time; they come squashed already."""
    return lstm_cell_update(sigmoid(f), sigmoid(i), g, sigmoid(o), c_prev)


@instead_of("lstm_cell_update")
def memory_cut_off(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You cut the memory off at −1 and 1; it may grow beyond."""
    c = np.clip(f * c_prev + i * g, -1, 1)
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def memory_never_negative(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your memory is cut off at 0; it may be negative."""
    c = np.maximum(f * c_prev + i * g, 0)
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def gates_rounded(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """You round the gates to 0 or 1; a gate may let a part through."""
    return lstm_cell_update(np.round(f), np.round(i), g, np.round(o), c_prev)


@instead_of("lstm_cell_update")
def scalar_products(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> Any:
    """You form scalar products, which sum over the units; each unit of the memory stays by itself."""
    c = np.dot(f, c_prev) + np.dot(i, g)
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def hidden_state_summed(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> Any:
    """Your hidden state is one number, a sum over the units; each unit shows by itself."""
    c, h = lstm_cell_update(f, i, g, o, c_prev)
    return c, np.sum(h)


@instead_of("lstm_cell_update")
def hidden_state_first(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your two results are in the wrong order."""
    c, h = lstm_cell_update(f, i, g, o, c_prev)
    return h, c


@instead_of("lstm_cell_update")
def only_the_memory(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> Any:
    """You return the memory alone; the hidden state is asked for as well."""
    return lstm_cell_update(f, i, g, o, c_prev)[0]


@instead_of("lstm_cell_update")
def only_the_hidden_state(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> Any:
    """You return the hidden state alone; the memory is asked for as well."""
    return lstm_cell_update(f, i, g, o, c_prev)[1]


@instead_of("lstm_cell_update")
def states_stacked(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> Any:
    """You return one array in which both states are stacked; two results are asked for."""
    return np.stack(lstm_cell_update(f, i, g, o, c_prev))


@instead_of("lstm_cell_update")
def states_flattened(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> Any:
    """Your results are always vectors; they have to keep the shape of the arguments."""
    return tuple(np.ravel(state) for state in lstm_cell_update(f, i, g, o, c_prev))


@instead_of("lstm_cell_update")
def states_squeezed(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> Any:
    """Axes of length 1 are missing from your results."""
    return tuple(np.squeeze(state) for state in lstm_cell_update(f, i, g, o, c_prev))


@instead_of("lstm_cell_update")
def single_numbers_fail(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> Any:
    """Your function runs over the entries of the first axis and so fails for single numbers, which have none."""
    pairs = [lstm_cell_update(f[k], i[k], g[k], o[k], c_prev[k]) for k in range(len(f))]
    return np.array([c for c, _ in pairs]), np.array([h for _, h in pairs])


@instead_of("lstm_cell_update")
def states_rounded(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your states are rounded to a few decimals; the rounding in the example is for display only."""
    c, h = lstm_cell_update(f, i, g, o, c_prev)
    return np.round(c, 4), np.round(h, 4)


@instead_of("lstm_cell_update")
def old_memory_overwritten(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your function overwrites the old memory that it is given: *= and += write into the caller's array."""
    c_prev *= f
    c_prev += i * g
    return c_prev, o * np.tanh(c_prev)


@instead_of("lstm_cell_update")
def forget_gate_overwritten(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your function overwrites the forget gate that it is given: *= writes into the caller's array."""
    f *= c_prev
    c = f + i * g
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def candidate_overwritten(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> States:
    """Your function overwrites the candidate that it is given: *= writes into the caller's array."""
    g *= i
    c = f * c_prev + g
    return c, o * np.tanh(c)


@instead_of("lstm_cell_update")
def states_remembered_by_shape(f: Array, i: Array, g: Array, o: Array, c_prev: Array) -> Any:
    """Your function remembers earlier results and gives them back for other inputs of the same shape."""
    return _states_by_shape.setdefault(c_prev.shape, lstm_cell_update(f, i, g, o, c_prev))
