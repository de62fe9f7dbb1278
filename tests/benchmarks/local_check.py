"""What a student waits for one question: our check next to `otter check` on the same file and the same check file.

    python tests/benchmarks/local_check.py --otter PATH [--turns N]

PATH is the `otter` of an environment that also has this package's requirements. The two take turns, each as a process
of its own, as a student starts it. Otter judges hidden cases as well; ours is the check of the handout.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import measuring
from rich.console import Console
from rich.table import Table

from autograder.homework import default_root, load_homework
from autograder.release.handout import handout

QUESTIONS = ("activations", "clipping", "dropout", "convolution")


def main() -> None:
    """Print the median times of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--otter", type=Path, required=True, metavar="PATH")
    parser.add_argument("--turns", type=int, default=5, metavar="N")
    options = parser.parse_args()
    homework = load_homework(default_root())
    table = Table("question", "check: s", "CPU s", "otter check: s", "CPU s", "times faster", box=None)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, data in handout(homework).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        for path in homework.solutions.iterdir():
            if path.is_file():
                (folder / homework.package / path.name).write_bytes(path.read_bytes())
        for question in QUESTIONS:
            module = homework.question(question).module
            ours = partial(_run, [sys.executable, "check.py", question], folder)
            file = homework.solutions / f"{module}.py"
            theirs = partial(_run, [options.otter, "check", file, "-t", homework.checks, "-q", question], folder)
            costs = [(measuring.cost_of(ours), measuring.cost_of(theirs)) for _ in range(options.turns)]
            mine, otter = ([pair[side] for pair in costs] for side in (0, 1))
            table.add_row(question, *_medians(mine), *_medians(otter), f"{_wall(otter) / _wall(mine):.1f}")
    Console().print(table)


def _run(command: Sequence[object], folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(default_root())} if "check.py" not in command else None
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=environment, capture_output=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} failed: {(done.stdout + done.stderr).decode()[-2000:]}")


def _wall(costs: list[measuring.Cost]) -> float:
    return statistics.median(cost.wall for cost in costs)


def _medians(costs: list[measuring.Cost]) -> tuple[str, str]:
    return f"{_wall(costs):.2f}", f"{statistics.median(cost.cpu for cost in costs):.2f}"


if __name__ == "__main__":
    main()
