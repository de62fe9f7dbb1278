"""The laws that every check file keeps, whatever its question."""

import importlib
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from autograder.grading.checks import Checks
from autograder.grading.grade import Grader
from autograder.grading.plan import PlannedCase
from autograder.grading.result import State
from autograder.homework import Homework, default_root, load_homework
from autograder.sandbox.wire import Generator
from autograder.vocabulary import Agrees, Call, Holds, Refuses

QUESTIONS = [question.id for question in load_homework(default_root()).questions]
MOST_ODDS = 1e-9


def _stubs(homework: Homework) -> dict[str, Callable[..., Any]]:
    modules = {module: importlib.import_module(f"assignments.{module}") for module in homework.modules}
    return {name: getattr(modules[module], name) for name, module in homework.module_of.items()}


def _hidden(cases: tuple[PlannedCase, ...]) -> list[PlannedCase]:
    return [planned for planned in cases if planned.case.hidden]


def _public(cases: tuple[PlannedCase, ...]) -> list[PlannedCase]:
    return [planned for planned in cases if not planned.case.hidden]


def _input(call: Call) -> bytes:
    """Return function and arguments of a call as bytes that are equal where the inputs are."""
    return repr(
        (call.function, [_plain(a) for a in call.args], {k: _plain(v) for k, v in call.kwargs.items()})
    ).encode()


def _has_input(call: Call) -> bool:
    """Whether there is more to choose than a switch."""
    return any(not isinstance(value, bool) for value in (*call.args, *call.kwargs.values()))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Generator):
        return ("generator", value.seed)
    return (value.shape, value.tolist()) if hasattr(value, "tolist") else value


def test_the_solutions_get_every_point_of_every_case(grader: Grader, checks: Checks) -> None:
    result = grader.grade_functions(checks.right)
    missed = [(q.id, case.name, case.fault) for q in result.questions for case in q.cases if case.state != State.PASSED]
    assert missed == []
    assert result.total == checks.homework.points == 100


def test_the_stubs_fail_every_case_and_for_the_reason_that_they_are_stubs(grader: Grader, homework: Homework) -> None:
    result = grader.grade_functions(_stubs(homework))
    states = {(q.id, case.name): case.state for q in result.questions for case in q.cases}
    assert {key: state for key, state in states.items() if state is not State.NOT_STARTED} == {}
    assert result.total == 0


def test_a_submission_that_returns_nothing_passes_no_case(grader: Grader, homework: Homework) -> None:
    result = grader.grade_functions({name: lambda *args, **kwargs: None for name in homework.module_of})
    assert [(q.id, c.name) for q in result.questions for c in q.cases if c.earned or c.state is State.PASSED] == []


def test_a_submission_that_always_raises_value_error_passes_no_case(grader: Grader, homework: Homework) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise ValueError("no")

    result = grader.grade_functions(dict.fromkeys(homework.module_of, refuse))
    assert [(q.id, c.name) for q in result.questions for c in q.cases if c.state in (State.PASSED, State.CARRIED)] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_hidden_input_is_a_public_one(name: str, checks: Checks) -> None:
    cases = checks.plans[name].cases
    seen = {_input(call) for planned in _public(cases) for call in planned.calls if _has_input(call)}
    again = {_input(call) for planned in _hidden(cases) for call in planned.calls if _has_input(call)}
    if not checks.plans[name].question.is_written:
        assert seen & again == set()


@pytest.mark.parametrize("name", QUESTIONS)
def test_public_cases_come_first_and_are_worth_under_a_third(name: str, checks: Checks) -> None:
    cases = checks.plans[name].cases
    assert _public(cases)
    assert [planned.case.hidden for planned in cases] == sorted(planned.case.hidden for planned in cases)
    assert (
        sum((planned.points for planned in _public(cases)), Fraction(0))
        < Fraction(checks.plans[name].question.points) / 3
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_function_is_checked_in_public_and_again_in_hidden_cases(name: str, checks: Checks) -> None:
    plan = checks.plans[name]
    for group in (_public(plan.cases), _hidden(plan.cases)):
        assert {call.function for planned in group for call in planned.calls} >= set(plan.question.functions)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_case_with_refusals_also_has_a_valid_neighbour(name: str, checks: Checks) -> None:
    for planned in checks.plans[name].cases:
        refused = {e.call.function for e in planned.expectations if isinstance(e, Refuses)}
        valid = {c.function for e in planned.expectations if isinstance(e, Agrees | Holds) for c in e.calls}
        assert refused <= valid, planned.case.name


@pytest.mark.parametrize("name", QUESTIONS)
def test_chance_fails_a_right_answer_less_than_once_in_a_thousand_million(name: str, checks: Checks) -> None:
    odds = [e.odds for planned in checks.plans[name].cases for e in planned.expectations if isinstance(e, Holds)]
    assert sum(odds) < MOST_ODDS


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_public_case_says_where_to_look(name: str, checks: Checks) -> None:
    assert [planned.case.name for planned in _public(checks.plans[name].cases) if not planned.case.hint] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_names_of_the_cases_are_distinct(name: str, checks: Checks) -> None:
    names = [planned.case.name for planned in checks.plans[name].cases]
    assert len(names) == len(set(names))
