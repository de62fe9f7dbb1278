"""Names that students chose: paths inside a submission, names of students, stems of result files."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from autograder.intake import limits

_PASSED_OVER = {"__macosx", "__pycache__", "node_modules", "site-packages", "venv", "thumbs.db", "desktop.ini"}
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NOT_IN_STEMS = re.compile(r"[^\w \-.,'()+@=~]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_STEM_BYTES = 120
_COPY = re.compile(r"(?P<stem>.+?)(?P<mark>(?: ?-? ?copy)?(?: ?\((?P<n>\d{1,3})\)|[- ](?P<m>\d{1,3}))?)", re.IGNORECASE)


class UnsafePathError(Exception):
    """A path that must not be taken in; the message is the reason."""


def inner_path(raw: str) -> str:
    """Return `raw` as a relative path with forward slashes, or raise UnsafePathError with the reason.

    Backslashes count as separators, as some programs write them into zips.
    """
    if _UNPRINTABLE.search(raw):
        raise UnsafePathError("its name has control characters or is not valid Unicode")
    path = raw.replace("\\", "/")
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        raise UnsafePathError("its path is absolute")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise UnsafePathError("its path leaves the submission")
    if len(parts) > limits.DEPTH or len(path) > limits.PATH_LENGTH:
        raise UnsafePathError("its path is too deep or too long")
    if not parts:
        raise UnsafePathError("it has no name")
    return "/".join(parts)


def is_passed_over(path: str) -> bool:
    """Whether a file is none of the student's: hidden, a system's own, a cache or an installed library."""
    return any(part.startswith(".") or part.casefold() in _PASSED_OVER for part in path.split("/"))


def suffix(path: str) -> str:
    """Return the suffix of a file name in lower case, dot included; a name without one has the empty suffix."""
    name = path.rpartition("/")[2]
    stem, dot, end = name.rpartition(".")
    return f".{end.lower()}" if dot and stem else ""


def original_name(name: str) -> tuple[str, int]:
    """Return a file's name without the mark of a copy, and which copy it is, 0 for none.

    Browsers, systems and Canvas mark copies as `lstm (1).py`, `lstm - Copy.py` and `lstm-1.py`.
    """
    end = suffix(name)
    match = _COPY.fullmatch(name.removesuffix(name[len(name) - len(end) :]) if end else name)
    if match is None or not match["mark"]:
        return name, 0
    return match["stem"] + end, int(match["n"] or match["m"] or 1)


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key under which `part 2` comes before `part 10`."""
    pieces = re.findall(r"[0-9]{1,18}|[^0-9]+", text)
    return tuple((int(piece), "") if piece[0] in "0123456789" else (-1, piece) for piece in pieces)


def plain(raw: str) -> str:
    """Return a name as it can be shown and stored: no control characters, bounded, never empty."""
    shown = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", raw).strip()
    if len(shown) > limits.NAME_LENGTH:
        shown = shown[: limits.NAME_LENGTH - 1] + "…"
    return shown or "(no name)"


def remarks_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return remarks fit to be shown: each bounded and on one line, each once, and not too many."""
    distinct = list(dict.fromkeys(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text) for text in texts))
    clipped = [
        text if len(text) <= limits.REMARK_LENGTH else text[: limits.REMARK_LENGTH - 1] + "…" for text in distinct
    ]
    if len(clipped) > limits.REMARKS:
        clipped[limits.REMARKS - 1 :] = [f"and {len(clipped) - limits.REMARKS + 1} remarks more"]
    return tuple(clipped)


def listed(items: Sequence[str], most: int = 5) -> str:
    """Return names joined for a sentence, the first few of them."""
    rest = [f"{len(items) - most} more"] if len(items) > most else []
    return ", ".join([*(plain(item) for item in items[:most]), *rest])


def safe_stem(student: str, taken: Collection[str] = ()) -> str:
    """Return a file name stem for a student's results that is safe on every common file system.

    A name that is safe already stays as it is. Any other loses its unsafe characters and gets eight digits of its hash,
    so that the stem depends on the name alone. One that equals a stem in `taken`, upper and lower case alike, gets as
    many digits as it needs to be distinct.
    """
    stem = unicodedata.normalize("NFC", _UNPRINTABLE.sub("_", student))
    stem = _NOT_IN_STEMS.sub("_", stem).lstrip(" .-~").rstrip(" .")
    stem = stem.encode()[:_STEM_BYTES].decode(errors="ignore").rstrip(" .")
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    if stem and stem == student and stem.casefold() not in taken:
        return stem
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    marked = (f"{stem or 'student'}-{digest[:digits]}" for digits in range(8, len(digest) + 1))
    return next(name for name in marked if name.casefold() not in taken)


def safe_stems(students: Iterable[str]) -> Mapping[str, str]:
    """Return a distinct `safe_stem` for each of the students, whatever the order in which they come."""
    stems: dict[str, str] = {}
    used: set[str] = set()
    for student in sorted(set(students)):
        stem = safe_stem(student)
        if stem.casefold() in used:
            stem = safe_stem(student, used)
        used.add(stem.casefold())
        stems[student] = stem
    return stems
