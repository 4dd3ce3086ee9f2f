"""The export window on a history whose private parts are known, and what a person does with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from companion.gui.exporting.window import ExportWindow
from companion.gui.tasks import Tasks
from companion.model import History
from companion.paths import HISTORY_NAME
from tests.unit.exported import stored


class ExportPerson:
    """The window with somebody before it."""

    def __init__(self, qtbot: QtBot, folder: Path, disagreement: str, client: str) -> None:
        self.qtbot, self.out = qtbot, folder / "out"
        self.out.mkdir()
        self.opened: list[QUrl] = []
        self.tasks = Tasks(folder / "data" / HISTORY_NAME)
        self.window = ExportWindow(self.tasks, disagreement, client, opener=self._open)
        self.ui = self.window.ui
        qtbot.addWidget(self.window)
        self.window.show()
        self.settle()

    def choose(self, way: str) -> None:
        """Choose as what it is written."""
        self.ui.way.setCurrentIndex(self.ui.way.findData(way))

    def write(self, name: str = "") -> str:
        """Write to the folder, or to the file *name* in it; return what is said then."""
        self.window.write_to(self.out / name)
        self.settle()
        return self.ui.notice.text

    def written(self) -> dict[str, bytes]:
        """Return every file that lies in the folder, by its path in it."""
        files = (path for path in sorted(self.out.rglob("*")) if path.is_file())
        return {file.relative_to(self.out).as_posix(): file.read_bytes() for file in files}

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def _open(self, url: QUrl) -> bool:
        self.opened.append(url)
        return True


@contextmanager
def export_person(
    qtbot: QtBot,
    folder: Path,
    disagreement: str = "",
    client: str = "",
    told: History | None = None,
) -> Iterator[ExportPerson]:
    """Open the window on a disagreement, a client or the whole history, and close all of it."""
    with stored(folder, told):
        pass
    person = ExportPerson(qtbot, folder, disagreement, client)
    try:
        yield person
    finally:
        person.window.close()
        person.settle()
        person.tasks.close()
