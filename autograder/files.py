"""Writing files whole or not at all."""

import contextlib
import os
from pathlib import Path

from autograder.errors import GraderError


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file under a temporary name and rename it, so that no reader ever sees half of it."""
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise GraderError(f"{path} cannot be written: {error.strerror or error}") from None


def make_folder(path: Path) -> Path:
    """Make a folder, with those above it, where there is none yet; return it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GraderError(f"the folder {path} cannot be made: {error.strerror or error}") from None
    return path
