"""What `grade`, `regrade` and `demo` share: the run with its progress, and what is said at its end."""

import argparse
import json
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from autograder.batch import default_workers
from autograder.batch.cluster import Cluster, ClusterPool
from autograder.batch.job import Job
from autograder.batch.kinds import not_done
from autograder.batch.pool import LocalPool, Pool
from autograder.batch.publish import Publication
from autograder.batch.request import Request, Selection
from autograder.batch.run import Batch, opened
from autograder.cli.options import positive
from autograder.cli.progress import grading_progress
from autograder.errors import GraderError, UsageError
from autograder.reports.exports import EXPORTS
from autograder.reports.gradebook import GRADER_ERROR, NOT_SUBMITTED, Move, points
from autograder.reports.table import show_class
from autograder.reports.text import one_line

MOST_LISTED = 20


def add_running(parser: argparse.ArgumentParser) -> None:
    """Add the options on how to run a batch, and on what of it."""
    parser.add_argument("--workers", type=positive, default=default_workers(), metavar="N", help="processes at once")
    parser.add_argument(
        "--only", action="append", default=[], metavar="STUDENT", help="grade this student's work again, no one else's"
    )
    parser.add_argument(
        "--question", action="append", default=[], metavar="Q", help="grade this question again, with those it touches"
    )
    cluster = parser.add_argument_group("a Dask cluster, instead of processes on this machine")
    cluster.add_argument(
        "--cluster", metavar="ADDRESS", help="the scheduler: tls://HOST:8786, or tcp:// on this machine"
    )
    cluster.add_argument("--tls-ca", type=Path, metavar="PEM", help="who signs certificates; else Dask's settings say")
    cluster.add_argument("--tls-cert", type=Path, metavar="PEM", help="the certificate of this grader")
    cluster.add_argument("--tls-key", type=Path, metavar="PEM", help="its key")
    parser.add_argument("--json", action="store_true", help="say at the end what was done as JSON, and nothing else")


def add_class(parser: argparse.ArgumentParser) -> None:
    """Add the options on whose grades these are and where they go."""
    parser.add_argument("--roster", type=Path, metavar="CSV", help="the class list, as the LMS exports it")
    parser.add_argument("--adjustments", type=Path, metavar="YAML", help="extra time and overrides of single students")
    parser.add_argument(
        "--export", action="append", choices=list(EXPORTS), default=[], help="write a file that this LMS imports"
    )
    parser.add_argument("--column", metavar="TITLE", help="the assignment's column in the roster, if not the title")


def run_batch(request: Request, options: argparse.Namespace, title: str = "") -> int:
    """Grade, give out, and say what there is to see."""
    console = Console(highlight=False, quiet=options.json)
    selection = Selection(tuple(options.only), tuple(options.question))
    with _ended_like_a_key(), opened(request, selection, lambda: _say_waiting(request.output)) as batch:
        for line in not_done(batch.homework):
            print(f"autograder: not done of {batch.homework.root.name}: {one_line(line)}", file=sys.stderr)
        done = _grade(batch, options)
        given, exported = _give_out(batch)
        if options.json:
            print(json.dumps(_summary(batch, given, done, exported), ensure_ascii=False))
        else:
            _show(batch, given, done, console)
            if title:
                console.print(title, soft_wrap=True)
            _say_files(request.output, exported, console)
    errors = [row.row.student for row in given.rows if row.row.status.startswith(GRADER_ERROR)]
    if errors:
        raise GraderError(
            f"{len(errors)} of {len(given.rows)} could not be graded, which is our fault: their cells are empty; "
            f"the same command tries again: {_listed(errors)}"
        )
    return 0


def _grade(batch: Batch, options: argparse.Namespace) -> int:
    """Grade with progress; on an interrupt say how far it came."""
    done, total = 0, len(batch.work.waiting)
    open_pool: Callable[[Job], Pool] = LocalPool
    if options.cluster is not None:
        cluster = Cluster(options.cluster, options.tls_ca, options.tls_cert, options.tls_key)
        cluster.check()
        if batch.homework.root.is_file():
            raise UsageError("an Otter archive cannot be sent to a cluster: leave out --cluster")
        open_pool = partial(ClusterPool, cluster=cluster)
    try:
        with grading_progress(total) as advance:
            for _ in batch.grade(open_pool, options.workers):
                done += 1
                advance(done)
    except KeyboardInterrupt:
        left = total - done
        raise GraderError(
            f"stopped: {done} of {total} graded and kept, {left} left; the same command goes on from there"
        ) from None
    return done


def _give_out(batch: Batch) -> tuple[Publication, list[Path]]:
    try:
        console = Console(stderr=True)
        with console.status("writing gradebook, results and pages") if console.is_terminal else nullcontext():
            given = batch.publish()
            return given, batch.export(given)
    except KeyboardInterrupt:
        raise GraderError(
            "stopped while writing; all is graded and kept, and the same command writes the rest"
        ) from None


@contextmanager
def _ended_like_a_key() -> Iterator[None]:
    """Let a request to end, as a system sends it, do what Ctrl-C does."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _say_waiting(output: Path) -> None:
    print(f"autograder: another grader is at work in {output}; waiting for it to end", file=sys.stderr, flush=True)


# --- the end --------------------------------------------------------------------------------------------------------


def _show(batch: Batch, given: Publication, done: int, console: Console) -> None:
    rows = [row.row for row in given.rows]
    show_class(rows, batch.homework, console)
    kept = batch.work.counted - done - batch.work.left
    if kept or batch.work.left:
        left = f"; {batch.work.left} wait, which were not chosen" if batch.work.left else ""
        console.print(f"graded {done} now; {kept} had not changed{left}")
    for line in [*batch.warnings, *_roster_lines(given)]:
        console.print(Text(line, "yellow"), soft_wrap=True)
    show_moves(given.moves, console)


def show_moves(moves: Sequence[Move], console: Console) -> None:
    """Print whose grade moved, from what to what."""
    if not moves:
        return
    console.print(f"{len(moves)} grades moved since they were last given out:")
    for move in moves[:MOST_LISTED]:
        parts = ", ".join(f"{name} {points(old)} → {points(new)}" for name, (old, new) in move.questions.items())
        line = f"  {one_line(move.student, 40)}  {points(move.before)} → {points(move.after)}"
        console.print(Text(f"{line}  ({parts})" if parts else line), soft_wrap=True)
    if len(moves) > MOST_LISTED:
        console.print(f"  and {len(moves) - MOST_LISTED} more in moved.csv")


def _roster_lines(given: Publication) -> list[str]:
    """Say of everyone who is not one to one between the class list and the submissions."""
    match, rows = given.matching, given.rows
    if match is None:
        return []
    missing = [row.row.student for row in rows if row.row.status == NOT_SUBMITTED]
    lines = [
        (len(missing), "on the class list did not hand in", missing),
        (len(match.unknown), "who handed in are not on the class list", match.unknown),
        (len(match.unclear), "fit several lines of the class list and are not exported", match.unclear),
    ]
    said = [f"{count} {words}: {_listed(names)}" for count, words, names in lines if count]
    for students in match.twice.values():
        said.append(f"one line of the class list fits several submissions, none is exported: {_listed(students)}")
    return said


def _say_files(output: Path, exported: Sequence[Path], console: Console) -> None:
    also = "".join(f", {path}" for path in exported)
    console.print(f"wrote {output / 'grades.csv'}{also}, class.html, feedback and results", soft_wrap=True)


def _summary(batch: Batch, given: Publication, done: int, exported: Sequence[Path]) -> dict[str, Any]:
    match = given.matching
    return {
        "submissions": batch.work.counted,
        "graded": done,
        "unchanged": batch.work.counted - done - batch.work.left,
        "waiting": batch.work.left,
        "rows": len(given.rows),
        "statuses": dict(Counter(row.row.status for row in given.rows)),
        "moved": [
            {"student": move.student, "before": move.before, "after": move.after, "questions": dict(move.questions)}
            for move in given.moves
        ],
        "not_submitted": [row.row.student for row in given.rows if row.row.status == NOT_SUBMITTED],
        "not_on_the_roster": list(match.unknown) if match is not None else [],
        "unclear": list(match.unclear) if match is not None else [],
        "matched_twice": list(map(list, match.twice.values())) if match is not None else [],
        "warnings": list(batch.warnings),
        "output": str(batch.request.output),
        "exports": list(map(str, exported)),
    }


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(one_line(name, 60) for name in names[:MOST_LISTED])
    return shown if len(names) <= MOST_LISTED else f"{shown}, {len(names) - MOST_LISTED} more"
