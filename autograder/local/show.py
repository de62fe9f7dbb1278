"""What a student sees in the terminal: the table, the story of a question, hints."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.grading.result import CaseResult, QuestionResult, State
from autograder.grading.story import case_story
from autograder.local.checking import Checked, Item
from autograder.local.handin import Handin
from autograder.local.hints import Hints
from autograder.local.place import Place
from autograder.reports.text import lines
from autograder.sandbox.room import Cause

MARKS = {
    State.PASSED: Text("✓", "green"),
    State.CARRIED: Text("✓", "green"),
    State.FAILED: Text("✗", "red"),
    State.LOST: Text("✗", "red"),
    State.WAITING: Text("…", "yellow"),
    State.NOT_STARTED: Text("·", "dim"),
}
PRINTED = 1_000
NARROW = 66
"""The columns that the table takes."""

NOT_LOADED = re.compile(r"\S+\.py(?:: | cannot be loaded| is not in the submission)")
ABSENT = re.compile(r"ModuleNotFoundError: No module named '([\w.]+)'")
ONLY = "{} is not there when your homework is graded: only NumPy, Python's own library and your own files are."


def number(points: float | Fraction) -> str:
    """Return points with as many decimals as they need, two at most."""
    return f"{round(float(points), 2):g}"


def console() -> Console:
    """Return the console for this program: no colour where that is not wanted, 80 columns where nobody says more."""
    return Console(highlight=False, emoji=False, markup=False)


def table(checked: Checked, width: int) -> Table:
    """Return one line per question; in a narrow terminal without what is still hidden."""
    is_narrow = width < NARROW
    grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    grid.add_column("", width=1)
    grid.add_column("question", no_wrap=True)
    for header in ("public", "points") if is_narrow else ("public", "points", "still hidden"):
        grid.add_column(header, justify="right", no_wrap=True)
    if not is_narrow:
        grid.add_column("", no_wrap=True)
    for item in checked.items:
        passed, cases = sum(map(is_passed, item.result.cases)), len(item.result.cases)
        ideas = f"{number(item.hidden_points)} in {len(item.ideas)} idea{'s' * (len(item.ideas) != 1)}"
        row: list[Text | str] = [_mark(item.result), item.id, f"{passed}/{cases}", number(item.result.score)]
        rest: list[Text | str] = [] if is_narrow else [ideas, _state(item.result)]
        grid.add_row(*row, *rest)
    return grid


def summary(checked: Checked) -> Text:
    """Return the points so far."""
    public = number(sum(item.public_points for item in checked.items))
    hidden = number(sum(item.hidden_points for item in checked.items))
    ideas = sum(len(item.ideas) for item in checked.items)
    now = f"{number(checked.points)} of {public} public points."
    later = f"Another {hidden} are in {ideas} hidden ideas, judged when you hand in: the same docstrings, other inputs."
    return Text(f"{now} {later}")


def unreadable(question: QuestionResult, case: CaseResult) -> str:
    """Return why there is nothing to judge where the file itself cannot be read or loaded; "" where it can."""
    if question.note:
        return question.note
    if case.state is not State.NOT_STARTED or not NOT_LOADED.match(case.fault):
        return ""
    absent = ABSENT.search(case.fault)
    return f"{case.fault}. {ONLY.format(absent[1])}" if absent is not None else case.fault


def _is_unreadable(question: QuestionResult) -> bool:
    return any(unreadable(question, case) for case in question.cases)


def mend_first(item: Item, reason: str) -> RenderableType:
    """Return what stands in the place of a hint where a file must be mended before one can help."""
    told = Text("No hint was used up: mend this first, then ask again.")
    return Group(Text(item.id, "bold"), _beside(Text("so far", "dim"), Text(lines(reason)), 6), told)


def _case_mark(question: QuestionResult, case: CaseResult) -> Text:
    return MARKS[State.LOST if unreadable(question, case) else case.state]


def is_passed(case: CaseResult) -> bool:
    """Whether a case gives its points."""
    return case.state in (State.PASSED, State.CARRIED)


def _mark(question: QuestionResult) -> Text:
    states = [case.state for case in question.cases]
    if all(map(is_passed, question.cases)):
        return MARKS[State.PASSED]
    if _is_unreadable(question):
        return MARKS[State.LOST]
    if question.is_not_started:
        return MARKS[State.NOT_STARTED]
    wrong = State.FAILED if {State.FAILED, State.LOST} & {*states} else State.NOT_STARTED
    return MARKS[State.WAITING if wrong is State.NOT_STARTED and State.WAITING in states else wrong]


def _state(question: QuestionResult) -> Text:
    if all(map(is_passed, question.cases)):
        return Text("passes", "green")
    if _is_unreadable(question):
        return Text("look again", "red")
    if question.is_not_started:
        return Text("not started", "dim")
    states = {case.state for case in question.cases}
    if {State.FAILED, State.LOST} & states:
        return Text("look again", "red")
    return Text("waits", "yellow") if State.WAITING in states else Text("begun", "dim")


def story(item: Item, place: Place | None, printed: str, command: str, given: int, hints: Hints) -> RenderableType:
    """Return the story of a question: its cases, the first thing to look at, and what is still hidden."""
    public = f"{number(item.result.score)} of {number(item.public_points)} public points " if item.public_points else ""
    head = f"{item.id}  {public}({item.result.lecture})"
    parts: list[RenderableType] = [Text(head, "bold"), ""]
    parts += [_case_line(item.result, case) for case in item.result.cases]
    first = item.first
    if first is None:
        parts += ["", *_ideas(item)]
        return Group(*parts)
    parts += ["", Text(first.name, "bold"), Padding(_first(item, first, place, printed), (0, 0, 0, 2))]
    parts += ["", *_next(item, command, given, hints)]
    return Group(*parts)


def _case_line(question: QuestionResult, case: CaseResult) -> Table:
    waits = " (waits)" if case.state is State.WAITING else ""
    return _beside(_case_mark(question, case), Text(case.name + waits), 1)


def _beside(label: Text, text: RenderableType, width: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=width, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(label, text)
    return grid


def _first(item: Item, case: CaseResult, place: Place | None, printed: str) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=9, no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, text in _told(item, case):
        if text:
            grid.add_row(label, Text(lines(text)))
    if printed.strip() and case.state is not State.NOT_STARTED:
        grid.add_row("printed", Text(lines(_once(printed)[:PRINTED].rstrip()), "italic"))
    if place is not None and not unreadable(item.result, case):
        grid.add_row("write", Text(f"{place.name} in {place}"))
    return grid


def _once(printed: str) -> str:
    """Return what was printed without what was printed again when the question was asked once more."""
    half = printed[: len(printed) // 2]
    return half if half + half == printed else printed


def _told(item: Item, case: CaseResult) -> Iterator[tuple[str, str]]:
    evidence = case.evidence
    reason = unreadable(item.result, case)
    if reason:
        yield "so far", reason
        return
    if case.state is State.WAITING:
        yield "waits", case_story(case, "")
    if evidence is None or case.state is State.NOT_STARTED:
        yield "so far", "" if case.state is State.WAITING else case_story(case, "")
        if case.lost is not None and case.lost.cause is Cause.TIME:
            yield "", f"(when you hand in, the whole question has {item.question.limits.seconds:g} s)"
        yield "look at", case.hint
    else:
        yield "called", evidence.call
        yield "with", evidence.layout
        yield "returned", evidence.returned
        yield "expected", evidence.expected
        yield "that is", case.fault
        for diagnosis in item.result.diagnoses:
            if diagnosis.function == item.about(case):
                yield "mistake", f"{diagnosis.confidence.value}: {diagnosis.sentence}"
        yield "look at", case.hint
    yield "read", f"{item.result.lecture} of the lecture"


def _next(item: Item, command: str, given: int, hints: Hints) -> list[RenderableType]:
    first = item.first
    steps = len(hints.ladders.get(item.about(first), ())) if first is not None else 0
    told: list[RenderableType] = []
    if steps and first is not None and not unreadable(item.result, first):
        left = f"{steps - given} of {steps} hints left" if given < steps else "all hints are given"
        told.append(_beside(Text("stuck?", "bold"), Text(f"{command} {item.asked or item.id} --hint   ({left})"), 6))
    ideas = len(item.ideas)
    told.append(Text(f"{ideas} hidden idea{'s' * (ideas != 1)} of this question are judged when you hand in.", "dim"))
    return told


def _ideas(item: Item) -> list[RenderableType]:
    if not item.ideas:
        return [Text("That is all there is to this question.", "green")]
    head = (
        f"All public cases pass. {number(item.hidden_points)} more points are in these ideas, judged when you hand in:"
    )
    return [Text(head, "green"), *(_beside(Text("?", "dim"), Text(idea), 1) for idea in item.ideas)]


def hint(about: str, steps: Sequence[str], given: int, read: str) -> RenderableType:
    """Return the hints given so far on a function, the newest last; after the last one something to read."""
    if not steps:
        return Text(f"There are no hints on {about}.")
    parts: list[RenderableType] = [Text(f"{about}: hint {given} of {len(steps)}", "bold")]
    for step in range(given):
        style = "" if step == given - 1 else "dim"
        parts.append(_beside(Text(f"{step + 1}", "dim"), Text(lines(steps[step]), style), 1))
    if given == len(steps) and read:
        parts += ["", _beside(Text("further", "dim"), Text(read), 7)]
    return Group(*parts)


def handin(checked: Checked, gathered: Handin) -> RenderableType:
    """Return what the file to hand in holds, what it scores so far, and what may be wrong with it."""
    contents = [_beside(Text(path), Text(f"{len(data):,} bytes", "dim"), 40) for path, data in gathered.files.items()]
    parts: list[RenderableType] = [Text("The file to hand in holds", "bold"), *contents, "", summary(checked)]
    lost = [item.id for item in checked.items if not item.passes]
    if lost:
        parts.append(_beside(Text("still open:"), Text(", ".join(lost)), 11))
    if gathered.warnings:
        parts += ["", Text("Look at this before you hand it in", "bold yellow")]
        parts += [_beside(Text("!", "yellow"), Text(lines(warning)), 1) for warning in gathered.warnings]
    return Group(*parts)


def bar(checked: Checked, width: int = 40) -> Text:
    """Return the public points so far as a bar."""
    whole = float(sum(item.public_points for item in checked.items))
    share = checked.points / whole if whole else 1.0
    filled = int(share * width + 1e-9)
    text = Text("█" * filled, "green").append("░" * (width - filled), "dim")
    return text.append(f" {number(checked.points)} of {number(whole)} public points")
