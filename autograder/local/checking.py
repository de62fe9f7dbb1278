"""Running the public checks on the modules in a folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from autograder.errors import UsageError
from autograder.grading.grade import Grader
from autograder.grading.key import Key
from autograder.grading.keys import answer_key
from autograder.grading.plan import Plan, load_plan
from autograder.grading.result import CaseResult, QuestionResult, State
from autograder.grading.story import case_story
from autograder.homework import ANSWERS, Homework, Question, default_root, load_homework
from autograder.intake.handed import Handed
from autograder.intake.reading import read
from autograder.intake.tree import Folder
from autograder.local.files import modules_folder
from autograder.sandbox.fresh import FreshRoom
from autograder.sandbox.start import Start

PASSED = (State.PASSED, State.CARRIED)
LOOK = (State.FAILED, State.LOST)

SECONDS = 1.0
"""How long a question may take here: enough to tell that it never ends. When it is handed in it has its full time."""


@dataclass(frozen=True)
class Item:
    """One question as far as it can be checked here: its public cases, and the ideas that are judged later."""

    question: Question
    plan: Plan
    result: QuestionResult
    asked: str = ""

    @property
    def id(self) -> str:
        """The question's name."""
        return self.question.id

    @property
    def ideas(self) -> tuple[str, ...]:
        """What the hidden cases are about."""
        return tuple(self.plan.left_out)

    @property
    def hidden_points(self) -> Fraction:
        """What the hidden cases are worth."""
        return sum(self.plan.left_out.values(), Fraction(0))

    @property
    def public_points(self) -> Fraction:
        """What the public cases are worth."""
        return Fraction(self.question.points) - self.hidden_points

    @property
    def passes(self) -> bool:
        """Whether every public case passes."""
        return all(case.state in PASSED for case in self.result.cases)

    @property
    def first(self) -> CaseResult | None:
        """The case to look at first: about the function asked for, or one that fails, is not written, or waits."""
        own = [case for case in self.result.cases if self.asked and self.about(case) == self.asked]
        for cases in (own, self.result.cases):
            for states in (LOOK, (State.NOT_STARTED,), (State.WAITING,)):
                for case in cases:
                    if case.state in states:
                        return case
        return None

    def about(self, case: CaseResult) -> str:
        """Return the function, or the written exercise, that a case is about: the one found wrong, if one was."""
        planned = next(planned for planned in self.plan.cases if planned.case.name == case.name)
        called = case.evidence.call if case.evidence is not None else ""
        for call in planned.calls:
            if call.function == ANSWERS and repr(call.args[0]) in called:
                return str(call.args[0])
        function = called.partition("(")[0]
        return function if function in self.question.functions else planned.case.functions[0]


@dataclass(frozen=True)
class Checked:
    """What the public checks found, and what the student's code printed meanwhile."""

    items: tuple[Item, ...]
    printed: str

    @property
    def passed(self) -> bool:
        """Whether every public case of the questions asked for passes."""
        return all(item.passes for item in self.items)

    @property
    def points(self) -> float:
        """The points so far."""
        return sum(item.result.score for item in self.items)

    @property
    def next(self) -> Item | None:
        """The question to go on with: the first that does not pass."""
        return next((item for item in self.items if not item.passes), None)


class Checker:
    """Checks the modules in a folder, as often as asked; what it needs for that is loaded once."""

    def __init__(self, folder: Path, homework: Homework, ahead: Start | None = None) -> None:
        self.folder = folder
        self.homework = homework
        self._room = FreshRoom(homework.package, ahead)
        self._plans: dict[str, Plan] = {}

    def check(self, questions: Sequence[Question], names: Sequence[str] = ()) -> Checked:
        """Run the public checks of these questions, and of those that they build on; `names` are those asked for."""
        submission = read(Handed("", Folder(modules_folder(self.folder, self.homework))), self.homework)
        if submission.problem is not None:
            raise UsageError(
                f"{self.folder} holds none of your modules ({submission.problem}): go to the folder that does"
            )
        result = Grader.of(self._key(questions)).grade(submission, self._room)
        wanted = {question.id for question in questions}
        items = [self._item(entry, names) for entry in result.questions if entry.id in wanted]
        return Checked(tuple(items), result.printed)

    def _item(self, result: QuestionResult, names: Sequence[str]) -> Item:
        question = self.homework.question(result.id)
        asked = next((name for name in names if name in question.functions), "")
        return Item(question, self._plans[result.id], result, asked)

    def prepare(self) -> None:
        """Start what the next check will need."""
        self._room.prepare(max(question.limits.memory_mb for question in self.homework.questions))

    def _key(self, questions: Sequence[Question]) -> Key:
        """Return the answers to these questions and to those that they build on."""
        key = answer_key(self.homework, {question.id: self._plan(question) for question in questions})
        below = self._below(questions, key.pieces)
        if below:
            key = replace(
                key, plans={q.id: self._plan(q) for q in self.homework.questions if q in (*questions, *below)}
            )
        return key

    def _plan(self, question: Question) -> Plan:
        if question.id not in self._plans:
            limits = replace(question.limits, seconds=min(question.limits.seconds, SECONDS))
            plan = load_plan(self.homework, question).without_hidden()
            self._plans[question.id] = replace(plan, question=replace(question, limits=limits))
        return self._plans[question.id]

    def _below(self, questions: Sequence[Question], pieces: Mapping[str, frozenset[str]]) -> list[Question]:
        """Return the further questions whose functions those of `questions` build on: are they right?"""
        needed = {piece for q in questions for name in q.functions for piece in pieces.get(name, frozenset())}
        return [q for q in self.homework.questions if q not in questions and needed & {*q.functions}]

    def close(self) -> None:
        """End what was started."""
        self._room.close()


def public_stories(folder: Path) -> Mapping[str, str]:
    """Return the story of each public case of the homework that comes with this package; "" where it passes."""
    homework = load_homework(default_root())
    checker = Checker(folder, homework)
    try:
        items = checker.check(homework.questions).items
    finally:
        checker.close()
    return {
        f"{item.id}: {case.name}": "" if case.state in PASSED else case_story(case, item.result.lecture)
        for item in items
        for case in item.result.cases
    }
