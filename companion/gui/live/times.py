"""The call's clock in figures: as it is shown, and as it is typed to move a note."""

from __future__ import annotations

import re
from typing import Final

_TYPED: Final = re.compile(r"(?:(\d{1,2})[:.h])?(\d{1,3})[:.]([0-5]\d)")


def call_time(milliseconds: int) -> str:
    """Return "04:12", and "1:04:12" from the first hour on."""
    minutes, seconds = divmod(max(0, milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def typed_call_time(text: str) -> int | None:
    """Return the milliseconds that "4:12", "04.12" or "1:04:12" mean; None for anything else."""
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if match[1] is not None and minutes > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def minutes_left(elapsed_ms: int, planned_minutes: int) -> int:
    """Return the whole minutes that are left of the plan; below 0, how many it runs over."""
    left_ms = planned_minutes * 60_000 - elapsed_ms
    return left_ms // 60_000 if left_ms >= 0 else -(-left_ms // 60_000)


def ordinal(number: int) -> str:
    """Return "1st", "2nd", "3rd", "11th" and so on."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
