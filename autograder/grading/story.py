"""What a student reads about a case that failed."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.grading.judge import LAYOUTS, Finding
from autograder.grading.result import CaseResult, QuestionResult, State
from autograder.sandbox.wire import Generator
from autograder.vocabulary import Call

INDENT = "  "
LABEL = 10


def public_story(finding: Finding, hint: str, lecture: str = "") -> str:
    """Return the whole story of a public case: the call, what came back, what was expected, where to look."""
    told = [
        ("called", show_call(finding.call)),
        ("with", LAYOUTS[finding.call.layout] if finding.call.layout != "plain" else ""),
        ("returned", finding.returned),
        ("expected", finding.expected),
        ("that is", finding.fault),
        ("look at", hint),
        ("read", f"{lecture} of the lecture" if lecture else ""),
    ]
    return "\n".join(label.ljust(LABEL) + text.replace("\n", "\n" + LABEL * " ") for label, text in told if text)


def hidden_story(finding: Finding) -> str:
    """Return what may be said about a hidden case beyond its idea: of an exception its type and line."""
    return finding.fault if finding.kind.startswith("raised") else ""


def case_story(case: CaseResult, lecture: str) -> str:
    """Return what the student reads below the name of a case."""
    if case.state is State.CARRIED:
        return f"right given your own {', '.join(case.pieces)}, where the mistake is counted"
    if case.lost is not None:
        return f"{case.lost.cause.value}: {case.lost.detail}"
    if case.finding is None:
        return ""
    if case.state is State.NOT_STARTED:
        return case.finding.fault
    return hidden_story(case.finding) if case.hidden else public_story(case.finding, case.hint, lecture)


def question_story(question: QuestionResult) -> str:
    """Return everything that a student reads about a question."""
    reasons = {case_story(case, question.lecture) for case in question.cases}
    if question.is_not_started and (question.note or len(reasons) == 1):
        return question.note or reasons.pop()
    lines = [question.note] if question.note else []
    for diagnosis in question.diagnoses:
        lines.append(f"{diagnosis.function}: {diagnosis.confidence.value}: {diagnosis.sentence}")
    for case in question.cases:
        mark = "✓" if case.state in (State.PASSED, State.CARRIED) else "✗"
        lines.append(f"{mark} {case.name}" + (" (hidden)" if case.hidden else ""))
        lines += [INDENT + line for line in case_story(case, question.lecture).splitlines()]
    return "\n".join(lines)


def show_call(call: Call) -> str:
    """Return a call as a student would type it."""
    arguments = [show_argument(arg) for arg in call.args]
    arguments += [f"{name}={show_argument(value)}" for name, value in call.kwargs.items()]
    return f"{call.function}({', '.join(arguments)})"


def show_argument(value: Any) -> str:
    """Return an argument as Python source, shortened where it is long."""
    if isinstance(value, Generator):
        return f"np.random.default_rng({value.seed})"
    if isinstance(value, np.ndarray):
        if value.size > 60:
            return f"<array of shape {value.shape}>"
        text = " ".join(np.array2string(value, precision=6, separator=", ", threshold=100).split())
        if value.size == 0 and value.ndim != 1:
            return f"np.zeros({value.shape})"
        return f"np.array({text})"
    if isinstance(value, list):
        return f"[{', '.join(map(show_argument, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(show_argument, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key!r}: {show_argument(item)}" for key, item in value.items()) + "}"
    return repr(value)
