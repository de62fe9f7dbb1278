"""The `autograder` command."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.batch import Job, default_workers, grade_all
from autograder.demo import make_class
from autograder.errors import GraderError, UsageError
from autograder.files import make_folder, write_whole
from autograder.homework import Homework, default_root, load_homework
from autograder.intake import find_submissions, safe_stems
from autograder.local_check import check, show_stories, show_table
from autograder.reports.doctor import show_isolation
from autograder.reports.gradebook import Row, gradebook, row_of
from autograder.reports.results import results_json
from autograder.reports.table import show_class
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.rooms import doctor, open_room


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when the work was done, 1 when it could not be, 2 for a usage error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except UsageError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
    except GraderError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("autograder: stopped", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="autograder", description="Check, grade and look after a homework.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--homework", type=Path, default=default_root(), metavar="DIR", help="the homework's folder")
    shared.add_argument(
        "--isolation", choices=[isolation.value for isolation in Isolation], default=Isolation.AUTO.value,
        help="auto: the best there is here; strict: nothing weaker than the kernel's own wall; none: only a process",
    )  # fmt: skip

    local = commands.add_parser("check", parents=[shared], help="run the public checks on the modules in this folder")
    local.add_argument("questions", nargs="*", metavar="QUESTION", help="questions to tell the full story of")
    local.set_defaults(run=_check)

    grade = commands.add_parser("grade", parents=[shared], help="grade submissions")
    grade.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a folder, a bulk download, a submission")
    grade.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="where the grades go")
    grade.add_argument("--workers", type=_positive, default=default_workers(), metavar="N", help="processes at once")
    grade.set_defaults(run=_grade)

    demo = commands.add_parser("demo", parents=[shared], help="make a class of submissions and grade it")
    demo.add_argument("-o", "--output", type=Path, default=Path("demo"), metavar="OUT", help="where it all goes")
    demo.add_argument("--workers", type=_positive, default=default_workers(), metavar="N", help="processes at once")
    demo.set_defaults(run=_demo)

    health = commands.add_parser("doctor", help="what this machine can isolate, and what to install for more")
    health.set_defaults(run=_doctor)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _check(options: argparse.Namespace) -> int:
    homework, folder = load_homework(options.homework), Path.cwd()
    room = open_room(Isolation(options.isolation))
    try:
        checked = check(folder, homework, options.questions, room)
    finally:
        room.close()
    console = Console(highlight=False)
    if options.questions:
        show_stories(checked, console)
    else:
        show_table(checked, homework, folder, console)
    return 0 if checked.passed else 1


def _grade(options: argparse.Namespace) -> int:
    homework = load_homework(options.homework)
    rows = _grade_into(homework, options.paths, options.output, options)
    console = Console(highlight=False)
    show_class(rows, homework, console)
    console.print(f"wrote {options.output / 'grades.csv'} and {options.output / 'results'}", soft_wrap=True)
    return 0


def _demo(options: argparse.Namespace) -> int:
    homework = load_homework(options.homework)
    download = make_class(homework, options.output)
    rows = _grade_into(homework, [download], options.output, options)
    console = Console(highlight=False)
    show_class(rows, homework, console)
    console.print(f"the class that was graded: {download}", soft_wrap=True)
    console.print(f"wrote {options.output / 'grades.csv'} and {options.output / 'results'}", soft_wrap=True)
    return 0


def _doctor(options: argparse.Namespace) -> int:
    show_isolation(doctor(), Console(highlight=False))
    return 0


def _grade_into(homework: Homework, paths: Sequence[Path], output: Path, options: argparse.Namespace) -> list[Row]:
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
