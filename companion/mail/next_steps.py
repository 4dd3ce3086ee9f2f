"""The agreed next steps of a call as a calendar file that goes with its recap."""

from __future__ import annotations

from datetime import date, datetime

from companion.mail.attachment import Attachment
from companion.mail.events import Event, calendar_text, uid_of
from companion.method.one_line import one_line
from companion.method.people import proper
from companion.model import Call, NextStep

NAME = "next-step.ics"


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
    events = [
        Event(uid=uid_of(step.id), day=step.due, title=event_title(step), detail=topic)
        for step in agreed_steps(call, now.date())
        if step.due is not None
    ]
    if not events:
        return None
    return Attachment(
        name=NAME,
        kind="text/calendar; charset=utf-8; method=PUBLISH",
        content=calendar_text(events, now, sequence),
    )
