"""Known wrong answers to the question on the limits of an LSTM's gates."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.misconception import instead_of
from solutions.lstm import gate_limit_biases

Array = NDArray[np.float64]
Biases = dict[str, Array]


def _sized(case: str, hidden_size: int, size: float) -> Biases:
    """Return the right biases with another size."""
    return {key: np.where(bias > 0, size, -size) for key, bias in gate_limit_biases(case, hidden_size).items()}


# --- biases of the wrong size -----------------------------------------------------------------------------------------


@instead_of("gate_limit_biases")
def no_bias_at_all(case: str, hidden_size: int) -> Biases:
    """Your biases are 0, which leaves every gate where its weights put it."""
    return _sized(case, hidden_size, 0.0)


@instead_of("gate_limit_biases")
def limits_as_biases(case: str, hidden_size: int) -> Any:
    """Your biases are the values that the gates should take; a bias stands inside the sigmoid."""
    return {key: (bias > 0) * 1.0 for key, bias in gate_limit_biases(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def biases_of_one(case: str, hidden_size: int) -> Biases:
    """Your biases are 1 and −1: even without any weights the sigmoid of these is far from its limits."""
    return _sized(case, hidden_size, 1.0)


@instead_of("gate_limit_biases")
def biases_of_ten(case: str, hidden_size: int) -> Biases:
    """Your biases look large, but even without any weights the gates are not as close as one part in a million."""
    return _sized(case, hidden_size, 10.0)


@instead_of("gate_limit_biases")
def biases_without_weights_in_mind(case: str, hidden_size: int) -> Biases:
    """Your biases are just enough when all weights are 0; weights, input and state can push the other way."""
    return _sized(case, hidden_size, 14.0)


@instead_of("gate_limit_biases")
def biases_for_typical_weights(case: str, hidden_size: int) -> Biases:
    """Your biases suffice for random weights, whose terms mostly cancel; for the worst ones all terms add up."""
    return _sized(case, hidden_size, 20.0)


@instead_of("gate_limit_biases")
def biases_for_random_sums(case: str, hidden_size: int) -> Biases:
    """Your biases grow with the root of the size, as random sums do; for the worst weights all terms add up."""
    return _sized(case, hidden_size, 14.0 + 4.0 * np.sqrt(hidden_size))


@instead_of("gate_limit_biases")
def biases_for_middling_sizes(case: str, hidden_size: int) -> Biases:
    """Your biases are the same for all sizes and too small for the larger ones."""
    return _sized(case, hidden_size, 30.0)


@instead_of("gate_limit_biases")
def biases_for_nearly_all_sizes(case: str, hidden_size: int) -> Biases:
    """Your biases are the same for all sizes and miss the largest ones."""
    return _sized(case, hidden_size, 40.0)


@instead_of("gate_limit_biases")
def biases_just_below_the_largest(case: str, hidden_size: int) -> Biases:
    """Your biases are the same for all sizes; only for the very largest the worst weights outweigh them."""
    return _sized(case, hidden_size, 45.0)


@instead_of("gate_limit_biases")
def state_not_in_mind(case: str, hidden_size: int) -> Biases:
    """Your biases outweigh the input alone; the hidden state can push as far again."""
    return _sized(case, hidden_size, hidden_size + 20.0)


@instead_of("gate_limit_biases")
def no_margin_for_the_sigmoid(case: str, hidden_size: int) -> Biases:
    """Your biases just cancel the worst weights, which leaves the gates half open; the sigmoid needs more on top."""
    return _sized(case, hidden_size, 2.0 * hidden_size)


@instead_of("gate_limit_biases")
def small_margin_for_the_sigmoid(case: str, hidden_size: int) -> Biases:
    """Your biases outweigh the worst weights, but too little is left over for the sigmoid to come close enough."""
    return _sized(case, hidden_size, 2.0 * hidden_size + 5.0)


@instead_of("gate_limit_biases")
def margin_a_little_too_small(case: str, hidden_size: int) -> Biases:
    """What your biases leave over after the worst weights is nearly, but not quite, enough for the sigmoid."""
    return _sized(case, hidden_size, 2.0 * hidden_size + 13.0)


@instead_of("gate_limit_biases")
def infinite_biases(case: str, hidden_size: int) -> Biases:
    """Your biases are infinite; finite ones are asked for."""
    return _sized(case, hidden_size, np.inf)


@instead_of("gate_limit_biases")
def huge_biases(case: str, hidden_size: int) -> Biases:
    """Your biases are larger than allowed."""
    return _sized(case, hidden_size, 1e6)


@instead_of("gate_limit_biases")
def biases_without_a_number(case: str, hidden_size: int) -> Biases:
    """Your biases are nan, not a number."""
    return {key: bias * np.nan for key, bias in gate_limit_biases(case, hidden_size).items()}


# --- gates at the wrong limit -----------------------------------------------------------------------------------------


@instead_of("gate_limit_biases")
def all_signs_reversed(case: str, hidden_size: int) -> Biases:
    """Your signs are reversed: a positive bias opens a gate, a negative one closes it."""
    return {key: -bias for key, bias in gate_limit_biases(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def forget_gate_understood_backwards(case: str, hidden_size: int) -> Biases:
    """Your forget gate is always at the other limit: a forget gate near 1 keeps the memory."""
    biases = gate_limit_biases(case, hidden_size)
    return {**biases, "b_f": -biases["b_f"]}


@instead_of("gate_limit_biases")
def input_gate_understood_backwards(case: str, hidden_size: int) -> Biases:
    """Your input gate is always at the other limit: an input gate near 1 lets the candidate in."""
    biases = gate_limit_biases(case, hidden_size)
    return {**biases, "b_i": -biases["b_i"]}


@instead_of("gate_limit_biases")
def output_gate_understood_backwards(case: str, hidden_size: int) -> Biases:
    """Your output gate is always at the other limit: an output gate near 1 shows the memory."""
    biases = gate_limit_biases(case, hidden_size)
    return {**biases, "b_o": -biases["b_o"]}


@instead_of("gate_limit_biases")
def forget_and_input_biases_swapped(case: str, hidden_size: int) -> Biases:
    """The biases of your forget gate and your input gate have changed places, or "overwrite" and "remember" have."""
    biases = gate_limit_biases(case, hidden_size)
    return {**biases, "b_f": biases["b_i"], "b_i": biases["b_f"]}


@instead_of("gate_limit_biases")
def input_and_output_biases_swapped(case: str, hidden_size: int) -> Biases:
    """The biases of your input gate and your output gate have changed places."""
    biases = gate_limit_biases(case, hidden_size)
    return {**biases, "b_i": biases["b_o"], "b_o": biases["b_i"]}


@instead_of("gate_limit_biases")
def forget_and_output_biases_swapped(case: str, hidden_size: int) -> Biases:
    """The biases of your forget gate and your output gate have changed places."""
    biases = gate_limit_biases(case, hidden_size)
    return {**biases, "b_f": biases["b_o"], "b_o": biases["b_f"]}


def _changed(case: str, hidden_size: int, only: str, **signs: int) -> Biases:
    """Return the right biases but for one case, where those named get another sign."""
    biases = gate_limit_biases(case, hidden_size)
    return {key: signs[key] * np.abs(b) if case == only and key in signs else b for key, b in biases.items()}


@instead_of("gate_limit_biases")
def overwrite_adds(case: str, hidden_size: int) -> Biases:
    """Your "overwrite" lets the candidate in but does not clear the old memory first."""
    return _changed(case, hidden_size, "overwrite", b_f=1)


@instead_of("gate_limit_biases")
def overwrite_in_silence(case: str, hidden_size: int) -> Biases:
    """Your "overwrite" hides the new memory: its output gate is closed."""
    return _changed(case, hidden_size, "overwrite", b_o=-1)


@instead_of("gate_limit_biases")
def overwrite_only_erases(case: str, hidden_size: int) -> Biases:
    """Your "overwrite" clears the old memory but lets nothing new in."""
    return _changed(case, hidden_size, "overwrite", b_i=-1)


@instead_of("gate_limit_biases")
def silence_by_erasing(case: str, hidden_size: int) -> Biases:
    """Your "silence" erases the memory; it has to go on and only not to show."""
    return _changed(case, hidden_size, "silence", b_f=-1)


@instead_of("gate_limit_biases")
def silence_by_shutting_out(case: str, hidden_size: int) -> Biases:
    """Your "silence" lets nothing new into the memory; it has to go on and only not to show."""
    return _changed(case, hidden_size, "silence", b_i=-1)


@instead_of("gate_limit_biases")
def silence_that_shows(case: str, hidden_size: int) -> Biases:
    """Your "silence" leaves the output gate open, so that the memory shows."""
    return _changed(case, hidden_size, "silence", b_o=1)


@instead_of("gate_limit_biases")
def silence_closes_everything(case: str, hidden_size: int) -> Biases:
    """Your "silence" closes all gates; the memory has to go on and only not to show."""
    return _changed(case, hidden_size, "silence", b_f=-1, b_i=-1)


@instead_of("gate_limit_biases")
def remember_lets_in(case: str, hidden_size: int) -> Biases:
    """Your "remember" keeps the old memory but still lets the candidate in."""
    return _changed(case, hidden_size, "remember", b_i=1)


@instead_of("gate_limit_biases")
def remember_in_silence(case: str, hidden_size: int) -> Biases:
    """Your "remember" hides the memory that it keeps: its output gate is closed."""
    return _changed(case, hidden_size, "remember", b_o=-1)


@instead_of("gate_limit_biases")
def remember_by_forgetting(case: str, hidden_size: int) -> Biases:
    """Your "remember" closes the forget gate and so erases the memory that it has to keep."""
    return _changed(case, hidden_size, "remember", b_f=-1)


@instead_of("gate_limit_biases")
def remember_closes_everything(case: str, hidden_size: int) -> Biases:
    """Your "remember" closes all gates; a closed forget gate erases, and a closed output gate hides."""
    return _changed(case, hidden_size, "remember", b_f=-1, b_o=-1)


@instead_of("gate_limit_biases")
def open_as_a_vanilla_network(case: str, hidden_size: int) -> Biases:
    """Your "open" closes the forget gate, to get a plain recurrent network; here all three gates are open."""
    return _changed(case, hidden_size, "open", b_f=-1)


@instead_of("gate_limit_biases")
def open_for_reading_only(case: str, hidden_size: int) -> Biases:
    """Your "open" closes the input gate; here all three gates are open."""
    return _changed(case, hidden_size, "open", b_i=-1)


@instead_of("gate_limit_biases")
def open_but_silent(case: str, hidden_size: int) -> Biases:
    """Your "open" closes the output gate; here all three gates are open."""
    return _changed(case, hidden_size, "open", b_o=-1)


@instead_of("gate_limit_biases")
def one_case_for_all(case: str, hidden_size: int) -> Biases:
    """The case has no effect: you always return the biases of the same one."""
    gate_limit_biases(case, hidden_size)
    return gate_limit_biases("open", hidden_size)


# --- results of the wrong form ----------------------------------------------------------------------------------------


@instead_of("gate_limit_biases")
def output_bias_left_out(case: str, hidden_size: int) -> Biases:
    """The output gate's bias is missing from your dict."""
    return {key: bias for key, bias in gate_limit_biases(case, hidden_size).items() if key != "b_o"}


@instead_of("gate_limit_biases")
def only_the_closed_gates(case: str, hidden_size: int) -> Biases:
    """Your dict holds the biases of the closed gates only; all three are asked for."""
    return {key: bias for key, bias in gate_limit_biases(case, hidden_size).items() if bias[0] < 0}


@instead_of("gate_limit_biases")
def candidate_bias_added(case: str, hidden_size: int) -> Biases:
    """Your dict also holds a bias for the candidate, which is no gate; exactly three keys are asked for."""
    return {**gate_limit_biases(case, hidden_size), "b_g": np.zeros(hidden_size)}


@instead_of("gate_limit_biases")
def keys_are_the_gates(case: str, hidden_size: int) -> Biases:
    """The keys of your dict are the names of the gates; the names of the biases are asked for."""
    return {key[-1]: bias for key, bias in gate_limit_biases(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def biases_as_tuple(case: str, hidden_size: int) -> Any:
    """You return the three biases without their names; a dict is asked for."""
    return tuple(gate_limit_biases(case, hidden_size).values())


@instead_of("gate_limit_biases")
def single_numbers(case: str, hidden_size: int) -> Any:
    """Your biases are single numbers; each is to be an array with one entry per unit."""
    return {key: float(bias[0]) for key, bias in gate_limit_biases(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def arrays_of_one_entry(case: str, hidden_size: int) -> Biases:
    """Your biases have one entry, whatever the size; each has one per unit."""
    return {key: bias[:1] for key, bias in gate_limit_biases(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def arrays_of_the_largest_size(case: str, hidden_size: int) -> Biases:
    """Your biases always have the largest size that is mentioned; each has one entry per unit."""
    gate_limit_biases(case, hidden_size)
    return gate_limit_biases(case, 16)


@instead_of("gate_limit_biases")
def columns(case: str, hidden_size: int) -> Biases:
    """Your biases are columns, matrices of width 1; vectors are asked for."""
    return {key: bias[:, np.newaxis] for key, bias in gate_limit_biases(case, hidden_size).items()}


@instead_of("gate_limit_biases")
def first_unit_only(case: str, hidden_size: int) -> Biases:
    """Only the first unit gets a bias; every unit has gates of its own."""
    first = np.arange(hidden_size) == 0
    return {key: bias * first for key, bias in gate_limit_biases(case, hidden_size).items()}


# --- what has to be refused -------------------------------------------------------------------------------------------


@instead_of("gate_limit_biases")
def unknown_case_is_open(case: str, hidden_size: int) -> Biases:
    """A case that you do not know gets the biases of another one; it has to raise ValueError."""
    known = case in ("overwrite", "silence", "remember")
    return gate_limit_biases(case if known else "open", hidden_size)


@instead_of("gate_limit_biases")
def unknown_case_gives_nothing(case: str, hidden_size: int) -> Any:
    """For a case that you do not know you return None; it has to raise ValueError."""
    return gate_limit_biases(case, hidden_size) if case in ("overwrite", "silence", "remember", "open") else None


@instead_of("gate_limit_biases")
def unknown_case_gives_no_bias(case: str, hidden_size: int) -> Any:
    """For a case that you do not know you return an empty dict; it has to raise ValueError."""
    return gate_limit_biases(case, hidden_size) if case in ("overwrite", "silence", "remember", "open") else {}


@instead_of("gate_limit_biases")
def unknown_case_is_a_key_error(case: str, hidden_size: int) -> Biases:
    """For a case that you do not know you raise KeyError, which is no ValueError."""
    if case not in ("overwrite", "silence", "remember", "open"):
        raise KeyError(case)
    return gate_limit_biases(case, hidden_size)


@instead_of("gate_limit_biases")
def part_of_a_name_is_enough(case: str, hidden_size: int) -> Biases:
    """You also accept an incomplete name of a case; anything but the four names has to raise ValueError."""
    names = [name for name in ("overwrite", "silence", "remember", "open") if case in name]
    return gate_limit_biases(names[0] if names else case, hidden_size)


@instead_of("gate_limit_biases")
def first_letter_is_enough(case: str, hidden_size: int) -> Biases:
    """You look at the beginning of the name only; anything but the four names has to raise ValueError."""
    names = [name for name in ("overwrite", "silence", "remember", "open") if name[:2] == case[:2]]
    return gate_limit_biases(names[0] if names else case, hidden_size)


@instead_of("gate_limit_biases")
def size_zero_gives_empty_biases(case: str, hidden_size: int) -> Biases:
    """A hidden size of 0 gives empty arrays; it has to raise ValueError."""
    if hidden_size == 0:
        return {key: bias[:0] for key, bias in gate_limit_biases(case, 1).items()}
    return gate_limit_biases(case, hidden_size)


@instead_of("gate_limit_biases")
def small_sizes_are_made_one(case: str, hidden_size: int) -> Biases:
    """A hidden size less than 1 is replaced by another one; it has to raise ValueError."""
    return gate_limit_biases(case, max(hidden_size, 1))


@instead_of("gate_limit_biases")
def small_sizes_are_an_assertion(case: str, hidden_size: int) -> Biases:
    """For a hidden size less than 1 you raise another exception than ValueError, as assert does."""
    if hidden_size < 1:
        raise AssertionError("hidden_size must be at least 1")
    return gate_limit_biases(case, hidden_size)


@instead_of("gate_limit_biases")
def single_units_are_refused(case: str, hidden_size: int) -> Biases:
    """You refuse a hidden size of 1 as well; only sizes less than 1 are invalid."""
    if hidden_size <= 1:
        raise ValueError("hidden_size must be larger than 1")
    return gate_limit_biases(case, hidden_size)


@instead_of("gate_limit_biases")
def largest_size_is_refused(case: str, hidden_size: int) -> Biases:
    """You refuse the largest size for which the biases are asked for; it is included."""
    if hidden_size >= 16:
        raise ValueError("hidden_size must be less than 16")
    return gate_limit_biases(case, hidden_size)
