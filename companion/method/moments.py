"""Times of a call as people type them and read them: "Thu 26 Nov, 14:00", "45 min"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from companion.errors import InvalidInput
from companion.method.dates import parse_due, short_date
from companion.method.one_line import one_line

GRACE = timedelta(hours=1)
"""A time alone that passed less than this ago still means today: the call is about to begin."""

LONGEST_MINUTES = 24 * 60

_TIMES = (
    re.compile(r"(?P<hour>\d{1,2})[:h](?P<minute>\d{2})\s*(?P<half>[ap])?\.?(?:m\.?)?(?!\w)"),
    re.compile(r"(?P<hour>\d{1,2})\s*(?P<half>[ap])\.?m\.?(?!\w)"),
    re.compile(r"\bat\s+(?P<hour>\d{1,2})(?:\.(?P<minute>\d{2}))?(?![\w.])"),
    re.compile(r"(?<![\w.])(?P<hour>\d{1,2})(?:h|\s?o['’]clock)(?!\w)"),
    re.compile(r"\b(?P<word>noon|midnight)\b"),
)
_WORDS = {"noon": time(12), "midnight": time(0)}
_AGO = re.compile(r"(?P<count>\w+) (?P<unit>days?|weeks?|months?) ago")
_HOURS = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?))?"
    r"\s*(?:and\s+)?(?:(?P<minutes>\d{1,4})\s*(?:m|mins?|minutes?|['′])?)?"
)


def format_moment(moment: datetime, now: datetime) -> str:
    """Return "Thu 26 Nov, 14:00" on the clock of *now*, with the year where it is another one."""
    local = moment.astimezone(now.tzinfo)
    day = short_date(local.date(), now.date())
    return f"{day}, {local:%H:%M}"


def parse_moment(text: str, now: datetime) -> datetime:
    """Return the moment that a person plans by *text*, seen from *now*, with an offset.

    Understood is a time with or without a day of ``parse_due``: "tomorrow 14:00", "Thu at 2 pm",
    "26 Nov, 14h30". A time alone is the next such time. Raises InvalidInput for anything else,
    also for a day without a time.
    """
    at, day_text = _time_and_rest(text)
    if not day_text:
        today = _local(now.date(), at, now)
        return today if today > now - GRACE else _local(now.date() + timedelta(days=1), at, now)
    return _local(parse_due(day_text, now.date()), at, now)


def parse_past_moment(text: str, now: datetime) -> datetime:
    """Return the moment that a person remembers by *text*: as ``parse_moment``, but before *now*.

    "Thursday 14:00" is the last Thursday, "26 Nov 14:00" the last 26 November, and "3 days ago"
    and "last Thursday" are understood too. Raises InvalidInput, also for what is still to come.
    """
    at, day_text = _time_and_rest(text)
    if not day_text:
        today = _local(now.date(), at, now)
        return today if today <= now else _local(now.date() - timedelta(days=1), at, now)
    found = _local(_past_day(day_text, now.date()), at, now)
    if found > now:
        raise InvalidInput(f"“{_shown(text)}” is still to come; a past call was held before now.")
    return found


def format_minutes(minutes: int) -> str:
    """Return "45 min", "1 h", "1 h 30 min"; empty for 0."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]
    return " ".join(part for part in parts if part)


def parse_minutes(text: str) -> int:
    """Return how many minutes "45", "45 min", "1 h 30", "1:30" or "1.5 h" are; 0 for an empty text.

    Raises InvalidInput for anything else and for more than a day.
    """
    phrase = one_line(text).casefold().strip(" .,")
    if not phrase:
        return 0
    clock = re.fullmatch(r"(\d{1,2}):(\d{2})", phrase)
    minutes = int(clock[1]) * 60 + int(clock[2]) if clock else _hours_and_minutes(phrase)
    if not 0 < minutes <= LONGEST_MINUTES:
        raise InvalidInput(f"“{_shown(text)}” is not a length we can read; try “45 min” or “1 h”.")
    return minutes


def _hours_and_minutes(phrase: str) -> int:
    """Return the minutes in "1.5 h", "1 h 30" or "45 min"; 0 where the phrase is none of these."""
    match = _HOURS.fullmatch(phrase)
    if not match:
        return 0
    hours = float((match["hours"] or "0").replace(",", "."))
    return round(hours * 60) + int(match["minutes"] or 0)


def _time_and_rest(text: str) -> tuple[time, str]:
    """Return the time of day in *text*, and what is left of it to name the day."""
    phrase = re.sub(r"(?<=\d)t(?=\d\d:)", " ", one_line(text).casefold())
    for pattern in _TIMES:
        if match := pattern.search(phrase):
            rest = f"{phrase[: match.start()]} {phrase[match.end() :]}"
            rest = re.sub(r"^[\s,;–-]+|(?:[\s,;–-]|\b(?:at|on|from)\b)+$", "", rest.strip())
            return _time_of(match, text), rest
    raise InvalidInput(f"“{_shown(text)}” does not say a day and a time; try “Thu 26 Nov, 14:00”.")


def _time_of(match: re.Match[str], text: str) -> time:
    parts = match.groupdict()
    if word := parts.get("word"):
        return _WORDS[word]
    hour, half = int(match["hour"]), parts.get("half")
    if half:
        if not 1 <= hour <= 12:
            hour = 99
        hour = hour % 12 + (12 if half == "p" else 0) if hour != 99 else hour
    try:
        return time(hour, int(parts.get("minute") or 0))
    except ValueError as error:
        raise InvalidInput(f"“{_shown(text)}” is not a time of day; try “14:00”.") from error


def _past_day(text: str, today: date) -> date:
    """Return the latest day, not after *today*, that *text* names."""
    if match := _AGO.fullmatch(text):
        ahead = parse_due(f"in {match['count']} {match['unit']}", today)
        return today - (ahead - today)
    bare = re.sub(r"^last ", "", text)
    day = parse_due(bare, today)
    if day <= today or "next" in bare or bare.startswith(("in ", "tomorrow")):
        return day
    if day - today <= timedelta(days=7) and not re.search(r"\d", bare):
        return day - timedelta(days=7)
    says_year = re.search(r"\d{4}|[./-]\s?\d{2}$", bare)
    return day if says_year else _year_before(day)


def _year_before(day: date) -> date:
    last_of_february = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - (4 if last_of_february else 1))


def _local(day: date, at: time, now: datetime) -> datetime:
    """Return that day and time where *now* is, summer time minded where it is this machine's."""
    naive = datetime.combine(day, at)
    if now.astimezone().utcoffset() == now.utcoffset():
        return naive.astimezone()
    return naive.replace(tzinfo=now.tzinfo)


def _shown(text: str) -> str:
    return one_line(text)[:60]
