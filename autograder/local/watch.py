"""The watch loop: check again what a save touched, show what to do next, obey a few keys."""

import time
from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from rich.text import Text

from autograder.errors import GraderError
from autograder.homework import Question
from autograder.local import show
from autograder.local.checking import Checked, Item
from autograder.local.desk import Desk
from autograder.local.files import changed, modules_folder, snapshot, touched
from autograder.local.keys import pressed_keys

GLANCE = 0.1


class Key(Enum):
    """What can be pressed."""

    HINT = "h"
    NEXT = "n"
    ALL = "a"
    QUIT = "q"


class Pressed(Protocol):
    """Where keys come from."""

    def next(self, seconds: float) -> str:
        """Return the next key, "" if none is pressed in time."""


def watch(desk: Desk, questions: Sequence[Question]) -> int:
    """Watch until told to stop; return 0 where all public cases pass by then."""
    with pressed_keys() as keys:
        return Watch(desk, questions).run(keys)


class Watch:
    """What is known about the questions that are watched, and which of them is being worked on."""

    def __init__(self, desk: Desk, questions: Sequence[Question]) -> None:
        self._desk = desk
        self._questions = tuple(questions)
        self._place = modules_folder(desk.folder, desk.homework)
        self._items: dict[str, Item] = {}
        self._printed = ""
        self._current = ""

    def run(self, keys: Pressed) -> int:
        """Go round: keys, saves, keys."""
        seen = snapshot(self._place)
        self._check(self._questions)
        self._show_current()
        while True:
            pressed = keys.next(GLANCE)
            if pressed == Key.QUIT.value:
                return 0 if all(item.passes for item in self._items.values()) else 1
            if pressed:
                self._obey(pressed)
            now = snapshot(self._place)
            files = changed(seen, now)
            if files:
                seen = now
                self._saved(files)

    def _saved(self, files: set[str]) -> None:
        begin = time.perf_counter()
        again = [q for q in touched(files, self._place, self._desk.homework) if q in self._questions]
        if not again:
            return
        before = dict(self._items)
        self._check(again)
        seconds = time.perf_counter() - begin
        names = [question.id for question in again]
        if self._current not in names and not all(self._items[name].passes for name in names):
            self._current = next(name for name in names if not self._items[name].passes)
        self._show_current()
        gained = sum(self._items[name].result.score - before[name].result.score for name in names if name in before)
        self._desk.console.print(_news(sorted(files), names, gained, seconds))

    def _check(self, questions: Sequence[Question]) -> None:
        try:
            checked = self._desk.check(questions)
        except GraderError as error:
            self._desk.console.print(Text(str(error), "red"))
            return
        self._desk.prepare()
        self._items |= {item.id: item for item in checked.items}
        self._printed = checked.printed

    def _all(self) -> Checked:
        return Checked(tuple(self._items[q.id] for q in self._questions if q.id in self._items), self._printed)

    def _obey(self, pressed: str) -> None:
        if pressed == Key.ALL.value:
            self._clear()
            self._desk.table(self._all())
            self._desk.console.print(_keys())
        elif pressed == Key.HINT.value and self._current:
            self._desk.hint(Checked((self._items[self._current],), ""))
            self._desk.console.print(_keys())
        elif pressed == Key.NEXT.value:
            self._current = self._following()
            self._show_current()
        else:
            self._check(self._questions)
            self._show_current()

    def _following(self) -> str:
        """Return the next question that does not pass, after the current one and round again."""
        names = [question.id for question in self._questions]
        start = names.index(self._current) + 1 if self._current in names else 0
        rest = names[start:] + names[:start]
        return next((name for name in rest if name in self._items and not self._items[name].passes), "")

    def _show_current(self) -> None:
        self._clear()
        current = self._items.get(self._current)
        if current is None or (current.passes and self._following()):
            passed = current
            self._current = self._following()
            if passed is not None:
                self._desk.console.print(Text(f"{passed.id}: all public cases pass.\n", "bold green"))
        self._desk.console.print(show.bar(self._all()))
        if self._current:
            self._desk.console.print()
            self._desk.stories(Checked((self._items[self._current],), self._printed))
        else:
            self._desk.console.print(Text("\nAll public cases pass. `--zip` makes the file to hand in.", "bold green"))
        self._desk.console.print(_keys())

    def _clear(self) -> None:
        if self._desk.console.is_terminal:
            self._desk.console.clear()
        else:
            self._desk.console.print()


def _keys() -> Text:
    names = {Key.HINT: "hint", Key.NEXT: "next", Key.ALL: "all", Key.QUIT: "quit"}
    text = Text("\nwatching   ", "dim")
    for key, name in names.items():
        text.append(key.value, "bold").append(f" {name}   ", "dim")
    return text


def _news(files: Sequence[str], names: Sequence[str], gained: float, seconds: float) -> Text:
    what = ", ".join(names) if len(names) <= 3 else f"{len(names)} questions"
    text = Text(f"{', '.join(files)}: checked {what} in {seconds:.1f} s", "dim")
    if gained > 0:
        text.append(f"   +{show.number(gained)} points", "bold green")
    if gained < 0:
        text.append(f"   −{show.number(-gained)} points", "bold yellow")
    return text
