# ruff: noqa: E501 — one attack is one line of code
"""The machinery of the room itself: its messages, its worker, its comparison at a glance, its clock."""

from attack import HONEST_DISTANCES, HONEST_NEAREST, NOTHING, Attack, before, instead, within
from forging import lying, tampering
from spying import looting, retelling

WORKER = """
def worker():
    return next(m for n, m in list(sys.modules.items()) if n.endswith('worker') and hasattr(m, 'serve'))
def wire():
    return next(m for n, m in list(sys.modules.items()) if n.endswith('.wire') and hasattr(m, 'HEAD'))
"""

FRAMES = """
def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back
"""

ANSWERS = f"""{FRAMES}
import struct
def answers(number, size=65536):
    head = struct.pack('<4sQII', b'room', number, 3, 0) + b'\\x92\\x90\\xa0'
    for n in range(3, 64):
        try: os.write(n, head)
        except OSError: pass
"""

ATTACKS = (
    # --- the messages
    within("an answer with the number of the request", "for f in frames():\n    number = f.f_locals.get('number')\n"
           "    if isinstance(number, int): answers(number)\nreturn 1", ANSWERS),
    within("answers to every number in advance", "for number in range(2000): answers(number)\nreturn 1", ANSWERS),
    within("an answer, then the end", "for f in frames():\n    number = f.f_locals.get('number')\n"
           "    if isinstance(number, int): answers(number)\nos._exit(0)", ANSWERS),
    within("requests taken off the wire before the worker reads them",
           "for n in range(3, 64):\n    try:\n        os.set_blocking(n, False)\n        os.read(n, 10**7)\n"
           "    except OSError: pass\nreturn 1"),
    within("the wire closed and another put in its place",
           "r, w = os.pipe()\nfor n in range(3, 64):\n    if n not in (r, w):\n"
           "        try: os.dup2(w, n)\n        except OSError: pass\nreturn 1"),
    within("the wire made non-blocking", "for n in range(3, 64):\n    try: os.set_blocking(n, False)\n"
           "    except OSError: pass\nreturn np.zeros(10**6)"),
    within("a reply one byte at a time", "import time\nfor n in range(3, 64):\n    for _ in range(10**4):\n"
           "        try: os.write(n, b'r'); time.sleep(0.01)\n        except OSError: break"),
    tampering("the reply encoded by the submission", WORKER
              + "wire()._encode = lambda m: b'\\x92\\x90\\xa0'\nwire().body = lambda h, b: (b'\\x92\\x90\\xa0', b'')"),
    tampering("outcomes for another number of calls", WORKER
              + "w = worker()\nold = w._reply\nw._reply = lambda made, printed: old(list(made) * 2, printed)"),
    tampering("a reply of another batch again", WORKER
              + "w = worker()\nold, kept = w.serve, []\n"
              "def serve(*a):\n    kept.append(old(*a))\n    return kept[0]\nw.serve = serve"),
    tampering("a payload that is longer than it says", WORKER
              + "w = worker()\nold = w.serve\ndef serve(*a):\n    h, p = old(*a)\n    return h, p + bytes(8)\nw.serve = serve"),
    tampering("headers of arrays without their bytes", WORKER
              + "w = worker()\nold = w.serve\ndef serve(*a):\n    return old(*a)[0], b''\nw.serve = serve"),
    tampering("an array of 2**200 entries of which one axis is empty", WORKER
              + "w = worker()\ndef serve(find, files, request, payload):\n"
              "    shape = [2**25] * 7 + [0]\n    n = wire().Numbers('f', shape)\n"
              "    return wire().body(wire().Reply([wire().Returned(n)] * len(request.asks)), [])\nw.serve = serve"),
    tampering("mappings and lists as deep as a message can hold", WORKER
              + "w = worker()\ndef serve(find, files, request, payload):\n    node = 1.0\n"
              "    for _ in range(2000): node = wire().Items([node])\n"
              "    return wire().body(wire().Reply([wire().Returned(node)] * len(request.asks)), [])\nw.serve = serve"),
    tampering("random generators instead of numbers", WORKER
              + "w = worker()\ndef serve(find, files, request, payload):\n    g = wire().Generator(0, 0)\n"
              "    return wire().body(wire().Reply([wire().Returned(g, [g])] * len(request.asks)), [])\nw.serve = serve"),
    tampering("refusals and values in one", WORKER
              + "w = worker()\ndef serve(find, files, request, payload):\n"
              "    r = wire().Raised('ValueError', '', '', 0, True, True)\n"
              "    return wire().body(wire().Reply([r] * len(request.asks)), [])\nw.serve = serve"),
    tampering("functions that are missing for a reason of their own", WORKER
              + "w = worker()\ndef serve(find, files, request, payload):\n"
              "    return wire().body(wire().Reply([wire().Missing('swordfish')] * len(request.asks)), [])\nw.serve = serve"),
    tampering("nan in every word", WORKER
              + "old = np.ascontiguousarray\nnp.ascontiguousarray = lambda a, dtype=None: old(a, dtype=dtype) * np.nan"),
    # --- the comparison
    lying("whole numbers that are bits of the right kind", "def lie(points): return np.zeros(len(points), np.int64)"),
    lying("minus zero", "def lie(points): return -np.zeros(len(points))"),
    lying("truth instead of one", "def lie(points): return [True] * len(points)"),
    lying("complex numbers without an imaginary part", "def lie(points): return np.zeros(len(points), complex)"),
    lying("half floats that overflow", "def lie(points): return np.full(len(points), 65519, np.float16)"),
    lying("an array subclass that lies about its bytes",
          "class A(np.ndarray):\n    data = property(lambda s: np.zeros(3).data)\n"
          "    def tobytes(self, *a): return bytes(24)\n    nbytes = property(lambda s: 24)\n"
          "    shape = property(lambda s: (3,))\ndef lie(points): return np.full(len(points), 7.0).view(A)"),
    lying("an array subclass whose base hands out others",
          "class A(np.ndarray):\n    def __array__(self, *a, **k): return np.zeros(1)\n"
          "    def __array_finalize__(self, o): self.flags.writeable = False\n"
          "def lie(points): return np.full(len(points), 7.0).view(A)"),
    lying("a length that changes whenever it is asked",
          "class L(list):\n    n = 0\n    def __len__(self):\n        L.n += 1\n        return L.n % 7\n"
          "    def __iter__(self): return iter([1.0] * (L.n % 5))\ndef lie(points): return L([7.0] * 3)"),
    lying("a list of arrays that gives more than it has",
          "class L(list):\n    def __iter__(self): return iter([*list.__iter__(self), np.zeros(3)])\n"
          "def lie(points): return L([np.zeros(3)] * 2)"),
    lying("a dictionary whose keys change", "class D(dict):\n    def __iter__(self): return iter(os.urandom(3).hex())\n"
          "    def __getitem__(self, k): return 0.0\ndef lie(points): return D(a=1.0)"),
    lying("a float that is another number each time",
          "class F(float):\n    def __float__(self): return float(os.urandom(1)[0])\n"
          "    def __array__(self, *a, **k): return np.array(float(self))\ndef lie(points): return [F(7.0)] * len(points)"),
    lying("a whole number without end", "class I(int):\n    def __index__(self): return 10**5000\n"
          "def lie(points): return I(7)"),
    lying("a buffer that is changed after it was returned",
          "kept = np.zeros(3)\nclass O:\n    def __array__(self, *a, **k):\n        kept[:] = 7.0\n        return kept\n"
          "def lie(points): return O()"),
    # --- stopping
    within("a representation without end", "return O()", "class O:\n    def __repr__(self): return repr(self)\n"
           "    def __getattr__(self, n): return getattr(self, n + 'x')"),
    within("a result that is a generator without end", "def g():\n    while True: yield 1.0\nreturn g()"),
    within("an iterable array-like without end",
           "return O()", "class O:\n    def __len__(self): return 2**62\n    def __getitem__(self, i): return 1.0"),
    within("two thousand million letters", "return 'x' * 2**31"),
    within("a whole number of a million digits, written out", "sys.set_int_max_str_digits(0)\nreturn str(10 ** 10**6)[:5000]"),
    within("a trace of everything", "def t(*a):\n    while True: pass\nsys.settrace(t)\nreturn np.zeros(3)"),
    within("a profile that raises", "def t(*a): raise BaseException\nsys.setprofile(t)\nreturn np.zeros(3)"),
    within("switching as seldom as can be", "sys.setswitchinterval(1e9)\nwhile True: pass"),
    within("faulthandler and a crash", "import faulthandler, ctypes\nfaulthandler.dump_traceback_later(0.01)\nctypes.string_at(1)"),
    within("an audit hook that raises", "sys.addaudithook(lambda *a: 1 / 0)\nreturn open('/dev/null')"),
    within("an audit hook that never ends", "def h(*a):\n    while True: pass\nsys.addaudithook(h)\nreturn open('/dev/null')"),
    within("memory traced and collected for ever", "import gc, tracemalloc\ntracemalloc.start(100)\nwhile True: gc.collect()"),
    within("a destructor without end", "return O()", "class O:\n    def __del__(self):\n        while True: pass"),
    within("the stack overflowed in C", "f = lambda: 0\nfor _ in range(10**6): f = type('P', (), {'__call__': f})()\nreturn f()"),
    within("its own memory torn out", "import ctypes\nctypes.CDLL(None).munmap(ctypes.c_void_p(id(None) & ~4095), 1 << 20)"),
    within("all memory given back protected", "import ctypes\n"
           "ctypes.CDLL(None).mprotect(ctypes.c_void_p(id(None) & ~4095), 4096, 0)\nreturn None"),
    instead("brackets within brackets", "x = " + "(" * 5000 + ")" * 5000),
    instead("minus minus minus", "x = " + "-" * 200_000 + "1"),
    instead("a hundred thousand additions", "x = 1" + " + 1" * 100_000),
    instead("a hundred indents", "\n".join(" " * i + "if 1:" for i in range(101)) + "\n" + " " * 101 + "pass"),
    instead("a formatted string in a formatted string", "x = f'{f\"{1:{1:{1}}}\"}'\n" * 3000 + "while True: pass"),
    # --- spying and lasting
    looting("memory around every object", "import ctypes\nreturn b''.join(ctypes.string_at(id(o), 400) for o in list(vars().values()))"),
    looting("a secret file by io_uring", "import ctypes\nlibc = ctypes.CDLL(None)\nfd = libc.syscall(425, 8, ctypes.create_string_buffer(120))\n"
            "if fd < 0: raise OSError\nreturn 'swordfish: io_uring'"),
    looting("a page fault handled by itself", "import ctypes\nif ctypes.CDLL(None).syscall(323, 0) < 0: raise OSError\nreturn 'swordfish: userfaultfd'"),
    looting("a file in memory, run", "import ctypes\nlibc = ctypes.CDLL(None)\nfd = libc.syscall(319, b'x', 0)\n"
            "if fd < 0: raise OSError\nreturn 'swordfish: memfd'"),
    looting("the limits of another process", "import resource\nreturn str(resource.prlimit(os.getppid(), resource.RLIMIT_AS, (1, 1))) + 'swordfish'"),
    looting("the cores of another process", "os.sched_setaffinity(os.getppid(), {0})\nreturn 'swordfish: affinity'"),
    looting("the request that the worker holds", "import gc\nreturn [repr(o)[:5000] for o in gc.get_objects() if type(o).__name__ == 'Request']"),
    looting("what the finder of modules knows", "return [vars(f) for f in sys.meta_path if hasattr(f, '__dict__')]"),
    retelling("hidden inputs kept for the public cases of a later question",
              "kept = []\ndef distances(points, query):\n    kept.append(repr(query))\n    raise ValueError(str(kept))\n"
              "def nearest(points, query, k):\n    kept.append(repr(query))\n    raise KeyError(str(kept))"),
    retelling("hidden inputs as the name of a type, a file and a line",
              "def distances(points, query):\n    name = 'T' + repr(query.tolist())\n"
              "    exec(compile('raise type(name, (Exception,), {})(name)', name, 'exec'))\nnearest = distances"),
    retelling("hidden inputs by the time they take",
              "import time\ndef distances(points, query):\n    time.sleep(min(abs(float(query[0])) / 100, 0.05))\n"
              "    raise ValueError('slow')\ndef nearest(points, query, k): return distances(points, query)"),
    retelling("hidden inputs printed below Python",
              "def distances(points, query):\n    for n in (1, 2): os.write(n, repr(query).encode())\n    return 1 / 0\n"
              "def nearest(points, query, k): return distances(points, query)"),
    before("threads while loading", "import threading\ndef spin():\n    while True: pass\n"
           "try:\n    for _ in range(8): threading.Thread(target=spin, daemon=True).start()\nexcept RuntimeError: pass"),
    before("handlers for the end of everything", "import atexit, signal\natexit.register(lambda: os._exit(9))\n"
           "for s in range(1, 60):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass"),
    before("warnings and floating-point errors turned into exceptions",
           "import warnings\nwarnings.simplefilter('error')\nnp.seterr(all='raise')"),
    before("all cores but one given up", "try: os.sched_setaffinity(0, {0})\nexcept OSError: pass"),
    before("the collector frozen and turned off", "import gc\ngc.freeze(); gc.disable(); gc.set_threshold(1)"),
    Attack("a module in the place of another", {
        "knn.py": "import numpy as np\n" + HONEST_DISTANCES + HONEST_NEAREST,
        "wire.py": "raise SystemExit", "worker.py": "raise SystemExit", "room.py": "raise SystemExit",
        "numpy.py": "raise SystemExit", "msgspec/__init__.py": "raise SystemExit",
    }, NOTHING),
)  # fmt: skip
