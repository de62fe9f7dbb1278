"""Files that are hard or dangerous to take in."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from attack import BOTH, HONEST, NOTHING, Attack, Link

RIGHT = HONEST.encode()


def zipped(files: Mapping[str, bytes], kind: int = 0) -> bytes:
    """Return a zip; `kind` are the bits of a file type that every entry claims."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (2026, 11, 1, 12, 0, 0))
            entry.external_attr = kind << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def packed(name: str, files: Mapping[str, bytes], costs: frozenset[str] = NOTHING, kind: int = 0) -> Attack:
    """Return an attack that is handed in as a zip."""
    return Attack(name, {"work.zip": zipped(files, kind)}, costs)


def source(name: str, content: str | bytes, costs: frozenset[str] = BOTH) -> Attack:
    """Return an attack that is one module."""
    return Attack(name, {"knn.py": content}, costs)


def beside(name: str, path: str, content: str | bytes | Link) -> Attack:
    """Return an attack in a file beside an honest module."""
    return Attack(name, {"knn.py": HONEST, path: content}, NOTHING)


def bomb() -> bytes:
    """Return a zip of 64 megabytes of zeros per entry, in few bytes."""
    return zipped({name: bytes(1 << 26) for name in ("knn.py", "helper.py")})


LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
COMMAND = "a: !!python/object/apply:os.system ['touch /tmp/left-behind-yaml']\n"

ATTACKS = (
    source("random bytes", bytes(range(256)) * 40),
    source("null bytes", b"\0" * 999),
    source("utf-16 without a mark", HONEST.encode("utf-16-le")),
    source("an encoding that is none", b"# coding: nonsense\n" + RIGHT),
    source("an encoding that runs code", b"# coding: unicode_escape\n\\x69mport os\n"),
    source("a huge source", RIGHT + b"# " + b"x" * 3_000_000),
    source("deep brackets", "x = " + "(" * 9_000 + ")" * 9_000),
    source("deep lists", "x = " + "[" * 150 + "]" * 150 + "[0" * 5_000),
    source("deep signs", "x = " + "-" * 60_000 + "1"),
    source("deep attributes", "x = a" + ".a" * 60_000),
    source("deep blocks", "".join(" " * n + "if 1:\n" for n in range(200))),
    source("a long chain of sums", "x = " + "+".join("1" * 20_000) + "\n" + HONEST),
    source("a power folded by the compiler", "x = lambda: 9 ** 9 ** 9\n" + HONEST, NOTHING),
    source("a string multiplied by the compiler", "x = lambda: 'x' * 10 ** 9\n" + HONEST, NOTHING),
    source("a number of many digits", "x = " + "9" * 5_000),
    source("ten thousand functions", "".join(f"def f{n}(): pass\n" for n in range(10_000)) + HONEST, NOTHING),
    source(
        "control characters in a message", "raise ValueError('\\x1b[2J\\x1b]0;owned\\x07<script>alert(1)</script>')"
    ),
    beside("a billion laughs", "answers.yaml", LAUGHS),
    beside("a tag that runs a command", "answers.yaml", COMMAND),
    beside("deep answers", "answers.yaml", "a: " + "[" * 20_000),
    beside("answers that are no text", "answers.yaml", b"\xff\xfe\x00\xd8"),
    beside("a link to a secret", "helper.py", Link(Path("/etc/passwd"))),
    beside("a link to a device", "endless.py", Link(Path("/dev/zero"))),
    beside("a link to itself", "round.py", Link(Path("round.py"))),
    beside("a link to everything", "all", Link(Path("/"))),
    beside("a pickle in a log", ".OTTER_LOG", b"cos\nsystem\n(S'touch /tmp/left-behind-pickle'\ntR."),
    beside("a bomb beside", "bomb.zip", bomb()),
    Attack(
        "a linked module", {"assignments/knn.py": Link(Path("/etc/passwd")), "assignments/other.py": "x = 1\n"}, BOTH
    ),
    packed("paths upwards", {"knn.py": RIGHT, "../left-behind.py": b"x", "../../../../tmp/left-behind": b"x"}),
    packed("paths from the top", {"knn.py": RIGHT, "/tmp/left-behind": b"x"}),
    packed("paths of windows", {"knn.py": RIGHT, "..\\left-behind.py": b"x", "C:\\left-behind": b"x"}),
    packed("entries that are links", {"knn.py": b"/etc/passwd"}, BOTH, 0o120777),
    packed("entries that are devices", {"knn.py": RIGHT}, BOTH, 0o020666),
    packed("names in bad unicode", {"knn.py": RIGHT, "\u202egnp.py": b"x = 1", "a\x1b[2J.py": b"x = 1"}),
    packed("many entries", {"knn.py": RIGHT, **{f"{n}.txt": b"" for n in range(1_500)}}),
    packed("more entries than are looked at", {"knn.py": RIGHT, **{f"{n}.txt": b"" for n in range(5_000)}}, BOTH),
    packed("zips in zips in zips", {"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"knn.py": RIGHT})})})}, BOTH),
    Attack("a zip bomb", {"work.zip": bomb()}, BOTH),
    Attack("half a zip", {"work.zip": zipped({"knn.py": RIGHT})[:-30]}, BOTH),
    Attack("a zip of noise", {"work.zip": b"PK\x03\x04" + bytes(range(256)) * 9}, BOTH),
    Attack("a notebook of nonsense", {"knn.ipynb": '{"cells": [[[[[]]]], {"cell_type": "code", "source": 7}]}'}, BOTH),
    Attack("a deep notebook", {"knn.ipynb": "[" * 100_000}, BOTH),
)
