"""What a student reads about a case that failed."""

from autograder.grading.evidence import Evidence
from autograder.grading.judge import Finding
from autograder.grading.result import CaseResult, QuestionResult, State
from autograder.sandbox.room import Cause, Lost

INDENT = "  "
LABEL = 10


def public_story(fault: str, evidence: Evidence, hint: str, lecture: str = "") -> str:
    """Return the whole story of a public case: the call, what came back, what was expected, where to look."""
    told = [
        ("called", evidence.call),
        ("with", evidence.layout),
        ("returned", evidence.returned),
        ("expected", evidence.expected),
        ("that is", fault),
        ("look at", hint),
        ("read", f"{lecture} of the lecture" if lecture else ""),
    ]
    return "\n".join(label.ljust(LABEL) + text.replace("\n", "\n" + LABEL * " ") for label, text in told if text)


def hidden_fault(finding: Finding) -> str:
    """Return what may be said about a hidden case beyond its idea: of an exception its type and line."""
    return finding.fault if finding.is_not_started or finding.kind.startswith("raised") else ""


def lost_story(lost: Lost, hidden: bool) -> str:
    """Return what may be said about a case without an answer: of a hidden one no number that a submission chose."""
    return lost.cause.value if hidden and lost.cause is Cause.CRASH else f"{lost.cause.value}: {lost.detail}"


def case_story(case: CaseResult, lecture: str) -> str:
    """Return what the student reads below the name of a case."""
    if case.state is State.CARRIED:
        return f"right but for your own {', '.join(case.pieces)}, where the mistake is counted"
    if case.state is State.WAITING:
        return f"cannot be judged here while your own {', '.join(case.pieces)} is wrong: mend that first"
    if case.lost is not None:
        return lost_story(case.lost, case.hidden)
    if case.evidence is None or case.state is State.NOT_STARTED:
        return case.fault
    return public_story(case.fault, case.evidence, case.hint, lecture)


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
