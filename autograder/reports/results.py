"""`results/STUDENT.json`, and `results.json` in a container of Gradescope's: one result in Gradescope's schema."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import msgspec

from autograder.gradescope import Visibility
from autograder.grading.result import CaseResult, QuestionResult, Result, State
from autograder.grading.story import lost_story, question_story
from autograder.reports.text import lines, one_line

Entry: TypeAlias = Mapping[str, Any]


def results_json(result: Result) -> str:
    """Return a result as JSON. What only the instructor may read stands in `extra_data`, which students never see."""
    return as_json(results(result))


def as_json(data: dict[str, Any]) -> str:
    """Return plain data as JSON that a person can read."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1).decode() + "\n"


def results(result: Result, hidden: Visibility = Visibility.VISIBLE) -> dict[str, Any]:
    """Return a result as plain data in Gradescope's schema.

    Where students see `hidden` cases at another time than the others, those of a question are an entry of their own.
    What could not be graded at all has no score: Gradescope then takes the run for one that has failed.
    """
    score = {"score": result.total} if result.questions else {}
    told = [_told(question, hidden) for question in result.questions]
    return score | {
        "output": "" if result.status == "ok" else lines("\n".join([result.status, *result.remarks])),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": [entry for of_question in told for entry in of_question.entries],
        "extra_data": {
            "student": one_line(result.student),
            "status": one_line(result.status),
            "isolation": result.layers,
            "remarks": [one_line(remark, 500) for remark in result.remarks],
            "printed": lines(result.printed),
            "cases": {of_question.id: list(of_question.cases) for of_question in told},
            "misconceptions": {
                question.id: [diagnosis.misconception for diagnosis in question.diagnoses]
                for question in result.questions
                if question.diagnoses
            },
        },
    }


class _Told(NamedTuple):
    """What is told of one question, to the student and to the instructor."""

    id: str
    entries: tuple[Entry, ...]
    cases: tuple[Entry, ...]


@lru_cache(1024)
def _told(question: QuestionResult, hidden: Visibility) -> _Told:
    """Return what is told of a question; most results of a class have most of their questions in common."""
    return _Told(question.id, tuple(_entries(question, hidden)), tuple(_case(case) for case in question.cases))


def _entries(question: QuestionResult, hidden: Visibility) -> Iterator[Entry]:
    """Yield what is shown of a question: all at once, or public and hidden cases each by themselves."""
    public = tuple(case for case in question.cases if not case.hidden)
    if hidden is Visibility.VISIBLE or len(public) == len(question.cases):
        yield _entry(question.id, question, question.score, question.points, Visibility.VISIBLE)
        return
    told = tuple(entry for entry in question.diagnoses if any(_shows(case, entry.function) for case in public))
    shown = replace(question, cases=public, diagnoses=told)
    rest = replace(
        question,
        cases=tuple(case for case in question.cases if case.hidden),
        diagnoses=tuple(entry for entry in question.diagnoses if entry not in told),
    )
    most = float(round(sum((case.points for case in public), Fraction(0)), 2))
    yield _entry(question.id, shown, shown.score, most, Visibility.VISIBLE)
    yield _entry(
        f"{question.id}: hidden cases", rest,
        round(question.score - shown.score, 2), round(question.points - most, 2), hidden,
    )  # fmt: skip


def _shows(case: CaseResult, function: str) -> bool:
    """Whether a case that went wrong shows a call of a function."""
    return case.state is State.FAILED and case.evidence is not None and case.evidence.call.startswith(f"{function}(")


def _entry(name: str, part: QuestionResult, score: float, most: float, visibility: Visibility) -> Entry:
    return {
        "name": name,
        "score": score,
        "max_score": most,
        "status": "passed" if score == most else "failed",
        "visibility": visibility.value,
        "output_format": "text",
        "output": lines(question_story(part)),
    }


def _case(case: CaseResult) -> Entry:
    """Return how a case ended; of a hidden one without any number of it, since results are passed on."""
    entry = {
        "name": case.name, "hidden": case.hidden, "points": round(float(case.points), 4), "state": case.state.value,
    }  # fmt: skip
    if case.lost is not None:
        return {**entry, "fault": one_line(lost_story(case.lost, case.hidden), 500)}
    if case.kind:
        return {**entry, "fault": one_line(case.kind if case.hidden else case.fault, 500)}
    return entry
