"""The words that the pages have in common."""

from datetime import timedelta

from autograder.reports.gradebook import number


def points(value: float) -> str:
    """Return a number of points with its unit."""
    return f"{number(value)} {'point' if number(value) == '1' else 'points'}"


def signed(value: float) -> str:
    """Return points that are added or taken away."""
    return f"+{number(value)}" if value > 0 else number(value).replace("-", "−")


def count(value: int, one: str, many: str = "") -> str:
    """Return a number of things with their name."""
    return f"{value} {one if value == 1 else many or one + 's'}"


def share(part: float, whole: float) -> str:
    """Return a share in per cent."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def sentence(text: str) -> str:
    """Return text that ends as a sentence does."""
    text = text.strip()
    return text if not text or text[-1] in ".?!…" else f"{text}."


def duration(time: timedelta) -> str:
    """Return a time in its two largest units."""
    minutes = int(time.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [count(days, "day")] * (days > 0) + [f"{hours} h"] * (hours > 0) + [f"{minutes} min"] * (minutes > 0)
    return " ".join(parts[:2]) or "less than a minute"
