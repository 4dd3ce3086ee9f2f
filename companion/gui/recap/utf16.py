"""Places in a text as Qt counts them: a character beyond the first 65,536, as an emoji, is two."""

from __future__ import annotations


def units(text: str) -> int:
    """Return how long Qt says that *text* is."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return place and length for Qt of the characters from *start* to *end* of *text*."""
    if text.isascii():
        return start, end - start
    return units(text[:start]), units(text[start:end])
