"""How topics, names, days and times are said on every page, in whole words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from companion.method.dates import day_and_month, short_date
from companion.method.one_line import one_line


def topic_said(topic: str) -> str:
    """Return the topic in one line, or what stands for one that was not given yet."""
    return one_line(topic) or QCoreApplication.translate("Said", "No topic yet")


def client_said(name: str) -> str:
    """Return the client's name in one line, or what stands for one that was not given yet."""
    return one_line(name) or QCoreApplication.translate("Said", "Client not named yet")


def calls_said(count: int) -> str:
    """Return "1 call" or "4 calls"."""
    if count == 1:
        return QCoreApplication.translate("Said", "1 call")
    return QCoreApplication.translate("Said", "{count} calls").format(count=count)


def short_day(moment: datetime | None, now: datetime) -> str:
    """Return "21 Nov", with the year where it is not this one; empty for no moment.

    A moment is shown on the clock of this machine, whatever offset it was written with.
    """
    if moment is None:
        return ""
    return short_date(local(moment).date(), now.date()).partition(" ")[2]


def long_day(moment: datetime, now: datetime) -> str:
    """Return "21 November", with the year where it is not this one."""
    return day_and_month(local(moment).date(), now.date())


def clock_time(moment: datetime) -> str:
    """Return "14:51"."""
    return f"{local(moment):%H:%M}"


def planned_time(moment: datetime | None, now: datetime) -> str:
    """Return when a prepared call is due: "today 15:30", "Thu 26 Nov, 15:30", "no time yet"."""
    if moment is None:
        return QCoreApplication.translate("Said", "no time yet")
    day = local(moment).date()
    if day == now.date():
        whole = QCoreApplication.translate("Said", "today {time}")
        return whole.format(time=clock_time(moment))
    whole = QCoreApplication.translate("Said", "{day}, {time}")
    return whole.format(day=short_date(day, now.date()), time=clock_time(moment))


def due_said(day: date | None, words: str, now: datetime) -> str:
    """Return when a next step is due: its day, else the words that were typed for it."""
    return short_date(day, now.date()) if day else one_line(words)


def call_time(milliseconds: int) -> str:
    """Return the time on a call's clock: "04:12", "1:04:12"."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def listed(names: Sequence[str]) -> str:
    """Return "Dana", "Dana and Sam" or "Dana, Sam and Jo"."""
    if len(names) < 2:
        return "".join(names)
    whole = QCoreApplication.translate("Said", "{first} and {last}")
    return whole.format(first=", ".join(names[:-1]), last=names[-1])


def local(moment: datetime) -> datetime:
    """Return the moment on this machine's clock."""
    return moment.astimezone()
