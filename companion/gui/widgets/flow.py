"""A layout that sets its items in rows, like words in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Fills rows from the left; an item that wants to expand takes the rest of its row."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Add a widget before the item at `place`."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Set every item into `rect`; returns the height that they need."""
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        for row in self._rows(inner.width()):
            high = max(item.sizeHint().height() for item in row)
            if move:
                self._place(row, QRect(inner.left(), top, inner.width(), high))
            top += high + self.spacing()
        margins = self.contentsMargins()
        return top - self.spacing() - rect.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in (each for each in self._items if not each.isEmpty()):
            wide = item.minimumSize().width()
            if rows[-1] and used + wide > width:
                rows.append([])
                used = 0
            rows[-1].append(item)
            used += wide + self.spacing()
        return [row for row in rows if row]

    def _place(self, row: list[QLayoutItem], rect: QRect) -> None:
        left = rect.left()
        for item in row:
            expands = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
            room = rect.right() + 1 - left
            wide = room if expands else min(item.minimumSize().width(), room)
            high = item.sizeHint().height()
            corner = QPoint(left, rect.top() + (rect.height() - high) // 2)
            item.setGeometry(QRect(corner, QSize(wide, high)))
            left += wide + self.spacing()

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at `index`, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at `index` out, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow layout is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at this width, in pixels."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Move every item to its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """As wide as its widest item: wider is up to the page."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item, with the margins."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
