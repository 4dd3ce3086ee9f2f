"""Days that lie behind, as people write them into a search."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from companion.errors import InvalidInput
from companion.method.conventions import convention
from companion.method.dates import parse_due
from companion.method.one_line import one_line

_MONTHS = tuple(name.casefold() for name in convention("en").months)
_WEEKDAYS = tuple(name.casefold() for name in convention("en").weekdays)


def day_meant(text: str, today: date) -> date:
    """Return the first day of what a person means by *text*, looking back from *today*.

    "2026" is its 1 January, "2026-03", "March" and "last month" the first of that month, "Q1"
    the first of the quarter, "last week" its Monday, "Thursday" the last one before *today*,
    "3 days ago" and "26 Nov" that day: without a year the last one, *today* included. Blanks may
    be hyphens: "last-week". What `method/dates` reads besides, such as "26/11/2026", is read too.

    Raises InvalidInput for anything else.
    """
    phrase = " ".join(one_line(text).casefold().split())
    for spelt in dict.fromkeys((phrase, phrase.replace("-", " ").replace("_", " "))):
        for form, read in _FORMS:
            if match := re.fullmatch(form, spelt):
                try:
                    return read(match, today)
                except (ValueError, OverflowError):
                    break
    return _dated(phrase, today)


def _dated(phrase: str, today: date) -> date:
    """Return a day that `method/dates` reads; one without a year is not yet to come."""
    found = _due(phrase, today)
    if found > today and not re.search(
        r"\d{4}|\btomorrow|\bin\b|\bnext\b|[./-]\d+[./-]\d{2}$", phrase
    ):
        return _due(phrase, _a_year_before(today) + timedelta(days=1))
    return found


def _due(phrase: str, today: date) -> date:
    try:
        return parse_due(phrase, today)
    except InvalidInput:
        return parse_due(phrase.replace("-", " ").replace("_", " "), today)


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


# What each form means. Every reader gets its match and today, and may raise ValueError.


def _year(match: re.Match[str], _today: date) -> date:
    return date(int(match["year"]), 1, 1)


def _year_and_month(match: re.Match[str], _today: date) -> date:
    return date(int(match["year"]), int(match["month"]), 1)


def _named_month(match: re.Match[str], today: date) -> date:
    month = _index(_MONTHS, match["name"]) + 1
    year = int(match["year"]) if match["year"] else today.year - (month > today.month)
    return date(year, month, 1)


def _quarter(match: re.Match[str], today: date) -> date:
    month = 3 * int(match["quarter"]) - 2
    year = int(match["year"]) if match["year"] else today.year - (month > today.month)
    return date(year, month, 1)


def _weekday(match: re.Match[str], today: date) -> date:
    wanted = _index(_WEEKDAYS, match["name"])
    return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)


def _ago(match: re.Match[str], today: date) -> date:
    count = 1 if match["count"] in {"a", "an"} else int(match["count"])
    return _before(today, count, match["unit"])


def _period(match: re.Match[str], today: date) -> date:
    back = 1 if match["which"] == "last" else 0
    return _begin(_before(today, back, match["unit"]), match["unit"])


def _yesterday(_match: re.Match[str], today: date) -> date:
    return today - timedelta(days=1)


def _before(day: date, count: int, unit: str) -> date:
    """Return the day so many units before; in a shorter month its last one."""
    if unit in {"day", "week"}:
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    years, month = divmod(day.month - 1 - months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - timedelta(days=1)).day))


def _begin(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1}.get(unit, 1)
    return day.replace(month=month, day=1)


def _index(names: tuple[str, ...], start: str) -> int:
    found = [place for place, name in enumerate(names) if name.startswith(start)]
    if not found:
        raise ValueError(start)
    return found[0]


_MONTH = rf"(?P<name>{'|'.join(name[:3] + '[a-z]*' for name in _MONTHS)})"
_DAY = rf"(?P<name>{'|'.join(name[:3] + '[a-z]*' for name in _WEEKDAYS)})"
_UNIT = "(?P<unit>day|week|month|quarter|year)"
_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], date]], ...] = (
    (r"(?P<year>[12]\d{3})", _year),
    (r"(?P<year>[12]\d{3})-(?P<month>\d{1,2})", _year_and_month),
    (rf"{_MONTH}\.?(?: (?P<year>[12]\d{{3}}))?", _named_month),
    (r"q(?P<quarter>[1-4])(?:[ /]?(?P<year>[12]\d{3}))?", _quarter),
    (rf"(?:last )?{_DAY}", _weekday),
    (rf"(?P<count>an?|\d{{1,4}}) {_UNIT}s? ago", _ago),
    (rf"(?P<which>last|this) {_UNIT.replace('day|', '')}", _period),
    ("yesterday", _yesterday),
)
