"""How much is said during a call is set in the menu, kept, and told to the calls that run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.desk import Desk
from companion.gui.live.window import LiveWindow
from companion.gui.playbooks.window import PlaybooksWindow
from companion.gui.tasks import Tasks
from companion.gui.theme.palette import Theme
from companion.method.live_state import Level
from companion.paths import resource_root
from companion.settings import HintLevel, SettingsFile
from tests.clock import HandClock
from tests.gui.live_page import running_call


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    path, clock = tmp_path / "history.db", HandClock()
    running_call(path, clock)
    tasks = Tasks(path)
    theme = Theme(app, resource_root() / "style", "light")
    desk = Desk(tasks, clock, SettingsFile(tmp_path), theme)
    with qtbot.waitSignal(desk._history.ready):
        desk.open()
    qtbot.waitUntil(desk._watching.timer.isActive)
    yield desk
    desk.close()
    app.closeAllWindows()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tasks.close()


def _window_of(kind: type[LiveWindow] | type[PlaybooksWindow]) -> LiveWindow | PlaybooksWindow:
    (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    return window


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_level_chosen_in_the_menu_is_kept_and_told_to_the_running_call(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: any(isinstance(w, LiveWindow) for w in QApplication.topLevelWidgets()))
    live = _window_of(LiveWindow)
    assert isinstance(live, LiveWindow)
    levels = [live.hinting.level]
    desk._history.hints_chosen.emit("more")
    assert [*levels, live.hinting.level] == [Level.QUIET, Level.MORE]
    assert SettingsFile(tmp_path).settings.hints is HintLevel.MORE


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_opens_the_playbooks_once(desk: Desk, qtbot: QtBot) -> None:
    desk._history.playbooks_wanted.emit()
    desk._history.playbooks_wanted.emit()
    assert _window_of(PlaybooksWindow).isVisible()


def test_the_levels_of_the_settings_are_those_of_the_rules() -> None:
    assert [level.value for level in HintLevel] == [level.value for level in Level]
