"""Lets Enter press the button that has the focus, as Space does, in whatever window it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from companion.gui.widgets.keycap import is_plain_enter


class Pressing(QObject):
    """Watches windows for an Enter that nobody in them took; Qt itself minds it in dialogs only."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button once for each time that the key goes down."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        button = watched.focusWidget() if isinstance(watched, QWidget) else None
        if not (is_plain_enter(event) and isinstance(button, QPushButton)):
            return False
        if not event.isAutoRepeat():
            button.click()
        return True
