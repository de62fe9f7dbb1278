"""Files that a learning management system imports as they are, one module each.

A student who has no grade is left out or left as the class list has them, so that an import never takes a grade away.
"""

from collections.abc import Callable, Mapping

from autograder.reports.exports import brightspace, canvas, gradescope, moodle
from autograder.reports.exports.grades import Grades

EXPORTS: Mapping[str, Callable[[Grades], str]] = {
    "canvas": canvas.export,
    "moodle": moodle.export,
    "gradescope": gradescope.export,
    "brightspace": brightspace.export,
}

__all__ = ["EXPORTS", "Grades"]
