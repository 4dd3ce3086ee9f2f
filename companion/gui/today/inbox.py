"""What becomes of a note from the inbox: into a call, put aside, and each taken back."""

from __future__ import annotations

from companion.model import CallState, InboxNote, Note, NoteKind, new_id
from companion.model.value import Value
from companion.session import Clock, Session, length_ms
from companion.store import Store


class Placed(Value, frozen=True, kw_only=True):
    """A note from the inbox that stands in a call now."""

    before: InboxNote
    note: Note
    call_id: str


def put_into_call(store: Store, clock: Clock, waiting: InboxNote, call_id: str) -> Placed:
    """Move a waiting note into a call, in one transaction. Raises NotThere."""
    note = Note(
        id=new_id(),
        at_ms=_time_in(store, clock, waiting, call_id),
        at=waiting.at,
        kind=NoteKind.FACT,
        text=waiting.text,
        source="command",
    )
    with store.write():
        store.live.add_note(call_id, note)
        store.inbox.remove(waiting.id)
    return Placed(before=waiting, note=note, call_id=call_id)


def take_back(store: Store, clock: Clock, placed: Placed) -> InboxNote:
    """Let a note wait again that was put into a call by mistake."""
    with store.write():
        store.live.delete_note(placed.note.id, clock.now())
        return store.inbox.add(placed.before)


def put_aside(store: Store, waiting: InboxNote) -> InboxNote:
    """Take a note out of the inbox; ``store.inbox.add`` brings it back."""
    store.inbox.remove(waiting.id)
    return waiting


def _time_in(store: Store, clock: Clock, waiting: InboxNote, call_id: str) -> int:
    """Return where the note belongs on the call's clock: within the call, at its end if later."""
    call = store.calls.get(call_id)
    if call.status is CallState.RUNNING:
        return Session(store, clock, call_id).clock_ms()
    if waiting.at is None or call.started_at is None:
        return length_ms(call)
    passed = round((waiting.at - call.started_at).total_seconds() * 1000)
    return min(max(0, passed), length_ms(call))
