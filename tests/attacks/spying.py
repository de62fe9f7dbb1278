"""Secrets, and hidden cases, carried to where a student reads them."""

from attack import BOTH, IMPORTS, Attack, instead

TELL = """
def tell():
    try: text = loot()
    except BaseException as error: text = 'nothing: ' + type(error).__name__
    if isinstance(text, bytes): text = text.decode('latin-1')
    text = str(text)
    at = max(text.find(word) for word in (''.join(('sword', 'fish')), str(int('29') / 10)))
    raise RuntimeError(text[max(at - 100, 0):][:1500])
def distances(points, query): tell()
def nearest(points, query, k): tell()
"""


def looting(name: str, body: str, top: str = "") -> Attack:
    """Return an attack that shows what it finds in the message of an exception."""
    indented = "".join(f"    {line}\n" for line in body.strip().splitlines())
    return instead(name, f"{top}\ndef loot():\n{indented}{TELL}")


def retelling(name: str, source: str) -> Attack:
    """Return an attack that keeps what it is asked, and tells it where it can."""
    return Attack(name, {"knn.py": IMPORTS + source}, BOTH)


DESCRIPTORS = """
found = b''
for number in range(64):
    try:
        os.set_blocking(number, False)
        found += os.read(number, 10**5)
    except OSError: pass
return found
"""

ATTACKS = (
    looting("a secret file", "return open('@secret file@').read()"),
    looting("a secret file by its descriptor", "return os.read(os.open('@secret file@', os.O_RDONLY), 999)"),
    looting("a secret file by way of the process folder", "return open('/proc/self/root@secret file@').read()"),
    looting("a secret file through the parent", "return open(f'/proc/{os.getppid()}/root@secret file@').read()"),
    looting("a secret file mapped", "import mmap\nreturn mmap.mmap(os.open('@secret file@', 0), 0, prot=1)[:]"),
    looting("a secret file by numpy", "return np.fromfile('@secret file@', np.uint8).tobytes()"),
    looting(
        "a secret file by the C library",
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "kept = ctypes.create_string_buffer(99)\n"
        "libc.read(libc.open(b'@secret file@', 0), kept, 99)\nreturn kept.value",
    ),
    looting(
        "a secret file by a link",
        "os.symlink('@secret file@', '/tmp/left-behind-link')\nreturn open('/tmp/left-behind-link').read()",
    ),
    looting(
        "a secret file copied",
        "import shutil\nshutil.copy('@secret file@', '/tmp/left-behind-copy')\n"
        "return open('/tmp/left-behind-copy').read()",
    ),
    looting("a secret file as a module", "import linecache\nreturn linecache.getlines('@secret file@')"),
    looting(
        "a secret file by another program",
        "import subprocess\nreturn subprocess.check_output(['cat', '@secret file@'])",
    ),
    looting("the hidden checks", "return open('@hidden checks@').read()"),
    looting("the hidden checks imported", "import autograder.checks.neighbours as n\nreturn vars(n)"),
    looting("the hidden checks by path", "import runpy\nreturn runpy.run_path('@hidden checks@')"),
    looting("another's submission", "return open('@neighbour@').read()"),
    looting(
        "other submissions by listing",
        "folder = os.path.dirname(os.path.dirname('@neighbour@'))\n"
        "return [open(os.path.join(a, f)).read() for a, _, c in os.walk(folder) for f in c]",
    ),
    looting("the environment", "return dict(os.environ)"),
    looting(
        "the environment of C",
        "import ctypes\nlibc = ctypes.CDLL(None)\nlibc.getenv.restype = ctypes.c_char_p\n"
        "return libc.getenv(b'AUTOGRADER_TEST_SECRET')",
    ),
    looting("the environment of the parent", "return open(f'/proc/{os.getppid()}/environ').read()"),
    looting(
        "every environment",
        "import glob\nfound = ''\n"
        "for path in glob.glob('/proc/*/environ'):\n    try: found += open(path).read()\n"
        "    except OSError: pass\nreturn found",
    ),
    looting("every command line", "import glob\nreturn [open(path).read() for path in glob.glob('/proc/*/cmdline')]"),
    looting(
        "memory of the parent",
        "import re\npid = os.getppid()\nfound = b''\n"
        "with open(f'/proc/{pid}/maps') as maps, open(f'/proc/{pid}/mem', 'rb') as memory:\n"
        "    for line in maps:\n"
        "        low, high = (int(n, 16) for n in line.split()[0].split('-'))\n"
        "        memory.seek(low)\n        found += memory.read(min(high - low, 10**6))\nreturn found",
    ),
    looting(
        "memory of the parent in one call",
        "import ctypes\nreturn ctypes.CDLL(None).process_vm_readv(os.getppid(), 0, 0, 0, 0, 0)",
    ),
    looting("the parent traced", "import ctypes\nreturn ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0)"),
    looting(
        "frames of the callers",
        "found = []\nframe = sys._getframe()\nwhile frame:\n"
        "    found.append(str(frame.f_locals) + str(frame.f_code.co_consts))\n    frame = frame.f_back\nreturn found",
    ),
    looting("all objects", "import gc\nreturn [repr(o)[:200] for o in gc.get_objects() if isinstance(o, (dict, str))]"),
    looting("all modules", "return [repr(vars(m))[:9999] for n, m in list(sys.modules.items()) if 'room' in n]"),
    looting("what waits on the descriptors", DESCRIPTORS),
    looting(
        "descriptors of the parent",
        "return [os.read(os.open(f'/proc/{os.getppid()}/fd/{n}', 0), 99) for n in range(9)]",
    ),
    looting(
        "descriptors of its own, by name",
        "return [os.readlink(f'/proc/self/fd/{n}') + 'swordfish'[:0] for n in range(3)]",
    ),
    looting(
        "the network", "import socket\nsocket.create_connection(('127.0.0.1', 22), 0.2)\nreturn 'swordfish: network'"
    ),
    looting(
        "a datagram",
        "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))\n"
        "return 'swordfish: network'",
    ),
    looting(
        "a server of its own",
        "import socket\ns = socket.socket(); s.bind(('', 0)); s.listen()\nreturn 'swordfish: network'",
    ),
    looting(
        "a socket without a file",
        "import socket\ns = socket.socket(socket.AF_UNIX); s.bind('\\0left')\nreturn 'swordfish: socket'",
    ),
    looting("a secret's existence by time and size", "return 'swordfish: ' + str(os.stat('@secret file@'))"),
    looting("the folder of the secret", "return 'swordfish: ' + str(os.listdir(os.path.dirname('@secret file@')))"),
    looting("the passwords", "return 'swordfish: ' + open('/etc/passwd').read()"),
    looting(
        "where libraries lie",
        "import msgspec, pathlib\n"
        "here = pathlib.Path(msgspec.__file__).parents[1]\nreturn 'swordfish: ' + str(list(here.glob('yaml*'))[0])",
    ),
    retelling(
        "arguments in messages",
        "def distances(points, query): raise RuntimeError(repr((points, query)))\n"
        "def nearest(points, query, k): raise RuntimeError(repr((points, query)))",
    ),
    retelling(
        "arguments in names of exceptions",
        "def distances(points, query): raise type(repr(query.tolist()), (Exception,), {})\n"
        "def nearest(points, query, k): raise type(repr(query.tolist()), (Exception,), {})",
    ),
    retelling(
        "arguments in names of files",
        "def at(query): exec(compile('1 / 0', repr(query.tolist()), 'exec'))\n"
        "def distances(points, query): at(query)\ndef nearest(points, query, k): at(query)",
    ),
    retelling(
        "arguments in names of results",
        "def of(query): return type(repr(query.tolist()), (), {})()\n"
        "def distances(points, query): return of(query)\ndef nearest(points, query, k): return of(query)",
    ),
    retelling(
        "arguments returned as text",
        "def distances(points, query): return repr(query)\ndef nearest(points, query, k): return repr(query)",
    ),
    retelling(
        "arguments returned as keys",
        "def distances(points, query): return {repr(query): 1}\ndef nearest(points, query, k): return {repr(query): 1}",
    ),
    retelling(
        "arguments in the reason of a missing function",
        "def distances(points, query):\n"
        "    wire = sys.modules['room.wire']\n"
        "    sys.modules['room.worker'].Caller._raised = lambda s, e: wire.Missing(repr(query))\n    raise ValueError\n"
        "def nearest(points, query, k): distances(points, query)",
    ),
    retelling(
        "arguments kept for a public case",
        "kept = []\n"
        "def distances(points, query): kept.append(repr(query)); raise RuntimeError(''.join(kept))\n"
        "def nearest(points, query, k): kept.append(repr(query)); raise RuntimeError(''.join(kept))",
    ),
    retelling(
        "arguments kept in a library",
        "np.kept = []\n"
        "def distances(points, query): np.kept.append(repr(query)); return ''.join(np.kept)\n"
        "def nearest(points, query, k): np.kept.append(repr(query)); return ''.join(np.kept)",
    ),
    retelling(
        "arguments kept in a file",
        "def keep(query):\n"
        "    try: open('/tmp/left-behind-arguments', 'a').write(repr(query))\n    except OSError: pass\n"
        "    try: text = open('/tmp/left-behind-arguments').read()\n    except OSError: text = ''\n"
        "    raise RuntimeError(text)\n"
        "def distances(points, query): keep(query)\ndef nearest(points, query, k): keep(query)",
    ),
    retelling(
        "arguments in warnings and logs",
        "import logging, warnings\n"
        "def distances(points, query): warnings.warn(repr(query)); logging.error(repr(query)); print(query); return 0\n"
        "def nearest(points, query, k): return distances(points, query)",
    ),
    retelling(
        "arguments written where the standard error was",
        "def distances(points, query): os.write(2, repr(query).encode()); os._exit(1)\n"
        "def nearest(points, query, k): distances(points, query)",
    ),
)
