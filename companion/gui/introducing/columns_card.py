"""Which column of a table holds what: known by its headings, or said by the person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from companion.exchange.contacts import Columns, Part, Table
from companion.gui.introducing.words import part_said
from companion.gui.recap.template import chooser
from companion.gui.widgets.card import Card
from companion.gui.widgets.text import Label, wrapped
from companion.method.one_line import one_line

_LONGEST = 40
_NONE = -1
_ABREAST = 3


class ColumnsCard(Card):
    """A chooser for each part of a person; hidden for files that have no columns."""

    changed = Signal()
    """The person has said something else."""

    def __init__(self, parent: QWidget) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self.choosers: dict[Part, QComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        self._says = wrapped(self)
        grid.addWidget(self._says, 0, 0, 1, _ABREAST)
        for at, part in enumerate(Part):
            label = Label(self, part_said(part), "label")
            box = chooser(self, self.tr("Column: {part}").format(part=part_said(part)))
            box.activated.connect(lambda _row: self.changed.emit())
            label.setBuddy(box)
            self.choosers[part] = box
            row, column = divmod(at, _ABREAST)
            grid.addWidget(label, 2 * row + 1, column)
            grid.addWidget(box, 2 * row + 2, column)
            grid.setColumnStretch(column, 1)
        self.hide()

    def columns(self) -> Columns:
        """Return which column holds what, as it is chosen now."""
        chosen = {part: box.currentData() for part, box in self.choosers.items()}
        return {part: at for part, at in chosen.items() if at is not None and at != _NONE}

    def show_table(self, table: Table) -> None:
        """Offer the columns of *table*, those that its headings tell chosen."""
        self._says.setText(
            self.tr("Which column is what?")
            if table.headings
            else self.tr("The table has no headings that we know. Which column is what?")
        )
        titles = _titles(table)
        for part, box in self.choosers.items():
            box.clear()
            box.addItem(self.tr("None"), _NONE)
            for at, title in enumerate(titles):
                box.addItem(title, at)
            box.setCurrentIndex(box.findData(table.columns.get(part, _NONE)))


def _titles(table: Table) -> list[str]:
    """Return how each column is called: by its heading, else by what stands in it first."""
    first = table.rows[0].cells if table.rows else ()
    titles = []
    for at in range(max(table.width, len(table.headings))):
        names = (cells[at] if at < len(cells) else "" for cells in (table.headings, first))
        said = next(filter(None, map(one_line, names)), "")
        title = f"{at + 1}: {said}"
        titles.append(title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…")
    return titles
