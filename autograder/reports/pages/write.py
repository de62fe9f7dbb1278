"""Writing the pages of a class."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from autograder.files import make_folder, write_whole
from autograder.grading.result import Result
from autograder.homework import Homework
from autograder.intake.names import safe_stems
from autograder.reports.pages.class_csv import class_csv
from autograder.reports.pages.class_page import class_page
from autograder.reports.pages.classroom import Classroom
from autograder.reports.pages.student import student_page
from autograder.standing import Standing


def write_pages(
    output: Path,
    entries: Sequence[tuple[Result, Standing]],
    homework: Homework,
    done: Callable[[], None] = lambda: None,
    current: Collection[str] = (),
) -> None:
    """Write `feedback/`, `class.html` and `class.csv` into a folder; `done` is called after each student.

    The pages of the students in `current` are there already as they would be written.
    """
    stems = safe_stems(result.student for result, _ in entries)
    folder = make_folder(output / "feedback")

    def written() -> Iterator[tuple[Result, Standing]]:
        for result, standing in entries:
            if result.student not in current:
                write_whole(folder / f"{stems[result.student]}.html", student_page(result, standing, homework))
            yield result, standing
            done()

    classroom = Classroom.of(homework, written())
    write_whole(output / "class.html", class_page(classroom, stems))
    write_whole(output / "class.csv", class_csv(classroom))
