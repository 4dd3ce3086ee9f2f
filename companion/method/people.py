"""People's names: how a person is greeted, and which of two names is the same person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.method.one_line import one_line

_TITLE = re.compile(r"(?:dr|prof|mr|mrs|ms|mx|herr|frau|sir|dame|ing|mag|dipl)\.?", re.IGNORECASE)


def first_name(name: str) -> str:
    """Return "Dana" for "Dana Ortiz", "Ortiz, Dana" and "Dr. Dana Ortiz"; empty for an address."""
    line = one_line(name)
    if "@" in line:
        return ""
    last, comma, first = line.partition(",")
    words = (first if comma and first.strip() else last).split()
    spoken = [word for word in words if not _TITLE.fullmatch(word)]
    return proper(spoken[0]) if spoken else ""


def whole_name(name: str) -> str:
    """Return "Dana Ortiz" for "Ortiz, Dana"; a title stays, an address is no name."""
    line = one_line(name)
    if "@" in line:
        return ""
    last, comma, first = line.partition(",")
    return proper(f"{first.strip()} {last.strip()}" if comma and first.strip() else line)


def proper(name: str) -> str:
    """Return a name that was typed in small letters with its capitals; any other as it is."""
    line = one_line(name)
    return re.sub(r"(?<!\w)\w", lambda letter: letter[0].upper(), line) if line.islower() else line


_MYSELF = frozenset(("i", "me", "myself", "ich", "moi", "yo"))
"""What a person types for oneself where somebody's name is asked for."""


def named(owner: str, me: str) -> str:
    """Return who does something as others read it: the name *me* where "me" was typed."""
    return me if me and is_myself(owner) else owner


def is_myself(owner: str) -> bool:
    """Whether somebody typed "me" in place of a name."""
    return one_line(owner).casefold() in _MYSELF


def greeted(names: Sequence[str]) -> tuple[str, ...]:
    """Return how each is greeted: by first name, by the whole name where two share the first."""
    wanted = list(dict.fromkeys(proper(name) for name in names if first_name(name)))
    firsts = [first_name(name) for name in wanted]
    return tuple(
        first if firsts.count(first) == 1 else name
        for first, name in zip(firsts, wanted, strict=True)
    )


def is_same(one: str, other: str) -> bool:
    """Whether both names are likely one person: equal, or one of them only the first name."""
    mine, theirs = one_line(one).casefold(), one_line(other).casefold()
    if not mine or not theirs:
        return False
    return (
        mine == theirs
        or theirs == first_name(one).casefold()
        or mine == first_name(other).casefold()
    )
