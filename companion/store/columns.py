"""How the values of the model stand in columns: times and dates as ISO text, lists as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec


def text_of(moment: datetime | date | None) -> str | None:
    """Return the ISO 8601 text of a moment (offset kept) or a date; None stays None."""
    return None if moment is None else moment.isoformat()


def moment_of(text: str | None) -> datetime | None:
    """Return the moment that ``text_of`` wrote; None stays None."""
    return None if text is None else datetime.fromisoformat(text)


def day_of(text: str | None) -> date | None:
    """Return the date that ``text_of`` wrote; None stays None."""
    return None if text is None else date.fromisoformat(text)


def json_of(value: object) -> str:
    """Return a small list as JSON text."""
    return msgspec.json.encode(value).decode()


def list_of(text: str, kind: Any) -> Any:
    """Return the list that ``json_of`` wrote, as *kind*."""
    return msgspec.json.decode(text, type=kind)
