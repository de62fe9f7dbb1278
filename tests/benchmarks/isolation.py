"""What a submission costs behind each wall, next to the floor and to the other ways of running the same checks.

    python tests/benchmarks/isolation.py [--submissions N] [--otter PATH]

Every way grades the solutions. The ways take turns, so that a busy moment of the machine falls on all of them.
"""

import argparse
import gc
import os
import statistics
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import measuring
import numpy as np
import runners
from rich.console import Console
from rich.table import Table

from autograder.batch import Job, grade_all
from autograder.errors import GraderError
from autograder.grading.checks import Checks, load_checks
from autograder.grading.grade import Grader
from autograder.homework import Homework, default_root, load_homework
from autograder.intake.handed import Handed
from autograder.intake.reading import read
from autograder.intake.tree import Folder
from autograder.sandbox import jail, namespaces, worker
from autograder.sandbox.fresh import FreshRoom
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.linux import NOBODY
from autograder.sandbox.room import Room, RoomError
from autograder.sandbox.warm import Walls, WarmRoom
from autograder.sandbox.wire import Generator
from autograder.submission import Submission
from autograder.vocabulary import Call

FLOOR = "floor: fork, compile, the same calls"
OTTER = "otter run"
WORKERS = 2
SLOW_TURNS = 5
BATCH_TURNS = 5
OTTER_TURNS = 10


@dataclass
class Way:
    """A way of grading, how a turn of it is measured, and what a submission cost in each of its turns."""

    name: str
    measure: Callable[[], measuring.Cost]
    turns: int
    costs: list[measuring.Cost] = field(default_factory=list)


def one(grade: Callable[[], None]) -> Callable[[], measuring.Cost]:
    """Return how a way is measured that grades one submission in a turn."""
    return lambda: measuring.cost_of(grade)


# --- the floor --------------------------------------------------------------------------------------------------------


def _laid_out(value: Any, layout: str) -> Any:
    if isinstance(value, np.ndarray):
        return worker.LAYOUTS[layout](value) if layout in worker.LAYOUTS else value
    if isinstance(value, list | tuple):
        return type(value)(_laid_out(item, layout) for item in value)
    return {key: _laid_out(item, layout) for key, item in value.items()} if isinstance(value, dict) else value


def make_calls(calls: Sequence[Call], find: Callable[[str], Callable[..., Any]]) -> None:
    """Make calls with the arguments as they are; only where purity is checked they are laid out anew."""
    generators: dict[int, np.random.Generator] = {}

    def argument(value: Any, call: Call) -> Any:
        if isinstance(value, Generator):
            return generators.setdefault(value.slot, np.random.default_rng(value.seed))
        return _laid_out(value, call.layout) if call.echo else value

    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for call in calls:
            args = [argument(value, call) for value in call.args]
            kwargs = {name: argument(value, call) for name, value in call.kwargs.items()}
            try:
                find(call.function)(*args, **kwargs)
            except ValueError:
                continue


def coded_calls(checks: Checks) -> tuple[Call, ...]:
    """Return the calls of all questions that are answered in code."""
    plans = (plan for plan in checks.plans.values() if not plan.question.is_written)
    return tuple(call for plan in plans for case in plan.cases for call in case.calls)


def fork_and_call(submission: Submission, homework: Homework, calls: Sequence[Call]) -> None:
    """Fork, load the submission, make the calls and end, with no wall and nothing sent back."""
    pid = os.fork()
    if pid == 0:
        try:
            program = worker.Program(homework.package, submission.program.files, (), {})

            def find(name: str) -> Callable[..., Any]:
                found = program.find(homework.module_of[name], name)
                if not callable(found):
                    raise AssertionError(found)
                return found

            make_calls(calls, find)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    if status != 0:
        raise GraderError("the floor failed: the solutions do not answer their own checks")


# --- the rooms --------------------------------------------------------------------------------------------------------


def rooms(package: str, console: Console) -> Iterator[tuple[str, Room]]:
    """Open a room for each layer that stands here; say of the others why they do not."""
    uid = NOBODY if os.geteuid() == 0 else None
    openers: list[tuple[str, Callable[[], Room]]] = [
        ("limits only", lambda: WarmRoom(Walls(), package, {})),
        ("L1", lambda: WarmRoom(_inner(uid), package, {})),
        ("L2", lambda: WarmRoom(_inner(uid, namespaces.command()), package, {})),
        ("a fresh interpreter", lambda: FreshRoom(package)),
    ]
    for name, opener in openers:
        try:
            room = opener()
        except RoomError as error:
            console.print(f"{name} does not stand here: {error}")
            continue
        if name in ("L1", "L2") and room.layers.split()[0] != name:
            console.print(f"{name} does not stand here: {room.layers}")
            room.close()
            continue
        yield name, room


def _inner(uid: int | None, before: tuple[str, ...] = ()) -> Walls:
    return Walls(uid, not jail.fault_of_files(), not jail.fault_of_calls(), before)


def grade_in(room: Room, grader: Grader, submission: Submission) -> None:
    """Grade the solutions in a room; raise GraderError unless they get all points."""
    result = grader.grade(submission, room)
    if result.total != result.maximum:
        raise GraderError(f"the solutions got {result.total} of {result.maximum} points")


# --- one run ----------------------------------------------------------------------------------------------------------


def take_turns(ways: Sequence[Way]) -> None:
    """Let the ways grade in turn, the slow ones now and then; the first turn of each is not counted."""
    for way in ways:
        way.measure()
    most = max(way.turns for way in ways)
    for turn in range(most):
        for way in ways:
            if (turn + 1) * way.turns // most > turn * way.turns // most:
                way.costs.append(way.measure())


def two_workers(homework: Homework, submissions: int) -> measuring.Cost:
    """Return what one submission costs in a batch, once the worker processes have started."""
    ahead = 4 * WORKERS
    handed = [Handed(f"student {index}", Folder(homework.solutions)) for index in range(submissions + ahead)]
    meter = None
    for done, (_, result) in enumerate(grade_all(Job(homework.root, Isolation.AUTO, WORKERS), handed), 1):
        if result.total != result.maximum:
            raise GraderError(f"the solutions got {result.total} of {result.maximum} points: {result.status}")
        if done == ahead:
            meter = measuring.Meter()
        if done == len(handed) and meter is not None:
            whole = meter.read()
            return measuring.Cost(whole.wall / submissions, whole.cpu / submissions)
    raise GraderError("the batch ended before its last submission")


def show(ways: Sequence[Way], console: Console) -> None:
    """Print the table: medians by the clock, means of processor time, and ratios of processor time."""
    wall = {way.name: 1000 * statistics.median(cost.wall for cost in way.costs) for way in ways}
    cpu = {way.name: 1000 * statistics.fmean(cost.cpu for cost in way.costs) for way in ways}
    table = Table("per submission", "runs", "wall p50 ms", "CPU ms", "wall / floor", "CPU / floor", "otter CPU / CPU")
    for column in table.columns[1:]:
        column.justify = "right"
    for way in ways:
        name = way.name
        less = f"{cpu[OTTER] / cpu[name]:.1f}×" if OTTER in cpu else ""
        ratios = f"{wall[name] / wall[FLOOR]:.2f}×", f"{cpu[name] / cpu[FLOOR]:.2f}×", less
        table.add_row(name, str(len(way.costs)), f"{wall[name]:.1f}", f"{cpu[name]:.1f}", *ratios)
    console.print(table)


def run(submissions: int, otter: Path | None, console: Console) -> None:
    """Measure everything and print it."""
    homework = load_homework(default_root())
    checks = load_checks(homework)
    grader = Grader.of(checks)
    submission = read(Handed("solutions", Folder(homework.solutions)), homework)
    calls = coded_calls(checks)
    functions = checks.right
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ways = [
            Way("the calls alone, in this process", one(lambda: make_calls(calls, functions.__getitem__)), submissions),
            Way(FLOOR, one(lambda: fork_and_call(submission, homework, calls)), submissions),
        ]
        for name, room in rooms(homework.package, console):
            stack.callback(room.close)
            ways.append(Way(name, one(partial(grade_in, room, grader, submission)), submissions))
        batch = partial(two_workers, homework, max(submissions // 2, 1))
        ways.append(Way("a batch, two workers, best room", batch, min(submissions, BATCH_TURNS)))
        ways.append(Way("pytest", one(runners.Pytest(homework, folder / "pytest").run), min(submissions, SLOW_TURNS)))
        if otter is not None:
            stock = runners.Otter(homework, otter, folder / "otter")
            ways.append(Way(OTTER, one(stock.run), min(submissions, OTTER_TURNS)))
        gc.collect()
        gc.freeze()
        take_turns(ways)
    show(ways, console)
    console.print(
        f"{len(calls)} calls of {len(homework.questions)} questions; processor time is that of the grader and of all "
        "that it started, on average; a batch: its whole time over its submissions, intake included, once its workers "
        "have started."
    )
    if otter is None:
        console.print("no otter run: give the `otter` command of an environment with otter-grader by --otter PATH")
    else:
        console.print("otter run: the same check files, their cases made fit to be pickled")


def main() -> int:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description="What a submission costs behind each wall.")
    parser.add_argument("--submissions", type=int, default=100, metavar="N", help="turns of each way (default 100)")
    parser.add_argument("--otter", type=Path, metavar="PATH", help="the `otter` command of an environment that has it")
    options = parser.parse_args()
    try:
        run(max(options.submissions, 1), options.otter, Console(highlight=False, width=130))
    except GraderError as error:
        print(f"isolation: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
