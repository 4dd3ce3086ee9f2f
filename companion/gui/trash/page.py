"""The layout of the window on the trash: the list, its acts, and the question before the last."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from companion.gui.widgets.card import Card
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.text import Label, wrapped
from companion.store.overdue import KEPT_DAYS

_MARGIN = 16


class TrashPage:
    """The widgets and where they stand; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.about = wrapped(window, role="muted")
        self.about.setText(
            tr(
                "What you delete stays here for {days} days and can be restored as it was. Then it "
                "goes for good."
            ).format(days=KEPT_DAYS)
        )
        self.notice = NoticeBar(window)
        self._make_question()  # before the list, as Tab goes
        self.list = QListWidget(window)
        self.list.setAccessibleName(tr("Deleted"))
        self.list.setWordWrap(True)
        self.list.setProperty("role", "lines")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Label(window, tr("The trash is empty."), "muted")
        self.restore = self._button(tr("Restore"))
        self.erase = self._button(tr("Delete for good…"))
        self.empty = self._button(tr("Empty the trash…"))
        self.keys = Label(window, role="small")
        self.keys.setText(tr("Enter restores. Del asks to delete for good."))
        self.keys.set_wrap()
        self._lay_out()

    def ask(self, sentence: str) -> None:
        """Ask whether to delete for good; nothing is done before it is confirmed."""
        self.sentence.setText(sentence)
        self.confirm.setAccessibleDescription(sentence)
        self.question.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_question(self) -> bool:
        """Put the question away; return whether there was one."""
        was_open = not self.question.isHidden()
        self.question.hide()
        if was_open:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def show_busy(self, is_busy: bool) -> None:
        """Leave everything alone while the file is written anew."""
        for button in (self.restore, self.erase, self.empty):
            button.setEnabled(not is_busy)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self._window)
        button.setProperty("small", True)
        return button

    def _make_question(self) -> None:
        tr = self._window.tr
        self.question = Card(self._window, "concern")
        self.sentence = wrapped(self.question)
        self.keep = self._button(tr("Keep it"))
        self.confirm = self._button(tr("Delete for good"))
        inside = QVBoxLayout(self.question)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.setSpacing(8)
        inside.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.confirm)
        row.addStretch(1)
        inside.addLayout(row)
        self.question.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._window)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 12)
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addWidget(self.notice)
        column.addWidget(self.question)
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        acts = FlowLayout()
        for button in (self.restore, self.erase, self.empty):
            acts.addWidget(button)
        column.addLayout(acts)
        column.addWidget(self.keys)
