"""A result as bytes and back: what the ledger keeps and the pages are made from."""

from fractions import Fraction
from functools import lru_cache
from typing import Any

import msgspec

from autograder.grading.result import QuestionResult, Result


class _Written(msgspec.Struct):
    """A result as it is written down, each question by itself: most come with many results."""

    student: str
    questions: list[msgspec.Raw]
    status: str
    layers: str
    printed: str = ""
    remarks: tuple[str, ...] = ()
    explanations: tuple[tuple[str, str], ...] = ()


def to_json(result: Result) -> bytes:
    """Return a result as JSON, from which `from_json` makes an equal one."""
    return _encoder.encode(result)


def from_json(data: bytes | str) -> Result:
    """Return the result that `to_json` wrote; raise msgspec.DecodeError for anything else.

    What is the same in several results is the same object, so that what is made of it need not be made again.
    """
    written = _decoder.decode(data)
    questions = tuple(_question(bytes(question)) for question in written.questions)
    return Result(
        written.student, questions, written.status, written.layers, written.printed, written.remarks,
        written.explanations,
    )  # fmt: skip


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
_decoder = msgspec.json.Decoder(_Written)
_question = lru_cache(1024)(msgspec.json.Decoder(QuestionResult, dec_hook=_decode_fraction).decode)
