"""The messages between the grader and the room: plain data in a typed, bounded frame.

A frame is a fixed head (magic, request number, length of the header, length of the payload), a msgpack header of the
types below, and the raw bytes of the arrays. Nothing else crosses: no pickle, no object arrays, no functions.
"""

import math
import operator
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

import msgspec
import numpy as np

HEAD = struct.Struct("<4sQII")
MAGIC = b"room"
MAX_HEADER = 512 * 1024
MAX_PAYLOAD = 32 * 1024 * 1024
MAX_DEPTH = 16
MAX_TEXT = 2_000

REMEMBERED, REMEMBERED_BYTES = 2048, 1024
"""How many outcomes, and of which length at most, are kept: nearly all that come have come before."""

DTYPES = {"b": np.dtype("<i8"), "i": np.dtype("<i8"), "u": np.dtype("<u8"), "f": np.dtype("<f8"), "c": np.dtype("<c16")}
"""How each kind of number is sent: all in words of eight bytes, so that every array starts at a whole word."""

FLOAT = DTYPES["f"]
WORD = 8

PORTION = 1 << 16

Text: TypeAlias = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
Size: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=MAX_PAYLOAD)]


class Numbers(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="n"):
    """An array of numbers; its bytes follow in the payload. `listed`: it was a list or tuple (of lists …)."""

    kind: Literal["b", "i", "u", "f", "c"]
    shape: Annotated[tuple[Size, ...], msgspec.Meta(max_length=8)]
    listed: bool = False


class Items(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="s"):
    """A list or tuple that is not a regular array of numbers."""

    items: Annotated[list["Node"], msgspec.Meta(max_length=4096)]
    is_tuple: bool = False


class Entries(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="m"):
    """A mapping with string keys."""

    keys: Annotated[list[Text], msgspec.Meta(max_length=4096)]
    values: Annotated[list["Node"], msgspec.Meta(max_length=4096)]


class Generator(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="g"):
    """A `numpy.random.Generator` seeded with `seed`; calls of one batch with the same `slot` share one generator."""

    slot: int
    seed: int


class Other(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="o"):
    """Something that is no plain data: only the name of its type crosses."""

    type_name: Text


Whole: TypeAlias = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Node: TypeAlias = bool | Whole | float | Text | Numbers | Items | Entries | Generator | Other | None

Layout: TypeAlias = Literal["plain", "read-only", "awkward"]
"""Ordinary arrays; the same, read-only; read-only views with gaps and negative strides of arrays in Fortran order."""


Aim: TypeAlias = Literal["call", "find", "find if plain", "examine"]
"""To call a function; to look it up only, its module loaded; the same, unless its module was seen not to be plain; to
see that, nothing of it run."""


class Ask(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One call of a function of the submission, or what else is to be done with it."""

    module: str
    function: str
    args: list[Node]
    kwargs: dict[str, Node]
    layout: Layout = "plain"
    echo: bool = False
    aim: Aim = "call"


class Raised(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="raised"):
    """The call raised. `line` is 0 where the place in the student's code is not known."""

    type_name: Text
    message: Text
    file: Text
    line: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
    is_value_error: bool
    is_not_implemented: bool


class Missing(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="missing"):
    """There is no such function. `why` says so, or says why its module could not be loaded."""

    why: Text


class Returned(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="returned"):
    """The call returned `value`; `after` holds the arguments as they were afterwards, if that was asked."""

    value: Node
    after: list[Node] | None = None


Outcome: TypeAlias = Returned | Raised | Missing


class Request(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The header of a request: calls to be made in order in one process."""

    asks: list[Ask]


class Received(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The same as it comes: a call is read when its turn comes, so that room for all of them is not needed."""

    asks: list[msgspec.Raw]


class Reply(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The header of a reply: one outcome per call, and the start of what was printed meanwhile."""

    outcomes: Sequence[Outcome]
    printed: str = ""


class _Replied(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The same as it comes: bounded, its outcomes not looked at."""

    outcomes: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=8192)]
    printed: Annotated[str, msgspec.Meta(max_length=8_000)] = ""


class Load(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The first message to a process: the submission that it is for, as text."""

    package: str
    files: dict[str, str]
    script: list[str]
    unreadable: dict[str, str]


class WireError(Exception):
    """The other side sent something that is no message of ours."""


TOO_MUCH = Returned(Other("more data than a reply can hold"))
"""What comes in the place of an outcome that is too large."""

AS_THEY_ARE = bool, Generator
ARRAYS = np.ndarray, np.generic
LISTS = list, tuple
NO_NUMBERS = str, dict, type(None)

_encode = msgspec.msgpack.Encoder().encode
_decode_reply = msgspec.msgpack.Decoder(_Replied).decode
_decode_outcome = msgspec.msgpack.Decoder(Outcome).decode
_decode_request = msgspec.msgpack.Decoder(Received).decode
_decode_ask = msgspec.msgpack.Decoder(Ask).decode
_decode_load = msgspec.msgpack.Decoder(Load).decode


# --- values to nodes ------------------------------------------------------------------------------------------------


def pack(value: Any, buffers: list[np.ndarray], depth: int = 0) -> Node:
    """Turn `value` into a node; the bytes of its arrays are appended to `buffers` as contiguous arrays."""
    if type(value) is np.ndarray:
        return _pack_array(value, buffers)
    if value is None or isinstance(value, AS_THEY_ARE):
        return value
    if isinstance(value, int):
        whole = operator.index(value)
        return whole if -(2**63) <= whole < 2**63 else Other("int of more than 64 bits")
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return clip(value)
    if isinstance(value, ARRAYS):
        return _pack_array(value, buffers)
    if depth >= MAX_DEPTH:
        return Other("nesting deeper than this homework needs")
    if isinstance(value, LISTS):
        if _is_stack(value):
            buffers += map(np.ascontiguousarray, value)
            return Numbers("f", (len(value), *value[0].shape), listed=True)
        regular = _regular(value)
        if regular is not None:
            return _pack_array(regular, buffers, listed=True)
        if len(value) > 4096:
            return Other(f"{type(value).__name__} of {len(value)} items")
        return Items([pack(item, buffers, depth + 1) for item in value])
    if isinstance(value, Mapping):
        return _pack_mapping(value, buffers, depth)
    if isinstance(value, Real):
        return float(value)
    return _pack_array_like(value, buffers)


def _pack_array(value: "np.ndarray | np.generic", buffers: list[np.ndarray], listed: bool = False) -> Node:
    array = np.asarray(value)
    kind = array.dtype.kind
    if kind == "O":
        try:
            array, kind = array.astype(np.float64), "f"
        except (TypeError, ValueError):
            return Other("array of objects")
    dtype = DTYPES.get(kind)
    if dtype is None or array.ndim > 8:
        return Other(f"array of {array.dtype}"[:MAX_TEXT])
    if array.size * dtype.itemsize > MAX_PAYLOAD:
        return Other(f"array of {array.size} entries")
    buffers.append(np.ascontiguousarray(array, dtype=dtype))
    return Numbers(kind, array.shape, listed)  # type: ignore[arg-type]


def _pack_mapping(value: Mapping[Any, Any], buffers: list[np.ndarray], depth: int) -> Node:
    keys = list(value)
    if len(keys) > 4096 or not all(isinstance(key, str) for key in keys):
        return Other(f"{type(value).__name__} with keys that are not names")
    return Entries([clip(key) for key in keys], [pack(value[key], buffers, depth + 1) for key in keys])


def _pack_array_like(value: Any, buffers: list[np.ndarray]) -> Node:
    if not callable(value):
        try:
            array = np.asarray(value)
        except Exception:
            array = np.asarray(None)
        if array.dtype.kind in DTYPES:
            return _pack_array(array, buffers)
    return Other(clip(type(value).__name__))


def clip(text: str) -> str:
    """Return the start of a text, with what UTF-8 cannot hold replaced."""
    if type(text) is str and len(text) <= MAX_TEXT and text.isascii():
        return text
    return str(text)[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8")


def _regular(value: "list[Any] | tuple[Any, ...]") -> np.ndarray | None:
    """Return a list or tuple of numbers (or of equally long lists of numbers …) as one array, None if it is not one."""
    if not value or isinstance(value[0], NO_NUMBERS) or _is_ragged(value):
        return None
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return array if array.dtype.kind in DTYPES and array.ndim <= 8 else None


def _is_stack(value: "list[Any] | tuple[Any, ...]") -> bool:
    """Whether these are arrays of one shape: one after the other, their bytes are those of the array of all of them."""
    if type(value) not in LISTS or not value:
        return False
    first = value[0]
    if type(first) is not np.ndarray or first.ndim >= 8 or first.nbytes * len(value) > MAX_PAYLOAD:
        return False
    return all(type(item) is np.ndarray and item.dtype == FLOAT and item.shape == first.shape for item in value)


def _is_ragged(value: "list[Any] | tuple[Any, ...]") -> bool:
    """Whether these are arrays of several shapes: NumPy takes long to refuse them."""
    if type(value[0]) is not np.ndarray:
        return False
    shape = value[0].shape
    return any(type(item) is np.ndarray and item.shape != shape for item in value)


# --- nodes to values ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A list or tuple of numbers, or of equally long lists of numbers: its values as one array."""

    array: np.ndarray


Value: TypeAlias = (
    "bool | int | float | str | np.ndarray | Listed | list[Value] | tuple[Value, ...] | dict[str, Value]"
    " | Generator | Other | None"
)


class Payload:
    """Reads arrays one after the other from the bytes that follow a header, whose `extent` is known to fit."""

    def __init__(self, data: bytes | bytearray | memoryview, offset: int = 0) -> None:
        self._data = memoryview(data)
        self._offset = offset

    def take(self, numbers: Numbers) -> np.ndarray:
        """Return the next array: a view of the received bytes, which no other array is."""
        array: np.ndarray = np.ndarray(numbers.shape, DTYPES[numbers.kind], self._data, self._offset)
        self._offset += array.nbytes
        return array != 0 if numbers.kind == "b" else array


def _bytes_of(numbers: Numbers) -> int:
    """Return how many bytes an array takes; raise WireError for a shape that no array has."""
    shape = numbers.shape
    count = math.prod(shape)
    if count == 0 and math.prod(size or 1 for size in shape) > MAX_PAYLOAD:
        raise WireError("an array of an impossible shape")
    return 2 * WORD * count if numbers.kind == "c" else WORD * count


def extent(node: Node, depth: int = 0) -> int:
    """Return how many bytes of a payload a node takes; raise WireError for a node that `unpack` would refuse."""
    if isinstance(node, Numbers):
        return _bytes_of(node)
    if isinstance(node, Items):
        return _extents(node.items, depth)
    if isinstance(node, Entries):
        if len(node.keys) != len(node.values):
            raise WireError("a mapping with keys that have no value")
        return _extents(node.values, depth)
    return 0


def _extents(nodes: Sequence[Node], depth: int) -> int:
    if depth >= MAX_DEPTH:
        raise WireError("nesting deeper than this homework needs")
    return sum(extent(node, depth + 1) for node in nodes)


def unpack(node: Node, payload: Payload) -> "Value":
    """Turn a node back into plain data."""
    if isinstance(node, Numbers):
        array = payload.take(node)
        return Listed(array) if node.listed else array
    if isinstance(node, Items):
        items = [unpack(item, payload) for item in node.items]
        return tuple(items) if node.is_tuple else items
    if isinstance(node, Entries):
        return {key: unpack(item, payload) for key, item in zip(node.keys, node.values, strict=True)}
    return node


# --- frames ---------------------------------------------------------------------------------------------------------


def body(header: msgspec.Struct, buffers: Iterable[np.ndarray]) -> tuple[bytes, bytes]:
    """Return header and payload as bytes."""
    return _encode(header), b"".join(buffer.data for buffer in buffers)


def start(number: int, header: bytes, payload: int) -> bytes:
    """Return the start of the frame for request `number`, after which as many bytes of payload are to be sent."""
    return HEAD.pack(MAGIC, number, len(header), payload) + header


def portions(buffers: Iterable[np.ndarray]) -> Iterator[bytes]:
    """Yield the bytes of arrays, some pages at a time: room for all of them at once would be new memory."""
    held: list[memoryview] = []
    size = 0
    for buffer in buffers:
        held.append(buffer.data)
        size += buffer.nbytes
        if size >= PORTION:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def read_head(data: bytes | bytearray | memoryview) -> tuple[int, int, int]:
    """Return request number, header length and payload length of a frame's head, within their bounds."""
    magic, number, header, payload = HEAD.unpack(data)
    if magic != MAGIC or header > MAX_HEADER or payload > MAX_PAYLOAD:
        raise WireError("not a message of ours")
    return number, header, payload


class Read(NamedTuple):
    """An outcome, and how many bytes of the payload its arrays take."""

    outcome: Outcome
    extent: int


def decode_reply(header: bytes | bytearray | memoryview) -> tuple[list[Read], str]:
    """Return the outcomes of a reply and what was printed; anything that is not exactly one is a WireError."""
    try:
        received = _decode_reply(header)
        return [
            _remembered(encoded) if len(encoded) <= REMEMBERED_BYTES else _read_anew(encoded)
            for encoded in map(bytes, received.outcomes)
        ], received.printed
    except (msgspec.DecodeError, RecursionError, MemoryError, ValueError) as error:
        raise WireError(f"a malformed reply: {type(error).__name__}") from None


def _read_anew(encoded: bytes) -> Read:
    outcome = _decode_outcome(encoded)
    if not isinstance(outcome, Returned):
        return Read(outcome, 0)
    return Read(outcome, extent(outcome.value) + sum(map(extent, outcome.after or ())))


_remembered = lru_cache(REMEMBERED)(_read_anew)


def decode_request(header: bytes | bytearray | memoryview) -> Received:
    """Return the header of a request."""
    return _decode_request(header)


def decode_ask(encoded: msgspec.Raw) -> Ask:
    """Return one call of a request."""
    return _decode_ask(encoded)


def encode(message: msgspec.Struct) -> bytes:
    """Return a message as bytes."""
    return _encode(message)


def decode_load(data: bytes | bytearray | memoryview) -> Load:
    """Return the submission that a process is for."""
    return _decode_load(data)


def pack_ask(
    module: str, function: str, args: Sequence[Any], kwargs: Mapping[str, Any], layout: Layout, echo: bool,
    buffers: list[np.ndarray],
) -> Ask:  # fmt: skip
    """Return one call as a message, its arrays appended to `buffers`."""
    packed = [pack_argument(arg, buffers) for arg in args]
    return Ask(module, function, packed, {k: pack_argument(v, buffers) for k, v in kwargs.items()}, layout, echo)


def pack_argument(value: Any, buffers: list[np.ndarray]) -> Node:
    """Turn an argument into a node: as `pack`, but a list of numbers stays a list and a tuple is sent as a list."""
    if isinstance(value, list | tuple):
        return Items([pack_argument(item, buffers) for item in value], isinstance(value, tuple))
    if isinstance(value, Mapping):
        return Entries(list(value), [pack_argument(item, buffers) for item in value.values()])
    return pack(value, buffers)
