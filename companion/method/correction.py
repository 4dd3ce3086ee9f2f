"""What changed between a recap and the one that puts it right, said at the top of the second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from difflib import SequenceMatcher
from typing import Final

from msgspec.structs import replace

from companion.method.agreement import in_plain_words
from companion.method.dates import long_date
from companion.method.phrases import Phrases
from companion.method.recap import Draft
from companion.method.recap_lines import Line
from companion.method.recap_parts import RecapSource
from companion.method.recap_sources import Origin, Source
from companion.method.sentences import opening
from companion.model.value import Value

MOST_CHANGES: Final = 8
"""More lines than these are not listed: then the recap below is read as a whole."""

_ALIKE: Final = 0.5
"""So alike two lines are at the least to be one line before and after (a ratio of difflib)."""

_COURTESY: Final = frozenset({Origin.CALL, Origin.ATTENDEE, Origin.ME})
"""What greetings, thanks and signatures are made from: no part of an agreement."""


class Change(Value, frozen=True, kw_only=True):
    """A line that is another one now; ``now`` is empty for one that is gone."""

    before: str = ""
    now: str = ""
    sources: tuple[Source, ...] = ()


def corrected(
    draft: Draft, source: RecapSource, before: str, as_then: Draft, sent_at: datetime | None
) -> Draft:
    """Return *draft* with what changed said below its greeting.

    *before* is what the rules wrote for the recap of *sent_at*, and *as_then* what they would
    write for it on that day, so that "today" and "yesterday" are no change.
    """
    found = changes(before, as_then)
    said = _said(found, Phrases(draft.language, draft.template, source.texts), source, sent_at)
    lines = [Line(text, sources) for text, sources in _lines(draft)]
    end = next((place for place, line in enumerate(lines) if not line.text), len(lines))
    # After a German greeting the sentence goes on in small letters; here it begins anew.
    rest = [replace(line, text=opening(line.text)) for line in lines[end : end + 2]]
    lines[end : end + 2] = [Line(""), *said, *rest]
    return replace(
        draft,
        text="\n".join(line.text for line in lines) + "\n",
        sources=tuple(line.sources for line in lines),
    )


def changes(before: str, after: Draft) -> tuple[Change, ...]:
    """Return what *after* records otherwise than *before*, in its order.

    Headings, the greeting and courtesies are no record. A line that only lost words is told by
    the one that has them now, as an option is that was chosen before.
    """
    courtesies = {text for text, sources in _lines(after) if not _is_record(sources)}
    below = before.partition("\n\n")[2].splitlines()
    old = [text for text in _bare(below) if text not in courtesies]
    new = {_unlisted(text): sources for text, sources in _lines(after) if _is_record(sources)}
    lines = list(_bare(new))
    matcher = SequenceMatcher(None, old, lines, autojunk=False)
    found = [
        change
        for tag, a, a_end, b, b_end in matcher.get_opcodes()
        if tag != "equal"
        for change in _paired(old[a:a_end], lines[b:b_end])
    ]
    everything = [in_plain_words(line) for line in old]
    return tuple(
        replace(change, sources=new.get(change.now, ()), now=_newly_said(change))
        for change in found
        if not _is_less(change, everything)
    )


def _paired(old: list[str], new: list[str]) -> Iterator[Change]:
    """Yield new lines with the old ones whose place they took, and old ones without a successor."""
    left = list(old)
    for line in new:
        known = max(left, key=lambda each: _likeness(each, line), default="")
        if known and _likeness(known, line) >= _ALIKE:
            left.remove(known)
            yield Change(before=known, now=line)
        else:
            yield Change(now=line)
    for line in left:
        yield Change(before=line)


def _newly_said(change: Change) -> str:
    """Return the sentences of a line that it did not have before."""
    known = set(_sentences(change.before))
    fresh = [each for each in _sentences(change.now) if each not in known]
    return " ".join(fresh) or change.now


def _sentences(line: str) -> list[str]:
    return re.split(r"(?<=[.!?…])\s+", line)


def _is_less(change: Change, everything: Iterable[str]) -> bool:
    now = in_plain_words(change.now)
    return bool(now) and any(now.rstrip(".") in line for line in everything)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _is_record(sources: tuple[Source, ...]) -> bool:
    return any(source.origin not in _COURTESY for source in sources)


def _lines(draft: Draft) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """Yield the lines of a draft with their sources."""
    yield from zip(draft.text.splitlines(), draft.sources, strict=True)


def _bare(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines that say something, without marks of a list."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            yield _unlisted(line)


def _unlisted(line: str) -> str:
    return re.sub(r"^[-*] ", "", line.strip())


def _said(
    found: tuple[Change, ...], words: Phrases, source: RecapSource, sent_at: datetime | None
) -> list[Line]:
    """Return what stands below the greeting: that it is a correction, and of what."""
    opening = words.say("correction.opening_without_day")
    if sent_at is not None:
        day = long_date(sent_at.date(), source.today, source.language)
        opening = words.say("correction.opening", day=day)
    if not found:
        return [Line(opening)]
    if len(found) > MOST_CHANGES:
        return [Line(f"{opening} {words.say('correction.much')}")]
    gone = words.say("correction.gone", line="\0").partition("\0")
    items = [
        Line(f"- {each.now or gone[0] + each.before + gone[2]}", each.sources) for each in found
    ]
    return [Line(f"{opening} {words.say('correction.changed')}"), Line(""), *items]
