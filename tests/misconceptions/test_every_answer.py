"""Every known wrong answer loses points and is named; every right answer, however unusual, keeps its points."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.grading.checks import Checks, load_checks
from autograder.grading.grade import Grader
from autograder.homework import Homework, default_root, load_homework
from autograder.intake import find_submissions, read
from autograder.misconception import Misconception, load_answers
from autograder.sandbox.room import Room

QUESTIONS = [question.id for question in load_homework(default_root()).questions]
NAMED_AT_LEAST = 0.95
RIGHT = Path(__file__).parent.parent / "submissions" / "right"


@pytest.fixture(scope="module")
def wrong(homework: Homework, checks: Checks) -> Sequence[Misconception]:
    return load_answers(homework, checks.solutions, homework.misconceptions)


@pytest.fixture(scope="module")
def right(homework: Homework, checks: Checks) -> Sequence[Misconception]:
    return load_answers(homework, checks.solutions, homework.right_answers)


def _checks(homework: Homework, question: str) -> Checks:
    """Return the checks of one question alone, which are quick."""
    return load_checks(homework, [homework.question(question)])


def test_there_are_many_of_both(wrong: Sequence[Misconception], right: Sequence[Misconception]) -> None:
    assert len(wrong) >= 300
    assert len(right) >= 150
    assert {misconception.question for misconception in wrong} == set(QUESTIONS)


def test_every_function_has_wrong_and_right_answers(
    homework: Homework, wrong: Sequence[Misconception], right: Sequence[Misconception]
) -> None:
    for answers in (wrong, right):
        assert {answer.function for answer in answers} >= set(homework.module_of)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_wrong_answer_loses_points_in_its_question(
    question: str, homework: Homework, wrong: Sequence[Misconception]
) -> None:
    checks = _checks(homework, question)
    grader = Grader.of(checks)
    own = [answer for answer in wrong if answer.question == question]
    mistaken = {answer.name: answer.functions(checks.solutions, checks.right) for answer in own}
    results = {name: grader.grade_functions(functions).questions[0] for name, functions in mistaken.items()}
    assert [name for name, result in results.items() if result.score >= result.points] == []
    sentences = {answer.name: answer.sentence for answer in own}
    named = [name for name, r in results.items() if sentences[name] in {d.sentence for d in r.diagnoses}]
    misled = [name for name, r in results.items() if r.diagnoses and name not in named]
    assert len(named) >= NAMED_AT_LEAST * len(own), sorted(set(results) - set(named))
    assert misled == []


@pytest.mark.parametrize("question", [name for name in QUESTIONS if name != "written"])
def test_every_right_answer_gets_all_points(question: str, homework: Homework, right: Sequence[Misconception]) -> None:
    checks = _checks(homework, question)
    grader = Grader.of(checks)
    own = [answer for answer in right if answer.question == question]
    assert own
    for answer in own:
        result = grader.grade_functions({**checks.right, answer.function: answer.wrong}).questions[0]
        assert [(case.name, case.fault) for case in result.cases if not case.earned and case.points] == [], answer.name


@pytest.mark.parametrize("kind", sorted(RIGHT.iterdir()), ids=lambda kind: kind.name)
def test_every_right_submission_gets_all_points(kind: Path, grader: Grader, homework: Homework, room: Room) -> None:
    (handed,) = find_submissions([kind], homework)
    result = grader.grade(read(handed, homework), room)
    assert {q.id: q.score for q in result.questions} == {q.id: q.points for q in homework.questions}
