"""Pieces of a submission that the solutions build on: what is worked with, and how much."""

import time
from collections.abc import Sequence
from types import FunctionType

import numpy as np
import pytest

from autograder.grading.carry import MOST_CALLS, MOST_LOST, Piece, PieceFailedError, Pieces
from autograder.grading.checks import Checks
from autograder.sandbox.local import LocalSession
from autograder.sandbox.room import Answered, Batch, Cause, Lost

SIZES: Sequence[object] = [(3000, 3000), 10**12, [4, 1999], np.array([5, 1700]), {"rows": 100_000}, np.zeros((1900, 2))]


def of(answer: object, session: LocalSession | None = None) -> Piece:
    found = LocalSession({"size": lambda *args: answer}) if session is None else session
    return Piece("size", Pieces({"size": "sizes"}, found, 5.0), {"size": lambda *sizes: 300})


@pytest.mark.parametrize("answer", SIZES, ids=repr)
def test_a_size_out_of_all_proportion_is_not_worked_with(answer: object) -> None:
    with pytest.raises(PieceFailedError):
        of(answer)((28, 28), (5, 5), 2)


@pytest.mark.parametrize(
    "answer", [(32, 32), 140, -3, 28.5, np.zeros((60, 60)), np.array([33, 33]), 1200, np.full((3, 3), 9999)], ids=repr
)
def test_a_size_that_is_wrong_but_possible_is_worked_with(answer: object) -> None:
    np.testing.assert_array_equal(of(answer)((28, 28), (5, 5), 2), answer)


def test_pieces_are_not_called_without_end() -> None:
    piece = of(1)
    for _ in range(MOST_CALLS):
        piece(1)
    with pytest.raises(PieceFailedError):
        piece(1)


def test_a_piece_that_does_not_answer_is_soon_taken_for_missing() -> None:
    class Silent(LocalSession):
        def ask(self, batch: Batch, seconds: float = 0) -> Answered | Lost:
            allowed.append(seconds)
            return Lost(Cause.TIME, "")

    allowed: list[float] = []
    piece = of(1, Silent({}))
    for _ in range(10):
        with pytest.raises(PieceFailedError):
            piece(1)
    assert len(allowed) == 2 * MOST_LOST
    assert sum(allowed) < 11


def test_arrays_that_would_be_large_together_are_not_worked_with() -> None:
    pieces = Pieces({"size": "sizes"}, LocalSession({}), 5.0)
    rows, columns = np.zeros((3000, 1)), np.zeros((1, 3000))
    with pieces.built_on():
        pieces.take([rows])
        with pytest.raises(PieceFailedError):
            pieces.take([columns])
    with pieces.built_on():
        pieces.take([columns])


def test_the_solutions_do_not_work_with_pieces_for_ever() -> None:
    pieces = Pieces({"size": "sizes"}, LocalSession({}), 5.0, seconds_left=0.05)
    with pieces.built_on():
        end = time.process_time() + 0.1
        pieces.take([])
        while time.process_time() < end:
            pass
        with pytest.raises(PieceFailedError):
            pieces.take([])


def test_what_a_piece_does_to_constants_of_the_solutions_ends_with_it(checks: Checks) -> None:
    def limits() -> dict[str, object]:
        function = checks.solutions.exchanged({})["lstm_gates"]
        assert isinstance(function, FunctionType)
        found: dict[str, object] = function.__globals__["GATE_LIMITS"]
        return found

    limits().clear()
    assert limits()


def test_a_piece_may_add_to_a_mapping_that_it_is_given() -> None:
    given: dict[str, object] = {}
    session = LocalSession({"size": lambda params: params.update(rows=3)})
    assert of(None, session)(given) is None
    assert given == {"rows": 3}
