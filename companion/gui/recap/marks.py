"""The marks of Markdown in one line: what stands out, and which characters only say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

LONGEST_LINE = 5_000
"""Lines longer than this many characters are shown as they are: nobody writes them by hand."""

_HEADING = re.compile(r"(#{1,6}\s+)(.*)")
_BULLET = re.compile(r"\s*([-*+])\s")
_BOLD = re.compile(r"(?<!\\)(\*\*)(?=\S)(.+?)(?<=[^\s\\])(\*\*)")
_SLANTED = re.compile(r"(?<![\\*\w])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s\\])\1(?![*\w])")
_LINK = re.compile(r"(?<!\\)(\[)([^\[\]]+)(\]\([^()\s]*\))")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


class Look(Enum):
    """How a run of characters is shown."""

    MARK = auto()
    BOLD = auto()
    SLANTED = auto()
    LINK = auto()
    BULLET = auto()


class Run(NamedTuple):
    """So many characters from a place in the line, and how they look."""

    start: int
    length: int
    look: Look


def runs(line: str) -> Iterator[Run]:
    """Yield the runs of a line, wide ones before those inside them; places are Python's."""
    if len(line) > LONGEST_LINE:
        return
    if heading := _HEADING.match(line):
        yield Run(heading.start(2), len(heading[2]), Look.BOLD)
        yield Run(0, len(heading[1]), Look.MARK)
    elif bullet := _BULLET.match(line):
        yield Run(bullet.start(1), 1, Look.BULLET)
    for pattern, look in ((_BOLD, Look.BOLD), (_SLANTED, Look.SLANTED), (_LINK, Look.LINK)):
        for found in pattern.finditer(line):
            yield from _enclosed(found, look)
    for found in _ESCAPE.finditer(line):
        yield Run(found.start(), 1, Look.MARK)


def _enclosed(found: re.Match[str], look: Look) -> Iterator[Run]:
    """Yield the words of a match as *look*, what stands before and after them as marks."""
    begin, end = found.span(2)
    yield Run(begin, end - begin, look)
    yield Run(found.start(), begin - found.start(), Look.MARK)
    yield Run(end, found.end() - end, Look.MARK)
