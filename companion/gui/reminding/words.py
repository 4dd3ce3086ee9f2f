"""What the one reminder of a day says: counts in words of ours, since a lock screen may show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from companion.model.value import Value
from companion.store.reminders import Due

UNSENT_FOR: Final = timedelta(days=7)
"""So long after a call one is reminded of its recap: each day after that it is less worth sending,
and a recap that somebody decided not to send would be named every morning."""


class Reminder(Value, frozen=True, kw_only=True):
    """A notification: what comes first, and the rest of it. No text of a person's is in it."""

    title: str
    text: str


def reminder_of(due: Due, now: datetime) -> Reminder | None:
    """Return what to say of what waits at *now*; None where nothing that has a day does."""
    first, *rest = (*_said(due, now), "")
    return Reminder(title=first, text=" ".join(rest).strip()) if first else None


def _said(due: Due, now: datetime) -> Iterator[str]:
    today = due.today
    theirs = today.steps.count - due.ours
    looks = today.reviews.count + today.look_again.count
    unsent = sum(
        call.ended_at is not None and now - call.ended_at < UNSENT_FOR
        for call in today.unsent.lines
    )
    counted = (
        (due.ours, _tr("One next step of yours is due."), _tr("{n} next steps of yours are due.")),
        (theirs, _tr("One next step of a client is due."), _tr("{n} steps of clients are due.")),
        (today.check_ins.count, _tr("One check-in is due."), _tr("{n} check-ins are due.")),
        (looks, _tr("One look-back is due."), _tr("{n} look-backs are due.")),
        (unsent, _tr("One recap is not sent yet."), _tr("{n} recaps are not sent yet.")),
    )
    for count, one, many in counted:
        if count:
            yield one if count == 1 else many.format(n=f"{count:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reminder", text)
