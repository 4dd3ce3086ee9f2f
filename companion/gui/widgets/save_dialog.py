"""The system's own dialog for the place of a new file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget


def ask_where(
    window: QWidget, title: str, kind: str, name: str, chosen: Callable[[Path], object]
) -> None:
    """Ask where a file called *name* shall stand, at first among the documents; does not wait.

    *kind* is the filter of the dialog, such as "E-mail (*.eml)"; the ending is that of *name*.
    """
    from PySide6.QtWidgets import QFileDialog

    place = QStandardPaths.StandardLocation.DocumentsLocation
    dialog = QFileDialog(window, title, QStandardPaths.writableLocation(place))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
