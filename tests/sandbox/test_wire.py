"""The messages: what crosses, and that nothing else does."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import wire
from autograder.sandbox.room import Answered, Got, read_outcomes


def there_and_back(value: Any) -> Any:
    buffers: list[np.ndarray] = []
    header, payload = wire.body(wire.Reply([wire.Returned(wire.pack(value, buffers))]), buffers)
    outcome = read_outcomes(header, payload, 1).outcomes[0]
    assert isinstance(outcome, Got)
    return outcome.value


@pytest.mark.parametrize("value", [None, True, False, 0, -(2**63), 2**63 - 1, 1.5, "text", "ä€😀", {"a": 1, "b": "c"}])
def test_plain_values_come_back_as_they_are(value: Any) -> None:
    assert there_and_back(value) == value


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.zeros((0, 4)),
        np.array(2.5),
        np.array([True, False]),
        np.array([1 + 2j]),
        np.arange(5, dtype=np.int8),
        np.arange(12.0).reshape(3, 4)[::-1, ::2].T,
    ],
)
def test_arrays_keep_shape_and_values(array: np.ndarray) -> None:
    back = there_and_back(array)
    assert back.shape == array.shape
    assert (back == array).all()


def test_a_list_of_numbers_is_told_from_an_array() -> None:
    back = there_and_back([[1, 2], [3, 4]])
    assert isinstance(back, wire.Listed)
    assert (back.array == [[1, 2], [3, 4]]).all()


@pytest.mark.parametrize(
    "arrays",
    [
        [np.arange(6.0).reshape(2, 3), np.ones((2, 3)), np.arange(6.0).reshape(3, 2).T],
        [np.arange(8.0)[::-2], np.arange(4.0)],
        [np.array(2.5), np.array(-1.0)],
        [np.zeros((0, 2)), np.zeros((0, 2))],
        [np.arange(2.0).reshape((1,) * 6 + (2,))],
        [np.arange(3.0), np.arange(3)],
        [np.arange(3.0), np.arange(3.0, dtype=">f8")],
        [np.arange(3.0), np.arange(3.0, dtype=np.float32)],
    ],
)
@pytest.mark.parametrize("kind", [list, tuple])
def test_arrays_of_one_shape_come_as_the_array_of_all_of_them(arrays: list[np.ndarray], kind: type) -> None:
    back = there_and_back(kind(arrays))
    assert isinstance(back, wire.Listed)
    assert back.array.shape == np.array(arrays).shape
    assert (back.array == np.array(arrays)).all()


class Longer(list[np.ndarray]):
    """A list that gives more when it is read than it says that it has."""

    def __iter__(self) -> Iterator[np.ndarray]:
        return iter([*super().__iter__(), self[0]])


def test_a_list_that_gives_more_than_it_has_makes_no_malformed_message() -> None:
    back = there_and_back(Longer([np.zeros(2), np.ones(2)]))
    assert isinstance(back, wire.Listed)
    assert back.array.tolist() in ([[0, 0], [1, 1]], [[0, 0], [1, 1], [0, 0]])


def test_a_ragged_list_stays_a_list() -> None:
    first, second = there_and_back([np.ones(2), np.ones(3)])
    assert (first.shape, second.shape) == ((2,), (3,))


def test_a_mapping_of_any_type_becomes_a_dict() -> None:
    assert there_and_back(OrderedDict(b=1, a=2)) == {"b": 1, "a": 2}


def test_what_is_no_plain_data_crosses_as_the_name_of_its_type() -> None:
    assert there_and_back(lambda: None) == wire.Other("function")
    assert isinstance(there_and_back({1: 2}), wire.Other)
    assert isinstance(there_and_back(2**64), wire.Other)
    assert isinstance(there_and_back(np.array(["a"])), wire.Other)
    assert isinstance(there_and_back(np.zeros(2, dtype=[("x", float)])), wire.Other)


def test_an_endlessly_nested_value_is_cut_off() -> None:
    nested: list[Any] = ["end"]
    nested.append(nested)
    value = there_and_back(nested)
    for _ in range(wire.MAX_DEPTH - 1):
        value = value[1]
    assert isinstance(value[1], wire.Other)


def test_a_text_that_is_not_unicode_is_sent_with_replacements() -> None:
    assert there_and_back("a\udc80b") == "a?b"


def test_a_long_text_is_cut() -> None:
    assert len(there_and_back("x" * 10 * wire.MAX_TEXT)) == wire.MAX_TEXT


def test_a_lying_whole_number_is_sent_as_the_number_that_it_is() -> None:
    class Liar(int):
        def __index__(self) -> int:
            return 2**80

        def __int__(self) -> int:
            return 2**80

    assert there_and_back(Liar(7)) == 7


def test_an_array_that_only_looks_small_is_not_sent() -> None:
    assert isinstance(there_and_back(np.broadcast_to(1.0, (10**6, 10**6))), wire.Other)


def test_truth_values_are_only_true_or_false_whatever_bytes_were_sent() -> None:
    header = wire.encode(wire.Reply([wire.Returned(wire.Numbers("b", (3,)))]))
    outcome = read_outcomes(header, np.array([0, 1, 255]).tobytes(), 1).outcomes[0]
    assert isinstance(outcome, Got)
    assert isinstance(outcome.value, np.ndarray)
    assert outcome.value.view(np.uint8).tolist() == [0, 1, 1]


REFUSED = {
    "shorter payload": ([wire.Returned(wire.Numbers("f", (3,)))], 8),
    "longer payload": ([wire.Returned(wire.Numbers("f", (1,)))], 16),
    "payload of nothing": ([wire.Returned(1)], 1),
    "overflowing shape": ([wire.Returned(wire.Numbers("f", (2**25,) * 8))], 8),
    "too many outcomes": ([wire.Returned(1), wire.Returned(1)], 0),
    "no outcomes": ([], 0),
    "keys without values": ([wire.Returned(wire.Entries(["a", "b"], [1]))], 0),
}


@pytest.mark.parametrize(("outcomes", "payload"), REFUSED.values(), ids=REFUSED)
def test_a_reply_that_does_not_add_up_is_refused(outcomes: list[wire.Outcome], payload: int) -> None:
    with pytest.raises(wire.WireError):
        read_outcomes(wire.encode(wire.Reply(outcomes)), bytes(payload), 1)


def nested(depth: int) -> wire.Node:
    node: wire.Node = 1
    for _ in range(depth):
        node = wire.Items([node])
    return node


@pytest.mark.parametrize("depth", [wire.MAX_DEPTH + 2, 200])
def test_a_deeply_nested_reply_is_refused(depth: int) -> None:
    header = wire.encode(wire.Reply([wire.Returned(nested(depth))]))
    with pytest.raises(wire.WireError):
        read_outcomes(header, b"", 1)


def test_nesting_deeper_than_the_interpreter_can_follow_is_refused() -> None:
    start, level = b"\x92\x91\x93\xa8returned", b"\x93\xa1s\x91"
    header = start + level * 50_000
    with pytest.raises(wire.WireError):
        wire.decode_reply(header)


@pytest.mark.parametrize("head", [(b"moor", 1, 0, 0), (b"room", 1, 2**31, 0), (b"room", 1, 0, 2**31)])
def test_a_head_out_of_bounds_is_refused(head: tuple[bytes, int, int, int]) -> None:
    with pytest.raises(wire.WireError):
        wire.read_head(wire.HEAD.pack(*head))


def valid_replies() -> list[tuple[bytes, bytes]]:
    values: list[Any] = [
        1, 2.5, "text", None, True, np.arange(6.0).reshape(2, 3), [1, 2, 3], (np.ones(2), np.ones(3)),
        {"a": np.zeros(2), "b": [None, "c"]},
    ]  # fmt: skip
    raised = wire.Raised("ValueError", "no", "m.py", 3, True, False)
    replies = []
    for chosen in (values, values[5:6], []):
        buffers: list[np.ndarray] = []
        outcomes: list[wire.Outcome] = [wire.Returned(wire.pack(value, buffers)) for value in chosen]
        replies.append(wire.body(wire.Reply([*outcomes, raised, wire.Missing("none")], "said"), buffers))
    return replies


def read_or_refuse(header: bytes, payload: bytes, size: int) -> None:
    try:
        answer = read_outcomes(header, payload, size)
    except wire.WireError:
        return
    assert isinstance(answer, Answered)


def test_changed_replies_are_read_or_refused_and_nothing_else() -> None:
    rng = np.random.default_rng(0)
    for header, payload in valid_replies():
        size = len(wire.decode_reply(header)[0])
        read_or_refuse(header, payload, size)
        for _ in range(3_000):
            changed = bytearray(header)
            for place in rng.integers(len(changed), size=rng.integers(1, 6)):
                changed[place] = rng.integers(256)
            read_or_refuse(bytes(changed), payload, size)
            cut = int(rng.integers(len(header)))
            read_or_refuse(header[:cut] + header[cut + int(rng.integers(5)) :], payload[: rng.integers(99)], size)


def test_noise_is_refused_as_a_head_and_as_a_reply() -> None:
    rng = np.random.default_rng(1)
    for _ in range(3_000):
        noise = rng.bytes(int(rng.integers(1, 200)))
        read_or_refuse(noise, noise, 1)
        with pytest.raises(wire.WireError):
            wire.read_head(rng.bytes(wire.HEAD.size))


def test_arrays_are_sent_in_portions_that_are_together_what_they_are() -> None:
    arrays = [np.arange(float(size)) for size in (0, 3, 9000, 1, 20_000, 0, 5)]
    portions = list(wire.portions(arrays))
    assert b"".join(portions) == b"".join(array.tobytes() for array in arrays)
    assert len(portions) > 1
    assert list(wire.portions([])) == [b""]


def test_an_outcome_that_came_before_is_the_very_same_and_its_arrays_are_its_own() -> None:
    header, payload = wire.body(wire.Reply([wire.Returned(wire.Numbers("f", (2,)))]), [np.array([1.0, 2.0])])
    one, other = (read_outcomes(header, data, 1).outcomes for data in (payload, np.array([3.0, 4.0]).tobytes()))
    assert one.raw[0] is other.raw[0]
    values = [outcome.value for outcome in (one[0], other[0]) if isinstance(outcome, Got)]
    assert [value.tolist() for value in values if isinstance(value, np.ndarray)] == [[1.0, 2.0], [3.0, 4.0]]
