"""Who is tried: known wrong answers, unusual right ones, both kinds of mutants, and canaries that must not sing."""

import ast
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from autograder.audit.canaries import CANARIES, FOR_WRITTEN, Dull
from autograder.audit.mutator import Mutant, mutants_of
from autograder.grading.checks import Checks
from autograder.homework import ANSWERS, Question
from autograder.misconception import Misconception, load_answers

QUICK_SHARE = 12
"""The quick form mutates one in so many of the right answers."""

Functions = Mapping[str, Callable[..., Any]]


class Kind(Enum):
    """What a candidate is, and so what must become of it."""

    MISCONCEPTION = "misconception"
    RIGHT = "right answer"
    OF_SOLUTION = "mutant of a solution"
    OF_RIGHT = "mutant of a right answer"
    CANARY = "canary"

    @property
    def is_mutant(self) -> bool:
        """Whether it was made by the mutator."""
        return self in (Kind.OF_SOLUTION, Kind.OF_RIGHT)


@dataclass(frozen=True, eq=False)
class Candidate:
    """An answer to be tried: its questions (the first is its own), and how to make its functions."""

    kind: Kind
    name: str
    function: str
    questions: tuple[str, ...]
    make: Callable[[], Functions]
    field: tuple[str, ...] = ()
    sentence: str = ""

    @property
    def identity(self) -> str:
        """A name that no other candidate of its kind has."""
        return f"{self.questions[0]} | {self.name}"


@dataclass(frozen=True, eq=False)
class Population:
    """All candidates of a homework."""

    checks: Checks

    @cached_property
    def question_of(self) -> Mapping[str, str]:
        """The question that each function belongs to."""
        return {name: question.id for question in self.checks.homework.questions for name in question.functions}

    def candidates(self, questions: Sequence[str], quick: bool) -> Iterator[Candidate]:
        """Yield the candidates of these questions, in an order that is always the same."""
        homework, solutions = self.checks.homework, self.checks.solutions
        wrong = load_answers(homework, solutions, homework.misconceptions)
        right = [one for one in load_answers(homework, solutions, homework.right_answers) if one.question in questions]
        yield from (self._misconception(one, quick) for one in wrong if one.question in questions)
        yield from map(self._right, right)
        for module in solutions.modules:
            yield from (one for one in self._mutants_of_solution(module) if one.questions[0] in questions)
        for answer in right:
            if not quick or zlib.crc32(answer.name.encode()) % QUICK_SHARE == 0:
                yield from self._mutants_of_right(answer)
        yield from (one for one in self._canaries() if one.questions[0] in questions)

    def _misconception(self, known: Misconception, quick: bool) -> Candidate:
        reached = (known.question,) if quick else self._reached(known.question, known.function)
        return Candidate(
            Kind.MISCONCEPTION, known.name, known.function, reached,
            lambda: known.functions(self.checks.solutions, self.checks.right), known.field, known.sentence,
        )  # fmt: skip

    def _reached(self, question: str, function: str) -> tuple[str, ...]:
        """Return a question and the others in which some function builds on this one: all that it can cost."""
        reached = [self.question_of[name] for name, pieces in self.checks.pieces.items() if function in pieces]
        return tuple(dict.fromkeys([question, *reached]))

    def _right(self, answer: Misconception) -> Candidate:
        return Candidate(
            Kind.RIGHT, answer.name, answer.function, (answer.question,),
            lambda: {**self.checks.right, answer.function: answer.wrong},
        )  # fmt: skip

    def _mutants_of_solution(self, module: ModuleType) -> Iterator[Candidate]:
        """Yield the mutants of a module's functions and constants; a helper's are tried where the helper is used."""
        nodes = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")).body
        definitions = {name: node for node in nodes if (name := _defined(node)) is not None}
        users = {name: _users(name, definitions) & self.question_of.keys() for name in definitions}
        for name, node in definitions.items():
            questions = [self.question_of[user] for user in self.question_of if user in users[name]]
            own = [self.question_of[name]] if name in self.question_of else list(dict.fromkeys(questions))
            for mutant in mutants_of(node, name) if own else ():
                yield Candidate(Kind.OF_SOLUTION, mutant.identity, name, tuple(own), self._exchanged(module, mutant))

    def _exchanged(self, module: ModuleType, mutant: Mutant) -> Callable[[], Functions]:
        def make() -> Functions:
            space = dict(vars(module))
            exec(compile(mutant.source, "<mutant>", "exec"), space)
            if mutant.name in self.question_of:
                return {**self.checks.right, mutant.name: space[mutant.name]}
            return {**self.checks.right, **self.checks.solutions.exchanged({mutant.name: space[mutant.name]})}

        return make

    def _mutants_of_right(self, answer: Misconception) -> Iterator[Candidate]:
        """Yield the mutants of a right answer and of the helpers in its file that it uses."""
        if not isinstance(answer.wrong, FunctionType):
            return
        nodes = ast.parse(Path(answer.wrong.__code__.co_filename).read_text(encoding="utf-8")).body
        definitions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
        if answer.wrong.__name__ not in definitions:
            return
        needed = [name for name in definitions if answer.wrong.__name__ in {name} | _users(name, definitions)]
        for name in needed:
            for mutant in mutants_of(definitions[name], name):
                identity = mutant.identity if name == answer.name else f"{answer.name} > {mutant.identity}"
                yield Candidate(
                    Kind.OF_RIGHT, identity, answer.function, (answer.question,),
                    self._rebuilt(answer, [definitions[other] for other in needed], mutant),
                )  # fmt: skip

    def _rebuilt(
        self, answer: Misconception, needed: Sequence[ast.FunctionDef], mutant: Mutant
    ) -> Callable[[], Functions]:
        """Define all in the order of the file, so that a decorator with a slip is there before what it decorates.

        A slip that breaks the definitions leaves the function out, as a module does that cannot be loaded.
        """

        def make() -> Functions:
            space = dict(answer.wrong.__globals__)
            try:
                for one in needed:
                    source = mutant.source if one.name == mutant.name else ast.unparse(one)
                    exec(compile(source, "<mutant>", "exec"), space)
            except Exception:
                return {name: right for name, right in self.checks.right.items() if name != answer.function}
            return {**self.checks.right, answer.function: space[answer.wrong.__name__]}

        return make

    def _canaries(self) -> Iterator[Candidate]:
        """Yield answers that know nothing: all functions of a question replaced by the same dull thing."""
        for question in self.checks.homework.questions:
            for name, dull in CANARIES.items():
                if not question.is_written or name in FOR_WRITTEN:
                    yield Candidate(Kind.CANARY, name, "", (question.id,), partial(self._dulled, question, dull))

    def _dulled(self, question: Question, dull: Dull) -> Functions:
        plan, functions = self.checks.plans[question.id], question.functions or (ANSWERS,)
        return {**self.checks.right, **{name: dull(name, plan, self.checks.right) for name in functions}}


def _defined(node: ast.stmt) -> str | None:
    """Return the name that a function definition or a plain constant defines."""
    if isinstance(node, ast.FunctionDef):
        return node.name
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper():
        return node.targets[0].id
    return None


def _users(name: str, definitions: Mapping[str, ast.stmt]) -> set[str]:
    """Return the definitions that use a name, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        wanted = waiting.pop()
        for other, node in definitions.items():
            names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            if wanted in names and other not in found and other != name:
                found.add(other)
                waiting.append(other)
    return found
