"""The sheet on F1: all keys, those of the window it was asked from first."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.keys_sheet import Key, Region, keys_sheet
from companion.gui.widgets.card import Card
from companion.gui.widgets.keycap import KeyCap, spoken_keys
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label, wrapped

COLUMN_LETTERS = 44
"""Letters that a column needs for a key and a short sentence: below twice that there is one."""


class KeysWindow(PageScroll):
    """A calm page in two columns, or in one where the font is large; Escape closes it."""

    def __init__(self, kind: str) -> None:
        """Show the regions of the windows of that *kind* first."""
        super().__init__()
        self.setWindowTitle(self.tr("All keys"))
        # The arrows and Page Down scroll it, since nothing in it takes the focus.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("All keys"))
        first = [region for region in keys_sheet() if region.kind == kind]
        others = [region for region in keys_sheet() if region.kind != kind]
        self._cards = [_card(region) for region in (*first, *others)]
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._are_two: bool | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(12)
        for column in self._columns:
            column.setSpacing(12)
            row.addLayout(column, 1)
        self.setWidget(page)
        self._arrange()

    def _arrange(self) -> None:
        """Share the cards between as many columns as there is room for."""
        are_two = self.width() >= 2 * COLUMN_LETTERS * self.fontMetrics().averageCharWidth()
        if are_two == self._are_two:
            return
        self._are_two = are_two
        for column in self._columns:
            while column.takeAt(0):
                pass
        heights = [0, 0]
        for card in self._cards:
            place = heights.index(min(heights)) if are_two else 0
            heights[place] += card.sizeHint().height()
            self._columns[place].addWidget(card)
        for column in self._columns:
            column.addStretch(1)

    def sizeHint(self) -> QSize:
        """Two columns wide."""
        wide = int(2.3 * COLUMN_LETTERS * self.fontMetrics().averageCharWidth())
        return QSize(max(760, wide), 720)

    def minimumSizeHint(self) -> QSize:
        """One narrow column; the rest is scrolled to."""
        return QSize(320, 240)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and F1 close it, once for each time that they go down."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            if not event.isAutoRepeat():
                self.close()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may hold another number of columns."""
        super().resizeEvent(event)
        self._arrange()


def _card(region: Region) -> Card:
    card = Card()
    card.setAccessibleName(region.title)
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 10, 14, 12)
    column.setSpacing(6)
    column.addWidget(Label(card, region.title, "strong"))
    rows = QGridLayout()
    rows.setHorizontalSpacing(12)
    rows.setVerticalSpacing(4)
    rows.setColumnStretch(1, 1)
    for number, key in enumerate(region.keys):
        rows.addWidget(_caps(card, key), number, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(_words(card, key), number, 1, Qt.AlignmentFlag.AlignTop)
    column.addLayout(rows)
    return card


def _words(parent: QWidget, key: Key) -> Label:
    """Return what a key does; read out together with the key, which is a line of its own else."""
    words = wrapped(parent, key.does, "body")
    keys = " – ".join(spoken_keys(each) for each in (key.keys, key.to) if each)
    words.setAccessibleName(f"{keys}: {key.does}")
    return words


def _caps(parent: QWidget, key: Key) -> QWidget:
    caps = QWidget(parent)
    row = QHBoxLayout(caps)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(KeyCap(caps, key.keys))
    if key.to:
        row.addWidget(Label(caps, "–", "small"))
        row.addWidget(KeyCap(caps, key.to))
    row.addStretch(1)
    return caps
