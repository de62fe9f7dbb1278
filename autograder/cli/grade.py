"""`autograder grade`: grades submissions, one or a whole class."""

import argparse
from pathlib import Path

from autograder.batch.request import Request
from autograder.cli.batch import add_class, add_running, run_batch
from autograder.cli.options import Commands, add_isolation, add_kind
from autograder.errors import UsageError
from autograder.intake.find import FORMATS
from autograder.sandbox.isolation import Isolation


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("grade", help="grade submissions")
    add_kind(parser)
    add_isolation(parser)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a folder, a bulk download, a submission")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="where the grades go")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=list(FORMATS), help="how the download names things, if that is not seen")
    form.add_argument("--pattern", metavar="NAMES", help="any other form, such as '{student}_{time}_{file}'")
    add_class(parser)
    add_running(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Grade what was given, print the table and say where everything is."""
    if options.otter is not None and not options.otter.is_file():
        raise UsageError(f"{options.otter} is no file; --otter takes the zip that Otter grades by")
    request = Request(
        tuple(options.paths), options.output, options.otter or options.homework, Isolation(options.isolation),
        options.format, options.pattern, options.roster, options.adjustments, tuple(options.export), options.column,
    )  # fmt: skip
    return run_batch(request, options)
