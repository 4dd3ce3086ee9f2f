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
    lines = re.split("\r\n|\r|\n", text)
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise TranscriptError(f"a line is longer than {LONGEST_LINE // 1024} kB", number)
    return lines


def _decoded(data: bytes) -> str:
    """Return the text; programs of old write in the encoding of Windows."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if marked == "utf-8" and data.count(b"\x00") > len(data) // 100:
        raise TranscriptError("it is not a text file")
    try:
        text = data.decode(marked)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    # What a database or a screen would stumble over is no part of what was said.
    return _CONTROLS.sub("", text.removeprefix("\ufeff"))
