"""Finds the words of a question in a text again, as the search did, and cuts the text to them."""

from __future__ import annotations

import re
import unicodedata

MARK_BEGIN, MARK_END = "\x02", "\x03"
"""What stands around a found word: characters that no markup knows."""

_WORD = re.compile(r"[^\W_]+")
_BEFORE = 3
"""Words shown before the first one that was found."""


def fold(text: str) -> str:
    """Return *text* without accents and capitals, of the same length, as the index compares it."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", letter)[:1].lower()[:1] for letter in text)


def terms_of(question: str) -> tuple[str, ...]:
    """Return the folded beginnings of words that *question* looks for."""
    return tuple(_WORD.findall(fold(question)))


def marked(text: str, terms: tuple[str, ...], words: int = 14) -> str:
    """Return about *words* words of *text* from shortly before the first found one, with marks.

    ``…`` stands where something was left out. The text's line breaks become blanks.
    """
    text = "".join(" " if letter in "\n\r\t" + MARK_BEGIN + MARK_END else letter for letter in text)
    folded = fold(text)
    spans = [match.span() for match in _WORD.finditer(folded)]
    hits = [i for i, (start, _) in enumerate(spans) if folded.startswith(terms, start)]
    if not spans:
        return text
    first = max(0, (hits[0] if hits else 0) - _BEFORE)
    last = min(len(spans), first + words) - 1
    begin = spans[first][0] if first else 0
    end = spans[last][1] if last < len(spans) - 1 else len(text)
    shown, at = [], begin
    for hit in (hit for hit in hits if first <= hit <= last):
        start, stop = spans[hit]
        shown += [text[at:start], MARK_BEGIN, text[start:stop], MARK_END]
        at = stop
    shown.append(text[at:end])
    return f"{'…' if first else ''}{''.join(shown)}{'…' if end < len(text) else ''}"
