"""The kind that stands before a typed note, as in "/concern they doubt it"."""

from __future__ import annotations

import re
from typing import Final

from companion.model import NoteKind

_TYPED: Final = re.compile(rf"/({'|'.join(NoteKind)}) (.*)", re.DOTALL | re.IGNORECASE)


def typed_kind(text: str) -> tuple[NoteKind, str] | None:
    """Return the kind that *text* begins with, and what stands behind it; None where none does."""
    match = _TYPED.fullmatch(text)
    return (NoteKind(match[1].casefold()), match[2]) if match else None
