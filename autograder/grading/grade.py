"""Grading one submission: ask, judge, ask again where something went wrong, carry errors forward, name mistakes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

from autograder.grading.asking import MOST_PRINTED, Asker, Came
from autograder.grading.carry import Carried, Pieces, is_telling
from autograder.grading.compare import Standard
from autograder.grading.diagnosis import Diagnosis, Diagnostician, Reaction, reaction
from autograder.grading.evidence import evidence_of
from autograder.grading.judge import Finding, Unmet, judge
from autograder.grading.key import Key
from autograder.grading.plan import Plan, PlannedCase, Subject, is_about, subject
from autograder.grading.result import CaseResult, QuestionResult, Result, State
from autograder.grading.stand_ins import Rehearsals
from autograder.grading.story import hidden_fault
from autograder.grading.values import numbers
from autograder.homework import ANSWERS
from autograder.intake.answers import Answers, AnswersError, read_answers
from autograder.sandbox import wire
from autograder.sandbox.local import ExchangedSession, LocalSession
from autograder.sandbox.room import Got, Lost, Outcome, Room, Session
from autograder.submission import Program, Submission
from autograder.vocabulary import Agrees, Call, Pure

MOST_LOOKED_AT = 1_000
"""How many of the numbers in a result are looked at to see whether anything was worked out."""


@dataclass(frozen=True)
class Asked:
    """What came back for one case: an outcome per call, or nothing."""

    planned: PlannedCase
    truths: Sequence[Outcome]
    outcomes: Came
    met: Sequence[bool]

    @cached_property
    def unmet(self) -> tuple[Unmet, ...]:
        """The expectations that are not met."""
        if isinstance(self.outcomes, Lost) or all(self.met):
            return ()
        found = []
        end = 0
        for expectation, is_met in zip(self.planned.expectations, self.met, strict=True):
            start, end = end, end + len(expectation.calls)
            if is_met:
                continue
            outcomes, truths = tuple(self.outcomes[start:end]), tuple(self.truths[start:end])
            finding = judge(expectation, outcomes, truths)
            if finding is not None:
                found.append(Unmet(expectation, outcomes, truths, finding))
        return tuple(found)

    @property
    def is_settled(self) -> bool:
        """Whether asking once more cannot change anything: all is right, nothing is written, or no answer came."""
        return all(unmet.finding.is_not_started and not self._is_of_another_module(unmet) for unmet in self.unmet)

    def _is_of_another_module(self, unmet: Unmet) -> bool:
        """Whether an exception was raised in another module of the homework, which may have spoilt the process."""
        raised = (outcome for outcome in unmet.outcomes if isinstance(outcome, wire.Raised))
        modules = {f"{module}.py" for module in self.planned.module_of.values()}
        own = f"{self.planned.module_of[unmet.finding.call.function]}.py"
        return any(outcome.file in modules - {own} for outcome in raised)

    @cached_property
    def wrong_functions(self) -> frozenset[str]:
        """The functions that some expectation finds wrong."""
        if isinstance(self.outcomes, Lost):
            return frozenset(call.function for call in self.planned.calls)
        return frozenset(unmet.finding.call.function for unmet in self.unmet)

    @cached_property
    def written_wrong(self) -> frozenset[str]:
        """Those of them that are written at all; what returns cannot have called the others."""
        stubs = frozenset(unmet.finding.call.function for unmet in self.unmet if unmet.finding.is_not_started)
        return self.wrong_functions - stubs

    def returns(self, function: str) -> bool:
        """Whether a function returned numbers from some call."""
        return any(found for _, found in self.returned(function))

    def returned(self, function: str) -> Iterator[tuple[Call, tuple[float, ...]]]:
        """Yield the calls of a function that returned, with the numbers in what they returned."""
        if isinstance(self.outcomes, Lost):
            return
        for index, call in enumerate(self.planned.calls):
            outcome = self.outcomes[index] if call.function == function else None
            if isinstance(outcome, Got):
                yield call, tuple(islice(numbers(outcome.value), MOST_LOOKED_AT))

    @property
    def is_passed(self) -> bool:
        """Whether all is right as it is."""
        return not isinstance(self.outcomes, Lost) and not self.unmet

    def met_by_value(self, function: str) -> bool:
        """Whether the function returned what an expectation of this case asks for."""
        unmet = {id(entry.expectation) for entry in self.unmet}
        return any(
            isinstance(expectation, Agrees | Pure)
            and expectation.call.function == function
            and id(expectation) not in unmet
            for expectation in self.planned.expectations
        )


@dataclass(frozen=True, eq=False)
class Carrying:
    """What is needed to carry errors forward: the wrong functions, which are written, which idle, and the limits."""

    wrong: frozenset[str]
    written: frozenset[str]
    idle: frozenset[str]
    pieces: Pieces
    rehearsals: Rehearsals


@dataclass(frozen=True, eq=False)
class Grader:
    """Grades submissions of one homework, one after the other."""

    checks: Key
    diagnostician: Diagnostician

    @cached_property
    def _standards(self) -> Mapping[str, Standard]:
        """What all answers to a question are compared with at once."""
        plans = self.checks.plans
        return {name: Standard(plan, [self.checks.truths(case) for case in plan.cases]) for name, plan in plans.items()}

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
                tuple(replace(self._passed(case), state=State.NOT_STARTED) for case in plan.cases), note=problem,
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
        wrong = frozenset().union(*(case.wrong_functions for cases in asked.values() for case in cases))
        written = frozenset().union(*(case.written_wrong for cases in asked.values() for case in cases))
        pieces = Pieces(self.checks.homework.module_of, asker.session, self._seconds)
        carrying = Carrying(wrong, written, self._idle(asked, wrong), pieces, rehearsals)
        return tuple(
            self._judge(plan, asked[name], carrying, broken if plan.question.is_written else "")
            for name, plan in self.checks.plans.items()
        )

    def _idle(self, asked: Mapping[str, Sequence[Asked]], wrong: frozenset[str]) -> frozenset[str]:
        """Return the wrong functions that work nothing out."""
        own = ((cases, wrong & set(self.checks.plans[name].question.functions)) for name, cases in asked.items())
        return frozenset(
            function
            for cases, functions in own
            for function in functions
            if _works_nothing_out([made for case in cases for made in case.returned(function)])
        )

    def _ask(self, coded: Asker, written: Asker) -> Mapping[str, tuple[Asked, ...]]:
        """Ask everything; what fails is asked once more in a process in which nothing of the student's has run yet.

        So a module that spoils its process costs its own questions and no other.
        """
        plans = self.checks.plans
        askers = {name: written if plan.question.is_written else coded for name, plan in plans.items()}
        coded.load(self.checks.homework.module_of, self._seconds)
        written.load({ANSWERS: ANSWERS}, 0)
        public, hidden = (
            {
                **coded.ask_all({name: plan for name, plan in plans.items() if askers[name] is coded}, is_hidden),
                **written.ask_all({name: plan for name, plan in plans.items() if askers[name] is written}, is_hidden),
            }
            for is_hidden in (False, True)
        )
        asked = {name: self._asked(plan, public[name] + hidden[name]) for name, plan in plans.items()}
        for name, plan in plans.items():
            if not all(case.is_settled for case in asked[name]):
                asker = askers[name]
                asker.renew()
                came = asker.ask(plan, plan.public, hidden=False) + asker.ask(plan, plan.hidden, hidden=True)
                asked[name] = self._asked(plan, came)
        return asked

    def _asked(self, plan: Plan, came: Sequence[Came]) -> tuple[Asked, ...]:
        standard = self._standards[plan.question.id]
        every = zip(plan.cases, standard.truths, came, standard.met(came), strict=True)
        return tuple(Asked(case, truths, outcomes, met) for case, truths, outcomes, met in every)

    def _judge(
        self, plan: Plan, asked: Sequence[Asked], carrying: Carrying, note: str
    ) -> QuestionResult:  # fmt: skip
        judged = [self._case(plan, case, carrying) for case in asked]
        found = [finding for case, finding in judged if finding is not None and case.state is State.FAILED]
        diagnoses = self._diagnoses(plan, asked, found)
        question = plan.question
        return QuestionResult(
            question.id, question.lecture, question.points, tuple(case for case, _ in judged), diagnoses, note
        )

    def _case(self, plan: Plan, asked: Asked, carrying: Carrying) -> tuple[CaseResult, Finding | None]:
        """Return how a case ended, and the first thing that is wrong with it, if any."""
        planned = asked.planned
        if isinstance(asked.outcomes, Lost):
            return self._lost(planned, asked.outcomes), None
        if not asked.unmet:
            return self._passed(planned), None
        carried, finding = self._with_own_pieces(plan, asked, carrying)
        if finding is not None:
            carried = frozenset() if finding.is_not_started else self._with_stand_ins(asked, carrying)
        if carried:
            return replace(self._passed(planned), state=State.CARRIED, pieces=tuple(sorted(carried))), None
        finding = finding or asked.unmet[0].finding
        blamed = next((blamed for unmet in asked.unmet if (blamed := self._blamed(unmet, carrying))), ())
        failed = self._failed(planned, finding)
        return replace(failed, state=State.WAITING, pieces=blamed) if blamed else failed, finding

    def _with_own_pieces(
        self, plan: Plan, asked: Asked, carrying: Carrying
    ) -> tuple[frozenset[str], Finding | None]:  # fmt: skip
        """Return the student's wrong pieces that a case is right with, or what is wrong with it even so."""
        carried: list[tuple[Unmet, Carried]] = []
        for unmet in asked.unmet:
            found = self._carried(plan, unmet, carrying)
            if found is None:
                return frozenset(), unmet.finding
            carried.append((unmet, found))
        pieces = frozenset().union(*(found.pieces for _, found in carried))
        return pieces, carried[0][0].finding if pieces & carrying.idle else _vacuous(asked, carried)

    def _with_stand_ins(self, asked: Asked, carrying: Carrying) -> frozenset[str]:
        """Return the wrong pieces with stand-ins in whose places a case is right; none where it is not.

        First only those that build on no other wrong one: the student's own functions stay between.
        """
        called = frozenset(call.function for unmet in asked.unmet for call in unmet.expectation.calls)
        below = frozenset().union(*(self.checks.pieces.get(name, frozenset()) for name in called))
        wrong = below & carrying.written & self.checks.stand_ins.names - called
        lowest = frozenset(name for name in wrong if not self.checks.pieces[name] & wrong)
        found = (
            chosen for chosen in dict.fromkeys((lowest, wrong)) if chosen and self._is_right(asked, chosen, carrying)
        )
        return next(found, frozenset())

    def _is_right(self, asked: Asked, stand_ins: frozenset[str], carrying: Carrying) -> bool:
        """Whether all that is unmet in a case is met with stand-ins, as it is by the solutions with them."""
        came = carrying.rehearsals.ask(asked.planned.batch, stand_ins)
        if isinstance(came, Lost):
            return False
        truths = self.checks.truths_with(asked.planned, stand_ins)
        unmet = {id(entry.expectation) for entry in asked.unmet}
        due: list[Outcome] = []
        end = 0
        for expectation in asked.planned.expectations:
            start, end = end, end + len(expectation.calls)
            if id(expectation) not in unmet:
                continue
            outcomes, right = tuple(came[start:end]), tuple(truths[start:end])
            if judge(expectation, right, right) is not None or judge(expectation, outcomes, right) is not None:
                return False
            due.extend(right)
        return is_telling(due, [truth for entry in asked.unmet for truth in entry.truths])

    def _failed(self, planned: PlannedCase, finding: Finding) -> CaseResult:
        hidden = planned.case.hidden
        return replace(
            self._passed(planned),
            state=State.NOT_STARTED if finding.is_not_started else State.FAILED,
            kind=finding.kind,
            fault=hidden_fault(finding) if hidden else finding.fault,
            evidence=None if hidden else evidence_of(finding),
        )

    def _passed(self, planned: PlannedCase) -> CaseResult:
        case = planned.case
        return CaseResult(case.name, case.hidden, case.hint, planned.points, State.PASSED)

    def _lost(self, planned: PlannedCase, lost: Lost) -> CaseResult:
        return replace(self._passed(planned), state=State.LOST, lost=lost)

    def _carried(self, plan: Plan, unmet: Unmet, carrying: Carrying) -> Carried | None:
        if plan.question.is_written or unmet.finding.is_not_started:
            return None
        return self.checks.carried(unmet, carrying.wrong, carrying.pieces)

    def _blamed(self, unmet: Unmet, carrying: Carrying) -> tuple[str, ...]:
        """Return the wrong pieces that an answer may be right with, where that cannot be found out here."""
        if self.checks.can_carry or unmet.finding.is_not_started:
            return ()
        called = frozenset(call.function for call in unmet.expectation.calls)
        below = frozenset().union(*(self.checks.pieces.get(name, frozenset()) for name in called))
        return tuple(sorted(below & carrying.written - called))

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


def _works_nothing_out(made: Sequence[tuple[Call, tuple[float, ...]]]) -> bool:
    """Whether all calls returned the same numbers, or only 0, 1 and what they were given, but for the signs."""
    if len({found for _, found in made}) == 1:
        return True
    return bool(made) and all({abs(number) for number in found} <= {0.0, 1.0, *_given(call)} for call, found in made)


def _given(call: Call) -> Iterator[float]:
    """Yield the size of every number in the arguments of a call."""
    for argument in (*call.args, *call.kwargs.values()):
        yield from map(abs, numbers(argument))


def _vacuous(asked: Asked, carried: Sequence[tuple[Unmet, Carried]]) -> Finding | None:
    """Return the finding that stands after all, where the carried answers show no work of the student's own."""
    truths = [truth for _, found in carried for truth in found.truths]
    right = [truth for unmet, _ in carried for truth in unmet.truths]
    if not is_telling(truths, right):
        return carried[0][0].finding
    answered = {unmet.finding.call.function for unmet, found in carried if found.by_value}
    for unmet, found in carried:
        function = unmet.finding.call.function
        if not found.by_value and function not in answered and not asked.met_by_value(function):
            return unmet.finding
    return None
