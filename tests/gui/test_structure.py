"""What keeps the window quick, proved without a clock: what it imports, and who waits for the disk.

Figures belong to `python3 dev.py bench`; what is here fails on any machine, however fast.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from companion.exchange.demo import believable_year
from companion.gui.desk import Desk
from companion.gui.history.window import HistoryWindow
from companion.gui.live.window import LiveWindow
from companion.gui.tasks import Tasks
from companion.gui.theme.palette import Theme
from companion.gui.widgets.entry import GrowingEntry
from companion.paths import HISTORY_NAME, resource_root
from companion.settings import SettingsFile
from companion.store import Store
from tests.clock import HandClock

HEAVY = {
    "PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvg", "_ssl", "asyncio", "click",
    "cryptography", "email", "email_validator", "hashlib", "http", "jsonschema",
    "keyring", "logging.handlers", "markdown_it", "platformdirs", "smtplib", "sqlite_utils",
    "urllib.request",
}  # fmt: skip
"""What a window on a history that exists does without until its first rows are painted."""

START = """
import sys
from pathlib import Path
import companion.app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def listen():
    for window in QApplication.allWidgets():
        if hasattr(window, "ready"):
            watch.stop()
            window.ready.connect(tell)

def tell():
    print(*sys.modules)
    QApplication.closeAllWindows()

app = companion.app.application()
watch = QTimer(interval=0)
watch.timeout.connect(listen)
watch.start()
sys.exit(companion.app.run(Path(sys.argv[1])))
"""


def modules_after(code: str, *arguments: str) -> set[str]:
    """Return the modules that *code* prints from a program of its own."""
    command = [sys.executable, "-c", code, *arguments]
    # Measuring coverage brings imports of its own.
    kept = {name: text for name, text in os.environ.items() if not name.startswith("COV")}
    env = {**kept, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=60)
    return set(done.stdout.split())


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return a data folder with the demo's year in it."""
    with Store.open(tmp_path / HISTORY_NAME) as store:
        store.documents.load(believable_year(datetime.now().astimezone()))
    return tmp_path


def test_the_first_rows_are_painted_without_any_heavy_import(demo: Path) -> None:
    imported = modules_after(START, str(demo))
    assert "companion.gui.history.window" in imported
    assert sorted(imported & HEAVY) == []


@pytest.mark.parametrize("module", ["companion.__main__", "companion.app"])
def test_what_a_start_imports_first_is_light(module: str) -> None:
    imported = modules_after(f"import sys, {module}; print(*sys.modules)")
    assert sorted(imported & HEAVY) == []


class DiskCalls:
    """Remembers every call into the connection to the history that this thread makes."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        place = Path(frame.f_code.co_filename)
        if event == "call" and place.parts[-2:] == ("store", "connection.py"):
            self.seen.append(frame.f_code.co_name)


@contextmanager
def watched() -> Iterator[DiskCalls]:
    """Look at every Python call of this thread, as a profiler does."""
    calls = DiskCalls()
    sys.setprofile(calls)
    try:
        yield calls
    finally:
        sys.setprofile(None)


@pytest.fixture
def desk(demo: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    """Return the desk of a window that was not opened yet."""
    settings = SettingsFile(demo)
    theme = Theme(qapp, resource_root() / "style")
    tasks = Tasks(demo / HISTORY_NAME)
    desk = Desk(tasks, HandClock(), settings, theme)
    yield desk
    desk.close()
    for window in QApplication.topLevelWidgets():
        window.close()
    qtbot.waitUntil(lambda: tasks.is_idle)
    tasks.close()
    qapp.setStyleSheet("")


def child(window: QWidget, kind: type[QObject]) -> QObject:
    found = window.findChild(kind)
    assert found is not None
    return found


def test_the_watch_sees_a_call_on_this_thread(tmp_path: Path) -> None:
    with watched() as calls, Store.open(tmp_path / HISTORY_NAME) as store:
        store.data_version()
    assert "value" in calls.seen


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_opening_searching_and_noting_leave_the_disk_to_other_threads(
    desk: Desk, qtbot: QtBot
) -> None:
    windows: list[QWidget] = []
    desk.window_opened.connect(windows.append)
    assert threading.current_thread() is threading.main_thread()
    with watched() as calls:
        desk.open()
        [history] = windows
        assert isinstance(history, HistoryWindow)
        qtbot.waitSignal(history.ready).wait()
        QTest.keyClicks(child(history, QLineEdit), "budget")  # type: ignore[arg-type]
        history.menu.unplanned_wanted.emit()
        qtbot.waitUntil(lambda: len(windows) == 2)
        live = windows[1]
        assert isinstance(live, LiveWindow)
        entry = live.findChild(GrowingEntry, "note")
        assert isinstance(entry, GrowingEntry)
        qtbot.waitUntil(entry.isEnabled)
        with qtbot.waitSignal(live.note_saved):
            QTest.keyClicks(entry, "They look at cost\r")
    assert calls.seen == []
