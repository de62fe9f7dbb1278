"""The written answers: the lecture's exercises in numbers and in statements."""

import numpy as np

from autograder.vocabulary import Function, agrees, case, holds

OK_FORMAT = False
name = "written"

NUMBERS = [
    ("6.1", "output_size"),
    ("6.2", "padding"),
    ("6.3", "output_size"),
    ("6.4", "size_at_stride_2"),
    ("6.4", "size_at_stride_1"),
]
STATEMENTS = ["3.1.1", "3.1.2", "3.1.3", "5.1.1", "5.1.2", "5.1.3"]


def is_whole_number(answer: object) -> str | None:
    """Find an answer that is not one whole number."""
    whole = isinstance(answer, np.ndarray) and answer.shape == () and float(answer).is_integer()
    return None if whole else "not a whole number"


def is_picked(answer: object) -> str | None:
    """Find an answer in which no statement is picked."""
    return None if isinstance(answer, tuple) and answer else "no list of statements"


@case(
    "every exercise has an answer (whether it is right is not shown here)",
    points=0,
    hint="write a whole number in place of each null, and list the letters of all true statements, like [a, d]; the "
    "top of answers.yaml says how",
)
def everything_is_answered(answers: Function) -> None:
    for exercise in STATEMENTS:
        holds("the letters of at least one statement", is_picked, answers(exercise, "true_statements"))
    for exercise, field in NUMBERS:
        holds("a whole number", is_whole_number, answers(exercise, field))


@case("exercise 3.1.1: an LSTM's memory at f ≈ 0 and i ≈ 1", points=1, hidden=True)
def closed_forget_gate(answers: Function) -> None:
    agrees(answers("3.1.1", "true_statements"))


@case("exercise 3.1.2: an LSTM's hidden state at o ≈ 0", points=1, hidden=True)
def closed_output_gate(answers: Function) -> None:
    agrees(answers("3.1.2", "true_statements"))


@case("exercise 3.1.3: an LSTM with all gates at 1", points=1, hidden=True)
def all_gates_open(answers: Function) -> None:
    agrees(answers("3.1.3", "true_statements"))


@case("exercise 5.1.1: a GRU's state at z ≈ 1", points=1, hidden=True)
def large_update_gate(answers: Function) -> None:
    agrees(answers("5.1.1", "true_statements"))


@case("exercise 5.1.2: a GRU's memory without a cell", points=1, hidden=True)
def memory_without_a_cell(answers: Function) -> None:
    agrees(answers("5.1.2", "true_statements"))


@case("exercise 5.1.3: tasks for an LSTM rather than a GRU", points=1, hidden=True)
def tasks_for_an_lstm(answers: Function) -> None:
    agrees(answers("5.1.3", "true_statements"))


@case("exercise 6.1: the size of a convolution's output", points=0.5, hidden=True)
def output_size(answers: Function) -> None:
    agrees(answers("6.1", "output_size"))


@case("exercise 6.2: the padding that preserves the size", points=0.5, hidden=True)
def padding(answers: Function) -> None:
    agrees(answers("6.2", "padding"))


@case("exercise 6.3: the size of the output with a stride", points=0.5, hidden=True)
def output_size_with_stride(answers: Function) -> None:
    agrees(answers("6.3", "output_size"))


@case("exercise 6.4: the size after pooling with stride 2", points=0.5, hidden=True)
def pooled_with_stride_2(answers: Function) -> None:
    agrees(answers("6.4", "size_at_stride_2"))


@case("exercise 6.4: the size after pooling with stride 1", points=0.5, hidden=True)
def pooled_with_stride_1(answers: Function) -> None:
    agrees(answers("6.4", "size_at_stride_1"))
