"""Results in Gradescope's schema: what is told when."""

from making import case, diagnosis, evidence, question

from autograder.gradescope import Visibility
from autograder.grading.result import CaseResult, Result, State
from autograder.reports.gradebook import GRADER_ERROR
from autograder.reports.results import results

WRONG = case("public", State.FAILED, evidence=evidence(call="f(1)"))
HIDDEN = case("secret", State.FAILED, hidden=True)


def outputs(hidden: Visibility, *cases: CaseResult) -> list[str]:
    given = results(Result("a", (question("q", *cases, diagnoses=(diagnosis(),)),), "ok", ""), hidden)
    return [entry["output"] for entry in given["tests"]]


def test_a_mistake_that_a_public_case_shows_is_named_with_it() -> None:
    shown, rest = outputs(Visibility.HIDDEN, WRONG, HIDDEN)
    assert diagnosis().sentence in shown
    assert diagnosis().sentence not in rest


def test_a_mistake_that_only_hidden_cases_show_is_named_with_them() -> None:
    shown, rest = outputs(Visibility.HIDDEN, case("public"), HIDDEN)
    assert shown == "✓ public"
    assert diagnosis().sentence in rest


def test_a_mistake_in_another_function_than_a_public_case_shows_waits_for_the_hidden_cases() -> None:
    other = case("public", State.FAILED, evidence=evidence(call="g(1)"))
    shown, rest = outputs(Visibility.HIDDEN, other, HIDDEN)
    assert diagnosis().sentence not in shown
    assert diagnosis().sentence in rest


def test_where_all_is_visible_there_is_one_entry() -> None:
    (whole,) = outputs(Visibility.VISIBLE, WRONG, HIDDEN)
    assert diagnosis().sentence in whole and "secret" in whole


def test_a_fault_of_the_grader_is_no_score() -> None:
    assert "score" not in results(Result("a", (), f"{GRADER_ERROR}: a worker died", ""))
