"""`autograder report`: writes the pages of a graded class anew, from the ledger alone."""

import argparse
import contextlib
from pathlib import Path

from rich.console import Console

from autograder.batch import read_class
from autograder.batch.kinds import load
from autograder.batch.request import Request
from autograder.cli.options import Commands
from autograder.errors import UsageError
from autograder.reports.pages import write_pages


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("report", help="write the pages of a graded class anew")
    parser.add_argument("output", type=Path, metavar="OUT", help="the folder that was graded into")
    parser.add_argument("--homework", type=Path, metavar="DIR", help="the homework's folder, if it was moved")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read everyone's result and standing, and write the pages; nothing is graded."""
    homework = load(options.homework or Request.again(options.output).homework_root)
    with contextlib.closing(read_class(options.output)) as entries:
        if not entries:
            raise UsageError(f"nothing has been graded into {options.output} yet")
        write_pages(options.output, entries, homework)
        Console(highlight=False).print(
            f"wrote {options.output / 'class.html'}, class.csv and the pages of {len(entries)} students in feedback",
            soft_wrap=True,
        )
    return 0
