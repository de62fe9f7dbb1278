"""What of a submission needs a person's eyes, and why: what no machine should decide alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.grading.result import Result, State
from autograder.reports.gradebook import GRADER_ERROR, NOT_SUBMITTED
from autograder.reports.text import one_line
from autograder.sandbox.room import Cause
from autograder.standing import Adjusted, Standing

MOST_OF_A_KIND = 3

KINDS: Mapping[str, str] = {
    "grader error": "the grader itself failed; the student has no score yet",
    "nothing to grade": "what was handed in cannot be read, or holds no answers",
    "reached outside": "the submission did what no answer has to do; the walls held, the case counts as failed",
    "limit hit": "a case ran out of time or memory, or ended its process",
    "override": "points that a person set",
    "left out": "intake left files out or had to choose",
}
"""What there is to look at, the most pressing first, and what it means."""


@dataclass(frozen=True)
class Look:
    """One thing to look at: whose it is, what kind of thing, and what happened."""

    student: str
    kind: str
    words: str


def looks(result: Result, standing: Standing) -> Iterator[Look]:
    """Yield what to look at in one submission."""
    student = result.student
    if result.status == NOT_SUBMITTED:
        return
    if result.status.startswith(GRADER_ERROR):
        yield Look(student, "grader error", one_line(result.status))
    elif result.status != "ok":
        yield Look(student, "nothing to grade", one_line(result.status))
    yield from _of_cases(result)
    for adjustment in standing.adjustments:
        if adjustment.kind is Adjusted.OVERRIDE:
            yield Look(student, "override", one_line(adjustment.reason, 300))
    remarks = [remark for remark in result.remarks if "left out" in remark or "was taken" in remark]
    if remarks:
        yield Look(student, "left out", "; ".join(one_line(remark) for remark in remarks[:MOST_OF_A_KIND]))


def _of_cases(result: Result) -> Iterator[Look]:
    """Yield one look per kind, however many cases there are."""
    found: dict[str, dict[str, None]] = {}
    for question in result.questions:
        for case in question.cases:
            if case.lost is not None:
                kind = "reached outside" if case.lost.cause is Cause.MALFORMED else "limit hit"
                found.setdefault(kind, {})[f"{question.id}: {case.lost.cause.value}: {case.lost.detail}"] = None
            elif case.state is State.FAILED and case.kind == "raised PermissionError":
                found.setdefault("reached outside", {})[f"{question.id}: {case.kind}"] = None
    for kind, faults in found.items():
        shown = [one_line(fault) for fault in list(faults)[:MOST_OF_A_KIND]]
        more = f"; and {len(faults) - MOST_OF_A_KIND} more" if len(faults) > MOST_OF_A_KIND else ""
        yield Look(result.student, kind, "; ".join(shown) + more)
