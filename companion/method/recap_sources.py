"""Where each line of a recap comes from: what was recorded, and when in the call."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from companion.method.one_line import one_line
from companion.model import Call, Note
from companion.model.value import Value


class Origin(StrEnum):
    """What kind of record a line was made from; the key of its source says which one."""

    CALL = "call"
    """The call itself; the key is a field of it: ``started_at``, ``caring_no``…"""
    ATTENDEE = "attendee"
    """Somebody on the call, by name."""
    METRIC = "metric"
    """The number that they are judged by, by its id."""
    DISAGREEMENT = "disagreement"
    """A field of the preparation, such as ``wanted_result``."""
    ANSWER = "answer"
    """The answer of a step of the playbook, by the step's key."""
    NOTE = "note"
    """A note, by its id."""
    OPTION = "option"
    """An option, by its label."""
    CHOICE = "choice"
    """The pick among the options, by its label."""
    NEXT_STEP = "next_step"
    """A next step, by its id."""
    OUTCOME = "outcome"
    """Where the call landed; the key is the kind of outcome."""
    ADVICE = "advice"
    """Advice on record, by its field."""
    MISTAKE = "mistake"
    """What we got wrong, by its field."""
    READ_BACK = "read_back"
    """The agreement as it was read back."""
    CLIENT = "client"
    """A field of the client, such as ``check_in_on``."""
    LINK = "link"
    """A link of the call, by its address."""
    ME = "me"
    """The person who signs."""


class Source(Value, frozen=True, kw_only=True):
    """One record behind a line; ``text`` is what it says, on one line and as it was typed.

    ``at_ms`` is the time on the call's clock and ``at`` the one on the wall, where they are known.
    """

    origin: Origin
    key: str = ""
    text: str = ""
    at_ms: int | None = None
    at: datetime | None = None


class Said(Value, frozen=True, kw_only=True):
    """A piece of text with what it was made from; empty where nothing was recorded."""

    text: str = ""
    sources: tuple[Source, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.text)


def said(text: str, *sources: Source) -> Said:
    """Return *text* with its sources, or nothing where it is empty."""
    return Said(text=text, sources=sources) if text else Said()


def noted(note: Note) -> Source:
    """Return a note as a source."""
    return Source(
        origin=Origin.NOTE, key=note.id, text=one_line(note.text), at_ms=note.at_ms, at=note.at
    )


def in_call(
    call: Call, origin: Origin, key: str, text: str = "", at_ms: int | None = None
) -> Source:
    """Return a record of the call as a source, with the wall's time worked out from the call's."""
    return Source(
        origin=origin, key=key, text=one_line(text), at_ms=at_ms, at=_wall_time(call, at_ms)
    )


def _wall_time(call: Call, at_ms: int | None) -> datetime | None:
    """Return when the call's clock said *at_ms*; pauses before it made the wall's run ahead."""
    if at_ms is None or call.started_at is None:
        return None
    paused = sum(
        pause.to_ms - pause.from_ms
        for pause in call.pauses
        if pause.to_ms is not None and pause.from_ms < at_ms
    )
    try:
        return call.started_at + timedelta(milliseconds=at_ms + paused)
    except OverflowError:
        return None
