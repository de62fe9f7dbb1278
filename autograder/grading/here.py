"""Judging a case on real functions of this process: under Otter, in pytest, in a notebook."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import islice
from typing import Any

from autograder.grading.evidence import evidence_of
from autograder.grading.judge import Finding, judge
from autograder.grading.key import Key
from autograder.grading.keys import answer_key
from autograder.grading.plan import PlannedCase, load_plan, outcomes_of
from autograder.grading.story import hidden_fault, public_story
from autograder.homework import default_root, load_homework
from autograder.vocabulary import Case


@cache
def key_here() -> Key:
    """Return the answer key of the homework that comes with this package, for all cases that are here."""
    homework = load_homework(default_root())
    return answer_key(homework, {question.id: load_plan(homework, question) for question in homework.questions})


def judge_here(case: Case, functions: Mapping[str, Callable[..., Any] | None]) -> None:
    """Raise AssertionError with the story of the first thing that `functions` get wrong."""
    key = key_here()
    planned = _planned(case, key)
    present = {name: function for name, function in functions.items() if function is not None}
    outcomes, truths = iter(outcomes_of(present, planned.calls, planned.module_of)), iter(key.truths(planned))
    for expectation in planned.expectations:
        count = len(expectation.calls)
        finding = judge(expectation, tuple(islice(outcomes, count)), tuple(islice(truths, count)))
        if finding is not None:
            raise AssertionError(f"{case.name}\n{_story(case, finding)}".rstrip())


def _planned(case: Case, key: Key) -> PlannedCase:
    """Return a case as the key knows it."""
    every = (planned for plan in key.plans.values() for planned in plan.cases)
    return next(p for p in every if (p.case.name, p.case.functions) == (case.name, case.functions))


def _story(case: Case, finding: Finding) -> str:
    if case.hidden:
        return hidden_fault(finding)
    return public_story(finding.fault, evidence_of(finding), case.hint)
