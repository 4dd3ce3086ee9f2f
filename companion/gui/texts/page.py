"""The page on the words of recaps: the phrases, the one being changed, and a recap that says it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from companion.gui.recap.fields import TextField
from companion.gui.recap.preview import MailPreview
from companion.gui.recap.template import chooser, template_titles
from companion.gui.widgets.card import Bar
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.side_list import side_list
from companion.gui.widgets.text import Label


class TextsPage:
    """The widgets and where they stand; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.template = chooser(window, tr("Template"))
        for template, title in template_titles().items():
            self.template.addItem(title, template)
        self.language = chooser(window, tr("Language"))
        self.search = LineEdit(window)
        self.search.setPlaceholderText(tr("Find words"))
        self.search.setAccessibleName(tr("Find words"))
        self.list = side_list(window, tr("Phrases"), 280)
        self.notice = NoticeBar(window)
        self.title = Label(window, "", "title")
        self.when = Label(window, "", "muted")
        self.field = TextField(tr("In your words"), window, lines=6)
        self.blanks = QWidget(window)
        self.blanks_row = FlowLayout(self.blanks)
        self.blanks_row.setContentsMargins(0, 0, 0, 0)
        self.trouble = Label(window, "", "small")
        self.ours = Label(window, "", "muted")
        self.back = QPushButton(tr("Back to ours"), window)
        self.preview_of = Label(window, "", "small")
        self.subject = Label(window, "", "strong")
        self.preview = MailPreview(window)
        self.preview.setAccessibleName(tr("The recap with these words"))
        self.status = Label(window, tr("Saved as you type"), "small")
        for label in (
            self.title,
            self.when,
            self.trouble,
            self.ours,
            self.preview_of,
            self.subject,
        ):
            label.set_wrap()
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
        box.setContentsMargins(10, 12, 11, 12)
        box.setSpacing(8)
        for part in (self.template, self.language, self.search):
            box.addWidget(part)
        box.addWidget(self.list, 1)
        return side

    def _middle(self) -> QWidget:
        middle = QWidget(self._window)
        box = QVBoxLayout(middle)
        box.setContentsMargins(20, 14, 20, 12)
        box.setSpacing(12)
        box.addWidget(self.notice)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        scroll = PageScroll(middle)
        scroll.setWidget(self._writing(scroll))
        columns.addWidget(scroll, 1)
        columns.addLayout(self._reading(), 1)
        box.addLayout(columns, 1)
        box.addWidget(self.status)
        return middle

    def _writing(self, parent: QWidget) -> QWidget:
        writing = QWidget(parent)
        box = QVBoxLayout(writing)
        box.setContentsMargins(0, 0, 6, 0)
        box.setSpacing(10)
        for part in (self.title, self.when, self.field, self.trouble, self.blanks, self.ours):
            box.addWidget(part)
        box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return writing

    def _reading(self) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(8)
        for part in (self.preview_of, self.subject):
            box.addWidget(part)
        box.addWidget(self.preview, 1)
        return box
