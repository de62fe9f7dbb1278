"""A whole result as the ledger keeps it: JSON, packed, since most of it is the same for every student."""

import zlib

from autograder.grading.record import from_json, to_json
from autograder.grading.result import Result


def pack(result: Result) -> bytes:
    """Return a result as bytes."""
    return zlib.compress(to_json(result), 1)


def unpack(document: bytes) -> Result:
    """Return the result that `pack` wrote."""
    return from_json(zlib.decompress(document))
