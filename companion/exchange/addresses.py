"""What is a mail address in the files that other programs write, and what is none."""

from __future__ import annotations

import re

from companion.method.one_line import one_line

_ADDRESS = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,253}")
_BEFORE = re.compile(r"(?i)\Amailto:\s*")


def plain_address(text: str) -> str:
    """Return the one address that *text* is, without a "mailto:"; empty where it is none."""
    address = one_line(_BEFORE.sub("", text.strip()))
    return address if _ADDRESS.fullmatch(address) else ""
