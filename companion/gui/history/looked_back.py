"""What was asked later about a disagreement, and how sure we were before: private lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.history.lines import Line, Run, body, heading, muted, said
from companion.gui.said import short_day
from companion.method.dates import short_date
from companion.model import Disagreement, Review, Verdict


def looking_back_lines(told: Disagreement, now: datetime) -> Iterator[Line]:
    """Yield how sure we were, who was right, and every look back, the one to come as well."""
    if not (told.confidence or told.who_was_right or told.reviews):
        return
    yield heading(_tr("Looking back"))
    if told.confidence:
        yield body(muted(_tr("How sure we were: ")), Run(_sureness(told, now)))
    if told.who_was_right:
        words = {Verdict.WE: _tr("we"), Verdict.THEY: _tr("they"), Verdict.BOTH: _tr("both")}
        yield body(muted(_tr("Who was right: ")), Run(words[told.who_was_right]))
    for review in told.reviews:
        yield _review_line(review, now)


def _sureness(told: Disagreement, now: datetime) -> str:
    """Return "70% on 3 March, then 55% on 9 March"."""
    dated, plain = _tr("{percent}% on {day}"), _tr("{percent}%")
    parts = [
        (dated if each.at else plain).format(percent=each.percent, day=short_day(each.at, now))
        for each in told.confidence
    ]
    return _tr(", then ").join(parts)


def _review_line(review: Review, now: datetime) -> Line:
    day = short_date(review.due, now.date()) if review.due else ""
    asked = _tr("Did it hold, {day}? ").format(day=day) if day else _tr("Did it hold? ")
    answers = {True: _tr("It held."), False: _tr("Not quite."), None: _tr("Not answered.")}
    answer = answers[review.held]
    if review.held is None and review.due and review.due > now.date():
        answer = _tr("To be asked.")
    text = (Run(" "), *said(review.text)) if review.text else ()
    return body(muted(asked), Run(answer), *text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LookedBack", text)
