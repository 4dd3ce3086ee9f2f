"""What stands on the page that opens first, as values: sections of lines, each with its acts."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.today import looking_back, words
from companion.gui.today.words import Line
from companion.model.value import Value
from companion.store.today import Today


class Section(Value, frozen=True, kw_only=True):
    """A heading with its lines; *count* is how many there are in all.

    ``place`` is the sort of the side bar where all of them are listed, empty where none is.
    """

    key: str
    heading: str
    lines: tuple[Line, ...]
    count: int
    place: str = ""


def sections(today: Today, now: datetime) -> tuple[Section, ...]:
    """Return the sections that have something to show, in the order in which one reads them."""
    every = (
        Section(
            key="prepared",
            heading=_tr("Prepared"),
            lines=tuple(words.prepared(call, now) for call in today.prepared.lines),
            count=today.prepared.count,
        ),
        Section(
            key="outbox",
            heading=_tr("Outbox"),
            lines=tuple(words.outbox(recap, now) for recap in today.outbox.lines),
            count=today.outbox.count,
        ),
        Section(
            key="unsent",
            heading=_tr("Recap not sent"),
            lines=tuple(words.unsent(recap, now) for recap in today.unsent.lines),
            count=today.unsent.count,
            place="unsent",
        ),
        Section(
            key="corrections",
            heading=_tr("Corrected by the client"),
            lines=tuple(words.correction(recap, now) for recap in today.corrections.lines),
            count=today.corrections.count,
        ),
        Section(
            key="awaited",
            heading=_tr("Their answer is still to come"),
            lines=tuple(words.awaited(recap, now) for recap in today.awaited.lines),
            count=today.awaited.count,
        ),
        _due(today, now),
        Section(
            key="inbox",
            heading=_tr("Noted between calls"),
            lines=tuple(words.noted(note, now) for note in today.inbox),
            count=len(today.inbox),
        ),
        Section(
            key="open",
            heading=_tr("Open for longest"),
            lines=tuple(words.open_matter(matter, now) for matter in today.open.lines),
            count=today.open.count,
            place="open",
        ),
    )
    return tuple(section for section in every if section.lines)


def _due(today: Today, now: datetime) -> Section:
    lines = (
        *(words.step(step, now) for step in today.steps.lines),
        *(words.scope_change(change, now) for change in today.scope_changes.lines),
        *(words.check_in(due, now) for due in today.check_ins.lines),
        *(looking_back.review(due, now) for due in today.reviews.lines),
        *(looking_back.verdict(due, now) for due in today.verdicts.lines),
        *(words.look_again(due, now) for due in today.look_again.lines),
    )
    sorts = (
        today.steps,
        today.scope_changes,
        today.check_ins,
        today.reviews,
        today.verdicts,
        today.look_again,
    )
    count = sum(some.count for some in sorts)
    return Section(key="due", heading=_tr("Due"), lines=lines, count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Today", text)
