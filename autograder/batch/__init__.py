"""Grading many submissions: what is to be done, who does it, and what is kept of it."""

from autograder.batch.grading import grade_all
from autograder.batch.job import Job, default_workers
from autograder.batch.record import read_class

__all__ = ["Job", "default_workers", "grade_all", "read_class"]
