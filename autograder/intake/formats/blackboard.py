"""Blackboard's bulk download: `{assignment}_{user}_attempt_{2026-11-20-12-00-00}_{file}`, side by side.

Beside the files of an attempt lies its receipt, the same name without a file and with `.txt`: whose it is, when it
came, what was typed in. Only the user's name is taken from it. Every attempt of a student is in the download.
"""

import re
from collections.abc import Sequence

from autograder.intake.formats.gathering import Piece, blob_of, by_student, common_start, strays
from autograder.intake.formats.times import numbers_time
from autograder.intake.handed import Handed, Person
from autograder.intake.tree import Child, Kind

_ATTEMPT = re.compile(r"(?P<time>\d{4}(?:-\d\d){5})(?:\.txt|_(?P<file>.+))", re.DOTALL)
_MARK = "_attempt_"
_RECEIPT_NAME = re.compile(r"Name:[^()\r\n]{1,200}\((?P<login>[^()\r\n]{1,100})\)[ \t]*\r?\n")
_RECEIPT_START = 500


def matches(inside: Sequence[Child]) -> bool:
    """Whether at least half of what lies here are files named in Blackboard's way."""
    return 0 < len(inside) <= 2 * sum(_parts(child) is not None for child in inside)


def handed(inside: Sequence[Child]) -> list[Handed]:
    """Return one submission per user, with the earlier attempts."""
    named = [(child, _parts(child)) for child in inside]
    heads = {parts[0] for _, parts in named if parts is not None}
    assignment = common_start(sorted(heads)).rpartition("_")[0] if len(heads) > 1 else ""
    logins = {parts[0]: _login(child) for child, parts in named if parts is not None and not parts[2]}
    pieces = []
    for child, parts in named:
        if parts is not None:
            head, time, file = parts
            login = head.removeprefix(f"{assignment}_") if assignment else head.rpartition("_")[2]
            receipt = logins.get(head, "")
            if receipt and head.endswith(f"_{receipt}"):
                login = receipt
            pieces.append(Piece(Person(login or head, login=login or head), child, file, numbers_time(time), time))
    return by_student(pieces) + strays([child for child, parts in named if parts is None], "Blackboard")


def _parts(child: Child) -> tuple[str, str, str] | None:
    """Return what stands before the mark, the time, and the file's name, empty for a receipt."""
    head, _, tail = child.name.partition(_MARK)
    match = _ATTEMPT.fullmatch(tail)
    if child.kind is not Kind.FILE or not head or match is None:
        return None
    return head, match["time"], match["file"] or ""


def _login(receipt: Child) -> str:
    """Return the user's name as the first line of a receipt has it."""
    blob = blob_of(receipt)
    match = _RECEIPT_NAME.match(blob.head(_RECEIPT_START).decode("utf-8", "replace")) if blob is not None else None
    return match["login"].strip() if match is not None else ""
