"""Texts as a table may get them, and a strict judge of what a spreadsheet would act on."""

from __future__ import annotations

import unicodedata
from random import Random

_PIECES = (
    "=", "+", "-", "@", "'", '"', ",", ";", "\t", "\r", "\n", " ", "\x00", "\x1f", "\xa0", "\u200b",
    "\u2028", "\ufeff", "＝", "＋", "－", "＠", "|", "%", "1", "A1", "cmd", "SUM(", ")", "ü",
    "漢", "😀", "text",
)  # fmt: skip


def any_cell(random: Random) -> str:
    """Return up to eight pieces in any order."""
    return "".join(random.choice(_PIECES) for _ in range(random.randrange(9)))


def acts(cell: str) -> bool:
    """Whether the first visible character of *cell*, in its plain form, begins a formula.

    It is written apart from the guard: by Unicode's own classes, not by a list of characters.
    """
    for letter in cell:
        if letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf", "Zs", "Zl", "Zp"}:
            continue
        return unicodedata.normalize("NFKC", letter) in {"=", "+", "-", "@", "|", "%"}
    return False
