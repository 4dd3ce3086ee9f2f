"""When the meeting of an invitation is next: one event or a series with its exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Any

from companion.exchange.repeats import days, rule_of
from companion.model.value import At, Minutes, Value

if TYPE_CHECKING:
    from icalendar import Component

AHEAD = timedelta(days=3_660)
"""How far a series is followed: ten years, so that a 29 February is found."""

LONGEST_MINUTES = 24 * 60
"""A meeting over more than a day has no planned length."""

WHOLE_DAY_BEGINS = time(9)
"""What is proposed for a meeting that is set for a whole day."""

MOST_TIMES = 300
"""Times of a series that are looked at, one after the other, for one that stands."""

_LONGEST = timedelta(days=400)
_NEAR = 2
"""Days before and after on which the same moment can be in two zones; further apart, no zone has
to be asked."""


class When(Value, frozen=True, kw_only=True):
    """When a meeting is, and what had to be guessed for it."""

    at: At
    minutes: Minutes = 0
    is_whole_day: bool = False
    unknown_zone: str = ""
    is_unclear: bool = False
    """How it repeats could not be worked out; *at* is the first time of the series."""


def next_time(event: Component, moved: Sequence[Component], now: datetime) -> When | None:
    """Return the first time of *event* that is not over at *now*, or None where all are.

    *moved* are the exceptions to a series; their own times are left out here. Raises ValueError
    where the event does not say when it is.
    """
    begin = _moment(event, "DTSTART")
    if begin is None:
        raise ValueError("no start")
    length = _length(event, begin)
    apart: dict[date, list[date]] = {}
    out = [day for each in moved for day in _moments(each, "RECURRENCE-ID")]
    for each in (*_moments(event, "EXDATE"), *out):
        apart.setdefault(_day(each), []).append(each)

    def is_next(at: date) -> bool:
        moment = _aware(at, now)
        near = (each for day in _around(_day(at)) for each in apart.get(day, ()))
        return moment + length > now and all(_aware(each, now) != moment for each in near)

    repeated, is_unclear = _repeated(event, begin, now - length)
    # A series is in order, and asking for the offset of a zone takes long: its first one will do.
    added = _moments(event, "RDATE")[:MOST_TIMES]
    times = [at for at in (begin, *added) if is_next(at)]
    times += next(([at] for at in repeated if is_next(at)), [])
    if not times:
        return None
    at = min(times, key=lambda each: _aware(each, now))
    is_day = not isinstance(at, datetime)
    minutes = 0 if is_day else round(length / timedelta(minutes=1))
    return When(
        at=_aware(at, now),
        minutes=minutes if minutes <= LONGEST_MINUTES else 0,
        is_whole_day=is_day,
        unknown_zone=_unknown_zone(event, at),
        is_unclear=is_unclear,
    )


def _around(day: date) -> Iterator[date]:
    """Yield the days on which the moments of *day* can be in another zone."""
    for away in range(-_NEAR, _NEAR + 1):
        with suppress(OverflowError):
            yield day + timedelta(days=away)


def _repeated(event: Component, begin: date, earliest: datetime) -> tuple[list[date], bool]:
    """Return the times of a series from *earliest* on, as far as needed, and if that failed."""
    parts = event.get("RRULE")
    if parts is None:
        return [], False
    try:
        rule = rule_of(parts, _last_day(parts, begin))
        first = earliest.date() - timedelta(days=2)  # No zone is further away from ours.
        found = islice(days(rule, _day(begin), first, first + AHEAD), MOST_TIMES)
        return [_on(day, begin) for day in found], False
    except (ValueError, TypeError, AttributeError, OverflowError):
        return [], True


def _on(day: date, begin: date) -> date:
    """Return that day, at the time of the day at which the series begins, in its zone."""
    if isinstance(begin, datetime):
        return datetime.combine(day, begin.time(), begin.tzinfo)
    return day


def _last_day(parts: Any, begin: date) -> date | None:  # noqa: ANN401 - the library's own kind
    until = next(iter(parts.get("UNTIL", ())), None)
    if not isinstance(until, datetime) or not isinstance(begin, datetime):
        return _day(until) if isinstance(until, date) else None
    there = until.astimezone(begin.tzinfo) if until.tzinfo and begin.tzinfo else until
    is_in_it = there.replace(tzinfo=None).time() >= begin.time()
    return there.date() if is_in_it else there.date() - timedelta(days=1)


def _moment(event: Component, name: str) -> date | None:
    return next(iter(_moments(event, name)), None)


def _moments(event: Component, name: str) -> list[date]:
    """Return what a property says as days and times; periods and what is broken are left out."""
    said = event.get(name)
    found: list[date] = []
    for each in said if isinstance(said, list) else [said]:
        for value in getattr(each, "dts", [each]):
            moment = getattr(value, "dt", None)
            if isinstance(moment, date):
                found.append(moment)
    return found


def _length(event: Component, begin: date) -> timedelta:
    """Return how long the event is: by its end, else by its length; a day for a whole day."""
    end = _moment(event, "DTEND")
    length = getattr(event.get("DURATION"), "dt", None)
    if isinstance(end, datetime) and isinstance(begin, datetime):
        same = (end.tzinfo is None) == (begin.tzinfo is None)
        length = end - begin if same else end.replace(tzinfo=None) - begin.replace(tzinfo=None)
    elif not isinstance(begin, datetime):
        length = timedelta(days=1) if end is None else _day(end) - begin
    if not isinstance(length, timedelta):
        return timedelta(0)
    return min(max(length, timedelta(0)), _LONGEST)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _aware(moment: date, now: datetime) -> datetime:
    """Return the moment with its offset; one without a zone is meant where *now* is."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, WHOLE_DAY_BEGINS)
    if moment.utcoffset() is not None:
        return _here(moment, now)
    naive = moment.replace(tzinfo=None)
    if now.astimezone().utcoffset() == now.utcoffset():
        return naive.astimezone()
    return naive.replace(tzinfo=now.tzinfo)


def _here(moment: datetime, now: datetime) -> datetime:
    """Return the moment on the clock of *now*, summer time minded where it is this machine's."""
    zone: tzinfo | None = now.tzinfo
    if now.astimezone().utcoffset() == now.utcoffset():
        zone = None
    return moment.astimezone(zone)


def _unknown_zone(event: Component, at: date) -> str:
    """Return the name of the zone that a time stands in, where nobody knows that zone."""
    if not isinstance(at, datetime) or at.utcoffset() is not None:
        return ""
    return str(event["DTSTART"].params.get("TZID", ""))
