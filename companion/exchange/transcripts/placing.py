"""Puts a transcript on the clock of its call, where its own times are those of a wall's clock."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from companion.exchange.transcripts.shape import Transcript

_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS
_EARLY_MS, _LATE_MS = _HOUR_MS, 6 * _HOUR_MS


def placed(transcript: Transcript, started_at: datetime | None) -> Transcript:
    """Return the transcript with times from the beginning of a call that began at *started_at*.

    Only times of day can be placed; where they lie more than an hour before the call or six hours
    behind its beginning they are another day's or zone's, and count from the first line.
    """
    if transcript.begins_at_ms is None or started_at is None:
        return transcript
    moment = started_at.astimezone()
    begun = ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1000
    later = (transcript.begins_at_ms - begun + _DAY_MS // 2) % _DAY_MS - _DAY_MS // 2
    if not -_EARLY_MS <= later <= _LATE_MS:
        return transcript
    moved = (replace(each, at_ms=max(0, each.at_ms + later)) for each in transcript.lines)
    return replace(transcript, lines=tuple(moved))
