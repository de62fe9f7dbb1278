"""The errors that the command line shows as one line."""


class GraderError(Exception):
    """Something could not be done: exit code 1."""


class UsageError(GraderError):
    """The command was given something that it cannot use: exit code 2."""
