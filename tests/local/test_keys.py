"""Keys, from a terminal or a pipe, on every system."""

import io
import os
import sys
import types

import pytest

from autograder.local.keys import pressed_keys

PATIENCE = 10


def test_a_pipe_gives_a_key_per_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("h\n\nQuit\n"))
    with pressed_keys() as keys:
        assert [keys.next(PATIENCE) for _ in range(3)] == ["h", "\n", "q"]
        assert keys.next(0.01) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is a thing of POSIX")
def test_a_terminal_gives_keys_without_enter_and_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty
    import termios

    master, slave = pty.openpty()
    terminal = os.fdopen(slave, "r", closefd=False)
    monkeypatch.setattr("sys.stdin", terminal)
    before = termios.tcgetattr(slave)
    with pressed_keys() as keys:
        os.write(master, b"n")
        assert keys.next(PATIENCE) == "n"
    assert termios.tcgetattr(slave) == before
    os.close(master)


def test_windows_gives_keys_by_its_own_library(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = iter("aq")
    console = types.ModuleType("msvcrt")
    monkeypatch.setattr(console, "getwch", lambda: next(waiting, ""), raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    monkeypatch.setattr("sys.platform", "win32")
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    with pressed_keys() as keys:
        assert [keys.next(PATIENCE) for _ in range(2)] == ["a", "q"]
