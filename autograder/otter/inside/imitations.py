"""What checks and cells import and read there: Otter itself, libraries that draw, the files of the archive."""

import builtins
import dis
import functools
import importlib.abc
import importlib.machinery
import io
import posixpath
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

UNPACK = dis.opmap["UNPACK_SEQUENCE"]
PICTURES = {"matplotlib", "mpl_toolkits", "seaborn", "plotly", "IPython", "ipywidgets"}
"""Libraries that draw and show; where they are missing, they do nothing instead."""


class test_case:  # noqa: N801
    """Otter's decorator: marks a function as a case and keeps what is said of it."""

    def __init__(
        self, name: Any = None, points: Any = None, hidden: bool = False,
        success_message: Any = None, failure_message: Any = None,
    ) -> None:  # fmt: skip
        self.name, self.points, self.hidden = name, points, hidden
        self.success_message, self.failure_message = success_message, failure_message
        self.test_func: Callable[..., Any] = lambda: None

    def __call__(self, function: Callable[..., Any]) -> "test_case":
        """Take the function."""
        self.test_func = function
        return self


class Nothing(types.ModuleType):
    """Stands in for what draws and shows: whatever is asked of it is itself, and nothing is seen."""

    def __getattr__(self, name: str) -> Any:
        """Return itself."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> "Nothing":
        """Return itself."""
        return self

    def __getitem__(self, _: Any) -> "Nothing":
        """Return itself."""
        return self

    def __setitem__(self, _: Any, __: Any) -> None:
        """Take anything."""

    def __enter__(self) -> "Nothing":
        """Return itself."""
        return self

    def __exit__(self, *_: Any) -> None:
        """Leave."""

    def __len__(self) -> int:
        """Return that nothing is in it."""
        return 0

    def __iter__(self) -> "Iterator[Nothing]":
        """Give as many of itself as are unpacked, else none."""
        frame = sys._getframe(1)
        at = frame.f_lasti
        operation, count = frame.f_code.co_code[at : at + 2]
        return iter([self] * (count if operation == UNPACK else 0))


class Pictures(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds what draws, after all others have looked for it."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """Find a library of those, or a part of one."""
        if fullname.split(".")[0] not in PICTURES:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Return what does nothing."""
        return Nothing(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Do nothing."""


def install(files: Mapping[str, str], notebook: type) -> None:
    """Put Otter, what draws, and the files that came with the archive where the cells look for them."""
    otter, checks = types.ModuleType("otter"), types.ModuleType("otter.test_files")
    vars(otter).update(__path__=[], __version__="7", Notebook=notebook, test_files=checks)
    vars(checks)["test_case"] = test_case
    sys.modules.update({"otter": otter, "otter.test_files": checks})
    sys.meta_path.append(Pictures())
    ordinary = builtins.open

    def opened(file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None, errors: Any = None,
               newline: Any = None, *rest: Any, **more: Any) -> Any:  # fmt: skip
        content = _found(file, files)
        if content is None or set(mode) & set("wax+"):
            return ordinary(file, mode, buffering, encoding, errors, newline, *rest, **more)
        raw = io.BytesIO(content)
        return raw if "b" in mode else io.TextIOWrapper(raw, encoding or "utf-8", errors, newline)

    builtins.open = io.open = opened
    for name in ("loadtxt", "genfromtxt"):
        setattr(np, name, _reading(getattr(np, name), files))


def _found(file: Any, files: Mapping[str, str]) -> bytes | None:
    """Return the content of a file of the archive, None for any other."""
    name = posixpath.normpath(str(file)) if isinstance(file, str) or hasattr(file, "__fspath__") else ""
    return files[name].encode("latin-1") if name in files else None


def _reading(function: Callable[..., Any], files: Mapping[str, str]) -> Callable[..., Any]:
    """Return a function of NumPy that finds the files of the archive as well."""

    @functools.wraps(function)
    def read(file: Any, *rest: Any, **more: Any) -> Any:
        content = _found(file, files)
        return function(file if content is None else io.StringIO(content.decode()), *rest, **more)

    return read
