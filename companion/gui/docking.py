"""Puts a window at the left or the right edge of the screen, as high as there is room."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


class Edge(StrEnum):
    """The side of the screen that a window stands at."""

    LEFT = "left"
    RIGHT = "right"


def docked(room: QRect, size: QSize, edge: Edge) -> QRect:
    """Return where a window of *size*, its frame included, stands at *edge* of *room*."""
    fitting = size.boundedTo(room.size())
    left = room.left() if edge is Edge.LEFT else room.right() + 1 - fitting.width()
    return QRect(QPoint(left, room.top()), fitting)


def dock(window: QWidget, edge: Edge, *, whole_height: bool) -> None:
    """Put *window* at *edge* of the screen that it is on, in all of its height or its own."""
    room = window.screen().availableGeometry()
    frame = window.frameGeometry().size() - window.size()
    height = room.height() if whole_height else window.height() + frame.height()
    place = docked(room, QSize(window.width() + frame.width(), height), edge)
    if window.isMaximized() or window.isFullScreen():
        window.showNormal()
    window.resize(place.size() - frame)
    window.move(place.topLeft())


def can_place_windows() -> bool:
    """Whether a program may place its windows here; a Wayland compositor does that itself."""
    return not QGuiApplication.platformName().startswith("wayland")
