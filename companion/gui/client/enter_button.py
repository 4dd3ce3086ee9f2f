"""A button of a page that is gone through by keys: Enter presses it as Space does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from companion.gui.widgets.keycap import KeyButton


class EnterButton(KeyButton):
    """Is pressed by Enter too, once for each time that the key goes down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter; everything else is as it is for any button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)
