"""How outcomes, the way to the recap and what is open are told, by client, quarter and month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median

from PySide6.QtCore import QCoreApplication

from companion.gui.insights.ends_bars import EndsBar, EndsBars, EndsPart
from companion.gui.insights.learned import Learned
from companion.gui.insights.month_bars import MonthBar, MonthBars
from companion.gui.insights.shown import Shown, is_enough, so_far
from companion.gui.insights.table import Figures
from companion.gui.insights.words import ORDER, ends_columns, ends_headings
from companion.gui.said import client_said, topic_said
from companion.gui.widgets.chip import kind_word
from companion.method.dates import month_name, short_date
from companion.method.insights import Ends, Group, Month, RecapTimes, months, typical_minutes

MONTHS, QUARTERS, CLIENTS = 12, 4, 6
"""Months, quarters and clients that are drawn; the table has all of them."""


def recaps_shown(times: Sequence[RecapTimes]) -> Shown:
    """Tell how long it took from the end of a call to its sent recap."""
    typical = typical_minutes(times)
    if typical is None:
        count = sum(len(each.minutes) for each in times)
        words = _tr("From ten sent recaps on, this shows how soon after the call they went out.")
        counted = so_far(count, _tr("1 recap"), _tr("{count} recaps"))
        return Shown(empty=f"{words} {counted}")
    every = months(times)
    verdict = _tr("Half of all {count} recaps went out within {time}.").format(
        count=f"{sum(each.cases for each in every):,}", time=time_said(typical)
    )
    return Shown(
        subtitle=_tr("median minutes, by the month of the call"),
        drawing=MonthBars(bars=tuple(_month_bar(each) for each in every[-MONTHS:])),
        figures=_months_table(every),
        verdict=verdict,
    )


def quarters_shown(found: Sequence[Group]) -> Shown:
    """Tell how the disagreements of each quarter landed."""
    if not found:
        return Shown(empty=_tr("From the first disagreement on, this shows how they land."))
    left = len(found) - QUARTERS
    more = (
        _tr("1 earlier quarter is in the table."),
        _tr("{count} earlier quarters are in the table."),
    )
    return Shown(
        subtitle=_tr("disagreements by the quarter in which they began"),
        drawing=EndsBars(bars=tuple(_ends_bar(group, group.name) for group in found[-QUARTERS:])),
        figures=_groups_table(_tr("Quarter"), [(group.name, group.ends) for group in found]),
        verdict=_left(left, *more),
    )


def clients_shown(found: Sequence[Group]) -> Shown:
    """Tell how the disagreements with each client landed."""
    if not found:
        return Shown(empty=_tr("From the first disagreement on, this shows how they land."))
    named = [(client_said(group.name), group.ends) for group in found]
    left = len(found) - CLIENTS
    more = _tr("1 more client is in the table."), _tr("{count} more clients are in the table.")
    bars = tuple(
        _ends_bar(group, name) for group, (name, _) in zip(found[:CLIENTS], named, strict=False)
    )
    return Shown(
        subtitle=_tr("disagreements by client, the most first"),
        drawing=EndsBars(bars=bars),
        figures=_groups_table(_tr("Client"), named),
        verdict=_left(left, *more),
    )


def open_shown(learned: Learned) -> Shown:
    """Tell for how long disagreements have been open; the lines themselves are the card's own."""
    days = sorted((learned.today - day).days for day in learned.open_days)
    if not days:
        return Shown(empty=_tr("Nothing is open."))
    count = _tr("1 open") if len(days) == 1 else _tr("{count} open").format(count=f"{len(days):,}")
    if is_enough(len(days)):
        half = _tr("half of them for {days} days or more").format(days=f"{round(median(days)):,}")
        count = f"{count}, {half}"
    rows = tuple(
        (
            topic_said(each.topic),
            client_said(each.client_name),
            short_date(each.opened_on, learned.today).partition(" ")[2],
            str((learned.today - each.opened_on).days),
        )
        for each in learned.open_longest
    )
    headings = (_tr("Topic"), _tr("client"), _tr("opened"), _tr("days"))
    return Shown(subtitle=count, figures=Figures(words=3, headings=headings, rows=rows))


def days_said(days: int) -> str:
    """Return "today", "1 day" or "80 days"."""
    if days < 1:
        return _tr("today")
    return _tr("1 day") if days == 1 else _tr("{count} days").format(count=f"{days:,}")


def time_said(minutes: float) -> str:
    """Return "12 min", "3 h" or "2 days", as exact as one cares for."""
    if minutes < 100:
        return _tr("{count} min").format(count=round(minutes))
    if minutes < 48 * 60:
        return _tr("{count} h").format(count=round(minutes / 60))
    return days_said(round(minutes / 60 / 24))


def since_said(learned: Learned) -> str:
    """Return "42 calls since January", "1 call since March 2025" or that there was none."""
    count, first = learned.calls, learned.first_day
    if not count:
        return _tr("No call was held yet.")
    counted = _tr("1 call") if count == 1 else _tr("{count} calls").format(count=f"{count:,}")
    if first is None:
        return counted
    year = "" if first.year == learned.today.year else f" {first.year}"
    whole = _tr("{calls} since {month}{year}")
    return whole.format(calls=counted, month=month_name(first), year=year)


def _month_bar(month: Month) -> MonthBar:
    said = "" if month.median is None else _short(month.median)
    return MonthBar(name=month_name(month.month)[:3], figure=month.median, said=said)


def _short(minutes: float) -> str:
    if minutes < 100:
        return str(round(minutes))
    return _tr("{count} h").format(count=round(minutes / 60))


def _months_table(every: Sequence[Month]) -> Figures:
    rows = tuple(
        (
            f"{month_name(each.month)} {each.month.year}",
            str(each.cases),
            "" if each.median is None else time_said(each.median),
        )
        for each in reversed(every)
    )
    return Figures(headings=(_tr("Month"), _tr("recaps"), _tr("median")), rows=rows)


def _ends_bar(group: Group, name: str) -> EndsBar:
    parts = (
        EndsPart(kind=kind, count=count, said=f"{count} {kind_word(kind)}")
        for kind in ORDER
        if (count := group.ends.counts.get(kind, 0))
    )
    return EndsBar(name=name, total=str(group.ends.cases), parts=tuple(parts))


def _groups_table(first: str, found: Sequence[tuple[str, Ends]]) -> Figures:
    rows = tuple((name, str(ends.cases), *ends_columns(ends)) for name, ends in found)
    return Figures(headings=(first, _tr("all"), *ends_headings()), rows=rows)


def _left(count: int, one: str, many: str) -> str:
    if count < 1:
        return ""
    return one if count == 1 else many.format(count=count)


def opened_said(day: date, today: date) -> str:
    """Return for how long it has been open on *today*."""
    return days_said((today - day).days)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insights", text)
