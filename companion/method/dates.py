"""Dates as people type them and as people read them, whatever the system's locale is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from companion.errors import InvalidInput
from companion.method.conventions import convention
from companion.method.one_line import one_line

_MONTHS = tuple(name.casefold() for name in convention("en").months)
_WEEKDAYS = tuple(name.casefold() for name in convention("en").weekdays)
_FOREIGN = {
    name.casefold(): place
    for language in ("de", "fr", "es")
    for place, name in enumerate(convention(language).months)
}
"""Months of the other languages that recaps are written in, by their whole names."""

_FOREIGN_DAYS = tuple(
    name.casefold() for language in ("de", "fr", "es") for name in convention(language).weekdays
)
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def long_date(day: date, today: date, language: str = "en") -> str:
    """Return "Thursday 26 November", with the year where it is not *today*'s."""
    return convention(language).whole_day(day, year=day.year != today.year)


def day_and_month(day: date, today: date, language: str = "en") -> str:
    """Return "26 November", with the year where it is not *today*'s."""
    return convention(language).day(day, year=day.year != today.year)


def short_date(day: date, today: date) -> str:
    """Return "Thu 26 Nov", with the year where it is not *today*'s."""
    words = convention("en")
    year = "" if day.year == today.year else f" {day.year}"
    return f"{words.weekdays[day.weekday()][:3]} {day.day} {words.months[day.month - 1][:3]}{year}"


def month_name(day: date, language: str = "en") -> str:
    """Return the whole name of the month, such as "March"."""
    return convention(language).month(day, year=False)


def month_end(year: int, month: int) -> date:
    """Return the last day of that month."""
    return date(year, month, _length(year, month))


def parse_due(text: str, today: date) -> date:
    """Return the day that a person means by *text*, seen from *today*.

    Understood are "2026-11-26", "26 Nov", "Thursday, 26 November 2026", "Nov 26", "26.11.",
    "26/11/2026", "Thu", "next Thursday", "today", "tomorrow", "in 3 days", "next week" (its
    Monday), "end of the month", "March" and "Q1" (their last day). A day and month without a
    year is the next one to come; a weekday is the next one after *today*.

    Dates written out in German, French or Spanish are read as well.

    Raises InvalidInput for anything else, and for "3/4", which people read in two ways.
    """
    phrase = _plain(text)
    for form, read in _FORMS:
        if match := re.fullmatch(form, phrase):
            try:
                return read(match, today)
            except (ValueError, OverflowError):
                break
    raise InvalidInput(
        f"“{one_line(text)[:60]}” is not a date we can read;"
        " try “26 Nov”, “Thursday” or “in 3 days”."
    )


def _length(year: int, month: int) -> int:
    """Return how many days that month has."""
    from calendar import monthrange  # it brings the locale: the window opens without both

    return monthrange(year, month)[1]


def _plain(text: str) -> str:
    """Return the phrase in small letters, without what people put before a date."""
    phrase = " ".join(one_line(text).casefold().split())
    phrase = re.sub(r"^(?:due |by |on |until |before |the )+", "", phrase)
    return re.sub(r"[\s.,;:!]+$", "", phrase)


# What each form of a date means. Every reader gets its match and today, and may raise ValueError.


def _iso(match: re.Match[str], _today: date) -> date:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _named_month(match: re.Match[str], today: date) -> date:
    return _day_in(int(match["day"]), _index(_MONTHS, match["name"]) + 1, match["year"], today)


def _figures(match: re.Match[str], today: date) -> date:
    """Read day and month in the order that only one reading allows; a dot means day first."""
    first, second = int(match["first"]), int(match["second"])
    if match["mark"] != "." and first <= 12 and second <= 12 and first != second:
        name = convention("en").months
        raise InvalidInput(
            f"“{match[0]}” can be read in two ways; write"
            f" “{first} {name[second - 1]}” or “{second} {name[first - 1]}”."
        )
    if match["mark"] != "." and second > 12:
        first, second = second, first
    return _day_in(first, second, match["year"], today)


def _weekday(match: re.Match[str], today: date) -> date:
    wanted = _index(_WEEKDAYS, match["name"])
    if match["next"]:
        return _next_monday(today) + timedelta(days=wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _in_some_time(match: re.Match[str], today: date) -> date:
    count = _count(match["count"])
    unit = match["unit"][0]
    if unit == "m":
        return _months_later(today, count)
    if unit == "y":
        return _months_later(today, 12 * count)
    return today + timedelta(days=count * (7 if unit == "w" else 1))


def _month_alone(match: re.Match[str], today: date) -> date:
    return _end_of_month(_index(_MONTHS, match["name"]) + 1, match["year"], today)


def _quarter(match: re.Match[str], today: date) -> date:
    return _end_of_month(3 * int(match["quarter"]), match["year"], today)


def _friday(today: date) -> date:
    """Return this week's Friday; at the weekend the next one."""
    return today + timedelta(days=(4 - today.weekday()) % 7)


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


_FIXED: dict[str, Callable[[date], date]] = {
    "today": lambda today: today,
    "tonight": lambda today: today,
    "tomorrow": lambda today: today + timedelta(days=1),
    "day after tomorrow": lambda today: today + timedelta(days=2),
    "yesterday": lambda today: today - timedelta(days=1),
    "this week": _friday,
    "end of week": _friday,
    "end of the week": _friday,
    "next week": _next_monday,
    "end of next week": lambda today: _next_monday(today) + timedelta(days=4),
    "this month": lambda today: month_end(today.year, today.month),
    "end of month": lambda today: month_end(today.year, today.month),
    "end of the month": lambda today: month_end(today.year, today.month),
    "next month": lambda today: _months_later(today.replace(day=1), 1),
    "end of year": lambda today: date(today.year, 12, 31),
    "end of the year": lambda today: date(today.year, 12, 31),
}


def _fixed(match: re.Match[str], today: date) -> date:
    return _FIXED[match[0]](today)


def _months_later(day: date, count: int) -> date:
    """Return the same day *count* months on, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + count, 12)
    last = month_end(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))


def _index(names: tuple[str, ...], start: str) -> int:
    """Return which name begins with *start* ("sept", "thurs"); raises ValueError for none."""
    if names is _MONTHS and start in _FOREIGN:
        return _FOREIGN[start]
    found = [place for place, name in enumerate(names) if name.startswith(start)]
    if not found:
        raise ValueError(start)
    return found[0]


def _count(word: str) -> int:
    if word in {"a", "an"}:
        return 1
    return _COUNTS.index(word) if word in _COUNTS else int(word)


def _day_in(day: int, month: int, year: str | None, today: date) -> date:
    """Return that day of that year; without a year the next one to come, *today* included."""
    if year:
        return date(_full_year(year), month, day)
    for ahead in range(9):  # 29 February may be eight years away
        if day <= _length(today.year + ahead, month):
            found = date(today.year + ahead, month, day)
            if found >= today:
                return found
    raise ValueError(day)


def _end_of_month(month: int, year: str | None, today: date) -> date:
    if year:
        return month_end(_full_year(year), month)
    return month_end(today.year + (month < today.month), month)


def _full_year(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


_NAMED_DAY = rf"(?:{'|'.join(name[:3] + '[a-z]*' for name in _WEEKDAYS)})"
_ANY_DAY = rf"(?:{'|'.join((*_FOREIGN_DAYS, _NAMED_DAY))})"
_NAMED_MONTH = rf"(?P<name>{'|'.join((*_FOREIGN, *(name[:3] + '[a-z]*' for name in _MONTHS)))})\.?"
_YEAR = r"(?P<year>\d{2}|[12]\d{3})"
_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], date]], ...] = (
    (r"(?P<year>[12]\d{3})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", _iso),
    ("|".join(_FIXED), _fixed),
    (
        (
            rf"(?:{_ANY_DAY},? )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[ -]?(?:of |de )?"
            rf"{_NAMED_MONTH}(?:,?(?:[ -]| de ){_YEAR})?"
        ),
        _named_month,
    ),
    (
        (
            rf"(?:{_NAMED_DAY},? )?{_NAMED_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?:,? (?P<year>[12]\d{{3}}))?"
        ),
        _named_month,
    ),
    (
        (
            rf"(?:{_NAMED_DAY},? )?(?P<first>\d{{1,2}})(?P<mark>[./-]) ?(?P<second>\d{{1,2}})"
            rf"(?:[./-] ?{_YEAR})?"
        ),
        _figures,
    ),
    (
        rf"(?:(?P<next>next)|this|coming)? ?(?P<name>{_NAMED_DAY})",
        _weekday,
    ),
    (
        (
            rf"(?:in )?(?P<count>an?|{'|'.join(_COUNTS)}|\d{{1,4}}) ?"
            r"(?P<unit>days?|weeks?|months?|years?|d|w)(?: from (?:now|today))?"
        ),
        _in_some_time,
    ),
    (rf"(?:(?:the )?end of )?{_NAMED_MONTH}(?: (?P<year>[12]\d{{3}}))?", _month_alone),
    (
        r"(?:(?:the )?end of )?q(?P<quarter>[1-4])(?:[ /]?(?P<year>[12]\d{3}))?",
        _quarter,
    ),
)
