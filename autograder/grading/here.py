"""Judging cases on real functions of this process: under Otter, in pytest, in a notebook.

Whatever question is asked about, the questions that its functions build on are judged as well: where a piece is wrong,
what is built on it cannot be judged without the solutions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from autograder.errors import GraderError
from autograder.grading.grade import Grader
from autograder.grading.key import Key
from autograder.grading.keys import answer_key
from autograder.grading.plan import load_plan
from autograder.grading.result import CaseResult, QuestionResult, State
from autograder.grading.story import case_story
from autograder.homework import ANSWERS, default_root, load_homework
from autograder.intake.answers import Answers, AnswersError, read_answers
from autograder.intake.handed import Handed
from autograder.intake.reading import read
from autograder.intake.tree import Folder, Tree, opened
from autograder.sandbox import wire, worker
from autograder.vocabulary import Case

Functions = Mapping[str, Any]
"""The student's functions by name; where one is missing, a `wire.Missing` that says why, or nothing."""


@cache
def checks_here() -> Key:
    """Return the answer key of the homework that comes with this package: the frozen one where there is one."""
    homework = load_homework(default_root())
    return answer_key(homework, {question.id: load_plan(homework, question) for question in homework.questions})


def judge_here(case: Case, functions: Functions) -> None:
    """Raise AssertionError with the story of the first thing that `functions` get wrong."""
    judge_case(_questions_of()[case.name, case.functions], case.name, functions)


def judge_case(question: str, name: str, functions: Functions) -> None:
    """Do the same for the case of a question that has this name."""
    asked = _asked_of(question)
    present = _present(functions)
    if name not in asked.waiting or not asked.is_about(present):
        asked.judge(present)
    case = asked.waiting.pop(name)
    if case.state not in (State.PASSED, State.CARRIED):
        raise AssertionError("\n".join([case.name, *asked.remarks(case), case_story(case, asked.lecture)]).rstrip())


def functions_in(folder: Path, ours: frozenset[str] = frozenset()) -> Functions:
    """Load the modules, script or notebook of a submission in `folder`, but for `ours` at the top of it."""
    homework = checks_here().homework
    found = opened(Folder(folder))
    tree = Tree({path: blob for path, blob in found.files.items() if path.partition("/")[0] not in ours})
    submission = read(Handed("", tree), homework)
    if submission.problem is not None:
        return dict.fromkeys((*homework.module_of, ANSWERS), wire.Missing(submission.problem))
    program = submission.program
    loaded = worker.Program(homework.package, program.files, program.script, program.unreadable)
    functions: dict[str, Any] = {name: loaded.find(module, name) for name, module in homework.module_of.items()}
    return {**functions, ANSWERS: _answers(submission.answers)}


def completed(functions: Functions, ours: frozenset[str]) -> Functions:
    """Return functions with those that are missing loaded from the current folder.

    A cell of a notebook that fails on an import defines nothing in Jupyter; here the import is passed over.
    """
    names = checks_here().homework.module_of
    if all(_is_function(functions.get(name)) for name in names):
        return functions
    loaded = _loaded_here(ours)
    return {**functions, **{name: loaded[name] for name in names if not _is_function(functions.get(name))}}


@cache
def _loaded_here(ours: frozenset[str]) -> Functions:
    return functions_in(Path.cwd(), ours)


def _answers(text: str | None) -> Callable[..., Any] | wire.Missing:
    if text is None:
        return wire.Missing(f"there is no {ANSWERS}.yaml in the submission")
    try:
        return read_answers(text).answer
    except AnswersError as error:
        return wire.Missing(f"{ANSWERS}.yaml: {error}")


def _present(functions: Functions) -> Functions:
    """Return what may be asked; written answers that nobody has read yet are looked for in the current folder."""
    names = checks_here().homework.module_of
    found = {name: functions[name] for name in names if _is_function(functions.get(name))}
    answers = functions.get(ANSWERS)
    if isinstance(answers, wire.Missing) or isinstance(getattr(answers, "__self__", None), Answers):
        return {**found, ANSWERS: answers}
    places = (path for path in (Path(f"{ANSWERS}.yaml"), Path("assignments", f"{ANSWERS}.yaml")) if path.is_file())
    path = next(places, None)
    return {**found, ANSWERS: _answers(None if path is None else path.read_text(encoding="utf-8", errors="replace"))}


def _is_function(value: Any) -> bool:
    return callable(value) or isinstance(value, wire.Missing)


@dataclass(eq=False)
class _Asked:
    """One question as it was judged last; each case is told once, then all are judged again."""

    id: str
    waiting: dict[str, CaseResult] = field(default_factory=dict)
    functions: Functions = field(default_factory=dict)
    result: QuestionResult | None = None

    @cached_property
    def lecture(self) -> str:
        """Where in the lecture the question is."""
        return checks_here().homework.question(self.id).lecture

    @cached_property
    def grader(self) -> Grader:
        """Grades the question and those that it builds on."""
        key: Any = checks_here()
        own = key.homework.question(self.id)
        below = frozenset().union(*(key.pieces.get(name, frozenset()) for name in own.functions))
        wanted = {question.id for question in key.homework.questions if below & {*question.functions}} | {self.id}
        return Grader.of(replace(key, plans={name: plan for name, plan in key.plans.items() if name in wanted}))

    def is_about(self, functions: Functions) -> bool:
        """Whether it is these functions that were judged."""
        known = self.functions
        return all(functions.get(name) is known.get(name) for name in checks_here().homework.module_of)

    def judge(self, functions: Functions) -> None:
        """Judge all cases of the question."""
        self.functions = functions
        questions = self.grader.grade_functions(functions).questions
        self.result = next(question for question in questions if question.id == self.id)
        self.waiting = {case.name: case for case in self.result.cases}

    def remarks(self, case: CaseResult) -> list[str]:
        """Return what is known about the question's mistakes, to be told with the first case that fails."""
        if self.result is None or case is not next((c for c in self.result.cases if c.state is State.FAILED), None):
            return []
        return [f"{d.function}: {d.confidence.value}: {d.sentence}" for d in self.result.diagnoses]


@cache
def _asked_of(question: str) -> _Asked:
    return _Asked(question)


@cache
def _questions_of() -> Mapping[tuple[str, tuple[str, ...]], str]:
    """Return which question a case belongs to, by its name and functions."""
    found: dict[tuple[str, tuple[str, ...]], str] = {}
    for name, plan in checks_here().plans.items():
        for planned in plan.cases:
            known = (planned.case.name, planned.case.functions)
            if known in found:
                raise GraderError(f"two cases are the same by name and functions: {planned.case.name!r}")
            found[known] = name
    return found
