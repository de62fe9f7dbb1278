"""There are wrong and right answers to everything; whole right submissions get all points. The rest is the audit's."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.grading.checks import Checks
from autograder.grading.grade import Grader
from autograder.homework import Homework, default_root, load_homework
from autograder.intake.find import find_submissions
from autograder.intake.reading import read
from autograder.misconception import Misconception, load_answers
from autograder.sandbox.room import Room

QUESTIONS = [question.id for question in load_homework(default_root()).questions]
RIGHT = Path(__file__).parent.parent / "submissions" / "right"


@pytest.fixture(scope="module")
def wrong(homework: Homework, checks: Checks) -> Sequence[Misconception]:
    return load_answers(homework, checks.solutions, homework.misconceptions)


@pytest.fixture(scope="module")
def right(homework: Homework, checks: Checks) -> Sequence[Misconception]:
    return load_answers(homework, checks.solutions, homework.right_answers)


def test_there_are_many_of_both(wrong: Sequence[Misconception], right: Sequence[Misconception]) -> None:
    assert len(wrong) >= 1700
    assert len(right) >= 250
    assert {misconception.question for misconception in wrong} == set(QUESTIONS)


def test_every_function_has_wrong_and_right_answers(
    homework: Homework, wrong: Sequence[Misconception], right: Sequence[Misconception]
) -> None:
    for answers in (wrong, right):
        assert {answer.function for answer in answers} >= set(homework.module_of)


@pytest.mark.parametrize("kind", sorted(RIGHT.iterdir()), ids=lambda kind: kind.name)
def test_every_right_submission_gets_all_points(kind: Path, grader: Grader, homework: Homework, room: Room) -> None:
    (handed,) = find_submissions([kind], homework)
    result = grader.grade(read(handed, homework), room)
    assert {q.id: q.score for q in result.questions} == {q.id: q.points for q in homework.questions}
