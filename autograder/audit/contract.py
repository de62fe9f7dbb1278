"""The promises of the stubs: every sentence of a docstring that says what is graded, and the case that grades it."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from autograder.grading.checks import Checks
from autograder.homework import Homework

NOT_GRADED = "not graded"
SECTION = re.compile(r"^(Args|Returns|Raises|Example|Lecture)\b.*:", re.MULTILINE)
UNGRADED = ("Example", "Lecture")
SENTENCE_END = re.compile(r"(?<=[.:;!?])\s+(?=[A-Z`\"0-9(])|\n\s*\n")


def promises(homework: Homework) -> Mapping[str, tuple[str, ...]]:
    """Return for each function of the homework the sentences of its stub's docstring, white space made plain."""
    found = {}
    for module in homework.modules:
        path: Path = homework.stubs / f"{module}.py"
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name in homework.module_of:
                found[node.name] = tuple(_sentences(ast.get_docstring(node) or ""))
    return found


def _sentences(docstring: str) -> Iterator[str]:
    starts = [(0, ""), *((match.start(), match.group(1)) for match in SECTION.finditer(docstring))]
    ends = [start for start, _ in starts[1:]] + [len(docstring)]
    for (start, section), end in zip(starts, ends, strict=True):
        if section not in UNGRADED:
            text = docstring[start:end].removeprefix(f"{section}:")
            yield from (plain for part in SENTENCE_END.split(text) if (plain := " ".join(part.split())))


def uncovered(checks: Checks) -> list[str]:
    """Return the sentences that no case is listed for, and the listed cases that there are not; a line each."""
    path = checks.homework.root / "autograder" / "audit" / "contract.yaml"
    listed = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    if listed is None:
        return []
    found = []
    said = promises(checks.homework)
    for plan in checks.plans.values():
        for function in plan.question.functions:
            groups = listed.get(function, {})
            cases = {p.case.name for p in plan.cases if function in {call.function for call in p.calls}} | {NOT_GRADED}
            known = {sentence for sentences in groups.values() for sentence in sentences}
            found += [f"{function}: no case is listed for: {one}" for one in said[function] if one not in known]
            found += [f"{function}: listed, but the stub does not say it: {one}" for one in known - {*said[function]}]
            found += [f"{function}: there is no case {name!r} about it" for name in groups if name not in cases]
    return sorted(found)
