"""An answer that is a day: typed as people say it, and shown as it was understood."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from companion.errors import InvalidInput
from companion.gui.live.text_answer import TextAnswer
from companion.gui.widgets.text import wrapped
from companion.method.dates import long_date, parse_due
from companion.session import Clock


class DayAnswer(TextAnswer):
    """A field with the day that it means under it."""

    def __init__(self, parent: QWidget | None, asks: str, example: str, clock: Clock) -> None:
        """Name the field *asks*; days are seen from the one that *clock* has."""
        super().__init__(parent, asks, example)
        self._clock = clock
        self._meant = wrapped(self, "", "small")
        box = self.layout()
        assert box is not None
        box.addWidget(self._meant)
        self.field.textChanged.connect(self._show_meant)
        self._show_meant()

    @property
    def meant(self) -> str:
        """What stands under the field."""
        return self._meant.text()

    def _show_meant(self) -> None:
        text, today = self.text(), self._clock.now().date()
        self._meant.setVisible(bool(text.strip()))
        self._meant.setText(self._understood(text, today) if text.strip() else "")

    def _understood(self, text: str, today: date) -> str:
        try:
            day = parse_due(text, today)
        except InvalidInput:
            return self.tr("No day is set by these words yet.")
        return self.tr("We check in on {day}.").format(day=long_date(day, today))
