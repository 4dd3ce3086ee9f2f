"""Invitations come in by the window: a calendar file is chosen, or dropped anywhere on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

ENDINGS = (".ics", ".vcs", ".ical")


class Invitations(QObject):
    """Takes one calendar file at a time; what is in it is somebody else's to read."""

    chosen = Signal(str)
    """The path of a file that a call shall be prepared from."""

    def __init__(self, window: QWidget) -> None:
        """Let files be dropped on *window*."""
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def ask(self) -> None:
        """Let the person choose a file."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, self.tr("Prepare from an invitation"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Invitations (*.ics *.vcs *.ical)"), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged over the window where it is one calendar file."""
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent)):
            if calendar_in(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent):
            path = calendar_in(event.mimeData())
            if path:
                event.acceptProposedAction()
                self.chosen.emit(path)
                return True
        return super().eventFilter(watched, event)


def calendar_in(dragged: QMimeData) -> str:
    """Return the path of the one calendar file that is dragged; empty for anything else."""
    urls = dragged.urls()
    path = urls[0].toLocalFile() if len(urls) == 1 else ""
    return path if Path(path).suffix.casefold() in ENDINGS else ""
