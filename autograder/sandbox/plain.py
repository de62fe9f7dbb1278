"""Whether a file of a submission can change anything outside of itself, as its compiled code tells before it is run.

What cannot shares a process with the rest of the submission; each question of what may has one of its own. So no
question has to be asked twice, which would be a second guess at it. This is no wall: who gets past it spoils nothing
but the answers to other questions of his own.
"""

import functools
import opcode
import pkgutil
import random
import sys
import types
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np

HARMLESS_MODULES = frozenset(
    {
        "__future__", "abc", "array", "bisect", "cmath", "collections", "copy", "decimal", "fractions", "functools",
        "heapq", "itertools", "math", "numbers", "operator", "random", "re", "select", "statistics", "sys", "time",
        "typing", "warnings", "fft", "lib", "linalg",
    }
)  # fmt: skip
"""Modules of Python and NumPy through which, but for the names below, nothing is changed that outlasts a call."""

HARMLESS_OF_SYS = frozenset(
    {
        "argv", "byteorder", "executable", "exit", "flags", "float_info", "getrecursionlimit", "getsizeof", "hash_info",
        "int_info", "maxsize", "path", "platform", "version", "version_info",
    }
)  # fmt: skip

HARMFUL_NAMES = frozenset(
    {
        # of Python
        "ForwardRef", "attrgetter", "breakpoint", "delattr", "eval", "exec", "get_type_hints", "getattr", "globals",
        "methodcaller", "open", "register", "setattr", "singledispatch", "singledispatchmethod", "update_wrapper",
        "vars", "wraps",
        "ag_frame", "cr_frame", "f_back", "f_builtins", "f_globals", "f_locals", "gi_frame", "tb_frame",
        # of the arrays that calls are given: what lies beside them, and whether they can be written to
        "as_strided", "base", "ctypes", "setfield", "setflags",
        # of NumPy
        "add_docstring", "add_newdoc", "add_newdoc_ufunc", "bit_generator", "fromfile", "genfromtxt", "load", "loadtxt",
        "memmap", "save", "savetxt", "savez", "savez_compressed", "sctypeDict", "sctypes", "set_numeric_ops",
        "set_printoptions", "set_string_function", "setbufsize", "seterr", "seterrcall", "tofile", "typecodes",
    }
)  # fmt: skip

OWN = frozenset(
    {
        "__all__", "__annotations__", "__doc__", "__file__", "__main__", "__module__", "__name__", "__qualname__",
        "__firstlineno__", "__static_attributes__",
    }
)  # fmt: skip
"""Names of this form that every module and class has for itself; all others are harmful."""

HARMFUL = (
    HARMFUL_NAMES
    | (sys.stdlib_module_names - HARMLESS_MODULES)
    | (frozenset(dir(sys)) - HARMLESS_OF_SYS - OWN)
    | ({module.name for module in pkgutil.iter_modules(np.__path__)} - HARMLESS_MODULES)
    | {name for each in (np, np.linalg, random, functools, typing) for name in dir(each) if name.startswith("_")} - OWN
)
CHANGING = frozenset(
    opcode.opmap[name] for name in ("STORE_ATTR", "DELETE_ATTR", "STORE_GLOBAL", "DELETE_GLOBAL", "MATCH_CLASS")
)
"""What changes more than variables; a pattern of a class names attributes where they are not looked for."""


class Examiner:
    """Says of the files of one submission which are plain: of a script, or of modules with all that they import."""

    def __init__(self, files: Collection[str], compiled: Callable[[str], types.CodeType]) -> None:
        self._compiled = compiled
        self._stems = {path: frozenset(path[:-3].split("/")) for path in files if path.endswith(".py")}
        self._modules: dict[str, tuple[bool, frozenset[str]]] = {}

    def is_plain_module(self, path: str) -> bool:
        """Whether nothing that a module does, in its functions or when it is loaded, changes anything outside."""
        found = waiting = {path, "__init__.py"} & self._stems.keys()
        while waiting:
            read = [self._module(each) for each in waiting]
            if not all(is_plain for is_plain, _ in read):
                return False
            words = frozenset[str]().union(*(words for _, words in read))
            waiting = {other for other, stem in self._stems.items() if not stem.isdisjoint(words)} - found
            found = found | waiting
        return True

    def is_plain_script(self, pieces: Sequence[str]) -> bool:
        """Whether the functions of a script change nothing but what is theirs; all else in it runs whoever asks.

        Of a piece that cannot be compiled some statements may run.
        """
        every = [self._all_code(piece) for piece in pieces]
        return all(every) and _are_plain([code for codes in every for code in codes[1:]])

    def _module(self, path: str) -> tuple[bool, frozenset[str]]:
        """Return whether a file alone is plain, and all names in it."""
        if path not in self._modules:
            every = self._all_code(path)
            self._modules[path] = _are_plain(every), _words(every)
        return self._modules[path]

    def _all_code(self, path: str) -> list[types.CodeType]:
        """Return the code of a file and of all functions in it; none if it cannot be compiled: it does nothing."""
        try:
            code = self._compiled(path)
        except BaseException:
            return []
        return [code, *_functions(code)]


def _functions(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _functions(constant)


def _are_plain(codes: Iterable[types.CodeType]) -> bool:
    words = _words(codes)
    return (
        HARMFUL.isdisjoint(words)
        and all(word in OWN for word in words if word.startswith("__"))
        and all(CHANGING.isdisjoint(code.co_code[::2]) for code in codes)
    )


def _words(codes: Iterable[types.CodeType]) -> frozenset[str]:
    """Return all names of globals, attributes and imports in code, those with dots in their parts."""
    return frozenset(".".join(name for code in codes for name in code.co_names).split("."))
