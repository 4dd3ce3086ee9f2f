"""A blame question was typed: three joint questions are offered in its place.

Source: method, idea 2 (article A): turn "whose fault is it?" into "how can each of us help the
other get there?"
"""

from __future__ import annotations

from companion.method.blaming import is_blaming
from companion.method.live_state import AT_ONCE_MS, Hint, LiveState, Rule
from companion.method.reframing import joint_questions
from companion.model import NoteKind


def look(state: LiveState) -> Hint | None:
    """Return the hint while the newest note is a blame question; private notes are let be."""
    note = state.last_note
    if note is None or note.kind is NoteKind.PRIVATE or not is_blaming(note.text):
        return None
    return Hint(
        rule=Rule.BLAME,
        key=f"blame:{note.id}",
        since_ms=state.noted_ms,
        fresh_ms=AT_ONCE_MS,
        choices=joint_questions(note.text),
    )
