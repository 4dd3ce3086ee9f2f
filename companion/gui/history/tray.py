"""The banner above the list while a call runs: whatever is looked at, the way back is in sight."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.today.banner import RunningBanner
from companion.session import Clock
from companion.store.today import RunningCall


class Tray(QWidget):
    """Shows a banner for every running call; takes no room while none runs."""

    call_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until there is something."""
        super().__init__(parent)
        self._clock: Clock | None = None
        self._banners: dict[str, RunningBanner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self.hide()

    def serve(self, clock: Clock) -> None:
        """Say times as *clock* has them."""
        self._clock = clock

    def show_running(self, running: tuple[RunningCall, ...]) -> None:
        """Show what runs now; a banner that stays is only told how far its call is."""
        assert self._clock is not None
        now = self._clock.now()
        before, self._banners = self._banners, {}
        for call in running:
            banner = before.pop(call.call_id, None)
            if banner is None:
                banner = RunningBanner(call, now, self)
                banner.opened.connect(self.call_opened)
                self._column.addWidget(banner)
            banner.say(call, now)
            self._banners[call.call_id] = banner
        for gone in before.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.setVisible(bool(self._banners))
