"""Dates are read as people type them and written as people read them."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import InvalidInput
from companion.method.dates import day_and_month, long_date, parse_due, short_date

TODAY = date(2026, 11, 21)  # a Saturday
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-26", "2026-11-26"),
        ("26 Nov", "2026-11-26"),
        ("by Thursday, 26 November 2026", "2026-11-26"),
        ("Nov 26", "2026-11-26"),
        ("november 26th, 2026", "2026-11-26"),
        ("26.11.", "2026-11-26"),
        ("26. November", "2026-11-26"),
        ("26.11.2026", "2026-11-26"),
        ("26.11.26", "2026-11-26"),
        ("26/11", "2026-11-26"),
        ("11/26/2026", "2026-11-26"),
        ("4/4", "2027-04-04"),
        ("3.4.", "2027-04-03"),
        ("Thu", "2026-11-26"),
        ("Thursday", "2026-11-26"),
        ("next Wed", "2026-11-25"),
        ("Sat", "2026-11-28"),
        ("today", "2026-11-21"),
        ("tomorrow", "2026-11-22"),
        ("in 3 days", "2026-11-24"),
        ("in two weeks", "2026-12-05"),
        ("in 3 months", "2027-02-21"),
        ("in a year", "2027-11-21"),
        ("next week", "2026-11-23"),
        ("end of the week", "2026-11-27"),
        ("end of the month", "2026-11-30"),
        ("by March", "2027-03-31"),
        ("Q1", "2027-03-31"),
        ("20 Nov", "2027-11-20"),
        ("21 Nov", "2026-11-21"),
        ("29 Feb", "2028-02-29"),
        ("Feb 2028", "2028-02-29"),
        ("26. märz", "2027-03-26"),
        ("1er décembre", "2026-12-01"),
        ("26 de noviembre", "2026-11-26"),
        ("August", "2027-08-31"),
        ("Mar", "2027-03-31"),
    ],
)
def test_a_due_date_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert parse_due(typed, TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "wedding",
        "31 Feb",
        "2026-13-01",
        "0.0.",
        "29.2.2027",
        "in 9999 years",
        "x" * 999,
    ],
)
def test_what_is_no_date_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(InvalidInput, match=r"^“[^\n]{0,60}” is not a date we can read; try .*\.$"):
        parse_due(typed, TODAY)


def test_a_date_that_people_read_in_two_ways_is_asked_back() -> None:
    with pytest.raises(InvalidInput, match="write “3 April” or “4 March”"):
        parse_due("3/4", TODAY)


def test_the_last_day_of_a_shorter_month_is_taken() -> None:
    assert parse_due("in a month", date(2027, 1, 31)) == date(2027, 2, 28)


@settings(max_examples=50, deadline=None)
@given(day=DAYS, today=DAYS)
def test_a_date_written_out_is_read_back(day: date, today: date) -> None:
    for written in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d-%b-%Y}"):
        assert parse_due(written, today) == day
    if day.year == today.year and day >= today:
        for written in (long_date(day, today), short_date(day, today)):
            assert parse_due(written, today) == day


@settings(max_examples=50, deadline=None)
@given(day=DAYS, language=st.sampled_from(["en", "en-US", "de", "fr", "es"]))
def test_a_date_written_out_in_another_language_is_read_back(day: date, language: str) -> None:
    assert parse_due(long_date(day, date(1989, 1, 1), language), TODAY) == day


@settings(max_examples=50, deadline=None)
@given(ahead=st.integers(0, 6), today=DAYS)
def test_a_weekday_is_always_within_the_next_seven_days(ahead: int, today: date) -> None:
    day = today + timedelta(days=ahead + 1)
    assert parse_due(f"{day:%A}", today) == day


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_plain_refusal(text: str) -> None:
    with suppress(InvalidInput):
        assert isinstance(parse_due(text, TODAY), date)


def test_dates_are_written_out_with_the_year_only_where_it_is_another() -> None:
    assert long_date(date(2026, 11, 26), TODAY) == "Thursday 26 November"
    assert long_date(date(2027, 1, 5), TODAY) == "Tuesday 5 January 2027"
    assert short_date(date(2026, 11, 26), TODAY) == "Thu 26 Nov"
    assert day_and_month(date(2025, 11, 26), TODAY) == "26 November 2025"
    assert long_date(date(2026, 11, 26), TODAY, "tlh") == "Thursday 26 November"
