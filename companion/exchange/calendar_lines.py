"""The lines of a calendar file that an invitation needs, put together; all others are left out.

Attachments, alarms and what vendors add never reach the library that reads the rest, and what is
wrong with the file can be named with its line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from companion.errors import InvitationError

LARGEST_FILE = 20_000_000
"""Bytes of the largest file that is read."""

MOST_EVENTS = 5_000
"""Meetings of the largest calendar that is read: some years of a busy one."""

MOST_PEOPLE = 2_000
"""Attendees of one meeting that are read; a meeting with more of them is no call."""

MOST_ZONES = 20
"""Time zones that a file may define; calendars write one or two."""

DEEPEST = 10
"""Parts that may stand inside each other; calendars write three."""

LONGEST_LINE = 20_000
MOST_OF_ONE = 500_000
MOST_KEPT = 5_000_000
"""Characters of one line, of what is needed of one part, and of all: an invitation to 2,000 people
has half of what one part may have."""

_TOO_MUCH = "it holds more than can be looked through; take the meetings that you need out of it"
_COMPONENTS = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
_KEPT = {
    "VCALENDAR": {"METHOD"},
    "VEVENT": {
        "UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "STATUS",
        "RECURRENCE-ID", "ORGANIZER", "ATTENDEE",
    },
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "DAYLIGHT": {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
}  # fmt: skip
_MANY = {"ATTENDEE", "RDATE", "EXDATE"}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?=[;:])")
_YEARLY = re.compile(
    r":FREQ=YEARLY(?:;(?:INTERVAL=1|(?:UNTIL|WKST)=[^;]*|BYMONTH=(?:[1-9]|1[0-2])"
    r"|BYDAY=(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)"
    r"|BYMONTHDAY=-?(?:[1-9]|[12]\d|3[01])(?:,-?(?:[1-9]|[12]\d|3[01]))*))*$"
)
"""How summer time begins and ends: in one month, by a day of it. Libraries break at odder ones."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def needed_lines(data: bytes) -> bytes:
    """Return the calendar in *data* with only what an invitation needs, one property a line.

    Raises InvitationError for what is no calendar, is cut off, or is too large.
    """
    if len(data) > LARGEST_FILE:
        raise InvitationError(f"it is larger than {LARGEST_FILE // 1_000_000} MB")
    kept = _Kept()
    for number, line in _unfolded(_as_text(data)):
        kept.take(number, line)
    return ("\r\n".join(kept.finished()) + "\r\n").encode()


class _Kept:
    """What was kept so far, and the parts of the file that are open at this line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._once: set[str] = set()
        self._events = self._people = self._zones = self._size = self._of_one = 0

    def take(self, number: int, line: str) -> None:
        """Keep a line that is needed where it stands."""
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        if name in {"BEGIN", "END"}:
            self._turn(name, line.partition(":")[2].strip().upper(), number)
        elif self._is_needed(name, line):
            self._lines.append(self._later(name, line))
            self._size += len(line)
            self._of_one += len(line)
            if self._size > MOST_KEPT or self._of_one > MOST_OF_ONE:
                raise InvitationError(_TOO_MUCH, number)

    def finished(self) -> list[str]:
        """Return the lines, once the file has ended."""
        if self._open:
            name, number = self._open[-1]
            raise InvitationError(f"it is cut off: what begins with {name} has no end", number)
        if not self._lines:
            raise InvitationError("it is not a calendar file")
        if not self._events:
            raise InvitationError("there is no meeting in it")
        return self._lines

    def _turn(self, way: str, component: str, number: int) -> None:
        if way == "BEGIN":
            if not self._open and component != "VCALENDAR":
                raise InvitationError("it does not begin as a calendar does", number)
            self._events += component == "VEVENT"
            self._zones += component == "VTIMEZONE"
            if self._events > MOST_EVENTS:
                raise InvitationError(f"it holds more than {MOST_EVENTS:,} meetings", number)
            if self._zones > MOST_ZONES:
                raise InvitationError(_TOO_MUCH, number)
            if component in {"VEVENT", "VTIMEZONE"}:
                self._people = self._of_one = 0
            if len(self._open) == DEEPEST:
                raise InvitationError("its parts stand inside each other without end", number)
            self._open.append((_clipped(component), number))
            self._once.clear()
            self._keep(f"BEGIN:{component}")
        elif not self._open or self._open[-1][0] != _clipped(component):
            raise InvitationError(f"something ends there that has not begun: {_clipped(component)}",
                                  number)  # fmt: skip
        else:
            self._keep(f"END:{component}")
            self._open.pop()

    def _keep(self, turn: str) -> None:
        if all(name in _COMPONENTS for name, _ in self._open):
            self._lines.append(turn)

    def _later(self, name: str, line: str) -> str:
        """Return the line with a zone of Microsoft's beginning in 1970, and not in 1601.

        The rules of its summer time are the same ever since, and every year of them is walked.
        """
        is_begin = name == "DTSTART" and self._open[-1][0] in {"STANDARD", "DAYLIGHT"}
        return line.replace(":1601", ":1970", 1) if is_begin else line

    def _is_needed(self, name: str, line: str) -> bool:
        if not self._open or any(part not in _COMPONENTS for part, _ in self._open):
            return False
        here = self._open[-1][0]
        if name not in _KEPT[here] or len(line) > LONGEST_LINE:
            return False
        # A zone that changes every second, or never, would be worked out for hours.
        if name == "RRULE" and here != "VEVENT" and not _YEARLY.search(line.upper()):
            return False
        if name == "ATTENDEE":
            self._people += 1
            return self._people <= MOST_PEOPLE
        if name in _MANY:
            return True
        # Where a property stands twice that may stand once, the first one counts.
        is_first = name not in self._once
        self._once.add(name)
        return is_first


def _clipped(component: str) -> str:
    return re.sub(r"[^A-Z0-9-]", "", component)[:40] or "nothing"


def _as_text(data: bytes) -> str:
    """Return the text; calendars of old are in the encoding of Windows."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(marked).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each property with the number of its first line; a line that goes on begins blank."""
    begun, pieces = 0, [""]
    # Not by one expression over 20 MB: no other thread would have its turn within that.
    ends = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(ends.split("\n"), 1):
        if line[:1] in {" ", "\t"}:
            pieces.append(line[1:])
        else:
            yield begun, "".join(pieces)
            begun, pieces = number, [line]
    yield begun, "".join(pieces)
