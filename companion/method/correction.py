"""What changed between a recap and the one that puts it right, said at the top of the second."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import cache

import msgspec
from msgspec.structs import replace

from companion.method.agreement import in_plain_words
from companion.method.dates import long_date
from companion.method.recap import Draft
from companion.model import Recap
from companion.model.value import Value
from companion.paths import resource_root

MOST_CHANGES = 8
"""More lines than these are not listed: then the recap below is read as a whole."""


class Change(Value, frozen=True, kw_only=True):
    """A line that is another one now; ``now`` is empty for one that is gone."""

    before: str = ""
    now: str = ""


class Phrases(Value, frozen=True, kw_only=True):
    """How a correction is said in one language."""

    opening: str
    opening_without_day: str
    several: str
    gone: str
    much: str


def corrected(draft: Draft, before: str, after: str, first: Recap, today: date) -> Draft:
    """Return *draft* with what changed said below its greeting.

    *before* and *after* are what the rules wrote and would write on the day of *first*, so that
    "today" and "yesterday" are no change. Only what is recorded is named; nobody is blamed.
    """
    said = _said(changes(before, after), first, draft.language, today)
    greeting, gap, rest = draft.text.partition("\n\n")
    if not gap:
        return draft
    return replace(draft, text=f"{greeting}\n\n{said}\n\n{rest}")


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return what of the content of *before* is another one in *after*, in its order.

    Headings are no content. A line that only lost words is told by the one that has them now, as
    an option is that was chosen before.
    """
    old, new = _content(before), _content(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found = [
        change
        for tag, a, a_end, b, b_end in matcher.get_opcodes()
        if tag != "equal"
        for change in _paired(old[a:a_end], new[b:b_end])
    ]
    everything = [in_plain_words(line) for line in old]
    return tuple(change for change in found if not _is_less(change, everything))


def _paired(old: list[str], new: list[str]) -> Iterator[Change]:
    """Yield new lines with the old ones whose place they took, and old ones without a successor."""
    left = list(old)
    for line in new:
        known = max(left, key=lambda each: _likeness(each, line), default="")
        if known and _likeness(known, line) >= 0.5:
            left.remove(known)
            yield Change(before=known, now=line)
        else:
            yield Change(now=line)
    for line in left:
        yield Change(before=line)


def _is_less(change: Change, everything: list[str]) -> bool:
    now = in_plain_words(change.now)
    return bool(now) and any(now.rstrip(".") in line for line in everything)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _content(text: str) -> list[str]:
    """Return the lines that say something, without marks of a list."""
    lines = (line.strip() for line in text.splitlines())
    return [re.sub(r"^[-*] ", "", line) for line in lines if line and not line.startswith("#")]


def _said(found: tuple[Change, ...], first: Recap, language: str, today: date) -> str:
    words = _phrases(language)
    opening = words.opening_without_day
    if first.sent_at is not None:
        day = long_date(first.sent_at.date(), today, language)
        opening = words.opening.format(day=day)
    if not found:
        return opening
    if len(found) > MOST_CHANGES:
        return f"{opening} {words.much}"
    lines = [f"- {each.now or words.gone.format(line=each.before)}" for each in found]
    return "\n".join([f"{opening} {words.several}", "", *lines])


@cache
def _phrases(language: str) -> Phrases:
    """Return how it is said in that language; in English where we have no words in it."""
    path = resource_root() / "templates" / "corrections.toml"
    known = msgspec.toml.decode(path.read_bytes(), type=dict[str, Phrases])
    return known.get(language.partition("-")[0], known["en"])
