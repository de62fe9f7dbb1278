"""The student's hour, from the zip to the grade, in a fresh environment, as it is typed."""

import ast
import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fresh import fresh_python

from autograder.cli import main

WRONG = "return np.clip(g, -tau, tau)"
RIGHT = """if tau <= 0:
        raise ValueError("tau must be greater than 0")
    norm = gradient_norm([g])
    return g * (tau / norm if norm > tau else 1.0)"""
NORM = "return float(np.sqrt(sum(np.sum(np.square(g)) for g in grads)))"
ALL = """if tau <= 0:
        raise ValueError("tau must be greater than 0")
    norm = gradient_norm(grads)
    return [g * (tau / norm if norm > tau else 1.0) for g in grads]"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def write(folder: Path, function: str, body: str) -> None:
    """Put a body in the place of whatever a function of clipping.py does after its docstring."""
    path = folder / "assignments" / "clipping.py"
    source = path.read_text(encoding="utf-8")
    (found,) = (n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == function)
    lines = source.splitlines()
    lines[found.body[0].end_lineno : found.end_lineno] = [f"    {body}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def run(unzipped: Path, tmp_path: Path) -> Run:
    python = fresh_python(tmp_path, unzipped / "requirements.txt")

    def typed(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [str(python), *arguments]
        plain = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "FORCE_COLOR")}
        done = subprocess.run(
            command, cwd=unzipped, capture_output=True, text=True, timeout=120, env=plain, check=False
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return typed


def test_from_the_zip_to_the_grade(run: Run, unzipped: Path, tmp_path: Path) -> None:
    first = run("check.py")
    assert (first.returncode, first.stderr) == (1, "")
    assert "Next: sigmoid in assignments/activations.py, line" in first.stdout
    assert "look again" not in first.stdout
    assert max(map(len, first.stdout.splitlines())) <= 80

    write(unzipped, "gradient_norm", NORM)
    write(unzipped, "clip_gradient", WRONG)
    story = run("check.py", "clipping")
    assert story.returncode == 1
    told = " ".join(story.stdout.split())
    for words in (
        "called clip_gradient(np.array([12., -9., 8.]), 8.5)",
        "returned",
        "expected",
        "mistake",
        "Every entry is cut",
        "§2.2",
    ):
        assert words in told
    assert "assignments/clipping.py, line" in told

    hints = [run("check.py", "clipping", "--hint").stdout for _ in range(4)]
    assert "hint 1 of 3" in hints[0]
    assert "hint 2 of 3" in hints[1]
    assert hints[2] == hints[3]
    assert "Pascanu" in hints[3]

    write(unzipped, "clip_gradient", RIGHT)
    write(unzipped, "clip_gradients", ALL)
    right = run("check.py", "clip_gradient")
    assert (right.returncode, right.stderr) == (0, "")
    assert "judged when you hand in" in " ".join(right.stdout.split())

    tested = run("-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert "3 passed" in tested.stdout
    assert "not written yet" in tested.stdout

    made = run("check.py", "--zip")
    assert (made.returncode, made.stderr) == (0, "")
    assert "assignments/clipping.py" in made.stdout
    assert "still empty: 3.1.1" in made.stdout
    assert main(["grade", str(unzipped / "handin.zip"), "-o", str(tmp_path / "out")]) == 0
    with (tmp_path / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["clipping"], row["total"], row["status"]) == ("7", "7", "ok")


def test_watch_checks_what_a_save_touched_and_obeys_its_keys(unzipped: Path) -> None:
    command = [sys.executable, "check.py", "--watch", "clipping", "regularization"]
    with (
        (unzipped / "seen.txt").open("w", encoding="utf-8") as shown,
        subprocess.Popen(command, cwd=unzipped, stdin=subprocess.PIPE, stdout=shown, text=True) as watching,
    ):

        def wait_for(words: str, times: int = 1) -> None:
            end = time.monotonic() + 60
            while (unzipped / "seen.txt").read_text(encoding="utf-8").count(words) < times:
                assert time.monotonic() < end, (unzipped / "seen.txt").read_text(encoding="utf-8")
                time.sleep(0.05)

        def press(key: str) -> None:
            assert watching.stdin is not None
            watching.stdin.write(f"{key}\n")
            watching.stdin.flush()

        try:
            wait_for("watching")
            write(unzipped, "gradient_norm", NORM)
            wait_for("clipping.py: checked clipping in")
            wait_for("+0.45 points")
            press("h")
            wait_for("clip_gradient: hint 1 of 3")
            press("n")
            wait_for("regularization  0 of")
            press("a")
            wait_for("still hidden")
            press("q")
            assert watching.wait(30) == 1
        finally:
            watching.kill()


NOT_ON_WINDOWS = ("fcntl", "grp", "landlockpy", "pty", "pwd", "resource", "seccompy", "termios", "tty")
AS_ON_WINDOWS = f"""
import os, runpy, sys
sys.modules.update(dict.fromkeys({NOT_ON_WINDOWS}))
for name in ("fork", "forkpty", "getuid", "geteuid", "setresuid"):
    delattr(os, name)
sys.argv = ["check.py", *sys.argv[1:]]
runpy.run_path("check.py", run_name="__main__")
"""


def test_the_check_needs_nothing_that_windows_lacks(unzipped: Path) -> None:
    write(unzipped, "gradient_norm", NORM)
    for arguments in (("clipping",), ("--hint",), ("--zip",)):
        command = [sys.executable, "-c", AS_ON_WINDOWS, *arguments]
        done = subprocess.run(command, cwd=unzipped, capture_output=True, text=True, timeout=120, check=False)
        assert done.stderr == ""
        assert "0.45 of" in done.stdout or "hint" in done.stdout


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        ("rich", "check.py needs rich: python -m pip install -r requirements.txt"),
        ("yaml", "check.py needs yaml: python -m pip install -r requirements.txt"),
        ("autograder/public.key", "unpack the homework again"),
        ("autograder/local", "unpack the homework again"),
        ("autograder", "unpack the homework again"),
    ],
)
def test_what_is_missing_is_one_line_with_its_remedy(lost: str, words: str, unzipped: Path, tmp_path: Path) -> None:
    python = fresh_python(tmp_path, unzipped / "requirements.txt")
    for place in (unzipped / lost, tmp_path / "packages" / lost):
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    command = [str(python), "check.py", "activations"]
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=unzipped, capture_output=True, text=True, timeout=120, env=plain, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert words in done.stderr


def _heeding_ctrl_c() -> None:
    """Turn Ctrl-C on: a shell turns it off for what it runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C reaches a process as a signal on POSIX alone")
def test_however_often_ctrl_c_is_pressed_the_check_ends_quietly(unzipped: Path) -> None:
    watch = [sys.executable, "check.py", "activations", "--watch"]
    with subprocess.Popen(
        watch, cwd=unzipped, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=_heeding_ctrl_c,
    ) as check:  # fmt: skip
        assert check.stdout is not None
        assert any("watching" in line for line in check.stdout)
        for _ in range(3):
            check.send_signal(signal.SIGINT)
            time.sleep(0.005)
        try:
            _, said = check.communicate(timeout=60)
        finally:
            check.kill()
    assert (check.returncode, said) == (130, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["at the end", "at once"])
def test_what_cannot_be_printed_is_said_in_one_line(unbuffered: str, unzipped: Path) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "check.py", "activations"]
        done = subprocess.run(
            command, cwd=unzipped, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
            env=environment,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "check: No space left on device\n")
