"""What the live window reads and writes in figures and signs: times, kinds, digits, metrics."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.gui.keys import digit_at
from companion.gui.live.kinds import draft_text, from_draft, kinds_for
from companion.gui.live.times import call_time, minutes_left, ordinal, typed_call_time
from companion.method.judged_by import metric_meant
from companion.method.metric import ParsedMetric, parse_metric
from companion.model import Client, Metric, MetricPoint, NoteKind

NOW = datetime(2026, 11, 24, 14, 10, tzinfo=UTC)
TODAY = date(2026, 11, 24)
COST = Metric(
    id="cost",
    label="Cost",
    unit="%",
    points=(MetricPoint(at=NOW - timedelta(days=40), now=36, target=30),),
)
NORTHWIND = Client(id="northwind", name="Northwind", metrics=(COST, Metric(id="l", label="Leads")))


@pytest.mark.parametrize(
    ("milliseconds", "shown"),
    [(0, "00:00"), (252_999, "04:12"), (3_599_999, "59:59"), (3_852_000, "1:04:12")],
)
def test_a_time_is_shown_in_figures(milliseconds: int, shown: str) -> None:
    assert call_time(milliseconds) == shown


@given(st.integers(min_value=0, max_value=99 * 3600 - 1))
def test_a_time_that_is_shown_can_be_typed(seconds: int) -> None:
    assert typed_call_time(call_time(seconds * 1000)) == seconds * 1000


@pytest.mark.parametrize("text", ["", "soon", "4", "4:72", "1:72:10", "-1:00", "4:12 pm"])
def test_what_is_no_time_is_refused(text: str) -> None:
    assert typed_call_time(text) is None


@pytest.mark.parametrize(
    ("minutes", "left"), [(0, 45), (23.68, 21), (44.9, 0), (45, 0), (45.5, 0), (46, -1), (50, -5)]
)
def test_minutes_left_are_whole_and_never_too_many(minutes: float, left: int) -> None:
    assert minutes_left(round(minutes * 60_000), 45) == left


def test_ordinals_are_those_of_english() -> None:
    numbers = [1, 2, 3, 4, 11, 12, 13, 21, 22, 112]
    assert [ordinal(number) for number in numbers] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "112th"]
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("/m", (NoteKind.METRIC,)),
        ("/P", (NoteKind.POINT, NoteKind.PROMISE, NoteKind.PRIVATE)),
        ("/", tuple(NoteKind)),
        ("/tmp", ()),
        ("m", ()),
        ("/metric x", ()),
    ],
)
def test_a_slash_offers_the_kinds_that_begin_so(text: str, kinds: tuple[NoteKind, ...]) -> None:
    assert kinds_for(text) == kinds


@given(st.sampled_from(NoteKind), st.text(min_size=1) | st.just("/private no"))
def test_a_draft_comes_back_as_it_was_typed(kind: NoteKind, text: str) -> None:
    assert from_draft(draft_text(kind, text)) == (kind, text)


def test_a_plain_draft_is_kept_as_plain_text() -> None:
    assert draft_text(NoteKind.FACT, "they look at cost") == "they look at cost"


@pytest.mark.parametrize(
    ("platform", "scan_code", "virtual_key", "digit"),
    [
        ("xcb", 10, 0x26, 1),
        ("xcb", 14, 0, 5),
        ("wayland", 12, 0, 3),
        ("windows", 2, 0, 1),
        ("windows", 6, 0, 5),
        ("cocoa", 0, 23, 5),
        ("cocoa", 0, 22, 6),
        ("xcb", 0, 0, None),
        ("xcb", 20, 0, None),
        ("cocoa", 0, 0, None),
    ],
)
def test_a_digit_is_told_by_the_place_of_its_key(
    platform: str, scan_code: int, virtual_key: int, digit: int | None
) -> None:
    assert digit_at(platform, scan_code, virtual_key) == digit


def meant(line: str, current: Metric | None = COST) -> Metric:
    since = NOW - timedelta(minutes=10)
    return metric_meant(NORTHWIND, current, parse_metric(line, TODAY), NOW, since)


def test_figures_alone_are_a_reading_of_the_metric_in_sight() -> None:
    metric = metric_meant(NORTHWIND, COST, ParsedMetric(now=30, target=25), NOW, None)
    assert (metric.id, metric.label, metric.unit) == ("cost", "Cost", "%")
    assert [point.now for point in metric.points] == [36, 30]


def test_another_name_is_another_metric_and_leaves_the_first_alone() -> None:
    metric = meant("Bounce rate, now 60%")
    assert metric.id not in {"cost", "l"}
    assert [point.now for point in metric.points] == [60]


def test_the_name_of_a_known_metric_means_that_one() -> None:
    assert meant("leads, now 14").id == "l"


def test_a_reading_of_the_same_call_is_corrected() -> None:
    once = meant("Cost, now 30%")
    twice = metric_meant(
        NORTHWIND, once, parse_metric("Cost, now 31%", TODAY), NOW, NOW - timedelta(minutes=10)
    )
    assert [point.now for point in twice.points] == [36, 31]


def test_words_without_figures_add_no_reading() -> None:
    assert meant("Cost").points == COST.points
