"""The public part of a check file: the same public cases, and nothing of the hidden ones."""

from types import ModuleType

import pytest

from autograder.grading.checks import Checks
from autograder.grading.plan import batch_of, cases_of
from autograder.homework import Homework, default_root, load_homework
from autograder.release.public import public_part
from autograder.vocabulary import Recording

QUESTIONS = [question.id for question in load_homework(default_root()).questions]

SOURCE = '''"""Doubling."""

import math
from autograder.vocabulary import Function, agrees, case, holds, refuses

OK_FORMAT = False
name = "double"

# The public factor.
FACTOR = 2
# The secret one.
SECRET = 40


def public_helper() -> int:
    return FACTOR


# Only for hidden cases.
def hidden_helper() -> float:
    return math.sqrt(SECRET)


# A small number.
@case("small", points=1, hidden=False)
def small(double: Function) -> None:
    agrees(double(public_helper()))


@case("large", points=1, hidden=True)
def large(double: Function) -> None:
    refuses(double(hidden_helper()))
'''


def test_what_is_left_is_what_public_cases_need_with_its_comments() -> None:
    assert (
        public_part(SOURCE, {"large": 1.5})
        == '''"""Doubling."""

from autograder.vocabulary import Function, agrees, case

OK_FORMAT = False
name = "double"

# The public factor.
FACTOR = 2


def public_helper() -> int:
    return FACTOR


# A small number.
@case("small", points=1, hidden=False)
def small(double: Function) -> None:
    agrees(double(public_helper()))

# Judged when you hand in, with their shares of the points.
HIDDEN = {
    "large": 1.5,
}
'''
    )


def test_a_case_that_may_be_hidden_is_cut() -> None:
    source = SOURCE.replace("hidden=True", "hidden=bool(SECRET)")
    assert "large" not in public_part(source, {})


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_public_cases_ask_the_same_calls_as_in_the_whole_file(
    question: str, homework: Homework, checks: Checks
) -> None:
    module = ModuleType("cut")
    exec(public_part((homework.checks / f"{question}.py").read_text(encoding="utf-8"), {}), module.__dict__)
    recording = Recording()
    whole = [planned for planned in checks.plans[question].cases if not planned.case.hidden]
    cut = cases_of(module)
    assert [(case.name, case.points, case.hint) for case in cut] == [
        (planned.case.name, planned.case.points, planned.case.hint) for planned in whole
    ]
    for case, planned in zip(cut, whole, strict=True):
        calls = [call for expectation in case.expectations(recording) for call in expectation.calls]
        assert batch_of(calls, planned.module_of) == planned.batch
