"""Grading one submission: ask, judge, carry errors forward, name mistakes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

from autograder.grading.asked import Asked, AskedQuestion
from autograder.grading.asking import MOST_PRINTED, Asker
from autograder.grading.carry import Pieces
from autograder.grading.compare import Standard
from autograder.grading.diagnosis import Diagnosis, Diagnostician, Reaction, reaction
from autograder.grading.evidence import evidence_of
from autograder.grading.forward import Forward
from autograder.grading.judge import Finding
from autograder.grading.key import Key
from autograder.grading.plan import Plan, PlannedCase, Subject, is_about, subject
from autograder.grading.result import CaseResult, QuestionResult, Result, State
from autograder.grading.stand_ins import Rehearsals
from autograder.grading.story import hidden_fault
from autograder.homework import ANSWERS
from autograder.intake.answers import Answers, AnswersError, read_answers
from autograder.sandbox.local import ExchangedSession, LocalSession
from autograder.sandbox.room import Lost, Outcomes, Room, Session
from autograder.submission import Program, Submission

BY_CHANCE = "refused, but only because another of your functions is wrong"
"""What is told of it: nothing that came, for it came from a process which may have seen hidden inputs."""


@dataclass(frozen=True, eq=False)
class Grader:
    """Grades submissions of one homework, one after the other."""

    checks: Key
    diagnostician: Diagnostician

    @cached_property
    def _truths(self) -> Mapping[str, Sequence[Outcomes]]:
        """The right outcomes of the cases of each question."""
        return {name: [self.checks.truths(case) for case in plan.cases] for name, plan in self.checks.plans.items()}

    @cached_property
    def _standard(self) -> Standard:
        """What all answers to all questions are compared with at once."""
        cases = [case for plan in self.checks.plans.values() for case in plan.cases]
        return Standard(cases, [right for truths in self._truths.values() for right in truths])

    @cached_property
    def _passed(self) -> Mapping[int, CaseResult]:
        """Each case as it is where it is passed."""
        cases = ((planned, planned.case) for plan in self.checks.plans.values() for planned in plan.cases)
        return {
            id(planned): CaseResult(case.name, case.hidden, case.hint, planned.points, State.PASSED)
            for planned, case in cases
        }

    @cached_property
    def _all_passed(self) -> Mapping[str, QuestionResult]:
        """Each question as it is where all its cases are passed."""
        return {
            name: QuestionResult(
                name, plan.question.lecture, plan.question.points,
                tuple(self._passed[id(planned)] for planned in plan.cases),
            )
            for name, plan in self.checks.plans.items()
        }  # fmt: skip

    @property
    def _seconds(self) -> float:
        return max(plan.question.limits.seconds for plan in self.checks.plans.values())

    @staticmethod
    def of(checks: Key) -> "Grader":
        """Return a grader for these checks."""
        return Grader(checks, Diagnostician(checks))

    def grade(self, submission: Submission, room: Room) -> Result:
        """Return the result of a submission, whatever it does in the room."""
        if submission.problem is not None:
            return self._unread(submission, submission.problem, room.layers)
        memory = max(plan.question.limits.memory_mb for plan in self.checks.plans.values())

        def with_stand_ins(names: frozenset[str]) -> Session:
            return room.open(self.checks.stand_ins.beside(submission.program, names), memory)

        session = room.open(submission.program, memory)
        rehearsals = Rehearsals(with_stand_ins, self._seconds)
        try:
            asker = Asker(session, submission.program)
            answers, broken = self._answers(submission)
            written = LocalSession({} if answers is None else {ANSWERS: answers.answer})
            questions = self._questions(asker, written, broken, rehearsals)
            printed = "".join(asker.printed)[:MOST_PRINTED]
            told = () if answers is None else answers.explanations
            return Result(submission.student, questions, "ok", room.layers, printed, submission.remarks, told)
        finally:
            rehearsals.close()
            session.close()

    def grade_functions(self, functions: Mapping[str, Callable[..., Any]]) -> Result:
        """Return the result of trusted functions of this process; written answers count as a function `answers`."""

        def with_stand_ins(names: frozenset[str]) -> Session:
            return ExchangedSession(functions, self.checks.stand_ins.functions(names))

        session = LocalSession(functions)
        rehearsals = Rehearsals(with_stand_ins, self._seconds)
        return Result("", self._questions(Asker(session, Program({})), session, "", rehearsals), "ok", "this process")

    def _unread(self, submission: Submission, problem: str, layers: str) -> Result:
        questions = tuple(
            QuestionResult(
                plan.question.id, plan.question.lecture, plan.question.points,
                tuple(replace(self._passed[id(case)], state=State.NOT_STARTED) for case in plan.cases), note=problem,
            )
            for plan in self.checks.plans.values()
        )  # fmt: skip
        return Result(submission.student, questions, problem, layers, remarks=submission.remarks)

    def _answers(self, submission: Submission) -> tuple[Answers | None, str]:
        """Return the written answers, or what is wrong with their file."""
        if submission.answers is None:
            why = submission.program.unreadable.get(f"{ANSWERS}.yaml")
            return None, "there is no answers.yaml in the submission" if why is None else f"{ANSWERS}.yaml: {why}"
        try:
            return read_answers(submission.answers), ""
        except AnswersError as error:
            return None, f"answers.yaml: {error}"

    def _questions(
        self, asker: Asker, answers: Session, broken: str, rehearsals: Rehearsals
    ) -> tuple[QuestionResult, ...]:  # fmt: skip
        """Ask all questions, then judge them: which pieces are wrong must be known before errors are carried."""
        asked = self._ask(asker, Asker(answers, Program({})))
        pieces = Pieces(self.checks.homework.module_of, asker.session, self._seconds)
        forward = Forward.of(self.checks, asked, pieces, rehearsals)
        return tuple(
            self._judge(plan, asked[name], forward, broken if plan.question.is_written else "")
            for name, plan in self.checks.plans.items()
        )

    def _ask(self, coded: Asker, written: Asker) -> Mapping[str, AskedQuestion]:
        """Ask everything, each case once."""
        plans = self.checks.plans
        by_hand = {name: plan for name, plan in plans.items() if plan.question.is_written}
        in_code = {name: plan for name, plan in plans.items() if not plan.question.is_written}
        heard = {
            **coded.ask_all(in_code, self.checks.homework.module_of, self._seconds),
            **written.ask_all(by_hand, {ANSWERS: ANSWERS}, self._seconds),
        }
        met = iter(self._standard.met([part for name in plans for part in heard[name]]))
        return {
            name: AskedQuestion(plan.cases, self._truths[name], heard[name], list(islice(met, plan.size)))
            for name, plan in plans.items()
        }

    def _judge(self, plan: Plan, asked: AskedQuestion, forward: Forward, note: str) -> QuestionResult:
        if forward.is_right(asked) and not note:
            return self._all_passed[plan.question.id]
        judged = [self._case(case, forward) for case in asked.cases]
        found = [finding for case, finding in judged if finding is not None and case.state is State.FAILED]
        diagnoses = self._diagnoses(plan, asked.cases, found)
        question = plan.question
        return QuestionResult(
            question.id, question.lecture, question.points, tuple(case for case, _ in judged), diagnoses, note
        )

    def _case(self, asked: Asked, forward: Forward) -> tuple[CaseResult, Finding | None]:
        """Return how a case ended, and the first thing that is wrong with it, if any."""
        planned = asked.planned
        if isinstance(asked.outcomes, Lost):
            return self._lost(planned, asked.outcomes), None
        passed = self._passed[id(planned)]
        pieces, finding = forward.carried(asked) if asked.unmet else (frozenset(), None)
        if finding is None:
            if forward.refuses_by_chance(asked):
                return replace(passed, state=State.FAILED, kind="accepted", fault=BY_CHANCE), None
            return replace(passed, state=State.CARRIED, pieces=tuple(sorted(pieces))) if pieces else passed, None
        failed, blamed = self._failed(planned, finding), forward.blamed(asked)
        return replace(failed, state=State.WAITING, pieces=blamed) if blamed else failed, finding

    def _failed(self, planned: PlannedCase, finding: Finding) -> CaseResult:
        hidden = planned.case.hidden
        return replace(
            self._passed[id(planned)],
            state=State.NOT_STARTED if finding.is_not_started else State.FAILED,
            kind=finding.kind,
            fault=hidden_fault(finding) if hidden else finding.fault,
            evidence=None if hidden or finding.is_not_started else evidence_of(finding),
        )

    def _lost(self, planned: PlannedCase, lost: Lost) -> CaseResult:
        return replace(self._passed[id(planned)], state=State.LOST, lost=lost)

    def _diagnoses(
        self, plan: Plan, asked: Sequence[Asked], findings: Iterable[Finding]
    ) -> tuple[Diagnosis, ...]:  # fmt: skip
        """Name the mistakes of the functions, or written answers, that a failed case found wrong."""
        failed = dict.fromkeys(subject(finding.call) for finding in findings)
        found = (self._diagnosis(plan, asked, about_what) for about_what in failed)
        return tuple(diagnosis for diagnosis in found if diagnosis is not None)

    def _diagnosis(self, plan: Plan, asked: Sequence[Asked], about_what: Subject) -> Diagnosis | None:
        reactions: list[Reaction] = []
        for case in asked:
            outcomes = iter(case.outcomes if not isinstance(case.outcomes, Lost) else ())
            for expectation in case.planned.expectations:
                came = tuple(islice(outcomes, len(expectation.calls)))
                if is_about(expectation, about_what):
                    reactions.append(reaction(expectation, came) if came else ("not answered",))
        return self.diagnostician.diagnose(plan, about_what, tuple(reactions))
