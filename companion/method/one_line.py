"""One-line text: what a name, a title or an address may hold, whatever was pasted into it."""

from __future__ import annotations

import re

_VANISHING = re.compile("[\u00ad\u2060\ufeff]")
"""Soft hyphen, word joiner and byte order mark: they stand inside words and have no width."""

_BREAKING = re.compile(
    "(?: *["
    "\x00-\x1f\x7f-\x9f"  # control characters, line breaks and tabs among them
    "\u061c\u180e\u200b\u200e\u200f\u2061-\u206f\ufff9-\ufffb"  # invisible format characters
    "\u2028-\u202e"  # line and paragraph separators, and what turns text round
    "\ud800-\udfff"  # halves of a pair: no encoding can write them
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"  # musical formatting; tags that hide text
    "])+ *"
)
"""Unicode's Cc, Cs, Zl, Zp and what is invisible of Cf. U+200C and U+200D stay: Persian words
and family emoji are made with them, and they break no line."""


def one_line(text: str) -> str:
    """Return *text* with line breaks, control and format characters as blanks, and trimmed.

    A run of such characters, with the blanks round it, becomes one blank; blanks that were typed
    stay as they are. What turns text round (U+202E and its kin) goes too: it makes a name look
    like another one (Unicode TR 36, bidirectional spoofing).
    """
    return _BREAKING.sub(" ", _VANISHING.sub("", text)).strip()
