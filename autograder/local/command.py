"""`check`: the student's own run of the public checks, once or on every save, with hints, and the file to hand in.

The interpreter in which the student's code will run is started before this one has imported NumPy: the two get ready
side by side.
"""

import argparse
import gc
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import GraderError, UsageError
from autograder.homework import Homework, default_root, load_homework
from autograder.local.files import HANDIN
from autograder.sandbox.start import Start

STOPPED = 130
"""The exit code of what was stopped by Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check as a program of its own, for the homework that it lies beside."""
    parser = argparse.ArgumentParser(prog="python check.py", description="Check your homework.")
    add_arguments(parser)
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = run(options, load_homework(default_root()), parser.prog)
        sys.stdout.flush()
        return code
    except GraderError as error:
        print(f"check: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except OSError as error:
        print(f"check: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return STOPPED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the check can be told."""
    parser.add_argument(
        "questions", nargs="*", metavar="QUESTION", help="tell the whole story of a question, function or file"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--hint", action="store_true", help="one hint more on the first thing that is wrong")
    what.add_argument("--watch", action="store_true", help="check again whatever you save")
    what.add_argument("--zip", action="store_true", help=f"make {HANDIN}, the file to hand in")
    parser.add_argument("--offline", action="store_true", help="the only way there is: nothing here uses the network")


def run(options: argparse.Namespace, homework: Homework, command: str) -> int:
    """Check the modules in the current folder; return 0 where all public cases that were asked for pass."""
    questions = homework.meant_by(options.questions)
    ahead = Start(max(question.limits.memory_mb for question in homework.questions) << 20)
    try:
        from autograder.local.desk import Desk

        desk = Desk(Path.cwd(), homework, command, ahead)
    except BaseException:
        ahead.close()
        raise
    try:
        if options.watch:
            from autograder.local.watch import watch

            gc.enable()
            return watch(desk, questions)
        checked = desk.check(questions, options.questions)
        if options.zip:
            return desk.hand_in(checked)
        if options.hint:
            return desk.hint(checked)
        if options.questions:
            desk.stories(checked)
        else:
            desk.table(checked)
        return 0 if checked.passed else 1
    finally:
        desk.close()
