"""`autograder status`: how far a batch is, while it runs or after it was stopped."""

import argparse
import json
from pathlib import Path
from typing import Any

from rich.console import Console

from autograder.batch.status import Status, status_of
from autograder.cli.options import Commands


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("status", help="how far a batch is")
    parser.add_argument("output", type=Path, metavar="OUT", help="the folder that is graded into")
    parser.add_argument("--json", action="store_true", help="the same as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Say what the ledger says."""
    status = status_of(options.output)
    if options.json:
        print(json.dumps(_plain(status)))
        return 0
    console = Console(highlight=False)
    state = "a grader is at work" if status.is_running else "no grader is at work"
    console.print(f"{options.output}: {status.graded} of {status.submissions} submissions graded; {state}")
    if status.waiting and not status.is_running:
        console.print(f"{status.waiting} wait: autograder regrade {options.output} goes on from there", soft_wrap=True)
    if status.errors:
        console.print(f"{status.errors} grader errors, tried again by the next run")
    if status.last is not None:
        console.print(f"last result {status.last:%Y-%m-%d %H:%M:%S}, {status.last_minute} in the minute before it")
    return 0


def _plain(status: Status) -> dict[str, Any]:
    return {
        "submissions": status.submissions,
        "graded": status.graded,
        "waiting": status.waiting,
        "grader_errors": status.errors,
        "running": status.is_running,
        "last": status.last.isoformat() if status.last is not None else None,
        "last_minute": status.last_minute,
    }
