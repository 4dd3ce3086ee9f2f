"""Which parts of the live window are shown: by its height, compact, or for a read-back."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.gui.forms.ui_live import Ui_LiveWindow
from companion.gui.places import FRAME

LOW_LINES = 50
"""Lines of text under which the window is low: then the open step stands alone."""

LOWEST_LINES = 26
"""Lines under which even what never moves gives way to the step, the notes and the entry."""

NARROW_LINES = 16
"""How often the height of a line goes into a width that is narrow for these letters."""

LEAST_LINES = 11
"""How often the height of a line must go into the width for names and times to be whole."""

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
        for part in (page.top, page.safeSign, page.header):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

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
        # Once more when what is shown has its width, which breaks its lines elsewhere.
        QTimer.singleShot(0, self._window, self._take_height)

    def set_reading(self, *, on: bool) -> None:
        """Give the room to the agreement that is read back, or back to the page."""
        self._is_reading = on
        self.fit()

    def fit(self) -> None:
        """Show what belongs there, as much of it as a low window has room for."""
        page, compact, reading = self._page, self._is_compact, self._is_reading
        lines = self._window.height() / self._window.fontMetrics().lineSpacing()
        tight, lowest = compact or lines < LOW_LINES, not compact and lines < LOWEST_LINES
        for part in (page.header, page.strip, page.steps):
            part.set_tight(on=tight)
        page.header.set_lowest(on=lowest)
        narrow = self._window.width() < NARROW_LINES * self._window.fontMetrics().lineSpacing()
        for head_or_foot in (page.header, page.endBar):
            head_or_foot.set_narrow(on=narrow)
        page.notes.set_least_lines(3 if lowest else 5.5)
        page.strip.setHidden(compact or lowest or reading)
        page.stepsScroll.setHidden(reading)
        page.outcomeCard.setHidden(compact or reading)
        page.readBack.setVisible(reading)
        page.notes.setHidden(compact or reading)
        _let_grow(page.notesCard, on=not (compact or reading))
        # Alone in its card, the entry has no line over it.
        page.entry.set_edge("" if compact or reading else "top")
        page.notesBox.setContentsMargins(1, 1 if compact or reading else 5, 1, 1)
        page.endBar.setHidden(compact)
        page.body.setSpacing(6 if tight else 10)
        page.body.setContentsMargins(12, 6 if tight else 10, 12, 8 if compact else 0)
        self._mind_letters(narrow=narrow)

    def _mind_letters(self, *, narrow: bool) -> None:
        """Be no narrower than large letters need, and never wider than the call allows.

        What stands in a wide window gives way in a narrow one, so it must not keep it wide.
        """
        layout = self._window.layout()
        needed = layout.totalMinimumSize().width() if narrow and layout is not None else 0
        letters = LEAST_LINES * self._window.fontMetrics().lineSpacing()
        narrowest = min(max(NARROWEST, needed, letters), WIDEST)
        if narrowest != self._window.minimumWidth():
            self._window.setMinimumWidth(narrowest)

    def _take_height(self) -> None:
        """Let the window be as high as what is shown needs, or as it was before."""
        room = self._window.screen().availableGeometry().height() - FRAME.height()
        layout = self._window.layout()
        if self._is_compact and layout is not None:
            layout.activate()
            height = layout.totalSizeHint().height()
        else:
            height = self._height_before or USUAL.height()
        self._window.resize(self._window.width(), min(height, room))


def _let_grow(part: QWidget, *, on: bool) -> None:
    """Let *part* take the height that is left, or no more than what is in it."""
    policy = part.sizePolicy()
    vertical = QSizePolicy.Policy.Expanding if on else QSizePolicy.Policy.Maximum
    policy.setVerticalPolicy(vertical)
    policy.setVerticalStretch(1 if on else 0)
    part.setSizePolicy(policy)
