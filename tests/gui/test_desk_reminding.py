"""What one is reminded of is a click away, and the menu turns reminding off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from companion.gui.desk import Desk
from companion.gui.history.sidebar import Sidebar
from companion.gui.tasks import Tasks
from companion.gui.theme.palette import Theme
from companion.gui.today.page import TodayPage
from companion.paths import resource_root
from companion.session import begin_disagreement
from companion.settings import SettingsFile
from companion.store import Store
from tests.clock import NOON, HandClock

# A desk brings its windows forward, which nobody can do offscreen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    path, clock = tmp_path / "history.db", HandClock()
    with Store.open(path) as store:
        begun = begin_disagreement(store, clock, "Northwind")
        store.agenda.plan_check_in(begun.client, NOON.date())
    tasks = Tasks(path)
    desk = Desk(tasks, clock, SettingsFile(tmp_path), Theme(qapp, resource_root() / "style"))
    with qtbot.waitSignal(desk._history.ready):
        desk.open()
    qtbot.waitUntil(desk._watching.timer.isActive)
    yield desk
    desk.close()
    desk._history.close()
    tasks.close()


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
    menu.calendar_wanted.emit()
    qtbot.waitUntil(lambda: bool(desk._history.findChildren(QFileDialog)))
    desk._history.findChildren(QFileDialog)[0].reject()
