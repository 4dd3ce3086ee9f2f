"""Typed fragments as sentences: a capital to open, a mark to close, their own words between."""

from __future__ import annotations

import re


def sentence(text: str) -> str:
    """Return *text* as a sentence: it opens with a capital and closes with a mark."""
    return closing(opening(text))


def opening(text: str) -> str:
    """Return *text* with a capital first letter, unless its first word is written its own way.

    "ad cost" opens as "Ad cost"; "iPhone", "e.on" and "42" stay.
    """
    first = re.match(r"[^\W\d_]+(?=[\s,;:'’-]|$)", text)
    return text[0].upper() + text[1:] if first and first[0].islower() else text


def closing(text: str) -> str:
    """Return *text* with a full stop, unless it closes with a mark of its own."""
    return text if not text or re.search(r"[.!?…:;][)\]”’\"']*$", text) else f"{text}."
