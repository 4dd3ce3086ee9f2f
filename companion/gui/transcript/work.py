"""Looks through a whole transcript for what it proposes, as far as the person lets it."""

from __future__ import annotations

from datetime import date

from companion.exchange.progress import Tell
from companion.gui.progress import Stopped
from companion.method.proposals import Proposal, Voice, propose_each
from companion.model import TranscriptLine
from companion.model.value import Value


class Looked(Value, frozen=True, kw_only=True):
    """What a transcript proposes; ``until_ms`` is the time at which the person stopped looking."""

    proposals: tuple[Proposal, ...]
    until_ms: int | None = None


def look_through(
    lines: tuple[TranscriptLine, ...], voices: tuple[Voice, ...], held_on: date, tell: Tell
) -> Looked:
    """Return what *lines* propose, as far as the person lets it look."""
    found: list[Proposal] = []
    for number, proposals in enumerate(propose_each(lines, voices, held_on)):
        found += proposals
        try:
            tell(number, len(lines))
        except Stopped:
            return Looked(proposals=tuple(found), until_ms=lines[number].at_ms)
    return Looked(proposals=tuple(found))
