"""The window in which a transcript comes to its call: read, looked at, attached, gone through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from companion import transcribing
from companion.errors import CompanionError
from companion.exchange.transcripts import Transcript
from companion.gui.long_work import LongWork
from companion.gui.recap.alive import while_alive
from companion.gui.regions import Region, bind_regions
from companion.gui.said import call_time
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.gui.transcript.acts import CallPage, day_of, left_of, read_page
from companion.gui.transcript.form import TranscriptForm
from companion.gui.transcript.proposing import Proposing
from companion.gui.transcript.taking_out import TakingOut
from companion.gui.transcript.words import attached_said, file_said, known_said, rest_said
from companion.gui.transcript.work import Looked, look_through
from companion.method.one_line import one_line
from companion.method.voices import people_of, voices_of
from companion.model import TranscriptLine
from companion.session import Clock
from companion.store.transcripts import Attached

SIZE = (620, 640)
MOST_SHOWN = 40
"""Lines shown of those that were not understood; all of them are kept."""


class TranscriptWindow(QWidget):
    """One call and the transcript that comes to it; what it proposes is kept one by one."""

    changed = Signal()
    """Something was stored or taken back."""

    ready = Signal()
    """The call stands on the screen, and a file can be chosen."""

    def __init__(
        self, tasks: Tasks, clock: Clock, call_id: str, parent: QWidget | None = None
    ) -> None:
        """Ask for a file for the call *call_id*."""
        super().__init__(parent)
        self._tasks, self._clock, self._call_id = tasks, clock, call_id
        self._page: CallPage | None = None
        self._transcript: Transcript | None = None
        self._attached: Attached | None = None
        self._is_writing = False
        self._file_said = ""
        self.setWindowTitle(self.tr("Attach a transcript"))
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self.ui = TranscriptForm(self)
        self.work = LongWork(tasks, self.ui.working, self)
        self.taking_out = TakingOut(tasks, call_id, self.work, self.ui.notice, self)
        self.proposing = Proposing(tasks, clock, self.ui, self)
        self._connect()
        self._show_stage()
        self.refresh()

    def refresh(self) -> None:
        """Read the call again, in case something about it was stored."""
        self._tasks.read(
            lambda store: read_page(store, self._call_id),
            while_alive(self, self._show_page),
            self._tell_error,
            newest=f"transcript {self._call_id}",
        )

    def read(self, path: str) -> None:
        """Read the file at *path* and show what is in it; nothing is stored yet."""
        page = self._page
        if page is None or self._attached is not None or self._is_writing:
            return
        self._say_work(self.tr("Reading {file}…").format(file=Path(path).name))
        self.work.start(
            lambda tell: transcribing.read_file(Path(path), page.call.started_at, tell),
            partial(self._show_transcript, Path(path).name),
        )

    def _say_work(self, words: str) -> None:
        """Say above the bar what is done now; nothing else can be begun meanwhile."""
        self.ui.notice.dismiss()
        self.ui.read.setText(words)
        self.ui.read.show()
        self.ui.show_busy(True)

    def _show_page(self, page: CallPage) -> None:
        is_first, self._page = self._page is None, page
        names = (page.client.name, page.topic)
        about = " · ".join(filter(None, map(one_line, names)))
        self.ui.title.setText(about or self.tr("A call"))
        if self._attached is None:
            self.ui.about.setText(known_said(page.known))
        self._show_stage()
        if is_first:
            self.ui.choose.setFocus()
            self.ready.emit()

    def _show_transcript(self, name: str, transcript: Transcript) -> None:
        page = self._page
        if page is None:
            return
        self.ui.notice.dismiss()
        self._transcript = transcript
        self._file_said = file_said(name, transcript)
        self.ui.read.setText(self._file_said)
        people = people_of(page.call, page.client, page.me)
        self.ui.speakers.show_names(transcript.speakers, people, page.client.speakers)
        self._show_rest(transcript)
        self._show_stage()
        choosers = self.ui.speakers.choosers
        (choosers[0] if choosers else self.ui.attach).setFocus()

    def _show_rest(self, transcript: Transcript) -> None:
        """Say which lines are no speech, and what becomes of them."""
        unread, left_out = transcript.unread, transcript.left_out
        self.ui.rest.setText(rest_said(transcript))
        lines = [self.tr("Line {n}: {text}").format(n=r.line, text=r.text[:200])
                 for r in (*unread, *left_out)[:MOST_SHOWN]]  # fmt: skip
        self.ui.rest_lines.setText("\n".join(lines))
        self.ui.rest_fold.setChecked(False)

    def _attach(self) -> None:
        transcript = self._transcript
        if transcript is None or self._attached is not None or self.work.is_busy:
            return
        lines, speakers = transcript.lines, self.ui.speakers.speakers
        keep, call_id = self._tasks.keep, self._call_id
        self._begin_writing(self.tr("Attaching…"))
        self.work.start(
            lambda tell: transcribing.attach(keep, call_id, lines, speakers, tell),
            self._show_attached,
            goes_on=True,
        )

    def _show_attached(self, attached: Attached) -> None:
        self._is_writing = False
        self._attached = attached
        self.ui.read.setText(self._file_said)
        self._show_stage()
        self.ui.notice.tell(attached_said(attached), self.tr("Undo"), self._detach)
        self.changed.emit()
        if self._page is not None and self._transcript is not None:
            self._look_through(self._page, attached, self._transcript.lines)

    def _look_through(
        self, page: CallPage, attached: Attached, lines: tuple[TranscriptLine, ...]
    ) -> None:
        """Look for what to propose, also in a file that was attached before."""
        voices, held_on = voices_of(attached.speakers), day_of(page.call, self._clock.now().date())
        self.ui.read.setText(self.tr("Looking for next steps and metrics…"))
        self.work.start(lambda tell: look_through(lines, voices, held_on, tell), self._begin)

    def _begin(self, looked: Looked) -> None:
        if self._page is None:
            return
        proposals, until_ms = left_of(looked.proposals, self._page.call), looked.until_ms
        words = self.tr("What it says of next steps and metrics. Only what you keep is kept.")
        self.ui.about.setText(words if proposals else "")
        said = self._file_said
        if until_ms is not None:
            whole = self.tr("Looked through up to {time}; what was said later is not gone through.")
            said = whole.format(time=call_time(until_ms))
        elif not proposals:
            said = self.tr("Nothing in it reads like a next step or a metric.")
        self.ui.read.setText(said)
        self.proposing.begin(self._page, proposals)
        (self.ui.keep if proposals else self.ui.done).setFocus()

    def _detach(self) -> None:
        attached = self._attached
        if attached is None or self._is_writing:
            return
        self._begin_writing(self.tr("Taking it back…"))
        keep = self._tasks.keep
        self.work.start(
            lambda _tell: transcribing.detach(keep, attached),
            self._show_detached,
            goes_on=True,
            can_stop=False,
        )

    def _show_detached(self, _done: object) -> None:
        self._is_writing = False
        self._attached = None
        self.proposing.end()
        self.ui.read.setText(self._file_said)
        self._show_stage()
        self.ui.notice.tell(self.tr("The transcript was taken back."))
        self.ui.attach.setFocus()
        self.changed.emit()
        self.refresh()

    def _begin_writing(self, words: str) -> None:
        self._is_writing = True
        self._say_work(words)

    def _follow_taking_out(self) -> None:
        self._rest()
        self.ui.choose.setFocus()
        self.changed.emit()
        self.refresh()

    def _tell_stopped(self) -> None:
        self._rest()
        self.ui.notice.tell(self.tr("Stopped. Nothing of it was kept."))
        (self.ui.attach if self._transcript else self.ui.choose).setFocus()

    def _undo(self) -> None:
        """Take the last decision back, or the attaching; else put back what was taken out."""
        if self.proposing.can_undo:
            self.proposing.undo()
        elif self._attached is not None:
            self._detach()
        else:
            self.taking_out.undo()

    def _follow_proposals(self) -> None:
        self._show_stage()
        self.changed.emit()
        if self.proposing.can_undo:
            # From here on Ctrl+Z takes back what was decided last; the attaching comes after all.
            self.ui.notice.dismiss()
        if self._attached is not None:
            focus, is_open = QApplication.focusWidget(), self.proposing.proposal is not None
            is_back = is_open and focus is self.ui.done  # taken back after the last one
            if focus is None or is_back or not focus.isVisibleTo(self):
                (self.ui.keep if is_open else self.ui.done).setFocus()

    def _show_stage(self) -> None:
        self.ui.show_stage(
            is_known=self._page is not None and self._page.known > 0,
            is_read=self._transcript is not None,
            is_attached=self._attached is not None,
            has_proposal=self.proposing.proposal is not None,
        )
        self.ui.show_busy(self.work.is_busy)

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        if self._attached is not None:
            return
        dialog = QFileDialog(self, self.tr("Choose a transcript"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Transcripts (*.vtt *.srt *.txt *.md *.text)"), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self.read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _refuse(self, error: CompanionError) -> None:
        self._rest()
        self._tell_error(error)

    def _rest(self) -> None:
        """Show again what was read, after something else came to nothing."""
        self._is_writing = False
        self.ui.read.setText(self._file_said)
        self._show_stage()

    def _tell_error(self, error: CompanionError) -> None:
        self.ui.notice.tell_error(error)

    def _connect(self) -> None:
        ui = self.ui
        ui.choose.clicked.connect(self._choose)
        ui.attach.clicked.connect(self._attach)
        ui.done.clicked.connect(self.close)
        ui.take_out.clicked.connect(self.taking_out.take_out)
        self.taking_out.began.connect(self._begin_writing)
        self.taking_out.ended.connect(self._follow_taking_out)
        self.work.stopped.connect(self._tell_stopped)
        self.work.failed.connect(self._refuse)
        self.proposing.changed.connect(self._follow_proposals)
        self.proposing.failed.connect(self._tell_error)
        for keys, act in (("Ctrl+Z", self._undo),):
            bind(self, keys, act)
        bind_regions(self, self._regions)

    def _regions(self) -> Sequence[Region]:
        """Return who is who, the proposal, its acts, the foot."""
        ui = self.ui
        return (*ui.speakers.choosers[:1], ui.card.first, ui.keep, ui.choose, ui.attach, ui.done)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, while none is attached yet."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and self._attached is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        event.acceptProposedAction()
        self.read(event.mimeData().urls()[0].toLocalFile())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stops what is under way, closes a notice, then the window: all is on the disk."""
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self.ui.working.isVisible():
            self.work.stop()
        elif not self.ui.notice.dismiss():
            self.close()
