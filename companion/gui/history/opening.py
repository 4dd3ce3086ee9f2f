"""What is said while a history takes long to open, as a large one does once after an update."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from companion.gui.widgets.notice import NoticeBar

AFTER_MS = 3_000
"""How long one waits before it is said what for."""


class Opening(QObject):
    """Says in *notice* what is waited for, unless ``end`` comes first."""

    def __init__(self, notice: NoticeBar, after_ms: int = AFTER_MS) -> None:
        """Wait for a moment, then say it."""
        super().__init__(notice)
        self._notice = notice
        self._said = self.tr(
            "Your history is being opened. After an update this may take a minute, once."
        )
        self._timer = QTimer(self, interval=after_ms, singleShot=True)
        self._timer.timeout.connect(lambda: notice.tell(self._said))
        self._timer.start()

    def end(self) -> None:
        """Say no more of it: the history stands there, or something else is to be said."""
        self._timer.stop()
        if self._notice.text == self._said:
            self._notice.dismiss()
