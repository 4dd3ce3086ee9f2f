"""Kinds of notes as they are typed: "/m" offers metric, and a draft keeps its kind in its text."""

from __future__ import annotations

from companion.method.typed_kind import typed_kind
from companion.model import NoteKind


def kinds_for(text: str) -> tuple[NoteKind, ...]:
    """Return the kinds that a text beginning with "/" may mean, in the order of offering.

    Empty where the text is no beginning of a kind: then it is a text like any other.
    """
    if not text.startswith("/"):
        return ()
    start = text[1:].casefold()
    return tuple(kind for kind in NoteKind if kind.startswith(start))


def draft_text(kind: NoteKind, text: str) -> str:
    """Return what is kept of a note that is being typed; a plain text is kept as it is."""
    plain = kind is NoteKind.FACT and typed_kind(text) is None
    return text if plain or not text else f"/{kind} {text}"


def from_draft(kept: str) -> tuple[NoteKind, str]:
    """Return the kind and the text that ``draft_text`` was given."""
    return typed_kind(kept) or (NoteKind.FACT, kept)
