"""The list at the left of a window that chooses what the rest of it shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSizePolicy, QWidget


def side_list(parent: QWidget, name: str, least_width: int) -> QListWidget:
    """Return an empty list, as wide as its place and never wider than it: long lines are cut."""
    made = QListWidget(parent)
    made.setAccessibleName(name)
    made.setProperty("role", "nav")
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    made.setMinimumWidth(least_width)
    return made
