"""Whether what stands before a colon is the name of a speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from companion.model.value import Value

LONGEST_NAME = 60
"""Characters of a name before a colon; the longest that Zoom allows has 64, with its pronouns."""

MOST_WORDS = 7
_BEFORE_COLON = re.compile(
    rf"(?P<name>[^:：\n]{{1,{LONGEST_NAME}}})[:：](?:\s+(?P<text>.*))?$", re.DOTALL
)
_NO_NAME = re.compile(r"[?!;=<>{}]|\.\s+[a-z]|,.*,.*,|://")
_MOST_OF_THEM = 0.5


class Spoken(Value, frozen=True):
    """A line with the name before its colon."""

    name: str
    text: str


def spoken(line: str) -> Spoken | None:
    """Return the line in two parts where what stands before the colon could be a name."""
    match = _BEFORE_COLON.match(line)
    if match is None:
        return None
    name = match["name"].strip()
    if not name[:1].isalnum() or len(name.split()) > MOST_WORDS or _NO_NAME.search(name):
        return None
    if not any(letter.isalpha() for letter in name):
        return None
    return Spoken(name, (match["text"] or "").strip())


def names_in(lines: Iterable[str], *, is_certain: bool = False) -> frozenset[str]:
    """Return the names of speakers before the colons of *lines*.

    Where most lines begin with one, all of them count; else those that are written as names and
    come again, so that "Note: we pay" stays what was said. Once is enough where it *is_certain*
    that the lines are turns.
    """
    found = [spoken(line) for line in lines]
    counted = Counter(each.name for each in found if each is not None)
    if counted.total() >= _MOST_OF_THEM * len(found):
        return frozenset(counted)
    least = 1 if is_certain else 2
    return frozenset(
        name for name, times in counted.items() if times >= least and not name[0].islower()
    )
