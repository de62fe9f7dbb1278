"""`autograder demo`: a made-up class, graded."""

import argparse
from pathlib import Path

from rich.console import Console

from autograder.batch import default_workers
from autograder.cli.grade import grade_into
from autograder.cli.options import Commands, add_homework, add_isolation, positive
from autograder.demo import make_class
from autograder.homework import load_homework
from autograder.reports.table import show_class


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("demo", help="make a class of submissions and grade it")
    add_homework(parser)
    add_isolation(parser)
    parser.add_argument("-o", "--output", type=Path, default=Path("demo"), metavar="OUT", help="where it all goes")
    parser.add_argument("--workers", type=positive, default=default_workers(), metavar="N", help="processes at once")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the class, grade it, print the table and say where everything is."""
    homework = load_homework(options.homework)
    download = make_class(homework, options.output)
    rows = grade_into(homework, [download], options.output, options)
    console = Console(highlight=False)
    show_class(rows, homework, console)
    console.print(f"the class that was graded: {download}", soft_wrap=True)
    console.print(f"wrote {options.output / 'grades.csv'} and {options.output / 'results'}", soft_wrap=True)
    return 0
