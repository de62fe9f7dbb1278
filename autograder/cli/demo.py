"""`autograder demo`: a made-up class, graded."""

import argparse
from pathlib import Path

from autograder.batch.request import Request
from autograder.cli.batch import add_running, run_batch
from autograder.cli.options import Commands, add_homework, add_isolation
from autograder.demo import make_class
from autograder.homework import load_homework
from autograder.sandbox.isolation import Isolation


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("demo", help="make a class of submissions and grade it")
    add_homework(parser)
    add_isolation(parser)
    parser.add_argument("-o", "--output", type=Path, default=Path("demo"), metavar="OUT", help="where it all goes")
    add_running(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the class, grade it, print the table and say where everything is."""
    download = make_class(load_homework(options.homework), options.output)
    request = Request((download,), options.output, options.homework, Isolation(options.isolation))
    return run_batch(request, options, f"the class that was graded: {download}")
