"""What a student's page says, in words."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from making import case, diagnosis, evidence, question

from autograder.grading.result import CaseResult, QuestionResult, Result, State
from autograder.homework import Homework
from autograder.reports.pages.student import student_page
from autograder.sandbox.room import Cause, Lost
from autograder.standing import Adjusted, Adjustment, Standing


def told(homework: Homework, *questions: QuestionResult, standing: Standing | None = None, status: str = "ok") -> str:
    """Return the words of the page of a student with these questions."""
    page = student_page(Result("ada", questions, status, "walls"), standing or Standing(), homework)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("</head>")[2])).split())


def failed(**more: Any) -> CaseResult:
    return case("a public idea", State.FAILED, fault="2 instead of 3", evidence=evidence(), **more)


def test_the_diagnosis_stands_before_the_case_and_among_what_to_do_next(homework: Homework) -> None:
    words = told(homework, question("clipping", failed(), diagnoses=(diagnosis(),)))
    assert words.count("Two gates are exchanged.") == 2
    assert words.rindex("Two gates are exchanged.") < words.index("called f(1)")
    assert "f: your answers are exactly those of this mistake" in words
    assert "returned 2 expected 3 that is 2 instead of 3 look at look closely." in words


def test_a_mistake_that_is_only_likely_is_said_to_be(homework: Homework) -> None:
    words = told(homework, question("clipping", failed(), diagnoses=(diagnosis(exact=False),)))
    assert "f: one thing to check" in words
    assert "exactly" not in words


def test_error_carried_forward_is_said_openly(homework: Homework) -> None:
    carried = case("a sequence", State.CARRIED, pieces=("lstm_gates",))
    words = told(homework, question("lstm_sequence", carried, case("a count")))
    assert "Right, but for your own lstm_gates, where the mistake is counted passed: a sequence" in words.replace(
        "✓ ", ""
    )
    assert "2 of 2" in words


def test_of_hidden_cases_the_idea_is_told_and_of_exceptions_their_type(homework: Homework) -> None:
    hidden = case("sizes below 1", State.FAILED, hidden=True, fault="raised KeyError (gru.py, line 3)", hint="SECRET")
    words = told(homework, question("gru_step", failed(), hidden))
    assert "sizes below 1 (raised KeyError (gru.py, line 3))" in words
    assert "SECRET" not in words


def test_one_reason_for_all_is_said_once(homework: Homework) -> None:
    lost = [case(f"idea {n}", State.LOST, hidden=n > 0, lost=Lost(Cause.TIME, "took more than 5 s")) for n in range(4)]
    words = told(homework, question("lenet", *lost, case("another")))
    assert words.count("took more than 5 s") == 2, "once as the next step, once in the question"
    assert "idea 3" in words


def test_what_is_not_started_is_said_in_a_word_and_not_case_by_case(homework: Homework) -> None:
    stubs = [case(f"idea {n}", State.NOT_STARTED, fault="not written yet", hidden=n > 1) for n in range(5)]
    words = told(homework, question("lenet", *stubs))
    assert "not started" in words
    assert "idea" not in words.replace("idea only", "")


def test_the_next_steps_are_where_most_is_to_be_gained(homework: Homework) -> None:
    small = question("padding", failed(), case("x"))
    large = question("dropout", *(failed() for _ in range(3)))
    fine = question("relu", case("y"))
    middle = [question(f"q{n}", failed(), failed()) for n in range(3)]
    words = told(homework, small, fine, *middle, large)
    steps = words[words.index("What to do next") : words.index("Question by question")]
    assert re.findall(r"(\w+) , [\d.]+ points?:", steps) == ["dropout", "q0", "q1"]


def test_who_has_everything_right_has_nothing_to_do(homework: Homework) -> None:
    words = told(homework, question("clipping", case(), case("b")))
    assert "Every question is complete. What to do next Nothing: every case passes." in words


def test_the_account_leads_from_the_checks_to_the_score(homework: Homework) -> None:
    changes = (
        Adjustment(Adjusted.OVERRIDE, 1.0, "the docstring allows it", "clipping"),
        Adjustment(Adjusted.LATE, -0.5, "5 h late"),
    )
    place = Standing(late=timedelta(hours=5), adjustments=changes, final=1.5, members=("ada", "bob"))
    words = told(homework, question("clipping", failed(), case("b")), standing=place)
    account = "the checks give 1 clipping, changed by hand: the docstring allows it +1 5 h late −0.5 your score 1.5"
    assert account in words
    assert "1.5 of 100 points" in words
    assert "Handed in together: ada, bob." in words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("grader error: a worker died", "not your fault"),
        ("unreadable zip", "Nothing could be graded: unreadable zip."),
        ("not graded yet", "There is no score yet: not graded yet."),
    ],
)
def test_a_page_without_a_result_says_why(homework: Homework, status: str, words: str) -> None:
    questions = (question("clipping", case("a", State.NOT_STARTED)),) if "zip" in status else ()
    page = told(homework, *questions, status=status)
    assert words in page
    assert ("0 of 100 points" in page) == ("zip" in status)
