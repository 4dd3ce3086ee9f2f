"""What goes with a recap beside its words: its agreed next steps, unless they are left out."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from companion.mail.attachment import Attachment
from companion.mail.next_steps import calendar_file
from companion.store import Store

_LEFT_OUT: Final = "left out"


def attachments(store: Store, call_id: str, recap_id: str, now: datetime) -> tuple[Attachment, ...]:
    """Return the files that go with the recap as it is kept *now*. Raises NotThere.

    A recap that is not kept yet gets those that it would get.

    A correction carries the events of the recap before it with a higher number, so that a
    calendar changes what it has.
    """
    if is_left_out(store, recap_id):
        return ()
    topic = store.disagreements.get(store.calls.disagreement_of(call_id)).topic
    ids = [recap.id for recap in store.recaps.of_call(call_id)]
    earlier = ids.index(recap_id) if recap_id in ids else len(ids)
    file = calendar_file(store.calls.get(call_id), topic, now, earlier)
    return () if file is None else (file,)


def is_left_out(store: Store, recap_id: str) -> bool:
    """Whether a person left the next steps out of this recap's mail."""
    return store.drafts.get(_place(recap_id)) == _LEFT_OUT


def leave_out(store: Store, recap_id: str, on: bool, now: datetime) -> None:
    """Remember for this recap that its next steps stay out of the mail, or go in again."""
    store.drafts.keep(_place(recap_id), _LEFT_OUT if on else "", now)


def _place(recap_id: str) -> str:
    return f"attached:{recap_id}"
