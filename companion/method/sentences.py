"""Typed fragments as sentences: a capital to open, a mark to close, their own words between."""

from __future__ import annotations

import re

from companion.method.one_line import one_line


def sentence(text: str) -> str:
    """Return *text* as a sentence: it opens with a capital and closes with a mark."""
    return closing(opening(text))


def bare(text: str) -> str:
    """Return one line without its full stop, so that the sentence around it sets its own."""
    line = one_line(text)
    return line[:-1].rstrip() if line.endswith(".") and not line.endswith("..") else line


def asked(text: str, language: str) -> str:
    """Return a question with the mark that Spanish opens it with, where it was left out."""
    if language != "es" or not text.endswith("?") or "¿" in text:
        return text
    return f"¿{opening(text)}"


def opening(text: str) -> str:
    """Return *text* with a capital first letter, unless its first word is written its own way.

    "ad cost" opens as "Ad cost"; "iPhone", "e.on" and "42" stay.
    """
    first = re.match(r"[^\W\d_]+(?=[\s,;:'’-]|$)", text)
    return text[0].upper() + text[1:] if first and first[0].islower() else text


def closing(text: str) -> str:
    """Return *text* with a full stop, unless it closes with a mark of its own."""
    return text if not text or re.search(r"[.!?…:;][)\]”’\"']*$", text) else f"{text}."
