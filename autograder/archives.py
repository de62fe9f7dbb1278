"""Zips that are the same bytes whenever and wherever they are made."""

import io
import zipfile
from collections.abc import Collection, Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
ORDINARY_FILE = 0o100644 << 16
PROGRAM = 0o100755 << 16


def zip_bytes(files: Mapping[str, bytes], programs: Collection[str] = ()) -> bytes:
    """Return a zip of files by path, in the order of their paths, without times; `programs` of them can be run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = PROGRAM if path in programs else ORDINARY_FILE
            archive.writestr(entry, files[path])
    return buffer.getvalue()
