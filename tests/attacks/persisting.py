"""Something left behind: files, processes, poison for whoever comes next."""

from attack import Attack, before


def trying(name: str, *sources: str) -> Attack:
    """Return an attack that tries each of some things while its module is loaded, whatever becomes of the others."""
    tried = ""
    for source in sources:
        indented = "".join(f"    {line}\n" for line in source.strip().splitlines())
        tried += f"try:\n{indented}except BaseException: pass\n"
    return before(name, tried)


def poisoning(name: str, source: str) -> Attack:
    """Return an attack that keeps right functions and spoils what the next submission may use."""
    return before(name, f"import atexit\nasarray = np.asarray\n{source}")


WRITE = "open({place!r} + '/left-behind', 'w').write('x')"

ATTACKS = (
    *(
        trying(f"a file in {what}", WRITE.format(place=place))
        for what, place in {
            "the temporary folder": "/tmp",
            "the other temporary folder": "/var/tmp",
            "shared memory": "/dev/shm",
            "the top": "/",
            "the current folder": ".",
            "root's home": "/root",
            "the system's settings": "/etc",
        }.items()
    ),
    trying("a file at home", "open(os.path.expanduser('~/left-behind'), 'w').write('x')"),
    trying("a file by the tempfile module", "import tempfile\ntempfile.mkstemp(prefix='left-behind')"),
    trying("a folder", "os.mkdir('/tmp/left-behind')", "os.makedirs('/var/tmp/left-behind/x')"),
    trying("a named pipe and a device", "os.mkfifo('/tmp/left-behind')", "os.mknod('/tmp/left-behind-node')"),
    trying(
        "a library beside numpy", "open(os.path.dirname(np.__path__[0]) + '/left-behind.pth', 'w').write('import os')"
    ),
    trying(
        "a library in the standard library", "open(os.path.dirname(os.__file__) + '/left-behind.py', 'w').write('x=1')"
    ),
    trying(
        "compiled code in place of numpy's",
        "import glob, py_compile\n"
        "for path in glob.glob(np.__path__[0] + '/__pycache__/*'): open(path, 'ab').write(b'x')",
    ),
    trying(
        "the checks overwritten",
        "open('@hidden checks@', 'w').write('')",
        "os.remove('@hidden checks@')",
        "os.rename('@hidden checks@', '@hidden checks@x')",
        "os.truncate('@hidden checks@', 0)",
    ),
    trying(
        "the checks' rights and times",
        "os.chmod('@hidden checks@', 0o777)",
        "os.utime('@hidden checks@', (0, 0))",
        "os.chown('@hidden checks@', 0, 0)",
        "os.setxattr('@hidden checks@', b'user.x', b'y')",
    ),
    trying(
        "a secret overwritten",
        "open('@secret file@', 'a').write('x')",
        "os.utime('@secret file@', (0, 0))",
        "os.remove('@secret file@')",
        "os.link('@secret file@', '/tmp/left-behind')",
    ),
    trying(
        "another's submission overwritten",
        "open('@neighbour@', 'w').write('')",
        "os.remove('@neighbour@')",
        "os.symlink('/etc/passwd', os.path.dirname('@neighbour@') + '/x')",
    ),
    trying("a child that sleeps", "import subprocess\nsubprocess.Popen(['sleep', '86399'], start_new_session=True)"),
    trying("a child by the shell", "os.system('sleep 86399 &')", "os.popen('setsid sleep 86399 &')"),
    trying(
        "a child spawned",
        "os.posix_spawn('/bin/sleep', ['sleep', '86399'], {})",
        "os.spawnv(os.P_NOWAIT, '/bin/sleep', ['sleep', '86399'])",
    ),
    trying(
        "a child twice removed",
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        import time; time.sleep(86399)\n    os._exit(0)",
    ),
    trying(
        "a child by vfork and clone",
        "import ctypes\nlibc = ctypes.CDLL(None)\nif libc.syscall(57) == 0:\n    import time; time.sleep(86399)",
        "import ctypes\nif ctypes.CDLL(None).syscall(56, 17, 0, 0, 0, 0) == 0:\n    import time; time.sleep(86399)",
    ),
    trying(
        "a child by multiprocessing",
        "import multiprocessing, time\n"
        "multiprocessing.get_context('fork').Process(target=time.sleep, args=(86399,)).start()",
    ),
    trying(
        "a thread that goes on", "import threading, time\nthreading.Thread(target=time.sleep, args=(86399,)).start()"
    ),
    trying("a thread below python", "import _thread, time\n_thread.start_new_thread(time.sleep, (86399,))"),
    trying("death with the parent undone", "import ctypes\nctypes.CDLL(None).prctl(1, 0, 0, 0, 0)"),
    trying(
        "shared memory of the system",
        "import ctypes\nctypes.CDLL(None).shmget(0x6c656674, 4096, 0o1666)",
        "from multiprocessing import shared_memory\nshared_memory.SharedMemory('left-behind', True, 99)",
    ),
    trying("new namespaces", "import ctypes\nctypes.CDLL(None).unshare(0x10000000)", "os.unshare(0x10000000)"),
    trying("root again", "os.setuid(0)", "os.setresuid(0, 0, 0)", "os.setgroups([0])"),
    trying(
        "the parent's priority and limits",
        "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
        "import resource\nresource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (3, 3))",
        "os.sched_setaffinity(os.getppid(), [0])",
    ),
    poisoning("numpy spoilt for the next", "np.kept = np.sqrt\nnp.random.seed(7)\nnp.seterr(all='raise')"),
    poisoning(
        "the import system spoilt for the next",
        "class F:\n    def find_spec(self, *a): return None\n"
        "sys.meta_path.append(F())\nsys.path.append('/tmp')\nsys.path_hooks.clear()",
    ),
    poisoning(
        "signals ignored",
        "import signal\nfor n in range(1, 65):\n"
        "    try: signal.signal(n, signal.SIG_IGN)\n    except (OSError, ValueError): pass",
    ),
    poisoning(
        "a handler at exit", "atexit.register(os.abort)\nsys.excepthook = sys.unraisablehook = lambda *a: os.abort()"
    ),
    poisoning("collection of garbage turned off", "import gc\ngc.disable(); gc.unfreeze(); gc.set_threshold(0)"),
    poisoning(
        "other modules made over", "import json, math\njson.dumps = json.loads = lambda *a, **k: None\nmath.sqrt = None"
    ),
    poisoning(
        "the time zone, the locale, the mask",
        "import time\nos.umask(0)\nos.environ['TZ'] = 'X-9'\ntime.tzset()\nos.environ.clear()",
    ),
    poisoning(
        "the loader made over",
        "import importlib\nfrom importlib import machinery\n"
        "machinery.SourceFileLoader.get_code = None\nimportlib.reload = None",
    ),
)
