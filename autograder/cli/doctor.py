"""`autograder doctor`: what keeps submissions in on this machine."""

import argparse

from rich.console import Console

from autograder.cli.options import Commands
from autograder.reports.doctor import show_isolation
from autograder.sandbox.rooms import doctor


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("doctor", help="what this machine can isolate, and what to install for more")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the walls that stand here."""
    show_isolation(doctor(), Console(highlight=False))
    return 0
