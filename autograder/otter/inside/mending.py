"""What checks rely on, as it was before the submission ran."""

import doctest
import sys
from typing import Any

MENDED = {"builtins", "io", "inspect", "json", "doctest", "math", "unittest.mock", "otter", "otter.test_files"}


class Kept:
    """The names in modules, and the parts of classes, that a submission may not have replaced while it is checked."""

    def __init__(self, own: str, but: str) -> None:
        modules = {name: module for name, module in list(sys.modules.items()) if _is_kept(name, own)}
        self._names = [(vars(module), {**vars(module)}) for module in modules.values()]
        for space, kept in self._names:
            if space["__name__"].startswith(own):
                kept.pop(but, None)
        self._parts = [
            (owner, {name: part for name, part in vars(owner).items() if not name.startswith("__") or callable(part)})
            for owner in {value for space, _ in self._names for value in list(space.values()) if _is_class(value, own)}
        ]

    def mend(self) -> None:
        """Put back what has been replaced."""
        for space, kept in self._names:
            for name, value in kept.items():
                if space.get(name) is not value:
                    space[name] = value
        for owner, parts in self._parts:
            for name, part in parts.items():
                if vars(owner).get(name) is not part:
                    setattr(owner, name, part)


def _is_kept(name: str, own: str) -> bool:
    return name in MENDED or name.split(".")[0] == "numpy" or name.startswith(own)


def _is_class(value: Any, own: str) -> bool:
    return isinstance(value, type) and (value.__module__ == doctest.__name__ or value.__module__.startswith(own))
