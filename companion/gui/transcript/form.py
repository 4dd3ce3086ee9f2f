"""The layout of the window of a transcript: the file, who is who, and what it proposes."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.transcript.card import ProposalCard
from companion.gui.transcript.speakers import SpeakerRows
from companion.gui.widgets.card import Bar, Card
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label
from companion.gui.widgets.working import WorkingRow

_MARGIN = 20


class TranscriptForm:
    """The widgets of the window, laid out; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.title = Label(window, role="title")
        self.about = Label(window, role="muted")
        self.take_out = QPushButton(tr("Take this transcript out"), window)
        self.take_out.setProperty("link", True)
        self.notice = NoticeBar(window)
        self.where = Label(window, _where_found(window))
        self.read = Label(window, role="strong")
        self.working = WorkingRow(window)
        self.who = Label(window, tr("Who is who"), "strong")
        self.who_says = Label(
            window, tr("Asked once: this client’s next transcripts know it."), "small"
        )
        self.speakers = SpeakerRows(window)
        self.rest_card = Card(window)
        self.rest = Label(self.rest_card)
        self.rest_lines = Label(self.rest_card, role="muted")
        self.rest_fold = QPushButton(tr("Show these lines"), self.rest_card)
        self.card = ProposalCard(window)
        self.keep = KeyButton(window, tr("Keep"), "F8")
        self.leave = KeyButton(window, tr("Leave"), "Shift+F8")
        self.next = KeyButton(window, tr("Next"), "F7")
        self.kept = Label(window)
        self.choose = KeyButton(window, tr("Choose a file…"), "Ctrl+O")
        self.attach = KeyButton(window, tr("Attach"), "Ctrl+Return")
        self.done = QPushButton(tr("Done"), window)
        for label in (
            self.title, self.about, self.where, self.read, self.who_says, self.rest,
            self.rest_lines, self.kept,
        ):  # fmt: skip
            label.set_wrap()
        self._lay_out()

    def show_stage(
        self, *, is_known: bool, is_read: bool, is_attached: bool, has_proposal: bool
    ) -> None:
        """Show what belongs to the file before it is attached, or to its proposals after."""
        preview = is_read and not is_attached
        names: tuple[QWidget, ...] = (self.who, self.who_says, self.speakers)
        for part in names:
            part.setVisible(preview and bool(self.speakers.speakers))
        self.rest_card.setVisible(preview and bool(self.rest.text()))
        self.take_out.setVisible(is_known and not is_read)
        self.where.setVisible(not is_read)
        self.read.setVisible(bool(self.read.text()))
        deciding: tuple[QWidget, ...] = (self.card, self.keep, self.leave, self.next)
        for part in deciding:
            part.setVisible(has_proposal)
        self.kept.setVisible(is_attached and bool(self.kept.text()))
        self.attach.setVisible(preview)
        self.attach.set_primary(True)
        self.keep.set_primary(True)
        self.choose.setVisible(not is_attached)
        self.choose.set_primary(not is_read)
        self.done.setVisible(is_attached)

    def show_busy(self, is_busy: bool) -> None:
        """Let nothing be begun while something is under way."""
        for way in (self.choose, self.attach, self.speakers, self.take_out):
            way.setEnabled(not is_busy)

    def _lay_out(self) -> None:
        scroll = PageScroll(self._window)
        page = QWidget(scroll)
        scroll.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(link_row(self.take_out))
        head: tuple[QWidget, ...] = (self.notice, self.where, self.read, self.working)
        for part in head:
            column.addWidget(part)
        column.addSpacing(6)
        for part in (self.who, self.who_says, self.speakers, self.rest_card, self.card):
            column.addWidget(part)
        acts = QHBoxLayout()
        acts.addWidget(self.keep)
        acts.addWidget(self.leave)
        acts.addWidget(self.next)
        acts.addStretch(1)
        column.addLayout(acts)
        column.addWidget(self.kept)
        column.addStretch(1)
        self._lay_out_rest()
        footer = Bar(self._window, "top")
        row = QHBoxLayout(footer)
        row.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        row.addStretch(1)
        ways: tuple[QPushButton, ...] = (self.choose, self.attach, self.done)
        for button in ways:
            row.addWidget(button)
        whole = QVBoxLayout(self._window)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(footer)

    def _lay_out_rest(self) -> None:
        self.rest_fold.setProperty("link", True)
        self.rest_fold.setCheckable(True)
        self.rest_lines.hide()
        self.rest_fold.toggled.connect(self.rest_lines.setVisible)
        column = QVBoxLayout(self.rest_card)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self.rest)
        column.addLayout(link_row(self.rest_fold))
        column.addWidget(self.rest_lines)


def _where_found(window: QWidget) -> str:
    """Return where people find the file, program by program."""
    return "\n".join(
        (
            window.tr(
                "Zoom: the .vtt beside the recording, or the .txt that “Save transcript” wrote."
            ),
            window.tr("Teams: Recording and transcripts, Download as .vtt."),
            window.tr("Google Meet: the transcript in Docs, File, Download, Plain text."),
            window.tr("A subtitle file (.srt) will do too. You can also drop the file here."),
        )
    )
