"""Where a phrase is seen: in the recap of a call, or in a made-up one that says it; no Qt here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, NamedTuple

from msgspec.structs import replace

from companion.gui.texts.made_up import made_up
from companion.method.correction import MOST_CHANGES, corrected
from companion.method.phrases import stored_key
from companion.method.recap import Draft, RecapSource, compose
from companion.model import Text

_SENT: Final = datetime(2026, 11, 23, 15, tzinfo=UTC)

_MARK: Final = "\ue000"
"""Stands for a phrase to find out where it is said: a character that nobody types."""


class Seen(NamedTuple):
    """A recap with a phrase in it: the line (0 is the first, -1 the subject), and whose call."""

    draft: Draft
    line: int
    is_made_up: bool


def seen(key: str, text: str, language: str, template: str, source: RecapSource | None) -> Seen:
    """Return the first recap that says the phrase *key*, with *text* in its place.

    That of *source* where it says it, else a made-up one; where none does, the first of them.
    """
    wanted = [(source, False)] if source is not None else []
    wanted += [(each, True) for each in made_up()]
    for each, is_made_up in wanted:
        known = replace(each, language=_tag(each, language), template=template)
        line = _place(known, key, language, template)
        if line is not None:
            own = _with(known, key, text, language, template)
            return Seen(_composed(own, key), line, is_made_up)
    first = replace(wanted[0][0], language=language, template=template)
    return Seen(compose(first), 0, wanted[0][1])


def _tag(source: RecapSource, language: str) -> str:
    """Return the source's own tag where it is that language: "en-US" keeps its dates."""
    return source.language if source.language.startswith(language) else language


def _with(source: RecapSource, key: str, text: str, language: str, template: str) -> RecapSource:
    mine = Text(key=stored_key(template, key), language=language, text=text)
    others = (t for t in source.texts if (t.key, t.language) != (mine.key, mine.language))
    return replace(source, texts=(*others, mine))


def _place(source: RecapSource, key: str, language: str, template: str) -> int | None:
    """Return the line in which the phrase is said; None where it is not."""
    marked = _composed(_with(source, key, _MARK, language, template), key)
    if _MARK in marked.subject:
        return -1
    lines = marked.text.splitlines()
    return next((place for place, line in enumerate(lines) if _MARK in line), None)


def _composed(source: RecapSource, key: str) -> Draft:
    """Return the recap; for what only a correction says, one that puts an earlier one right."""
    draft = compose(source)
    if not key.startswith("correction."):
        return draft
    many = MOST_CHANGES + 1 if key.endswith(".much") else 1
    before = draft.text + "".join(f"\nOption {place} for {place} weeks.\n" for place in range(many))
    sent_at = None if key.endswith("_without_day") else _SENT
    return corrected(draft, source, before, draft, sent_at)
