"""What a person typed, as Markdown that shows exactly that: no bold, no list, no link of theirs."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from companion.method.one_line import one_line

_INLINE = re.compile(
    r"[\\`*\[\]]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore means nothing
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#|[A-Za-z][A-Za-z0-9]*;)"
)
_OPENING = re.compile(
    r"(?:#(?=#{0,5}(?:\s|$))|>|[-+=](?=[-+=\s]|$)|~(?=~))"  # heading, quote, list, rule, fence
    r"|\d{1,9}(?P<mark>[.)])(?=\s|$)"  # numbered list
)
"""What means something to CommonMark (0.31, sections 4, 5 and 6), inline and at a line's start."""

_LINKS = frozenset({"http", "https", "mailto"})
_KEPT_IN_LINKS = ":/?#[]@!$&'*+,;=%~-._"


def escape(text: str) -> str:
    """Return *text* as Markdown that shows it literally, line by line.

    Only what would mean something gets a backslash, so that the draft stays pleasant to edit.
    Control characters become blanks and empty lines go.
    """
    lines = (one_line(line) for line in text.splitlines())
    return "\n".join(escape_opening(_INLINE.sub(r"\\\g<0>", line)) for line in lines if line)


def escape_inline(text: str) -> str:
    """Return a piece of a line as Markdown that shows it literally, whatever stands next to it."""
    escaped = _INLINE.sub(r"\\\g<0>", text)
    return f"{escaped[:-1]}\\{escaped[-1]}" if escaped.endswith(("<", "&")) else escaped


def escape_opening(line: str) -> str:
    """Return a line whose pieces are literal already so that its start means nothing either."""
    opening = _OPENING.match(line)
    if opening is None:
        return line
    place = opening.start("mark") if opening["mark"] else 0
    return f"{line[:place]}\\{line[place:]}"


def safe_link(url: str) -> str:
    """Return *url* ready to stand in a link; empty where it is none that a recap may carry.

    Allowed are http, https and mailto (reliability, S5).
    """
    flat = one_line(url)
    try:
        parts = urlsplit(flat)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _LINKS or not (parts.netloc or parts.path):
        return ""
    return quote(flat, safe=_KEPT_IN_LINKS)
