"""The three lines before a call, each leading to what it is about."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.client.lead_row import LeadRow
from companion.gui.client.words import is_late, line_said
from companion.gui.widgets.card import divider
from companion.gui.widgets.empty import empty
from companion.gui.widgets.text import wrapped
from companion.method.before_call import CallLine, Says


class BeforeLines(QWidget):
    """Last time, what settled it, what they still wait for; hidden before the first call."""

    INSET = 4
    """Pixels that the ring of the focus stands out on both sides of the words."""

    disagreement_wanted = Signal(str)
    recap_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until ``show_lines``."""
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self.rows: tuple[LeadRow, ...] = ()
        heading = wrapped(self, self.tr("Before the next call"), "strong")
        heading.setContentsMargins(self.INSET, 0, self.INSET, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(heading)
        self._column.addSpacing(4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._column.addLayout(self._lines)
        self.hide()

    def show_lines(self, lines: tuple[CallLine, ...], today: date) -> None:
        """Show *lines*; rows that say the same stay, and keep the focus."""
        self.setVisible(bool(lines))
        if (lines, today) == self._shown:
            return
        self._shown = (lines, today)
        empty(self._lines)
        self.rows = tuple(self._row(line, today) for line in lines)
        for row in self.rows:
            line = QHBoxLayout()
            line.setContentsMargins(self.INSET, 0, self.INSET, 0)
            line.addWidget(divider(self))
            self._lines.addLayout(line)
            self._lines.addWidget(row)

    def _row(self, line: CallLine, today: date) -> LeadRow:
        row = LeadRow(self, line_said(line, today), is_strong=line.says is Says.LAST)
        row.set_margins(self.INSET, self.INSET)
        row.set_tone("concern" if is_late(line) else "")
        row.setEnabled(bool(line.disagreement_id))
        row.clicked.connect(lambda: self._lead(line))
        return row

    def _lead(self, line: CallLine) -> None:
        if line.says is Says.RECAP:
            self.recap_wanted.emit(line.call_id)
        else:
            self.disagreement_wanted.emit(line.disagreement_id)
