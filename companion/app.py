"""The one place that builds the program's parts and wires them together."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLockFile
from PySide6.QtWidgets import QApplication

from companion import __version__
from companion.gui.announce import Access
from companion.gui.frame import Frame
from companion.gui.places import Places
from companion.gui.theme.palette import Theme
from companion.paths import HISTORY_NAME, default_data_dir, resource_root
from companion.settings import SettingsFile

_LOCK = "window.lock"

TURN_S = 0.0005
"""Seconds after which a thread lets another one have its turn at Python.

With Python's own 5 ms the slowest notes in a hundred came to the screen 10 ms later: the window
waits for the writer, which waits for the window.
"""


def run(data_dir: Path | None = None) -> int:
    """Open the window on the history in *data_dir* (the person's own by default).

    Returns the exit code: 0, also when another window on the same history was raised instead.
    """
    os.umask(0o077)
    sys.setswitchinterval(TURN_S)
    app = application()
    folder = data_dir or default_data_dir()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        from companion.gui.faults import show_fatal
        from companion.store.driver import file_error

        return show_fatal(file_error(error, folder))
    lock = _lock(folder)
    if not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError:
        from companion.gui.single import raise_running

        raise_running(folder)
        return 0
    return _work(app, folder)


def was_left(folder: Path) -> bool:
    """Return whether a window stood on the history in *folder*, and was killed since."""
    if not (folder / _LOCK).exists():
        return False
    lock = _lock(folder)
    is_free = lock.tryLock(0)
    lock.unlock()
    return is_free


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)
    return lock


def application() -> QApplication:
    """Return the application object on Fusion with its names set, for the window and for tests."""
    # As an argument: setStyle hands the style to Python, which takes 6 ms to know its enums.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Companion")
    app.setApplicationDisplayName("Companion")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("companion")
    app.setQuitOnLastWindowClosed(True)
    return app


def _work(app: QApplication, folder: Path) -> int:
    settings = SettingsFile(folder)
    theme = Theme(app, resource_root() / "style", settings.settings.theme)
    Access(app)
    places = Places(settings)
    frame = Frame()
    places.restore(frame, "history")
    frame.show()
    # What is typed meanwhile waits for the page, which knows what to do with it.
    but_no_keys = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
    app.processEvents(but_no_keys)
    # The window manager places the window meanwhile, and between two of these it is painted.
    for part in ("companion.model", "companion.store", "companion.gui.tasks"):
        import_module(part)
        app.processEvents(but_no_keys)
    return _furnish(app, folder, settings, theme, frame)


def _furnish(
    app: QApplication, folder: Path, settings: SettingsFile, theme: Theme, frame: Frame
) -> int:
    """Put the history into the frame that stands on the screen, and work until it is closed."""
    from companion.clocks import SystemClock
    from companion.gui.desk import Desk
    from companion.gui.faults import watch_for_bugs
    from companion.gui.tasks import Tasks

    tasks = Tasks(folder / HISTORY_NAME)
    watch_for_bugs(folder)
    desk = Desk(tasks, SystemClock(), settings, theme, frame)
    desk.open()
    code = app.exec() if frame.isVisible() else 0
    desk.close()
    tasks.close()
    return desk.exit_code or code
