"""What stands on the page that opens first, as values: sections of lines, each with its acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from companion.gui.today import looking_back, words
from companion.gui.today.words import Line
from companion.model.value import Value
from companion.store.today import Some, Today

T = TypeVar("T")


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
        _section("prepared", _tr("Prepared"), today.prepared, words.prepared, now),
        _section("outbox", _tr("Outbox"), today.outbox, words.outbox, now),
        _section("unsent", _tr("Recap not sent"), today.unsent, words.unsent, now, "unsent"),
        _section(
            "corrections", _tr("Corrected by the client"), today.corrections, words.correction, now
        ),
        _section(
            "awaited", _tr("Their answer is still to come"), today.awaited, words.awaited, now
        ),
        _due(today, now),
        _section("inbox", _tr("Noted between calls"), _all(today.inbox), words.noted, now),
        _section("open", _tr("Open for longest"), today.open, words.open_matter, now, "open"),
    )
    return tuple(section for section in every if section.lines)


def _section(
    key: str,
    heading: str,
    some: Some[T],
    say: Callable[[T, datetime], Line],
    now: datetime,
    place: str = "",
) -> Section:
    lines = tuple(say(each, now) for each in some.lines)
    return Section(key=key, heading=heading, lines=lines, count=some.count, place=place)


def _all(lines: tuple[T, ...]) -> Some[T]:
    return Some(lines=lines, count=len(lines))


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
