"""Grading one submission by an Otter archive: run it, ask for its cases one by one, make a result of it."""

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from autograder.grading.result import CaseResult, QuestionResult, Result, State
from autograder.homework import Question
from autograder.otter.archive import Archive
from autograder.otter.asking import Case, Check, Fault, Ran, Verdict, ask
from autograder.otter.homework import OtterHomework
from autograder.otter.submissions import cells_of
from autograder.sandbox.room import Cause, Lost, Room, Session
from autograder.submission import Submission

AFTER_TIME = Lost(Cause.TIME, "a case before it took all of the time")
EXCEPTIONS = {
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
}
"""Names of types that may be told: that of a class of the student's own could say anything."""


CELLS = 6
"""How many times the seconds of a case all cells may take together."""


@dataclass(eq=False)
class Run:
    """A submission that has run in a process, and how; `is_there` says whether that process is still the one in use."""

    came: Ran | Lost
    on_the_way: bool
    seconds: float
    is_there: bool = True

    @staticmethod
    def of(session: Session, on_the_way: bool, seconds: float) -> "Run":
        """Run the submission, with or without the checks that it makes itself on the way."""
        return Run(ask(session, Ran, seconds, "execute", on_the_way), on_the_way, seconds)

    def again(self, session: Session) -> Ran | Lost:
        """Return how it ran; where its process is lost, after running it in another one."""
        return self.came if self.is_there else ask(session, Ran, self.seconds, "execute", self.on_the_way)


@dataclass(frozen=True, eq=False)
class OtterGrader:
    """Grades submissions to one archive, in all of its questions or in some."""

    archive: Archive
    checks: Mapping[str, Check]
    questions: Mapping[str, Question]

    @staticmethod
    def of(homework: OtterHomework, chosen: Sequence[Question] | None) -> "OtterGrader":
        """Return a grader of these questions, None for all."""
        questions = {question.id: question for question in (homework.questions if chosen is None else chosen)}
        return OtterGrader(homework.archive, homework.checks_of, questions)

    def grade(self, submission: Submission, room: Room) -> Result:
        """Return the result of a submission, whatever it does in the room."""
        if submission.problem is not None:
            return self._unread(submission, submission.problem, room.layers)
        session = room.open(submission.program, max(q.limits.memory_mb for q in self.questions.values()))
        try:
            cells = cells_of(submission.program)
            run = self._run(session, cells)
            results = tuple(
                self._question(session, run, file, check)
                for file, check in self.checks.items()
                if check.name in self.questions
            )
            remarks = (*submission.remarks, *_stumbled(cells, run.came))
            return Result(submission.student, results, "ok", room.layers, "", remarks)
        finally:
            session.close()

    def _run(self, session: Session, cells: Sequence[Mapping[str, Any]]) -> "Run":
        """Run the submission; without the checks that it makes itself where it does not come to its end with them."""
        seconds = CELLS * max(question.limits.seconds for question in self.questions.values())
        run = Run.of(session, True, seconds)
        checks_itself = any(cell["checks"] or ".check" in cell["source"] for cell in cells)
        return Run.of(session, False, seconds) if isinstance(run.came, Lost) and checks_itself else run

    def _question(self, session: Session, run: "Run", file: str, check: Check) -> QuestionResult:
        question = self.questions[check.name]
        verdicts = self._verdicts(session, run, file, check)
        cases = tuple(self._case(file, case, verdict) for case, verdict in zip(check.cases, verdicts, strict=True))
        return QuestionResult(question.id, "", question.points, cases, all_or_nothing=check.all_or_nothing)

    def _verdicts(self, session: Session, run: "Run", file: str, check: Check) -> Sequence[Verdict | Lost]:
        """Ask for the cases of a question; a case whose process is lost costs no other, but for its question's time."""
        if isinstance(run.came, Lost):
            return [run.came] * len(check.cases)
        if len(run.came.checked.get(file, ())) == len(check.cases):
            return run.came.checked[file]
        verdicts: list[Verdict | Lost] = []
        for number in range(len(check.cases)):
            if any(isinstance(verdict, Lost) and verdict.cause is Cause.TIME for verdict in verdicts):
                verdicts.append(AFTER_TIME)
                continue
            again = run.again(session)
            seconds = self.questions[check.name].limits.seconds
            verdict = again if isinstance(again, Lost) else ask(session, Verdict, seconds, "case", file, number)
            run.is_there = not isinstance(verdict, Lost)
            verdicts.append(verdict)
        return verdicts

    def _case(self, file: str, case: Case, verdict: Verdict | Lost) -> CaseResult:
        made = CaseResult(case.name, case.hidden, "", Fraction(case.points), State.PASSED)
        if isinstance(verdict, Lost):
            return _as(made, State.LOST, lost=verdict)
        if verdict.passed:
            return _as(made, State.PASSED, fault="" if case.hidden else case.success or "")
        told = [] if case.hidden else [case.failure or "", *self._where(file, case, verdict)]
        return _as(made, State.FAILED, fault=" · ".join(" ".join(part.split()) for part in told if part))

    def _where(self, file: str, case: Case, verdict: Verdict) -> Sequence[str]:
        """Say where a public case failed; in the words of the exception only where no case is hidden.

        The process knows the hidden cases: its words could carry them out.
        """
        lines = self.archive.tests[file].split("\n")
        where = lines[verdict.line - 1].strip() if case.first <= verdict.line <= case.last else ""
        if self._is_public:
            what = f"{verdict.type_name}: {verdict.message}" if verdict.type_name else verdict.message
        else:
            what = verdict.type_name if verdict.type_name in EXCEPTIONS else ""
        return [f"line {verdict.line} of the check: {where}" if where else case.code, what.strip()]

    @property
    def _is_public(self) -> bool:
        return not any(case.hidden for check in self.checks.values() for case in check.cases)

    def _unread(self, submission: Submission, problem: str, layers: str) -> Result:
        results = tuple(
            QuestionResult(
                check.name, "", self.questions[check.name].points,
                tuple(CaseResult(c.name, c.hidden, "", Fraction(c.points), State.NOT_STARTED) for c in check.cases),
                note=problem, all_or_nothing=check.all_or_nothing,
            )
            for check in self.checks.values()
            if check.name in self.questions
        )  # fmt: skip
        return Result(submission.student, results, problem, layers, remarks=submission.remarks)


def _as(made: CaseResult, state: State, fault: str = "", lost: Lost | None = None) -> CaseResult:
    return CaseResult(made.name, made.hidden, "", made.points, state, fault=fault, lost=lost)


def _stumbled(cells: Sequence[Mapping[str, Any]], came: Ran | Lost) -> Sequence[str]:
    """Say which cells failed, by their own text: what the process says of it could carry hidden cases out."""
    if isinstance(came, Lost):
        return ()
    lines = {cell["name"]: cell["source"].splitlines() for cell in cells}
    return [_remark(fault, lines[fault.cell]) for fault in came.faults if fault.cell in lines]


def _remark(fault: Fault, lines: Sequence[str]) -> str:
    where = f", line {fault.line}" if 0 < fault.line <= len(lines) else ""
    kind = fault.type_name if fault.type_name in EXCEPTIONS else "an exception of its own"
    text = f": {lines[fault.line - 1].strip()[:100]}" if where else ""
    return f"{fault.cell}{where} ended in {kind}{text}"
