"""Whole documents into the history by the window: choose a file, see what it brings, then do it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.model import History
from companion.model.value import Value
from companion.store import Store

if TYPE_CHECKING:  # needed for what a person asks for later, and not to show the window
    from PySide6.QtWidgets import QFileDialog

    from companion.store.loading import Changes


class Preview(Value, frozen=True, kw_only=True):
    """What a document would bring: what is not in the history yet, and what is."""

    clients: int
    disagreements: int
    known: int


class Exchange(QObject):
    """Import; what happens is told in the notice bar. The way out is the export window."""

    imported = Signal()

    def __init__(self, tasks: Tasks, notice: NoticeBar, window: QWidget) -> None:
        """Ask for files above *window*."""
        super().__init__(window)
        self._tasks, self._notice, self._window = tasks, notice, window

    def ask_for_import(self) -> None:
        """Let the person choose a file to read."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(self.tr("Import"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.preview(Path(name)))
        dialog.open()

    def preview(self, path: Path) -> None:
        """Say what the document at *path* would bring, and ask whether to bring it."""
        self._tasks.run(lambda: _read(path), self._preview_history, self._notice.tell_error)

    def _preview_history(self, history: History) -> None:
        self._tasks.read(
            lambda store: preview_of(store, history),
            lambda preview: self._ask(history, preview),
            self._notice.tell_error,
        )

    def _ask(self, history: History, preview: Preview) -> None:
        self._notice.tell(
            self.tr("{what} Import?").format(what=self._brings(preview)),
            self.tr("Import"),
            lambda: self._import(history),
        )

    def _import(self, history: History) -> None:
        self._tasks.write(
            lambda store: store.documents.load(history), self._finish, self._notice.tell_error
        )

    def _finish(self, changes: Changes) -> None:
        if changes.added or changes.changed:
            whole = self.tr("Imported: {added} added, {changed} brought up to date.")
            self._notice.tell(whole.format(added=changes.added, changed=changes.changed))
        else:
            self._notice.tell(self.tr("Everything in this file was in the history already."))
        self.imported.emit()

    def _brings(self, preview: Preview) -> str:
        new = self.tr("Adds {clients} and {disagreements}.").format(
            clients=self._clients(preview.clients),
            disagreements=self._disagreements(preview.disagreements),
        )
        if not preview.known:
            return new
        known = self.tr("{count} that the history knows may be brought up to date.")
        return f"{new} {known.format(count=preview.known)}"

    def _clients(self, count: int) -> str:
        return self.tr("1 client") if count == 1 else self.tr("{n} clients").format(n=count)

    def _disagreements(self, count: int) -> str:
        if count == 1:
            return self.tr("1 disagreement")
        return self.tr("{n} disagreements").format(n=count)

    def _dialog(self, title: str) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, title)
        dialog.setNameFilter(self.tr("Companion history (*.json)"))
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def preview_of(store: Store, history: History) -> Preview:
    """Return what *history* would bring to the store; nothing is changed."""
    clients = set(store.people.client_ids())
    disagreements = set(store.disagreements.ids())
    new_clients = sum(client.id not in clients for client in history.clients)
    new = sum(told.id not in disagreements for told in history.disagreements)
    everything = len(history.clients) + len(history.disagreements)
    return Preview(clients=new_clients, disagreements=new, known=everything - new_clients - new)


def _read(path: Path) -> History:
    """Read a document. Raises DocumentError, NotThere."""
    from companion.exchange.document import LARGEST_FILE, decode
    from companion.exchange.files import read_whole

    return decode(read_whole(path, LARGEST_FILE))
