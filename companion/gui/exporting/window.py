"""The export window: says in words what will be written before it asks where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from companion.errors import CompanionError
from companion.exporting import Exported, Wanted
from companion.gui.exporting.page import ExportPage
from companion.gui.exporting.ways import About, Way, file_name, ways
from companion.gui.exporting.work import ExportWork, Written
from companion.gui.recap.alive import while_alive
from companion.gui.said import client_said, topic_said
from companion.gui.tasks import Tasks
from companion.method.one_line import one_line
from companion.model.value import Value
from companion.store import Store

SIZE = (560, 640)

Opener = Callable[[QUrl], bool]


class Choices(Value, frozen=True, kw_only=True):
    """What can be taken along: every client by name, and what the window was opened on."""

    clients: tuple[tuple[str, str], ...]
    about: About
    has_transcripts: bool = False


class ExportWindow(QWidget):
    """What, as what, with or without what is private; then where. Nothing is asked in a box."""

    def __init__(
        self,
        tasks: Tasks,
        disagreement_id: str = "",
        client_id: str = "",
        opener: Opener = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with a disagreement, a client, or without either the whole history."""
        super().__init__(parent)
        self._tasks, self._opener = tasks, opener
        self._opened_on = (disagreement_id, client_id)
        self._choices: Choices | None = None
        self._ways = ways()
        self.setWindowTitle(self.tr("Export"))
        self.resize(*SIZE)
        self.ui = ExportPage(self)
        self.work = ExportWork(tasks, self)
        self.ui.all.setChecked(True)
        self._offer()
        self._connect()
        self.begin(disagreement_id, client_id)

    def begin(self, disagreement_id: str = "", client_id: str = "") -> None:
        """Begin anew with a disagreement, a client, or the whole history."""
        if not self.work.is_busy:
            self._opened_on, self._choices = (disagreement_id, client_id), None
            self.ui.go.setEnabled(False)
            self.refresh()

    def refresh(self) -> None:
        """Offer the clients of now."""
        disagreement_id, client_id = self._opened_on
        self._tasks.read(
            lambda store: read_choices(store, disagreement_id, client_id),
            while_alive(self, self._show),
            self.ui.notice.tell_error,
            newest="export choices",
        )

    @property
    def about(self) -> About:
        """What would be taken along."""
        ui, opened = self.ui, self._choices.about if self._choices else About()
        if ui.one.isChecked():
            return opened
        if ui.theirs.isChecked():
            return About(client=ui.client.currentData() or "", name=ui.client.currentText())
        return About()

    @property
    def way(self) -> Way:
        """As what it would be taken along."""
        return next(way for way in self._ways if way.key == self.ui.way.currentData())

    def write_to(self, place: Path) -> None:
        """Write what is chosen into the file or the folder *place*."""
        about, way = self.about, self.way
        wanted = Wanted(
            client=about.client if not about.disagreement and about.client else None,
            disagreement=about.disagreement or None,
            with_private=self.ui.private.isChecked(),
            with_transcripts=self.ui.transcripts.isChecked(),
        )
        self.ui.notice.dismiss()
        self.ui.bar.setRange(0, 0)
        self.ui.show_busy(True)
        self.ui.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.work.start(wanted, way, about, place)

    def _show(self, choices: Choices) -> None:
        if self.work.is_busy:
            return
        is_first, self._choices = self._choices is None, choices
        ui, about = self.ui, choices.about
        chosen = about.client if is_first else ui.client.currentData()
        ui.client.blockSignals(True)
        ui.client.clear()
        for client_id, name in choices.clients:
            ui.client.addItem(name, client_id)
        ui.client.setCurrentIndex(max(0, ui.client.findData(chosen)))
        ui.client.blockSignals(False)
        ui.one.setVisible(bool(about.disagreement))
        ui.topic.setVisible(bool(about.disagreement))
        ui.topic.setText(
            self.tr("{topic}, with {client}").format(
                topic=topic_said(about.topic), client=client_said(about.name)
            )
        )
        if is_first:
            first = ui.one if about.disagreement else ui.theirs if about.client else ui.all
            first.setChecked(True)
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        ui.theirs.setEnabled(bool(choices.clients))
        ui.go.setEnabled(True)
        self._offer()
        if is_first:
            ui.way.setCurrentIndex(0)

    def _offer(self) -> None:
        """Offer the ways for what is chosen: a report is about somebody."""
        ui, is_everything = self.ui, self.ui.all.isChecked()
        kept = ui.way.currentData()
        ui.way.blockSignals(True)
        ui.way.clear()
        for way in self._ways:
            if not (is_everything and way.is_to_read):
                ui.way.addItem(way.title, way.key)
        ui.way.setCurrentIndex(max(0, ui.way.findData(kept)))
        ui.way.blockSignals(False)
        ui.client.setEnabled(ui.theirs.isChecked())
        self._say()

    def _say(self) -> None:
        """Say what will be written, and who may get it."""
        ui, about = self.ui, self.about
        ui.detail.setText(self.way.detail)
        is_private = ui.private.isChecked()
        ui.privacy.setText(self._privacy(is_private))
        ui.privacy.set_tone("concern" if is_private else "")
        private = self._said_of_private(is_private)
        if about.disagreement:
            whole = self.tr("Will be written: “{what}”, {private}.")
            words = whole.format(what=topic_said(about.topic), private=private)
        elif about.client:
            whole = self.tr("Will be written: everything with {what}, {private}.")
            words = whole.format(what=client_said(about.name), private=private)
        else:
            whole = self.tr("Will be written: the whole history, {private}.")
            words = whole.format(private=private)
        ui.said.setText(words)

    def _said_of_private(self, goes_along: bool) -> str:
        """Say what goes along and what does not; of transcripts only where there are any."""
        ui, there = self.ui, self._choices is not None and self._choices.has_transcripts
        ui.show_transcripts(there and not goes_along)
        spoken = ui.transcripts.isChecked()
        ui.every_word.setText(self._transcripts(spoken))
        ui.every_word.set_tone("concern" if spoken else "")
        if goes_along:
            both = self.tr("with what is private and the transcripts")
            return both if there else self.tr("with what is private")
        if not there:
            return self.tr("without what is private")
        if spoken:
            return self.tr("without what is private, with transcripts")
        return self.tr("without what is private or any transcript")

    def _transcripts(self, go_along: bool) -> str:
        if go_along:
            return self.tr("Every word of everybody goes along, also what was said aside.")
        return self.tr("What was said stays here, word for word.")

    def _privacy(self, goes_along: bool) -> str:
        if goes_along:
            return self.tr(
                "Private notes, your own view, how sure you were and what you know of people go"
                " along: for yourself or a colleague, and for nobody at the client’s."
            )
        return self.tr(
            "Private notes, your own view, how sure you were and what you know of people stay here."
        )

    def _ask_where(self) -> None:
        """Let the person choose a file or a folder, by the system's own dialog."""
        way = self.way
        dialog = QFileDialog(self, self.tr("Choose where"))
        if way.suffix:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(f"*.{way.suffix}")
            dialog.setDefaultSuffix(way.suffix)
            dialog.selectFile(file_name(way, self.about))
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
            dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Write here"))
        dialog.fileSelected.connect(lambda name: self.write_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_progress(self, done: int, whole: int) -> None:
        self.ui.bar.setRange(0, whole)
        self.ui.bar.setValue(done)

    def _finish(self, written: Written) -> None:
        self._rest()
        self.ui.notice.tell(
            _said(written.exported, written.name),
            self.tr("Open the folder"),
            lambda: self._opener(QUrl.fromLocalFile(written.folder)),
        )

    def _tell_stopped(self) -> None:
        self._rest()
        self.ui.notice.tell(self.tr("Stopped. Nothing of it was kept."))

    def _rest(self) -> None:
        self.ui.show_busy(False)
        self._offer()
        self.ui.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        ui = self.ui
        ui.whose.buttonToggled.connect(lambda _button, on: self._offer() if on else None)
        ui.client.currentIndexChanged.connect(self._say)
        ui.way.currentIndexChanged.connect(self._say)
        ui.private.toggled.connect(self._say)
        ui.transcripts.toggled.connect(self._say)
        ui.go.clicked.connect(self._ask_where)
        ui.stop.clicked.connect(self.work.stop)
        ui.close.clicked.connect(self.close)
        self.work.progressed.connect(self._show_progress)
        self.work.done.connect(self._finish)
        self.work.stopped.connect(self._tell_stopped)
        self.work.failed.connect(self._fail)

    def _fail(self, error: CompanionError) -> None:
        self._rest()
        self.ui.notice.tell_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a notice, else stops what is under way, else closes the window."""
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self.ui.notice.dismiss():
            return
        elif self.work.is_busy:
            self.work.stop()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way: nobody would see how it ends."""
        self.work.stop()
        super().closeEvent(event)


def read_choices(store: Store, disagreement_id: str, client_id: str) -> Choices:
    """Return what can be taken along. Raises NotThere."""
    clients = tuple((row.id, client_said(row.name)) for row in store.browse.clients())
    about = About()
    if disagreement_id:
        told = store.disagreements.get(disagreement_id)
        about = About(disagreement=told.id, topic=told.topic, client=told.client)
    elif client_id:
        about = About(client=client_id)
    if about.client:
        about = replace(about, name=one_line(store.people.client(about.client).name))
    return Choices(clients=clients, about=about, has_transcripts=store.transcripts.are_there())


def _said(exported: Exported, name: str) -> str:
    """Return what an export came to, in whole sentences."""
    count, say = exported.disagreements, QCoreApplication.translate
    whole = (
        say("Export", "1 disagreement is in {file}.")
        if count == 1
        else say("Export", "{count} disagreements are in {file}.")
    )
    said = [whole.format(count=f"{count:,}", file=name)]
    if exported.same:
        said.append(say("Export", "{count} of the files said the same already."))
        said[-1] = said[-1].format(count=f"{exported.same:,}")
    if exported.left:
        left = say("Export", "{count} that you had changed stayed; the new one lies beside each.")
        said.append(left.format(count=f"{exported.left:,}"))
    return " ".join(said)
