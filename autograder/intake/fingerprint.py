"""The hash of what was handed in, without unpacking any of it."""

import hashlib

from autograder.intake import limits
from autograder.intake.archive import Packed
from autograder.intake.blob import Blob, UnreadableError
from autograder.intake.handed import Handed
from autograder.intake.tree import opened


def fingerprint(handed: Handed) -> bytes:
    """Return a hash of the files of one attempt and of what intake says of it."""
    tree = opened(handed.source)
    digest = hashlib.sha256(repr((handed.problem, handed.remarks, tree.refused, tree.remarks)).encode(*_ANY))
    for path, blob in sorted(tree.files.items()):
        content = _raw(blob)
        digest.update(repr((path, len(content))).encode(*_ANY))
        digest.update(content)
    return digest.digest()


_ANY = ("utf-8", "surrogatepass")


def _raw(blob: Blob) -> bytes:
    """Return the bytes of a file as they lie there, packed or not; what cannot be read is the reason."""
    try:
        if isinstance(blob, Packed):
            entry = blob.entry
            about = repr((entry.size, entry.method, entry.flags, entry.mode, entry.checksum)).encode()
            return about + blob.packed(limits.ARCHIVE_BYTES)
        return blob.read(limits.ARCHIVE_BYTES)
    except UnreadableError as error:
        return str(error).encode(*_ANY)
