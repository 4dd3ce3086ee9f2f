"""The layout of the window of the internal brief: its band, who gets it, its text, its ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.recap.preview import MailPreview
from companion.gui.recap.recipients import RecipientRow
from companion.gui.widgets.card import Bar, Card
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.text import Label, wrapped

_SIDE = 20


class BriefForm:
    """The widgets of the window, laid out; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        tr = window.tr
        self.band = Card(window, "concern")
        self.to_bar = Bar(window, "bottom", "surface")
        self.to_row = RecipientRow(self.to_bar)
        self.subject_bar = Bar(window, "bottom", "surface")
        self.subject = wrapped(self.subject_bar, role="strong")
        self.subject.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notice = NoticeBar(window)
        self.text = MailPreview(window)
        self.text.setAccessibleName(tr("Text of the internal brief"))
        self.footer = Bar(window, "top")
        self.copy = KeyButton(self.footer, tr("Copy"), "Ctrl+Shift+C")
        self.save = KeyButton(self.footer, tr("Save as .eml"), "Ctrl+Shift+S")
        self.open = KeyButton(self.footer, tr("Open in mail program"), "Ctrl+Shift+O")
        self._lay_out_band(tr("Internal brief — for colleagues only"), _warning(window))
        self._lay_out(window)

    def _lay_out_band(self, title: str, warning: str) -> None:
        heading, words = Label(self.band, title, "title"), Label(self.band, warning)
        for label in (heading, words):
            label.set_tone("concern")
            label.set_wrap()
        column = QVBoxLayout(self.band)
        column.setContentsMargins(_SIDE - 12, 10, _SIDE - 12, 12)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(words)
        self.band.setAccessibleName(title)

    def _lay_out(self, window: QWidget) -> None:
        to = QVBoxLayout(self.to_bar)
        to.setContentsMargins(0, 0, 0, 1)
        to.addWidget(self.to_row)
        above = QVBoxLayout()
        above.setContentsMargins(12, 12, 12, 8)
        above.addWidget(self.band)
        subject = QVBoxLayout(self.subject_bar)
        subject.setContentsMargins(_SIDE, 10, _SIDE, 11)
        subject.addWidget(self.subject)
        middle = QVBoxLayout()
        middle.setContentsMargins(12, 0, 12, 0)
        middle.addWidget(self.notice)
        below = QHBoxLayout(self.footer)
        below.setContentsMargins(_SIDE, 12, _SIDE, 12)
        below.setSpacing(10)
        below.addStretch(1)
        for button in (self.copy, self.save, self.open):
            below.addWidget(button)
        whole = QVBoxLayout(window)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(self.to_bar)
        whole.addWidget(self.subject_bar)
        whole.addLayout(middle)
        whole.addWidget(self.text, 1)
        whole.addWidget(self.footer)


def _warning(window: QWidget) -> str:
    return window.tr(
        "Private notes are in it. It can be addressed to colleagues alone, and nothing sends it"
        " from here."
    )
