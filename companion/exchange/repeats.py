"""On which days a meeting repeats: the rules of RFC 5545 that calendars write, never without end.

Libraries walk to the year 9999 for a rule that never comes true, such as every 30 February. Here
the days between two dates are looked at one by one, so that no rule takes longer than its years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, cast

from msgspec.structs import replace

from companion.model.value import Value

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

OLDEST_YEAR = 1970
"""A series that is said to have begun before this is not walked through."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY",
    "BYSETPOS",
}  # fmt: skip
_DAY = timedelta(days=1)


class Rule(Value, frozen=True, kw_only=True):
    """How a meeting repeats.

    ``weekdays`` are pairs: which one of its month or year (0 for every), and the day of the week
    (0 for Monday).
    """

    frequency: Frequency
    interval: int = 1
    count: int = 0
    until: date | None = None
    week_start: int = 0
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()


def rule_of(parts: Mapping[str, Sequence[object]], until: date | None) -> Rule:
    """Return the rule that the parts of an RRULE say; *until* is its last day, if it has one.

    Raises ValueError for a rule by which no meeting repeats: every second, or by parts that
    calendars do not write (BYWEEKNO, BYHOUR and their like).
    """
    if unknown := set(parts) - _KNOWN:
        raise ValueError(f"parts that are not worked out: {sorted(unknown)}")
    frequency = str(_one(parts, "FREQ", "")).upper()
    interval, count = int(str(_one(parts, "INTERVAL", 1))), int(str(_one(parts, "COUNT", 0)))
    if frequency not in _FREQUENCIES or not 1 <= interval <= 10_000 or count < 0:
        raise ValueError("no way in which a meeting repeats")
    return Rule(
        frequency=cast("Frequency", frequency),
        interval=interval,
        count=count,
        until=until,
        week_start=_DAYS.index(str(_one(parts, "WKST", "MO")).upper()),
        months=_numbers(parts, "BYMONTH", 12),
        month_days=_numbers(parts, "BYMONTHDAY", 31),
        year_days=_numbers(parts, "BYYEARDAY", 366),
        weekdays=tuple(_weekday(str(day)) for day in parts.get("BYDAY", ())),
        positions=_numbers(parts, "BYSETPOS", 366),
    )


def days(rule: Rule, start: date, earliest: date, latest: date) -> Iterator[date]:
    """Yield the days from *earliest* to *latest* on which a series that began on *start* is.

    Raises ValueError where it began before OLDEST_YEAR.
    """
    if start.year < OLDEST_YEAR:
        raise ValueError("a series that began too long ago")
    rule = _filled(rule, start)
    seen = 0
    for first, last in _periods(rule, start, start if rule.count else earliest, latest):
        for day in _chosen(rule, first, last):
            if day < start:
                continue
            seen += 1
            if day > min(latest, rule.until or latest) or (rule.count and seen > rule.count):
                return
            if day >= earliest:
                yield day


def _one(parts: Mapping[str, Sequence[object]], name: str, default: object) -> object:
    found = parts.get(name, ())
    return found[0] if found else default


def _numbers(parts: Mapping[str, Sequence[object]], name: str, largest: int) -> tuple[int, ...]:
    found = tuple(int(str(number)) for number in parts.get(name, ()))
    if any(not 1 <= abs(number) <= largest for number in found):
        raise ValueError(f"{name} is out of range")
    return found


def _weekday(text: str) -> tuple[int, int]:
    match = _BY_DAY.fullmatch(text.upper())
    if match is None:
        raise ValueError("no day of the week")
    return int(match[1] or 0), _DAYS.index(match[2])


def _filled(rule: Rule, start: date) -> Rule:
    """Return *rule* with the day that it leaves to its start (RFC 5545, section 3.3.10)."""
    if rule.weekdays or rule.month_days or rule.year_days or rule.frequency == "DAILY":
        return rule
    if rule.frequency == "WEEKLY":
        return replace(rule, weekdays=((0, start.weekday()),))
    if rule.frequency == "YEARLY" and not rule.months:
        rule = replace(rule, months=(start.month,))
    return replace(rule, month_days=(start.day,))


def _periods(rule: Rule, start: date, earliest: date, latest: date) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each period of the rule that may reach into the dates asked."""
    if rule.frequency in {"DAILY", "WEEKLY"}:
        length = 1 if rule.frequency == "DAILY" else 7
        back = 0 if length == 1 else (start.weekday() - rule.week_start) % 7
        step = length * rule.interval
        begun = start.toordinal() - back
        begun += max(0, (earliest.toordinal() - begun) // step) * step
        for first in range(begun, latest.toordinal() + 1, step):
            yield date.fromordinal(max(1, first)), date.fromordinal(first + length - 1)
        return
    step = rule.interval * (1 if rule.frequency == "MONTHLY" else 12)
    begun = start.year * 12 + (start.month - 1 if rule.frequency == "MONTHLY" else 0)
    begun += max(0, (earliest.year * 12 + earliest.month - 1 - begun) // step) * step
    for month in range(begun, latest.year * 12 + latest.month, step):
        length = 1 if rule.frequency == "MONTHLY" else 12
        yield _first_of(month), _first_of(month + length) - _DAY


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _chosen(rule: Rule, first: date, last: date) -> list[date]:
    """Return the days of a period that the rule means, BYSETPOS minded."""
    span = range(first.toordinal(), last.toordinal() + 1)
    found = [day for day in map(date.fromordinal, span) if _is_meant(rule, day)]
    if not rule.positions:
        return found
    places = {place - 1 if place > 0 else len(found) + place for place in rule.positions}
    return [found[place] for place in sorted(places) if 0 <= place < len(found)]


def _is_meant(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    first, after = _first_of(day.year * 12 + day.month - 1), _first_of(day.year * 12 + day.month)
    if rule.month_days and not _counted(day, first, after, rule.month_days):
        return False
    new_year, next_year = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    if rule.year_days and not _counted(day, new_year, next_year, rule.year_days):
        return False
    by_year = rule.frequency == "YEARLY" and not rule.months
    room = (new_year, next_year) if by_year else (first, after)
    return not rule.weekdays or any(_is_weekday(day, *room, each) for each in rule.weekdays)


def _counted(day: date, first: date, after: date, wanted: tuple[int, ...]) -> bool:
    """Whether the day's number, from the front or from the back, is wanted."""
    return (day - first).days + 1 in wanted or (day - after).days in wanted


def _is_weekday(day: date, first: date, after: date, wanted: tuple[int, int]) -> bool:
    which, weekday = wanted
    if day.weekday() != weekday:
        return False
    return which in {0, (day - first).days // 7 + 1, -(((after - day).days - 1) // 7) - 1}
