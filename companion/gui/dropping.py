"""Files that are dropped on a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

HISTORIES = (".json",)
"""How the name of a history ends that another Companion wrote."""

CONTACTS = (".vcf", ".vcard", ".csv", ".tsv")
"""How the name of a file ends that an address book wrote."""


class DroppedFiles(QObject):
    """Takes one file at a time, by its ending; what is in it is somebody else's to read."""

    dropped = Signal(str)
    """The path of a file that was dropped."""

    def __init__(self, window: QWidget, endings: tuple[str, ...]) -> None:
        """Let files with one of these *endings* be dropped on *window*."""
        super().__init__(window)
        self._endings = endings
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged over the window where it is one such file."""
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent)):
            if self._file_in(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent):
            path = self._file_in(event.mimeData())
            if path:
                event.acceptProposedAction()
                self.dropped.emit(path)
                return True
        return super().eventFilter(watched, event)

    def _file_in(self, dragged: QMimeData) -> str:
        """Return the path of the one such file that is dragged; empty for anything else."""
        urls = dragged.urls()
        path = urls[0].toLocalFile() if len(urls) == 1 else ""
        return path if Path(path).suffix.casefold() in self._endings else ""
