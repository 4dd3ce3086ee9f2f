"""From the bytes of a file to its lines, within what a transcript can be."""

from __future__ import annotations

import codecs
import re

from companion.errors import TranscriptError

LARGEST_FILE = 20_000_000
"""Bytes of the largest file that is read; an hour of speech has some 100,000."""

LONGEST_LINE = 65_536
"""Characters of the longest line that is read."""

MOST_LINES = 1_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PACKED = b"PK\x03\x04"


def text_lines(data: bytes) -> list[str]:
    """Return the lines of a text file, without their ends and without control characters.

    Raises TranscriptError for a file that is too large, has a line that is, or is no text.
    """
    if len(data) > LARGEST_FILE:
        raise TranscriptError(f"it is larger than {LARGEST_FILE // 1_000_000} MB")
    if data.startswith(_PACKED):
        raise TranscriptError("it is a packed file, such as a Word document; save it as text")
    text = _decoded(data)
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise TranscriptError(f"it has more than {MOST_LINES:,} lines")
    # Line by line, and not one expression over 20 MB: no other thread has its turn within that.
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return [_plain(number, line) for number, line in enumerate(ends.split("\n"), 1)]


def _plain(number: int, line: str) -> str:
    """Return a line without what a database or a screen would stumble over."""
    if len(line) > LONGEST_LINE:
        raise TranscriptError(f"a line is longer than {LONGEST_LINE // 1024} kB", number)
    return line if line.isprintable() else _CONTROLS.sub("", line)


def _decoded(data: bytes) -> str:
    """Return the text; programs of old write in the encoding of Windows."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if marked == "utf-8" and data.count(b"\x00") > len(data) // 100:
        raise TranscriptError("it is not a text file")
    try:
        text = data.decode(marked)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.removeprefix("\ufeff")
