"""Known wrong answers to the written question."""

from autograder.misconception import instead_of


@instead_of("answers", "3.1.1", "true_statements")
def memory_kept() -> list[str]:
    """Exercise 3.1.1: you take a forget gate of 0 for one that keeps the memory."""
    return ["a"]


@instead_of("answers", "3.1.1", "true_statements")
def memory_kept_and_gradient() -> list[str]:
    """Exercise 3.1.1: you read the forget gate backwards throughout, for the memory and for its derivative."""
    return ["a", "g"]


@instead_of("answers", "3.1.1", "true_statements")
def candidate_added() -> list[str]:
    """Exercise 3.1.1: you add the candidate to the old memory; look at what the forget gate multiplies."""
    return ["c"]


@instead_of("answers", "3.1.1", "true_statements")
def candidate_added_and_all_else() -> list[str]:
    """Exercise 3.1.1: you add the candidate to the old memory.

    Look at what the forget gate multiplies, and whether the sum would stay bounded.
    """
    return ["c", "d", "f"]


@instead_of("answers", "3.1.1", "true_statements")
def only_the_candidate() -> list[str]:
    """Exercise 3.1.1: what you pick is right as far as it goes.

    More follows from it, on the range of the memory, and on the ways by which the past still gets in.
    """
    return ["b"]


@instead_of("answers", "3.1.1", "true_statements")
def range_missed() -> list[str]:
    """Exercise 3.1.1: think again about the range of the new memory: where does the candidate come from?"""
    return ["b", "f"]


@instead_of("answers", "3.1.1", "true_statements")
def indirect_way_missed() -> list[str]:
    """Exercise 3.1.1: you see no way at all from the old memory to the new one.

    What was the old hidden state computed from?
    """
    return ["b", "d"]


@instead_of("answers", "3.1.1", "true_statements")
def candidate_missed() -> list[str]:
    """Exercise 3.1.1: you describe what surrounds the new memory, but not what it is.

    Put the two gates into the equation.
    """
    return ["d", "f"]


@instead_of("answers", "3.1.1", "true_statements")
def erased_means_zero() -> list[str]:
    """Exercise 3.1.1: you take an erased memory for an empty one; something is put in its place at the same step."""
    return ["b", "d", "e", "f"]


@instead_of("answers", "3.1.1", "true_statements")
def erased_means_zero_only() -> list[str]:
    """Exercise 3.1.1: you take an erased memory for an empty one, and so for a hidden state of zero."""
    return ["e"]


@instead_of("answers", "3.1.1", "true_statements")
def derivative_of_one() -> list[str]:
    """Exercise 3.1.1: you take the derivative along the cell path from the wrong gate."""
    return ["b", "d", "f", "g"]


@instead_of("answers", "3.1.1", "true_statements")
def kept_and_replaced() -> list[str]:
    """Exercise 3.1.1: two of your statements contradict each other: the memory cannot both stay and be replaced."""
    return ["a", "b", "d", "f"]


@instead_of("answers", "3.1.1", "true_statements")
def replaced_and_added() -> list[str]:
    """Exercise 3.1.1: two of your statements contradict each other.

    The candidate cannot both replace the memory and be added to it.
    """
    return ["b", "c", "d", "f"]


@instead_of("answers", "3.1.2", "true_statements")
def memory_erased_with_it() -> list[str]:
    """Exercise 3.1.2: you take a closed output gate for one that erases the memory; in which equation does it stand?"""
    return ["b"]


@instead_of("answers", "3.1.2", "true_statements")
def hidden_and_memory_erased() -> list[str]:
    """Exercise 3.1.2: the hidden state is as you say, but the memory has an equation of its own.

    The output gate does not stand in it.
    """
    return ["a", "b"]


@instead_of("answers", "3.1.2", "true_statements")
def memory_erased_but_shows_later() -> list[str]:
    """Exercise 3.1.2: one statement too many: the output gate does not stand in the equation of the memory."""
    return ["a", "b", "c", "e"]


@instead_of("answers", "3.1.2", "true_statements")
def state_frozen() -> list[str]:
    """Exercise 3.1.2: you take a closed output gate for one that holds the hidden state.

    No equation carries the old one over.
    """
    return ["d"]


@instead_of("answers", "3.1.2", "true_statements")
def state_frozen_and_shows_later() -> list[str]:
    """Exercise 3.1.2: the memory is as you say, but no equation carries the old hidden state over."""
    return ["d", "e"]


@instead_of("answers", "3.1.2", "true_statements")
def half_by_the_sigmoid() -> list[str]:
    """Exercise 3.1.2: you take 0 for the argument of the sigmoid; here it is the value of the gate."""
    return ["f"]


@instead_of("answers", "3.1.2", "true_statements")
def zero_and_half() -> list[str]:
    """Exercise 3.1.2: two of your statements contradict each other.

    0 is the value of the gate here, not the argument of the sigmoid.
    """
    return ["a", "c", "e", "f"]


@instead_of("answers", "3.1.2", "true_statements")
def only_the_zero() -> list[str]:
    """Exercise 3.1.2: what you pick is right as far as it goes.

    Ask also what happens to the memory, and what the gates of the next step get to see.
    """
    return ["a"]


@instead_of("answers", "3.1.2", "true_statements")
def next_gates_missed() -> list[str]:
    """Exercise 3.1.2: think again about what the gates of the next step get to see."""
    return ["a", "e"]


@instead_of("answers", "3.1.2", "true_statements")
def later_use_missed() -> list[str]:
    """Exercise 3.1.2: hidden is not forgotten: think again about what a later step can show."""
    return ["a", "c"]


@instead_of("answers", "3.1.2", "true_statements")
def zero_missed() -> list[str]:
    """Exercise 3.1.2: you say what goes on behind the closed gate, but not what the hidden state is.

    Put the gate into its equation.
    """
    return ["c", "e"]


@instead_of("answers", "3.1.2", "true_statements")
def frozen_and_zero() -> list[str]:
    """Exercise 3.1.2: two of your statements contradict each other.

    The hidden state cannot both be zero and keep its last value.
    """
    return ["a", "c", "d", "e"]


@instead_of("answers", "3.1.3", "true_statements")
def exactly_vanilla() -> list[str]:
    """Exercise 3.1.3: you follow the question's own suggestion.

    Put ones into the equations and see whether the old memory is gone.
    """
    return ["a"]


@instead_of("answers", "3.1.3", "true_statements")
def exactly_vanilla_too() -> list[str]:
    """Exercise 3.1.3: two of your statements contradict each other.

    An LSTM with all gates at 1 cannot be exactly a plain network and a running sum as well.
    """
    return ["a", "b", "e", "g"]


@instead_of("answers", "3.1.3", "true_statements")
def vanilla_by_another_way() -> list[str]:
    """Exercise 3.1.3: two of your statements do not go together.

    One of the gates has to be different for the old memory to go.
    """
    return ["a", "e"]


@instead_of("answers", "3.1.3", "true_statements")
def sum_bounded() -> list[str]:
    """Exercise 3.1.3: each candidate is bounded, but you take a sum of many for bounded as well."""
    return ["b", "c", "e", "g"]


@instead_of("answers", "3.1.3", "true_statements")
def gradient_shrinks() -> list[str]:
    """Exercise 3.1.3: you let the derivative shrink with time; what are its factors when every gate is 1?"""
    return ["b", "d", "e", "g"]


@instead_of("answers", "3.1.3", "true_statements")
def gradient_shrinks_only() -> list[str]:
    """Exercise 3.1.3: you think of a plain network, whose gradient shrinks.

    What are the factors on the cell path when every gate is 1?
    """
    return ["d"]


@instead_of("answers", "3.1.3", "true_statements")
def closed_to_inputs() -> list[str]:
    """Exercise 3.1.3: you let an open input gate shut the input out; a gate of 1 lets everything through."""
    return ["f"]


@instead_of("answers", "3.1.3", "true_statements")
def closed_and_summed() -> list[str]:
    """Exercise 3.1.3: two of your statements contradict each other: inputs cannot both be shut out and summed up."""
    return ["b", "e", "f", "g"]


@instead_of("answers", "3.1.3", "true_statements")
def only_the_equation() -> list[str]:
    """Exercise 3.1.3: what you pick is right as far as it goes.

    Unroll it over many steps, and ask which gate would have to change.
    """
    return ["b"]


@instead_of("answers", "3.1.3", "true_statements")
def sum_missed() -> list[str]:
    """Exercise 3.1.3: unroll the memory over many steps: what has it collected?"""
    return ["b", "e"]


@instead_of("answers", "3.1.3", "true_statements")
def way_to_vanilla_missed() -> list[str]:
    """Exercise 3.1.3: you do not see how the network could come near a plain one; which gate removes the old memory?"""
    return ["b", "g"]


@instead_of("answers", "3.1.3", "true_statements")
def equation_missed() -> list[str]:
    """Exercise 3.1.3: you describe the memory but not what shows of it.

    Put ones into the equation of the hidden state.
    """
    return ["e", "g"]


@instead_of("answers", "3.1.3", "true_statements")
def only_the_sum() -> list[str]:
    """Exercise 3.1.3: you describe the memory alone.

    Ask what shows of it, and which gate would have to change to come near a plain network.
    """
    return ["g"]


@instead_of("answers", "5.1.1", "true_statements")
def past_retained() -> list[str]:
    """Exercise 5.1.1: you follow the words of §5.4, which contradict the equation; the equation rules."""
    return ["a"]


@instead_of("answers", "5.1.1", "true_statements")
def past_retained_by_library() -> list[str]:
    """Exercise 5.1.1: you read the update gate as libraries define it.

    In the equation of §5.3 it has the other meaning.
    """
    return ["a", "f"]


@instead_of("answers", "5.1.1", "true_statements")
def past_retained_through_the_candidate() -> list[str]:
    """Exercise 5.1.1: the way through the candidate is there, but you follow the words of §5.4 for the rest.

    The equation rules.
    """
    return ["a", "b"]


@instead_of("answers", "5.1.1", "true_statements")
def added() -> list[str]:
    """Exercise 5.1.1: you add the candidate to the old state; the two weights of the blend sum to 1."""
    return ["c"]


@instead_of("answers", "5.1.1", "true_statements")
def added_and_seen() -> list[str]:
    """Exercise 5.1.1: you add the candidate to the old state.

    The two weights of the blend sum to 1, and at this gate one of them is gone.
    """
    return ["b", "c"]


@instead_of("answers", "5.1.1", "true_statements")
def reset_empties() -> list[str]:
    """Exercise 5.1.1: you let a closed reset gate empty the state; what else goes into the candidate?"""
    return ["b", "d", "e"]


@instead_of("answers", "5.1.1", "true_statements")
def reset_empties_only() -> list[str]:
    """Exercise 5.1.1: you take the reset gate for one that empties the state.

    It only hides the old state from the candidate.
    """
    return ["d"]


@instead_of("answers", "5.1.1", "true_statements")
def same_in_libraries() -> list[str]:
    """Exercise 5.1.1: you take the two conventions for the same; put z = 1 into the library's formula."""
    return ["b", "e", "f"]


@instead_of("answers", "5.1.1", "true_statements")
def same_in_libraries_only() -> list[str]:
    """Exercise 5.1.1: you take the two conventions for the same, and see no way for the old state to get in."""
    return ["e", "f"]


@instead_of("answers", "5.1.1", "true_statements")
def no_influence() -> list[str]:
    """Exercise 5.1.1: you see no way at all from the old state to the new one; what goes into the candidate?"""
    return ["e"]


@instead_of("answers", "5.1.1", "true_statements")
def replacement_missed() -> list[str]:
    """Exercise 5.1.1: you say how the old state still gets in, but not what the new state is.

    Put the gate into the equation.
    """
    return ["b"]


@instead_of("answers", "5.1.1", "true_statements")
def kept_and_replaced_at_once() -> list[str]:
    """Exercise 5.1.1: two of your statements contradict each other: the state cannot both stay and be replaced."""
    return ["a", "b", "e"]


@instead_of("answers", "5.1.2", "true_statements")
def hidden_cell() -> list[str]:
    """Exercise 5.1.2: you take the candidate for a memory; it is computed anew at every step."""
    return ["a"]


@instead_of("answers", "5.1.2", "true_statements")
def hidden_cell_too() -> list[str]:
    """Exercise 5.1.2: one statement too many: the candidate is computed anew at every step and kept by nobody."""
    return ["a", "c", "d", "g"]


@instead_of("answers", "5.1.2", "true_statements")
def reset_gate_keeps() -> list[str]:
    """Exercise 5.1.2: you let the reset gate keep the state; it only decides what the candidate gets to see."""
    return ["b"]


@instead_of("answers", "5.1.2", "true_statements")
def reset_gate_keeps_too() -> list[str]:
    """Exercise 5.1.2: one statement too many: the reset gate only decides what the candidate gets to see."""
    return ["b", "c", "d", "g"]


@instead_of("answers", "5.1.2", "true_statements")
def both_gates_keep() -> list[str]:
    """Exercise 5.1.2: you let both gates keep the state; one of them only decides what the candidate gets to see."""
    return ["b", "g"]


@instead_of("answers", "5.1.2", "true_statements")
def last_tanh() -> list[str]:
    """Exercise 5.1.2: you put a tanh after the blend; look for it in the equation of the new state."""
    return ["c", "d", "e", "g"]


@instead_of("answers", "5.1.2", "true_statements")
def last_tanh_only() -> list[str]:
    """Exercise 5.1.2: you put a tanh after the blend.

    Look for it in the equation of the new state, and ask what it would do to a value that is kept.
    """
    return ["e"]


@instead_of("answers", "5.1.2", "true_statements")
def weights_as_memory() -> list[str]:
    """Exercise 5.1.2: you take the weights for the memory; they stay the same throughout a sequence."""
    return ["f"]


@instead_of("answers", "5.1.2", "true_statements")
def weights_as_memory_too() -> list[str]:
    """Exercise 5.1.2: one statement too many: the weights stay the same throughout a sequence."""
    return ["c", "d", "f", "g"]


@instead_of("answers", "5.1.2", "true_statements")
def only_the_carrying_over() -> list[str]:
    """Exercise 5.1.2: what you pick is right as far as it goes.

    Ask also what the derivative of the blend is, and whether all entries must do the same.
    """
    return ["g"]


@instead_of("answers", "5.1.2", "true_statements")
def entries_missed() -> list[str]:
    """Exercise 5.1.2: must all entries of the state do the same at one step? The update gate is a vector."""
    return ["c", "g"]


@instead_of("answers", "5.1.2", "true_statements")
def derivative_missed() -> list[str]:
    """Exercise 5.1.2: think again about the derivative of the blend with respect to the old state."""
    return ["d", "g"]


@instead_of("answers", "5.1.2", "true_statements")
def carrying_over_missed() -> list[str]:
    """Exercise 5.1.2: you do not say when an entry is kept.

    Which value of the update gate gives the old state its full weight?
    """
    return ["c", "d"]


@instead_of("answers", "5.1.3", "true_statements")
def fewer_parameters() -> list[str]:
    """Exercise 5.1.3: you have the numbers of parameters the wrong way round: count the sets of weights of both."""
    return ["a"]


@instead_of("answers", "5.1.3", "true_statements")
def fewer_parameters_too() -> list[str]:
    """Exercise 5.1.3: one statement too many: count the sets of weights of both networks."""
    return ["a", "c", "f"]


@instead_of("answers", "5.1.3", "true_statements")
def long_sequences() -> list[str]:
    """Exercise 5.1.3: you hold that a GRU cannot keep its state for long.

    What does it do while its update gate is near 0?
    """
    return ["b"]


@instead_of("answers", "5.1.3", "true_statements")
def long_sequences_too() -> list[str]:
    """Exercise 5.1.3: one statement too many: what does a GRU do with its state while its update gate is near 0?"""
    return ["b", "c", "f"]


@instead_of("answers", "5.1.3", "true_statements")
def long_sequences_and_hiding() -> list[str]:
    """Exercise 5.1.3: hiding is a reason, keeping is not.

    What does a GRU do with its state while its update gate is near 0?
    """
    return ["b", "f"]


@instead_of("answers", "5.1.3", "true_statements")
def order_free() -> list[str]:
    """Exercise 5.1.3: you let an LSTM read all inputs at once; like a GRU, it reads one at a time."""
    return ["d"]


@instead_of("answers", "5.1.3", "true_statements")
def order_free_too() -> list[str]:
    """Exercise 5.1.3: one statement too many: an LSTM reads one input at a time, like a GRU."""
    return ["c", "d", "f"]


@instead_of("answers", "5.1.3", "true_statements")
def more_is_better() -> list[str]:
    """Exercise 5.1.3: you take more gates for a better model in general; Theorem 5.1 says otherwise."""
    return ["e"]


@instead_of("answers", "5.1.3", "true_statements")
def more_is_better_too() -> list[str]:
    """Exercise 5.1.3: one statement too many: Theorem 5.1 speaks of similar accuracy on many tasks."""
    return ["c", "e", "f"]


@instead_of("answers", "5.1.3", "true_statements")
def counting_only() -> list[str]:
    """Exercise 5.1.3: you found one of the reasons; another has to do with what of the memory shows."""
    return ["c"]


@instead_of("answers", "5.1.3", "true_statements")
def hiding_only() -> list[str]:
    """Exercise 5.1.3: you found one of the reasons; another has to do with weights that need not sum to 1."""
    return ["f"]


@instead_of("answers", "6.1", "output_size")
def one_too_many() -> int:
    """Exercise 6.1: your size is one too large: count the places where the filter starts, not one more."""
    return 6


@instead_of("answers", "6.1", "output_size")
def one_too_few() -> int:
    """Exercise 6.1: your size is one too small.

    The difference of the two sizes counts the moves of the filter, not its places.
    """
    return 4


@instead_of("answers", "6.1", "output_size")
def size_kept() -> int:
    """Exercise 6.1: you give the size of the input; without padding a filter cannot be centred on the border."""
    return 7


@instead_of("answers", "6.1", "output_size")
def filter_size_given() -> int:
    """Exercise 6.1: you give the size of the filter; the size of what it produces is asked for."""
    return 3


@instead_of("answers", "6.1", "output_size")
def entries_counted() -> int:
    """Exercise 6.1: you give the number of entries; the side length is asked for."""
    return 25


@instead_of("answers", "6.1", "output_size")
def filter_added() -> int:
    """Exercise 6.1: your output is larger than the input, as for a filter that may hang over the border.

    It has to fit in.
    """
    return 9


@instead_of("answers", "6.1", "output_size")
def filters_side_by_side() -> int:
    """Exercise 6.1: you lay the filters side by side without overlap; at stride 1 they overlap."""
    return 2


@instead_of("answers", "6.2", "padding")
def half_the_filter() -> int:
    """Exercise 6.2: your padding is half of the filter, rounded up; that makes the output larger than the image."""
    return 3


@instead_of("answers", "6.2", "padding")
def whole_filter_less_one() -> int:
    """Exercise 6.2: you give the rows that are lost in all; they are to be added on two sides, so each gets a share."""
    return 4


@instead_of("answers", "6.2", "padding")
def one_row_is_enough() -> int:
    """Exercise 6.2: you give the padding of a smaller filter; with it the output is still too small."""
    return 1


@instead_of("answers", "6.2", "padding")
def no_padding_needed() -> int:
    """Exercise 6.2: without padding the output is smaller than the image."""
    return 0


@instead_of("answers", "6.2", "padding")
def whole_filter() -> int:
    """Exercise 6.2: you give the size of the filter; so much padding makes the output larger than the image."""
    return 5


@instead_of("answers", "6.2", "padding")
def padded_size_given() -> int:
    """Exercise 6.2: you give the size of the padded image; what is added on each side is asked for."""
    return 36


@instead_of("answers", "6.2", "padding")
def shrunk_size_given() -> int:
    """Exercise 6.2: you give the size of the output without padding; what has to be added on each side is asked for."""
    return 28


@instead_of("answers", "6.2", "padding")
def half_the_image() -> int:
    """Exercise 6.2: you give half of the image; the padding depends on the filter only."""
    return 16


@instead_of("answers", "6.3", "output_size")
def stride_forgotten() -> int:
    """Exercise 6.3: either the stride has no effect on your size, or you rounded up where the filter no longer fits."""
    return 3


@instead_of("answers", "6.3", "output_size")
def one_missing_at_stride() -> int:
    """Exercise 6.3: the first place of the filter is missing from your count."""
    return 1


@instead_of("answers", "6.3", "output_size")
def image_divided_by_stride() -> int:
    """Exercise 6.3: you give the size of the image; filter and stride both make the output smaller."""
    return 5


@instead_of("answers", "6.3", "output_size")
def entries_counted_at_stride() -> int:
    """Exercise 6.3: you give the number of entries; the side length is asked for."""
    return 4


@instead_of("answers", "6.3", "output_size")
def stride_reversed() -> int:
    """Exercise 6.3: your output is larger than the image; a stride leaves places out."""
    return 6


@instead_of("answers", "6.4", "size_at_stride_2")
def pooled_to_one() -> int:
    """Exercise 6.4, stride 2: the first place of the window is missing from your count.

    Or you pooled everything into one number.
    """
    return 1


@instead_of("answers", "6.4", "size_at_stride_2")
def stride_2_as_stride_1() -> int:
    """Exercise 6.4, stride 2: this is the size at another stride: your windows overlap."""
    return 3


@instead_of("answers", "6.4", "size_at_stride_2")
def pooling_keeps_the_size() -> int:
    """Exercise 6.4, stride 2: you give the size of the input or the number of entries.

    The side length after pooling is asked for.
    """
    return 4


@instead_of("answers", "6.4", "size_at_stride_2")
def strides_added_up() -> int:
    """Exercise 6.4, stride 2: you give the number of entries before pooling; the side length after it is asked for."""
    return 16


@instead_of("answers", "6.4", "size_at_stride_1")
def stride_has_no_effect() -> int:
    """Exercise 6.4, stride 1: this is the size at another stride: your windows do not overlap."""
    return 2


@instead_of("answers", "6.4", "size_at_stride_1")
def stride_1_keeps_the_size() -> int:
    """Exercise 6.4, stride 1: you give the size of the input; the window has to fit in at every place."""
    return 4


@instead_of("answers", "6.4", "size_at_stride_1")
def stride_1_entries() -> int:
    """Exercise 6.4, stride 1: you give the number of entries; the side length is asked for."""
    return 9


@instead_of("answers", "6.4", "size_at_stride_1")
def stride_1_to_one() -> int:
    """Exercise 6.4, stride 1: you pooled everything into one number; the window covers only a part of the matrix."""
    return 1
