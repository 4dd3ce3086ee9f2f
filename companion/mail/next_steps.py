"""The agreed next steps as a calendar file: one all-day event each, with a reminder before it.

Written by ourselves, since the library that reads invitations takes 0.35 s to import and what is
written here is twenty lines (RFC 5545). ``METHOD:PUBLISH`` asks nobody for an answer: it is theirs
to add to a calendar or not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from companion.mail.attachment import Attachment
from companion.method.one_line import one_line
from companion.method.people import proper
from companion.model import Call, NextStep

NAME = "next-step.ics"

_REMINDER = "-PT15H"
"""Nine in the morning of the day before: there is still a day to do it. A reminder on the day
itself would lie after the start of an all-day event, and Outlook has none there."""

_WIDTH = 75
"""Octets of one line, without its line break (RFC 5545, section 3.1)."""


def agreed_steps(call: Call, today: date) -> tuple[NextStep, ...]:
    """Return the next steps that belong in a calendar: agreed, not done, due *today* or later."""
    return tuple(
        step
        for step in call.next_steps
        if one_line(step.text)
        and one_line(step.owner)
        and step.due is not None
        and step.due >= today
        and step.done_at is None
    )


def event_title(step: NextStep) -> str:
    """Return what a calendar shows on the day: "Priya: Draft the form change"."""
    return f"{proper(step.owner)}: {one_line(step.text)}"


def calendar_file(call: Call, topic: str, now: datetime, sequence: int = 0) -> Attachment | None:
    """Return the agreed steps of *call* as a file for a mail; None where there is none.

    *sequence* counts the times that the client got these events before: a calendar then changes
    what it has in place of adding it twice. *now* (aware) is when the file was made. Nothing goes
    in but the step, its owner, its day, and the topic, which the mail's title says as well.
    """
    steps = agreed_steps(call, now.date())
    return _file(steps, topic, now, sequence) if steps else None


def _file(steps: Sequence[NextStep], topic: str, now: datetime, sequence: int) -> Attachment:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Companion//Next step//EN",
        "METHOD:PUBLISH",
        *(line for step in steps for line in _event(step, topic, now, sequence)),
        "END:VCALENDAR",
    ]
    written = b"".join(_folded(line) for line in lines)
    return Attachment(
        name=NAME, kind="text/calendar; charset=utf-8; method=PUBLISH", content=written
    )


def _event(step: NextStep, topic: str, now: datetime, sequence: int) -> Iterator[str]:
    summary = _text(event_title(step))
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(step)}"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTAMP:{_digits(now.astimezone(UTC).replace(tzinfo=None, microsecond=0))}Z"
    yield from _days(step.due or now.date())
    yield f"SUMMARY:{summary}"
    if one_line(topic):
        yield f"DESCRIPTION:{_text(one_line(topic))}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{summary}"
    yield f"TRIGGER:{_REMINDER}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _uid(step: NextStep) -> str:
    """Return the id by which calendars know the step for ever; nothing of its words is in it."""
    if re.fullmatch(r"[0-9a-f-]{32,36}", step.id):
        return step.id
    return hashlib.sha256(step.id.encode("utf-8", "replace")).hexdigest()


def _days(due: date) -> Iterable[str]:
    """Return first and last of an all-day event: its end is the day after, if there is one."""
    yield f"DTSTART;VALUE=DATE:{_digits(due)}"
    if due < date.max:
        yield f"DTEND;VALUE=DATE:{_digits(due + timedelta(days=1))}"


def _digits(moment: date) -> str:
    return moment.isoformat().replace("-", "").replace(":", "")


def _text(words: str) -> str:
    """Return words without what would mean something in a calendar (RFC 5545, section 3.3.11)."""
    return re.sub(r"[\\;,]", r"\\\g<0>", words)


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
