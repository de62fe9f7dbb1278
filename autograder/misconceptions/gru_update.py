"""Known wrong answers to the question on the GRU's blend, sequences, update gate and parameters."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.activations import sigmoid
from solutions.gru import gru_forward, gru_interpolate, gru_parameter_count, gru_step, update_gate_bias

Array = NDArray[np.float64]
Params = Mapping[str, Array]

_sequences_by_shape: dict[Any, Any] = {}


# --- gru_interpolate --------------------------------------------------------------------------------------------------


@instead_of("gru_interpolate")
def weights_exchanged(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You give the old state the weight of the candidate, as PyTorch and Keras do: z is the share of the new."""
    return gru_interpolate(1 - z, h_prev, h_candidate)


@instead_of("gru_interpolate")
def old_part_missing(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """The part of the old state is missing from your blend."""
    return z * h_candidate


@instead_of("gru_interpolate")
def new_part_missing(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """The part of the candidate is missing from your blend."""
    return (1 - z) * h_prev


@instead_of("gru_interpolate")
def candidate_not_weighed(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You add all of the candidate; the update gate weighs it."""
    return (1 - z) * h_prev + h_candidate


@instead_of("gru_interpolate")
def old_state_not_weighed(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You keep all of the old state, whatever the update gate is."""
    return h_prev + z * h_candidate


@instead_of("gru_interpolate")
def one_weight_for_both(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You weigh both old state and candidate with z; the two weights have to sum to 1."""
    return z * h_prev + z * h_candidate


@instead_of("gru_interpolate")
def other_weight_for_both(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You weigh both old state and candidate with 1 − z; the two weights have to sum to 1."""
    return (1 - z) * (h_prev + h_candidate)


@instead_of("gru_interpolate")
def candidate_subtracted(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You subtract the candidate's part; the two parts are added."""
    return (1 - z) * h_prev - z * h_candidate


@instead_of("gru_interpolate")
def bracket_missing(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """A bracket is missing around 1 − z, so that 1 is added where the old state should be."""
    return 1 - z * h_prev + z * h_candidate


@instead_of("gru_interpolate")
def parts_multiplied(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You multiply the two parts; they are added."""
    return (1 - z) * h_prev * z * h_candidate


@instead_of("gru_interpolate")
def plain_mean(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You take the plain mean of old state and candidate; the update gate has no effect."""
    return (h_prev + h_candidate) / 2


@instead_of("gru_interpolate")
def blend_halved(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Your blend is half of what it should be: the weights already sum to 1."""
    return gru_interpolate(z, h_prev, h_candidate) / 2


@instead_of("gru_interpolate")
def all_or_nothing(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You take either the old value or the candidate; the update gate may let a part of each through."""
    return gru_interpolate(np.round(z), h_prev, h_candidate)


@instead_of("gru_interpolate")
def blend_squashed(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You put the blend through tanh; nothing is applied to the result."""
    return np.asarray(np.tanh(gru_interpolate(z, h_prev, h_candidate)))


@instead_of("gru_interpolate")
def candidate_squashed_again(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You put the candidate through tanh a second time; it comes squashed already."""
    return gru_interpolate(z, h_prev, np.tanh(h_candidate))


@instead_of("gru_interpolate")
def old_state_squashed(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You put the old state through tanh, so that it shrinks at every step."""
    return gru_interpolate(z, np.tanh(h_prev), h_candidate)


@instead_of("gru_interpolate")
def gate_squashed_again(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You put the update gate through the sigmoid a second time; it comes squashed already."""
    return gru_interpolate(sigmoid(z), h_prev, h_candidate)


@instead_of("gru_interpolate")
def blend_cut_off(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You cut the blend off at −1 and 1; nothing is applied to the result."""
    return np.clip(gru_interpolate(z, h_prev, h_candidate), -1, 1)


@instead_of("gru_interpolate")
def blend_never_negative(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Your blend is cut off at 0; a state may be negative."""
    return np.maximum(gru_interpolate(z, h_prev, h_candidate), 0)


@instead_of("gru_interpolate")
def scalar_products(z: Array, h_prev: Array, h_candidate: Array) -> Any:
    """You form scalar products, which sum over the units; each unit is blended by itself."""
    return np.dot(1 - z, h_prev) + np.dot(z, h_candidate)


@instead_of("gru_interpolate")
def mean_gate(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """You weigh all units alike, with the mean of the update gate; each unit has its own."""
    return gru_interpolate(np.mean(z) * np.ones_like(z), h_prev, h_candidate)


@instead_of("gru_interpolate")
def blend_flattened(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Your result is always a vector; it has to keep the shape of the arguments."""
    return np.ravel(gru_interpolate(z, h_prev, h_candidate))


@instead_of("gru_interpolate")
def blend_squeezed(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Axes of length 1 are missing from your result."""
    return np.squeeze(gru_interpolate(z, h_prev, h_candidate))


@instead_of("gru_interpolate")
def single_numbers_fail(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Your function runs over the entries of the first axis and so fails for single numbers, which have none."""
    return np.array([gru_interpolate(z[k], h_prev[k], h_candidate[k]) for k in range(len(z))])


@instead_of("gru_interpolate")
def blend_rounded(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Your blend is rounded to a few decimals; the rounding in the example is for display only."""
    return np.round(gru_interpolate(z, h_prev, h_candidate), 4)


@instead_of("gru_interpolate")
def old_state_overwritten(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Your function overwrites the old state that it is given: *= and += write into the caller's array."""
    h_prev *= 1 - z
    h_prev += z * h_candidate
    return h_prev


@instead_of("gru_interpolate")
def candidate_overwritten(z: Array, h_prev: Array, h_candidate: Array) -> Array:
    """Your function overwrites the candidate that it is given: *= writes into the caller's array."""
    h_candidate *= z
    return h_candidate + (1 - z) * h_prev


# --- gru_forward ------------------------------------------------------------------------------------------------------


def _rows(states: list[Array], hidden: int) -> Array:
    return np.array(states).reshape(-1, hidden)


@instead_of("gru_forward")
def state_not_carried(xs: Array, h0: Array, params: Params) -> Array:
    """Every step of your sequence starts from the first state; the state is not handed on."""
    return _rows([gru_step(x, h0, params) for x in xs], len(h0))


@instead_of("gru_forward")
def read_backwards(xs: Array, h0: Array, params: Params) -> Array:
    """Your sequence is read from its end."""
    return gru_forward(xs[::-1], h0, params)


@instead_of("gru_forward")
def read_backwards_and_turned(xs: Array, h0: Array, params: Params) -> Array:
    """Your sequence is run from the last input to the first, as the backward half of a two-way network."""
    return gru_forward(xs[::-1], h0, params)[::-1]


@instead_of("gru_forward")
def rows_in_reverse(xs: Array, h0: Array, params: Params) -> Array:
    """Your rows come in reverse: the last step stands first."""
    return gru_forward(xs, h0, params)[::-1]


@instead_of("gru_forward")
def last_state_only(xs: Array, h0: Array, params: Params) -> Array:
    """You return the state after the last step only; those after every step are asked for."""
    h = h0
    for x in xs:
        h = gru_step(x, h, params)
    return h


@instead_of("gru_forward")
def last_row_everywhere(xs: Array, h0: Array, params: Params) -> Array:
    """All your rows are the same: one array is stored again and again while later steps overwrite it."""
    hs = gru_forward(xs, h0, params)
    return hs[len(hs) * [-1]]


@instead_of("gru_forward")
def first_state_among_the_rows(xs: Array, h0: Array, params: Params) -> Array:
    """Your result has one row too many: the first state h0 is among them."""
    return np.vstack([h0, gru_forward(xs, h0, params)])


@instead_of("gru_forward")
def rows_shifted(xs: Array, h0: Array, params: Params) -> Array:
    """Each of your rows holds the state before its step, not after it."""
    return np.vstack([h0, gru_forward(xs, h0, params)])[:-1]


@instead_of("gru_forward")
def last_step_not_taken(xs: Array, h0: Array, params: Params) -> Array:
    """Your sequence ends one step too early."""
    return gru_forward(xs[:-1], h0, params)


@instead_of("gru_forward")
def last_step_left_zero(xs: Array, h0: Array, params: Params) -> Array:
    """The last row of your result stays zero: the loop ends one step too early."""
    hs = np.zeros((len(xs), len(h0)))
    hs[: max(len(xs) - 1, 0)] = gru_forward(xs[:-1], h0, params)
    return hs


@instead_of("gru_forward")
def first_step_not_taken(xs: Array, h0: Array, params: Params) -> Array:
    """Your sequence passes over the first input."""
    return gru_forward(xs[1:], h0, params)


@instead_of("gru_forward")
def first_input_at_every_step(xs: Array, h0: Array, params: Params) -> Array:
    """Every step of your sequence reads the first input."""
    return gru_forward(xs[len(xs) * [0]], h0, params)


@instead_of("gru_forward")
def input_of_the_step_before(xs: Array, h0: Array, params: Params) -> Array:
    """Each step of your sequence reads the input of the step before, the first one that of the last."""
    return gru_forward(np.roll(xs, 1, axis=0), h0, params)


@instead_of("gru_forward")
def starts_from_zeros(xs: Array, h0: Array, params: Params) -> Array:
    """The first state that is given has no effect: your sequence starts from zeros."""
    return gru_forward(xs, 0 * h0, params)


@instead_of("gru_forward")
def columns_taken_for_steps(xs: Array, h0: Array, params: Params) -> Array:
    """Your sequence runs over the columns of xs; time runs down its rows."""
    return gru_forward(xs.T, h0, params)


@instead_of("gru_forward")
def as_many_steps_as_inputs(xs: Array, h0: Array, params: Params) -> Array:
    """Your sequence has as many steps as an input has entries; the number of rows of xs is what counts."""
    states, h = [], h0
    for t in range(xs.shape[1]):
        h = gru_step(xs[t], h, params)
        states.append(h)
    return _rows(states, len(h0))


@instead_of("gru_forward")
def rows_as_wide_as_inputs(xs: Array, h0: Array, params: Params) -> Array:
    """Your rows have the size of an input; they have to have the size of the state."""
    hs = np.zeros(xs.shape)
    h = h0
    for t, x in enumerate(xs):
        h = gru_step(x, h, params)
        hs[t] = h
    return hs


@instead_of("gru_forward")
def time_across(xs: Array, h0: Array, params: Params) -> Array:
    """Your result is transposed: time has to run down the rows."""
    return gru_forward(xs, h0, params).T


@instead_of("gru_forward")
def last_state_added(xs: Array, h0: Array, params: Params) -> Any:
    """You return the last state beside all states, as libraries do; one array is asked for."""
    hs = gru_forward(xs, h0, params)
    return hs, hs[-1] if len(hs) else h0


@instead_of("gru_forward")
def sequence_squeezed(xs: Array, h0: Array, params: Params) -> Array:
    """Axes of length 1 are missing from your result: also one step or one unit makes a matrix."""
    return np.squeeze(gru_forward(xs, h0, params))


@instead_of("gru_forward")
def batch_axis_added(xs: Array, h0: Array, params: Params) -> Array:
    """Your result has an axis too many in front, as for a batch of sequences; there is only one sequence."""
    return gru_forward(xs, h0, params)[np.newaxis]


@instead_of("gru_forward")
def no_step_gives_a_vector(xs: Array, h0: Array, params: Params) -> Array:
    """Without any step your result is an empty vector, with no axis for the units."""
    return np.array(list(gru_forward(xs, h0, params)))


@instead_of("gru_forward")
def no_step_gives_the_first_state(xs: Array, h0: Array, params: Params) -> Array:
    """Without any step you return the first state; it is not among the states after a step."""
    return gru_forward(xs, h0, params) if len(xs) else h0[np.newaxis]


@instead_of("gru_forward")
def no_step_as_wide_as_inputs(xs: Array, h0: Array, params: Params) -> Array:
    """Without any step your result has as many columns as an input has entries; it has one per unit."""
    return gru_forward(xs, h0, params) if len(xs) else xs


@instead_of("gru_forward")
def no_step_fails(xs: Array, h0: Array, params: Params) -> Array:
    """Your function fails when there is no step to take."""
    return np.stack(list(gru_forward(xs, h0, params)))


@instead_of("gru_forward")
def no_step_gives_nothing(xs: Array, h0: Array, params: Params) -> Any:
    """When there is no step to take, your function returns None."""
    return gru_forward(xs, h0, params) if len(xs) else None


@instead_of("gru_forward")
def running_sum(xs: Array, h0: Array, params: Params) -> Array:
    """Your rows are sums over all steps so far; each holds the state after its own step."""
    return np.cumsum(gru_forward(xs, h0, params), axis=0)


@instead_of("gru_forward")
def first_state_overwritten(xs: Array, h0: Array, params: Params) -> Array:
    """Your function overwrites h0, which belongs to the caller."""
    hs = gru_forward(xs, h0, params)
    if len(xs):
        h0[:] = hs[-1]
    return hs


@instead_of("gru_forward")
def inputs_overwritten(xs: Array, h0: Array, params: Params) -> Array:
    """Your function overwrites the inputs, which belong to the caller."""
    hs = gru_forward(xs, h0, params)
    xs *= 0
    return hs


@instead_of("gru_forward")
def sequence_rounded(xs: Array, h0: Array, params: Params) -> Array:
    """Your states are rounded to a few decimals; the rounding in the example is for display only."""
    return np.round(gru_forward(xs, h0, params), 4)


@instead_of("gru_forward")
def sequences_remembered_by_shape(xs: Array, h0: Array, params: Params) -> Any:
    """Your function remembers earlier results and gives them back for other sequences of the same shape."""
    return _sequences_by_shape.setdefault((xs.shape, h0.shape), gru_forward(xs, h0, params))


# --- update_gate_bias -------------------------------------------------------------------------------------------------


def _sized(case: str, hidden_size: int, size: float) -> Array:
    """Return the right bias with another size."""
    bias = update_gate_bias(case, hidden_size)
    sized: Array = np.where(bias > 0, size, -size)
    return sized


@instead_of("update_gate_bias")
def replace_and_keep_exchanged(case: str, hidden_size: int) -> Array:
    """Your bias does the opposite of the case, as if z were the share of the old state: z = 1 takes the candidate."""
    return -update_gate_bias(case, hidden_size)


@instead_of("update_gate_bias")
def always_replace(case: str, hidden_size: int) -> Array:
    """The case has no effect: your bias always opens the update gate."""
    return np.abs(update_gate_bias(case, hidden_size))


@instead_of("update_gate_bias")
def always_keep(case: str, hidden_size: int) -> Array:
    """The case has no effect: your bias always closes the update gate."""
    return -np.abs(update_gate_bias(case, hidden_size))


@instead_of("update_gate_bias")
def keep_with_a_bias_of_zero(case: str, hidden_size: int) -> Array:
    """To keep the state you set the bias to 0, which leaves the update gate half open."""
    return np.maximum(update_gate_bias(case, hidden_size), 0.0)


@instead_of("update_gate_bias")
def limits_as_bias(case: str, hidden_size: int) -> Any:
    """Your bias is the value that the gate should take; the bias stands inside the sigmoid."""
    return (update_gate_bias(case, hidden_size) > 0) * 1.0


@instead_of("update_gate_bias")
def no_bias_at_all(case: str, hidden_size: int) -> Array:
    """Your bias is 0, which leaves the gate where its weights put it."""
    return _sized(case, hidden_size, 0.0)


@instead_of("update_gate_bias")
def bias_of_one(case: str, hidden_size: int) -> Array:
    """Your bias is 1 or −1: even without any weights the sigmoid of these is far from its limits."""
    return _sized(case, hidden_size, 1.0)


@instead_of("update_gate_bias")
def bias_of_ten(case: str, hidden_size: int) -> Array:
    """Your bias looks large, but even without any weights the gate is not as close as one part in a million."""
    return _sized(case, hidden_size, 10.0)


@instead_of("update_gate_bias")
def bias_without_weights_in_mind(case: str, hidden_size: int) -> Array:
    """Your bias is just enough when all weights are 0; weights, input and state can push the other way."""
    return _sized(case, hidden_size, 14.0)


@instead_of("update_gate_bias")
def bias_for_typical_weights(case: str, hidden_size: int) -> Array:
    """Your bias suffices for random weights, whose terms mostly cancel; for the worst ones all terms add up."""
    return _sized(case, hidden_size, 20.0)


@instead_of("update_gate_bias")
def bias_for_random_sums(case: str, hidden_size: int) -> Array:
    """Your bias grows with the root of the size, as random sums do; for the worst weights all terms add up."""
    return _sized(case, hidden_size, 14.0 + 4.0 * np.sqrt(hidden_size))


@instead_of("update_gate_bias")
def bias_for_middling_sizes(case: str, hidden_size: int) -> Array:
    """Your bias is the same for all sizes and too small for the larger ones."""
    return _sized(case, hidden_size, 30.0)


@instead_of("update_gate_bias")
def bias_for_nearly_all_sizes(case: str, hidden_size: int) -> Array:
    """Your bias is the same for all sizes and misses the largest ones."""
    return _sized(case, hidden_size, 40.0)


@instead_of("update_gate_bias")
def bias_just_below_the_largest(case: str, hidden_size: int) -> Array:
    """Your bias is the same for all sizes; only for the very largest the worst weights outweigh it."""
    return _sized(case, hidden_size, 45.0)


@instead_of("update_gate_bias")
def state_not_in_mind(case: str, hidden_size: int) -> Array:
    """Your bias outweighs the input alone; the old state can push as far again."""
    return _sized(case, hidden_size, hidden_size + 20.0)


@instead_of("update_gate_bias")
def no_margin_for_the_sigmoid(case: str, hidden_size: int) -> Array:
    """Your bias just cancels the worst weights, which leaves the gate half open; the sigmoid needs more on top."""
    return _sized(case, hidden_size, 2.0 * hidden_size)


@instead_of("update_gate_bias")
def small_margin_for_the_sigmoid(case: str, hidden_size: int) -> Array:
    """Your bias outweighs the worst weights, but too little is left over for the sigmoid to come close enough."""
    return _sized(case, hidden_size, 2.0 * hidden_size + 5.0)


@instead_of("update_gate_bias")
def margin_a_little_too_small(case: str, hidden_size: int) -> Array:
    """What your bias leaves over after the worst weights is nearly, but not quite, enough for the sigmoid."""
    return _sized(case, hidden_size, 2.0 * hidden_size + 13.0)


@instead_of("update_gate_bias")
def infinite_bias(case: str, hidden_size: int) -> Array:
    """Your bias is infinite; a finite one is asked for."""
    return _sized(case, hidden_size, np.inf)


@instead_of("update_gate_bias")
def huge_bias(case: str, hidden_size: int) -> Array:
    """Your bias is larger than allowed."""
    return _sized(case, hidden_size, 1e6)


@instead_of("update_gate_bias")
def first_unit_only(case: str, hidden_size: int) -> Array:
    """Only the first unit gets a bias; every unit has an update gate of its own."""
    return np.where(np.arange(hidden_size) == 0, update_gate_bias(case, hidden_size), 0.0)


@instead_of("update_gate_bias")
def single_number(case: str, hidden_size: int) -> Any:
    """Your bias is a single number; it is to be an array with one entry per unit."""
    return float(update_gate_bias(case, hidden_size)[0])


@instead_of("update_gate_bias")
def array_of_one_entry(case: str, hidden_size: int) -> Array:
    """Your bias has one entry, whatever the size; it has one per unit."""
    return update_gate_bias(case, hidden_size)[:1]


@instead_of("update_gate_bias")
def array_of_the_largest_size(case: str, hidden_size: int) -> Array:
    """Your bias always has the largest size that is mentioned; it has one entry per unit."""
    return np.resize(update_gate_bias(case, hidden_size), 16)


@instead_of("update_gate_bias")
def column(case: str, hidden_size: int) -> Array:
    """Your bias is a column, a matrix of width 1; a vector is asked for."""
    return update_gate_bias(case, hidden_size)[:, np.newaxis]


@instead_of("update_gate_bias")
def bias_by_name(case: str, hidden_size: int) -> Any:
    """You return a dict with the bias in it; the array itself is asked for."""
    return {"b_z": update_gate_bias(case, hidden_size)}


@instead_of("update_gate_bias")
def unknown_case_is_keep(case: str, hidden_size: int) -> Array:
    """A case that you do not know gets the bias of another one; it has to raise ValueError."""
    return update_gate_bias("replace" if case == "replace" else "keep", hidden_size)


@instead_of("update_gate_bias")
def unknown_case_gives_nothing(case: str, hidden_size: int) -> Any:
    """For a case that you do not know you return None; it has to raise ValueError."""
    return update_gate_bias(case, hidden_size) if case in ("replace", "keep") else None


@instead_of("update_gate_bias")
def unknown_case_is_a_key_error(case: str, hidden_size: int) -> Array:
    """For a case that you do not know you raise KeyError, which is no ValueError."""
    if case not in ("replace", "keep"):
        raise KeyError(case)
    return update_gate_bias(case, hidden_size)


@instead_of("update_gate_bias")
def first_letters_are_enough(case: str, hidden_size: int) -> Array:
    """You look at the beginning of the name only; anything but the two names has to raise ValueError."""
    names = [name for name in ("replace", "keep") if name[:2] == case[:2]]
    return update_gate_bias(names[0] if names else case, hidden_size)


@instead_of("update_gate_bias")
def size_zero_gives_an_empty_bias(case: str, hidden_size: int) -> Array:
    """A hidden size of 0 gives an empty array; it has to raise ValueError."""
    return update_gate_bias(case, hidden_size) if hidden_size else update_gate_bias(case, 1)[:0]


@instead_of("update_gate_bias")
def small_sizes_are_made_one(case: str, hidden_size: int) -> Array:
    """A hidden size less than 1 is replaced by another one; it has to raise ValueError."""
    return update_gate_bias(case, max(hidden_size, 1))


@instead_of("update_gate_bias")
def small_sizes_are_an_assertion(case: str, hidden_size: int) -> Array:
    """For a hidden size less than 1 you raise another exception than ValueError, as assert does."""
    if hidden_size < 1:
        raise AssertionError("hidden_size must be at least 1")
    return update_gate_bias(case, hidden_size)


@instead_of("update_gate_bias")
def single_units_are_refused(case: str, hidden_size: int) -> Array:
    """You refuse a hidden size of 1 as well; only sizes less than 1 are invalid."""
    if hidden_size <= 1:
        raise ValueError("hidden_size must be larger than 1")
    return update_gate_bias(case, hidden_size)


@instead_of("update_gate_bias")
def largest_size_is_refused(case: str, hidden_size: int) -> Array:
    """You refuse the largest size for which the bias is asked for; it is included."""
    if hidden_size >= 16:
        raise ValueError("hidden_size must be less than 16")
    return update_gate_bias(case, hidden_size)


# --- gru_parameter_count ----------------------------------------------------------------------------------------------


@instead_of("gru_parameter_count")
def four_sets(input_size: int, hidden_size: int) -> int:
    """You count four sets of weights, as an LSTM has; a GRU has one for each gate and one for the candidate."""
    return gru_parameter_count(input_size, hidden_size) * 4 // 3


@instead_of("gru_parameter_count")
def two_sets(input_size: int, hidden_size: int) -> int:
    """You count the two gates only; the candidate has a set of weights of its own."""
    return gru_parameter_count(input_size, hidden_size) * 2 // 3


@instead_of("gru_parameter_count")
def one_set(input_size: int, hidden_size: int) -> int:
    """You count one set of weights, as a plain recurrent network has."""
    return gru_parameter_count(input_size, hidden_size) // 3


@instead_of("gru_parameter_count")
def biases_not_counted(input_size: int, hidden_size: int) -> int:
    """The biases are missing from your count."""
    return gru_parameter_count(input_size, hidden_size) - 3 * hidden_size


@instead_of("gru_parameter_count")
def biases_counted_double(input_size: int, hidden_size: int) -> int:
    """You count two biases per set, as some libraries have; here each set has one."""
    return gru_parameter_count(input_size, hidden_size) + 3 * hidden_size


@instead_of("gru_parameter_count")
def candidate_with_two_biases(input_size: int, hidden_size: int) -> int:
    """You count a second bias for the candidate, as a GRU that resets after the product has."""
    return gru_parameter_count(input_size, hidden_size) + hidden_size


@instead_of("gru_parameter_count")
def one_number_per_bias(input_size: int, hidden_size: int) -> int:
    """You count one number per bias; a bias has one for every unit."""
    return gru_parameter_count(input_size, hidden_size) - 3 * hidden_size + 3


@instead_of("gru_parameter_count")
def one_bias_in_all(input_size: int, hidden_size: int) -> int:
    """You count a single bias vector; each of the three sets has its own."""
    return gru_parameter_count(input_size, hidden_size) - 2 * hidden_size


@instead_of("gru_parameter_count")
def biases_as_long_as_inputs(input_size: int, hidden_size: int) -> int:
    """Your biases have as many entries as an input; they have one for every unit."""
    return gru_parameter_count(input_size, hidden_size) - 3 * hidden_size + 3 * input_size


@instead_of("gru_parameter_count")
def state_weights_not_counted(input_size: int, hidden_size: int) -> int:
    """The matrices that the old state is multiplied by are missing from your count."""
    return gru_parameter_count(input_size, hidden_size) - 3 * hidden_size**2


@instead_of("gru_parameter_count")
def input_weights_not_counted(input_size: int, hidden_size: int) -> int:
    """The matrices that the input is multiplied by are missing from your count."""
    return gru_parameter_count(input_size, hidden_size) - 3 * hidden_size * input_size


@instead_of("gru_parameter_count")
def only_the_input_weights_threefold(input_size: int, hidden_size: int) -> int:
    """Only the first term of your sum is taken three times: a bracket is missing."""
    return gru_parameter_count(input_size, hidden_size) - 2 * (hidden_size**2 + hidden_size)


@instead_of("gru_parameter_count")
def sizes_exchanged(input_size: int, hidden_size: int) -> int:
    """You take the size of the input for that of the state, and the other way round."""
    return gru_parameter_count(hidden_size, input_size)


@instead_of("gru_parameter_count")
def state_counted_too(input_size: int, hidden_size: int) -> int:
    """Your count includes a matrix for the output or a state; the nine arrays are all there is."""
    return gru_parameter_count(input_size, hidden_size) + hidden_size**2


@instead_of("gru_parameter_count")
def arrays_counted(input_size: int, hidden_size: int) -> int:
    """You count the arrays; the numbers in them are asked for."""
    return 9 if gru_parameter_count(input_size, hidden_size) else 0


@instead_of("gru_parameter_count")
def count_as_float(input_size: int, hidden_size: int) -> Any:
    """Your count is a float; a number of parameters is a whole number."""
    return gru_parameter_count(input_size, hidden_size) * 1.0


@instead_of("gru_parameter_count")
def three_quarters_as_float(input_size: int, hidden_size: int) -> Any:
    """You return the share of an LSTM's parameters; their number is asked for."""
    return gru_parameter_count(input_size, hidden_size) / (gru_parameter_count(input_size, hidden_size) * 4 // 3)


@instead_of("gru_parameter_count")
def count_in_parts(input_size: int, hidden_size: int) -> Any:
    """You return the weights and the biases apart; their total is asked for."""
    return gru_parameter_count(input_size, hidden_size) - 3 * hidden_size, 3 * hidden_size


@instead_of("gru_parameter_count")
def every_size_accepted(input_size: int, hidden_size: int) -> int:
    """Sizes less than 1 do not raise ValueError in your count."""
    return 3 * (hidden_size * input_size + hidden_size * hidden_size + hidden_size)


@instead_of("gru_parameter_count")
def size_zero_accepted(input_size: int, hidden_size: int) -> int:
    """You refuse negative sizes, but a size of 0 does not raise ValueError."""
    if input_size < 0 or hidden_size < 0:
        raise ValueError("sizes must not be negative")
    return every_size_accepted(input_size, hidden_size)


@instead_of("gru_parameter_count")
def only_the_input_size_checked(input_size: int, hidden_size: int) -> int:
    """You check the size of the input, but a hidden size less than 1 does not raise ValueError."""
    if input_size < 1:
        raise ValueError("input_size must be at least 1")
    return every_size_accepted(input_size, hidden_size)


@instead_of("gru_parameter_count")
def only_the_hidden_size_checked(input_size: int, hidden_size: int) -> int:
    """You check the hidden size, but an input size less than 1 does not raise ValueError."""
    if hidden_size < 1:
        raise ValueError("hidden_size must be at least 1")
    return every_size_accepted(input_size, hidden_size)


@instead_of("gru_parameter_count")
def refused_only_when_both_are_small(input_size: int, hidden_size: int) -> int:
    """You raise ValueError only when both sizes are less than 1; one of them is enough."""
    if input_size < 1 and hidden_size < 1:
        raise ValueError("sizes must be at least 1")
    return every_size_accepted(input_size, hidden_size)


@instead_of("gru_parameter_count")
def product_of_sizes_checked(input_size: int, hidden_size: int) -> int:
    """You check the product of the sizes, which is positive when both are negative."""
    if input_size * hidden_size < 1:
        raise ValueError("sizes must be at least 1")
    return every_size_accepted(input_size, hidden_size)


@instead_of("gru_parameter_count")
def size_one_refused(input_size: int, hidden_size: int) -> int:
    """You refuse a size of 1 as well; only sizes less than 1 are invalid."""
    if input_size <= 1 or hidden_size <= 1:
        raise ValueError("sizes must be larger than 1")
    return gru_parameter_count(input_size, hidden_size)


@instead_of("gru_parameter_count")
def zero_for_small_sizes(input_size: int, hidden_size: int) -> int:
    """For sizes less than 1 you return 0; they have to raise ValueError."""
    return gru_parameter_count(input_size, hidden_size) if min(input_size, hidden_size) >= 1 else 0


@instead_of("gru_parameter_count")
def nothing_for_small_sizes(input_size: int, hidden_size: int) -> Any:
    """For sizes less than 1 you return None or print a message; they have to raise ValueError."""
    return gru_parameter_count(input_size, hidden_size) if min(input_size, hidden_size) >= 1 else None


@instead_of("gru_parameter_count")
def assertion_for_small_sizes(input_size: int, hidden_size: int) -> int:
    """For sizes less than 1 you raise another exception than ValueError, as assert does."""
    if min(input_size, hidden_size) < 1:
        raise AssertionError("sizes must be at least 1")
    return gru_parameter_count(input_size, hidden_size)
