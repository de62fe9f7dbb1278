"""What is found right at a glance is exactly what is found right on a closer look."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pytest

from autograder.grading.asking import Heard
from autograder.grading.checks import Checks, load_checks
from autograder.grading.compare import Standard
from autograder.grading.judge import judge
from autograder.grading.plan import Plan, PlannedCase, outcomes_of, plan_cases
from autograder.homework import Homework, Limits, Question, default_root, load_homework
from autograder.misconception import load_answers
from autograder.sandbox import wire
from autograder.sandbox.room import Cause, Lost, Outcomes
from autograder.vocabulary import Case, Function, agrees, case, holds, pure, refuses

CODED = [question.id for question in load_homework(default_root()).questions if not question.is_written]
SEEN_AT_A_GLANCE = 0.5
EVERY = 3


def _closely(planned: PlannedCase, outcomes: Outcomes, truths: Outcomes) -> list[bool]:
    came, right = iter(outcomes), iter(truths)
    counts = [(expectation, len(expectation.calls)) for expectation in planned.expectations]
    return [judge(each, tuple(islice(came, n)), tuple(islice(right, n))) is None for each, n in counts]


def _both(
    plan: Plan, right: Mapping[str, Callable[..., Any]], functions: Mapping[str, Callable[..., Any]]
) -> tuple[list[bool], list[bool]]:
    """Return of every expectation whether it is met at a glance, and on a closer look.

    At a glance it is the same whether cases were asked one by one or together.
    """
    truths = [outcomes_of(right, planned.calls, plan.module_of) for planned in plan.cases]
    came = [outcomes_of(functions, planned.calls, plan.module_of) for planned in plan.cases]
    standard = Standard(plan.cases, truths)
    glance = standard.met([Heard([planned], each) for planned, each in zip(plan.cases, came, strict=True)])
    read = [wire.Read(raw, end - at) for each in came for raw, (at, end) in zip(each.raw, each.spans, strict=True)]
    together = Outcomes.of(read, b"".join(each.bytes(0, len(each)) for each in came))
    assert standard.met([Heard(plan.cases, together)]) == glance
    closely = [met for each in zip(plan.cases, came, truths, strict=True) for met in _closely(*each)]
    return glance, closely


@pytest.mark.parametrize("question", CODED)
def test_no_known_answer_is_judged_otherwise_at_a_glance(question: str, homework: Homework) -> None:
    checks = load_checks(homework, [homework.question(question)])
    right = seen = 0
    for folder in (homework.misconceptions, homework.right_answers):
        answers = load_answers(homework, checks.solutions, folder)
        for answer in [answer for answer in answers if answer.question == question][::EVERY]:
            functions = answer.functions(checks.solutions, checks.right)
            glance, closely = _both(checks.plans[question], checks.right, functions)
            assert [g for g, c in zip(glance, closely, strict=True) if g and not c] == [], answer.name
            right, seen = right + sum(closely), seen + sum(glance)
    assert seen > SEEN_AT_A_GLANCE * right


@pytest.mark.parametrize("question", CODED)
def test_all_of_the_solution_is_found_right_at_a_glance(question: str, checks: Checks) -> None:
    glance, _ = _both(checks.plans[question], checks.right, checks.right)
    assert all(glance)


@case("a double, a whole number, a refusal, a pure function and a promise")
def everything(f: Function) -> None:
    agrees(f(np.array([1.0, 2.0])), f(3), f(np.array([4])))
    refuses(f(-1.0))
    pure(f(np.array([5.0, 6.0])))
    holds("more than 6", lambda value: None if value > 6 else "not more than 6", f(7.0))


def _right(x: Any) -> Any:
    if np.ndim(x) == 0 and x < 0:
        raise ValueError("negative")
    return 2 * x


def _glance(answer: Callable[..., Any], made: Case = everything) -> list[bool]:
    question = Question("f", "f", ("f",), 1, "§1", Limits(seconds=1, memory_mb=64))
    plan = plan_cases(question, [made], {"f": "f"})
    glance, closely = _both(plan, {"f": _right}, {"f": answer})
    assert all(c for g, c in zip(glance, closely, strict=True) if g)
    return glance


@pytest.mark.parametrize(
    ("answer", "met"),
    [
        (_right, [True, True, True, True, True, True]),
        (lambda x: _right(x) * (1 + 1e-9), [True, False, False, True, True, False]),
        (lambda x: _right(x) * (1 + 1e-4), [False, False, False, True, False, False]),
        (lambda x: float(_right(x)) if np.ndim(x) == 0 else _right(x), [True, False, True, True, True, True]),
        (lambda x: _right(x) == 1 if np.ndim(x) == 0 else _right(x) * 1.0, [True, False, False, True, True, False]),
        (lambda x: np.array(_right(x), dtype=complex), [False, False, False, True, False, False]),
        (lambda x: _right(x) * np.nan, [False, False, False, True, False, False]),
        (lambda x: 2 * x, [True, True, True, False, True, True]),
        (lambda x: None, [False] * 6),
        (lambda x: np.multiply(x, 2, out=x) if np.ndim(x) else _right(x), [True, True, True, True, False, True]),
        (lambda x: 1 / 0, [False] * 6),
        (lambda x: [_right(x)], [False, False, False, True, False, False]),
    ],
)
def test_what_is_not_surely_right_is_looked_at_closely(answer: Callable[..., Any], met: Sequence[bool]) -> None:
    assert _glance(answer) == met


def test_a_case_that_was_not_answered_is_not_met(checks: Checks) -> None:
    plan = checks.plans[CODED[0]]
    truths = [checks.truths(planned) for planned in plan.cases]
    lost = Lost(Cause.TIME, "took more than 5 s")
    first, *others = plan.cases
    rest = [Heard([planned], came) for planned, came in zip(others, truths[1:], strict=True)]
    met = Standard(plan.cases, truths).met([Heard([first], lost), *rest])
    assert not any(met[: len(first.expectations)])
    assert all(met[len(first.expectations) :])
