"""Invitations come in by the window: a calendar file is chosen, or dropped anywhere on it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.gui.dropping import DroppedFiles

ENDINGS = (".ics", ".vcs", ".ical")


class Invitations(QObject):
    """Takes one calendar file at a time; what is in it is somebody else's to read."""

    chosen = Signal(str)
    """The path of a file that a call shall be prepared from."""

    def __init__(self, window: QWidget) -> None:
        """Let files be dropped on *window*."""
        super().__init__(window)
        self._window = window
        DroppedFiles(window, ENDINGS).dropped.connect(self.chosen)

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
