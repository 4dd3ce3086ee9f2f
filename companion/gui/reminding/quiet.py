"""Whether a moment is quiet: nobody is reminded of anything while a client may look on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from companion.store.today import PreparedCall, RunningCall, Today

FORGOTTEN_AFTER: Final = timedelta(hours=12)
"""A call that was begun, or noted in, longer ago than this was not ended, and is over."""

BEFORE_A_CALL: Final = timedelta(minutes=10)
"""So long before its time a screen may be shared already."""

USUAL: Final = timedelta(minutes=30)
"""How long a call is taken to be where nobody said."""


def is_quiet(today: Today, now: datetime) -> bool:
    """Return whether no call runs at *now*, and none is planned for this time."""
    return not any(_runs(call, now) for call in today.running) and not any(
        _is_planned_for(call, now) for call in today.prepared.lines
    )


def _runs(call: RunningCall, now: datetime) -> bool:
    lived = [moment for moment in (call.started_at, call.noted_at) if moment is not None]
    return not lived or now - max(lived) < FORGOTTEN_AFTER


def _is_planned_for(call: PreparedCall, now: datetime) -> bool:
    if call.planned_at is None:
        return False
    length = timedelta(minutes=call.minutes) if call.minutes else USUAL
    return call.planned_at - BEFORE_A_CALL <= now < call.planned_at + length
