"""The two kinds of homework that a batch can be about: a folder of ours, or an archive that was made for Otter."""

from collections.abc import Sequence
from pathlib import Path

from autograder.grading.checks import load_checks
from autograder.grading.grade import Grader
from autograder.homework import Homework, Question, load_homework
from autograder.intake import reading
from autograder.intake.handed import Handed
from autograder.otter import submissions
from autograder.otter.grade import OtterGrader
from autograder.otter.homework import OtterHomework, load_otter
from autograder.submission import Submission


def load(root: Path) -> Homework:
    """Return the homework in a folder, or the one that an Otter archive makes."""
    return load_otter(root) if root.is_file() else load_homework(root)


def grader_of(homework: Homework, chosen: Sequence[Question] | None) -> Grader | OtterGrader:
    """Return what grades these questions, None for all."""
    if isinstance(homework, OtterHomework):
        return OtterGrader.of(homework, chosen)
    return Grader.of(load_checks(homework, chosen))


def read(handed: Handed, homework: Homework) -> Submission:
    """Read a submission as its homework wants it."""
    if isinstance(homework, OtterHomework):
        return submissions.read(handed, homework.archive)
    return reading.read(handed, homework)


def not_done(homework: Homework) -> Sequence[str]:
    """Return a line for everything that a homework asks for and that is not done here."""
    return homework.archive.not_done if isinstance(homework, OtterHomework) else ()
