"""A desk on a history of a test, with its first window open and nothing more to come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.desk import Desk
from companion.gui.tasks import Tasks
from companion.gui.theme.palette import Theme
from companion.paths import HISTORY_NAME, resource_root
from companion.session import Clock
from companion.settings import SettingsFile


@contextmanager
def open_desk(qtbot: QtBot, folder: Path, clock: Clock) -> Iterator[Desk]:
    """Open the desk on the history in *folder*, and close it with all of its windows."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    tasks = Tasks(folder / HISTORY_NAME)
    theme = Theme(app, resource_root() / "style", "light")
    desk = Desk(tasks, clock, SettingsFile(folder), theme)
    with qtbot.waitSignal(desk._history.ready):
        desk.open()
    qtbot.waitUntil(desk._watching.timer.isActive)
    yield desk
    desk.close()
    app.closeAllWindows()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tasks.close()
