"""Releases a recap into the outbox: the very words and people that stood on the screen, no Qt."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from companion.account import Account
from companion.attaching import attachments
from companion.delivery import Keep
from companion.errors import InvalidInput
from companion.gui.recap.page import Typed
from companion.mail.attachment import Attachment
from companion.model import Me, Recap
from companion.store import Store

UNDO_FOR = timedelta(seconds=10)
"""How long a released recap waits, so that it can be taken back."""


def release(
    keep: Keep, call_id: str, recap_id: str, shown: Typed, account: Account, now: datetime
) -> Recap:
    """Build the mail from what is kept and queue it, to go from *account* in ten seconds.

    Blocks. Raises InvalidInput where what is kept is not what was *shown*, or cannot be sent as
    it is, AlreadyOnItsWay, MessageUnsafe, and what the history raises; then it stays a draft.
    """
    from companion.mail.message import build, envelope, message_id

    recap, me, files = keep(lambda store: _read(store, call_id, recap_id, now))
    if shown != Typed(to=recap.to, cc=recap.cc, subject=recap.subject, text=recap.text):
        raise _changed()
    signed = me if me.emails else replace(me, emails=(account.address,))
    mail = build(recap, signed, now, files)

    def queue(store: Store) -> Recap:
        with store.write():
            if store.recaps.get(recap_id) != recap:
                raise _changed()
            return store.outbox.queue(
                recap_id,
                mail=mail,
                message_id=message_id(recap, signed),
                sender=account.address,
                recipients=envelope(recap),
                at=now,
                not_before=now + UNDO_FOR,
            )

    return keep(queue)


def _read(
    store: Store, call_id: str, recap_id: str, now: datetime
) -> tuple[Recap, Me, tuple[Attachment, ...]]:
    recap, me = store.recaps.get(recap_id), store.people.me()
    return recap, me, attachments(store, call_id, recap_id, now)


def _changed() -> InvalidInput:
    return InvalidInput(
        "What is kept is not what stands here, so nothing was sent. Look at it once more, and send"
        " it then."
    )
