"""The page on playbooks: the list, the steps of the chosen one, and the page that they make."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from companion.gui.playbooks.preview import LIVE_WIDTH, Preview
from companion.gui.widgets.card import Bar
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.side_list import side_list
from companion.gui.widgets.text import Label, wrapped


class PlaybooksPage:
    """The widgets and where they stand; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.notice = NoticeBar(window)
        self.list = side_list(window, tr("Playbooks"), 210)
        self.title = LineEdit(window)
        self.title.setAccessibleName(tr("Title of the playbook"))
        self.preview = Preview(window)
        self.status = Label(window, tr("Saved as you type"), "small")
        self.note = wrapped(window, "", "muted")
        self.new = KeyButton(window, tr("New playbook"), "Ctrl+N")
        self.bring = QPushButton(tr("Import…"), window)
        self.copy = QPushButton(tr("Make a copy"), window)
        self.export = QPushButton(tr("Export…"), window)
        self.remove = QPushButton(tr("Remove"), window)
        self.steps_page = QWidget(window)
        self.steps = QVBoxLayout(self.steps_page)
        self.add = KeyButton(self.steps_page, tr("Add a step"), "Ctrl+Shift+N")
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._window)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self._middle(), 1)

    def _side(self) -> QWidget:
        side = Bar(self._window, "right")
        box = QVBoxLayout(side)
        box.setContentsMargins(8, 10, 9, 12)
        box.setSpacing(8)
        box.addWidget(self.list, 1)
        acts = QVBoxLayout()
        acts.setContentsMargins(4, 0, 4, 0)
        acts.setSpacing(8)
        acts.addWidget(self.new)
        acts.addWidget(self.bring)
        box.addLayout(acts)
        return side

    def _middle(self) -> QWidget:
        middle = QWidget(self._window)
        box = QVBoxLayout(middle)
        box.setContentsMargins(20, 14, 20, 12)
        box.setSpacing(10)
        box.addWidget(self.notice)
        box.addLayout(self._head())
        box.addWidget(self.note)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self._scroll(middle), 1)
        shown = PageScroll(middle)
        shown.setWidget(self.preview)
        shown.setMinimumWidth(min(LIVE_WIDTH, 320))
        columns.addWidget(shown, 1)
        box.addLayout(columns, 1)
        box.addWidget(self.status)
        return middle

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        for button in (self.copy, self.export, self.remove):
            head.addWidget(button)
        return head

    def _scroll(self, parent: QWidget) -> QWidget:
        self.scroll = scroll = PageScroll(parent)
        self.steps.setContentsMargins(0, 0, 6, 0)
        self.steps.setSpacing(10)
        self.steps.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.steps.addStretch(1)
        scroll.setWidget(self.steps_page)
        return scroll
