"""The window on many disagreements: what it tells, from how many on, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from companion.gui.history.menu import MainMenu
from companion.gui.insights.pictures import png, svg
from companion.gui.insights.words_of_time import time_said
from companion.gui.theme.palette import current_tokens
from companion.store import Store
from tests.gui.history_page import fill, history_page
from tests.gui.insights_page import InsightsDesk, insights_desk, tell_agreed, tell_open


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., InsightsDesk]]:
    """Open the window on a history of as many agreed calls as is asked for."""
    path = tmp_path / "history.db"
    stack = []

    def open_it(calls: int, *steps: str) -> InsightsDesk:
        with Store.open(path) as store:
            tell_agreed(store, calls, *steps)
        stack.append(insights_desk(qtbot, path))
        return stack[-1].__enter__()

    yield open_it
    for each in stack:
        each.__exit__(None, None, None)


@pytest.fixture
def ten(opened: Callable[..., InsightsDesk]) -> InsightsDesk:
    return opened(10, "metric", "reframe", "options", "next")


def test_an_empty_history_says_from_when_on_there_is_something(
    opened: Callable[..., InsightsDesk],
) -> None:
    desk = opened(0)
    assert desk.page.since.text() == "No call was held yet."
    assert not desk.page.tables.isVisible()
    for card in desk.page.cards:
        assert card.shown.drawing is None
        assert desk.words(card)[-1]
    assert "So far: none." in desk.words(desk.page.steps)[-1]


def test_nine_calls_are_too_few_for_any_share(opened: Callable[..., InsightsDesk]) -> None:
    desk = opened(9, "metric")
    for card in (desk.page.steps, desk.page.sure, desk.page.recaps):
        assert card.shown.empty.startswith("From ten")
        assert "So far: 9 " in card.shown.empty
        assert not card.plot or not card.plot.isVisible()
        assert not card.switch.isVisible()


def test_ten_calls_tell_what_is_skipped_and_claim_no_cause(ten: InsightsDesk) -> None:
    assert ten.page.since.text() == "10 calls since September"
    card = ten.page.steps
    assert "share of 10 calls in which the step was done" in ten.words(card)
    assert ten.words(card)[-1] == "Skipped most: Say “we”, in 10 of 10 calls."
    assert "not what caused it" in ten.page.findChildren(type(ten.page.since))[-1].text()


def test_a_step_with_ten_calls_on_both_sides_is_set_against_itself(
    opened: Callable[..., InsightsDesk],
) -> None:
    desk = opened(10, "metric")
    with Store.open(desk.path) as store:
        tell_agreed(store, 11, "metric", "options", first=10)
    desk.window.refresh()
    desk.settle()
    verdict = desk.page.steps.shown.verdict
    assert verdict == "Skipped most: Reframe, in 21 of 21 calls."
    assert desk.row(desk.page.steps, 6)[:4] == ["Present three options, done", "11", "100%", "11"]
    assert desk.row(desk.page.steps, 7)[:4] == [
        "Present three options, skipped",
        "10",
        "100%",
        "10",
    ]


def test_the_score_and_the_usual_time_are_told(ten: InsightsDesk) -> None:
    assert "10 cases · Brier score 0.09, where 0 is best" in ten.words(ten.page.sure)
    assert ten.page.sure.shown.verdict == "When we were about 70% sure, we were right in 10 of 10."
    assert ten.page.recaps.shown.verdict == "Half of all 10 recaps went out within 20 min."


def test_t_shows_every_table_and_t_every_plot_again(ten: InsightsDesk) -> None:
    told = [card for card in ten.page.cards if card.shown.figures]
    ten.qtbot.keyClick(ten.window, Qt.Key.Key_T)
    assert all(card.table.isVisible() for card in told)
    assert ten.page.tables.text() == "Show all plots"
    ten.qtbot.keyClick(ten.window, Qt.Key.Key_T)
    assert not any(card.table.isVisible() for card in told)
    assert all(card.plot is None or card.plot.isVisible() for card in told)


def test_escape_goes_back_to_the_plots(ten: InsightsDesk) -> None:
    ten.qtbot.keyClick(ten.window, Qt.Key.Key_T)
    ten.qtbot.keyClick(ten.window, Qt.Key.Key_Escape)
    assert not ten.page.steps.is_table
    assert ten.page.tables.text() == "Show all tables"


def test_a_table_has_the_figures_of_its_plot(ten: InsightsDesk) -> None:
    card = ten.page.steps
    card.switch.click()
    assert ten.row(card, 0)[:4] == ["Understand their metric, done", "10", "100%", "10"]
    assert ten.row(card, 1)[:4] == ["Understand their metric, skipped", "0", "too few", "0"]
    interface = QAccessible.queryAccessibleInterface(card.table)
    assert interface.role() == QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "What we skip, and how those calls end"


def test_a_plot_says_all_its_figures_to_a_screen_reader(ten: InsightsDesk) -> None:
    for card in ten.page.cards:
        if card.plot is not None:
            assert card.plot.accessibleName() == card.heading
            assert card.plot.accessibleDescription() == card.shown.spoken
    said = ten.page.recaps.shown.spoken
    assert said == "September 2026: recaps 10, median 20 min"


def test_f6_goes_from_card_to_card(ten: InsightsDesk) -> None:
    visited = []
    for _ in range(5):
        ten.qtbot.keyClick(ten.window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        visited += [card.heading for card in ten.page.cards if card.isAncestorOf(focus)]
    told = [card.heading for card in ten.page.cards if card.stops]
    assert visited == told[:5] if len(told) >= 5 else [*told, *told][:5]


def test_the_keyboard_reaches_every_button_that_is_shown(ten: InsightsDesk) -> None:
    with Store.open(ten.path) as store:
        tell_open(store)
    ten.window.refresh()
    ten.settle()
    buttons = [b for b in ten.page.findChildren(QPushButton) if b.isVisible()]
    reached = set()
    for _ in range(3 * len(buttons)):
        ten.qtbot.keyClick(QApplication.focusWidget() or ten.window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert set(buttons) <= reached
    assert len({button.accessibleName() for button in buttons}) == len(buttons)


def test_what_is_open_longest_leads_to_its_story(ten: InsightsDesk) -> None:
    with Store.open(ten.path) as store:
        tell_open(store)
    ten.window.refresh()
    ten.settle()
    assert "Contoso <b>Ltd</b> · <b>Price</b>" in [
        label.text() for label in ten.page.list.findChildren(type(ten.page.since))
    ]
    assert ten.row(ten.page.open, 0) == ["<b>Price</b>", "Contoso <b>Ltd</b>", "2 Sep", "80"]
    (act,) = ten.page.list.findChildren(QPushButton)
    assert act.accessibleName().endswith("80 days")
    with ten.qtbot.waitSignal(ten.window.disagreement_wanted) as asked:
        act.click()
    assert asked.args == ["d-open"]


def test_another_playbook_can_be_looked_at(ten: InsightsDesk) -> None:
    assert not ten.page.steps.choice.isVisible()
    with Store.open(ten.path) as store:
        tell_agreed(store, 11, "approach", playbook="apple", first=20)
    ten.window.refresh()
    ten.settle()
    choice = ten.page.steps.choice
    assert (choice.count(), choice.currentData()) == (2, "apple")
    choice.setFocus()
    ten.qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert "share of 10 calls in which the step was done" in ten.words(ten.page.steps)


def test_a_picture_is_saved_as_its_ending_says(ten: InsightsDesk, tmp_path: Path) -> None:
    for name in ("steps.png", "steps.svg"):
        ten.window.pictures.save(tmp_path / name, ten.page.steps.heading, ten.page.steps.shown)
        ten.settle()
        assert ten.page.notice.text == f"Saved as {name}."
    assert QImage(str(tmp_path / "steps.png")).width() == 1440
    drawn = (tmp_path / "steps.svg").read_text(encoding="utf-8")
    assert "Present three options" in drawn
    assert drawn.rstrip().endswith("</svg>")


def test_every_card_can_be_a_picture(ten: InsightsDesk) -> None:
    for card in ten.page.cards:
        if card.shown.drawing is not None:
            image = QImage.fromData(png(card.heading, card.shown))
            below = range(130, image.height() - 40, 2)
            seen = {image.pixel(x, y) for x in range(60, 1380, 4) for y in below}
            assert QColor(current_tokens().accent).rgb() in seen
            assert svg(card.heading, card.shown).startswith(b"<?xml")


def test_a_picture_that_cannot_be_written_is_told(ten: InsightsDesk, tmp_path: Path) -> None:
    ten.window.pictures.save(
        tmp_path / "none" / "steps.png", ten.page.steps.heading, ten.page.steps.shown
    )
    ten.settle()
    assert ten.page.notice.text
    assert not (tmp_path / "none").exists()


def test_a_narrow_window_has_one_column(ten: InsightsDesk) -> None:
    ten.window.resize(1040, 700)
    ten.qtbot.waitUntil(lambda: ten.page.sure.x() > ten.page.steps.x())
    ten.window.resize(480, 700)
    ten.qtbot.waitUntil(lambda: ten.page.sure.x() == ten.page.steps.x())
    assert ten.page.sure.width() == ten.page.steps.width()
    assert ten.page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.2, "0 min"), (99, "99 min"), (100, "2 h"), (47 * 60, "47 h"), (48 * 60, "2 days")],
)
def test_a_time_is_as_exact_as_one_cares_for(minutes: float, said: str) -> None:
    assert time_said(minutes) == said


def test_a_key_and_the_menu_lead_here(qtbot: QtBot, tmp_path: Path) -> None:
    with history_page(qtbot, tmp_path / "history.db", fill) as page:
        window = page.window
        with qtbot.waitSignal(window.menu.insights_wanted):
            qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        entries = window.findChildren(MainMenu)[0].menu.actions()
        with qtbot.waitSignal(window.menu.insights_wanted):
            next(entry for entry in entries if entry.text().startswith("Insights…")).trigger()
