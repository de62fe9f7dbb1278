"""Starts an interpreter that holds the inside of the room and nothing else of the project."""

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PACKAGE = "room"

START = f"""
import json, sys, types
boot = json.loads(sys.stdin.buffer.readline())
sys.path[:0] = boot["libraries"]
package = sys.modules["{PACKAGE}"] = types.ModuleType("{PACKAGE}")
package.__path__ = []
for name, source in boot["sources"].items():
    module = sys.modules["{PACKAGE}." + name] = types.ModuleType("{PACKAGE}." + name)
    module.__package__ = "{PACKAGE}"
    setattr(package, name, module)
    exec(compile(source, "<{PACKAGE}." + name + ">", "exec"), module.__dict__)
module.main(boot["options"])
"""

ONE_THREAD = (
    "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS",
)  # fmt: skip


def libraries() -> tuple[str, ...]:
    """Return the folders from which the room imports NumPy and msgspec; neither is imported for that here.

    They are told by where they really lie: what a link leads to is all that there is behind some walls.
    """
    found = (importlib.util.find_spec(name) for name in ("numpy", "msgspec"))
    folders = (Path(spec.origin).parent.resolve().parent for spec in found if spec and spec.origin)
    return tuple(dict.fromkeys(map(str, folders)))


def environment() -> dict[str, str]:
    """Return the whole environment of the room: nothing of the grader's."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**kept, **dict.fromkeys(ONE_THREAD, "1"), "PYTHONHASHSEED": "0"}


def command() -> list[str]:
    """Return the command of an interpreter without site packages, user settings or files of its own."""
    program = str(Path(sys.executable).resolve())
    return [program, "-P", "-s", "-S", "-B", "-X", "utf8", "-c", START]


def start(
    modules: Sequence[str], options: Mapping[str, Any], descriptors: Sequence[int] = (), before: Sequence[str] = ()
) -> subprocess.Popen[bytes]:
    """Start an interpreter that holds `modules` as a package and calls `main(options)` of the last of them.

    `descriptors` stay open in it; `before` is put in front of its command. Its standard error can be read until it
    turns that off.
    """
    sources = {name: Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8") for name in modules}
    boot = {"libraries": libraries(), "sources": sources, "options": {**options, "libraries": libraries()}}
    process = subprocess.Popen(
        [*before, *command()], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env=environment(), cwd=Path.cwd().anchor, pass_fds=tuple(descriptors), start_new_session=True,
    )  # fmt: skip
    if process.stdin is not None:
        with contextlib.suppress(OSError), process.stdin as pipe:
            pipe.write(json.dumps(boot).encode() + b"\n")
    return process


def last_words(process: subprocess.Popen[bytes]) -> str:
    """Return the last line that an ended process wrote to its standard error."""
    said = process.stderr.read(100_000) if process.stderr is not None else b""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"exit code {process.returncode}"
