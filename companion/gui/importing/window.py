"""The import window: a file is read, looked at, brought in as a whole, and can be taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QListWidgetItem, QWidget

from companion.errors import CompanionError, DocumentError
from companion.gui.dropping import CONTACTS, HISTORIES, DroppedFiles
from companion.gui.importing.page import ImportPage
from companion.gui.importing.preview import Preview
from companion.gui.importing.words import counts_said, taken_back_said
from companion.gui.importing.work import ImportWork, Opened
from companion.gui.recap.alive import while_alive
from companion.gui.regions import bind_regions
from companion.gui.said import short_day
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.session import Clock
from companion.store.imports import ImportLine, TakenBack
from companion.store.loading import Brought

SIZE = (640, 720)


class ImportWindow(QWidget):
    """Shows what a file brings before anything changes, and what came in before."""

    imported = Signal()
    """The history has changed: something came in, or was taken back."""

    calls_leaving = Signal(object)
    """The ids of calls that may go: what is open on them writes its last and closes."""

    contacts_wanted = Signal(str)
    """The path of a file that contacts are to be taken from."""

    def __init__(self, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        """Show what was imported before, and the way to choose a file."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._opened: Opened | None = None
        self._lines: tuple[ImportLine, ...] = ()
        self._name = ""
        self.setWindowTitle(self.tr("Import"))
        self.resize(*SIZE)
        self.ui = ImportPage(self)
        self._preview = Preview(self.ui, tasks, self)
        self.work = ImportWork(tasks, self)
        self._connect()
        self.ui.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        """Show what can be taken back now."""
        self._tasks.read(
            lambda store: store.imports.lines(),
            while_alive(self, self._show_earlier),
            self.ui.notice.tell_error,
            newest="imports",
        )

    def open(self, path: Path) -> None:
        """Read the file at *path* and show what it would bring."""
        if path.suffix.casefold() in CONTACTS:
            self.contacts_wanted.emit(str(path))
            return
        if self.work.is_busy:
            return
        self._leave_preview()
        self.ui.notice.dismiss()
        self._name = path.name
        self._say(self.tr("Reading {name}…").format(name=path.name))
        self.work.open(path)

    def ask_for_file(self) -> None:
        """Let the person choose a file, by the system's own dialog."""
        dialog = QFileDialog(self, self.tr("Import"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Companion history (*.json)"),
                self.tr("Contacts (*.vcf *.vcard *.csv *.tsv)"),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_opened(self, opened: Opened) -> None:
        ui = self.ui
        self._opened = opened
        ui.show_preview(True)
        ui.show_busy(False)
        self._preview.show(opened)
        ui.said.setText(self.tr("All of it comes in at once, and can be taken back."))

    def _import(self) -> None:
        opened = self._opened
        if opened is None or self.work.is_busy:
            return
        history, name, choices = opened.history, opened.name, self._preview.choices
        now = self._clock.now()
        self._say(self.tr("Importing {name}…").format(name=name))
        self.work.write(
            lambda store, tell: store.documents.bring(history, name, now, choices, tell)
        )

    def _take_back(self) -> None:
        row = self.ui.earlier.currentRow()
        if 0 <= row < len(self._lines):
            self._undo(self._lines[row].id, self._lines[row].name)

    def _undo_last(self) -> None:
        """Do what the notice offers, where that is to take an import back."""
        if self.ui.notice.act_said == self.tr("Undo"):
            self.ui.notice.act()

    def _undo(self, import_id: str, name: str) -> None:
        def begin(call_ids: tuple[str, ...]) -> None:
            if self.work.is_busy:
                return
            if call_ids:
                self.calls_leaving.emit(call_ids)
            self._name = name
            self._say(self.tr("Taking {name} back…").format(name=name))
            self.work.write(lambda store, tell: store.imports.undo(import_id, tell))

        self._tasks.read(
            lambda store: store.imports.calls_of(import_id),
            while_alive(self, begin),
            self.ui.notice.tell_error,
        )

    def _say(self, words: str) -> None:
        """Say what is under way, and show how to stop it."""
        ui = self.ui
        ui.said.setText(words)
        ui.show_busy(True)

    def _show_progress(self, done: int, whole: int) -> None:
        ui = self.ui
        ui.working.tell(done, whole)
        if whole:
            words = self.tr("{done} of {whole} clients and disagreements").format(
                done=f"{done:,}", whole=f"{whole:,}"
            )
            ui.said.setText(words)

    def _finish(self, result: Brought | TakenBack) -> None:
        self._show_beginning()
        notice = self.ui.notice
        if isinstance(result, TakenBack):
            tone = "concern" if result.kept else "accent"
            words = taken_back_said(self._name, result.count, result.kept)
            notice.tell(words, tone=tone)
        elif not result.import_id:
            notice.tell(self.tr("Everything in this file was in the history already."))
        else:
            name = self._name
            whole = self.tr("{name} is in the history: {added} new, {changed} brought up to date.")
            words = whole.format(
                name=name,
                added=f"{result.changes.added:,}",
                changed=f"{result.changes.changed:,}",
            )
            notice.tell(words, self.tr("Undo"), partial(self._undo, result.import_id, name))
        self._opened = None
        self.imported.emit()
        self.refresh()

    def _show_beginning(self) -> None:
        self.ui.show_preview(False)
        self.ui.show_busy(False)
        self.ui.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self) -> None:
        """Be as before what was under way: with the preview where there was one."""
        self.ui.show_preview(self._opened is not None)
        self.ui.show_busy(False)
        self.ui.said.setText(self.tr("All of it comes in at once, and can be taken back."))
        stop = self.ui.choose if self._opened is None else self.ui.parts
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_stopped(self) -> None:
        self._rest()
        self.ui.notice.tell(self.tr("Stopped. The history is as it was."))

    def _fail(self, error: CompanionError) -> None:
        self._rest()
        if isinstance(error, DocumentError):
            whole = self.tr("{name} was not imported. {reason} (at {place}).")
            words = whole.format(name=self._name, reason=error.reason, place=error.path)
            self.ui.notice.tell(words, tone="concern")
        else:
            self.ui.notice.tell_error(error)

    def _tell_waiting(self) -> None:
        self.ui.said.setText(self.tr("Something else was saved first. Beginning anew…"))

    def _leave_preview(self) -> None:
        self._opened = None
        self._show_beginning()

    def _show_earlier(self, lines: tuple[ImportLine, ...]) -> None:
        ui, row = self.ui, max(0, self.ui.earlier.currentRow())
        if lines != self._lines:
            ui.earlier.clear()
            for line in lines:
                at = f"{short_day(line.at, self._clock.now())} {line.at.astimezone():%H:%M}"
                facts = f"{at} · {counts_said(line.added, line.changed)}"
                item = QListWidgetItem(f"{line.name}\n{facts}", ui.earlier)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.name}, {facts}")
        self._lines = lines
        ui.earlier.setCurrentRow(min(row, len(lines) - 1))
        for widget in (ui.earlier, ui.take_back):
            widget.setVisible(bool(lines))
        ui.nothing.setVisible(not lines)

    def _connect(self) -> None:
        ui, work = self.ui, self.work
        ui.choose.clicked.connect(self.ask_for_file)
        ui.take_back.clicked.connect(self._take_back)
        ui.earlier.itemActivated.connect(lambda _item: self._take_back())
        ui.go.clicked.connect(self._import)
        ui.working.stop_wanted.connect(work.stop)
        ui.back.clicked.connect(self._leave_preview)
        ui.close.clicked.connect(self.close)
        work.progressed.connect(self._show_progress)
        work.opened.connect(self._show_opened)
        work.written.connect(self._finish)
        work.gave_way.connect(self._tell_waiting)
        work.stopped.connect(self._tell_stopped)
        work.failed.connect(self._fail)
        DroppedFiles(self, (*HISTORIES, *CONTACTS)).dropped.connect(
            lambda name: self.open(Path(name))
        )
        bind(self, "Ctrl+Z", self._undo_last)
        bind_regions(self, lambda: ui.regions)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice, else stops, else leaves the preview, else closes the window."""
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self.ui.notice.dismiss():
            return
        elif self.work.is_busy:
            self.work.stop()
        elif self._opened is not None:
            self._leave_preview()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way: nobody would see how it ends."""
        self.work.stop()
        super().closeEvent(event)
