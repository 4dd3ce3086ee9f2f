"""A field of one line that keeps what is pasted into it: breaks become blanks, nothing is cut."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Property, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

LONGEST: Final = 1_000_000
"""Characters that a field of one line takes; Qt's own limit of 32,767 cuts without a word."""
_CONTROLS: Final = re.compile("\r\n|[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class LineEdit(QLineEdit):
    """One line of plain text; `shortened` tells how many characters did not fit, if any."""

    shortened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bare = False
        self.setMaxLength(2**31 - 1)
        self.setValidator(_OneLine(self))

    def set_bare(self, on: bool) -> None:
        """Show no frame of its own, for a field that stands inside a card."""
        self._bare = on
        self.style().unpolish(self)
        self.style().polish(self)

    def _get_bare(self) -> bool:
        return self._bare

    bare = Property(bool, _get_bare, set_bare)


class _OneLine(QValidator):
    """Cleans whatever way a text comes in: typed, pasted, dropped, composed or set."""

    def __init__(self, field: LineEdit) -> None:
        super().__init__(field)
        self._field = field

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept the text as one line, cut at `LONGEST` with a notice."""
        cleaned = one_line(text)
        if len(cleaned) > LONGEST:
            self._field.shortened.emit(len(cleaned) - LONGEST)
            cleaned = cleaned[:LONGEST]
        if cleaned != text:
            position = len(one_line(text[:position]))
        return QValidator.State.Acceptable, cleaned, min(position, len(cleaned))


def one_line(text: str) -> str:
    """Return the text with each line break and control character as a blank."""
    return _CONTROLS.sub(" ", text)
