"""Three points of ours stand in a row with nothing of theirs in between.

Source: method, idea 8 (article A): repeating one's point louder pushes the other side away.
"""

from __future__ import annotations

from typing import Final

from companion.method.live_state import AT_ONCE_MS, Hint, LiveState, Rule
from companion.model import Note, NoteKind

THEIRS: Final = frozenset({NoteKind.METRIC, NoteKind.CONCERN, NoteKind.QUOTE, NoteKind.IDEA})
"""The kinds of a note that record what they said."""

IN_A_ROW: Final = 3

WITHIN_MS: Final = 10 * 60_000
"""Points spread over more than ten minutes are an argument with pauses, not a louder one."""


def look(state: LiveState) -> Hint | None:
    """Return the hint when the newest note is the third point in a row, and at each third one."""
    note = state.last_note
    if note is None or note.kind is not NoteKind.POINT:
        return None
    row = _points_up_to(note, state.notes)
    if not row or len(row) % IN_A_ROW or row[-1].at_ms - row[-IN_A_ROW].at_ms > WITHIN_MS:
        return None
    return Hint(
        rule=Rule.POINTS,
        key=f"points:{note.id}",
        since_ms=state.noted_ms,
        fresh_ms=AT_ONCE_MS,
    )


def _points_up_to(note: Note, notes: tuple[Note, ...]) -> list[Note]:
    """Return the points since the last thing that was theirs, as far as *note*.

    Something of theirs behind *note*, as after a correction of times, means that they were heard.
    """
    row: list[Note] = []
    for each in notes:
        if each.kind in THEIRS:
            row = []
        elif each.kind is NoteKind.POINT:
            row.append(each)
    return row if row and row[-1].id == note.id else []
