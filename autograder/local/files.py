"""The files in a student's folder: which of them changed, and which questions that touches."""

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.homework import ANSWERS, Homework, Question

HANDIN = "handin.zip"
"""The file to hand in."""

Stamp = tuple[int, int]
Snapshot = Mapping[str, Stamp]


def modules_folder(folder: Path, homework: Homework) -> Path:
    """Return where a student's modules lie: in the package's folder if there is one, else in the folder itself."""
    inside = folder / homework.package
    return inside if inside.is_dir() else folder


def sources(folder: Path) -> list[Path]:
    """Return the Python files in a folder, and in the folders in it."""
    return sorted(path for pattern in ("*.py", "*/*.py") for path in folder.glob(pattern))


def snapshot(folder: Path) -> Snapshot:
    """Return the time and the size of each file that a check depends on."""
    found: dict[str, Stamp] = {}
    for path in (*sources(folder), *sorted(folder.glob(f"{ANSWERS}.y*ml"))):
        try:
            status = path.stat()
        except OSError:
            continue
        found[path.relative_to(folder).as_posix()] = status.st_mtime_ns, status.st_size
    return found


def changed(before: Snapshot, now: Snapshot) -> set[str]:
    """Return the files that are new, gone or different."""
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def touched(files: Iterable[str], folder: Path, homework: Homework) -> tuple[Question, ...]:
    """Return the questions whose answers may have changed with these files."""
    modules = {Path(name).stem for name in files}
    imports = {path.stem: _imports(path) for path in sources(folder)}
    grown = True
    while grown:
        more = {name for name, imported in imports.items() if imported & modules}
        grown = not more <= modules
        modules |= more
    return tuple(question for question in homework.questions if question.module in modules)


def _imports(path: Path) -> set[str]:
    """Return every name that an import in a file mentions; the names of its modules are among them."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found.update((node.module or "").split("."))
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.update(part for name in node.names for part in name.name.split("."))
    return found
