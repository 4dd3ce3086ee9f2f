"""The main window's frame: painted before what belongs into it has even been imported."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

SIZE = (1180, 620)
"""Pixels at scale 1, as the main page is designed."""


class Frame(QWidget):
    """An empty window in the colours of the theme, until it is given its page.

    It is what makes the window come at once: a person sees it, and the window manager has placed
    it, while the page's modules are still being read.
    """

    def __init__(self) -> None:
        """Make the window; ``show`` it at once."""
        super().__init__()
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.resize(*SIZE)
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    def hold(self, page: QWidget) -> None:
        """Show *page* in all of the window, and give the keyboard to what wants it there."""
        self._room.addWidget(page)
        page.show()
        wanting = page.focusWidget()
        if wanting is not None:
            wanting.setFocus()
