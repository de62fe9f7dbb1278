"""`results/STUDENT.json`: one result in Gradescope's schema."""

from typing import Any

import msgspec

from autograder.grading.result import CaseResult, QuestionResult, Result
from autograder.grading.story import question_story
from autograder.reports.text import lines, one_line


def results_json(result: Result) -> str:
    """Return a result as JSON. What only the instructor may read stands in `extra_data`, which students never see."""
    return msgspec.json.format(msgspec.json.encode(results(result)), indent=1).decode() + "\n"


def results(result: Result) -> dict[str, Any]:
    """Return a result as plain data in Gradescope's schema."""
    return {
        "score": result.total,
        "output": "" if result.status == "ok" else lines("\n".join([result.status, *result.remarks])),
        "stdout_visibility": "hidden",
        "tests": [_question(question) for question in result.questions],
        "extra_data": {
            "student": one_line(result.student),
            "status": one_line(result.status),
            "isolation": result.layers,
            "remarks": [one_line(remark, 500) for remark in result.remarks],
            "printed": lines(result.printed),
            "cases": {question.id: [_case(case) for case in question.cases] for question in result.questions},
            "misconceptions": {
                question.id: [diagnosis.misconception for diagnosis in question.diagnoses]
                for question in result.questions
                if question.diagnoses
            },
        },
    }


def _question(question: QuestionResult) -> dict[str, Any]:
    return {
        "name": question.id,
        "score": question.score,
        "max_score": question.points,
        "status": "passed" if question.score == question.points else "failed",
        "visibility": "visible",
        "output_format": "text",
        "output": lines(question_story(question)),
    }


def _case(case: CaseResult) -> dict[str, Any]:
    """Return how a case ended; of a hidden one without any number of it, since results are passed on."""
    entry = {
        "name": case.name, "hidden": case.hidden, "points": round(float(case.points), 4), "state": case.state.value,
    }  # fmt: skip
    if case.lost is not None:
        return {**entry, "fault": one_line(f"{case.lost.cause.value}: {case.lost.detail}", 500)}
    if case.kind:
        return {**entry, "fault": one_line(case.kind if case.hidden else case.fault, 500)}
    return entry
