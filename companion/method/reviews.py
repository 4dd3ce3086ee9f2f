"""The days to look back on: whether an outcome held, and who turned out right (method, idea 9)."""

from __future__ import annotations

from datetime import date, timedelta

from companion.model import OutcomeKind

REVIEWED_AFTER_DAYS = (7, 30, 90)
"""Days after it landed on which one asks whether an outcome held."""

REVIEWED = (OutcomeKind.AGREED, OutcomeKind.TRIAL, OutcomeKind.PARKED)
"""Outcomes that can hold or not: the others are a choice of the client's, or not settled."""

JUDGED_AFTER_DAYS = 30
"""Days after it landed from which one asks who was right, where somebody said how sure we are."""

JUDGED_AT_ONCE = 3
"""How many are asked at a time: a year that was imported would else ask for all of it at once."""


def review_days(kind: OutcomeKind, landed_on: date) -> tuple[date, ...]:
    """Return the days on which to ask whether an outcome of that day held; none for some kinds."""
    if kind not in REVIEWED:
        return ()
    return tuple(landed_on + timedelta(days=days) for days in REVIEWED_AFTER_DAYS)


def judged_if_landed_by(today: date) -> date:
    """Return the last day on which a disagreement landed that is to be judged *today*."""
    return today - timedelta(days=JUDGED_AFTER_DAYS)
