"""What a student is told of a public case is what the grader gives for it."""

import pytest

from autograder.grading.checks import Checks
from autograder.grading.grade import Grader
from autograder.grading.keys import answer_key
from autograder.grading.plan import load_plan
from autograder.grading.result import CaseResult, Result, State
from autograder.homework import Homework, default_root, load_homework
from autograder.misconception import Misconception, load_answers

QUESTIONS = [question.id for question in load_homework(default_root()).questions]
EVERY = 20
"""Of the known wrong and right answers every how manieth is tried."""


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> Grader:
    """A grader made of nothing but the files of the handout."""
    folder = tmp_path_factory.mktemp("handout")
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    homework = load_homework(folder)
    return Grader.of(answer_key(homework, {q.id: load_plan(homework, q) for q in homework.questions}))


def public(result: Result) -> dict[tuple[str, str], CaseResult]:
    return {(q.id, case.name): case for q in result.questions for case in q.cases if not case.hidden}


@pytest.fixture(scope="module")
def answers(checks: Checks, homework: Homework) -> list[Misconception]:
    """Some known wrong answers and some unusual right ones, of every question."""
    folders = (homework.misconceptions, homework.right_answers)
    known = [answer for folder in folders for answer in load_answers(homework, checks.solutions, folder)]
    return [answer for q in QUESTIONS for answer in [a for a in known if a.question == q][::EVERY]]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_public_case_ends_alike_and_is_told_alike(
    question: str, local: Grader, grader: Grader, checks: Checks, answers: list[Misconception]
) -> None:
    """The one difference: what fails through another function's mistake is made good by the grader alone."""
    own = [answer for answer in answers if answer.question == question]
    assert own
    for answer in own:
        functions = answer.functions(checks.solutions, checks.right)
        here, there = public(local.grade_functions(functions)), public(grader.grade_functions(functions))
        assert here.keys() == there.keys()
        for name, case in here.items():
            if case.state is State.WAITING or there[name].state is State.CARRIED:
                assert case.state in (State.WAITING, State.FAILED), (answer.name, name)
                assert there[name].state in (State.CARRIED, State.FAILED), (answer.name, name)
                assert name[0] != question or there[name].pieces or case.pieces, (answer.name, name)
            else:
                assert case == there[name], (answer.name, name)


def test_nothing_more_can_be_earned_than_there_is(local: Grader, checks: Checks) -> None:
    for name, plan in local.checks.plans.items():
        worth = sum(planned.points for planned in plan.cases) + sum(plan.left_out.values())
        assert worth == plan.question.points
        assert tuple(plan.left_out) == tuple(planned.case.name for planned in checks.plans[name].hidden.cases)
