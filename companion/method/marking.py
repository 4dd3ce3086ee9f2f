"""Finds the words of a question in a text again, as the search did, and cuts the text to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

MARK_BEGIN, MARK_END = "\x02", "\x03"
"""What stands around a found word: characters that no markup knows."""

_WORD = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_ACCENT = re.compile("[\u0300-\u036f]")
_BLANKS = str.maketrans(dict.fromkeys("\n\r\t" + MARK_BEGIN + MARK_END, " "))
_VARIANTS = str.maketrans("ςſ", "σs")
"""Letters that are written in another way at some places of a word, and are no other letters."""

_BEFORE = 3
"""Words shown before the first one that was found."""


def fold(text: str) -> str:
    """Return *text* without accents and capitals, of the same length, as the index compares it."""
    return (text if text.isascii() else _FOREIGN.sub(_folded, text)).lower()


def whole_fold(text: str) -> str:
    """Return *text* folded, accents that are characters of their own left out as the index does.

    Its length may be another one, so nothing is found again at its places.
    """
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFC", text))
    return fold(text)


def _folded(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", letter[0])[:1].lower()[:1].translate(_VARIANTS)


def terms_of(question: str) -> tuple[str, ...]:
    """Return the folded beginnings of words that *question* looks for."""
    return tuple(_WORD.findall(whole_fold(question)))


def holds_words(terms: Sequence[str], texts: Iterable[str]) -> bool:
    """Return whether each of *terms*, as ``terms_of`` has them, begins a word in one of *texts*."""
    if not terms:
        return True
    folded = whole_fold(" ".join(texts))
    return all(_begins_word(term, folded) for term in terms)


def _begins_word(term: str, folded: str) -> bool:
    """Return whether a word begins with *term*; an expression took four times as long."""
    at = folded.find(term)
    while at > 0 and folded[at - 1].isalnum():
        at = folded.find(term, at + 1)
    return at >= 0


def marked(text: str, terms: tuple[str, ...], words: int = 14) -> str:
    """Return about *words* words of *text* from shortly before the first found one, with marks.

    A term is the beginning of a word; one that ends in a blank is a whole word.
    ``…`` stands where something was left out. The text's line breaks become blanks.
    """
    text = text.translate(_BLANKS)
    folded = fold(text)
    spans, hits = _words(folded, terms, words)
    if not spans:
        return text
    first = max(0, (hits[0] if hits else 0) - _BEFORE)
    last = min(len(spans), first + words) - 1
    begin = spans[first][0] if first else 0
    end = spans[last][1] if last < len(spans) - 1 else len(text)
    shown, at = [], begin
    for hit in (hit for hit in hits if hit <= last):
        start, stop = spans[hit]
        shown += [text[at:start], MARK_BEGIN, text[start:stop], MARK_END]
        at = stop
    shown.append(text[at:end])
    return f"{'…' if first else ''}{''.join(shown)}{'…' if end < len(text) else ''}"


def _words(
    folded: str, terms: tuple[str, ...], words: int
) -> tuple[list[tuple[int, int]], list[int]]:
    """Return where words stand, up to *words* beyond the first found one, and which were found."""
    spans: list[tuple[int, int]] = []
    hits: list[int] = []
    for match in _WORD.finditer(folded):
        if f"{match[0]} ".startswith(terms):
            hits.append(len(spans))
        spans.append(match.span())
        if hits and len(spans) > hits[0] + words:
            break
    return spans, hits
