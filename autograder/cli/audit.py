"""`autograder audit`: holds the checks against known wrong, right and spoilt answers."""

import argparse
import json
from pathlib import Path

from rich.console import Console

from autograder.audit.run import audit
from autograder.batch import default_workers
from autograder.cli.options import Commands, add_homework, positive
from autograder.files import write_whole
from autograder.homework import load_homework


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("audit", help="check the checks themselves")
    add_homework(parser)
    parser.add_argument("-o", "--output", type=Path, default=Path("audit"), metavar="DIR", help="where the tables go")
    parser.add_argument(
        "--quick", action="store_true", help="mistakes in their own question only, a part of the mutants"
    )
    parser.add_argument("--question", metavar="ID", help="only this question")
    parser.add_argument("--workers", type=positive, default=default_workers(), metavar="N", help="processes at once")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Audit the checks, write the tables and say what is wrong; return 1 where something is."""
    homework = load_homework(options.homework)
    questions = [homework.question(options.question)] if options.question else list(homework.questions)
    found = audit(homework, [question.id for question in questions], options.quick, options.workers)
    write_whole(options.output / "audit.json", json.dumps(found.data, indent=1, ensure_ascii=False) + "\n")
    write_whole(options.output / "REPORT.md", found.report)
    console = Console(highlight=False, markup=False)
    for fault in found.faults:
        console.print(fault, soft_wrap=True)
    console.print(f"{len(found.faults)} faults; wrote {options.output / 'REPORT.md'} and audit.json", soft_wrap=True)
    return 1 if found.faults else 0
