"""Replies, requests and files that no honest program makes: seeded, so that every run tries the same.

`FUZZ_ROUNDS=100000 pytest tests/attacks/test_fuzzing.py` tries more of them.
"""

import json
import os
import random
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from attack import HONEST

from autograder.grading.checks import Checks, load_checks
from autograder.grading.grade import Grader
from autograder.grading.record import from_json, to_json
from autograder.homework import Homework, load_homework
from autograder.intake.find import find_submissions
from autograder.intake.reading import read
from autograder.reports.results import results_json
from autograder.sandbox import wire, worker
from autograder.sandbox.local import reply_to
from autograder.sandbox.room import Answered, Batch, Cause, Lost, read_outcomes
from autograder.submission import Program, Submission

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "400"))
SECOND = Path(__file__).parents[1] / "second_homework"

Reply = tuple[bytes, bytes]


# --- ways to spoil things ---------------------------------------------------------------------------------------------


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few of them changed, cut out, doubled or moved."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at, to = sorted(chance.randrange(len(found) + 1) for _ in range(2))
        match chance.randrange(6):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : min(to, at + 64)]
            case 2:
                found[at:at] = found[at : min(to, at + 64)]
            case 3:
                found[at:at] = chance.randbytes(chance.randrange(9))
            case 4:
                found[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff"))
            case _:
                del found[to:]
    return bytes(found)


def node(chance: random.Random, depth: int = 0) -> wire.Node:
    """Return a node of any kind."""
    kinds: list[Callable[[], wire.Node]] = [
        lambda: None,
        lambda: chance.random() < 0.5,
        lambda: chance.choice((0, -1, 2**63 - 1, -(2**63), chance.randrange(99))),
        lambda: chance.choice((0.0, -0.0, float("nan"), float("inf"), 1e308, chance.random())),
        lambda: chance.choice(("", "\ud7ff", "x" * 2000, "\x1b[2J", "=1+1")),
        lambda: wire.Other("T" * chance.randrange(9)),
        lambda: wire.Generator(chance.randrange(3), chance.randrange(3)),
        lambda: wire.Numbers(
            chance.choice(("b", "i", "u", "f", "c")),
            tuple(chance.choice((0, 1, 2, 3)) for _ in range(chance.randrange(5))),
            chance.random() < 0.3,
        ),
    ]
    if depth < 4:
        kinds += [
            lambda: wire.Items([node(chance, depth + 1) for _ in range(chance.randrange(5))], chance.random() < 0.5),
            lambda: wire.Entries([str(i) for i in range(3)], [node(chance, depth + 1) for _ in range(3)]),
        ]
    return chance.choice(kinds)()


def outcome(chance: random.Random) -> wire.Outcome:
    """Return an outcome of any kind."""
    match chance.randrange(5):
        case 0:
            flags = chance.random() < 0.5, chance.random() < 0.5
            return wire.Raised(
                "ValueError", "m", chance.choice(("", "knn.py", "/etc/passwd")), chance.randrange(9), *flags
            )
        case 1:
            return wire.Missing("swordfish")
        case _:
            after = None if chance.random() < 0.5 else [node(chance) for _ in range(chance.randrange(4))]
            return wire.Returned(node(chance), after)


def payload_of(outcomes: Sequence[wire.Outcome], chance: random.Random) -> bytes:
    """Return words of any kind, as many as the outcomes take."""
    values = [[o.value, *(o.after or ())] for o in outcomes if isinstance(o, wire.Returned)]
    words = sum(wire.extent(value) for each in values for value in each) // wire.WORD
    numbers = [chance.choice((0.0, 1.5, float("nan"), float("-inf"), 3.0)) for _ in range(words)]
    return np.array(numbers, np.float64).tobytes()


@dataclass
class Liar:
    """A room and a session in one, in which every reply is spoilt."""

    spoil: Callable[[Reply, int], Reply]
    right: Mapping[str, Callable[..., object]]
    layers: str = "none"

    def open(self, program: Program, memory_mb: int) -> "Liar":
        """Take in a submission."""
        return self

    def ask(self, batch: Batch, seconds: float) -> Answered | Lost:
        """Answer rightly, spoil the reply, and read it as the grader does."""
        try:
            return read_outcomes(*self.spoil(reply_to(self.right, batch), batch.size), batch.size)
        except wire.WireError as error:
            return Lost(Cause.MALFORMED, str(error))

    def renew(self) -> None:
        """There is nothing to renew."""

    def close(self) -> None:
        """There is nothing to close."""


@pytest.fixture(scope="module")
def second() -> Checks:
    return load_checks(load_homework(SECOND))


def _graded(second: Checks, spoil: Callable[[Reply, int], Reply]) -> float:
    """Return the points for replies that are spoilt, once the result has been written down and read back."""
    submission = Submission("liar", Program({"knn.py": HONEST}))
    result = Grader.of(second).grade(submission, Liar(spoil, second.right))
    assert len(results_json(result)) < 200_000
    assert from_json(to_json(result)) == result
    return result.total


# --- the wire ---------------------------------------------------------------------------------------------------------


def test_replies_that_are_not_spoilt_get_all_points(second: Checks) -> None:
    assert _graded(second, lambda reply, size: reply) == 10


def test_spoilt_bytes_of_a_reply_never_stop_the_grader(second: Checks) -> None:
    for seed in range(ROUNDS // 4):
        chance = random.Random(seed)

        def spoil(reply: Reply, size: int, chance: random.Random = chance) -> Reply:
            header, payload = reply
            return (mutated(header, chance), payload) if chance.random() < 0.7 else (header, mutated(payload, chance))

        assert _graded(second, spoil) <= 10


def test_replies_of_any_kind_never_stop_the_grader_and_win_nothing(second: Checks) -> None:
    for seed in range(ROUNDS // 4):
        chance = random.Random(seed)

        def spoil(reply: Reply, size: int, chance: random.Random = chance) -> Reply:
            outcomes = [outcome(chance) for _ in range(size)]
            return wire.encode(wire.Reply(outcomes)), payload_of(outcomes, chance)

        assert _graded(second, spoil) < 5


def test_a_request_that_is_no_request_ends_the_worker_and_nothing_else() -> None:
    load = wire.encode(wire.Load("assignments", {"knn.py": HONEST}, [], {}))
    buffers: list[np.ndarray] = []
    ask = wire.pack_ask("knn", "distances", [np.ones((2, 2)), np.ones(2)], {}, "awkward", True, buffers)
    header, payload = wire.body(wire.Request([ask]), buffers)
    whole = wire.start(0, b"", len(load)) + load + wire.start(7, header, len(payload)) + payload
    finders = list(sys.meta_path)
    for seed in range(ROUNDS):
        stream = BytesIO(mutated(whole, random.Random(seed)))

        def read_all_of(count: int, stream: BytesIO = stream) -> bytearray:
            data = bytearray(stream.read(count))
            if len(data) < count:
                raise EOFError
            return data

        with pytest.raises(Exception):  # noqa: B017 — whatever it is, the process ends by it
            worker.attend(read_all_of, lambda data: None)
        sys.meta_path[:] = finders
        for name in [name for name in sys.modules if name.split(".")[0] in ("assignments", "knn")]:
            if name != "assignments":
                sys.modules.pop(name)


# --- intake -----------------------------------------------------------------------------------------------------------


def _zip() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("work/knn.py", HONEST)
        archive.writestr("work/answers.yaml", _answers())
        archive.writestr("work/more.zip", b"PK\x05\x06" + bytes(18))
    return data.getvalue()


def _answers() -> str:
    return (SECOND.parents[1] / "solutions" / "answers.yaml").read_text(encoding="utf-8")


def _notebook() -> bytes:
    cell = {"cell_type": "code", "source": HONEST.splitlines(keepends=True), "outputs": [], "metadata": {}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell, cell]}).encode()


FILES = {"work.zip": _zip(), "knn.py": HONEST.encode(), "answers.yaml": _answers().encode(), "work.ipynb": _notebook()}


@pytest.mark.parametrize("name", FILES)
def test_a_spoilt_file_is_taken_in_or_refused_with_a_word(name: str, tmp_path: Path, homework: Homework) -> None:
    one_module = replace(load_homework(SECOND), root=homework.root)
    for seed in range(ROUNDS // 4):
        path = tmp_path / name
        path.write_bytes(mutated(FILES[name], random.Random(seed)))
        for handed in find_submissions([path], one_module):
            submission = read(handed, one_module)
            assert submission.problem is None or submission.problem.isprintable()
            assert all(remark.isprintable() for remark in submission.remarks)
            assert sum(map(len, submission.program.files.values())) < 10**7


def test_spoilt_answers_are_read_or_refused(homework: Homework) -> None:
    grader = Grader.of(load_checks(homework, [question for question in homework.questions if question.is_written]))
    room = Liar(lambda reply, size: reply, {})
    for seed in range(ROUNDS // 4):
        text = mutated(_answers().encode(), random.Random(seed)).decode("utf-8", "replace")
        result = grader.grade(Submission("ada", Program({}), answers=text), room)
        assert 0 <= result.total <= result.maximum
