"""A card of the page: a heading, a plot or its table, a sentence, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from companion.gui.insights.plot import Plot
from companion.gui.insights.shown import Shown
from companion.gui.insights.table import FiguresTable
from companion.gui.widgets.card import Card
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.text import Label


class InsightCard(Card):
    """Shows one thing that the history tells; its table has the same figures."""

    picture_wanted = Signal()
    choice_changed = Signal(str)
    """The key of another choice, such as a playbook."""

    def __init__(self, parent: QWidget, heading: str, body: QWidget | None = None) -> None:
        """Show a plot, or *body* in its place, below *heading*."""
        super().__init__(parent)
        self.heading = heading
        self.shown = Shown()
        self._is_table = False
        self.plot = Plot(self) if body is None else None
        self._body = body or self.plot or QWidget(self)
        self._title = Label(self, heading, "heading")
        self._subtitle = Label(self, "", "small")
        self._verdict = Label(self, "")
        self._empty = Label(self, "", "muted")
        for label in (self._title, self._subtitle, self._verdict, self._empty):
            label.set_wrap()
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Playbook"))
        self.choice.activated.connect(
            lambda _at: self.choice_changed.emit(str(self.choice.currentData()))
        )
        self.table = FiguresTable(self)
        self.switch = KeyButton(self)
        self.save = KeyButton(self, self.tr("Save as picture…"))
        self._arrange()

    @property
    def is_table(self) -> bool:
        """Whether the table stands in the place of the plot."""
        return self._is_table

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, the first one first."""
        inside = [self._body, *self._body.findChildren(QWidget)]
        every = (self.choice, self.table, *inside, self.switch, self.save)
        takes = Qt.FocusPolicy.TabFocus
        return tuple(w for w in every if w.isVisibleTo(self) and w.focusPolicy() & takes)

    def show_shown(self, shown: Shown) -> None:
        """Show what the history tells now."""
        self.shown = shown
        self._subtitle.setText(shown.subtitle)
        self._verdict.setText(shown.verdict)
        self._empty.setText(shown.empty)
        if self.plot is not None and shown.drawing is not None:
            self.plot.show_drawing(shown.drawing, self.heading, shown.spoken)
        if shown.figures is not None:
            self.table.show_figures(shown.figures, self.heading)
        self._settle()

    def show_choices(self, choices: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Offer *choices*, keys and titles, with one *chosen*; a single one needs no choosing."""
        self.choice.clear()
        for key, title in choices:
            self.choice.addItem(title, key)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self.choice.setVisible(len(choices) > 1)

    def set_table(self, on: bool) -> None:
        """Show the table, or the plot again."""
        self._is_table = on
        self._settle()

    def _settle(self) -> None:
        shown = self.shown
        can_table = shown.figures is not None
        has_focus = self.table.hasFocus()
        self.table.setVisible(can_table and self._is_table)
        self._body.setVisible(can_table and not self._is_table)
        self.switch.setVisible(can_table)
        self.save.setVisible(shown.drawing is not None and not self._is_table)
        for label in (self._subtitle, self._verdict, self._empty):
            label.setVisible(bool(label.text()))
        words = self.tr("Show the plot") if self._is_table else self.tr("Show the table")
        if self.plot is None and self._is_table:
            words = self.tr("Show the list")
        self.switch.setText(words)
        for button in (self.switch, self.save):
            button.setAccessibleName(f"{button.text()} · {self.heading}")
        if has_focus and not self.table.isVisibleTo(self):
            self.switch.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        for button in (self.switch, self.save):
            button.setProperty("link", True)
        self.switch.clicked.connect(lambda: self.set_table(not self._is_table))
        self.save.clicked.connect(self.picture_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        column.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addWidget(self._body)
        column.addWidget(self.table)
        column.addWidget(self._empty)
        column.addSpacing(4)
        column.addWidget(self._verdict)
        column.addStretch(1)
        column.addSpacing(4)
        column.addLayout(link_row(self.switch, self.save))
        self.choice.hide()
        self._settle()
