"""What someone wrote who had read the homework's text and stubs and no check: wrong answers are caught, right ones not.

Nothing in `tests/held_out` was written with the checks in sight, and nothing may be. At first contact 568 of the 580
wrong answers lost points and all of the right ones kept them; calls were then added for nine.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from autograder.grading.checks import Checks
from autograder.grading.grade import Grader
from autograder.homework import Homework, default_root, load_homework
from autograder.misconception import Misconception, load_answers

COLLECTION = Path(__file__).parent.parent / "held_out"
CODED = [question.id for question in load_homework(default_root()).questions if not question.is_written]

PASSED_OVER = {
    "limit_case_insensitive": "the stub does not say that 'Open' is another word than 'open'",
    "candidate_tanh_exponentials": "it is right for all states and weights that a network has, up to 700",
    "size_float_division_of_huge": "no image has more than 2⁵³ rows",
}
"""Wrong answers that lose nothing, and why that is as it should be."""

NEED_MORE = {
    "gates_python": "it returns lists, with which its author's own step would work and the solution's does not"
}
"""Right answers that would have to be graded with the rest of their submission, and why."""


@pytest.fixture(scope="module")
def collection(homework: Homework, checks: Checks) -> Mapping[str, Sequence[Misconception]]:
    return {kind: load_answers(homework, checks.solutions, COLLECTION / kind) for kind in ("wrong", "right")}


def earning(answers: Sequence[Misconception], question: str, checks: Checks) -> dict[str, bool]:
    """Return of each answer to a question whether it gets all points."""
    grader = Grader.of(Checks(checks.homework, checks.solutions, {question: checks.plans[question]}))
    found = {}
    for answer in answers:
        if answer.question == question:
            (result,) = grader.grade_functions(answer.functions(checks.solutions, checks.right)).questions
            found[answer.name] = result.score == result.points
    return found


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("question", CODED)
def test_wrong_answers_lose_points(
    question: str, collection: Mapping[str, Sequence[Misconception]], checks: Checks
) -> None:
    found = earning(collection["wrong"], question, checks)
    assert {name for name, is_whole in found.items() if is_whole} == found.keys() & PASSED_OVER.keys()
    assert found


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("question", CODED)
def test_right_answers_lose_none(
    question: str, collection: Mapping[str, Sequence[Misconception]], checks: Checks
) -> None:
    found = earning(collection["right"], question, checks)
    assert {name for name, is_whole in found.items() if not is_whole} == found.keys() & NEED_MORE.keys()
    assert found


def test_the_collection_is_whole(collection: Mapping[str, Sequence[Misconception]]) -> None:
    assert {kind: len(answers) for kind, answers in collection.items()} == {"wrong": 580, "right": 163}
    names = {answer.name for answers in collection.values() for answer in answers}
    assert names >= PASSED_OVER.keys() | NEED_MORE.keys()
