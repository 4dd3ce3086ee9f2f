"""The page on many disagreements: its cards, in two columns where there is room for two."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.insights.card import InsightCard
from companion.gui.insights.open_list import OpenList
from companion.gui.theme.type import letter_width
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label

_TWO_COLUMNS = 115
"""Average letters that the page is wide at least to have two columns."""

WIDEST = 1280
"""Pixels at which a card is still read in one look."""


class InsightsPage(PageScroll):
    """The widgets and where they stand; what they show is the window's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out empty cards."""
        super().__init__(parent)
        self._inside = QWidget(self)
        inside = self._inside
        self.notice = NoticeBar(inside)
        self.title = Label(inside, self.tr("Insights"), "page_title")
        self.since = Label(inside, "", "muted")
        self.tables = KeyButton(inside, self.tr("Show all tables"), "T")
        self.tables.setProperty("link", True)
        self.list = OpenList(inside)
        self.steps = InsightCard(inside, self.tr("What we skip, and how those calls end"))
        self.sure = InsightCard(inside, self.tr("How sure, how right"))
        self.recaps = InsightCard(inside, self.tr("From the end of the call to the recap"))
        self.open = InsightCard(inside, self.tr("Open longest"), self.list)
        self.clients = InsightCard(inside, self.tr("How they landed, by client"))
        self.quarters = InsightCard(inside, self.tr("How they landed, by quarter"))
        self._note = Label(inside, "", "small")
        self._columns = 0
        self._lay_out()

    @property
    def cards(self) -> tuple[InsightCard, ...]:
        """The cards in the order in which one reads them."""
        return (self.steps, self.sure, self.recaps, self.open, self.clients, self.quarters)

    def _lay_out(self) -> None:
        self._note.setText(
            self.tr("These figures show what went together, and not what caused it.")
        )
        self._note.set_wrap()
        self._inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(4)
        column.addWidget(self.notice)
        column.addWidget(self.title)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.since)
        head.addWidget(self.tables)
        head.addStretch(1)
        column.addLayout(head)
        column.addSpacing(12)
        both = self._both = QHBoxLayout()
        both.setSpacing(16)
        self._sides = (QVBoxLayout(), QVBoxLayout())
        for side, share in zip(self._sides, (62, 38), strict=True):
            side.setSpacing(16)
            side.addStretch(1)
            both.addLayout(side, share)
        column.addLayout(both)
        column.addSpacing(10)
        column.addWidget(self._note)
        column.addStretch(1)
        self.setWidget(self._inside)
        self._place_cards()

    def _place_cards(self) -> None:
        """Lay the cards in two columns, the left one wider, or below each other."""
        letter = letter_width(self.fontMetrics())
        columns = 2 if self.viewport().width() >= _TWO_COLUMNS * letter else 1
        if columns == self._columns:
            return
        self._columns = columns
        self._both.setStretch(1, 38 if columns == 2 else 0)
        self._both.setSpacing(16 if columns == 2 else 0)
        for number, card in enumerate(self.cards):
            for side in self._sides:
                side.removeWidget(card)
            side = self._sides[number % columns]
            side.insertWidget(side.count() - 1, card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        self._place_cards()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_sides"):
            self._place_cards()
