"""A result as bytes and back: what the ledger keeps and the pages are made from."""

from fractions import Fraction
from functools import lru_cache
from typing import Any

import msgspec

from autograder.grading.result import Result


def to_json(result: Result) -> bytes:
    """Return a result as JSON, from which `from_json` makes an equal one."""
    return _encoder.encode(result)


def from_json(data: bytes | str) -> Result:
    """Return the result that `to_json` wrote; raise msgspec.DecodeError for anything else."""
    return _decoder.decode(data)


def _encode_fraction(value: Any) -> str:
    if not isinstance(value, Fraction):
        raise NotImplementedError(f"{type(value).__name__} is no part of a result")
    return str(value)


def _decode_fraction(kind: type, value: Any) -> Fraction:
    if kind is not Fraction:
        raise NotImplementedError(f"{kind.__name__} is no part of a result")
    return _fraction(value)


_fraction = lru_cache(1024)(Fraction)
"""The points of the same few hundred cases come with every result."""

_encoder = msgspec.json.Encoder(enc_hook=_encode_fraction)
_decoder = msgspec.json.Decoder(Result, dec_hook=_decode_fraction)
