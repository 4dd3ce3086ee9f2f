"""Cells of a table that no spreadsheet takes for a formula, and the way back."""

from __future__ import annotations

import re

_ACTING = re.compile(
    r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]*[=+\-@＝＋－＠|%]"
)
"""A beginning that spreadsheets calculate or run, blanks before it among it (OWASP, "CSV
Injection"): the full-width forms are read as the others by East Asian versions."""


def guarded(text: str) -> str:
    """Return *text* with an apostrophe before it where its beginning could be acted upon.

    A text that begins with an apostrophe of its own gets one too, so that ``unguarded`` is exact.
    """
    return f"'{text}" if _ACTING.match(text) or text[:1] in {"'", "\t", "\r", "\n"} else text


def unguarded(cell: str) -> str:
    """Return the text that ``guarded`` made *cell* of."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell
