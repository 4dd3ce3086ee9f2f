"""One past case: where it comes from, and the sentence about it that a person wrote or confirmed.

What is shown of the case can be read and not copied. Only a sentence that was kept can be copied,
and it is taken from what was kept, never from what is proposed or half written.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.client.lead_row import LeadRow
from companion.gui.said import client_said, short_day, topic_said
from companion.gui.widgets.chip import kind_word
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label, wrapped
from companion.method.evidence import LEFT_OUT, Match, PastCase, nameless


class EvidenceCase(QWidget):
    """A case with its source, its sentence, and the field in which one is written."""

    disagreement_wanted = Signal(str)
    typed = Signal(str)
    confirmed = Signal(str)
    """The person keeps this sentence; an empty one takes it back."""

    def __init__(
        self, case: PastCase, draft: str, now: datetime, parent: QWidget | None = None
    ) -> None:
        """Show *case*; *draft* is a sentence that was left half written."""
        super().__init__(parent)
        self.case = case
        self._draft = draft
        whole = self.tr("{client} · {topic}")
        title = whole.format(client=client_said(case.client_name), topic=topic_said(case.topic))
        self.source = LeadRow(self, title, source_said(case, now))
        self.source.set_margins(4, 4)
        self.source.clicked.connect(lambda: self.disagreement_wanted.emit(case.disagreement_id))
        self.sentence = wrapped(self, case.confirmed)
        self.sentence.setVisible(bool(case.confirmed))
        self.copy = self._link(self.tr("Copy"), self._copy)
        self.copy.setVisible(bool(case.confirmed))
        self.write = self._link(self._write_said(), self._open)
        self.field = GrowingEntry(self)
        self.field.set_commits(False)
        self.field.setAccessibleName(self.tr("What they found, in a sentence of yours"))
        self.field.textChanged.connect(self._tell_typed)
        self._hint = Label(
            self,
            self.tr("Names and figures are left out. Only what you keep can be copied."),
            "small",
        )
        self._hint.set_wrap()
        self.keep = self._link(self.tr("Keep this"), self._keep)
        self._writing = (self.field, self._hint, self.keep)
        self._lay_out()
        self._fold()

    @property
    def is_being_written(self) -> bool:
        """Whether the field is open."""
        return not self.field.isHidden()

    def _write_said(self) -> str:
        return self.tr("Change…") if self.case.confirmed else self.tr("Write what they found…")

    def _link(self, text: str, act: Callable[[], None]) -> KeyButton:
        button = KeyButton(self, text)
        button.setProperty("link", True)
        button.clicked.connect(act)
        return button

    def _open(self) -> None:
        begun = self._draft or self.case.confirmed or proposed(self.case)
        for widget in self._writing:
            widget.show()
        self.write.hide()
        self.copy.hide()
        self.sentence.hide()
        self.field.set_text(begun)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        for widget in self._writing:
            widget.hide()
        self.write.show()
        self.copy.setVisible(bool(self.case.confirmed))
        self.sentence.setVisible(bool(self.case.confirmed))

    def _tell_typed(self) -> None:
        text = self.field.text()
        begun = (proposed(self.case), self.case.confirmed, self._draft)
        if self.is_being_written and text not in begun:
            self._draft = text
            self.typed.emit(text)

    def _keep(self) -> None:
        text = " ".join(self.field.text().split())
        self._draft = ""
        self._fold()
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)
        self.confirmed.emit(text)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.case.confirmed)
        self.copy.setText(self.tr("Copied"))

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(6)
        acts.addWidget(self.copy)
        acts.addWidget(self.write)
        acts.addWidget(self.keep)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (self.source, self.sentence, self.field, self._hint):
            column.addWidget(widget)
        column.addLayout(acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the field on Escape; what was written stays for the next time."""
        if event.key() == Qt.Key.Key_Escape and self.is_being_written:
            self._fold()
            self.write.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)


def draft_place(disagreement_id: str) -> str:
    """Return where a sentence about a case waits while it is being written."""
    return f"found:{disagreement_id}"


def source_said(case: PastCase, now: datetime) -> str:
    """Return "agreed 12 May · judged by the same number" or the words that were found."""
    landed = f"{kind_word(case.outcome)} {short_day(case.moment, now)}".strip()
    if case.match is Match.METRIC:
        why = _tr("judged by the same number: {metric}").format(metric=case.metric)
    else:
        why = _tr("“{passage}”").format(passage=case.passage)
    return f"{landed} · {why}"


def proposed(case: PastCase) -> str:
    """Return a sentence about *case* to be confirmed: without its names and its figures."""
    option, why = (nameless(text, case.names) for text in (case.option, case.why))
    if option and why:
        whole = _tr("Another client of ours felt the same. What they found: {option}, {why}.")
    else:
        whole = _tr("Another client of ours felt the same. What they found: {option}.")
    return whole.format(option=(option or why or LEFT_OUT).rstrip("."), why=why.rstrip("."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Evidence", text)
