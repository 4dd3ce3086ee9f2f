"""The disagreements that are open for longest; each leads to its story."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.insights.words_of_time import opened_said
from companion.gui.said import client_said, topic_said
from companion.gui.widgets.card import Divider
from companion.gui.widgets.chip import Chip
from companion.gui.widgets.empty import empty
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import wrapped
from companion.store.insights import OpenSince

LINES = 5
LONG_DAYS = 60
"""Days from which on the chip has the colour of what needs care; it says the days anyway."""


class OpenList(QWidget):
    """Shows the first few, the one that is open for longest on top."""

    chosen = Signal(str)
    """The id of the disagreement whose story is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until ``show_open``."""
        super().__init__(parent)
        self._lines: tuple[tuple[str, str, str, int], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_open(self, found: tuple[OpenSince, ...], today: date) -> None:
        """Show the first of *found*, each with the days until *today*."""
        lines = tuple(
            (
                each.disagreement_id,
                f"{client_said(each.client_name)} · {topic_said(each.topic)}",
                opened_said(each.opened_on, today),
                (today - each.opened_on).days,
            )
            for each in found[:LINES]
        )
        if lines == self._lines:
            return
        self._lines = lines
        empty(self._column)
        for number, line in enumerate(lines):
            if number:
                self._column.addWidget(Divider(self))
            self._column.addWidget(self._line(*line))

    def _line(self, disagreement_id: str, name: str, days: str, count: int) -> QWidget:
        line = QWidget(self)
        act = KeyButton(line, self.tr("Open"))
        act.setProperty("link", True)
        act.setAccessibleName(self.tr("Open {name}, {days}").format(name=name, days=days))
        act.clicked.connect(lambda: self.chosen.emit(disagreement_id))
        words = wrapped(line, name)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(8)
        row.addWidget(words, 1)
        row.addWidget(Chip(line, "open" if count >= LONG_DAYS else "fact", days))
        row.addWidget(act)
        return line
