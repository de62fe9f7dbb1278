"""A student's folder, with all that is needed to check it and to talk about it."""

from collections.abc import Sequence
from pathlib import Path

from autograder.homework import Homework, Question
from autograder.local import show
from autograder.local.checking import Checked, Checker, Item
from autograder.local.files import HANDIN
from autograder.local.handin import gather
from autograder.local.hints import load_hints
from autograder.local.place import Place, place_of
from autograder.local.progress import load_progress, save_progress
from autograder.sandbox.start import Start


class Desk:
    """Checks a folder and prints what its student is to read."""

    def __init__(self, folder: Path, homework: Homework, command: str, ahead: Start | None = None) -> None:
        self.folder = folder
        self.homework = homework
        self.command = command
        self.console = show.console()
        self._checker = Checker(folder, homework, ahead)

    def close(self) -> None:
        """End what was started."""
        self._checker.close()

    def check(self, questions: Sequence[Question], names: Sequence[str] = ()) -> Checked:
        """Run the public checks of some questions, asked for by these names, and remember how far they got."""
        checked = self._checker.check(questions, names)
        passed = {item.id: sum(map(show.is_passed, item.result.cases)) for item in checked.items}
        save_progress(self.folder, load_progress(self.folder).with_passed(passed))
        return checked

    def prepare(self) -> None:
        """Make ready for the next check while there is time."""
        self._checker.prepare()

    def place(self, item: Item) -> Place | None:
        """Return where to write what a question lacks."""
        first = item.first
        return None if first is None else place_of(item.about(first), item.question, self.folder, self.homework)

    def table(self, checked: Checked) -> None:
        """Print one line per question, the points so far and what to do next."""
        self.console.print(f"{self.homework.title}\n", style="bold")
        self.console.print(show.table(checked, self.console.width))
        self.console.print()
        self.console.print(show.summary(checked))
        following = checked.next
        place = self.place(following) if following is not None else None
        if following is not None and place is not None:
            self.console.print(f"\nNext: {place.name} in {place}", style="bold", soft_wrap=True)
            self.console.print(f"      then {self.command} {following.id}", soft_wrap=True)

    def stories(self, checked: Checked) -> None:
        """Print the full story of each question."""
        given = load_progress(self.folder).hints
        for number, item in enumerate(checked.items):
            if number:
                self.console.rule(style="dim")
            first = item.first
            taken = 0 if first is None else given.get(item.about(first), 0)
            hints = load_hints(self.homework, item.question)
            self.console.print(show.story(item, self.place(item), checked.printed, self.command, taken, hints))

    def hint(self, checked: Checked) -> int:
        """Print the hints given so far on the first thing that is wrong, and one more; remember it."""
        item = checked.next
        if item is None or item.first is None:
            self.console.print("Nothing to give a hint on: all public cases pass.")
            return 0
        about = item.about(item.first)
        unreadable = show.unreadable(item.result, item.first)
        if unreadable:
            self.console.print(show.mend_first(item, unreadable))
            return 1
        hints = load_hints(self.homework, item.question)
        steps = hints.ladders.get(about, ())
        progress = load_progress(self.folder)
        given = min(progress.hints.get(about, 0) + 1, len(steps))
        save_progress(self.folder, progress.with_hint(about, given))
        self.console.print(show.hint(about, steps, given, hints.read))
        return 1

    def hand_in(self, checked: Checked) -> int:
        """Say what the file to hand in holds, what it scores and what may be wrong with it; then make it."""
        handin = gather(self.folder, self.homework)
        self.console.print(show.handin(checked, handin))
        handin.write(self.folder / HANDIN)
        self.console.print(f"\nwrote {HANDIN}: hand in this file", style="bold")
        return 0
