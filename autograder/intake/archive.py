"""Zip archives, read in memory and entry by entry.

Nothing that an archive says of itself is trusted: sizes are capped while reading, names are data, and one bad entry
costs that entry only. The standard library's reader gives up on a whole archive for one name that does not decode, and
would have to read the directory of a class's archive again for every student.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from stat import S_IFDIR, S_IFLNK, S_IFMT, S_IFREG
from typing import BinaryIO

from autograder.intake import limits
from autograder.intake.blob import ENCRYPTED, UnreadableError, too_large

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FULL16, _FULL32 = 0xFFFF, 0xFFFF_FFFF
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
_UTF8_FLAG = 0x800
_STORED, _DEFLATED = 0, 8
_CHUNK = 65_536


class ArchiveError(Exception):
    """A file is no zip that can be read; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an archive, as the archive describes it."""

    name: str
    offset: int
    compressed: int
    size: int
    method: int
    checksum: int
    flags: int
    mode: int
    modified: int

    @property
    def is_folder(self) -> bool:
        """Whether the entry is a folder."""
        return self.name.endswith(("/", "\\")) or S_IFMT(self.mode) == S_IFDIR

    @property
    def oddity(self) -> str | None:
        """What the entry is, where it is neither a file nor a folder."""
        kind = S_IFMT(self.mode)
        if kind == S_IFLNK:
            return "it is a link"
        return None if kind in (0, S_IFREG, S_IFDIR) else "it is not a regular file"


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in an archive, which is a file on disk or bytes in memory."""

    archive: Path | bytes
    entry: Entry

    @property
    def modified(self) -> float:
        """When the file was last changed: comparable within one archive."""
        return self.entry.modified

    def read(self, limit: int) -> bytes:
        """Return the content, at most `limit` bytes, or raise UnreadableError."""
        entry = self.entry
        if entry.flags & _ENCRYPTED_FLAGS:
            raise UnreadableError(ENCRYPTED)
        if entry.method not in (_STORED, _DEFLATED):
            raise UnreadableError(f"it is compressed by method {entry.method}, which is not supported")
        if entry.size > limit or entry.compressed > limit + limit // 8 + _CHUNK:
            raise UnreadableError(too_large(limit))
        try:
            with _opened(self.archive) as file:
                content = _content(file, entry, limit)
        except (OSError, ValueError, zlib.error, struct.error) as error:
            raise UnreadableError("it is damaged in the zip") from error
        if len(content) > limit:
            raise UnreadableError(too_large(limit))
        if zlib.crc32(content) != entry.checksum:
            raise UnreadableError("it is damaged in the zip")
        return content

    def packed(self, limit: int) -> bytes:
        """Return the bytes as they lie in the archive, at most `limit` of them, or raise UnreadableError."""
        try:
            with _opened(self.archive) as file:
                file.seek(self.entry.offset)
                header = _LOCAL.unpack(file.read(_LOCAL.size))
                file.seek(header[-2] + header[-1], 1)
                return file.read(min(self.entry.compressed, limit))
        except (OSError, ValueError, struct.error) as error:
            raise UnreadableError("it is damaged in the zip") from error

    def head(self, count: int) -> bytes:
        """Return the first `count` bytes, none if the file cannot be read."""
        try:
            with _opened(self.archive) as file:
                return _content(file, self.entry, count)[:count]
        except (OSError, ValueError, zlib.error, struct.error):
            return b""


def entries(archive: Path | bytes) -> Sequence[Entry]:
    """Return the entries of an archive, folders included, or raise ArchiveError."""
    try:
        with _opened(archive) as file:
            found = list(_entries(file))
    except (OSError, ValueError, OverflowError, struct.error) as error:
        raise ArchiveError("it is damaged") from error
    ordered = sorted((entry.offset, entry.offset + _LOCAL.size + entry.compressed) for entry in found)
    if any(end > start for (_, end), (start, _) in pairwise(ordered)):
        raise ArchiveError("its entries overlap")
    return found


def _opened(archive: Path | bytes) -> BinaryIO:
    return BytesIO(archive) if isinstance(archive, bytes) else archive.open("rb")


def _content(file: BinaryIO, entry: Entry, limit: int) -> bytes:
    file.seek(entry.offset)
    header = _LOCAL.unpack(file.read(_LOCAL.size))
    if header[0] != b"PK\x03\x04":
        raise ValueError("no local header")
    file.seek(header[-2] + header[-1], 1)
    if entry.method == _STORED:
        return file.read(min(entry.compressed, limit + 1))
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    room, left = limit + 1, entry.compressed
    while left > 0 and room > 0 and not inflate.eof:
        chunk = file.read(min(left, _CHUNK))
        if not chunk:
            raise ValueError("cut short")
        left -= len(chunk)
        while chunk and room > 0:
            pieces.append(inflate.decompress(chunk, room))
            room -= len(pieces[-1])
            chunk = inflate.unconsumed_tail
    if room > 0 and not inflate.eof:
        raise ValueError("cut short")
    return b"".join(pieces)


def _entries(file: BinaryIO) -> Iterator[Entry]:
    start, size, shift = _directory(file)
    if size > limits.ARCHIVE_DIRECTORY_BYTES:
        raise ArchiveError("its directory is too large")
    file.seek(start)
    directory = file.read(size)
    if len(directory) != size:
        raise ArchiveError("it is cut short")
    position = count = 0
    while position < size:
        count += 1
        if count > limits.ARCHIVE_ENTRIES:
            raise ArchiveError(f"it has more than {limits.ARCHIVE_ENTRIES} entries")
        entry, position = _entry(directory, position, shift)
        yield entry


def _directory(file: BinaryIO) -> tuple[int, int, int]:
    """Return where the central directory starts, its size, and by how much the offsets in the archive are shifted."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    at = _end_record(tail)
    end = length - len(tail) + at
    *_, count, size, offset, _comment = _END.unpack_from(tail, at)
    if count == _FULL16 or size == _FULL32 or offset == _FULL32:
        end, size, offset = _zip64(file, end, size, offset)
    shift = end - size - offset
    if shift < 0:
        raise ArchiveError("it is damaged")
    return offset + shift, size, shift


def _end_record(tail: bytes) -> int:
    """Return where in `tail` the end record stands: the last one whose comment ends the file, else the last one."""
    found = tail.rfind(b"PK\x05\x06", 0, max(0, len(tail) - _END.size + 4))
    last = found
    while found >= 0:
        if found + _END.size + _END.unpack_from(tail, found)[-1] == len(tail):
            return found
        found = tail.rfind(b"PK\x05\x06", 0, found)
    if last < 0:
        raise ArchiveError("it is no zip, or it is cut short")
    return last


def _zip64(file: BinaryIO, end: int, size: int, offset: int) -> tuple[int, int, int]:
    """Return end, size and offset of the central directory of a large archive; as they were if it is none."""
    if end < _END64_LOCATOR.size + _END64.size:
        return end, size, offset
    file.seek(end - _END64_LOCATOR.size)
    magic, _, _, _ = _END64_LOCATOR.unpack(file.read(_END64_LOCATOR.size))
    if magic != b"PK\x06\x07":
        return end, size, offset
    end -= _END64_LOCATOR.size + _END64.size
    file.seek(end)
    record = _END64.unpack(file.read(_END64.size))
    if record[0] != b"PK\x06\x06":
        raise ArchiveError("it is damaged")
    return end, record[-2], record[-1]


def _entry(directory: bytes, position: int, shift: int) -> tuple[Entry, int]:
    """Return the entry that starts at `position`, and where the next one starts."""
    fields = _CENTRAL.unpack_from(directory, position)
    magic, made, _, flags, method, time, date, checksum, compressed, size, name, extra, comment, *_ = fields
    attributes, offset = fields[-2:]
    if magic != b"PK\x01\x02":
        raise ArchiveError("it is damaged")
    names = position + _CENTRAL.size
    more = directory[names + name : names + name + extra]
    if _FULL32 in (size, compressed, offset):
        size, compressed, offset = _large(more, size, compressed, offset)
    mode = attributes >> 16 if made >> 8 != 0 else 0
    decoded = _decoded(directory[names : names + name], bool(flags & _UTF8_FLAG))
    entry = Entry(
        decoded, offset + shift, compressed, size, method, checksum, flags, mode, date << 16 | time
    )  # fmt: skip
    return entry, names + name + extra + comment


def _large(extra: bytes, *fields: int) -> tuple[int, ...]:
    """Return the fields with those that did not fit taken from the zip64 part of the extra data."""
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, position)
        if kind == 1:
            values = iter(struct.unpack_from(f"<{length // 8}Q", extra, position + 4))
            return tuple(next(values, field) if field == _FULL32 else field for field in fields)
        position += 4 + length
    return fields


def _decoded(raw: bytes, is_utf8: bool) -> str:
    """Return an entry's name: UTF-8, which many programs write without saying so, or the old code page of zips."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace") if is_utf8 else raw.decode("cp437")
