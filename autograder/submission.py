"""What a student handed in, after intake: plain text, not yet run."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Program:
    """The Python of one submission, as text.

    `files` maps paths inside the package of the homework (`lstm.py`, `helpers/maths.py`) to their source. Where the
    whole submission is one script or notebook, `script` names the pieces (files or cells, also in `files`) that run in
    order in one namespace; a statement there that fails is passed over. Otherwise `script` is empty and every file is a
    module, loaded when it is first needed; `unreadable` says of a module why it could not be taken in.
    """

    files: Mapping[str, str]
    script: tuple[str, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """One student's submission.

    `answers` is the text of the file of written answers, if there is one. `problem` is the short reason for which
    nothing could be taken in at all ("unreadable zip"); the submission then still gets its row. `remarks` are for the
    instructor: what intake left out, renamed or chose.
    """

    student: str
    program: Program
    answers: str | None = None
    problem: str | None = None
    remarks: tuple[str, ...] = ()
