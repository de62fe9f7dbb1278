"""The times that downloads write into names."""

import re
from datetime import datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPOKEN = re.compile(r"([A-Za-z]{3})[a-z]{0,6} (\d{1,2}), (\d{4}) (\d{1,2}):?(\d{2}) ([AaPp])[Mm]")


def numbers_time(text: str) -> datetime | None:
    """Return the time in `2026-11-20-12-00-00`, `20261120T1200` and the like: its digits, in this order."""
    digits = "".join(letter for letter in text[:40] if letter in "0123456789")
    if len(digits) not in (8, 12, 14):
        return None
    parts = [int(digits[:4]), *(int(digits[at : at + 2]) for at in range(4, len(digits), 2))]
    try:
        return datetime(*parts)  # type: ignore[arg-type]
    except ValueError:
        return None


def spoken_time(text: str) -> datetime | None:
    """Return the time in Brightspace's `Nov 20, 2026 1200 PM`."""
    match = _SPOKEN.fullmatch(text.strip())
    if match is None or match[1].lower() not in _MONTHS:
        return None
    hour = int(match[4]) % 12 + (12 if match[6] in "Pp" else 0)
    try:
        return datetime(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]), hour, int(match[5]))
    except ValueError:
        return None
