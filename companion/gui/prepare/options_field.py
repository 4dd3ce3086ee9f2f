"""The options to bring: A, B and C, each with what it does to their number and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.saving import Saver
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label
from companion.model import Option
from companion.store import Store

LABELS = ("A", "B", "C")
"""Three is the number that works (method, idea 4)."""


class OptionRow(QWidget):
    """One option on a line, or on lines of their own where the window is narrow."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        """Be empty, with the cost folded away."""
        super().__init__(parent)
        self.label = label
        self.text = self._line(self.tr("Option {label}"), "")
        self.effect = self._line(
            self.tr("What option {label} does to their number"), self.tr("Effect on their number")
        )
        self.cost = self._line(self.tr("What option {label} costs"), self.tr("Cost"))
        self.cost.hide()
        self.lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.lines.setSpacing(7)
        for field, share in ((self.text, 58), (self.effect, 42), (self.cost, 20)):
            self.lines.addWidget(field, share)
        self._lay_out()

    def fields(self) -> tuple[LineEdit, ...]:
        """Return the three lines in the order in which they are read."""
        return (self.text, self.effect, self.cost)

    def option(self) -> Option:
        """Return what is typed."""
        text, effect, cost = (field.text() for field in self.fields())
        return Option(label=self.label, text=text, effect=effect, cost=cost)

    def show_option(self, option: Option) -> None:
        """Show an option, but never over a line that is being typed."""
        shown = (option.text, option.effect, option.cost)
        for field, text in zip(self.fields(), shown, strict=True):
            if field.text() != text and not field.hasFocus():
                field.setText(text)
                field.setCursorPosition(0)

    def _line(self, name: str, placeholder: str) -> LineEdit:
        line = LineEdit(self)
        line.setAccessibleName(name.format(label=self.label))
        line.setPlaceholderText(placeholder)
        return line

    def _lay_out(self) -> None:
        letter = Label(self, self.label, "strong")
        letter.set_tone("muted")
        # One width for every letter, so that the lines below each other begin at one place.
        letter.setMinimumWidth(letter.fontMetrics().horizontalAdvance("W"))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(letter, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self.lines, 1)


class OptionsField(QObject):
    """The rows of all options, saved as typed."""

    def __init__(
        self, rows: QVBoxLayout, costs: QPushButton, saver: Saver, call_id: str, parent: QWidget
    ) -> None:
        """Fill *rows* with three empty options; *costs* unfolds what they cost."""
        super().__init__(parent)
        self._layout = rows
        self._costs = costs
        self._saver = saver
        self._call_id = call_id
        self.rows: list[OptionRow] = []
        for label in LABELS:
            self._add(label)
        costs.toggled.connect(self._unfold_costs)

    def show_options(self, options: Sequence[Option]) -> None:
        """Show the options of the call; one with a label of its own gets a row of its own."""
        for option in options:
            rows = [row for row in self.rows if row.label == option.label]
            (rows[0] if rows else self._add(option.label)).show_option(option)
        if any(option.cost for option in options):
            self._costs.setChecked(True)

    def _add(self, label: str) -> OptionRow:
        row = OptionRow(label)
        self._layout.addWidget(row)
        self.rows.append(row)
        row.cost.setVisible(self._costs.isChecked())
        for field in row.fields():
            field.textEdited.connect(partial(self._typed, row))
        return row

    def _typed(self, row: OptionRow, _text: str) -> None:
        option, call_id = row.option(), self._call_id

        def keep(store: Store) -> Option:
            return store.live.set_option(call_id, option)

        self._saver.changed(f"option:{option.label}", keep)

    def _unfold_costs(self, on: bool) -> None:
        self._costs.setText(self.tr("Hide costs") if on else self.tr("Add costs"))
        for row in self.rows:
            row.cost.setVisible(on)
