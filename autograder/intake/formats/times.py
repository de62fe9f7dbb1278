"""The times that downloads write into names."""

import re
from datetime import datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_SPOKEN = re.compile(r"([A-Za-z]{3})[a-z]{0,6} (\d{1,2}), (\d{4}) (\d{1,2}):?(\d{2}) ([AaPp])[Mm]")


def numbers_time(text: str) -> datetime | None:
    """Return the time in `2026-11-20-12-00-00`, `20261120T1200` and the like: its digits, in this order."""
    digits = "".join(letter for letter in text[:40] if letter in "0123456789")
    if len(digits) not in _WRITTEN:
        return None
    try:
        return datetime.strptime(digits, _WRITTEN[len(digits)])
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
