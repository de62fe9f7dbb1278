"""What is asked of a batch: by the command line, and again from the ledger."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.batch.ledger import open_ledger
from autograder.errors import UsageError
from autograder.homework import Homework
from autograder.intake.answers import AnswersError, read_plain
from autograder.intake.find import FORMATS, Form
from autograder.intake.formats.pattern import read_pattern
from autograder.policy import Adjustments
from autograder.rules import read_adjustments
from autograder.sandbox.isolation import Isolation


@dataclass(frozen=True)
class Request:
    """What an instructor asks for; it is kept in the ledger, so that `regrade` can ask for the same."""

    paths: tuple[Path, ...]
    output: Path
    homework_root: Path
    isolation: Isolation = Isolation.AUTO
    form: str | None = None
    pattern: str | None = None
    roster: Path | None = None
    adjustments: Path | None = None
    exports: tuple[str, ...] = ()
    column: str | None = None

    def settings(self) -> Mapping[str, Any]:
        """Return it as it is kept."""
        return {
            "paths": [str(path.absolute()) for path in self.paths],
            "homework": str(self.homework_root.absolute()),
            "isolation": self.isolation.value,
            "form": self.form,
            "pattern": self.pattern,
            "roster": None if self.roster is None else str(self.roster.absolute()),
            "adjustments": None if self.adjustments is None else str(self.adjustments.absolute()),
            "exports": list(self.exports),
            "column": self.column,
        }

    @staticmethod
    def again(output: Path) -> "Request":
        """Return what was asked for when `output` was last graded into."""
        with contextlib.closing(open_ledger(output)) as ledger:
            kept = ledger.setting("request")
        if kept is None:
            raise UsageError(f"nothing has been graded into {output} yet")
        roster, adjustments = (Path(kept[name]) if kept[name] else None for name in ("roster", "adjustments"))
        return Request(
            tuple(map(Path, kept["paths"])), output, Path(kept["homework"]), Isolation(kept["isolation"]), kept["form"],
            kept["pattern"], roster, adjustments, tuple(kept["exports"]), kept["column"],
        )  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """What to grade again whatever is kept: single students, single questions; nothing is everything that changed."""

    students: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.students or self.questions)


def form_of(request: Request) -> Form | None:
    """Return the form that names are known to have, None where they are to be looked at."""
    if request.pattern is not None:
        return read_pattern(request.pattern)
    return FORMATS[request.form] if request.form is not None else None


def adjustments_of(request: Request, homework: Homework) -> Adjustments:
    """Read what holds for single students; raise UsageError with the fault."""
    path = request.adjustments
    if path is None:
        return Adjustments()
    try:
        data = read_plain(path.read_text(encoding="utf-8"))
        return read_adjustments(data, [question.id for question in homework.questions])
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
    except (AnswersError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: {error}") from None
