"""What a student is told, whatever state the folder is in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.homework import load_homework
from autograder.local.desk import Desk
from autograder.local.progress import load_progress

WIDTH = 80


class Told:
    """The handout in a folder, and what its check prints there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk = Desk(folder, load_homework(folder), "python check.py")

    def append(self, module: str, text: str) -> None:
        """Write something at the end of a module."""
        path = self.folder / "assignments" / module
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def of(self, *names: str, table: bool = False) -> str:
        """Return the stories of what is named, or the table, in one line."""
        checked = self.desk.check(self.desk.homework.meant_by(names), names)
        with self.desk.console.capture() as captured:
            (self.desk.table if table else self.desk.stories)(checked)
        text = captured.get()
        assert max(map(len, text.splitlines())) <= WIDTH
        return " ".join(text.split())

    def hinted(self, name: str) -> str:
        """Return what is said when a hint is asked for."""
        checked = self.desk.check(self.desk.homework.meant_by([name]), [name])
        with self.desk.console.capture() as captured:
            assert self.desk.hint(checked) == 1
        return " ".join(captured.get().split())

    def zipped(self) -> str:
        """Return what is said when the file to hand in is made."""
        with self.desk.console.capture() as captured:
            assert self.desk.hand_in(self.desk.check(self.desk.homework.questions)) == 0
        return " ".join(captured.get().split())


@pytest.fixture
def told(unzipped: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    opened = Told(unzipped)
    yield opened
    opened.desk.close()


def test_a_file_that_cannot_be_loaded_is_to_be_looked_at(told: Told) -> None:
    told.append("pooling.py", "\ndef broken(:\n")
    assert "SyntaxError" in told.of("max_pooling")
    assert "max_pooling 0/2 0 4.87 in 13 ideas look again" in told.of("pooling.py", table=True)


def test_an_endless_loop_is_told_as_one(told: Told) -> None:
    told.append("activations.py", "\ndef sigmoid(x):\n    while True:\n        pass\n")
    story = told.of("sigmoid")
    assert "time limit: took more than" in story
    assert "when you hand in, the whole question has 2 s" in story


def test_what_was_printed_and_raised_is_shown_for_the_function_asked_for(told: Told) -> None:
    told.append(
        "activations.py", '\ndef sigmoid(x):\n    return x\n\ndef relu(x):\n    print("seen", 7)\n    return x.foo\n'
    )
    story = told.of("relu")
    assert "called relu(" in story
    assert "AttributeError" in story
    assert "printed seen 7" in story
    assert "python check.py relu --hint" in story


def test_a_case_waits_while_a_function_that_it_builds_on_is_wrong(told: Told, solved: dict[str, bytes]) -> None:
    for name, data in solved.items():
        (told.folder / "assignments" / name).write_bytes(data)
    told.append("convolution.py", "\n_conv2d = conv2d\n\ndef conv2d(x, kernel, padding=0, stride=1):\n")
    told.append("convolution.py", "    return _conv2d(x, kernel[::-1, ::-1], padding, stride)\n")
    assert "cannot be judged here while your own conv2d is wrong" in told.of("conv_layer")
    assert "waits" in told.of("conv_layer", table=True)
    assert "mistake your answers are exactly those of this mistake: " in told.of("conv2d")


def test_the_zip_warns_of_all_that_may_be_wrong_and_refuses_nothing(told: Told) -> None:
    assignments = told.folder / "assignments"
    (assignments / "gru.py").unlink()
    told.append("pooling.py", "\ndef broken(:\n")
    (assignments / "data.bin").write_bytes(b"0" * 300_000)
    warned = told.zipped()
    for words in ("gru.py is missing: nothing for gru_step, gru_update", "assignments/pooling.py, line", "still empty",
                  "data.bin (0.3 MB) is not handed in", "wrote handin.zip"):  # fmt: skip
        assert words in warned
    assert (told.folder / "handin.zip").exists()


def test_a_stub_is_no_excuse_for_a_function_that_does_not_call_it(told: Told) -> None:
    told.append("clipping.py", "\ndef clip_gradient(g, tau):\n    return np.clip(g, -tau, tau)\n")
    story = told.of("clip_gradient")
    assert "returned array([ 8.5, -8.5, 8. ])" in story
    assert "mistake your answers are exactly those of this mistake: Every entry is cut" in story


BROKEN_ANSWERS = {
    b"3.1.1: [1\n": "answers.yaml: line 2, column 1",
    b"\xb0\x8c\x00": "answers.yaml: it is not UTF-8",
}


@pytest.mark.parametrize("content", BROKEN_ANSWERS)
def test_a_broken_file_of_answers_is_to_be_looked_at_and_not_taken_for_none(content: bytes, told: Told) -> None:
    (told.folder / "assignments" / "answers.yaml").write_bytes(content)
    assert BROKEN_ANSWERS[content] in told.of("written")
    assert "written 0/1 0 4 in 11 ideas look again" in told.of("answers", table=True)


def test_no_hint_is_used_up_where_the_file_must_be_mended_first(told: Told) -> None:
    told.append("clipping.py", "\ndef broken(:\n")
    assert "--hint" not in told.of("clipping")
    said = told.hinted("clipping")
    assert "SyntaxError" in said
    assert "No hint was used up" in said
    assert load_progress(told.folder).hints == {}


def test_a_library_that_the_homework_does_not_have_is_explained(told: Told) -> None:
    told.append("clipping.py", "\nimport torch\n")
    assert "torch is not there when your homework is graded: only NumPy" in told.of("clipping")


def test_a_narrow_terminal_still_shows_every_question_whole(told: Told) -> None:
    told.desk.console.width = 40
    table = told.of(table=True)
    assert "still hidden" not in table
    assert "…" not in table
    assert all(f"{question.id} 0/" in table for question in told.desk.homework.questions)
