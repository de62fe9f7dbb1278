"""Which modules of this package a part of it needs, so that an archive can hold these and no others."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import resolve_name
from pathlib import Path

ENGINE = Path(__file__).resolve().parent.parent
BESIDE_SOLUTIONS = frozenset({"autograder.grading.checks", "autograder.content"})
"""What is imported only where the solutions are."""


def engine(roots: Sequence[str], without: frozenset[str] = BESIDE_SOLUTIONS) -> Mapping[str, bytes]:
    """Return the files that modules of this package need, directly or not, by their paths under `autograder/`."""
    found: set[Path] = set()
    waiting = [f"autograder.{root}" for root in roots]
    while waiting:
        for path in _files_of(waiting.pop()):
            if path not in found:
                found.add(path)
                package = ".".join(("autograder", *path.parent.relative_to(ENGINE).parts))
                waiting += _imported(ast.parse(path.read_text(encoding="utf-8")).body, package, without)
    return {f"autograder/{path.relative_to(ENGINE).as_posix()}": path.read_bytes() for path in sorted(found)}


def _files_of(name: str) -> Iterator[Path]:
    """Yield the file of a module of this package, and those of the packages that it lies in."""
    parts = name.split(".")[1:]
    for depth in range(len(parts) + 1):
        package = ENGINE.joinpath(*parts[:depth], "__init__.py")
        if package.exists():
            yield package
    module = ENGINE.joinpath(*parts).with_suffix(".py")
    if parts and module.exists():
        yield module


def _imported(body: Sequence[ast.stmt], within: str, without: frozenset[str]) -> list[str]:
    """Return the modules of this package that statements of a package import, but for the sake of types alone."""
    found: list[str] = []
    for statement in body:
        if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING":
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.ImportFrom):
                package = resolve_name("." * node.level + (node.module or ""), within)
                found += [package, *(f"{package}.{name.name}" for name in node.names)]
    return [name for name in found if name.startswith("autograder") and name not in without]
