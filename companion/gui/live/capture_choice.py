"""The choice to be left out of screen recordings, and an honest word on what came of it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from companion.gui.capture import HiddenFromCapture, promise
from companion.gui.widgets.notice import NoticeBar


class CaptureChoice(QObject):
    """Says "on" only where the system, asked afterwards, says so itself."""

    changed = Signal(bool)
    """The person made another choice; whether the window is left out by it."""

    def __init__(
        self,
        hidden: HiddenFromCapture,
        act: QAction,
        notice: NoticeBar,
        platform: str = sys.platform,
    ) -> None:
        """Follow *act*, and tell on *notice* what *platform* makes of it."""
        super().__init__(notice)
        self._hidden = hidden
        self._act = act
        self._notice = notice
        self._platform = platform
        self._wish = False
        act.triggered.connect(self._choose)

    def begin_with(self, *, on: bool) -> None:
        """Take over what was chosen before; ``settle`` asks for it once the window is there."""
        self._wish = on

    def settle(self) -> None:
        """Ask for what was chosen before; a refusal is told, success is shown by the menu."""
        wish, self._wish = self._wish, False
        if wish:
            self._act.setChecked(self._hidden.want(on=True))
            if not self._act.isChecked():
                self._notice.tell(promise(self._platform, is_on=False), tone="concern")

    def _choose(self, on: bool) -> None:
        is_on = self._hidden.want(on=on)
        self._act.setChecked(is_on)
        if on:
            tone = "accent" if is_on else "concern"
            self._notice.tell(promise(self._platform, is_on=is_on), tone=tone)
        self.changed.emit(is_on)
