"""`autograder release`: the handout for students."""

import argparse
from pathlib import Path

from autograder.archives import zip_bytes
from autograder.cli.options import Commands, add_homework
from autograder.errors import UsageError
from autograder.files import write_whole
from autograder.homework import load_homework
from autograder.release.handout import handout, version

FOLDER = "homework"


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("release", help="make the handout: stubs, public checks, notebook, local checker")
    add_homework(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="ZIP", help="the file to write")
    parser.add_argument(
        "--with-solutions", action="store_true", help="for afterwards: with the solutions and their explanations"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the handout as one zip, the same bytes for the same homework."""
    homework = load_homework(options.homework)
    if options.output.is_dir():
        raise UsageError(f"{options.output} is a folder; name the zip to write")
    files = handout(homework, options.with_solutions)
    content = zip_bytes({f"{FOLDER}/{path}": data for path, data in files.items()})
    write_whole(options.output, content)
    what = "with solutions" if options.with_solutions else "without solutions"
    print(f"wrote {options.output}: handout {version(homework)} {what}, {len(files)} files, {len(content) // 1000} kB")
    return 0
