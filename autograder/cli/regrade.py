"""`autograder regrade`: grades again what a change of the checks or of the rules can have changed."""

import argparse
from dataclasses import replace
from pathlib import Path

from autograder.batch.request import Request
from autograder.cli.batch import add_class, add_running, run_batch
from autograder.cli.options import Commands


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("regrade", help="grade again what changed, and say whose grade moved")
    parser.add_argument("output", type=Path, metavar="OUT", help="the folder that was graded into")
    add_class(parser)
    add_running(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask for the same as before, with what is given now."""
    before = Request.again(options.output)
    request = replace(
        before,
        roster=options.roster or before.roster,
        adjustments=options.adjustments or before.adjustments,
        exports=tuple(options.export) or before.exports,
        column=options.column or before.column,
    )
    return run_batch(request, options)
