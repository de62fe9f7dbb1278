"""Judging a case on real functions of this process: under Otter, in pytest, in a notebook."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import islice
from typing import Any

from autograder.grading.checks import Checks, load_checks
from autograder.grading.evidence import evidence_of
from autograder.grading.judge import Finding, judge
from autograder.grading.plan import outcomes_of
from autograder.grading.story import hidden_fault, public_story
from autograder.homework import ANSWERS, default_root, load_homework
from autograder.vocabulary import Case, Recording


@cache
def checks_here() -> Checks:
    """Return the checks of the homework that comes with this package."""
    return load_checks(load_homework(default_root()))


def judge_here(case: Case, functions: Mapping[str, Callable[..., Any] | None]) -> None:
    """Raise AssertionError with the story of the first thing that `functions` get wrong."""
    checks = checks_here()
    module_of = {**checks.homework.module_of, ANSWERS: ANSWERS}
    present = {name: function for name, function in functions.items() if function is not None}
    expectations = case.expectations(Recording())
    calls = [call for expectation in expectations for call in expectation.calls]
    outcomes = iter(outcomes_of(present, calls, module_of))
    truths = iter(outcomes_of(checks.right, calls, module_of))
    for expectation in expectations:
        count = len(expectation.calls)
        finding = judge(expectation, tuple(islice(outcomes, count)), tuple(islice(truths, count)))
        if finding is not None:
            raise AssertionError(f"{case.name}\n{_story(case, finding)}".rstrip())


def _story(case: Case, finding: Finding) -> str:
    if case.hidden:
        return hidden_fault(finding)
    return public_story(finding.fault, evidence_of(finding), case.hint)
