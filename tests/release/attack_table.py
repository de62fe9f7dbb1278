"""The attacks that succeed against stock Otter, on its archive and on the hardened one, side by side.

    python tests/release/attack_table.py --otter COMMAND -o tests/release/attacks.md

runs each against `otter run` on what `autograder package` writes, and against `run_autograder` of what
`autograder package --hardened` writes, in a directory laid out as Gradescope's container: some five minutes.
"""

import contextlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import parity
from containers import laid_out
from otter_attacks import ATTACKS, HIDDEN, SLEEP, Attack

from autograder.archives import zip_bytes
from autograder.homework import load_homework
from autograder.release.hardened import hardened
from autograder.release.stock_otter import stock_otter
from autograder.sandbox.isolation import Isolation

SECONDS = 40
SECOND = load_homework(parity.TESTS / "second_homework")


@dataclass(frozen=True)
class Outcome:
    """What came of an attack: the points, if any, what the student can read, and what else has happened."""

    points: float | None
    shown: str
    ran: bool
    left: bool
    fault: str = ""

    def wins(self, attack: Attack) -> list[str]:
        """Return what the attack has achieved."""
        won = []
        if self.points is None:
            won.append(f"no points for anyone: {self.fault}")
        elif self.points > attack.deserved + 0.011:
            won.append(f"{self.points:g} points")
        elif self.points < attack.deserved - 0.011:
            won.append(f"honest work lost: {self.points:g} points")
        if any(word in self.shown for word in HIDDEN):
            won.append("a hidden input is shown to the student")
        if self.ran:
            won.append("code was run in the grader's process")
        if self.left:
            won.append("a process is left")
        return won

    def verdict(self, attack: Attack) -> str:
        """Return what the table says."""
        won = self.wins(attack)
        return f"**{'; '.join(won)}**" if won else f"{self.points:g}"


class Both:
    """Tries attacks on both archives, which are made once."""

    def __init__(self, otter: Path, folder: Path) -> None:
        self._otter = otter
        self._folder = folder
        self._stock: Path | None = None
        self._hardened = hardened(SECOND)

    def stock(self, attack: Attack) -> Outcome:
        """Run an attack by stock `otter run`."""
        if self._stock is None:
            self._stock = self._folder / "stock.zip"
            self._stock.write_bytes(stock_otter(SECOND, str(self._otter), one_file=False))
        with tempfile.TemporaryDirectory(dir=self._folder) as name:
            place, mark = Path(name), Path(name) / "mark"
            files = zip_bytes(attack.submission(place, mark))
            sample = parity.Sample(parity.GOLDEN, attack.name, "submission.zip", files)
            run = parity.otter_run(self._otter, self._stock, sample, place / "run", SECONDS)
            path = place / "run" / "out" / "results.json"
            shown = _shown(json.loads(path.read_text())) if path.exists() else ""
            points = None if run.fault else sum(run.points.values())
            return Outcome(points, shown, _is_by_otter(mark), _end_sleepers(), run.fault)

    def hardened(self, attack: Attack, isolation: Isolation = Isolation.STRICT) -> Outcome:
        """Run an attack by the hardened archive's `run_autograder`."""
        with laid_out(self._hardened, {}, self._folder) as container:
            container.configure(isolation=isolation.value)
            mark = container.root / "mark"
            for path, data in attack.submission(container.root, mark).items():
                (container.root / "submission" / path).write_bytes(data)
            said = container.run()
            results = json.loads(container.text)
            fault = "" if "score" in results else said.strip().splitlines()[-1]
            return Outcome(results.get("score"), _shown(results), mark.exists(), _end_sleepers(), fault)


def _shown(results: Mapping[str, Any]) -> str:
    """Return what a student can read."""
    entries = [test for test in results.get("tests", ()) if test.get("visibility", "visible") == "visible"]
    return "\n".join([results.get("output", ""), *(str(entry.get("output", "")) for entry in entries)])


def _is_by_otter(mark: Path) -> bool:
    """Whether it was the process `otter run` that wrote the mark, not the kernel that student code may run in."""
    return mark.exists() and "otter run" in mark.read_text(errors="replace")


def _end_sleepers() -> bool:
    """End what the attack has left running; return whether there was anything."""
    found = False
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (folder / "cmdline").read_bytes() == f"sleep\0{SLEEP}\0".encode():
                os.kill(int(folder.name), signal.SIGKILL)
                found = True
    return found


@dataclass(frozen=True)
class Row:
    """An attack, and what came of it on each side."""

    attack: Attack
    stock: Outcome
    hardened: Outcome


def table(rows: Sequence[Row]) -> str:
    """Return the table as Markdown."""
    against_stock = sum(bool(row.stock.wins(row.attack)) for row in rows)
    against_us = sum(bool(row.hardened.wins(row.attack)) for row in rows)
    lines = [
        "# Attacks on stock Otter and on the hardened archive",
        "",
        "Made by `python tests/release/attack_table.py`, on the second homework (10 points). *deserved* is what the "
        "honest part of a submission is worth. What an attack achieves is in bold; a plain number is the points of one "
        f"that achieves nothing. Stock Otter is ended after {SECONDS} s.",
        "",
        f"{len(rows)} attacks: {against_stock} achieve something against stock `otter run`, {against_us} against the "
        "hardened archive.",
        "",
        "| | attack | deserved | stock `otter run` | hardened |",
        "|---|---|---:|---|---|",
    ]
    for row in rows:
        attack = row.attack
        verdicts = f"{row.stock.verdict(attack)} | {row.hardened.verdict(attack)}"
        lines.append(f"| {attack.kind} | {attack.name} | {attack.deserved:g} | {verdicts} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the table; return 1 where an attack on the hardened archive achieves anything."""
    options = parity.chosen(__doc__)
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        both = Both(options.otter.absolute(), folder)
        for attack in ATTACKS:
            if options.only in attack.name:
                rows.append(Row(attack, both.stock(attack), both.hardened(attack)))
                print(
                    attack.name,
                    rows[-1].stock.verdict(attack),
                    rows[-1].hardened.verdict(attack),
                    sep=" | ",
                    flush=True,
                )
    options.output.write_text(table(rows), encoding="utf-8")
    return int(any(row.hardened.wins(row.attack) for row in rows))


if __name__ == "__main__":
    sys.exit(main())
