"""The table of a plot: the same figures for a keyboard, a screen reader, and whoever wants them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from companion.gui.insights.drawing import figures
from companion.model.value import Value

_MOST_LINES = 12
"""Lines that are shown before the table scrolls."""


class Figures(Value, frozen=True, kw_only=True):
    """Headings and rows; the first column names the row, and the first *words* are no figures."""

    words: int = 1
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class FiguresTable(QTableWidget):
    """Shows Figures; the arrows go through its cells, Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until ``show_figures``."""
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setProperty("role", "figures")
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._take_font()

    def show_figures(self, shown: Figures, name: str) -> None:
        """Show *shown*; a screen reader hears its *name*."""
        self.setAccessibleName(name)
        self.setColumnCount(len(shown.headings))
        self.setRowCount(len(shown.rows))
        self.setHorizontalHeaderLabels(list(shown.headings))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for column in range(len(shown.headings)):
            heading = self.horizontalHeaderItem(column)
            if heading is not None:
                heading.setTextAlignment(left if column < shown.words else right)
            for row, words in enumerate(shown.rows):
                item = QTableWidgetItem(words[column])
                item.setTextAlignment(left if column < shown.words else right)
                self.setItem(row, column, item)
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.resizeRowsToContents()
        self._spread()
        self.updateGeometry()

    def _spread(self) -> None:
        """Give what room is left to the first column; where none is, the table scrolls."""
        header, count = self.horizontalHeader(), self.columnCount()
        needed = sum(
            max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) for at in range(count)
        )
        modes = QHeaderView.ResizeMode
        is_room = needed <= self.viewport().width()
        if count:
            header.setSectionResizeMode(0, modes.Stretch if is_room else modes.ResizeToContents)

    def _take_font(self) -> None:
        self.setFont(figures("small"))
        self.horizontalHeader().setFont(figures("small_strong"))

    def sizeHint(self) -> QSize:
        """As high as its lines, up to a dozen."""
        lines = [self.rowHeight(row) for row in range(min(self.rowCount(), _MOST_LINES))]
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(200, self.horizontalHeader().sizeHint().height() + sum(lines) + bar + 4)

    def minimumSizeHint(self) -> QSize:
        """As high as its lines, and narrow: it scrolls."""
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the new width."""
        super().resizeEvent(event)
        self._spread()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._take_font()
            self._fit()
