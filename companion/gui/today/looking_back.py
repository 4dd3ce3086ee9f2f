"""How a look back is asked in a line: whether it held, and who turned out to be right."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.said import client_said, local, topic_said
from companion.gui.today.ages import days_ago, due_said
from companion.gui.today.words import Line
from companion.gui.widgets.chip import kind_word
from companion.method.dates import month_name
from companion.store.today import DueReview, DueVerdict

VERDICTS = ("we", "they", "both")
"""The acts of a line that asks who was right; they are the values of a verdict."""


def review(due: DueReview, now: datetime) -> Line:
    """Ask whether it held."""
    title = _tr("Did it hold? {topic}").format(topic=topic_said(due.topic))
    if due.landed_at is not None:
        on = local(due.landed_at).date()
        year = "" if on.year == now.year else f" {on.year}"
        whole = _tr("Did it hold? {topic}, {outcome} in {month}{year}")
        title = whole.format(
            topic=topic_said(due.topic),
            outcome=kind_word(due.landed),
            month=month_name(on),
            year=year,
        )
    return Line(
        key=f"review:{due.disagreement_id}:{due.due}",
        about=due,
        title=title,
        facts=f"{client_said(due.client_name)} · {due_said(due.due, now.date())}",
        acts=("held", "not_quite"),
        is_own=True,
    )


def verdict(due: DueVerdict, now: datetime) -> Line:
    """Ask who was right. How sure we were is not said: it would colour the answer."""
    facts = [client_said(due.client_name), kind_word(due.landed)]
    if due.landed_at is not None:
        days = (now.date() - local(due.landed_at).date()).days
        facts[1] = f"{facts[1]} {days_ago(days)}"
    return Line(
        key=f"right:{due.disagreement_id}",
        about=due,
        title=_tr("Who was right? {topic}").format(topic=topic_said(due.topic)),
        facts=" · ".join(facts),
        acts=VERDICTS,
        is_own=True,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Today", text)
