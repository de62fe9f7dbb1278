"""Turning a known wrong answer into the file that a student with that mistake would hand in."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

from autograder.misconception import Misconception


def with_mistake(source: str, module: str, misconception: Misconception) -> str:
    """Return the source of a solved module in which one function makes this mistake.

    The wrong function is put behind the right one, which it may still call, as some mistakes are a right answer spoilt.
    """
    function, kept = misconception.function, f"_right_{misconception.function}"
    wrong = misconception.wrong
    if not isinstance(wrong, FunctionType):
        raise TypeError(f"{misconception.name} is no plain function")
    names = ast.parse(Path(wrong.__code__.co_filename).read_text(encoding="utf-8")).body
    needed = list(_needed(wrong.__name__, {n.name: n for n in names if isinstance(n, ast.FunctionDef)}, set()))
    imports = [n for n in names if isinstance(n, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign)]
    lines = [source, f"{kept} = {function}"]
    lines += [line for node in imports for line in _import_lines(node, module)]
    lines += [ast.unparse(_Renamed(function, kept).visit(node)) for node in needed]
    lines.append(f"{function} = {wrong.__name__}")
    return "\n\n".join(lines) + "\n"


def _needed(name: str, functions: dict[str, ast.FunctionDef], seen: set[str]) -> Iterator[ast.FunctionDef]:
    """Yield a function of a file, after the functions of the file that it uses."""
    seen.add(name)
    for node in ast.walk(functions[name]):
        if isinstance(node, ast.Name) and node.id in functions and node.id not in seen:
            yield from _needed(node.id, functions, seen)
    yield functions[name]


def _import_lines(node: ast.stmt, module: str) -> Iterator[str]:
    """Yield an import or constant of a file of misconceptions as it has to read inside a submission."""
    if isinstance(node, ast.Import):
        yield ast.unparse(node)
    elif isinstance(node, ast.ImportFrom):
        origin = node.module or ""
        if origin == "autograder.misconception" or origin == f"solutions.{module}" or origin == "__future__":
            return
        if origin.startswith("solutions."):
            node = ast.ImportFrom(origin.removeprefix("solutions."), node.names, 1)
        elif origin == "solutions":
            node = ast.ImportFrom(None, node.names, 1)
        yield ast.unparse(node)
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        yield ast.unparse(node)


class _Renamed(ast.NodeTransformer):
    """Strips decorators and docstring, and makes the function at fault call the right one under its kept name."""

    def __init__(self, function: str, kept: str) -> None:
        self._function = function
        self._kept = kept

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.decorator_list = []
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(self._kept, node.ctx) if node.id == self._function else node
