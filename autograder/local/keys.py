"""Keys pressed while something else goes on: one by one in a terminal, line by line where there is none."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from threading import Thread


class Keys:
    """The keys that were pressed and not asked for yet."""

    def __init__(self) -> None:
        self._pressed: SimpleQueue[str] = SimpleQueue()

    def put(self, key: str) -> None:
        """Add a key."""
        self._pressed.put(key)

    def next(self, seconds: float) -> str:
        """Return the next key, "" if none is pressed in time."""
        try:
            return self._pressed.get(timeout=seconds)
        except Empty:
            return ""


@contextmanager
def pressed_keys() -> Iterator[Keys]:
    """Read the keyboard, or standard input where it is no terminal, in the background."""
    keys = Keys()
    with _terminal() as one_by_one:
        Thread(target=_read, args=(keys, one_by_one), daemon=True).start()
        yield keys


@contextmanager
def _terminal() -> Iterator[bool]:
    """Have the terminal hand over each key at once; yield whether it does."""
    if not sys.stdin.isatty():
        yield False
    elif sys.platform == "win32":
        yield True
    else:
        import termios
        import tty

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
        tty.setcbreak(descriptor)
        try:
            yield True
        finally:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _read(keys: Keys, one_by_one: bool) -> None:
    with suppress(OSError, ValueError):
        while key := _next(one_by_one):
            keys.put(key.strip().lower()[:1] or "\n")


def _next(one_by_one: bool) -> str:
    """Wait for a key or a line; "" when there will be no more."""
    if not one_by_one:
        return sys.stdin.readline()
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.getwch()
    return sys.stdin.read(1)
