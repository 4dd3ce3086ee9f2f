"""The lines and sections that something is told in, with days and times as they are said there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from companion.method.dates import day_and_month
from companion.method.one_line import one_line
from companion.model.value import Value


class Line(Value, frozen=True):
    """A line: a time or a label before a text of any number of lines, a remark behind it.

    ``level`` 1 stands below the line before it. ``url`` is an address as it was typed.
    """

    label: str
    text: str
    remark: str = ""
    level: int = 0
    time: str = ""
    url: str = ""

    @property
    def begun(self) -> str:
        """The label as it stands before the text: with a colon, unless it is a question."""
        return f"{self.label}:" if self.text and self.label[-1:] not in {"", "?"} else self.label


class Section(Value, frozen=True):
    """Lines below a title; ``level`` 2 is a section of its own, 3 is part of the one before.

    ``markdown`` is a text that is Markdown already, such as a recap.
    """

    title: str
    lines: tuple[Line, ...] = ()
    level: int = 2
    markdown: str = ""


def line(label: str, text: str, remark: str = "", *, level: int = 0, keep: bool = False) -> Line:
    """Return a line; without *keep*, one whose text is empty is left out of its section."""
    text = "\n".join(filter(None, map(one_line, text.splitlines())))
    return Line(label if text or keep else "", text, remark, level)


def section(title: str, lines: Iterable[Line], level: int = 2) -> Section:
    """Return a section with those of *lines* that say something."""
    kept = tuple(each for each in lines if each.text or each.label or each.url)
    return Section(title, kept, level)


def day_said(day: date | None) -> str:
    """Return "21 November 2026", always with its year; empty for no day."""
    if day is None:
        return ""
    plain = day.date() if isinstance(day, datetime) else day
    return day_and_month(plain, date.min) if plain.year > 1 else plain.isoformat()


def moment_said(moment: datetime | None) -> str:
    """Return "21 November 2026, 14:02" on the clock that it was written by."""
    return "" if moment is None else f"{day_said(moment)}, {moment:%H:%M}"


def clock_said(milliseconds: int) -> str:
    """Return the time on a call's clock: "04:12", "1:04:12"."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
