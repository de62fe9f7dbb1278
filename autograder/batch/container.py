"""Grades the one submission in a container laid out as Gradescope's: `python -m autograder.batch.container ROOT`.

`run_autograder` has written a `results.json` without a score before this starts, which stands until there is a better
one: whatever ends the grader, Gradescope finds a whole file, and nobody has a 0 for it.
"""

import contextlib
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

from autograder.batch.grading import grade_all
from autograder.batch.job import Job
from autograder.errors import GraderError
from autograder.files import write_whole
from autograder.grading.result import Result
from autograder.homework import Homework, load_homework
from autograder.intake.handed import Handed
from autograder.intake.tree import Folder
from autograder.policy import Adjustments, Scores, standing
from autograder.reports.results import as_json, results

FAULT = (
    "The grader failed, which says nothing about your work, and no points were taken off. Hand in once more; if this "
    "comes again, tell your instructor, who can read the reason and run the grader again."
)
TOO_LONG = (
    "There was not enough time to grade this. If something of yours may run for very long, mend it and hand in again; "
    "if not, tell your instructor, who can run the grader again. No points were taken off."
)
STUDENT = "submission"
METADATA_BYTES = 20_000_000


class TooLongError(GraderError):
    """There is no more time."""


class Metadata(msgspec.Struct):
    """What is read of `submission_metadata.json`: how many submissions came before."""

    previous_submissions: list[msgspec.Raw] = []


@dataclass(frozen=True)
class Container:
    """The places in a container, whose top is `/autograder` on Gradescope."""

    root: Path

    @property
    def homework(self) -> Path:
        """The homework, unpacked."""
        return self.root / "source" / "homework"

    @property
    def submission(self) -> Path:
        """What the student handed in."""
        return self.root / "submission"

    @property
    def metadata(self) -> Path:
        """What Gradescope says of it."""
        return self.root / "submission_metadata.json"

    @property
    def results(self) -> Path:
        """What Gradescope reads."""
        return self.root / "results" / "results.json"

    def close_off(self) -> None:
        """Let nobody but this user read the homework, or what Gradescope knows of the student."""
        try:
            (self.root / "source").chmod(0o700)
            if self.metadata.exists():
                self.metadata.chmod(0o600)
        except OSError as error:
            raise GraderError(f"{error.filename} cannot be closed off: {error.strerror}") from None

    def attempt(self) -> int | None:
        """Return the number of this submission, None where Gradescope does not say it in a way that can be read."""
        try:
            with self.metadata.open("rb") as file:
                data = file.read(METADATA_BYTES + 1)
            if len(data) > METADATA_BYTES:
                return None
            return len(msgspec.json.decode(data, type=Metadata).previous_submissions) + 1
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None


def failed(why: str) -> str:
    """Return a `results.json` without a score, which Gradescope shows as an autograder that failed."""
    return as_json({"output": why, "output_format": "text", "stdout_visibility": "hidden"})


def graded(container: Container) -> dict[str, Any]:
    """Return the results of the submission; raise GraderError where there are none."""
    container.close_off()
    homework = load_homework(container.homework)
    if not container.submission.is_dir():
        raise GraderError(f"there is no submission in {container.submission}")
    rules = homework.gradescope
    with _time_limit(60 * rules.minutes):
        handed = [Handed(STUDENT, Folder(container.submission))]
        ((_, result),) = grade_all(Job(container.homework, rules.isolation), handed)
    if not result.questions:
        raise GraderError(result.status)
    print(f"isolation: {result.layers}")
    return _told(homework, result, container.attempt())


def _told(homework: Homework, result: Result, attempt: int | None) -> dict[str, Any]:
    """Return what Gradescope is told: never what the student's code printed, since later submissions are given it."""
    told = results(result, homework.gradescope.hidden)
    del told["extra_data"]["printed"]
    told["extra_data"]["attempt"] = attempt
    scores = Scores(
        {question.id: question.score for question in result.questions},
        {question.id: float(question.points) for question in result.questions},
    )
    place = standing(homework.policy, Adjustments(), None, scores)
    for change in place.adjustments:
        told["output"] = f"{told['output']}\n{change.question}: everyone has the points: {change.reason}".strip()
    return told | {"score": place.final}


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLongError when the time is up."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError(f"not done in {seconds / 60:g} minutes")

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Grade; return 0 where there is a score. What is printed here Gradescope shows to instructors only."""
    (root,) = sys.argv[1:] if arguments is None else arguments
    container = Container(Path(root))
    try:
        write_whole(container.results, as_json(graded(container)))
    except TooLongError as error:
        print(f"autograder: {error}")
        with contextlib.suppress(GraderError):
            write_whole(container.results, failed(TOO_LONG))
        return 1
    except GraderError as error:
        print(f"autograder: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
