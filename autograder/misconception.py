"""Known wrong answers: small functions whose docstring is the sentence that the student should read.

    @instead_of("clip_gradient")
    def clips_each_entry(g: Array, tau: float) -> Array:
        \"\"\"Every entry is cut to [−τ, τ] by itself, and the gradient no longer points where it did.\"\"\"
        return np.clip(g, -tau, tau)

A file of them belongs to the question whose name it has. `@instead_of("answers", "6.1", "output_size")` is a wrong
written answer: a function without parameters that returns it.
"""

import importlib.util
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from autograder.content import Solutions, homework_on_path
from autograder.errors import GraderError
from autograder.homework import ANSWERS, Homework

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, eq=False)
class Misconception:
    """A wrong answer in the place of `function`; `field` says which written answer, where it is one."""

    question: str
    function: str
    name: str
    sentence: str
    wrong: Callable[..., Any]
    field: tuple[str, ...] = ()

    def functions(
        self, solutions: Solutions, right: Mapping[str, Callable[..., Any]]
    ) -> Mapping[str, Callable[..., Any]]:
        """Return the functions of a submission that is right but for this mistake."""
        if self.function != ANSWERS:
            return {**right, **solutions.exchanged({self.function: self.wrong})}
        answer = right[ANSWERS]
        return {**right, ANSWERS: lambda *field: self.wrong() if field == self.field else answer(*field)}


def instead_of(function: str, *field: str) -> Callable[[F], F]:
    """Mark a function as a known wrong answer in the place of the homework's `function`."""

    def decorate(wrong: F) -> F:
        wrong.__dict__["instead_of"] = (function, field)
        return wrong

    return decorate


def load_misconceptions(homework: Homework, solutions: Solutions) -> tuple[Misconception, ...]:
    """Return all known wrong answers of a homework, in the order of its questions and files."""
    return load_answers(homework, solutions, homework.misconceptions)


def load_answers(homework: Homework, solutions: Solutions, folder: Path) -> tuple[Misconception, ...]:
    """Return the answers in a folder, one file per question: known wrong ones, or unusual right ones."""
    found: list[Misconception] = []
    with homework_on_path(homework, dict(solutions.loaded)):
        for question in homework.questions:
            path = folder / f"{question.id}.py"
            if not path.exists():
                continue
            spec = importlib.util.spec_from_file_location(f"{folder.name}_of_{question.id}", path)
            if spec is None or spec.loader is None:
                raise GraderError(f"{path} cannot be loaded")
            module = importlib.util.module_from_spec(spec)
            try:
                spec.loader.exec_module(module)
            except Exception as error:
                raise GraderError(f"{path} cannot be loaded: {type(error).__name__}: {error}") from error
            found.extend(_misconceptions_in(module, question.id))
    return tuple(found)


def _misconceptions_in(module: ModuleType, question: str) -> list[Misconception]:
    found = []
    for name, value in vars(module).items():
        mark = getattr(value, "__dict__", {}).get("instead_of")
        if mark is None:
            continue
        sentence = " ".join((inspect.getdoc(value) or "").split())
        if not sentence:
            raise GraderError(f"misconceptions/{question}.py: {name} has no sentence for the student")
        found.append(Misconception(question, mark[0], name, sentence, value, mark[1]))
    return found
