"""How far a long piece of work is: a bar in a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

SAY_EVERY_SECONDS = 30.0


@contextmanager
def grading_progress(total: int) -> Iterator[Callable[[int], None]]:
    """Yield what to call with the number done: a bar in a terminal, a plain line now and then elsewhere."""
    start = last = time.monotonic()

    def rate(done: int) -> float:
        return done / max(time.monotonic() - start, 1e-9)

    if sys.stderr.isatty() and total:
        columns = (
            TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True), TextColumn("left"),
        )  # fmt: skip
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("grading", total=total, rate="")
            yield lambda done: progress.update(task, completed=done, rate=f"{rate(done):.1f}/s")
        return

    def say(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= SAY_EVERY_SECONDS and done < total:
            last = time.monotonic()
            left = (total - done) / rate(done)
            print(
                f"graded {done} of {total}, {rate(done):.1f}/s, about {_span(left)} left", file=sys.stderr, flush=True
            )

    yield say


def _span(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
