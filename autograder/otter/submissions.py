"""One submission to an Otter archive: the one notebook, else the one script, as Otter chooses it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from autograder.intake import limits
from autograder.intake.blob import Blob, UnreadableError
from autograder.intake.handed import Handed
from autograder.intake.names import listed, plain, remarks_of, suffix
from autograder.intake.notebook import Cell, code_cells, without_magics
from autograder.intake.reading import refusals, unzipped
from autograder.intake.text import decode
from autograder.intake.tree import opened
from autograder.otter.archive import Archive
from autograder.otter.program import GIVEN, cell, room_program
from autograder.submission import Program, Submission

_PACKAGE_FILE = "__init__.py"


def read(handed: Handed, archive: Archive) -> Submission:
    """Read a submission into memory; whatever is wrong with it is named in `problem`."""
    if handed.problem is not None:
        return Submission(handed.student, Program({}), problem=handed.problem, remarks=remarks_of(handed.remarks))
    tree, of_zip = unzipped(opened(handed.source))
    remarks = [*handed.remarks, *refusals(tree), *tree.remarks]
    path, problem = _chosen(tree.files)
    cells: Sequence[Mapping[str, Any]] = []
    helpers: Mapping[str, str] = {}
    if path is not None:
        try:
            cells = _cells(path, tree.files[path])
            helpers, left = _helpers(tree.files, path)
            remarks += left
        except UnreadableError as error:
            problem = "unreadable notebook" if suffix(path) == ".ipynb" else "unreadable files"
            remarks.append(f"{plain(path)} cannot be read: {error}")
    program = Program({}) if problem else room_program(archive, cells, helpers)
    return Submission(handed.student, program, None, problem and (of_zip or problem), remarks_of(remarks))


def _chosen(files: Iterable[str]) -> tuple[str | None, str | None]:
    """Return what is graded, of the files that lie least deep, or why nothing is."""
    python = [path for path in files if suffix(path) in (".py", ".ipynb") and not path.endswith(_PACKAGE_FILE)]
    if not python:
        return None, "no Python files" if any(True for _ in files) else "empty submission"
    depth = min(path.count("/") for path in python)
    near = sorted(path for path in python if path.count("/") == depth)
    notebooks = [path for path in near if suffix(path) == ".ipynb"]
    if len(notebooks or near) > 1:
        return None, f"more than one {'notebook' if notebooks else 'Python file'}: {listed(notebooks or near)}"
    return (notebooks or near)[0], None


def _cells(path: str, blob: Blob) -> Sequence[Mapping[str, Any]]:
    if suffix(path) == ".py":
        return [cell("submission.py", decode(blob.read(limits.SOURCE_BYTES)))]
    found = code_cells(blob.read(limits.NOTEBOOK_BYTES))
    return [_cell(one) for one in found if not _is_ignored(one)]


def _cell(one: Cell) -> Mapping[str, Any]:
    about = one.metadata.get("otter")
    checks = about.get("tests") if isinstance(about, dict) else None
    names = [name for name in checks if isinstance(name, str)][:100] if isinstance(checks, list) else []
    seeded = not one.source.startswith("%%")
    return cell(f"cell {one.number}", without_magics(one.source), names, seeded)


def _is_ignored(one: Cell) -> bool:
    tags, about = one.metadata.get("tags"), one.metadata.get("otter")
    is_tagged = isinstance(tags, list) and "otter_ignore" in tags
    return is_tagged or (isinstance(about, dict) and bool(about.get("ignore")))


def _helpers(files: Mapping[str, Blob], chosen: str) -> tuple[Mapping[str, str], list[str]]:
    """Return the other Python files beside what is graded and below, and a remark for each that cannot be read."""
    folder = chosen[: chosen.rfind("/") + 1]
    helpers: dict[str, str] = {}
    remarks: list[str] = []
    left = limits.TOTAL_BYTES
    for path in sorted(path for path in files if suffix(path) == ".py" and path.startswith(folder) and path != chosen):
        if len(helpers) == limits.SOURCES or left < limits.SOURCE_BYTES:
            remarks.append("some Python files were left out: there are too many")
            break
        try:
            data = files[path].read(limits.SOURCE_BYTES)
            left -= len(data)
            helpers[path.removeprefix(folder)] = decode(data)
        except UnreadableError as error:
            remarks.append(f"{plain(path)} cannot be read: {error}")
    return helpers, remarks


def cells_of(program: Program) -> Sequence[Mapping[str, Any]]:
    """Return the cells of a program that `read` made."""
    cells: Sequence[Mapping[str, Any]] = json.loads(program.files[GIVEN])["cells"]
    return cells
