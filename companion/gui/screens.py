"""The screens that are there, and where a window goes when the one that it stood on is gone."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication


class Screen(Struct, frozen=True):
    """A screen by its name and place, and the room on it that no panel takes."""

    name: str
    whole: QRect
    room: QRect


class Screens(QObject):
    """The screens of now, the first of them the primary one; tests pass their own."""

    changed = Signal()
    """A screen came, went or became another one."""

    def __init__(self) -> None:
        super().__init__()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self.changed)
            app.screenRemoved.connect(self.changed)
            app.primaryScreenChanged.connect(self.changed)

    def all(self) -> tuple[Screen, ...]:
        """Return every screen."""
        return tuple(
            Screen(screen.name(), screen.geometry(), screen.availableGeometry())
            for screen in QGuiApplication.screens()
        )


def pulled_back(frame: QRect, screens: Sequence[Screen]) -> QRect:
    """Return where a window with that *frame* can be reached: where it is, if half of it is seen.

    Otherwise it is moved into the screen that shows most of it, or else into the first one.
    """
    if not screens or 2 * sum(_seen(frame, each) for each in screens) >= _area(frame):
        return frame
    room = max(screens, key=lambda each: _seen(frame, each)).room
    size = frame.size().boundedTo(room.size())
    left = min(max(frame.left(), room.left()), room.left() + room.width() - size.width())
    top = min(max(frame.top(), room.top()), room.top() + room.height() - size.height())
    return QRect(QPoint(left, top), size)


def _seen(frame: QRect, screen: Screen) -> int:
    return _area(frame.intersected(screen.room))


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
