"""Playbooks in and out as files: choose them, and be told which could not be used and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from companion.gui.playbooks.changing import own_keys
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.method.playbook import PlaybookScript
from companion.method.playbooks import built_ins, stored_form
from companion.store import Store


class PlaybookFiles(QObject):
    """Import and export; what happens is told in the notice bar."""

    imported = Signal(str)
    """Playbooks came in: the key of the last of them."""

    def __init__(self, tasks: Tasks, notice: NoticeBar, window: QWidget) -> None:
        """Ask for files above *window*."""
        super().__init__(window)
        self._tasks, self._notice, self._window = tasks, notice, window

    def ask_for_import(self) -> None:
        """Let the person choose files to read."""
        dialog = self._dialog(self.tr("Import playbooks"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.import_from([Path(name) for name in names]))
        dialog.open()

    def ask_for_export(self, script: PlaybookScript) -> None:
        """Let the person choose where to write the playbook."""
        dialog = self._dialog(self.tr("Export a playbook"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(file_name(script))
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name), script))
        dialog.open()

    def import_from(self, paths: Sequence[Path]) -> None:
        """Bring in every playbook at *paths* that is one, and tell of the others."""
        found: tuple[PlaybookScript, ...] = ()

        def keep(read: tuple[tuple[PlaybookScript, ...], tuple[str, ...]]) -> None:
            nonlocal found
            found, faults = read
            self._tasks.write(
                lambda store: _put(store, found),
                lambda _done: self._tell(found, faults),
                self._notice.tell_error,
            )

        self._tasks.run(lambda: _read(paths), keep, self._notice.tell_error)

    def export_to(self, path: Path, script: PlaybookScript) -> None:
        """Write the playbook to *path*, replacing what was there only when all is written."""
        self._tasks.run(
            lambda: _write(path, script),
            lambda _done: self._notice.tell(
                self.tr("Exported “{title}” to {file}.").format(title=script.title, file=path.name)
            ),
            self._notice.tell_error,
        )

    def _tell(self, found: Sequence[PlaybookScript], faults: Sequence[str]) -> None:
        words = [self.tr("“{title}” is here.").format(title=script.title) for script in found]
        words += [self.tr("Not used: {fault}").format(fault=fault) for fault in faults]
        self._notice.tell("\n".join(words), tone="concern" if faults else "accent")
        if found:
            self.imported.emit(found[-1].key)

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setNameFilter(self.tr("Playbooks (*.toml)"))
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def file_name(script: PlaybookScript) -> str:
    """Return a file name that every system takes, from the playbook's title."""
    kept = "".join(sign if sign.isalnum() else "-" for sign in script.title.casefold())
    return "-".join(part for part in kept.split("-") if part)[:60] or "playbook"


def _put(store: Store, scripts: Sequence[PlaybookScript]) -> None:
    with store.write():
        for script in scripts:
            store.playbooks.put(stored_form(script))


def _read(paths: Sequence[Path]) -> tuple[tuple[PlaybookScript, ...], tuple[str, ...]]:
    from companion.exchange.playbook_files import read_files

    read = read_files(paths)
    return own_keys(read.playbooks, built_ins()), read.faults


def _write(path: Path, script: PlaybookScript) -> None:
    from companion.exchange.playbook_files import write_file

    write_file(path, script)
