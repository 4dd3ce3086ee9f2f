"""The layout of the export window: what, as what, with or without what is private, and the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from companion.gui.widgets.chooser import Chooser
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.form_page import form_foot, lay_out_form
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.text import Label, wrapped


class ExportPage:
    """The widgets of the window, laid out; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.notice = NoticeBar(window)
        self.whose = QButtonGroup(window)
        self.one = self._choice(tr("This disagreement"))
        self.topic = wrapped(window, role="small")
        self.theirs = self._choice(tr("Everything with a client"))
        self.client = Chooser(window, tr("Client"), letters=12)
        self.all = self._choice(tr("The whole history"))
        self.way = Chooser(window, tr("As"), letters=12)
        self.detail = wrapped(window, role="small")
        self.private = QCheckBox(tr("With what is private"), window)
        self.privacy = wrapped(window, role="small")
        self.transcripts = QCheckBox(tr("With the transcripts of calls"), window)
        self.every_word = wrapped(window, role="small")
        self.said = wrapped(window, role="body")
        self.bar = QProgressBar(window)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How far the export is"))
        self.stop = QPushButton(tr("Stop"), window)
        self.stop.setProperty("small", True)
        self.go = KeyButton(window, tr("Choose where…"), "Ctrl+Return")
        self.go.set_primary(True)
        self.close = QPushButton(tr("Close"), window)
        self._lay_out()
        self.show_busy(False)

    def show_busy(self, is_busy: bool) -> None:
        """Show how far it is and the way to stop it, or the way to begin."""
        self.working.setVisible(is_busy)
        self.go.setEnabled(not is_busy)
        fields: tuple[QWidget, ...] = (
            self.one, self.theirs, self.client, self.all, self.way, self.private, self.transcripts,
        )  # fmt: skip
        for field in fields:
            field.setEnabled(not is_busy)

    def show_transcripts(self, is_asked: bool) -> None:
        """Ask about transcripts, or do not."""
        self.transcripts.setVisible(is_asked)
        self.every_word.setVisible(is_asked)

    def _choice(self, words: str) -> QRadioButton:
        button = QRadioButton(words, self._window)
        self.whose.addButton(button)
        return button

    def _lay_out(self) -> None:
        self._fill(lay_out_form(self._window, self.notice, self._foot()))

    def _fill(self, column: QVBoxLayout) -> None:
        tr = self._window.tr
        column.addWidget(Label(self._window, tr("Export"), "title"))
        why = tr(
            "Files of your own, made from the history. They leave this computer only"
            " when you give them to somebody."
        )
        column.addWidget(wrapped(self._window, why, "muted"))
        column.addSpacing(10)
        column.addWidget(Label(self._window, tr("What"), "strong"))
        column.addWidget(self.one)
        column.addLayout(_below(self.topic))
        column.addWidget(self.theirs)
        column.addLayout(_below(self.client))
        column.addWidget(self.all)
        column.addSpacing(10)
        label = Label(self._window, tr("As"), "strong")
        label.setBuddy(self.way)
        column.addWidget(label)
        column.addWidget(self.way)
        column.addWidget(self.detail)
        column.addSpacing(10)
        column.addWidget(self.private)
        column.addLayout(_below(self.privacy))
        column.addWidget(self.transcripts)
        column.addLayout(_below(self.every_word))
        column.addStretch(1)

    def _foot(self) -> QWidget:
        foot, column = form_foot(self._window)
        column.addWidget(self.said)
        self.working = QWidget(foot)
        row = QHBoxLayout(self.working)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop)
        column.addWidget(self.working)
        acts = FlowLayout()
        acts.addWidget(self.go)
        acts.addWidget(self.close)
        column.addLayout(acts)
        return foot


def _below(widget: QWidget) -> QHBoxLayout:
    """Return a row in which a widget stands below the words of a choice, not below its mark."""
    row = QHBoxLayout()
    row.setContentsMargins(26, 0, 0, 4)
    row.addWidget(widget)
    return row
