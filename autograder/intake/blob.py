"""One file that can be read with a cap, wherever it lies."""

import os
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Protocol

from autograder.intake import limits

ENCRYPTED = "it is encrypted"


class UnreadableError(Exception):
    """A file that cannot be taken in; the message is the reason."""


class Blob(Protocol):
    """A file of a submission, not read yet."""

    @property
    def modified(self) -> float:
        """When the file was last changed."""

    def read(self, limit: int) -> bytes:
        """Return the content, at most `limit` bytes, or raise UnreadableError."""

    def head(self, count: int) -> bytes:
        """Return the first `count` bytes, none if the file cannot be read."""


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file on disk. Links are not followed, and nothing but a regular file is opened for long."""

    path: Path

    @property
    def modified(self) -> float:
        """When the file was last changed, in seconds; 0 where that is not known."""
        try:
            return self.path.lstat().st_mtime
        except OSError:
            return 0.0

    def read(self, limit: int) -> bytes:
        """Return the content, at most `limit` bytes, or raise UnreadableError."""
        content = self._start(limit + 1)
        if len(content) > limit:
            raise UnreadableError(too_large(limit))
        return content

    def head(self, count: int) -> bytes:
        """Return the first `count` bytes, none if the file cannot be read."""
        try:
            return self._start(count)
        except UnreadableError:
            return b""

    def _start(self, count: int) -> bytes:
        try:
            with open(self.path, "rb", opener=_open_plainly) as file:
                if not S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise UnreadableError("it is not a regular file")
                return file.read(count)
        except (OSError, ValueError) as error:
            raise UnreadableError(f"it cannot be opened ({_reason(error)})") from error


def looks_like_zip(blob: Blob) -> bool:
    """Whether a file begins as a zip does, whatever its name says."""
    return blob.head(4) in (b"PK\x03\x04", b"PK\x05\x06")


def too_large(limit: int) -> str:
    """Return the reason for which a file of more than `limit` bytes is not read."""
    return f"it is larger than {limit / limits.MEGABYTE:g} MB"


def _open_plainly(path: str, flags: int) -> int:
    """Open without following a link and without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _reason(error: Exception) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)
