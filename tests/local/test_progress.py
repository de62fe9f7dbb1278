"""What is remembered between two checks."""

from pathlib import Path

import pytest

from autograder.local.progress import FILE, Progress, load_progress, save_progress


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    progress = Progress().with_hint("relu", 2).with_passed({"activations": 1})
    save_progress(tmp_path, progress)
    assert load_progress(tmp_path) == progress


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"version": 99, "hints": {"relu": 2}}',
        b'{"version": 1, "hints": 7, "passed": [1]}',
        b'{"version": 1, "hints": {"relu": -1, "sigmoid": true, "a": "2"}}',
    ],
)  # fmt: skip
def test_a_broken_file_is_as_good_as_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert load_progress(tmp_path) == Progress()


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    save_progress(tmp_path, Progress().with_hint("relu", 1))
    assert load_progress(tmp_path) == Progress()
