"""How far a released recap came, as a line of the page that opens first says it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.said import clock_time
from companion.model import RecapState
from companion.store.today import OutboxRecap

_LEAVES = (RecapState.SENDING, RecapState.DOT)


def goes_by_itself(recap: OutboxRecap) -> bool:
    """Whether nobody has to do anything about it."""
    return recap.is_here and (recap.next_try is not None or recap.state in _LEAVES)


def outbox_said(recap: OutboxRecap, now: datetime) -> str:
    """Say where it is, and what would help."""
    if recap.state is RecapState.SENT:
        one, many = _tr("1 address was refused"), _tr("{count} addresses were refused")
        refused = one if recap.refused == 1 else many.format(count=recap.refused)
        return _tr("the recap is sent, but {refused}").format(refused=refused)
    if recap.state is RecapState.REFUSED:
        return _tr("the mail server did not take the recap; it is kept")
    if not recap.is_here:
        return _tr("another computer had the recap to send; do you know what became of it?")
    if recap.state is RecapState.UNCERTAIN:
        return _tr("the recap may have been sent; look in your Sent folder, or ask them")
    return _waiting_said(recap, now)


def _waiting_said(recap: OutboxRecap, now: datetime) -> str:
    if recap.is_late:
        return _tr("the recap waited for long, so it asks before it goes")
    if recap.state in _LEAVES:
        return _tr("the recap is on its way")
    if recap.state is RecapState.RETRY and recap.next_try and recap.next_try > now:
        time = clock_time(recap.next_try)
        return _tr("the recap is tried again at {time}").format(time=time)
    return _tr("the recap waits to be sent")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Today", text)
