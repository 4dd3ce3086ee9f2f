"""Notifications of Windows and macOS, by the tray: Qt hands them to the system from there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from companion.gui.reminding.words import Reminder


class TrayNotifier(QObject):
    """Shows an icon in the tray for as long as there is something to open."""

    opened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None

    def show(self, reminder: Reminder, shown: Callable[[bool], object]) -> None:
        """Show it in the place of an earlier one; *shown* gets whether that could be done."""
        able = QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
        if able:
            icon = self._shown_icon()
            icon.setToolTip(reminder.title)
            icon.showMessage(reminder.title, reminder.text, QApplication.windowIcon())
        shown(able)

    def close(self) -> None:
        """Take the icon out of the tray."""
        if self._icon is not None:
            self._icon.hide()

    def _shown_icon(self) -> QSystemTrayIcon:
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._icon.messageClicked.connect(self._open)
            self._icon.activated.connect(self._open)
        self._icon.show()
        return self._icon

    def _open(self) -> None:
        self.close()
        self.opened.emit()
