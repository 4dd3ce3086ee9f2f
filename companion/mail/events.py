"""Days as a calendar file: one event each, of the whole day, with a reminder before it.

Written by ourselves, since the library that reads invitations takes 0.35 s to import and what is
written here is thirty lines (RFC 5545). ``METHOD:PUBLISH`` asks nobody for an answer: it is theirs
to add to a calendar or not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from companion.method.one_line import one_line
from companion.model.value import Value

_REMINDER = "-PT15H"
"""Nine in the morning of the day before: there is still a day to do it. A reminder on the day
itself would lie after the start of an all-day event, and Outlook has none there."""

_WIDTH = 75
"""Octets of one line, without its line break (RFC 5545, section 3.1)."""


class Event(Value, frozen=True, kw_only=True):
    """A whole day in a calendar; ``uid`` is what calendars know it by for ever.

    One that ``is_private`` shows those who share the calendar that there is something, not what.
    """

    uid: str
    day: date
    title: str
    detail: str = ""
    is_private: bool = False


def uid_of(*names: str) -> str:
    """Return the id for ever of what has these *names*; nothing of their words is in it.

    An id of ours is random and stays as it is.
    """
    if len(names) == 1 and re.fullmatch(r"[0-9a-f-]{32,36}", names[0]):
        return names[0]
    return hashlib.sha256("\n".join(names).encode("utf-8", "replace")).hexdigest()


def calendar_text(events: Iterable[Event], now: datetime, sequence: int) -> bytes:
    """Return *events* as a calendar file that was made at *now* (aware).

    A calendar changes what it has of the same id where *sequence* is higher than before.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Companion//Next step//EN",
        "METHOD:PUBLISH",
        *(line for event in events for line in _event(event, now, sequence)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event, now: datetime, sequence: int) -> Iterator[str]:
    title = _text(event.title)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTAMP:{_digits(now.astimezone(UTC).replace(tzinfo=None, microsecond=0))}Z"
    yield from _days(event.day)
    yield f"SUMMARY:{title}"
    if one_line(event.detail):
        yield f"DESCRIPTION:{_text(event.detail)}"
    if event.is_private:
        yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{title}"
    yield f"TRIGGER:{_REMINDER}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _days(day: date) -> Iterable[str]:
    """Return first and last of an all-day event: its end is the day after, if there is one."""
    yield f"DTSTART;VALUE=DATE:{_digits(day)}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{_digits(day + timedelta(days=1))}"


def _digits(moment: date) -> str:
    return moment.isoformat().replace("-", "").replace(":", "")


def _text(words: str) -> str:
    """Return words in one line, without what would mean something (RFC 5545, section 3.3.11)."""
    return re.sub(r"[\\;,]", r"\\\g<0>", one_line(words))


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, none of which ends inside a character."""
    pieces, piece = [], b""
    for character in line:
        letter = character.encode()
        if len(piece) + len(letter) > _WIDTH:
            pieces.append(piece)
            piece = b" "
        piece += letter
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
