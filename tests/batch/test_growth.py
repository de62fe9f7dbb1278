"""A class four times as large costs four times as much, in every step around the grading itself."""

import cProfile
from collections.abc import Sequence
from pathlib import Path

from classes import SECOND, make_class

from autograder.batch.document import pack
from autograder.batch.job import Failed, Graded, Job, Task
from autograder.batch.request import Request, Selection
from autograder.batch.run import opened
from autograder.grading.result import Result
from autograder.sandbox.isolation import Isolation


class Instant:
    """A pool that knows every result already."""

    def __init__(self, job: Job) -> None:
        self.done: list[tuple[int, Graded | Failed]] = []

    def room_for(self) -> int:
        """Two at a time."""
        return 2 - len(self.done)

    def submit(self, number: int, task: Task) -> None:
        """Give everyone the same."""
        document = pack(Result(task.handed.student, (), "ok", "none"))
        self.done.append((number, Graded("ok", {"neighbours": 5.0}, 10, document)))

    def collect(self) -> Sequence[tuple[int, Graded | Failed]]:
        """Hand over what is graded."""
        done, self.done = self.done, []
        return done

    def close(self) -> None:
        """Nothing was opened."""


def run(request: Request) -> int:
    with opened(request, Selection(), lambda: None) as batch:
        graded = sum(1 for _ in batch.grade(Instant, 1))
        batch.publish()
        return graded


def calls(students: int, place: Path) -> tuple[int, int]:
    """Return the number of calls that a batch takes, and those of the same batch with nothing changed."""
    place.mkdir()
    (place / "adjustments.yaml").write_text(
        "extra_time:\n" + "".join(f"  student{number:05d}: 1 day\n" for number in range(students)), encoding="utf-8"
    )
    roster = "".join(f"student{number:05d},{20_000 + number}\n" for number in range(students))
    (place / "roster.csv").write_text("Student,ID\n" + roster, encoding="utf-8")
    request = Request(
        (make_class(place / "class.zip", students),), place / "out", SECOND, Isolation.NONE,
        roster=place / "roster.csv", adjustments=place / "adjustments.yaml",
    )  # fmt: skip
    counts = []
    for graded in (students, 0):
        profile = cProfile.Profile()
        assert profile.runcall(run, request) == graded
        counts.append(sum(entry.callcount for entry in profile.getstats()))
    return counts[0], counts[1]


def test_no_step_is_quadratic_in_the_class(tmp_path: Path) -> None:
    small, large = calls(100, tmp_path / "small"), calls(400, tmp_path / "large")
    assert large[0] < 4.4 * small[0]
    assert large[1] < 4.4 * small[1]
