"""`feedback/STUDENT.html`: what one student reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from autograder.grading.result import CaseResult, QuestionResult, Result, State
from autograder.grading.story import lost_story
from autograder.homework import Homework
from autograder.reports.gradebook import GRADER_ERROR, number
from autograder.reports.pages import words
from autograder.reports.pages.drawing import share_bar
from autograder.reports.pages.pictures import Drawn, drawn
from autograder.reports.pages.site import render
from autograder.reports.text import lines, one_line
from autograder.standing import Adjusted, Adjustment, Standing

MOST_STEPS = 3


@dataclass(frozen=True)
class Entry:
    """One line of the account of a score."""

    words: str
    points: str


@dataclass(frozen=True)
class Step:
    """One thing to do next."""

    question: str
    gain: str
    words: str
    lecture: str


@dataclass(frozen=True)
class Told:
    """A public case that failed, told in full."""

    name: str
    fault: str
    called: str
    layout: str
    returned: str
    expected: str
    hint: str
    picture: Drawn | None


@dataclass(frozen=True)
class Idea:
    """A case of which the idea is shown."""

    name: str
    hidden: bool
    fault: str = ""


@dataclass(frozen=True)
class Named:
    """A mistake that has a name, and how sure it is."""

    kind: str
    sentence: str


@dataclass(frozen=True)
class Part:
    """One question of the page."""

    id: str
    lecture: str
    score: str
    points: int | float
    summary: str
    bar: Markup
    note: str
    diagnoses: tuple[Named, ...]
    told: tuple[Told, ...]
    ideas: tuple[Idea, ...]
    carried: tuple[str, ...]
    pieces: str
    passed: tuple[Idea, ...]
    passed_words: str


@dataclass(frozen=True)
class Page:
    """A student's page, in words and drawings."""

    homework: str
    student: str
    score: str
    maximum: int | float
    headline: str
    account: tuple[Entry, ...]
    remarks: tuple[str, ...]
    steps: tuple[Step, ...]
    questions: tuple[Part, ...]

    @property
    def open(self) -> tuple[Part, ...]:
        """The questions with something to say."""
        return tuple(part for part in self.questions if part.told or part.ideas or part.note or part.carried)

    @property
    def complete(self) -> tuple[Part, ...]:
        """The questions in which all is right."""
        return tuple(part for part in self.questions if part not in self.open)


def student_page(result: Result, standing: Standing, homework: Homework) -> str:
    """Return the page of one student as HTML."""
    return render("student.html", page=_page(result, standing, homework), kind="")


def _page(result: Result, standing: Standing, homework: Homework) -> Page:
    is_judged = bool(result.questions) and not result.status.startswith(GRADER_ERROR)
    scored = [(question, question.score) for question in result.questions] if is_judged else []
    total = round(sum(score for _, score in scored), 2)
    final = total if standing.final is None else standing.final
    told = scored if result.status == "ok" else []
    return Page(
        homework=homework.title,
        student=one_line(result.student),
        score=number(final) if is_judged or standing.final is not None else "–",
        maximum=homework.worth,
        headline=_headline(result.status, scored),
        account=tuple(_account(total, standing, final)) if is_judged else (),
        remarks=tuple(_remarks(standing)),
        steps=tuple(_steps(told)),
        questions=tuple(_part(question, score) for question, score in told),
    )


def _headline(status: str, scored: Sequence[tuple[QuestionResult, float]]) -> str:
    if status.startswith(GRADER_ERROR):
        return "The grader itself failed on this submission. That is not your fault and no zero: a person looks at it."
    if not scored:
        return f"There is no score yet: {one_line(status)}."
    if status != "ok":
        return f"Nothing could be graded: {one_line(status)}. Hand in a folder or a zip with your modules."
    count, full = len(scored), sum(score == question.points for question, score in scored)
    begun = sum(not question.is_not_started for question, _ in scored)
    if full == count:
        return "Every question is complete."
    rest = f"; {count - begun} without an answer" if begun < count else ""
    return f"{full} of {count} questions complete{rest}."


def _account(total: float, standing: Standing, final: float) -> list[Entry]:
    if not standing.adjustments and final == total:
        return []
    entries = [Entry("the checks give", number(total))]
    entries += [Entry(_reason(entry), words.signed(entry.points)) for entry in standing.adjustments]
    return [*entries, Entry("your score", number(final))]


ADJUSTED = {Adjusted.LATE: "", Adjusted.OVERRIDE: "changed by hand: ", Adjusted.VOID: "taken out: ", Adjusted.SCALE: ""}


def _reason(adjustment: Adjustment) -> str:
    about = f"{adjustment.question}, " if adjustment.question else ""
    return one_line(f"{about}{ADJUSTED[adjustment.kind]}{adjustment.reason}", 500)


def _remarks(standing: Standing) -> list[str]:
    is_told = any(adjustment.kind is Adjusted.LATE for adjustment in standing.adjustments)
    late = [f"Handed in {words.duration(standing.late)} late."] if standing.late and not is_told else []
    others = [one_line(member) for member in standing.members]
    return late + ([f"Handed in together: {', '.join(others[:20])}."] if len(others) > 1 else [])


def _steps(scored: Sequence[tuple[QuestionResult, float]]) -> list[Step]:
    """Return where most is to be gained; mistakes that have a name first among equals."""
    losing = [(round(entry.points - score, 2), entry) for entry, score in scored if score < entry.points]
    losing.sort(key=lambda pair: (-pair[0], not pair[1].diagnoses))
    return [
        Step(question.id, words.points(loss), _advice(question), question.lecture)
        for loss, question in losing[:MOST_STEPS]
    ]


def _advice(question: QuestionResult) -> str:
    failed = [case for case in question.cases if case.earned == 0 and case.points]
    if question.note or not failed:
        return one_line(question.note, 500)
    if question.is_not_started:
        return words.sentence(_fault(failed[0]) or "not written yet")
    if question.diagnoses:
        return question.diagnoses[0].sentence
    public = next((case for case in failed if not case.hidden), None)
    if public is None:
        return f"the public cases pass; think about this one: {words.sentence(failed[0].name)}"
    if public.lost is not None:
        return words.sentence(f"{_fault(public)}, in “{public.name}”")
    return words.sentence(f"{public.name}: {public.hint}" if public.hint else public.name)


def _part(question: QuestionResult, points: float) -> Part:
    failed = [case for case in question.cases if case.state not in (State.PASSED, State.CARRIED)]
    carried = [case for case in question.cases if case.state is State.CARRIED]
    passed = [case for case in question.cases if case.state is State.PASSED]
    reasons = {_fault(case) for case in failed}
    shared = reasons.pop() if len(reasons) == 1 and len(failed) > 1 else ""
    is_nothing = len(failed) == len(question.cases) and all(case.state is not State.FAILED for case in failed)
    told = [] if shared and is_nothing else failed
    score = number(points)
    return Part(
        id=question.id,
        lecture=question.lecture,
        score=score,
        points=question.points,
        summary=_summary(question, len(passed) + len(carried)),
        bar=share_bar(points, question.points, f"{score} of {question.points} points"),
        note=words.sentence(one_line(question.note or shared, 500)),
        diagnoses=tuple(Named(f"{d.function}: {d.confidence.value}", d.sentence) for d in question.diagnoses),
        told=tuple(_told(case, shared) for case in told if not case.hidden),
        ideas=tuple(Idea(case.name, True, "" if shared else _fault(case)) for case in told if case.hidden),
        carried=tuple(case.name + (" (hidden)" if case.hidden else "") for case in carried),
        pieces=", ".join(sorted({piece for case in carried for piece in case.pieces})),
        passed=tuple(Idea(case.name, case.hidden) for case in passed),
        passed_words=_passed_words(len(passed), len(question.cases)),
    )


def _summary(question: QuestionResult, right: int) -> str:
    if question.is_not_started:
        return "not there, or not to be loaded" if question.cases[0].kind == "missing" else "not started"
    return "complete" if right == len(question.cases) else f"{right} of {len(question.cases)} cases right"


def _passed_words(passed: int, cases: int) -> str:
    if passed == cases:
        return f"all {cases} cases pass" if cases > 1 else "the only case passes"
    return f"{passed} cases pass" if passed != 1 else "1 case passes"


def _fault(case: CaseResult) -> str:
    """Return what may be said of a failed case beyond its name."""
    return one_line(lost_story(case.lost, case.hidden) if case.lost is not None else case.fault, 500)


def _told(case: CaseResult, shared: str) -> Told:
    evidence = case.evidence
    fault, hint = "" if shared else _fault(case), words.sentence(case.hint)
    if evidence is None:
        return Told(case.name, fault, "", "", "", "", hint, None)
    return Told(
        case.name, fault, _compact(evidence.call), one_line(evidence.layout),
        _compact(evidence.returned), _compact(evidence.expected), hint, drawn(evidence),
    )  # fmt: skip


def _compact(text: str) -> str:
    """Return text in which arrays are not spaced out into columns, which a narrow page would break."""
    rows = lines(text).split("\n")
    if "array(" not in text and "list(" not in text:
        return "\n".join(rows)
    return "\n".join(re.sub(r" ?, ", ", ", re.sub(r"(?<=\[) +| +(?=\])", "", " ".join(row.split()))) for row in rows)
