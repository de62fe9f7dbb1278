"""`autograder similarity`: what submissions have in common that the handout does not explain."""

import argparse
from pathlib import Path

from rich.console import Console

from autograder.cli.options import Commands, add_homework
from autograder.errors import UsageError
from autograder.files import make_folder, write_whole
from autograder.homework import load_homework
from autograder.intake.find import find_submissions
from autograder.intake.reading import read
from autograder.reports.pages.similarity_page import similarity_csv, similarity_page
from autograder.reports.similarity import compare


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("similarity", help="list submissions that have passages in common")
    add_homework(parser)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a folder, a bulk download, submissions")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="where the page goes")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare the submissions, which are read and never run, and write the page."""
    homework = load_homework(options.homework)
    handed = find_submissions(options.paths, homework)
    if len(handed) < 2:
        raise UsageError(f"fewer than two submissions in {', '.join(map(str, options.paths))}")
    programs = {entry.student: read(entry, homework).program for entry in handed}
    handout = [path.read_text(encoding="utf-8") for path in sorted(homework.stubs.glob("*.py"))]
    found = compare(programs, handout)
    folder = make_folder(options.output)
    write_whole(folder / "similarity.html", similarity_page(found, homework))
    write_whole(folder / "similarity.csv", similarity_csv(found))
    console = Console(highlight=False)
    console.print(f"{len(found.pairs)} pairs of {found.compared} submissions have passages in common")
    console.print(f"wrote {folder / 'similarity.html'} and {folder / 'similarity.csv'}", soft_wrap=True)
    return 0
