"""The page on what is to be followed up: the filter, the list, and what stands without lines."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion.gui.follow_up.day_bar import DayBar
from companion.gui.follow_up.view import SIDE, WIDEST, FollowView
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label, set_tip, wrapped
from companion.model import Side

_FILTER_LETTERS = 18
"""Letters that the filter shows at the least, before it takes a row of its own."""


_ROOMY = 20
"""Lines of letters that the page is high at the least to name its keys below the list."""


class FollowPage(QWidget):
    """The widgets and where they stand; what they show is told by ``FollowPlace``."""

    filtered = Signal()
    """Other words, or another side, are wanted."""

    calendar_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._title = Label(self, self.tr("Next steps"), "page_title")
        self._facts = wrapped(self, "", "muted")
        self.calendar = KeyButton(self, self.tr("Save for my calendar…"))
        self.calendar.setProperty("small", True)
        self._chosen: Side | None = None
        self._sides = QButtonGroup(self)
        self._buttons = tuple(self._side_button(side) for side in (None, *Side))
        self.filter = _Filter(self)
        self.day = DayBar(self)
        self.list = FollowView(self)
        self._nothing, self._advice = Label(self, "", "strong"), Label(self, "", "muted")
        self._hint = Label(self, "", "small")
        self._lay_out()
        self.filter.textChanged.connect(self.filtered)
        self.filter.left.connect(self.enter)
        self.calendar.clicked.connect(self.calendar_wanted)
        self.day.left.connect(self.enter)
        self.setAccessibleName(self.tr("Next steps"))

    @property
    def side(self) -> Side | None:
        """Whose lines are wanted; None for all."""
        return self._chosen

    def show_facts(self, facts: str) -> None:
        """Say below the title how much waits."""
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))

    def show_list(self, on: bool, nothing: tuple[str, str] = ("", "")) -> None:
        """Show the list, or the two sentences that stand where it has no line."""
        had_focus = self.list.hasFocus()
        self._pages.setCurrentIndex(0 if on else 1)
        self._nothing.setText(nothing[0])
        self._advice.setText(nothing[1])
        self._show_hint()
        if had_focus and not on:
            self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Give the keyboard to the list, or to the filter where the list has no line."""
        stop = self.list if self._pages.currentIndex() == 0 else self.filter
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, side: Side | None) -> None:
        self._chosen = side
        self.filtered.emit()

    def _show_hint(self) -> None:
        """Name the keys where there are lines, and room for some of them above."""
        is_roomy = self.height() >= _ROOMY * self.fontMetrics().height()
        self._hint.setVisible(is_roomy and self._pages.currentIndex() == 0)

    def _side_button(self, side: Side | None) -> KeyButton:
        words = {
            None: self.tr("All"),
            Side.OURS: self.tr("Ours"),
            Side.THEIRS: self.tr("Theirs"),
        }[side]
        button = KeyButton(self, words)
        button.setCheckable(True)
        button.setChecked(side is None)
        button.setProperty("small", True)
        button.toggled.connect(lambda on: self._choose(side) if on else None)
        self._sides.addButton(button)
        return button

    def _lay_out(self) -> None:
        set_tip(
            self.calendar,
            self.tr(
                "A file with a reminder for each line. It rings while Companion is closed, too."
            ),
        )
        self._hint.setText(
            self.tr(
                "Space: done · Ctrl+Z takes it back · F2 moves the day · Enter opens · "
                "Ctrl+L shows the client · letters filter"
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 14)
        column.setSpacing(10)
        column.addLayout(_in_line(self._head()))
        column.addLayout(_in_line(self._choices()))
        column.addLayout(_in_line(self.day))
        column.addWidget(self._make_pages(), 1)
        self._hint.set_wrap()
        column.addLayout(_in_line(self._hint))

    def _head(self) -> QWidget:
        head = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.calendar, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _choices(self) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row)
        flow.setContentsMargins(0, 0, 0, 0)
        for button in self._buttons:
            flow.addWidget(button)
        letter = self.filter.fontMetrics().averageCharWidth()
        self.filter.setMinimumWidth(_FILTER_LETTERS * letter)
        flow.addWidget(self.filter)
        return row

    def _make_pages(self) -> QWidget:
        nothing = QWidget(self)
        column = QVBoxLayout(nothing)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(6)
        for label in (self._nothing, self._advice):
            label.set_wrap()
            column.addLayout(_in_line(label))
        column.addStretch(1)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(nothing)
        return self._pages

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the lines where there is little of it."""
        super().resizeEvent(event)
        self._show_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters filter; Escape closes the question for a day, then empties the filter."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self.day.close_up():
            return
        if is_escape and self.filter.text():
            self.filter.clear()
            self.show_list(True)  # what is on its way is found there
            self.enter()
        elif plain and event.text().strip() and event.text().isprintable():
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.insert(event.text())
        else:
            super().keyPressEvent(event)


class _Filter(LineEdit):
    """The field for words; Enter and the arrow down go on to the list."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Client, owner or words"))
        self.setAccessibleName(self.tr("Show only lines with these words"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the list; everything else is the field's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if not event.isAutoRepeat():
                self.left.emit()
            return
        super().keyPressEvent(event)


def _in_line(widget: QWidget) -> QBoxLayout:
    """Return a row in which *widget* stands as wide as the lines of the list."""
    widget.setMaximumWidth(WIDEST - 2 * SIDE)
    row = QHBoxLayout()
    row.setContentsMargins(SIDE, 0, SIDE, 0)
    row.addWidget(widget, 1)
    row.addStretch(0)
    return row
