"""From the bytes of a file of contacts to its text, within what such a file can be."""

from __future__ import annotations

import codecs
import re

from companion.errors import ContactsError

LARGEST_FILE = 20_000_000
"""Bytes of the largest file that is read; 10,000 people without pictures take 4 MB."""

LONGEST_LINE = 65_536
"""Characters of the longest line that is read."""

MOST_LINES = 2_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 400
"""Bytes at the beginning that tell UTF-16 without its mark."""

_CHARSETS = re.compile(
    r"(?i)utf-?8|us-ascii|ascii|latin-?1|(?:iso-?)?8859-\d{1,2}|iso-8859-\d{1,2}"
    r"|(?:windows|cp)-?12\d\d|koi8-[ru]|shift[_-]jis|euc-(?:jp|kr)|gb2312|gbk|gb18030|big5"
)
"""Encodings that cards of old name; Python knows others, some of which work for minutes."""


def text_of(data: bytes) -> str:
    """Return the text of a file; bytes that are no UTF-8 stand in it as half pairs.

    ``repaired`` reads those in the encoding that a line names. Raises ContactsError for a file
    that is too large or no text.
    """
    if len(data) > LARGEST_FILE:
        raise ContactsError(f"it is larger than {LARGEST_FILE // 1_000_000} MB")
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    name = marked or _unmarked(data) or "utf-8"
    if name == "utf-8" and data.count(b"\x00") > len(data) // 100:
        raise ContactsError("it is not a text file")
    if data.startswith(b"PK\x03\x04"):
        raise ContactsError("it is a packed file, such as an Excel workbook; save it as CSV")
    errors = "surrogateescape" if name == "utf-8" else "replace"
    text = data.decode(name, errors).removeprefix("\ufeff").replace("\x00", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise ContactsError(f"it has more than {MOST_LINES:,} lines")
    return text


def repaired(text: str, charset: str = "") -> str:
    """Return *text* with the bytes in it read as *charset* says, or as Windows wrote of old."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        name = charset if _CHARSETS.fullmatch(charset) else "cp1252"
        return _read_as(text.encode("utf-8", "surrogateescape"), name)
    return text


def decoded(data: bytes, charset: str) -> str:
    """Return the bytes of a quoted-printable value as text: in *charset*, else as UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _read_as(data, charset if _CHARSETS.fullmatch(charset) else "cp1252")


def _read_as(data: bytes, charset: str) -> str:
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        name = "cp1252"
    if name == "utf-8":  # said so, and it was none
        name = "cp1252"
    return data.decode(name, "replace")


def _unmarked(data: bytes) -> str:
    """Return "utf-16-le" or "utf-16-be" for a text with every other byte empty."""
    begin = data[:_LOOKED_AT]
    for name, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        half, other = begin[odd::2], begin[1 - odd :: 2]
        if len(half) > 1 and half.count(0) > len(half) * 0.6 and not other.count(0):
            return name
    return ""
