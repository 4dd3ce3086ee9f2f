"""A part of a client's page: a heading above a card of lines with thin dividers between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.widgets.card import Card, divider
from companion.gui.widgets.empty import empty
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label


class PageSection(QWidget):
    """Shows the widgets that it is given, or is hidden where there are none."""

    more_wanted = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        """Be hidden until ``show_rows``."""
        super().__init__(parent)
        self._card = Card(self)
        self._rows = QVBoxLayout(self._card)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(0)
        self.more = KeyButton(self)
        self.more.setProperty("link", True)
        self.more.clicked.connect(self.more_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(self, heading, "caps"))
        column.addWidget(self._card)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.hide()
        self.hide()

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show *rows* in place of those that stand there."""
        empty(self._rows)
        for place, row in enumerate(rows):
            if place:
                self._rows.addWidget(divider(self._card))
            self._rows.addWidget(row)
            row.show()  # at once: a layout does so some events later, and the page would jump
        self.setVisible(bool(rows))

    def offer_more(self, words: str) -> None:
        """Say below the lines how many more there are; an empty text says nothing."""
        self.more.setText(words)
        self.more.setVisible(bool(words))
