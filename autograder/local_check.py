"""`autograder check`: the public checks on the modules in a student's folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.errors import UsageError
from autograder.grading.checks import Checks, load_checks
from autograder.grading.grade import Grader
from autograder.grading.result import CaseResult, QuestionResult, Result, State
from autograder.grading.story import case_story, question_story
from autograder.homework import Homework, Question, default_root, load_homework
from autograder.intake import find_submissions, read
from autograder.reports.gradebook import number
from autograder.reports.text import lines, one_line
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.room import Room
from autograder.sandbox.rooms import open_room


@dataclass(frozen=True)
class Checked:
    """The public part of a submission's result, and what is still to be judged."""

    result: Result
    pending: dict[str, tuple[str, ...]]

    @property
    def passed(self) -> bool:
        """Whether every public case of the questions asked for passes."""
        return all(_is_passed(case) for question in self.result.questions for case in question.cases)


def check(folder: Path, homework: Homework, names: Sequence[str], room: Room) -> Checked:
    """Run the public checks of some questions, or of all, on the modules in `folder`."""
    questions = [homework.question(name) for name in names] or list(homework.questions)
    handed = find_submissions([folder], homework)
    if len(handed) != 1:
        raise UsageError(f"no homework to check in {folder}: go to the folder that holds your modules")
    submission = read(handed[0], homework)
    if submission.problem is not None:
        raise UsageError(f"{folder}: {submission.problem}; go to the folder that holds your modules")
    checks = load_checks(homework, questions)
    pending = {
        name: tuple(case.case.name for case in plan.cases if case.case.hidden) for name, plan in checks.plans.items()
    }
    return Checked(Grader.of(public_only(checks)).grade(submission, room), pending)


def public_only(checks: Checks) -> Checks:
    """Return the checks without their hidden cases; each public case keeps its points."""
    plans = {
        name: replace(plan, cases=tuple(case for case in plan.cases if not case.case.hidden))
        for name, plan in checks.plans.items()
    }
    return Checks(checks.homework, checks.solutions, plans)


def public_stories(folder: Path) -> Mapping[str, str]:
    """Return the story of each public case of the homework that comes with this package; "" where it passes."""
    homework, room = load_homework(default_root()), open_room(Isolation.AUTO)
    try:
        questions = check(folder, homework, [], room).result.questions
    finally:
        room.close()
    return {
        f"{question.id}: {case.name}": "" if _is_passed(case) else case_story(case, question.lecture)
        for question in questions
        for case in question.cases
    }


def _is_passed(case: CaseResult) -> bool:
    return case.state in (State.PASSED, State.CARRIED)


def show_table(checked: Checked, homework: Homework, folder: Path, console: Console) -> None:
    """Print one line per question, the points so far, and what to do next."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("question", no_wrap=True)
    table.add_column("public", justify="right", no_wrap=True)
    table.add_column("points so far", justify="right", no_wrap=True)
    table.add_column("still hidden", justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    for question in checked.result.questions:
        passed = sum(map(_is_passed, question.cases))
        hidden = len(checked.pending[question.id])
        table.add_row(
            question.id, f"{passed}/{len(question.cases)}", f"{number(question.score)} of {question.points}",
            f"{hidden} ideas" if hidden != 1 else "1 idea", _state(question),
        )  # fmt: skip
    console.print(table)
    total, hidden = checked.result.total, sum(map(len, checked.pending.values()))
    console.print(f"\n{number(total)} points so far of {checked.result.maximum}.")
    console.print(f"{hidden} hidden ideas are judged when you hand in.")
    following = next((q for q in checked.result.questions if not all(map(_is_passed, q.cases))), None)
    if following is not None:
        console.print(f"Next: {_place(homework.question(following.id), homework, folder)}", soft_wrap=True)
        console.print(f"      then: autograder check {following.id}")


def _state(question: QuestionResult) -> Text:
    if all(map(_is_passed, question.cases)):
        return Text("public cases pass", "green")
    if question.is_not_started:
        return Text("not started", "dim")
    return Text("look again", "red")


def _place(question: Question, homework: Homework, folder: Path) -> str:
    """Return the file and, where it can be found, the line of a question's first function."""
    if question.is_written:
        return f"{question.id} in answers.yaml"
    for path in (folder / homework.package / f"{question.module}.py", folder / f"{question.module}.py"):
        if path.is_file():
            sought = f"def {question.functions[0]}("
            for line, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if text.startswith(sought):
                    return f"{question.functions[0]} in {path.relative_to(folder)}, line {line}"
    return f"{question.functions[0]} in {question.module}.py"


def show_stories(checked: Checked, console: Console) -> None:
    """Print the full story of each question asked for."""
    for question in checked.result.questions:
        head = f"{question.id}: {number(question.score)} of {question.points} points so far ({question.lecture})"
        console.print(Text(head, "bold"))
        console.print(Text(lines(question_story(question))), soft_wrap=True)
        for idea in checked.pending[question.id]:
            console.print(Text(f"? {one_line(idea)} (hidden, judged when you hand in)", "dim"))
