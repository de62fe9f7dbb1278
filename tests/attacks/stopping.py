"""The grader, or other questions' results, brought to an end."""

from attack import instead, within

ATTACKS = (
    within("exit", "sys.exit(0)"),
    within("exit at once", "os._exit(0)"),
    within("exit with the code for memory", "os._exit(77)"),
    within("abort", "os.abort()"),
    within("kill itself", "import signal; os.kill(os.getpid(), signal.SIGKILL); os._exit(3)"),
    within("stop itself", "import signal; os.kill(os.getpid(), signal.SIGSTOP); os._exit(3)"),
    within("kill the parent", "os.kill(os.getppid(), 9)"),
    within("stop the parent", "os.kill(os.getppid(), 19)"),
    within("kill everyone", "os.kill(-1, 9)"),
    within("kill the group", "os.killpg(0, 9); os._exit(1)"),
    within("segmentation fault", "import ctypes; ctypes.string_at(0)"),
    within("endless loop", "while True: pass"),
    within("endless sleep", "import time; time.sleep(1000)"),
    within("endless wait for input", "import select; select.select([], [], [])"),
    within(
        "endless loop that catches all",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    ),
    within("endless recursion", "return distances(points, query)"),
    within("endless recursion without a limit", "sys.setrecursionlimit(10**9); return distances(points, query)"),
    within("keyboard interrupt", "raise KeyboardInterrupt"),
    within("generator exit", "raise GeneratorExit"),
    within("base exception", "raise BaseException('b')"),
    within("memory error", "raise MemoryError"),
    within(
        "exception with a raising message",
        "raise E",
        "class E(Exception):\n    def __str__(self): raise E\n    __repr__ = __str__",
    ),
    within("exception with an exiting message", "raise E", "class E(Exception):\n    def __str__(self): os._exit(5)"),
    within("exception with an endless name", "raise type('E' * 10**7, (Exception,), {})('m' * 10**7)"),
    within(
        "exception without end of causes",
        "e = E(); e.__cause__ = e; e.__context__ = e; raise e",
        "class E(Exception): pass",
    ),
    within(
        "exception that claims another class",
        "raise E",
        "class E(Exception):\n    __class__ = property(lambda s: 1 / 0)\n    __traceback__ = None",
    ),
    within("group of exceptions", "raise ExceptionGroup('g', [ValueError(i) for i in range(1000)])"),
    within("more memory than there is", "return np.ones(10**12)"),
    within("memory step by step", "kept = []\nwhile True: kept.append(bytearray(10**7))"),
    within("memory in one string", "return 'x' * 10**10"),
    within("a very large result", "return np.zeros(10**7)"),
    within("a very long list", "return list(range(10**6))"),
    within("a very deep list", "kept = []\nfor _ in range(10**5): kept = [kept]\nreturn kept"),
    within("a list that holds itself", "kept = []; kept.append(kept); return kept"),
    within("a dictionary that holds itself", "kept = {}; kept['k'] = kept; return kept"),
    within("a huge whole number", "return 10**10**5"),
    within("text that is no unicode", "return '\\ud800'"),
    within("an array of many axes", "return np.zeros((1,) * 32)"),
    within("an array that claims to be vast", "return np.broadcast_to(np.zeros(1), (10**9, 10**9))"),
    within("flood of output", "while True: print('x' * 10**6)"),
    within("flood of output below python", "while True: os.write(1, b'x' * 10**6); os.write(2, b'x' * 10**6)"),
    within("output closed", "sys.stdout.close(); sys.stderr.close(); sys.stdout = None; return 1"),
    within("output replaced", "sys.stdout = sys.stderr = object(); return 1"),
    within("all descriptors closed", "os.closerange(0, 256); return 1"),
    within("all descriptors used", "kept = []\nwhile True: kept.append(os.dup(0))"),
    within(
        "garbage on every descriptor",
        "for n in range(64):\n    try: os.write(n, os.urandom(999))\n    except OSError: pass\nreturn 1",
    ),
    within(
        "endless garbage on every descriptor",
        "while True:\n    for n in range(3, 64):\n"
        "        try: os.write(n, b'\\0' * 65536)\n        except OSError: pass",
    ),
    within(
        "half a message",
        "for n in range(3, 64):\n"
        "    try: os.write(n, b'room' + b'\\0' * 4)\n    except OSError: pass\nwhile True: pass",
    ),
    within(
        "a message of vast size",
        "for n in range(3, 64):\n"
        "    try: os.write(n, b'room' + b'\\0' * 8 + b'\\xff' * 8)\n    except OSError: pass\nos._exit(0)",
    ),
    within(
        "questions read by itself",
        "for n in range(3, 64):\n"
        "    try: os.set_blocking(n, False); os.read(n, 10**6)\n    except OSError: pass\nreturn 1",
    ),
    within("fork bomb", "while True: os.fork()"),
    within(
        "thread bomb",
        "import threading\nwhile True: threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()",
    ),
    within("a subprocess", "import subprocess; return subprocess.run(['sleep', '86399'])"),
    within("disk", "with open('/tmp/left-behind', 'wb') as f:\n    while True: f.write(b'x' * 10**6)"),
    within("power of a pattern", "import re; return re.match('(a+)+$', 'a' * 64 + 'b')"),
    within("alarm", "import signal; signal.setitimer(signal.ITIMER_REAL, 0.01)\nwhile True: pass"),
    within(
        "exit handlers",
        "import atexit; atexit.register(lambda: iter(int, 1).__next__() or [0 for _ in iter(int, 1)]); sys.exit(1)",
    ),
    within("a generator without end", "return iter(int, 1)"),
    within(
        "an array that never gets ready",
        "return O()",
        "class O:\n    def __array__(self, *a, **k):\n        while True: pass",
    ),
    within(
        "limits raised", "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))\nreturn np.ones(10**11)"
    ),
    instead("exit while loading", "os._exit(0)"),
    instead("endless loop while loading", "while True: pass"),
    instead(
        "exception of exceptions while loading", "class E(BaseException):\n    def __str__(self): raise self\nraise E"
    ),
    instead("import of itself", "import knn, assignments.knn\nfrom knn import distances, nearest"),
    instead("modules taken away", "import sys\nsys.modules.clear()\nsys.meta_path.clear()\nsys.path.clear()"),
)
