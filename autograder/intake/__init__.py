"""Intake: a bulk download, a folder or single files → one submission per student, whatever was handed in."""

from autograder.intake.find import FORMATS, Form, find_submissions
from autograder.intake.handed import Handed, Member, Person
from autograder.intake.names import safe_stem, safe_stems
from autograder.intake.reading import read

__all__ = [
    "FORMATS",
    "Form",
    "Handed",
    "Member",
    "Person",
    "find_submissions",
    "read",
    "safe_stem",
    "safe_stems",
]
