"""A field of one line that keeps what is pasted into it: breaks become blanks, nothing is cut."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Property, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from companion.gui.widgets.text import restyle

LONGEST: Final = 1_000_000
"""Characters that a field of one line takes; Qt's own limit of 32,767 cuts without a word."""
_CONTROLS: Final = re.compile("\r\n|[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class LineEdit(QLineEdit):
    """One line of plain text; `shortened` tells how many characters did not fit, if any.

    `textEdited` tells of all that a person writes. Qt itself leaves out what comes from a screen
    reader, from dictation or from a list of suggestions, and it would never be saved.
    """

    shortened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bare = False
        self._is_setting = False
        self._told: str | None = None
        self.setMaxLength(2**31 - 1)
        self.setValidator(_OneLine(self))
        self.textEdited.connect(self._remember)
        self.textChanged.connect(self._tell_of_other_ways)

    def set_bare(self, on: bool) -> None:
        """Show no frame of its own, for a field that stands inside a card."""
        self._bare = on
        restyle(self)

    def _get_bare(self) -> bool:
        return self._bare

    bare = Property(bool, _get_bare, set_bare)

    def setText(self, text: str | None) -> None:
        """Show another text, which is not told as a person's."""
        self._is_setting, self._told = True, None
        super().setText(text or "")
        self._is_setting = False

    def clear(self) -> None:
        """Show nothing."""
        self.setText("")

    def _remember(self, text: str) -> None:
        self._told = text

    def _tell_of_other_ways(self, text: str) -> None:
        """Tell of a text that neither the keyboard nor the program has put here."""
        told, self._told = self._told, None
        # Whoever was told of a text may have put another one here meanwhile.
        is_news = text != told and text == self.text()
        if is_news and not self._is_setting:
            self.textEdited.emit(text)
            self._told = None


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
