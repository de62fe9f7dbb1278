"""Stand-ins: other functions in the places of a student's wrong pieces, to see whether what builds on them is right.

A stand-in takes and returns what the right function does and is something else. So it may stand beside a student's
code, which learns nothing from it; and an answer that is what the solution gives with the same stand-ins is right as
far as it goes, whatever the student's own pieces do: raise, return a float for a size, or always the same.
"""

import ast
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.errors import GraderError
from autograder.homework import Homework
from autograder.sandbox.room import Batch, Lost, Outcomes, Session
from autograder.submission import Program

MOST_OPEN = 2
"""How many such processes a submission may have at once."""

SECONDS = 1.0
"""How long a case may take with stand-ins; the first also loads the modules and may take as long as a question."""

MAKER = "_stand_ins_"
"""The name of the function that makes stand-ins in a submission."""

SCRIPT = "<stand-ins>"
"""The name of the last piece of a script that has stand-ins: no file has it."""


@dataclass(frozen=True, eq=False)
class StandIns:
    """The stand-ins of a homework: for each module a file of functions that need nothing but NumPy."""

    files: Mapping[str, ast.Module]
    module_of: Mapping[str, str]

    @cached_property
    def names(self) -> frozenset[str]:
        """The functions for which there is one."""
        defined = (node.name for file in self.files.values() for node in file.body if isinstance(node, ast.FunctionDef))
        return frozenset(defined)

    def source(self, module: str, names: frozenset[str]) -> str:
        """Return the text that puts stand-ins in the places of functions of a module, and changes no other name."""
        body = textwrap.indent("\n\n".join(map(ast.unparse, self.files[module].body)), "    ")
        chosen = ", ".join(sorted(names & {name for name, home in self.module_of.items() if home == module}))
        return f"def {MAKER}():\n{body}\n\n    return ({chosen},)\n\n({chosen},) = {MAKER}()\n"

    def _by_module(self, names: frozenset[str]) -> Mapping[str, str]:
        modules = sorted({self.module_of[name] for name in names})
        return {module: self.source(module, names) for module in modules}

    def beside(self, program: Program, names: frozenset[str]) -> Program:
        """Return a submission with stand-ins behind its own functions, so that all that builds on those finds them."""
        texts = self._by_module(names)
        if program.script:
            last = {SCRIPT: "\n\n".join(texts.values())}
            return replace(program, files={**program.files, **last}, script=(*program.script, SCRIPT))
        changed = {
            f"{module}.py": f"{program.files[f'{module}.py']}\n\n{text}"
            for module, text in texts.items()
            if f"{module}.py" in program.files
        }
        return replace(program, files={**program.files, **changed})

    def functions(self, names: frozenset[str]) -> Mapping[str, Callable[..., Any]]:
        """Return stand-ins as functions of this process."""
        return {name: self._functions[name] for name in names}

    @cached_property
    def _functions(self) -> Mapping[str, Callable[..., Any]]:
        found: dict[str, Callable[..., Any]] = {}
        for file in self.files.values():
            space: dict[str, Any] = {}
            exec(compile(file, SCRIPT, "exec"), space)
            found |= {name: space[name] for name in self.names & space.keys()}
        return found


@dataclass
class Rehearsals:
    """Processes of a submission with stand-ins in it, one for each set of them, a few at a time."""

    start: Callable[[frozenset[str]], Session]
    seconds: float
    _open: dict[frozenset[str], Session] = field(default_factory=dict)
    _lost: set[frozenset[str]] = field(default_factory=set)

    def ask(self, batch: Batch, stand_ins: frozenset[str]) -> Outcomes | None:
        """Make the calls of a batch where stand-ins are in the places of some pieces.

        None where they are not answered, then and ever after.
        """
        if stand_ins in self._lost:
            return None
        is_first = stand_ins not in self._open
        if is_first and len(self._open) == MOST_OPEN:
            self._open.pop(next(iter(self._open))).close()
        if is_first:
            self._open[stand_ins] = self.start(stand_ins)
        reply = self._open[stand_ins].ask(batch, self.seconds if is_first else SECONDS)
        if isinstance(reply, Lost) or reply.outcomes.ran_short:
            self._lost.add(stand_ins)
            return None
        return reply.outcomes

    def close(self) -> None:
        """End the processes."""
        for session in self._open.values():
            session.close()


def load_stand_ins(homework: Homework) -> StandIns:
    """Read the stand-ins of a homework; there need be none. Raises GraderError for a file that is no Python."""
    paths = [homework.stand_ins / f"{module}.py" for module in homework.modules]
    return StandIns({path.stem: _parsed(path) for path in paths if path.exists()}, homework.module_of)


def _parsed(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_text(encoding="utf-8"), str(path))
    except SyntaxError as error:
        raise GraderError(f"{path}, line {error.lineno}: {error.msg}") from None
