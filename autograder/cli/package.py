"""`autograder package`: the homework as an archive for another grader."""

import argparse
from pathlib import Path

from autograder.cli.options import Commands, add_homework
from autograder.errors import UsageError
from autograder.files import write_whole
from autograder.homework import load_homework
from autograder.release.hardened import hardened
from autograder.release.stock_otter import stock_otter


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("package", help="make an autograder archive for Otter or Gradescope")
    add_homework(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="ZIP", help="the file to write")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--hardened", action="store_true", help="for Gradescope: our own grader, whose walls stand there too"
    )
    form.add_argument(
        "--one-file", action="store_true", help="for submissions that are one notebook or script, not modules"
    )
    parser.add_argument("--otter", default="otter", metavar="COMMAND", help="the Otter to make it with")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the archive."""
    homework = load_homework(options.homework)
    if options.output.is_dir():
        raise UsageError(f"{options.output} is a folder; name the zip to write")
    content = hardened(homework) if options.hardened else stock_otter(homework, options.otter, options.one_file)
    write_whole(options.output, content)
    what = "a hardened autograder for Gradescope" if options.hardened else "a stock Otter autograder"
    print(f"wrote {options.output}: {what}, {len(content) // 1000} kB")
    return 0
