"""On which days a meeting repeats, held against another library, and always with an end."""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from dateutil.rrule import rrulestr

from companion.exchange.repeats import days, rule_of

COUNT = int(os.environ.get("COMPANION_DOCUMENTS", "150"))
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EARLIEST, LATEST = date(2024, 1, 1), date(2029, 1, 1)
Parts = dict[str, list[object]]


def _parts(random: Random) -> Parts:
    """Return a rule as a calendar could write it; which of a month's days is said for all or none,
    since the other library mixes them up."""
    frequency = random.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    by_month = frequency in {"MONTHLY", "YEARLY"}
    parts: Parts = {"FREQ": [frequency], "INTERVAL": [random.randint(1, 5)]}
    if random.random() < 0.3:
        parts["COUNT"] = [random.randint(1, 40)]
    if random.random() < 0.3:
        parts["BYMONTH"] = list(random.sample(range(1, 13), random.randint(1, 3)))
    if random.random() < 0.3 and frequency != "WEEKLY":
        parts["BYMONTHDAY"] = list(random.sample([1, 2, 15, 29, 31, -1, -2], 2))
    if random.random() < 0.5:
        which = ["1", "2", "-1", "5"] if by_month and random.random() < 0.5 else [""]
        parts["BYDAY"] = [random.choice(which) + random.choice(DAYS) for _ in range(2)]
        if by_month and random.random() < 0.3:
            parts["BYSETPOS"] = [random.choice([1, -1, 2])]
    if random.random() < 0.1 and frequency == "YEARLY":
        parts["BYYEARDAY"] = [random.choice([1, 100, -1, 366])]
    parts["WKST"] = [random.choice(["SU", "MO"])]
    return parts


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_rule_means_the_days_that_another_library_finds(seed: int) -> None:
    random = Random(seed)
    parts, start = _parts(random), date(2020, 1, 1) + timedelta(days=random.randint(0, 2_000))
    text = ";".join(f"{name}={','.join(map(str, said))}" for name, said in parts.items())
    text += "" if "COUNT" in parts else ";UNTIL=20290101T000000"
    theirs = rrulestr(text, dtstart=datetime.combine(start, time()))
    edges = (datetime.combine(EARLIEST, time()), datetime.combine(LATEST, time()))
    wanted = [moment.date() for moment in theirs.between(*edges, inc=True)]
    assert list(days(rule_of(parts, None), start, EARLIEST, LATEST)) == wanted


def test_a_day_that_never_comes_ends_the_search() -> None:
    rule = rule_of({"FREQ": ["DAILY"], "BYMONTH": [2], "BYMONTHDAY": [30]}, None)
    assert list(days(rule, date(1970, 1, 1), EARLIEST, LATEST)) == []


def test_the_last_day_of_a_series_is_in_it() -> None:
    rule = rule_of({"FREQ": ["WEEKLY"]}, date(2024, 1, 15))
    assert list(days(rule, date(2024, 1, 1), EARLIEST, LATEST)) == [
        date(2024, 1, 1),
        date(2024, 1, 8),
        date(2024, 1, 15),
    ]


@pytest.mark.parametrize(
    "parts",
    [
        {"FREQ": ["SECONDLY"]},
        {"FREQ": ["HOURLY"]},
        {},
        {"FREQ": ["DAILY"], "BYSECOND": [1, 2]},
        {"FREQ": ["DAILY"], "INTERVAL": [0]},
        {"FREQ": ["MONTHLY"], "BYMONTHDAY": [40]},
        {"FREQ": ["WEEKLY"], "BYDAY": ["XX"]},
        {"FREQ": ["WEEKLY"], "WKST": ["XX"]},
        {"FREQ": ["WEEKLY"], "COUNT": ["many"]},
    ],
)
def test_a_rule_by_which_no_meeting_repeats_is_refused(parts: Parts) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller says it in its own words
        rule_of(parts, None)


def test_a_series_from_long_ago_is_refused() -> None:
    rule = rule_of({"FREQ": ["DAILY"], "COUNT": [10**9]}, None)
    with pytest.raises(ValueError, match="too long ago"):
        list(days(rule, date(1, 1, 1), EARLIEST, LATEST))
