"""What happens with an error that nobody expected: a log line without anyone's words, one notice.

The hook here is one of the two places where everything is caught: a bug in one act must not take
the window, and with it what is being typed, away from a person in a call.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from companion.errors import CompanionError
from companion.gui.widgets.text import tell

LOG_NAME = "companion.log"
LOG_SIZE = 1_000_000
LOGS_KEPT = 3

_log = logging.getLogger("companion")


class Faults(QObject):
    """Takes errors from any thread and shows the first of them as a notice."""

    _happened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Stand ready; ``watch_for_bugs`` puts the hooks in."""
        super().__init__(parent)
        self._told = False
        self._happened.connect(self._tell_once)

    def take(
        self,
        kind: type[BaseException],
        _error: BaseException,
        where: TracebackType | None,
    ) -> None:
        """Log where an error came from, without its text, which may hold a person's words."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        _log.error("a bug: %s\n%s", kind.__name__, _places(where))
        self._happened.emit()

    def _tell_once(self) -> None:
        if self._told:
            return
        self._told = True
        tell(
            None,
            self.tr("Something in Companion went wrong."),
            self.tr(
                "Everything that was shown as saved is saved. You can go on working;"
                " if it happens again, close the window and open it anew."
            ),
        )


def watch_for_bugs(folder: Path) -> Faults:
    """Log to *folder* and take every error that reaches the top of any thread."""
    _start_log(folder)
    faults = Faults(QCoreApplication.instance())
    sys.excepthook = faults.take
    threading.excepthook = lambda args: faults.take(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    return faults


def show_fatal(error: CompanionError) -> int:
    """Tell that the history cannot be opened, wait for the person, return the exit code."""
    print(error.sentence(), file=sys.stderr)  # noqa: T201 - for who started it from a terminal
    box = tell(None, str(error), error.advice)
    box.exec()
    return error.exit_code


def _places(where: TracebackType | None) -> str:
    """Return the places of a traceback, one a line, without source lines and values."""
    frames = traceback.extract_tb(where)
    return "\n".join(f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)


class LogFile(logging.Handler):
    """Writes to a rotating file, which is opened for the first line and not for a quiet start."""

    def __init__(self, path: Path) -> None:
        """Keep *path*; nothing is opened yet."""
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def close(self) -> None:
        """Close the file, if there was a line to write."""
        if self._file is not None:
            self._file.close()
        super().close()

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, if the disk takes it: a log is no reason to complain in a terminal."""
        try:
            if self._file is None:
                self._file = _rotating(self._path)
            self._file.handle(record)
        except OSError:
            return


def _rotating(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    class QuietFile(RotatingFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:
            """Drop a line that the disk does not take, where logging would print a traceback."""

    log = QuietFile(path, maxBytes=LOG_SIZE, backupCount=LOGS_KEPT, encoding="utf-8")
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return log


def _start_log(folder: Path) -> None:
    _log.addHandler(LogFile(folder / LOG_NAME))
    _log.setLevel(logging.INFO)
    try:
        faulthandler.enable((folder / "crash.log").open("w", encoding="utf-8"))
    except OSError:
        # Without a log the program is as good as with one; the disk tells its own story.
        return
