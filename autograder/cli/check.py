"""`autograder check`: the student's own run of the public checks."""

import argparse

from autograder.cli.options import Commands, add_homework
from autograder.homework import load_homework
from autograder.local import command


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("check", help="run the public checks on the modules in this folder")
    add_homework(parser)
    command.add_arguments(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the modules in the current folder; return 0 where all public cases pass."""
    return command.run(options, load_homework(options.homework), "autograder check")
