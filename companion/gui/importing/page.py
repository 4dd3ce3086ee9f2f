"""The layout of the import window: where a file is chosen, and what it would bring."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QListWidget,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from companion.gui.importing.parts_view import PartsView
from companion.gui.widgets.card import Card
from companion.gui.widgets.chooser import Chooser
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.form_page import MARGIN, form_foot
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label, wrapped
from companion.gui.widgets.working import WorkingRow
from companion.store.overdue import KEPT_DAYS

LINES = 4
"""Lines of a list that are seen at least, two rows of text each."""


class ImportPage:
    """The widgets of the window, laid out; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.notice = NoticeBar(window)
        self.choose = KeyButton(window, tr("Choose a file…"), "Ctrl+O")
        self.choose.set_primary(True)
        self.earlier = QListWidget(window)
        self.earlier.setProperty("role", "lines")
        self.earlier.setAccessibleName(tr("Imported in the last {n} days").format(n=KEPT_DAYS))
        self.nothing = wrapped(self._window, role="muted")
        self.nothing.setText(tr("Nothing was imported in the last {n} days.").format(n=KEPT_DAYS))
        self.take_back = self._button(tr("Take back"))
        self.title = wrapped(window, role="title")
        self.brings = wrapped(self._window)
        self.sort = Chooser(window, tr("Which parts are listed"))
        self.theirs = self._button(tr("The file’s everywhere"))
        self.mine = self._button(tr("Yours everywhere"))
        self.parts = PartsView(window)
        self._make_details()
        self.said = wrapped(self._window)
        self.working = WorkingRow(window)
        self.go = KeyButton(window, tr("Import"), "Ctrl+Return")
        self.go.set_primary(True)
        self.back = QPushButton(tr("Not now"), window)
        self.close = QPushButton(tr("Close"), window)
        self._lay_out()
        self.show_preview(False)
        self.show_busy(False)

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """What F6 goes round."""
        return (self.choose, self.earlier, self.sort, self.parts, self.details, self.foot)

    def show_preview(self, is_open: bool) -> None:
        """Show what a file would bring, or where one is chosen."""
        self.preview.setVisible(is_open)
        self.beginning.setVisible(not is_open)
        self.go.setVisible(is_open)
        self.back.setVisible(is_open)
        self.close.setVisible(not is_open)

    def show_busy(self, is_busy: bool) -> None:
        """Show how far it is and the way to stop it, and leave all else alone."""
        (self.working.begin if is_busy else self.working.end)()
        self.said.setVisible(is_busy or self.go.isVisibleTo(self._window))
        for widget in (self.choose, self.take_back, self.go, self.back, self.preview):
            widget.setEnabled(not is_busy)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self._window)
        button.setProperty("small", True)
        return button

    def _make_details(self) -> None:
        self.details = Card(self._window)
        self.name = wrapped(self._window, role="strong")
        self.about = wrapped(self._window)
        self.changes = wrapped(self._window)
        self.answers = QButtonGroup(self._window)
        self.first, self.second = QRadioButton(self._window), QRadioButton(self._window)
        for answer in (self.first, self.second):
            self.answers.addButton(answer)
        column = QVBoxLayout(self.details)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for widget in (self.name, self.about, self.first, self.second, self.changes):
            column.addWidget(widget)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self._window)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        scroll = PageScroll(self._window)
        self.notice.told.connect(lambda: scroll.verticalScrollBar().setValue(0))
        page = QWidget(scroll)
        scroll.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(self._lay_out_beginning(), 1)
        column.addWidget(self._lay_out_preview(), 1)
        whole.addWidget(scroll, 1)
        self.foot = self._lay_out_foot()
        whole.addWidget(self.foot)

    def _lay_out_beginning(self) -> QWidget:
        tr = self._window.tr
        self.beginning = QWidget(self._window)
        column = _column(self.beginning)
        column.addWidget(Label(self._window, tr("Import"), "title"))
        why = wrapped(self._window, role="muted")
        why.setText(
            tr(
                "The history of another Companion, or what a colleague hands over to you: a .json"
                " file. You see what it brings before anything is changed. You can also drop the"
                " file here."
            )
        )
        column.addWidget(why)
        row = FlowLayout()
        row.addWidget(self.choose)
        column.addLayout(row)
        column.addSpacing(10)
        words = tr("Imported in the last {n} days").format(n=KEPT_DAYS)
        column.addWidget(Label(self._window, words, "strong"))
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        self.earlier.setMinimumHeight(self._least_height())
        column.addWidget(self.earlier, 1)
        row = FlowLayout()
        row.addWidget(self.take_back)
        column.addLayout(row)
        return self.beginning

    def _lay_out_preview(self) -> QWidget:
        self.preview = QWidget(self._window)
        column = _column(self.preview)
        column.addWidget(self.title)
        column.addWidget(self.brings)
        row = FlowLayout()
        for widget in (self.theirs, self.mine):
            row.addWidget(widget)
        column.addWidget(self.sort)
        column.addLayout(row)
        self.parts.setMinimumHeight(self._least_height())
        column.addWidget(self.parts, 1)
        column.addWidget(self.details)
        return self.preview

    def _lay_out_foot(self) -> QWidget:
        foot, column = form_foot(self._window)
        column.addWidget(self.said)
        column.addWidget(self.working)
        acts = FlowLayout()
        for button in (self.go, self.back, self.close):
            acts.addWidget(button)
        column.addLayout(acts)
        return foot

    def _least_height(self) -> int:
        return LINES * 2 * self._window.fontMetrics().height()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column
