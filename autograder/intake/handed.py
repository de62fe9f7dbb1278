"""A submission that was found and not read yet: light enough to keep a whole class of them."""

from dataclasses import dataclass, field

from autograder.intake.tree import Source, Tree


@dataclass(frozen=True)
class Handed:
    """What one student handed in. `problem` is the reason for which there is nothing to read."""

    student: str
    source: Source = field(default_factory=lambda: Tree({}))
    problem: str | None = None
    remarks: tuple[str, ...] = ()
