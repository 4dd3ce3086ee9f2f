"""A section of the page that opens first: a heading, and a card with its lines."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.today.lines import Section
from companion.gui.today.row import TodayRow
from companion.gui.widgets.card import Card, Divider
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label

SHOWN: Final = 4
"""Lines that are shown before the rest is asked for."""


class SectionCard(QWidget):
    """Shows a Section; a line that stays keeps its widget, and with it the focus and the text."""

    row_added = Signal(object)
    place_wanted = Signal(str)
    """All lines are wanted, which are listed at that place of the side bar."""

    grown = Signal()
    """All lines, or only the first, are to be shown now."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        """Show nothing until ``show_section``."""
        super().__init__(parent)
        self._section = section
        self._is_grown = False
        self._rows: dict[str, TodayRow] = {}
        self._heading = Label(self, section.heading, "caps")
        self._card = Card(self)
        self._lines = QVBoxLayout(self._card)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)
        self._more = KeyButton(self)
        self._more.setProperty("link", True)
        self._more.clicked.connect(self._ask_for_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._card)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> tuple[TodayRow, ...]:
        """The lines that are shown, from the top down."""
        return tuple(self._rows.values())

    @property
    def more(self) -> KeyButton:
        """The button that shows the rest; hidden where there is none."""
        return self._more

    def show_section(self, section: Section) -> None:
        """Show the lines of *section* in their order."""
        self._section = section
        lines = section.lines if self._is_grown else section.lines[:SHOWN]
        before = tuple(self._rows)
        rows = {}
        for line in lines:
            row = self._rows.pop(line.key, None) or self._make_row(line.key, section)
            row.show_line(line)
            rows[line.key] = row
        for gone in self._rows.values():
            gone.hide()
            gone.deleteLater()
        self._rows = rows
        if tuple(rows) != before:
            self._lay_rows()
        self._say_more()

    def _make_row(self, key: str, section: Section) -> TodayRow:
        line = next(line for line in section.lines if line.key == key)
        row = TodayRow(line, self._card)
        self.row_added.emit(row)
        return row

    def _lay_rows(self) -> None:
        while item := self._lines.takeAt(0):
            old = item.widget()
            if isinstance(old, Divider):
                old.hide()
                old.deleteLater()
        for number, row in enumerate(self._rows.values()):
            if number:
                self._lines.addWidget(Divider(self._card))
            self._lines.addWidget(row)
            row.show()

    def _say_more(self) -> None:
        section, read = self._section, len(self._section.lines)
        words = self.tr("Show all {count}")
        if self._is_grown:
            words = self.tr("Show fewer")
        elif read < section.count and not section.place:
            words = self.tr("Show the first {read} of {count}")
        self._more.setText(words.format(read=read, count=section.count))
        self._more.setVisible(section.count > SHOWN)

    def _ask_for_more(self) -> None:
        if self._section.place:
            self.place_wanted.emit(self._section.place)
            return
        self._is_grown = not self._is_grown
        self.show_section(self._section)
        self.grown.emit()
