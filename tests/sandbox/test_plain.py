"""Which files of a submission may share a process with others, told by what they are compiled to."""

from collections.abc import Mapping

import pytest

from autograder.homework import Homework
from autograder.sandbox.plain import Examiner

KEEPS_TO_ITSELF = {
    "arithmetic": "def f(x): return np.sqrt((x ** 2).sum())",
    "what it is given, changed": "def f(x):\n    x[0] = 1\n    x.sort()\n    return x",
    "variables of its own": "seen = {}\ndef f(x):\n    seen[len(seen)] = x\n    return seen",
    "exceptions caught": "def f(x):\n    try: return 1 / x\n    except ZeroDivisionError: raise ValueError(f'{x}')",
    "a state of its own for floating-point errors": "def f(x):\n    with np.errstate(all='ignore'): return np.exp(x)",
    "random numbers of a generator": "def f(rng): return rng.random(3) * np.random.default_rng(0).normal()",
    "printing": "def f(x): print(x)",
    "windows of an array": "from numpy.lib.stride_tricks import sliding_window_view as v\ndef f(x): return v(x, 2)",
    "types": "from collections.abc import Sequence\nfrom typing import Any\nfrom numpy.typing import NDArray\n"
    "Array = NDArray[np.float64]\ndef f(x: Array, y: 'Sequence[Any]' = ()) -> Array: return x",
    "a named tuple": "from typing import NamedTuple\nclass Pair(NamedTuple):\n    a: int\ndef f(x): return Pair(x)",
    "no warnings, and a path": "import sys, warnings\nwarnings.simplefilter('ignore')\nsys.path.append('.')",
    "a part for trying it out": "def f(x): return x\nif __name__ == '__main__': print(f(1))",
    "a function of NumPy under another name": "pad = np.pad\ndef f(x): return pad(x, 1)",
}

MAY_DO_MORE = {
    "an attribute of NumPy": "def f(x): np.sum = max",
    "an attribute, in a comprehension": "def f(x): return [0 for np.sum in [max]]",
    "an attribute, taken away": "def f(x): del np.sum",
    "an attribute, by name": "def f(x): setattr(np, 'sum', max)",
    "a function fetched by name": "def f(x): getattr(np, 'set' + 'err')(all='raise')",
    "the names of a module": "def f(x): vars(np)['sum'] = max",
    "the names of a module, by their own name": "def f(x): np.__dict__['sum'] = max",
    "settings of NumPy": "def f(x): np.seterr(all='raise')",
    "settings of NumPy, while loading": "np.seterr(all='raise')\ndef f(x): return x",
    "settings of NumPy, imported": "from numpy import seterr as sum\ndef f(x): sum(all='raise')",
    "a function that others of the file use": "def f(x):\n    global g\n    g = None\ndef g(x): return x",
    "the interpreter": "import sys\ndef f(x): sys.setrecursionlimit(99)",
    "the system": "import os\ndef f(x): return x",
    "the interpreter, by way of another module": "import random\ndef f(x): random._os._exit(0)",
    "the end": "from os import _exit\ndef f(x): return x",
    "text that is run": "def f(x): exec('np.sum = max')",
    "frames": "def f(x):\n    g = (i for i in x)\n    g.gi_frame.f_back.f_locals.clear()",
    "the base of an argument": "def f(x): x.base[:] = 0",
    "bytes beside an argument": "from numpy.lib.stride_tricks import as_strided\ndef f(x): as_strided(x, (9,))[:] = 0",
    "text that is run for its time": "import timeit\ndef f(x): timeit.timeit('np.sum = max')",
    "text that is a type": "import typing\ndef f(x): typing.ForwardRef('np')",
    "the attributes of a pattern": "def f(x):\n    match np:\n        case object(__dict__=d): d.clear()",
    "another module, wrapped": "from functools import wraps\ndef f(x): wraps(x, ('sum',), ())(np)",
    "what counts as a mapping": "from collections.abc import Mapping\ndef f(x): Mapping.register(list)",
    "a hidden part of NumPy": "import numpy.ctypeslib\ndef f(x): return x",
    "a destructor": "class C:\n    def __del__(self): pass\ndef f(x): return C()",
    "within a function within a function": "def f(x):\n    def g(y): return lambda z: np.seterr(k=0)\n    return g",
}


def examiner(files: Mapping[str, str]) -> Examiner:
    return Examiner(files, lambda path: compile(files[path], path, "exec", dont_inherit=True))


def plain(files: Mapping[str, str]) -> set[str]:
    found = examiner(files)
    return {path for path in files if found.is_plain_module(path)}


@pytest.mark.parametrize("source", KEEPS_TO_ITSELF.values(), ids=KEEPS_TO_ITSELF)
def test_what_keeps_to_itself_is_plain(source: str) -> None:
    files = {"m.py": f"import numpy as np\n{source}\n"}
    assert plain(files) == {"m.py"}
    assert examiner(files).is_plain_script(["m.py"])


@pytest.mark.parametrize("source", MAY_DO_MORE.values(), ids=MAY_DO_MORE)
def test_what_may_do_more_is_not(source: str) -> None:
    assert plain({"m.py": f"import numpy as np\n{source}\n"}) == set()


@pytest.mark.parametrize(
    "statement",
    [
        "from .a import f",
        "from . import a",
        "import a",
        "from homework.a import f",
        "import homework.a",
        "from a import *",
    ],
)
def test_a_module_is_as_plain_as_what_it_imports(statement: str) -> None:
    files = {"a.py": "import os", "b.py": statement, "c.py": "from .b import f", "d.py": "import numpy"}
    assert plain(files) == {"d.py"}


def test_what_imports_of_a_package_is_as_plain_as_all_of_it() -> None:
    files = {"h/__init__.py": "", "h/one.py": "import os", "h/two.py": "", "m.py": "from .h.two import f", "n.py": ""}
    assert "m.py" not in plain(files)
    assert "n.py" in plain(files)
    assert plain({"__init__.py": "import os", "m.py": ""}) == set()


def test_modules_that_import_each_other_are_looked_at_once() -> None:
    assert plain({"a.py": "from .b import g", "b.py": "from .a import f"}) == {"a.py", "b.py"}


def test_what_cannot_be_compiled_or_is_not_there_does_nothing() -> None:
    assert plain({"m.py": "def broken(:\n"}) == {"m.py"}
    assert examiner({}).is_plain_module("m.py")


def test_of_a_script_the_functions_count() -> None:
    assert examiner({"s": "import os, sys\nsys.setrecursionlimit(99)\ndef f(x): return x"}).is_plain_script(["s"])
    assert not examiner({"s": "import sys\ndef f(x): sys.setrecursionlimit(99)"}).is_plain_script(["s"])
    assert not examiner({"s": "def f(x): return x", "t": "return 5"}).is_plain_script(["s", "t"])


def test_all_that_we_hand_out_and_solve_is_plain(homework: Homework) -> None:
    for folder in (homework.stubs, homework.solutions):
        files = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
        assert plain(files) == files.keys()
