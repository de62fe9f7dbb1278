"""Loading a homework's trusted code: its solutions and its known wrong answers."""

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from autograder.errors import GraderError
from autograder.homework import Homework

PACKAGES = ("solutions", "assignments")


@contextmanager
def homework_on_path(homework: Homework, loaded: dict[str, ModuleType]) -> Iterator[None]:
    """Make `solutions` mean the solutions of this homework, and leave no trace: `loaded` keeps what was imported."""
    others = _take_out()
    sys.modules.update(loaded)
    sys.path.insert(0, str(homework.root))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(homework.root))
        loaded.update(_take_out())
        sys.modules.update(others)


def _take_out() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.split(".")[0] in PACKAGES]
    return {name: sys.modules.pop(name) for name in names}


@dataclass(frozen=True, eq=False)
class Solutions:
    """The solved functions of a homework, whole or with some of them exchanged."""

    homework: Homework
    loaded: Mapping[str, ModuleType]

    @cached_property
    def modules(self) -> tuple[ModuleType, ...]:
        """The solution modules."""
        return tuple(module for name, module in self.loaded.items() if name.startswith("solutions."))

    @cached_property
    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """The functions of the homework by name, as solved."""
        return self.exchanged({})

    @cached_property
    def pieces(self) -> Mapping[str, frozenset[str]]:
        """For each function the other functions of the homework that its solution builds on, directly or not."""
        graded = self.homework.module_of
        own = self._own_functions
        by_name = {function.__name__: function for function in own.values()}

        def reach(name: str, seen: frozenset[str]) -> frozenset[str]:
            for used in _names_used(by_name[name].__code__) & by_name.keys():
                if used not in seen:
                    seen = reach(used, seen | {used})
            return seen

        return {name: (reach(name, frozenset({name})) - {name}) & graded.keys() for name in graded}

    def exchanged(self, replacements: Mapping[str, Callable[..., Any]]) -> Mapping[str, Callable[..., Any]]:
        """Return the functions with some of them replaced, also where one solution calls another."""
        spaces = {module.__name__: dict(vars(module)) for module in self.modules}
        for module, name, value in self._changeable:
            spaces[module][name] = deepcopy(value)
        clones = {
            id(f): FunctionType(f.__code__, spaces[f.__module__], f.__name__, f.__defaults__, f.__closure__)
            for f in self._own_functions.values()
        }
        for f in self._own_functions.values():
            clones[id(f)].__kwdefaults__ = f.__kwdefaults__
        for module, name, value in self._places:
            spaces[module][name] = clones[id(value)]
        for space in spaces.values():
            space.update({name: function for name, function in replacements.items() if name in space})
        found = {}
        for name, module in self.homework.module_of.items():
            found[name] = spaces[f"solutions.{module}"][name]
        return found

    @cached_property
    def _changeable(self) -> Sequence[tuple[str, str, Any]]:
        """The constants of the solutions that a piece of a student's could change."""
        return [
            (module.__name__, name, value)
            for module in self.modules
            for name, value in vars(module).items()
            if isinstance(value, dict | list | set | np.ndarray) and not name.startswith("__")
        ]

    @cached_property
    def _places(self) -> Sequence[tuple[str, str, FunctionType]]:
        """Where in the modules the functions of the solutions stand."""
        own = self._own_functions
        return [(m.__name__, name, own[id(v)]) for m in self.modules for name, v in vars(m).items() if id(v) in own]

    @cached_property
    def _own_functions(self) -> Mapping[int, FunctionType]:
        names = {module.__name__ for module in self.modules}
        values = [value for module in self.modules for value in vars(module).values()]
        return {id(v): v for v in values if isinstance(v, FunctionType) and v.__module__ in names}


def _names_used(code: CodeType) -> set[str]:
    """Return the names that a function's code refers to, those of its inner functions included."""
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return set(code.co_names).union(*map(_names_used, inner))


def load_solutions(homework: Homework) -> Solutions:
    """Import the solutions of a homework; raise GraderError where one is missing or cannot be imported."""
    loaded: dict[str, ModuleType] = {}
    with homework_on_path(homework, loaded):
        for module in homework.modules:
            try:
                importlib.import_module(f"solutions.{module}")
            except Exception as error:
                raise GraderError(f"solutions/{module}.py cannot be imported: {error}") from error
    solutions = Solutions(homework, loaded)
    for function, module in homework.module_of.items():
        if not callable(getattr(loaded[f"solutions.{module}"], function, None)):
            raise GraderError(f"solutions/{module}.py defines no {function}")
    return solutions
