"""The foot of the live window: whether everything is saved, and the way out of the call."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.gui.widgets.card import Bar
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import wrapped
from companion.model import CallState


class EndBar(Bar):
    """Says "Saved" only when it is so; its button is the one act that a call ends with."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "ground")
        self._saved = ""
        self._time = ""
        self._hint = ""
        self._keys = ""
        self._is_bare = False
        self._status = wrapped(self, "", "small")
        self._act = KeyButton(self)
        self._act.set_primary(True)
        self._act.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._status, 1)
        row.addWidget(self._act)
        self.show_state(CallState.RUNNING)

    @property
    def status(self) -> str:
        """What the bar says about saving, or about the keys of the list."""
        return self._status.text()

    def show_state(self, state: CallState) -> None:
        """Offer what comes next in that state."""
        words = {
            CallState.PREPARED: self.tr("Start call"),
            CallState.RUNNING: self.tr("End & write recap"),
            CallState.ENDED: self.tr("Write recap"),
        }
        self._act.setText(words[state])
        self._keys = "Ctrl+Return" if state is CallState.PREPARED else "Ctrl+E"
        self._show_keys()

    def set_narrow(self, *, on: bool) -> None:
        """Draw no key where large letters leave hardly room for whether all is saved."""
        self._is_bare = on
        self._show_keys()
        if self._time:
            self.show_saved(self._time)
        # A wrapped label asks for no width by itself, and this one must stay whole.
        word = self._status.fontMetrics().horizontalAdvance(self.tr("Saved")) if on else 0
        self._status.setMinimumWidth(word)

    def show_saving(self) -> None:
        """Say that something is on its way to the disk."""
        self._say(self.tr("Saving…"))

    def show_saved(self, time: str) -> None:
        """Say that everything is on the disk since that time of the call's clock."""
        whole = self.tr("Saved · {time}").format(time=time)
        self._say(self.tr("Saved") if self._is_bare else whole)
        self._time = time
        self._status.setAccessibleName(whole)

    def show_not_saved(self) -> None:
        """Say that something is in the window only."""
        self._say(self.tr("Not saved yet"))

    def show_hint(self, hint: str) -> None:
        """Show the keys that count just now; "" goes back to whether all is saved."""
        self._hint = hint
        self._status.setText(hint or self._saved)

    def _show_keys(self) -> None:
        self._act.show_keys("" if self._is_bare else self._keys)
        self._act.setAccessibleName(f"{self._act.text()} ({self._keys})")

    def _say(self, words: str) -> None:
        self._saved, self._time = words, ""
        self._status.setAccessibleName(words)
        self._status.setText(self._hint or words)
