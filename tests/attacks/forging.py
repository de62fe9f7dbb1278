"""Points for answers that are wrong."""

from attack import DISTANCES, HONEST_NEAREST, Attack, instead

RETURNS_IT = """
def distances(points, query): return lie(points)
def nearest(points, query, k): return lie(points)
"""
ZEROS = """
def distances(points, query): return np.zeros(len(points))
def nearest(points, query, k): return [0] * 9
"""


def lying(name: str, lie: str) -> Attack:
    """Return an attack whose functions return a lie."""
    return instead(name, lie + RETURNS_IT)


def tampering(name: str, source: str) -> Attack:
    """Return an attack that changes how it is judged, and answers with zeros."""
    return instead(name, source + ZEROS)


EQUAL = """
class Equal:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    def __hash__(self): return 0
"""

ATTACKS = (
    lying("equal to everything", EQUAL + "def lie(points): return Equal()"),
    lying("a list of things equal to everything", EQUAL + "def lie(points): return [Equal() for _ in points]"),
    lying("a float equal to everything", EQUAL + "class F(Equal, float): pass\ndef lie(points): return [F(7)] * 3"),
    lying("a string equal to everything", EQUAL + "class S(Equal, str): pass\ndef lie(points): return S('right')"),
    lying("a list equal to everything", EQUAL + "class L(Equal, list): pass\ndef lie(points): return L([7, 7, 7])"),
    lying(
        "an array subclass that compares as equal",
        "class A(np.ndarray):\n"
        "    def __array_ufunc__(self, *a, **k): return np.True_\n"
        "    def __array_function__(self, *a, **k): return True\n"
        "    def all(self, *a, **k): return True\n"
        "def lie(points): return np.full(len(points), 7.0).view(A)",
    ),
    lying(
        "an object with an array interface",
        "class O:\n"
        "    def __array__(self, *a, **k): return np.full(3, 7.0)\n"
        "    def __array_ufunc__(self, *a, **k): return np.True_\n"
        "def lie(points): return O()",
    ),
    lying(
        "an interface to memory that is not there",
        "class O:\n"
        "    __array_interface__ = dict(shape=(3,), typestr='<f8', data=(4096, False), version=3)\n"
        "def lie(points): return O()",
    ),
    lying("everything masked", "def lie(points): return np.ma.masked_all(len(points))"),
    lying("only nan", "def lie(points): return np.full(len(points), np.nan)"),
    lying("only infinity", "def lie(points): return np.full(len(points), np.inf)"),
    lying("a scalar to be broadcast", "def lie(points): return 0.0"),
    lying("an empty array", "def lie(points): return np.zeros(0)"),
    lying("every axis of length one", "def lie(points): return np.zeros((1, 1, 1, 1))"),
    lying(
        "an array of objects equal to everything",
        EQUAL + "def lie(points): return np.array([Equal()] * len(points), dtype=object)",
    ),
    lying("a structured array", "def lie(points): return np.zeros(3, dtype=[('a', 'f8'), ('b', 'f8')])"),
    lying("dates", "def lie(points): return np.zeros(3, dtype='M8[s]')"),
    lying("a mock", "from unittest.mock import MagicMock\ndef lie(points): return MagicMock()"),
    lying("anything", "from unittest.mock import ANY\ndef lie(points): return ANY"),
    lying(
        "a type that claims to be an array",
        "class O:\n"
        "    __class__ = np.ndarray\n    shape = (3,); dtype = np.dtype('f8'); ndim = 1; size = 3\n"
        "def lie(points): return O()",
    ),
    lying(
        "a pickle with a command",
        "class O:\n"
        "    def __reduce__(self): return (os.system, ('sleep 86399 &',))\n"
        "def lie(points): return [O(), O()]",
    ),
    lying("its own argument", "def lie(points): return points"),
    lying("the function itself", "def lie(points): return lie"),
    lying(
        "nothing, forever iterable",
        "class O:\n"
        "    def __len__(self): return 3\n    def __getitem__(self, i): return self\n"
        "def lie(points): return O()",
    ),
    instead(
        "an exception that claims to be refusal and value",
        (
            "class M(type):\n"
            "    def __instancecheck__(c, o): return True\n"
            "    def __subclasscheck__(c, o): return True\n"
            "class E(ValueError, NotImplementedError, metaclass=M): pass\n"
            "def distances(points, query): raise E\n"
            "def nearest(points, query, k): raise E\n"
        ),
    ),
    tampering(
        "numpy's comparisons replaced",
        "for name in ('allclose', 'isclose', 'array_equal', 'all', 'any'):\n"
        "    setattr(np, name, lambda *a, **k: True)\n"
        "np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None",
    ),
    tampering("numpy's array functions replaced", "np.asarray = np.ascontiguousarray = lambda *a, **k: np.zeros(3)"),
    tampering(
        "builtins replaced",
        "import builtins\n"
        "builtins.isinstance = lambda *a: True\nbuiltins.all = lambda *a: True\nbuiltins.len = lambda *a: 3",
    ),
    tampering(
        "a false otter",
        "import types\n"
        "for name in ('otter', 'otter.test_files', 'otter.check'):\n"
        "    sys.modules[name] = types.ModuleType(name)\n"
        "sys.modules['otter'].score = 10",
    ),
    tampering(
        "assertions of unittest replaced",
        "import unittest\nunittest.TestCase.assertEqual = unittest.TestCase.fail = lambda *a, **k: None",
    ),
    tampering(
        "the wire's packing replaced",
        "wire = sys.modules.get('room.wire')\nif wire: wire.pack = lambda value, buffers, depth=0: wire.Other('right')",
    ),
    tampering(
        "the wire's replies replaced",
        "wire = sys.modules.get('room.wire')\nif wire: wire.encode = lambda message: b'\\x93right'",
    ),
    tampering(
        "every reply says that it refused",
        "wire = sys.modules.get('room.wire')\n"
        "w = sys.modules.get('room.worker')\n"
        "if w: w.Caller._outcome = lambda self, *a: w.Made(wire.Raised('ValueError', '', '', 0, True, True), [])",
    ),
    tampering(
        "replies of another size",
        "w = sys.modules.get('room.worker')\nif w: w.Caller.run = lambda self, asks, payload: []",
    ),
    tampering(
        "a reply with a score in it",
        "w = sys.modules.get('room.worker')\nif w: w.serve = lambda *a: (b'\\x82\\xa5score\\x0a\\xa6passed\\xc3', b'')",
    ),
    tampering(
        "a trace function that rewrites frames",
        "def trace(frame, event, arg):\n"
        "    frame.f_locals.update(expected=0, score=10, truth=None)\n    return trace\nsys.settrace(trace)",
    ),
    tampering(
        "rewritten constants of the caller",
        "frame = sys._getframe()\n"
        "while frame:\n"
        "    for key in list(frame.f_globals):\n"
        "        if key in ('score', 'points', 'ABSOLUTE', 'RELATIVE'): frame.f_globals[key] = 1e300\n"
        "    frame = frame.f_back",
    ),
    instead(
        "a grader of its own",
        ZEROS,
        {
            "autograder/__init__.py": "",
            "autograder/grading/__init__.py": "",
            "autograder/grading/judge.py": "def judge(*a): return None\n",
            "autograder/checks/neighbours.py": "name = 'neighbours'\npoints = 10\n",
        },
    ),
    instead(
        "checks and settings of its own",
        ZEROS,
        {
            "assignment.yaml": "title: easy\nquestions: {neighbours: {module: knn, functions: [], points: 1000}}\n",
            "results.json": '{"score": 10}',
            "answers.yaml": "neighbours: 10\nscore: 10\n",
            "conftest.py": "import pytest\n",
            "sitecustomize.py": "import os\n",
            ".OTTER_LOG": "cos\nsystem\n.",
        },
    ),
    instead("a numpy of its own", ZEROS, {"numpy.py": "def allclose(*a): return True\n", "msgspec.py": "x = 1\n"}),
    instead(
        "solutions imported",
        (
            "try:\n    from solutions.knn import distances, nearest\n"
            "except ImportError:\n    distances = nearest = lambda *a: None\n"
        ),
    ),
    instead(
        "solutions loaded by path",
        (
            "import importlib.util\n"
            "def load():\n"
            "    path = '@hidden checks@'.replace('autograder/checks/neighbours', 'solutions/knn')\n"
            "    spec = importlib.util.spec_from_file_location('s', path)\n"
            "    m = importlib.util.module_from_spec(spec); spec.loader.exec_module(m); return m\n"
            "def distances(points, query): return load().distances(points, query)\n"
            "def nearest(points, query, k): return load().nearest(points, query, k)\n"
        ),
    ),
    Attack(
        "right in public only",
        {
            "knn.py": (
                "import numpy as np\nseen = 0\n"
                + HONEST_NEAREST
                + "def distances(points, query):\n    raise KeyError('none')\n"
            )
        },
        DISTANCES,
    ),
    instead(
        "the answer to another question beforehand",
        (
            "import struct\n"
            "def reply():\n"
            "    for number in range(3, 64):\n"
            "        try: os.write(number, struct.pack('<4sQII', b'room', 0, 3, 0) + b'\\x92\\x90\\xa0')\n"
            "        except OSError: pass\n"
            "def distances(points, query): reply(); return 0\n"
            "def nearest(points, query, k): reply(); return 0\n"
        ),
    ),
)
