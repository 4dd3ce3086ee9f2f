"""What is to come, as a calendar shows it to the person: whose it is, and with which client."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.said import client_said, topic_said
from companion.gui.widgets.chip import kind_word
from companion.mail.events import Event, calendar_text, uid_of
from companion.method.one_line import one_line
from companion.model import Side
from companion.store.reminders import Ahead, Coming, Sort

LONGEST = 300
"""Characters of a person's own words that an event shows, as in a line of Today."""


def calendar_of(ahead: Ahead, now: datetime) -> bytes:
    """Return the things to come as a calendar file that was made at *now* (aware).

    Its minute is the number of the file, so that one made later changes what a calendar has.
    """
    return calendar_text(map(event_of, ahead.things), now, int(now.timestamp()) // 60)


def event_of(thing: Coming) -> Event:
    """Return the event of a thing, under the same id for ever.

    A next step is the same event as in a recap. Others who see the calendar see no client's name.
    """
    title, detail = _step_said(thing) if thing.sort is Sort.STEP else _act_said(thing)
    names = (thing.about_id,) if thing.sort is Sort.STEP else (thing.sort, thing.about_id)
    return Event(
        uid=uid_of(*names), day=thing.on, title=_cut(title), detail=_cut(detail), is_private=True
    )


def _step_said(step: Coming) -> tuple[str, str]:
    client, owner = client_said(step.client_name), one_line(step.owner)
    text = one_line(step.text) or _tr("A next step without words")
    topic = topic_said(step.topic)
    if step.side is Side.OURS:
        title = _tr("{client}: {text}").format(client=client, text=text)
        return title, f"{topic} · {owner}" if owner else topic
    if owner:
        whole = _tr("Waiting for {owner}, {client}: {text}")
        return whole.format(owner=owner, client=client, text=text), topic
    return _tr("Waiting for {client}: {text}").format(client=client, text=text), topic


def _act_said(thing: Coming) -> tuple[str, str]:
    client, topic = client_said(thing.client_name), topic_said(thing.topic)
    landed = kind_word(thing.landed) if thing.landed else ""
    if thing.sort is Sort.CHECK_IN:
        return _tr("Check in with {client}").format(client=client), ""
    if thing.sort is Sort.LOOK_BACK:
        whole = _tr("{client}: look back, did it hold? {topic}")
    else:
        whole = _tr("{client}: look again at {topic}")
    return whole.format(client=client, topic=topic), landed


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Events", text)
