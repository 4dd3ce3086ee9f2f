"""How much is said during a call is set in the menu, kept, and told to the calls that run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.desk import Desk
from companion.gui.live.window import LiveWindow
from companion.gui.playbooks.window import PlaybooksWindow
from companion.method.live_state import Level
from companion.paths import HISTORY_NAME
from companion.settings import HintLevel, SettingsFile
from tests.clock import HandClock
from tests.gui.live_page import running_call
from tests.gui.open_desk import open_desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    clock = HandClock()
    running_call(tmp_path / HISTORY_NAME, clock)
    with open_desk(qtbot, tmp_path, clock) as desk:
        yield desk


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
    desk._history.menu.hints_chosen.emit("more")
    assert [*levels, live.hinting.level] == [Level.QUIET, Level.MORE]
    assert SettingsFile(tmp_path).settings.hints is HintLevel.MORE


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_opens_the_playbooks_once(desk: Desk, qtbot: QtBot) -> None:
    desk._history.menu.playbooks_wanted.emit()
    desk._history.menu.playbooks_wanted.emit()
    assert _window_of(PlaybooksWindow).isVisible()


def test_the_levels_of_the_settings_are_those_of_the_rules() -> None:
    assert [level.value for level in HintLevel] == [level.value for level in Level]
