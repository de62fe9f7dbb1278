"""`autograder check`: the student's own run of the public checks."""

import argparse
from pathlib import Path

from rich.console import Console

from autograder.cli.options import Commands, add_homework, add_isolation
from autograder.homework import load_homework
from autograder.local_check import check, show_stories, show_table
from autograder.sandbox.isolation import Isolation
from autograder.sandbox.rooms import open_room


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("check", help="run the public checks on the modules in this folder")
    add_homework(parser)
    add_isolation(parser)
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help="questions to tell the full story of")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the modules in the current folder; return 0 where all public cases pass."""
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
