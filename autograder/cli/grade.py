"""`autograder grade`: grades submissions, one or a whole class."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.batch import Job, default_workers, grade_all
from autograder.cli.options import Commands, add_homework, add_isolation, positive
from autograder.errors import UsageError
from autograder.files import make_folder, write_whole
from autograder.homework import Homework, load_homework
from autograder.intake import find_submissions, safe_stems
from autograder.reports.gradebook import Row, gradebook, row_of
from autograder.reports.results import results_json
from autograder.reports.table import show_class
from autograder.sandbox.isolation import Isolation


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("grade", help="grade submissions")
    add_homework(parser)
    add_isolation(parser)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a folder, a bulk download, a submission")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="where the grades go")
    parser.add_argument("--workers", type=positive, default=default_workers(), metavar="N", help="processes at once")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Grade what was given, print the table and say where everything is."""
    homework = load_homework(options.homework)
    rows = grade_into(homework, options.paths, options.output, options)
    console = Console(highlight=False)
    show_class(rows, homework, console)
    console.print(f"wrote {options.output / 'grades.csv'} and {options.output / 'results'}", soft_wrap=True)
    return 0


def grade_into(homework: Homework, paths: Sequence[Path], output: Path, options: argparse.Namespace) -> list[Row]:
    """Grade what is found in `paths`; write each result as it comes and the gradebook at the end."""
    handed = find_submissions(paths, homework)
    if not handed:
        raise UsageError(f"no submissions in {', '.join(map(str, paths))}")
    folder = make_folder(output / "results")
    names = safe_stems(entry.student for entry in handed)
    job = Job(homework.root, Isolation(options.isolation), min(options.workers, len(handed)))
    rows: list[Row] = []
    with _progress() as progress:
        task = progress.add_task("grading", total=len(handed))
        for _, result in grade_all(job, handed):
            write_whole(folder / f"{names[result.student]}.json", results_json(result))
            rows.append(row_of(result))
            progress.advance(task)
    write_whole(output / "grades.csv", gradebook(rows, [question.id for question in homework.questions]))
    return rows


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty())
