"""The written question: both files hold the same questions, and the answers follow from the lecture's equations."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    folder: (ROOT / folder / "answers.yaml").read_text(encoding="utf-8") for folder in ("assignments", "solutions")
}
ASKED: dict[str, dict[str, Any]] = yaml.safe_load(FILES["assignments"])
ANSWERED: dict[str, dict[str, Any]] = yaml.safe_load(FILES["solutions"])

NUMBERS = {
    "6.1": ["output_size"],
    "6.2": ["padding"],
    "6.3": ["output_size"],
    "6.4": ["size_at_stride_2", "size_at_stride_1"],
}
STATEMENTS = ["3.1.1", "3.1.2", "3.1.3", "5.1.1", "5.1.2", "5.1.3"]
NOT_ANSWERED: dict[str, Any] = {"true_statements": [], "why": ""}


def places(n: int, f: int, padding: int = 0, stride: int = 1) -> int:
    """Count the places where a window of f entries fits, by walking along the padded side."""
    count, start = 0, -padding
    while start + f <= n + padding:
        count, start = count + 1, start + stride
    return count


def test_the_numbers_are_those_that_counting_gives() -> None:
    assert ANSWERED["6.1"]["output_size"] == places(7, 3)
    assert [p for p in range(32) if places(32, 5, padding=p) == 32] == [ANSWERED["6.2"]["padding"]]
    assert ANSWERED["6.3"]["output_size"] == places(5, 3, stride=2)
    assert ANSWERED["6.4"]["size_at_stride_2"] == places(4, 2, stride=2)
    assert ANSWERED["6.4"]["size_at_stride_1"] == places(4, 2, stride=1)


@pytest.mark.parametrize(
    ("exercise", "given"),
    [
        ("6.1", ["7 × 7", "3 × 3", "stride 1", "no padding"]),
        ("6.2", ["32 × 32", "5 × 5", "stride 1"]),
        ("6.3", ["5 × 5", "3 × 3", "stride 2", "no padding"]),
        ("6.4", ["4 × 4", "2 × 2", "stride 2", "stride 1"]),
    ],
)
def test_the_questions_give_the_lecture_s_numbers(exercise: str, given: list[str]) -> None:
    assert [part for part in given if part not in ASKED[exercise]["question"]] == []


def test_both_files_ask_every_exercise_in_order() -> None:
    assert list(ASKED) == list(ANSWERED) == [*STATEMENTS, *NUMBERS]


def test_both_files_hold_the_same_questions_and_statements() -> None:
    for exercise, asked in ASKED.items():
        answered = ANSWERED[exercise]
        assert list(asked) == list(answered)
        assert asked["question"] == answered["question"]
        assert asked.get("statements") == answered.get("statements")


@pytest.mark.parametrize("exercise", NUMBERS)
def test_a_number_is_a_whole_number_where_it_is_answered_and_null_where_it_is_asked(exercise: str) -> None:
    assert list(ASKED[exercise]) == ["question", *NUMBERS[exercise]]
    for key in NUMBERS[exercise]:
        assert ASKED[exercise][key] is None
        assert type(ANSWERED[exercise][key]) is int


@pytest.mark.parametrize("exercise", STATEMENTS)
def test_the_student_s_file_has_no_statement_picked(exercise: str) -> None:
    assert {key: ASKED[exercise][key] for key in NOT_ANSWERED} == NOT_ANSWERED


@pytest.mark.parametrize("exercise", STATEMENTS)
def test_two_or_three_of_five_to_seven_statements_are_picked_and_explained(exercise: str) -> None:
    answer = ANSWERED[exercise]
    letters = list(answer["statements"])
    picks = answer["true_statements"]
    assert letters == list("abcdefg"[: len(letters)])
    assert 5 <= len(letters) <= 7
    assert 2 <= len(picks) <= 3
    assert picks == sorted(set(picks) & set(letters))
    assert len(answer["why"]) > 200


def test_every_text_is_a_text() -> None:
    for answer in ANSWERED.values():
        assert isinstance(answer["question"], str)
        assert all(isinstance(text, str) for text in answer.get("statements", {}).values())


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_no_name_stands_twice_in_one_place(text: str) -> None:
    pending = [yaml.compose(text, Loader=yaml.SafeLoader)]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys))
            pending += [value for _, value in node.value]


@pytest.mark.parametrize(
    "why",
    ["why: \"The gate is at 0: nothing is kept, see '3.1' # really.\"", "why: |\n    It is zero: see above.\n    So."],
)
def test_the_ways_of_filling_in_that_the_header_names_do_load(why: str) -> None:
    filled = FILES["assignments"].replace('why: ""', why).replace("[]", "[a, d]").replace("null", "7")
    loaded = yaml.safe_load(filled)
    assert list(loaded) == list(ASKED)
    assert all(loaded[exercise]["true_statements"] == ["a", "d"] for exercise in STATEMENTS)
    assert all(": " in loaded[exercise]["why"] for exercise in STATEMENTS)


# The statements that are equations are tried out on a cell of one unit, whose gates are set as the exercise says.

W, U, B, X, H_PREV, C_PREV, R = 0.7, -1.3, 0.4, 0.9, 0.6, 2.5, 0.8
G = math.tanh(W * X + U * H_PREV + B)
CANDIDATE = math.tanh(W * X + U * (R * H_PREV) + B)
CANDIDATES = [math.tanh(W * x + B) for x in (0.5, 1.0, 1.5, 2.0)]


def lstm(f: float, i: float, o: float, c_prev: float = C_PREV, g: float = G) -> tuple[float, float]:
    """Return C^t and h^t for given gates."""
    c = f * c_prev + i * g
    return c, o * math.tanh(c)


def gru(z: float, h_prev: float = H_PREV, candidate: float = CANDIDATE) -> float:
    """Return h^t for a given update gate."""
    return (1 - z) * h_prev + z * candidate


def summed(start: float) -> float:
    """Return the cell state after several steps with all gates at 1."""
    for g in CANDIDATES:
        start, _ = lstm(1, 1, 1, start, g)
    return start


def close(a: float, b: float) -> bool:
    """Tell whether two numbers are equal up to rounding."""
    return math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-12)


TRIED: list[tuple[str, str, Callable[[], bool]]] = [
    ("3.1.1", "C^t = C^(t-1).", lambda: close(lstm(0, 1, 0.5)[0], C_PREV)),
    ("3.1.1", "C^t = g^t.", lambda: close(lstm(0, 1, 0.5)[0], G)),
    ("3.1.1", "C^t = C^(t-1) + g^t.", lambda: close(lstm(0, 1, 0.5)[0], C_PREV + G)),
    ("3.1.1", "between -1 and 1", lambda: all(abs(lstm(0, 1, 0.5, c)[0]) <= 1 for c in (-9, 0, 9))),
    ("3.1.1", "h^t is zero", lambda: close(lstm(0, 1, 0.5)[1], 0)),
    ("3.1.1", "cell path is 1", lambda: close(lstm(0, 1, 0.5, 3)[0] - lstm(0, 1, 0.5, 2)[0], 1)),
    ("3.1.2", "C^t = 0", lambda: close(lstm(0.5, 0.5, 0)[0], 0)),
    ("3.1.2", "h^t = h^(t-1)", lambda: close(lstm(0.5, 0.5, 0)[1], H_PREV)),
    ("3.1.2", "h^t = 0,", lambda: all(close(lstm(0.5, 0.5, 0, c)[1], 0) for c in (-9, 0, 9))),
    ("3.1.2", "is 1/2", lambda: close(lstm(0.5, 0.5, 0)[1], 0.5)),
    ("3.1.3", "tanh(C^(t-1) + g^t)", lambda: close(lstm(1, 1, 1)[1], math.tanh(C_PREV + G))),
    ("3.1.3", "exactly a vanilla RNN", lambda: close(lstm(1, 1, 1)[1], G)),
    ("3.1.3", "stays between -1 and 1", lambda: abs(summed(0)) <= 1),
    ("3.1.3", "a second tanh", lambda: close(lstm(0, 1, 1)[1], math.tanh(G))),
    ("3.1.3", "shrinks as T grows", lambda: summed(3) - summed(2) < 1 - 1e-12),
    ("3.1.3", "the sum of all candidates", lambda: close(summed(C_PREV), C_PREV + sum(CANDIDATES))),
    ("3.1.3", "C^t = C^0", lambda: close(summed(C_PREV), C_PREV)),
    ("5.1.1", "h^t = h^(t-1):", lambda: close(gru(1), H_PREV)),
    ("5.1.1", "h^t = h^(t-1) + h̃^t", lambda: close(gru(1), H_PREV + CANDIDATE)),
    ("5.1.1", "wherever the reset gate", lambda: close(gru(1, candidate=math.tanh(W * X + B)), 0)),
    ("5.1.1", "h^t = h̃^t", lambda: close(gru(1), CANDIDATE)),
    ("5.1.1", "in a library", lambda: close(gru(1), 1 * H_PREV + 0 * CANDIDATE)),
    ("5.1.1", "can still influence", lambda: not close(CANDIDATE, math.tanh(W * X + B))),
    ("5.1.2", "entry of z^t is near 0", lambda: abs(gru(1e-4) - H_PREV) < 1e-3),
    ("5.1.2", "entry of r^t is near 1", lambda: close(gru(0.5, candidate=math.tanh(W * X + U * H_PREV + B)), H_PREV)),
    ("5.1.2", "is 1 - z^t", lambda: all(close(gru(z, 3.0) - gru(z, 2.0), 1 - z) for z in (0, 0.3, 1))),
    ("5.1.2", "A last tanh", lambda: close(gru(0, 3.0), math.tanh(3.0))),
    ("5.1.2", "some entries", lambda: np.array_equal([gru(0), gru(1)], [H_PREV, CANDIDATE])),
    ("5.1.3", "the LSTM has fewer parameters", lambda: 4 * (3 * 2 + 2 * 2 + 2) < 3 * (3 * 2 + 2 * 2 + 2)),
    ("5.1.3", "Where a unit must count", lambda: summed(0) > 2 and max(gru(z, 1.0, 1.0) for z in (0, 0.5, 1)) <= 1),
    ("5.1.3", "cannot be kept", lambda: abs(gru(1e-4) - H_PREV) > 1e-3),
    ("5.1.3", "not shown yet", lambda: lstm(1, 0, 0) == (C_PREV, 0)),
]


@pytest.mark.parametrize(("exercise", "words", "holds"), TRIED, ids=[f"{e}: {w}" for e, w, _ in TRIED])
def test_a_statement_is_picked_when_it_holds_in_a_cell_that_is_tried_out(
    exercise: str, words: str, holds: Callable[[], bool]
) -> None:
    [letter] = [letter for letter, text in ANSWERED[exercise]["statements"].items() if words in text]
    assert (letter in ANSWERED[exercise]["true_statements"]) == holds()
