"""A list of lines of one height, of which one is looked at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView


def be_line_list(view: QListView) -> None:
    """Let *view* show lines of one height, one of them chosen, and scroll by pixels."""
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)


def keep_in_sight(view: QListView, before: QSize) -> None:
    """Let the line that is looked at stay seen where a notice takes room from *view*.

    *before* is the size that it had; what was scrolled away before is left there.
    """
    current = view.currentIndex()
    if current.isValid() and QRect(QPoint(0, 0), before).intersects(view.visualRect(current)):
        view.scrollTo(current)
