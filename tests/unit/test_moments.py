"""Times of a call as people type and read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from companion.errors import InvalidInput
from companion.method.moments import (
    format_minutes,
    format_moment,
    parse_minutes,
    parse_moment,
    parse_past_moment,
)

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=timezone(timedelta(hours=1)))  # a Saturday


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Thu 26 Nov, 14:00", (2026, 11, 26, 14, 0)),
        ("tomorrow 9:15", (2026, 11, 22, 9, 15)),
        ("Thursday at 2 pm", (2026, 11, 26, 14, 0)),
        ("2:30 p.m. tomorrow", (2026, 11, 22, 14, 30)),
        ("at 9 on Monday", (2026, 11, 23, 9, 0)),
        ("26.11. 14h30", (2026, 11, 26, 14, 30)),
        ("2026-12-01T08:05", (2026, 12, 1, 8, 5)),
        ("12 am tomorrow", (2026, 11, 22, 0, 0)),
        ("noon tomorrow", (2026, 11, 22, 12, 0)),
        ("16:00", (2026, 11, 21, 16, 0)),
        ("14:00", (2026, 11, 21, 14, 0)),
        ("9:00", (2026, 11, 22, 9, 0)),
    ],
)
def test_a_planned_time_is_read(text: str, meant: tuple[int, ...]) -> None:
    assert parse_moment(text, NOW) == datetime(*meant, tzinfo=NOW.tzinfo)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Thursday 14:00", (2026, 11, 19, 14, 0)),
        ("last Thursday at 14:00", (2026, 11, 19, 14, 0)),
        ("yesterday 9:00", (2026, 11, 20, 9, 0)),
        ("3 days ago, 10:00", (2026, 11, 18, 10, 0)),
        ("24 Nov 14:00", (2025, 11, 24, 14, 0)),
        ("Thu 19 Nov, 14:00", (2026, 11, 19, 14, 0)),
        ("16:00", (2026, 11, 20, 16, 0)),
        ("9:00", (2026, 11, 21, 9, 0)),
    ],
)
def test_a_past_time_is_read(text: str, meant: tuple[int, ...]) -> None:
    assert parse_past_moment(text, NOW) == datetime(*meant, tzinfo=NOW.tzinfo)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    "text", ["", "Thursday", "soon", "25:00", "13 pm", "blue 14:00", "x" * 999]
)
def test_what_names_no_moment_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_moment(text, NOW)


@pytest.mark.parametrize("text", ["tomorrow 9:00", "26 Nov 2026 14:00", "next week 9:00"])
def test_a_past_call_is_not_still_to_come(text: str) -> None:
    with pytest.raises(InvalidInput, match="still to come"):
        parse_past_moment(text, NOW)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 26, 13, 0, tzinfo=UTC),
        datetime(2027, 3, 1, 8, 5, tzinfo=UTC),
        datetime(2028, 2, 29, 23, 59, tzinfo=UTC),
    ],
)
def test_a_written_time_is_read_back(moment: datetime) -> None:
    assert parse_moment(format_moment(moment, NOW), NOW) == moment


def test_a_time_is_written_on_the_persons_clock() -> None:
    assert format_moment(datetime(2026, 11, 26, 13, 0, tzinfo=UTC), NOW) == "Thu 26 Nov, 14:00"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("45", 45), ("45 min", 45), ("1 h", 60), ("1h30", 90), ("1:30", 90), ("1.5 h", 90), ("", 0)],
)
def test_a_length_is_read(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["long", "0", "2000", "-5", "45 apples"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_minutes(text)


@pytest.mark.parametrize("minutes", [1, 45, 60, 90, 1440])
def test_a_written_length_is_read_back(minutes: int) -> None:
    assert parse_minutes(format_minutes(minutes)) == minutes
