"""Results survive being written down, and hold no hidden input."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.grading.checks import Checks
from autograder.grading.evidence import MOST_NUMBERS, pictures
from autograder.grading.grade import Grader
from autograder.grading.record import from_json, to_json
from autograder.grading.result import Result, State
from autograder.sandbox.room import Room
from autograder.sandbox.wire import Listed
from autograder.submission import Program, Submission


def _broken(*args: Any, **kwargs: Any) -> Any:
    raise RuntimeError("broken")


ANSWERS: dict[str, Callable[..., Any]] = {
    "nothing": lambda *args, **kwargs: None,
    "nan": lambda *args, **kwargs: np.full((2, 2), np.nan),
    "raising": _broken,
}


@pytest.fixture(scope="module", params=ANSWERS)
def result(request: pytest.FixtureRequest, grader: Grader, checks: Checks) -> Result:
    return grader.grade_functions(dict.fromkeys(checks.right, ANSWERS[request.param]))


def test_a_result_that_was_written_down_is_the_same_when_it_is_read(result: Result) -> None:
    assert from_json(to_json(result)) == result


def test_what_results_have_in_common_is_read_once(result: Result) -> None:
    one, other = from_json(to_json(result)), from_json(to_json(result))
    assert all(mine is theirs for mine, theirs in zip(one.questions, other.questions, strict=True))


def test_public_cases_that_fail_have_evidence_and_hidden_ones_have_none(result: Result) -> None:
    cases = [case for question in result.questions for case in question.cases if case.state is State.FAILED]
    assert cases
    assert [case.name for case in cases if (case.evidence is None) != case.hidden] == []
    assert {case.fault.split(" ")[0] for case in cases if case.hidden} <= {"", "raised"}


def test_a_result_of_several_arrays_has_a_picture_of_each() -> None:
    drawn = pictures([np.eye(2), Listed(np.array([1.0, np.inf]))])
    assert [(picture.name, picture.shape) for picture in drawn] == [("[0]", (2, 2)), ("[1]", (2,))]
    assert drawn[1].numbers == (1.0, None)


def test_what_is_too_large_to_be_looked_at_has_no_picture() -> None:
    assert pictures(np.zeros(MOST_NUMBERS + 1)) == ()
    assert pictures([np.zeros(MOST_NUMBERS), np.zeros(1)]) == ()


def test_a_result_keeps_what_the_student_wrote_in_words(grader: Grader, room: Room) -> None:
    answers = '"3.1.1":\n  why: it forgets\n'
    result = grader.grade(Submission("ada", Program({}), answers), room)
    assert from_json(to_json(result)).explanations == (("3.1.1", "it forgets"),)
