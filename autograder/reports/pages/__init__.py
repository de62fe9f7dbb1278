"""The pages that people look at: one per student, and one of the class."""

from autograder.reports.pages.write import write_pages

__all__ = ["write_pages"]
