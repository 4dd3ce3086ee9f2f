"""What one is reminded of is a click away, and the menu turns reminding off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from companion.gui.desk import Desk
from companion.gui.history.sidebar import Sidebar
from companion.gui.today.page import TodayPage
from companion.paths import HISTORY_NAME
from companion.session import begin_disagreement
from companion.settings import SettingsFile
from companion.store import Store
from tests.clock import NOON, HandClock
from tests.gui.open_desk import open_desk

# A desk brings its windows forward, which nobody can do offscreen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    clock = HandClock()
    with Store.open(tmp_path / HISTORY_NAME) as store:
        begun = begin_disagreement(store, clock, "Northwind")
        store.agenda.plan_check_in(begun.client, NOON.date())
    with open_desk(qtbot, tmp_path, clock) as desk:
        yield desk


def test_a_click_on_the_reminder_leads_to_today(desk: Desk, qtbot: QtBot) -> None:
    page = desk._history.findChildren(TodayPage)[0]
    desk._history.findChildren(Sidebar)[0].choose("all")
    assert not page.isVisible()
    desk._reminding.opened.emit()
    assert page.isVisible()


def test_the_menu_turns_reminding_off_and_saves_for_a_calendar(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    menu = desk._history.menu
    (entry,) = [act for act in menu.menu.actions() if act.text().startswith("Remind me")]
    assert entry.isChecked()
    entry.trigger()
    assert not SettingsFile(tmp_path).settings.remind
    menu.hints_chosen.emit("off")
    assert not entry.isChecked()
    menu.calendar_wanted.emit()
    qtbot.waitUntil(lambda: bool(desk._history.findChildren(QFileDialog)))
    desk._history.findChildren(QFileDialog)[0].reject()
