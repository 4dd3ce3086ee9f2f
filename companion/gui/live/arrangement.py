"""Which parts of the live window are shown: by its height, compact, or for a read-back."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from companion.gui.forms.ui_live import Ui_LiveWindow
from companion.gui.places import FRAME

LOW_LINES = 50
"""Lines of text under which the window is low: then the open step stands alone."""

NARROWEST, WIDEST = 320, 460
"""Pixels: beside a call, a wider window would cover it, in a narrower one nothing is read."""

USUAL = QSize(400, 900)
"""Narrow and high, to stand beside the call."""


class Arrangement:
    """Decides in one place, so that two reasons for hiding a part do not fight over it."""

    def __init__(self, window: QWidget, page: Ui_LiveWindow) -> None:
        """Arrange the parts of *page* in *window*."""
        self._window = window
        self._page = page
        self._is_compact = False
        self._is_reading = False
        self._height_before = 0
        window.setMinimumWidth(NARROWEST)
        window.setMaximumWidth(WIDEST)

    @property
    def is_compact(self) -> bool:
        """Whether only the current step, the clock and the entry are shown."""
        return self._is_compact

    def set_compact(self, *, on: bool) -> None:
        """Show the current step, the clock and the entry alone, or everything again."""
        if on == self._is_compact:
            return
        if on:
            self._height_before = self._window.height()
        self._is_compact = on
        self.fit()
        self._take_height()

    def set_reading(self, *, on: bool) -> None:
        """Give the room to the agreement that is read back, or back to the page."""
        self._is_reading = on
        self.fit()

    def fit(self) -> None:
        """Show what belongs there, as much of it as a low window has room for."""
        page, compact, reading = self._page, self._is_compact, self._is_reading
        tight = compact or self._is_low()
        for part in (page.header, page.strip, page.steps):
            part.set_tight(on=tight)
        page.strip.setHidden(compact or reading)
        page.stepsScroll.setHidden(reading)
        page.outcomeCard.setHidden(compact or reading)
        page.readBack.setVisible(reading)
        page.notes.setHidden(compact or reading)
        page.endBar.setHidden(compact)
        page.body.setSpacing(6 if tight else 10)
        page.body.setContentsMargins(12, 6 if tight else 10, 12, 8 if compact else 0)

    def _is_low(self) -> bool:
        return self._window.height() < LOW_LINES * self._window.fontMetrics().lineSpacing()

    def _take_height(self) -> None:
        """Let the window be as high as what is shown needs, or as it was before."""
        if self._is_compact:
            self._window.layout().activate()  # type: ignore[union-attr]
            height = self._window.minimumSizeHint().height()
        else:
            room = self._window.screen().availableGeometry().height() - FRAME.height()
            height = min(self._height_before or USUAL.height(), room)
        self._window.resize(self._window.width(), height)
