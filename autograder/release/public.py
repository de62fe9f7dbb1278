"""Cutting the hidden cases, and all that only they need, out of a check file; what is left reads as it was written."""

import ast
import json
from collections.abc import Iterator, Mapping, Sequence

from autograder.grading.plan import LEFT_OUT

CASE = "case"
KEPT = {"OK_FORMAT", "name"}


def public_part(source: str, hidden: Mapping[str, float]) -> str:
    """Return a check file without its hidden cases and without the helpers that no public case uses.

    Of the hidden cases, given by what they are about, a list is left with their shares of the points.
    """
    tree = ast.parse(source)
    cases = {statement.name: _is_hidden(statement) for statement in tree.body if isinstance(statement, ast.FunctionDef)}
    wanted = _reachable(tree.body, KEPT | {name for name, hidden in cases.items() if hidden is False})
    lines = source.splitlines()
    blocks: list[str] = []
    empty = 0
    for number, statement in enumerate(tree.body):
        before = tree.body[number - 1].end_lineno or 0 if number else 0
        above = lines[before : _begin(statement) - 1]
        empty = max(empty, sum(not line.strip() for line in above))
        if isinstance(statement, ast.Import | ast.ImportFrom):
            text = _imports(statement, wanted)
        elif _is_docstring(statement) or _defined(statement) & wanted:
            text = "\n".join([*_comments(above), *lines[_begin(statement) - 1 : statement.end_lineno]])
        else:
            text = ""
        if text:
            blocks.append("\n" * (min(empty, 2) if blocks else 0) + text)
            empty = 0
    ideas = [f"    {json.dumps(idea, ensure_ascii=False)}: {share!r}," for idea, share in hidden.items()]
    if ideas:
        blocks.append(
            "\n".join(
                ["", "# Judged when you hand in, with their shares of the points.", f"{LEFT_OUT} = {{", *ideas, "}"]
            )
        )
    return "\n".join(blocks) + "\n"


def _is_hidden(function: ast.FunctionDef) -> bool | None:
    """Whether a function is a hidden case; None where it is no case at all."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == CASE:
            marks = [keyword.value for keyword in decorator.keywords if keyword.arg == "hidden"]
            return any(not isinstance(mark, ast.Constant) or mark.value is not False for mark in marks)
    return None


def _reachable(body: Sequence[ast.stmt], wanted: set[str]) -> set[str]:
    """Return the names that are wanted, directly or by what defines one of them."""
    known: set[str] = set()
    while wanted - known:
        known |= wanted
        wanted = wanted.union(*(_used(statement) for statement in body if _defined(statement) & known))
    return known


def _used(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _defined(statement: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a file defines."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return set()
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _imports(statement: ast.Import | ast.ImportFrom, wanted: set[str]) -> str:
    names = [name for name in statement.names if (name.asname or name.name).split(".")[0] in wanted]
    if not names:
        return ""
    if isinstance(statement, ast.ImportFrom):
        return ast.unparse(ast.ImportFrom(statement.module, names, statement.level))
    return ast.unparse(ast.Import(names))


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _begin(statement: ast.stmt) -> int:
    """Return the first line of a statement, decorators included."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _comments(above: Sequence[str]) -> Iterator[str]:
    """Yield the comment lines that stand directly above a statement."""
    for number, line in enumerate(above):
        if line.startswith("#") and all(later.startswith("#") for later in above[number:]):
            yield line
