"""What the class page is made of."""

from dataclasses import replace
from datetime import timedelta

import pytest
from making import case, question, result

from autograder.errors import GraderError
from autograder.grading.result import Result, State
from autograder.homework import Homework
from autograder.reports.gradebook import NOT_SUBMITTED
from autograder.reports.pages.class_csv import class_csv
from autograder.reports.pages.class_page import class_page
from autograder.reports.pages.classroom import Classroom
from autograder.sandbox.room import Cause, Lost
from autograder.standing import Adjusted, Adjustment, Standing


def classroom(homework: Homework, *results: Result, **standings: Standing) -> Classroom:
    return Classroom.of(homework, [(entry, standings.get(entry.student, Standing())) for entry in results])


def test_misconceptions_are_ranked_by_those_who_hold_them(homework: Homework) -> None:
    wrong = [result(f"s{n}", homework, "dropout", *(["clipping"] if n < 2 else [])) for n in range(5)]
    held = classroom(homework, *wrong, result("right", homework)).held
    assert [(h.question, len(h.holders), h.cost) for h in held] == [("dropout", 5, 1.0), ("clipping", 2, 1.0)]
    assert held[1].holders == ("s0", "s1")


def test_a_mistake_without_a_name_is_counted_apart(homework: Homework) -> None:
    found = classroom(homework, result("a", homework, "lenet", named=False), result("b", homework, "lenet"))
    unexplained = {question.id: question.unexplained for question in found.questions}
    assert unexplained["lenet"] == ("a",)
    assert sum(map(len, unexplained.values())) == 1


def test_the_missing_and_grader_errors_count_in_no_mean(homework: Homework) -> None:
    broken = replace(result("broken", homework, *(q.id for q in homework.questions)), status="grader error: died")
    found = classroom(homework, result("a", homework), broken, Result("gone", (), NOT_SUBMITTED, ""))
    assert found.spread is not None
    assert (found.spread.count, found.spread.mean) == (1, 100)
    assert found.missing == ("gone",)


def test_an_unreadable_submission_counts_in_the_mean_and_not_in_the_item_analysis(homework: Homework) -> None:
    empty = tuple(
        replace(q, cases=tuple(replace(c, state=State.NOT_STARTED) for c in q.cases))
        for q in result("", homework).questions
    )
    found = classroom(homework, result("a", homework), Result("b", empty, "unreadable zip", ""))
    assert found.spread is not None
    assert found.spread.mean == 50
    assert [item.item.spread.count for item in found.questions] == [1] * len(homework.questions)


def test_cases_are_counted_among_those_who_started_the_question(homework: Homework) -> None:
    stub = result("stub", homework)
    first = replace(
        stub.questions[0], cases=tuple(replace(c, state=State.NOT_STARTED) for c in stub.questions[0].cases)
    )
    stub = replace(stub, questions=(first, *stub.questions[1:]))
    cases = classroom(homework, stub, result("a", homework), result("b", homework, "activations")).cases
    assert (cases[0].question, cases[0].passed, cases[0].tried) == ("activations", 1, 2)
    assert (cases[1].passed, cases[1].tried) == (2, 2)


def test_what_needs_a_persons_eyes_is_sorted_by_how_pressing_it_is(homework: Homework) -> None:
    lost = case("x", State.LOST, lost=Lost(Cause.TIME, "took more than 5 s"))
    forged = case("y", State.LOST, lost=Lost(Cause.MALFORMED, "sent bytes"))
    denied = case("z", State.FAILED, kind="raised PermissionError")
    questions = (question("activations", lost, forged, denied), *result("", homework).questions[1:])
    override = Standing(adjustments=(Adjustment(Adjusted.OVERRIDE, 1, "by the lecturer"),))
    odd = Result("odd", questions, "ok", "", remarks=("a file was left out: too large",))
    broken = Result("broken", (), "grader error: died", "")
    found = classroom(homework, odd, broken, result("fine", homework), fine=override).looks
    assert [(look.student, look.kind) for look in found] == [
        ("broken", "grader error"), ("odd", "reached outside"), ("odd", "limit hit"), ("fine", "override"),
        ("odd", "left out"),
    ]  # fmt: skip
    assert found[1].words == "activations: malformed reply: sent bytes; activations: raised PermissionError"


def test_a_class_of_nobody_and_of_one_still_has_its_page(homework: Homework) -> None:
    assert "Nothing could be graded yet." in class_page(classroom(homework), {})
    one = classroom(homework, result("a", homework))
    assert "Too few graded submissions that differ" in class_page(one, {"a": "a"})
    assert class_csv(one).startswith("part,question,name,student,measure,value\n")


def test_a_small_class_is_told_that_its_figures_are_hints(homework: Homework) -> None:
    few = classroom(homework, *(result(f"s{n}", homework, *["dropout"] * (n % 2)) for n in range(8)))
    assert "This is a small class" in class_page(few, {f"s{n}": f"s{n}" for n in range(8)})
    many = classroom(homework, *(result(f"s{n}", homework, *["dropout"] * (n % 2)) for n in range(40)))
    assert "This is a small class" not in class_page(many, {f"s{n}": f"s{n}" for n in range(40)})


def test_names_are_no_formulas_in_the_csv(homework: Homework) -> None:
    named = replace(result("=cmd|calc", homework, "dropout"), questions=result("", homework, "dropout").questions)
    assert ",=cmd" not in class_csv(classroom(homework, named))


def test_results_of_other_questions_are_refused(homework: Homework) -> None:
    whole = result("a", homework)
    with pytest.raises(GraderError, match="grade again"):
        classroom(homework, replace(whole, questions=whole.questions[1:]))


def test_late_students_come_latest_first(homework: Homework) -> None:
    places = {"a": Standing(late=timedelta(hours=1)), "b": Standing(late=timedelta(days=2))}
    found = classroom(homework, *(result(name, homework) for name in "abc"), **places)
    assert [seat.student for seat in found.late] == ["b", "a"]
