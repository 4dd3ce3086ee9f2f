"""A field for a day, typed the way people say it: "26 Nov", "in two weeks", "Friday"."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import InvalidInput
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import wrapped
from companion.method.dates import long_date, parse_due


class DayField(QWidget):
    """One line, and below it the day that was understood or a plain sentence why none was.

    ``changed`` tells that another day, or none, stands in the field.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty; ``set_today`` says from where "Friday" is counted."""
        super().__init__(parent)
        self._today = date.today()  # noqa: DTZ011 -- until the page says what day it is
        self._day: date | None = None
        self.line = _Line(self)
        self.line.setPlaceholderText(self.tr("26 Nov, Friday, in 2 weeks"))
        self._meant = wrapped(self, role="small")
        self._meant.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self._meant)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._read)
        self.line.left.connect(self.explain)

    @property
    def day(self) -> date | None:
        """The day in the field; None where it is empty or not understood."""
        return self._day

    @property
    def sentence(self) -> str:
        """What the field says about what was typed."""
        return self._meant.text() if not self._meant.isHidden() else ""

    @property
    def today(self) -> date:
        """From where "Friday" is counted."""
        return self._today

    def set_today(self, today: date) -> None:
        """Count "Friday" and "in two weeks" from *today*."""
        self._today = today

    def set_day(self, day: date | None) -> None:
        """Show a day, or none, unless it is the one that was typed."""
        if day != self._day:
            self._day = day
            self.line.setText(long_date(day, self._today) if day else "")
            self._meant.hide()

    def explain(self) -> None:
        """Say below the line why no day was understood, where something was typed."""
        text = self.line.text().strip()
        if self._day is None and text:
            try:
                parse_due(text, self._today)
            except InvalidInput as error:
                self._say(error.sentence(), "concern")

    def _read(self, text: str) -> None:
        before = self._day
        try:
            self._day = parse_due(text, self._today) if text.strip() else None
        except InvalidInput:
            self._day = None
        self._say(long_date(self._day, self._today) if self._day else "")
        if self._day != before:
            self.changed.emit()

    def _say(self, sentence: str, tone: str = "") -> None:
        self._meant.setText(sentence)
        self._meant.set_tone(tone)
        self._meant.setVisible(bool(sentence))


class _Line(LineEdit):
    """A line that tells when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell it."""
        super().focusOutEvent(event)
        self.left.emit()
