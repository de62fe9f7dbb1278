"""Results made by hand."""

from fractions import Fraction
from typing import Any

from autograder.grading.diagnosis import Confidence, Diagnosis
from autograder.grading.evidence import Evidence, Picture
from autograder.grading.result import CaseResult, QuestionResult, Result, State
from autograder.homework import Homework


def case(name: str = "an idea", state: State = State.PASSED, hidden: bool = False, **more: Any) -> CaseResult:
    return CaseResult(name, hidden, more.pop("hint", "look closely"), Fraction(1), state, **more)


def evidence(**more: Any) -> Evidence:
    return Evidence(**{"call": "f(1)", "layout": "", "returned": "2", "expected": "3", **more})


def picture(*numbers: float | None, shape: tuple[int, ...] | None = None, name: str = "") -> Picture:
    return Picture(name, (len(numbers),) if shape is None else shape, numbers)


def diagnosis(name: str = "swapped", sentence: str = "Two gates are exchanged.", exact: bool = True) -> Diagnosis:
    return Diagnosis("f", name, sentence, Confidence.EXACT if exact else Confidence.LIKELY)


def question(identifier: str, *cases: CaseResult, **more: Any) -> QuestionResult:
    return QuestionResult(identifier, "§1", len(cases), cases, **more)


def result(student: str, homework: Homework, *wrong: str, named: bool = True) -> Result:
    """Return the result of a student who is right but for the public case of the questions in `wrong`."""
    questions = []
    for entry in homework.questions:
        failed = case("a public idea", State.FAILED, fault="2 instead of 3", evidence=evidence())
        first = failed if entry.id in wrong else case("a public idea")
        rest = (case(f"hidden idea {number}", hidden=True) for number in range(int(entry.points) - 1))
        diagnoses = (diagnosis(),) if entry.id in wrong and named else ()
        questions.append(QuestionResult(entry.id, entry.lecture, entry.points, (first, *rest), diagnoses))
    return Result(student, tuple(questions), "ok", "walls")
