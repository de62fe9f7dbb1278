"""Known wrong answers to the question on the gates, the candidate and the step of a GRU."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.activations import sigmoid
from solutions.gru import gru_candidate, gru_gates, gru_interpolate, gru_step

Array = NDArray[np.float64]
Params = Mapping[str, Array]
Gates = tuple[Array, Array]

_gates_by_shape: dict[Any, Any] = {}
_candidates_by_shape: dict[Any, Any] = {}
_steps_by_shape: dict[Any, Any] = {}


def _affine(gate: str, x: Array, h: Array, params: Params) -> Array:
    total: Array = params[f"W_{gate}"] @ x + params[f"U_{gate}"] @ h + params[f"b_{gate}"]
    return total


def _with(params: Params, **arrays: Array) -> Params:
    return {**params, **arrays}


# --- gru_gates: activations -------------------------------------------------------------------------------------------


@instead_of("gru_gates")
def gates_with_tanh(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates go through tanh and can be negative; a gate is a fraction between 0 and 1."""
    return np.tanh(_affine("z", x, h_prev, params)), np.tanh(_affine("r", x, h_prev, params))


@instead_of("gru_gates")
def reset_gate_with_tanh(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your reset gate goes through tanh, as the candidate does; it is a gate like the other one."""
    return gru_gates(x, h_prev, params)[0], np.tanh(_affine("r", x, h_prev, params))


@instead_of("gru_gates")
def gates_without_activation(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates are plain weighted sums that nothing squashes into [0, 1]."""
    return _affine("z", x, h_prev, params), _affine("r", x, h_prev, params)


@instead_of("gru_gates")
def gates_with_hard_sigmoid(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates use the piecewise linear "hard" sigmoid of some libraries, not the curve 1/(1 + e^−a)."""
    z, r = (np.clip(0.2 * _affine(gate, x, h_prev, params) + 0.5, 0, 1) for gate in "zr")
    return z, r


@instead_of("gru_gates")
def gates_with_sigmoid_of_the_negative(x: Array, h_prev: Array, params: Params) -> Gates:
    """Both of your gates are 1 minus what they should be: your sigmoid falls where it should rise."""
    z, r = gru_gates(x, h_prev, params)
    return 1 - z, 1 - r


@instead_of("gru_gates")
def update_gate_reversed(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your update gate is 1 minus what it should be, as in the convention of some libraries."""
    z, r = gru_gates(x, h_prev, params)
    return 1 - z, r


@instead_of("gru_gates")
def reset_gate_reversed(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your reset gate is 1 minus what it should be: you return how much is reset, not how much passes."""
    z, r = gru_gates(x, h_prev, params)
    return z, 1 - r


@instead_of("gru_gates")
def reset_gate_coupled(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your reset gate is what the update gate leaves over; it has weights of its own."""
    z, _ = gru_gates(x, h_prev, params)
    return z, 1 - z


@instead_of("gru_gates")
def gates_with_softmax(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates add up to 1 over the units (a softmax); each unit's gate is a number of its own."""
    z, r = (_affine(gate, x, h_prev, params) for gate in "zr")
    z, r = (np.exp(a - a.max()) / np.exp(a - a.max()).sum() for a in (z, r))
    return z, r


@instead_of("gru_gates")
def gates_that_overflow(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your sigmoid gives nan for large arguments: both parts of its fraction overflow."""
    z, r = (np.exp(a) / (1 + np.exp(a)) for a in (_affine(gate, x, h_prev, params) for gate in "zr"))
    return z, r


@instead_of("gru_gates")
def gates_cut_off_too_early(x: Array, h_prev: Array, params: Params) -> Gates:
    """You cut the arguments off at a bound that is too small: far gates stop short of 0 and 1."""
    z, r = (sigmoid(np.clip(_affine(gate, x, h_prev, params), -5, 5)) for gate in "zr")
    return z, r


@instead_of("gru_gates")
def gates_that_never_close(x: Array, h_prev: Array, params: Params) -> Gates:
    """You keep the gates a little away from 0 and 1; a gate that is driven far does get there."""
    z, r = (np.clip(gate, 1e-4, 1 - 1e-4) for gate in gru_gates(x, h_prev, params))
    return z, r


@instead_of("gru_gates")
def gates_with_sigmoid_of_the_double(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your sigmoid, written with tanh, is too steep: it gives the sigmoid of twice the argument."""
    z, r = ((1 + np.tanh(_affine(gate, x, h_prev, params))) / 2 for gate in "zr")
    return z, r


@instead_of("gru_gates")
def gates_all_or_nothing(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates are rounded to 0 or 1; a gate may let a part through."""
    z, r = gru_gates(x, h_prev, params)
    return np.round(z), np.round(r)


@instead_of("gru_gates")
def gates_rounded(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates are rounded to a few decimals; the rounding in the example is for display only."""
    z, r = gru_gates(x, h_prev, params)
    return np.round(z, 4), np.round(r, 4)


# --- gru_gates: what goes into the sums -------------------------------------------------------------------------------


@instead_of("gru_gates")
def reset_gate_first(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your two gates have changed places, in the weights or in the order of the results."""
    z, r = gru_gates(x, h_prev, params)
    return r, z


@instead_of("gru_gates")
def one_gate_twice(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your reset gate is a second copy of the update gate: it uses the update gate's weights."""
    z, _ = gru_gates(x, h_prev, params)
    return z, z


@instead_of("gru_gates")
def reset_gate_with_the_candidate_weights(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your reset gate uses the candidate's weights."""
    return gru_gates(x, h_prev, params)[0], sigmoid(_affine("h", x, h_prev, params))


@instead_of("gru_gates")
def update_gate_with_the_candidate_weights(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your update gate uses the candidate's weights."""
    return sigmoid(_affine("h", x, h_prev, params)), gru_gates(x, h_prev, params)[1]


@instead_of("gru_gates")
def reset_gate_with_the_update_bias(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your reset gate uses the update gate's bias."""
    return gru_gates(x, h_prev, _with(params, b_r=params["b_z"]))


@instead_of("gru_gates")
def reset_gate_with_the_update_state_weights(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your reset gate multiplies the old state by the update gate's matrix instead of its own."""
    return gru_gates(x, h_prev, _with(params, U_r=params["U_z"]))


@instead_of("gru_gates")
def reset_gate_with_the_update_input_weights(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your reset gate multiplies the input by the update gate's matrix instead of its own."""
    return gru_gates(x, h_prev, _with(params, W_r=params["W_z"]))


@instead_of("gru_gates")
def biases_forgotten(x: Array, h_prev: Array, params: Params) -> Gates:
    """The biases have no effect on your gates."""
    return gru_gates(x, h_prev, _with(params, b_z=0 * params["b_z"], b_r=0 * params["b_r"]))


@instead_of("gru_gates")
def reset_bias_forgotten(x: Array, h_prev: Array, params: Params) -> Gates:
    """The reset gate's bias has no effect on your gates."""
    return gru_gates(x, h_prev, _with(params, b_r=0 * params["b_r"]))


@instead_of("gru_gates")
def biases_counted_twice(x: Array, h_prev: Array, params: Params) -> Gates:
    """Each bias is added twice, once with the input and once with the old state."""
    return gru_gates(x, h_prev, _with(params, b_z=2 * params["b_z"], b_r=2 * params["b_r"]))


@instead_of("gru_gates")
def biases_subtracted(x: Array, h_prev: Array, params: Params) -> Gates:
    """The biases are subtracted; they are added."""
    return gru_gates(x, h_prev, _with(params, b_z=-params["b_z"], b_r=-params["b_r"]))


@instead_of("gru_gates")
def biases_after_the_activation(x: Array, h_prev: Array, params: Params) -> Gates:
    """The biases are added after the activation; they belong to what is squashed."""
    z, r = gru_gates(x, h_prev, _with(params, b_z=0 * params["b_z"], b_r=0 * params["b_r"]))
    return z + params["b_z"], r + params["b_r"]


@instead_of("gru_gates")
def old_state_ignored(x: Array, h_prev: Array, params: Params) -> Gates:
    """The old state has no effect on your gates."""
    return gru_gates(x, 0 * h_prev, params)


@instead_of("gru_gates")
def input_ignored(x: Array, h_prev: Array, params: Params) -> Gates:
    """The input has no effect on your gates."""
    return gru_gates(0 * x, h_prev, params)


@instead_of("gru_gates")
def update_gate_sees_the_reset_state(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your update gate sees the old state only through the reset gate; it sees all of it."""
    _, r = gru_gates(x, h_prev, params)
    return sigmoid(_affine("z", x, r * h_prev, params)), r


@instead_of("gru_gates")
def state_squashed_first(x: Array, h_prev: Array, params: Params) -> Gates:
    """You put the old state through tanh once more before the gates see it."""
    return gru_gates(x, np.tanh(h_prev), params)


@instead_of("gru_gates")
def input_and_state_weights_swapped(x: Array, h_prev: Array, params: Params) -> Gates:
    """You multiply the old state by the input's matrices W and the input by the state's matrices U."""
    return gru_gates(h_prev, x, params)


@instead_of("gru_gates")
def state_weights_transposed(x: Array, h_prev: Array, params: Params) -> Gates:
    """You multiply the old state by the transposed matrices: the vector stands on the wrong side."""
    return gru_gates(x, h_prev, _with(params, U_z=params["U_z"].T, U_r=params["U_r"].T))


@instead_of("gru_gates")
def input_weights_transposed(x: Array, h_prev: Array, params: Params) -> Gates:
    """You multiply the input by the transposed matrices: that fails unless the input and the state have one size."""
    return gru_gates(x, h_prev, _with(params, W_z=params["W_z"].T, W_r=params["W_r"].T))


@instead_of("gru_gates")
def all_weights_transposed(x: Array, h_prev: Array, params: Params) -> Gates:
    """You put the vectors before the matrices, which multiplies by the transposed ones."""
    return gru_gates(x, h_prev, {key: value.T for key, value in params.items()})


@instead_of("gru_gates")
def products_multiplied(x: Array, h_prev: Array, params: Params) -> Gates:
    """You multiply what comes from the input with what comes from the old state; the two are added."""
    z, r = (sigmoid((params[f"W_{k}"] @ x) * (params[f"U_{k}"] @ h_prev) + params[f"b_{k}"]) for k in "zr")
    return z, r


@instead_of("gru_gates")
def state_by_entries(x: Array, h_prev: Array, params: Params) -> Gates:
    """Each of your units sees only itself in the old state; U mixes all of its units."""
    own = {key: np.diag(np.diag(params[key])) for key in ("U_z", "U_r")}
    return gru_gates(x, h_prev, {**params, **own})


# --- gru_gates: results and side effects ------------------------------------------------------------------------------


@instead_of("gru_gates")
def gates_stacked(x: Array, h_prev: Array, params: Params) -> Any:
    """You return one array in which both gates are stacked; two results are asked for."""
    return np.stack(gru_gates(x, h_prev, params))


@instead_of("gru_gates")
def only_the_update_gate(x: Array, h_prev: Array, params: Params) -> Any:
    """You return the update gate alone; the reset gate is asked for as well."""
    return gru_gates(x, h_prev, params)[0]


@instead_of("gru_gates")
def candidate_returned_too(x: Array, h_prev: Array, params: Params) -> Any:
    """You return more than the two gates; only those are asked for."""
    z, r = gru_gates(x, h_prev, params)
    return z, r, gru_candidate(x, h_prev, r, params)


@instead_of("gru_gates")
def gates_by_name(x: Array, h_prev: Array, params: Params) -> Any:
    """You return a dict; the two gates are to be a tuple or a list."""
    return dict(zip("zr", gru_gates(x, h_prev, params), strict=True))


@instead_of("gru_gates")
def gates_as_columns(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your gates are columns, matrices of width 1; vectors are asked for."""
    z, r = gru_gates(x, h_prev, params)
    return z[:, np.newaxis], r[:, np.newaxis]


@instead_of("gru_gates")
def gates_of_one_unit_as_numbers(x: Array, h_prev: Array, params: Params) -> Any:
    """For a single unit you return plain numbers; also a vector of one entry is a vector."""
    return tuple(np.squeeze(gate) for gate in gru_gates(x, h_prev, params))


@instead_of("gru_gates")
def biases_changed_in_place(x: Array, h_prev: Array, params: Params) -> Gates:
    """Your function changes the biases that it is given: += writes into the caller's array."""
    z, r = params["b_z"], params["b_r"]
    for gate, total in (("z", z), ("r", r)):
        total += params[f"W_{gate}"] @ x + params[f"U_{gate}"] @ h_prev
    return sigmoid(z), sigmoid(r)


@instead_of("gru_gates")
def gates_remembered_by_shape(x: Array, h_prev: Array, params: Params) -> Any:
    """Your function remembers earlier gates and gives them back for other inputs of the same shape."""
    return _gates_by_shape.setdefault((x.shape, h_prev.shape), gru_gates(x, h_prev, params))


# --- gru_candidate ----------------------------------------------------------------------------------------------------


@instead_of("gru_candidate")
def reset_after_the_product(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your reset gate scales the finished product with U_h, as PyTorch's and Keras's do; here it acts before."""
    candidate: Array = np.tanh(params["W_h"] @ x + r * (params["U_h"] @ h_prev) + params["b_h"])
    return candidate


@instead_of("gru_candidate")
def reset_after_product_and_bias(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your reset gate scales the finished product with U_h together with the bias, as PyTorch's second bias is."""
    candidate: Array = np.tanh(params["W_h"] @ x + r * (params["U_h"] @ h_prev + params["b_h"]))
    return candidate


@instead_of("gru_candidate")
def reset_of_everything(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your reset gate scales the whole sum, the input's part and the bias included; only the old state is reset."""
    candidate: Array = np.tanh(r * _affine("h", x, h_prev, params))
    return candidate


@instead_of("gru_candidate")
def reset_of_the_candidate(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your reset gate scales the finished candidate; it acts on the old state inside."""
    candidate: Array = r * np.tanh(_affine("h", x, h_prev, params))
    return candidate


@instead_of("gru_candidate")
def reset_of_the_input(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your reset gate scales the input's part of the sum, too; only the old state is reset."""
    candidate: Array = np.tanh(r * (params["W_h"] @ x) + params["U_h"] @ (r * h_prev) + params["b_h"])
    return candidate


@instead_of("gru_candidate")
def reset_of_the_input_only(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your reset gate scales the input's part of the sum in place of the old state."""
    candidate: Array = np.tanh(r * (params["W_h"] @ x) + params["U_h"] @ h_prev + params["b_h"])
    return candidate


@instead_of("gru_candidate")
def reset_of_the_bias(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your reset gate scales the bias, too; only the old state is reset."""
    return gru_candidate(x, h_prev, r, _with(params, b_h=r * params["b_h"]))


@instead_of("gru_candidate")
def reset_twice(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your reset gate acts twice, before the product with U_h and again after it."""
    candidate: Array = np.tanh(params["W_h"] @ x + r * (params["U_h"] @ (r * h_prev)) + params["b_h"])
    return candidate


@instead_of("gru_candidate")
def reset_not_used(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """The reset gate has no effect on your candidate."""
    return gru_candidate(x, h_prev, np.ones_like(r), params)


@instead_of("gru_candidate")
def reset_reversed(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your reset gate works the wrong way round: where it is 1, the old state is dropped."""
    return gru_candidate(x, h_prev, 1 - r, params)


@instead_of("gru_candidate")
def reset_added(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """You add the reset gate to the old state; it multiplies it."""
    candidate: Array = np.tanh(_affine("h", x, r + h_prev, params))
    return candidate


@instead_of("gru_candidate")
def reset_as_matrix_product(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """You form the scalar product of reset gate and old state; each unit is reset by itself."""
    candidate: Array = np.tanh(params["W_h"] @ x + params["U_h"].sum(axis=1) * np.dot(r, h_prev) + params["b_h"])
    return candidate


@instead_of("gru_candidate")
def reset_squashed_again(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """You put the reset gate through the sigmoid a second time; it comes squashed already."""
    return gru_candidate(x, h_prev, sigmoid(r), params)


@instead_of("gru_candidate")
def reset_all_or_nothing(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """You round the reset gate to 0 or 1; it may let a part of the old state through."""
    return gru_candidate(x, h_prev, np.round(r), params)


@instead_of("gru_candidate")
def reset_computed_anew(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """You compute a reset gate of your own and do not use the one that is given."""
    return gru_candidate(x, h_prev, gru_gates(x, h_prev, params)[1], params)


@instead_of("gru_candidate")
def candidate_with_sigmoid(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your candidate is squashed by the sigmoid, as if it were a gate; it is a value that may be negative too."""
    return sigmoid(_affine("h", x, r * h_prev, params))


@instead_of("gru_candidate")
def candidate_with_relu(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your candidate has a ReLU, so it is never negative and can grow without bound; the lecture squashes it."""
    candidate: Array = np.maximum(_affine("h", x, r * h_prev, params), 0)
    return candidate


@instead_of("gru_candidate")
def candidate_without_activation(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your candidate is a plain weighted sum: nothing squashes it, so it can leave [−1, 1]."""
    return _affine("h", x, r * h_prev, params)


@instead_of("gru_candidate")
def candidate_without_bias(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """The candidate's bias has no effect."""
    return gru_candidate(x, h_prev, r, _with(params, b_h=0 * params["b_h"]))


@instead_of("gru_candidate")
def candidate_with_two_biases(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """The candidate's bias is added twice, once with the input and once with the old state."""
    return gru_candidate(x, h_prev, r, _with(params, b_h=2 * params["b_h"]))


@instead_of("gru_candidate")
def candidate_with_bias_outside(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """The candidate's bias is added after the activation; it belongs to what is squashed."""
    return candidate_without_bias(x, h_prev, r, params) + params["b_h"]


@instead_of("gru_candidate")
def candidate_without_input(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """The input has no effect on your candidate."""
    return gru_candidate(0 * x, h_prev, r, params)


@instead_of("gru_candidate")
def candidate_without_the_old_state(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """The old state has no effect on your candidate."""
    return gru_candidate(x, 0 * h_prev, r, params)


@instead_of("gru_candidate")
def candidate_without_the_state_matrix(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """You add the reset old state as it is; U_h mixes its units first."""
    return gru_candidate(x, h_prev, r, _with(params, U_h=np.eye(len(h_prev))))


@instead_of("gru_candidate")
def candidate_state_weights_transposed(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """You multiply the old state by the transposed U_h: the vector stands on the wrong side."""
    return gru_candidate(x, h_prev, r, _with(params, U_h=params["U_h"].T))


@instead_of("gru_candidate")
def candidate_input_weights_transposed(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """You multiply the input by the transposed W_h: that fails unless the input and the state have one size."""
    return gru_candidate(x, h_prev, r, _with(params, W_h=params["W_h"].T))


@instead_of("gru_candidate")
def candidate_weights_swapped(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """You multiply the reset old state by W_h and the input by U_h; it is the other way round."""
    candidate: Array = np.tanh(params["W_h"] @ (r * h_prev) + params["U_h"] @ x + params["b_h"])
    return candidate


@instead_of("gru_candidate")
def candidate_with_the_reset_state_weights(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your candidate multiplies the old state by the reset gate's matrix instead of its own."""
    return gru_candidate(x, h_prev, r, _with(params, U_h=params["U_r"]))


@instead_of("gru_candidate")
def candidate_with_the_update_weights(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your candidate uses the update gate's weights."""
    candidate: Array = np.tanh(_affine("z", x, r * h_prev, params))
    return candidate


@instead_of("gru_candidate")
def candidate_as_column(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your candidate is a column, a matrix of width 1; a vector is asked for."""
    return gru_candidate(x, h_prev, r, params)[:, np.newaxis]


@instead_of("gru_candidate")
def candidate_of_one_unit_as_number(x: Array, h_prev: Array, r: Array, params: Params) -> Any:
    """For a single unit you return a plain number; also a vector of one entry is a vector."""
    return np.squeeze(gru_candidate(x, h_prev, r, params))


@instead_of("gru_candidate")
def candidate_rounded(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your candidate is rounded to a few decimals; the rounding in the example is for display only."""
    return np.round(gru_candidate(x, h_prev, r, params), 4)


@instead_of("gru_candidate")
def state_reset_in_place(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your function resets the caller's old state: *= writes into the array that it is given."""
    candidate = gru_candidate(x, h_prev, r, params)
    h_prev *= r
    return candidate


@instead_of("gru_candidate")
def gate_overwritten(x: Array, h_prev: Array, r: Array, params: Params) -> Array:
    """Your function overwrites the reset gate that it is given: *= writes into the caller's array."""
    candidate = gru_candidate(x, h_prev, r, params)
    r *= h_prev
    return candidate


@instead_of("gru_candidate")
def candidates_remembered_by_shape(x: Array, h_prev: Array, r: Array, params: Params) -> Any:
    """Your function remembers earlier candidates and gives them back for other inputs of the same shape."""
    return _candidates_by_shape.setdefault((x.shape, h_prev.shape), gru_candidate(x, h_prev, r, params))


# --- gru_step ---------------------------------------------------------------------------------------------------------


def _step(x: Array, h_prev: Array, params: Params, z: Array, r: Array) -> Array:
    return gru_interpolate(z, h_prev, gru_candidate(x, h_prev, r, params))


@instead_of("gru_step")
def old_and_new_exchanged(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step gives the old state the weight of the new one, as PyTorch and Keras do: z is the share of the new."""
    z, r = gru_gates(x, h_prev, params)
    return _step(x, h_prev, params, 1 - z, r)


@instead_of("gru_step")
def gates_exchanged(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step resets with the update gate and updates with the reset gate: mind the order of the gates."""
    r, z = gru_gates(x, h_prev, params)
    return _step(x, h_prev, params, z, r)


@instead_of("gru_step")
def step_resets_after_the_product(x: Array, h_prev: Array, params: Params) -> Array:
    """In your step the reset gate scales the finished product with U_h; it acts on the old state before."""
    z, r = gru_gates(x, h_prev, params)
    return gru_interpolate(z, h_prev, reset_after_the_product(x, h_prev, r, params))


@instead_of("gru_step")
def step_without_reset(x: Array, h_prev: Array, params: Params) -> Array:
    """The reset gate has no effect on your step."""
    z, r = gru_gates(x, h_prev, params)
    return _step(x, h_prev, params, z, np.ones_like(r))


@instead_of("gru_step")
def step_resets_with_the_update_gate(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step resets the old state with the update gate; the reset gate has no effect."""
    z, _ = gru_gates(x, h_prev, params)
    return _step(x, h_prev, params, z, z)


@instead_of("gru_step")
def step_updates_with_the_reset_gate(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step moves towards the candidate with the reset gate; the update gate has no effect."""
    _, r = gru_gates(x, h_prev, params)
    return _step(x, h_prev, params, r, r)


@instead_of("gru_step")
def step_with_reset_reversed(x: Array, h_prev: Array, params: Params) -> Array:
    """The reset gate of your step works the wrong way round: where it is 1, the old state is dropped."""
    z, r = gru_gates(x, h_prev, params)
    return _step(x, h_prev, params, z, 1 - r)


@instead_of("gru_step")
def step_from_the_reset_state(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step starts its last move from the reset state; it starts from the old state itself."""
    z, r = gru_gates(x, h_prev, params)
    return gru_interpolate(z, r * h_prev, gru_candidate(x, h_prev, r, params))


@instead_of("gru_step")
def step_of_the_reset_state(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step replaces the old state by the reset one before the update gate is computed."""
    _, r = gru_gates(x, h_prev, params)
    z, _ = gru_gates(x, r * h_prev, params)
    return _step(x, h_prev, params, z, r)


@instead_of("gru_step")
def step_to_the_candidate(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step returns the candidate: the update gate has no effect."""
    _, r = gru_gates(x, h_prev, params)
    return gru_candidate(x, h_prev, r, params)


@instead_of("gru_step")
def step_without_the_old_part(x: Array, h_prev: Array, params: Params) -> Array:
    """The part of the old state is missing from the last line of your step."""
    z, r = gru_gates(x, h_prev, params)
    return z * gru_candidate(x, h_prev, r, params)


@instead_of("gru_step")
def step_with_all_of_the_candidate(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step adds all of the candidate; the update gate weighs it."""
    z, r = gru_gates(x, h_prev, params)
    return (1 - z) * h_prev + gru_candidate(x, h_prev, r, params)


@instead_of("gru_step")
def step_with_all_of_the_old_state(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step keeps all of the old state and adds the candidate's part; the two weights have to sum to 1."""
    z, r = gru_gates(x, h_prev, params)
    return h_prev + z * gru_candidate(x, h_prev, r, params)


@instead_of("gru_step")
def step_with_one_weight(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step weighs old state and candidate both with z; the two weights have to sum to 1."""
    z, r = gru_gates(x, h_prev, params)
    return z * h_prev + z * gru_candidate(x, h_prev, r, params)


@instead_of("gru_step")
def step_squashed(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step puts the new state through tanh at the end; nothing is applied after the blend."""
    state: Array = np.tanh(gru_step(x, h_prev, params))
    return state


@instead_of("gru_step")
def step_with_candidate_sigmoid(x: Array, h_prev: Array, params: Params) -> Array:
    """The candidate of your step is squashed by the sigmoid; it may be negative too."""
    z, r = gru_gates(x, h_prev, params)
    return gru_interpolate(z, h_prev, sigmoid(_affine("h", x, r * h_prev, params)))


@instead_of("gru_step")
def step_with_the_reset_gate_as_candidate(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step moves towards the reset gate; the candidate has no effect."""
    z, r = gru_gates(x, h_prev, params)
    return gru_interpolate(z, h_prev, r)


@instead_of("gru_step")
def step_from_a_zero_state(x: Array, h_prev: Array, params: Params) -> Array:
    """The old state has no effect on your step."""
    return gru_step(x, 0 * h_prev, params)


@instead_of("gru_step")
def step_without_input(x: Array, h_prev: Array, params: Params) -> Array:
    """The input has no effect on your step."""
    return gru_step(0 * x, h_prev, params)


@instead_of("gru_step")
def step_with_gates_of_a_zero_state(x: Array, h_prev: Array, params: Params) -> Array:
    """The gates of your step do not see the old state."""
    z, r = gru_gates(x, 0 * h_prev, params)
    return _step(x, h_prev, params, z, r)


@instead_of("gru_step")
def step_taken_twice(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step is taken twice: everything is computed again from the new state."""
    return gru_step(x, gru_step(x, h_prev, params), params)


@instead_of("gru_step")
def step_with_its_gates(x: Array, h_prev: Array, params: Params) -> Any:
    """Your step returns more than the new state."""
    return gru_step(x, h_prev, params), *gru_gates(x, h_prev, params)


@instead_of("gru_step")
def step_with_the_state_twice(x: Array, h_prev: Array, params: Params) -> Any:
    """Your step returns two states, as an LSTM's does; a GRU has only one."""
    h = gru_step(x, h_prev, params)
    return h, h


@instead_of("gru_step")
def step_as_row(x: Array, h_prev: Array, params: Params) -> Array:
    """The new state of your step is a matrix of one row; a vector is asked for."""
    return gru_step(x, h_prev, params)[np.newaxis]


@instead_of("gru_step")
def step_rounded(x: Array, h_prev: Array, params: Params) -> Array:
    """The new state of your step is rounded to a few decimals; the rounding in the example is for display only."""
    return np.round(gru_step(x, h_prev, params), 4)


@instead_of("gru_step")
def step_writes_into_the_old_state(x: Array, h_prev: Array, params: Params) -> Array:
    """Your step writes the new state into the array of the old one, which belongs to the caller."""
    h_prev[:] = gru_step(x, h_prev, params)
    return h_prev


@instead_of("gru_step")
def steps_remembered_by_shape(x: Array, h_prev: Array, params: Params) -> Any:
    """Your step remembers earlier results and gives them back for other inputs of the same shape."""
    return _steps_by_shape.setdefault((x.shape, h_prev.shape), gru_step(x, h_prev, params))
