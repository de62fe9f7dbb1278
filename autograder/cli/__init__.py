"""The `autograder` command: one module per subcommand, each with `add`, which declares its options."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from autograder.cli import audit, check, demo, doctor, grade, package, regrade, release, report, similarity, status
from autograder.errors import GraderError, UsageError

COMMANDS: tuple[ModuleType, ...] = (
    check,
    release,
    package,
    grade,
    regrade,
    report,
    status,
    similarity,
    demo,
    doctor,
    audit,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when the work was done, 1 when it could not be, 2 for a usage error."""
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except UsageError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
    except GraderError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"autograder: {error.filename or 'what was to be printed'}: {error.strerror or error}", file=sys.stderr)
        _print_no_more()
        return 1
    except KeyboardInterrupt:
        print("autograder: stopped", file=sys.stderr)
        return 1


def _print_no_more() -> None:
    """Drop what could not be printed, so that it is not tried and complained of once more at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="autograder", description="Check, grade and look after a homework.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
