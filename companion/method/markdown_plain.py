"""A recap's Markdown as it reads in one line of what a search found."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|(?:[-*_][ \t]*){3,}$|(?:```|~~~).*$)", re.MULTILINE
)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*+|`+|(?<![^\W_])_+|_+(?![^\W_]))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_text(markdown: str) -> str:
    """Return *markdown* without its marks, every word kept; no parser, since a list waits for it.

    A mail is made by a real parser (`mail/body`); this is for a glance.
    """
    text = _OPENING.sub("", markdown)
    text = _LINK.sub(r"\1", text)
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", text))
