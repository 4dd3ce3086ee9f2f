"""The recap of a call as the history tells it: when and to whom it went, what came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from companion.gui.history.lines import Line, Run, act, body, heading, muted, said
from companion.gui.said import clock_time, listed, short_day
from companion.method.people import first_name
from companion.model import Call, CallState, Recap, RecapState, Reply, ReplyKind
from companion.session import in_words

_DAY_MS = 86_400_000


def recap_lines(call: Call, now: datetime) -> Iterator[Line]:
    """Yield the state of an ended call's recaps, each with the way to open it."""
    if call.status is not CallState.ENDED:
        return
    yield heading(QCoreApplication.translate("RecapLines", "Recap"))
    if not call.recaps:
        write = act(QCoreApplication.translate("RecapLines", "Write it"), "recap", call.id)
        not_sent = QCoreApplication.translate("RecapLines", "Not sent yet")
        yield body(Run(not_sent), Run("  "), write)
    for recap in call.recaps:
        opening = act(QCoreApplication.translate("RecapLines", "Open"), "recap", call.id)
        yield body(Run(_state_said(call, recap, now)), Run("  "), opening)
        if recap.reply:
            yield from _reply_lines(recap.reply, now)
    for_us = QCoreApplication.translate("RecapLines", "For colleagues only")
    brief = act(QCoreApplication.translate("RecapLines", "Internal brief"), "brief", call.id)
    yield body(muted(for_us), Run("  "), brief)


def _state_said(call: Call, recap: Recap, now: datetime) -> str:
    translate = QCoreApplication.translate
    if recap.state is RecapState.SENT:
        return _sent_said(call, recap, now)
    return {
        RecapState.DRAFT: translate("RecapLines", "A draft is kept, not sent yet"),
        RecapState.QUEUED: translate("RecapLines", "Waits to be sent"),
        RecapState.SENDING: translate("RecapLines", "On its way"),
        RecapState.DOT: translate("RecapLines", "On its way"),
        RecapState.REFUSED: translate("RecapLines", "The mail server refused it"),
        RecapState.RETRY: translate("RecapLines", "Will be tried again"),
        RecapState.UNCERTAIN: translate("RecapLines", "It is not certain that it arrived"),
    }[recap.state]


def _sent_said(call: Call, recap: Recap, now: datetime) -> str:
    translate = QCoreApplication.translate
    parts = [translate("RecapLines", "Sent")]
    if recap.sent_at:
        whole = translate("RecapLines", "Sent {day} {time}")
        day, time = short_day(recap.sent_at, now), clock_time(recap.sent_at)
        parts = [whole.format(day=day, time=time)]
        if call.ended_at and recap.sent_at >= call.ended_at:
            after = translate("RecapLines", "{time} after the call")
            parts.append(after.format(time=_length_said(recap.sent_at - call.ended_at)))
    if way := _ways().get(recap.via, ""):
        parts.append(way)
    if people := _people(call, recap):
        parts.append(translate("RecapLines", "to {people}").format(people=listed(people)))
    return ", ".join(parts)


def _ways() -> dict[str, str]:
    """Return how each way out is said behind the time."""
    translate = QCoreApplication.translate
    return {
        "smtp": translate("RecapLines", "from here"),
        "mail_program": translate("RecapLines", "by the mail program"),
        "web": translate("RecapLines", "in the browser"),
        "drafts": translate("RecapLines", "from the drafts"),
        "eml": translate("RecapLines", "as a file"),
        "copy": translate("RecapLines", "copied into a mail"),
    }


def _length_said(length: timedelta) -> str:
    milliseconds = round(length.total_seconds() * 1000)
    if milliseconds < 2 * _DAY_MS:
        return in_words(milliseconds)
    days = QCoreApplication.translate("RecapLines", "{count} days")
    return days.format(count=round(milliseconds / _DAY_MS))


def _people(call: Call, recap: Recap) -> list[str]:
    """Return to whom it went: by first name who was on the call, by address who was not."""
    names = {person.email.casefold(): person.name for person in call.attendees if person.email}
    return [first_name(names.get(to.casefold(), "")) or to for to in recap.to]


def _reply_lines(reply: Reply, now: datetime) -> Iterator[Line]:
    translate = QCoreApplication.translate
    word = {
        ReplyKind.CONFIRMED: translate("RecapLines", "They confirmed it"),
        ReplyKind.CORRECTED: translate("RecapLines", "They corrected it"),
    }[reply.kind]
    when = f", {short_day(reply.at, now)}" if reply.at else ""
    text = (muted(": "), *said(reply.text)) if reply.text else ()
    yield body(Run(f"{word}{when}"), *text)
