"""What the handout must not hold: solutions, hidden cases, expected values, the code of known mistakes."""

import ast
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder.grading.checks import Checks
from autograder.grading.evidence import show_argument
from autograder.homework import Homework
from autograder.sandbox.room import Got

LONG_ENOUGH = 24
"""Bytes, or characters, below which a thing may well stand in two places by chance."""


@pytest.fixture(scope="module")
def everything(files: dict[str, bytes]) -> bytes:
    """All that is in the handout, the answer key unpacked."""
    found = dict(files)
    found["the key, unpacked"] = zlib.decompress(found["autograder/public.key"])
    for value in _binary(msgspec.msgpack.decode(found["the key, unpacked"])):
        found[f"in the key {len(found)}"] = value
    return b"\n".join(found.values())


def _binary(value: Any) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _binary(item)


def _arrays(value: Any) -> Iterator[np.ndarray]:
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _arrays(item)


def _public_bytes(checks: Checks) -> set[bytes]:
    """Return the arrays that public cases and their answers hold: a hidden case may use one of them again."""
    found: set[bytes] = set()
    for plan in checks.plans.values():
        for planned in plan.public.cases:
            values: list[Any] = [call.args for call in planned.calls]
            values += [truth.value for truth in checks.truths(planned) if isinstance(truth, Got)]
            found |= {array.astype(np.float64).tobytes() for value in values for array in _arrays(value)}
    return found


def _is_telling(array: np.ndarray) -> bool:
    """Whether an array could not stand in the handout by chance: two numbers that are not whole."""
    return array.dtype.kind == "f" and np.unique(array[array != np.round(array)]).size >= 2


def test_no_input_of_a_hidden_case_is_there(everything: bytes, checks: Checks) -> None:
    public, sought = _public_bytes(checks), 0
    for plan in checks.plans.values():
        for planned in plan.hidden.cases:
            for array in (array for call in planned.calls for array in _arrays((call.args, dict(call.kwargs)))):
                data = np.ascontiguousarray(array, dtype=np.float64).tobytes()
                if _is_telling(array) and data not in public:
                    sought += 1
                    assert data not in everything, (plan.question.id, planned.case.name)
                    assert show_argument(array).encode() not in everything
    assert sought > 1000, sought


def test_no_answer_to_a_hidden_case_is_there(everything: bytes, checks: Checks) -> None:
    public, sought = _public_bytes(checks), 0
    for plan in checks.plans.values():
        for planned in plan.hidden.cases:
            for truth in checks.truths(planned):
                for array in _arrays(truth.value) if isinstance(truth, Got) else ():
                    data = np.ascontiguousarray(array, dtype=np.float64).tobytes()
                    if _is_telling(array) and data not in public:
                        sought += 1
                        assert data not in everything, (plan.question.id, planned.case.name)
    assert sought > 300, sought


def test_the_key_holds_no_written_answer(files: dict[str, bytes]) -> None:
    entries = msgspec.msgpack.decode(zlib.decompress(files["autograder/public.key"]))
    about = [entry for entry in entries["mistakes"] if entry[1][0] == "answers"]
    assert len(about) == 11
    for _, _, mistake, _, (_, header, payload) in about:
        assert (mistake, payload) == ("", b"")
        assert msgspec.msgpack.decode(header) == [[["returned", None, None]], ""]
    for truth in entries["truths"]["written"]:
        assert {repr(outcome) for outcome in msgspec.msgpack.decode(truth[1])[0]} == {"['returned', None, None]"}


def _code_lines(folder: Path) -> set[str]:
    """Return the lines inside functions in a folder that compute something."""
    found: set[str] = set()
    for path in folder.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        for function in ast.walk(ast.parse(source)):
            if isinstance(function, ast.FunctionDef):
                computing = (n for n in ast.walk(function) if isinstance(n, ast.Return | ast.Assign | ast.AugAssign))
                found.update(lines[node.lineno - 1].strip() for node in computing)
    return {line for line in found if len(line) >= LONG_ENOUGH}


@pytest.mark.parametrize("secret", ["solutions", "misconceptions", "right_answers"])
def test_no_line_of_code_of_an_answer_is_there(secret: str, files: dict[str, bytes], homework: Homework) -> None:
    lines = _code_lines(getattr(homework, secret))
    assert len(lines) > 50
    told = {line.strip() for data in files.values() for line in data.decode("utf-8", "replace").splitlines()}
    assert lines & told == set()


def test_no_hidden_case_is_there_by_its_code(files: dict[str, bytes], homework: Homework, checks: Checks) -> None:
    for name, plan in checks.plans.items():
        cut = files[f"autograder/checks/{name}.py"].decode()
        functions = {node.name for node in ast.parse(cut).body if isinstance(node, ast.FunctionDef)}
        hidden = {planned.case.body.__name__ for planned in plan.hidden.cases}
        assert hidden
        assert functions & hidden == set()
        assert "hidden=True" not in cut


def test_nothing_else_of_the_house_is_there(files: dict[str, bytes]) -> None:
    folders = {path.split("/")[0] + "/" + path.split("/")[1] for path in files if path.count("/") > 1}
    assert folders == {
        f"autograder/{name}" for name in ("checks", "grading", "hints", "intake", "local", "reports", "sandbox")
    }
    assert not [path for path in files if "solution" in path or "misconceptions/" in path or "__pycache__" in path]


def test_afterwards_the_solutions_come_along_with_their_explanations(homework: Homework) -> None:
    from autograder.release.handout import handout

    files = handout(homework, with_solutions=True)
    for path in homework.solutions.iterdir():
        if path.is_file():
            assert files[f"solutions/{path.name}"] == path.read_bytes()
            assert path.suffix != ".py" or ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_same_homework_gives_the_same_bytes(files: dict[str, bytes], homework: Homework) -> None:
    from autograder.archives import zip_bytes
    from autograder.release.handout import handout

    again = zip_bytes(handout(homework))
    assert again == zip_bytes(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
