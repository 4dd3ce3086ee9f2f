"""Gives the banners as much room as they need, and never more than their share of the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.gui.history.tray import Tray
from companion.gui.widgets.scroll import PageScroll

_SHARE: Final = 0.45


class TrayRoom(PageScroll):
    """Holds the tray; what does not fit its share of the window's height scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty tray, which takes no room."""
        super().__init__(parent)
        self.tray = Tray()
        self.setWidget(self.tray)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.tray.installEventFilter(self)

    def _fit(self) -> None:
        whole = self.window().height()
        wanted = self.tray.sizeHint().height() if self.tray.isVisibleTo(self) else 0
        if self.tray.hasHeightForWidth() and wanted:
            wanted = self.tray.heightForWidth(self.viewport().width())
        self.setFixedHeight(min(wanted, round(whole * _SHARE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew: another width breaks texts elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit when the tray has more or less to show."""
        kinds = (QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
        if watched is self.tray and event.type() in kinds:
            self._fit()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width of its own."""
        return QSize(0, 0)
