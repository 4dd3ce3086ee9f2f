"""File names made of what a person typed, that every system takes and no two things share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from companion.method.one_line import one_line

LONGEST = 120
"""Bytes of a name without its ending: with folders before it, well within what Windows takes."""

_UNSAFE = re.compile(r'[<>:"/\\|?*#^\[\]\x00-\x1f\x7f-\x9f]+')
"""What Windows forbids (learn.microsoft.com, "Naming Files"), and what breaks Obsidian's links."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\Z", re.IGNORECASE)
"""Names that are devices on Windows, whatever ending they have."""


def safe_name(text: str, otherwise: str) -> str:
    """Return a name without ending made of *text*; *otherwise* where nothing of it is left."""
    name = unicodedata.normalize("NFC", _UNSAFE.sub(" ", one_line(text)))
    name = " ".join(name.split())
    name = name.encode()[:LONGEST].decode(errors="ignore").strip(" .")
    if not name:
        return otherwise
    # A device is known by what stands before the first dot: "con.txt" is one as well.
    return f"_{name}" if _DEVICES.match(name.partition(".")[0].strip()) else name


def free_name(name: str, taken: Collection[str]) -> str:
    """Return *name*, with the first number behind it that makes it none of *taken*.

    *taken* are names as ``alike`` gives them.
    """
    number, found = 1, name
    while alike(found) in taken:
        number += 1
        found = f"{name} {number}"
    return found


def alike(name: str) -> str:
    """Return what two names share that are one file somewhere: letter case and accents' coding."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
