"""The keys of the live window that no shortcut can catch on every keyboard layout."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow

from companion.gui.keys import digit_of

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class CallKeys(QObject):
    """Sees each key press of a window before its fields do; a held key counts once.

    It looks at the native window, where a key comes by once, and not at every event of the
    application, which would cost Python time for each of them.
    """

    step_ticked = Signal(int)
    """Ctrl and a digit: the number of a step."""

    step_opened = Signal(int)
    """Alt and a digit: the number of a step."""

    option_picked = Signal(int)
    """Ctrl, Shift and a digit: the number of an option."""

    def __init__(self, parent: QObject) -> None:
        """Listen to no window yet."""
        super().__init__(parent)
        self._window: QWindow | None = None

    def listen_to(self, window: QWindow | None) -> None:
        """Look at the keys of *window*."""
        if window is not None and window is not self._window:
            self._window = window
            window.installEventFilter(self)

    def _take(self, event: QKeyEvent) -> bool:
        """Tell what a digit key means with the keys that are held beside it."""
        signals = {
            _CTRL: self.step_ticked,
            _ALT: self.step_opened,
            _CTRL | _SHIFT: self.option_picked,
        }
        signal = signals.get(event.modifiers() & ~_KEYPAD)
        digit = digit_of(event) if signal is not None else None
        if signal is None or digit is None:
            return False
        if not event.isAutoRepeat():
            signal.emit(digit)
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take digits with Ctrl or Alt; every other key goes on to the fields."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return False
