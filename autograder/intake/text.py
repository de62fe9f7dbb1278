"""Bytes to text: the encodings that Python source comes in."""

import codecs
import re

from autograder.intake.blob import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"[ \t\f]*(?:#.*)?")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_KNOWN = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp\d+|mac-\w+|koi8-[rutk]|gb2312|gbk|gb18030|big5|big5hkscs|shift_jis\w*|euc_\w+|johab|tis-620"
)


def decode(data: bytes) -> str:
    """Return Python source as text with plain line ends, or raise UnreadableError.

    A byte order mark decides, else the coding line of the source (PEP 263), else it must be UTF-8.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    body = data[len(mark) :]
    encoding = encoding or _declared(body)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = 1 + len(_LINE_END.findall(body, 0, error.start))
        raise UnreadableError(
            f"it is not {encoding.upper()} (line {line}, byte 0x{body[error.start]:02x}): save it as UTF-8"
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnreadableError(f"it has a NUL byte in line {1 + text[: text.index(chr(0))].count(chr(10))}")
    return text


def _declared(body: bytes) -> str:
    """Return the encoding that the first two lines declare, UTF-8 if they do not."""
    for line in _LINE_END.split(body[:2_000], maxsplit=2)[:2]:
        cookie = _COOKIE.match(line)
        if cookie is not None:
            return _codec(cookie[1].decode("ascii"))
        if not _BLANK.fullmatch(line):
            break
    return "utf-8"


def _codec(name: str) -> str:
    """Return the encoding of a coding line: only of the kind that is text, so that no codec can do anything else."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        found = ""
    if found == "utf-8-sig":
        return "utf-8"
    if not _KNOWN.fullmatch(found):
        raise UnreadableError(f"its coding line names an unknown encoding, {name[:40]}")
    return found
