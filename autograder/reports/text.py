"""Making text that a student controls harmless where it is shown."""

import unicodedata

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def one_line(text: str, longest: int = 200) -> str:
    """Return text for a terminal: no control, direction or surrogate characters, no more than `longest` of them."""
    shown = text[: longest + 1]
    if not shown.isprintable():
        shown = "".join(character if _is_harmless(character) else "�" for character in shown)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def _is_harmless(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co")


def lines(text: str, longest: int = 20_000) -> str:
    """Return text of several lines, each made harmless."""
    return "\n".join(one_line(line, 2_000) for line in text[:longest].split("\n"))


def csv_cell(text: str) -> str:
    """Return text for a spreadsheet cell, never read as a formula."""
    shown = one_line(text, 1_000)
    return "'" + shown if shown.startswith(FORMULA) else shown
