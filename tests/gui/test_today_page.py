"""The page that opens first: what it says of each thing that waits, and what it says of none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.gui.today.ages import ago, days_ago, greeting, open_said
from companion.gui.today.nothing import NothingWaits
from companion.gui.today.section import SHOWN
from companion.model import NextStep
from companion.store import Store
from tests.clock import NOON
from tests.gui.history_page import HistoryPage, history_page
from tests.gui.today_page import (
    DAY,
    EVERYTHING,
    WAITING,
    clients,
    due_step,
    ended_trial,
    held,
    keys_of,
    noted,
    prepared,
    row_of,
    running,
    sent,
    tell,
    today_of,
    unsent,
    words_on,
)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", *EVERYTHING, place="today") as opened:
        yield opened


@pytest.fixture
def calm(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    def settled(store: Store) -> None:
        tell(store, 1, "Settled", held("k-1", 30, sent("r-1")))

    with history_page(qtbot, tmp_path / "history.db", clients, settled, place="today") as opened:
        yield opened


def spoken(page: HistoryPage) -> str:
    place = page.places.model().index(0, 0)
    return str(place.data(Qt.ItemDataRole.AccessibleTextRole))


def facts(page: HistoryPage, key: str) -> str:
    return row_of(page, key).line.facts


def test_it_opens_first_with_everything_that_waits(page: HistoryPage) -> None:
    assert today_of(page).isVisible()
    assert keys_of(page) == [
        "call:k-1",
        "recap:k-2",
        "correction:k-3",
        "step:s-1",
        "step:s-2",
        "scope:s-5",
        "client:c-1",
        "note:i-1",
        "open:d-7",
    ]
    headings = [text for text in words_on(page) if text in HEADINGS]
    assert headings == HEADINGS


HEADINGS = [
    "Prepared",
    "Recap not sent",
    "Corrected by the client",
    "Due",
    "Noted between calls",
    "Open for longest",
]


def test_each_line_says_what_it_is_and_how_old(page: HistoryPage) -> None:
    at = (NOON + timedelta(hours=2)).astimezone()
    assert facts(page, "call:k-1") == (
        f"{at:%H:%M} · 30 min · they judge us by Days to launch · 3 options ready"
    )
    assert facts(page, "recap:k-2") == "the call ended 2 hours ago · a draft is ready"
    assert facts(page, "correction:k-3") == "they asked for a correction yesterday: “It was May.”"
    assert facts(page, "step:s-1") == "Northwind · ours, Maya · due 3 days ago"
    assert facts(page, "step:s-2") == "Northwind · theirs · due today"
    assert facts(page, "scope:s-5") == "Northwind · the scope changed 3 days ago"
    assert facts(page, "client:c-1") == "due today"
    assert facts(page, "note:i-1") == "noted 3 hours ago"
    assert facts(page, "open:d-7") == "open for 2 weeks · 1 call"


def test_an_ended_trial_is_to_be_looked_at_again(calm: HistoryPage) -> None:
    calm.store(ended_trial)
    assert row_of(calm, "again:d-10").line.title == "Look again: Reporting cadence"
    assert facts(calm, "again:d-10") == "Northwind · on trial · due 2 days ago"


def test_what_a_person_wrote_is_shown_as_it_is(page: HistoryPage) -> None:
    assert WAITING.text in words_on(page)


def test_the_day_is_greeted(page: HistoryPage) -> None:
    assert words_on(page)[:2] == ["Good afternoon", "Saturday 21 November · one call prepared"]


def test_the_side_bar_counts_what_waits_and_not_what_is_to_come(page: HistoryPage) -> None:
    assert spoken(page) == "Today, 8"


def test_the_rest_of_a_section_is_one_press_away(page: HistoryPage) -> None:
    assert "review:d-6:2026-11-21" not in keys_of(page)
    page.press("Show all 5")
    row = row_of(page, "review:d-6:2026-11-21")
    assert row.line.title == "Did it hold? Budget cut, agreed in May"
    page.press("Show fewer")
    assert len([key for key in keys_of(page) if key[:4] in ("step", "scop", "clie")]) == SHOWN


def test_all_open_ones_are_in_the_list(page: HistoryPage) -> None:
    def more(store: Store) -> None:
        for number in range(20, 21 + SHOWN):
            tell(store, number, f"Topic {number}")

    page.store(more)
    page.press(f"Show all {SHOWN + 2}")
    assert page.model.wanted.sort == "open"
    assert page.rows.isVisible()


def test_a_running_call_is_one_key_away(page: HistoryPage) -> None:
    page.store(running)
    started = (NOON - timedelta(minutes=23)).astimezone()
    words = words_on(page)
    assert "Northwind · Price is still running" in words
    assert f"started {started:%H:%M} · 2 notes, the last one 3 minutes ago" in words
    with page.qtbot.waitSignal(page.window.call_opened) as opened:
        page.press("Return to the call")
    assert opened.args == ["k-8"]


def test_a_call_whose_time_has_passed_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with history_page(qtbot, path, clients, prepared, place="today") as page:
        page.clock.wall += timedelta(days=2)
        page.window.refresh()
        page.settle()
        row = row_of(page, "call:k-1")
        assert row.line.facts.startswith("was planned for Sat 21 Nov, ")
        assert row.line.is_urgent
        assert spoken(page) == "Today, 1"


@pytest.mark.parametrize(("days", "words"), [(0, ""), (1, "tomorrow "), (2, "Mon 23 Nov, ")])
def test_a_call_to_come_says_its_day_where_it_is_not_today(
    page: HistoryPage, days: int, words: str
) -> None:
    at = NOON + timedelta(hours=1, days=days)
    page.store(lambda store: store.live.set_plan("k-1", at, 0))
    assert facts(page, "call:k-1").startswith(f"{words}{at.astimezone():%H:%M} · they judge")


def test_time_that_passes_is_said_anew(page: HistoryPage) -> None:
    page.clock.wall += timedelta(hours=1)
    page.window.refresh()
    page.settle()
    assert facts(page, "recap:k-2") == "the call ended 3 hours ago · a draft is ready"


def test_nothing_to_do_says_what_to_do_first(calm: HistoryPage) -> None:
    nothing = calm.window.findChild(NothingWaits)
    assert isinstance(nothing, NothingWaits)
    assert nothing.isVisible()
    assert words_on(calm)[1] == "Saturday 21 November · nothing waits"
    assert spoken(calm) == "Today"
    with calm.qtbot.waitSignal(calm.window.prepare_wanted):
        calm.press("Prepare a call")


def test_what_another_window_stored_comes_and_goes(calm: HistoryPage) -> None:
    calm.store(unsent)
    assert keys_of(calm) == ["recap:k-2"]
    calm.store(lambda store: store.recaps.mark_sent("r-2", "copy", NOON))
    assert keys_of(calm) == ["answer:r-2"]
    assert "Recap not sent" not in words_on(calm)


def test_a_line_that_stays_keeps_its_widget(page: HistoryPage) -> None:
    row = row_of(page, "step:s-2")
    page.store(lambda store: store.agenda.tick_step("s-1", NOON))
    assert row_of(page, "step:s-2") is row


def test_long_words_are_cut_and_markup_is_text(calm: HistoryPage) -> None:
    long = NextStep(id="s-9", text="<img src=x>" + "y" * 100_000, due=DAY)
    calm.store(lambda store: store.live.save_next_step("k-1", long))
    title = row_of(calm, "step:s-9").line.title
    assert title.startswith("<img src=x>yyy")
    assert len(title) == 300
    assert title in words_on(calm)


def test_searching_from_today_leads_to_the_list_and_back(page: HistoryPage) -> None:
    page.search_for("lead")
    assert page.rows.isVisible()
    assert not today_of(page).isVisible()
    assert page.model.wanted.is_search
    page.search.clear()
    page.settle()
    assert today_of(page).isVisible()


def test_a_place_that_was_chosen_while_searching_stays(page: HistoryPage) -> None:
    page.search_for("lead")
    page.places.choose("open")
    page.search.clear()
    page.settle()
    assert page.rows.isVisible()
    assert sorted(page.shown()) == ["d-1", "d-7"]


def test_the_list_is_up_to_date_when_one_comes_to_it(calm: HistoryPage) -> None:
    calm.places.choose("all")
    calm.settle()
    calm.places.choose("today")
    calm.store(noted)
    calm.store(due_step)
    calm.places.choose("all")
    calm.settle()
    assert sorted(calm.shown()) == ["d-1", "d-4"]


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "Good evening"),
        (5, "Good morning"),
        (12, "Good afternoon"),
        (17, "Good afternoon"),
        (18, "Good evening"),
    ],
)
def test_the_greeting_goes_with_the_hour(hour: int, words: str) -> None:
    assert greeting(NOON.replace(hour=hour)) == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=-90), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=12), "12 hours ago"),
        (timedelta(hours=13), "yesterday"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "2 weeks ago"),
        (timedelta(days=60), "2 months ago"),
        (timedelta(days=800), "2 years ago"),
    ],
)
def test_ages_are_said_in_words(before: timedelta, words: str) -> None:
    assert ago(NOON - before, NOON) == words


def test_late_evening_is_hours_ago_just_after_midnight() -> None:
    midnight = datetime(2026, 11, 22, 0, 30, tzinfo=NOON.tzinfo)
    assert ago(midnight - timedelta(hours=2), midnight) == "2 hours ago"


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "yesterday"), (2, "2 days ago")])
def test_days_are_said_in_words(days: int, words: str) -> None:
    assert days_ago(days) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "open since today"),
        (1, "open for 1 day"),
        (20, "open for 2 weeks"),
        (100, "open for 3 months"),
        (1000, "open for 2 years"),
    ],
)
def test_how_long_it_is_open_is_said_in_words(days: int, words: str) -> None:
    assert open_said(NOON - timedelta(days=days), NOON) == words
