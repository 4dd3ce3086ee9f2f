"""The cabinet beside the desk: the windows on the whole history, and on files in and out of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from companion.gui.tasks import Tasks
from companion.gui.windows import Windows
from companion.session import Clock


class Cabinet(QObject):
    """Opens the windows that are about no call of their own, and passes on what they wish."""

    disagreement_wanted = Signal(str)
    """The id of a disagreement to look at."""

    meeting_chosen = Signal(object)
    """An ``Invitation`` that a call shall be prepared from."""

    changed = Signal()
    """People were changed, or something came back from the trash."""

    grown = Signal()
    """Something was imported, or taken back: every window may have to show it."""

    def __init__(self, tasks: Tasks, clock: Clock, windows: Windows, parent: QObject) -> None:
        """Open nothing yet; what is opened is kept among *windows*."""
        super().__init__(parent)
        self._tasks, self._clock, self._windows = tasks, clock, windows

    def insights(self) -> None:
        """Open the window on what many disagreements teach."""
        from companion.gui.insights.window import InsightsWindow

        def build() -> InsightsWindow:
            window = InsightsWindow(self._tasks, self._clock)
            window.disagreement_wanted.connect(self.disagreement_wanted)
            return window

        self._windows.bring("insights", "", build)

    def playbooks(self) -> None:
        """Open the window in which playbooks are read and written."""
        from companion.gui.playbooks.window import PlaybooksWindow

        self._windows.bring("playbooks", "", lambda: PlaybooksWindow(self._tasks))

    def people(self, client_id: str = "", way: str = "") -> None:
        """Open the window on clients and people; *way* is what to begin with a client."""
        from companion.gui.people.window import PeopleWindow

        def build() -> PeopleWindow:
            window = PeopleWindow(self._tasks, client_id)
            window.changed.connect(self.changed)
            window.contacts_wanted.connect(self.introduce)
            return window

        window = self._windows.bring("people", "", build)
        if client_id:
            window.begin(client_id, way)

    def trash(self) -> None:
        """Open the window on what was deleted."""
        from companion.gui.trash.window import TrashWindow

        def build() -> TrashWindow:
            window = TrashWindow(self._tasks, self._clock)
            window.restored.connect(self.changed)
            return window

        self._windows.bring("trash", "", build)

    def export(self, disagreement_id: str = "", client_id: str = "") -> None:
        """Open the window in which a part of the history is taken along."""
        from companion.gui.exporting.window import ExportWindow

        about = (disagreement_id, client_id)
        is_open = self._windows.get("export") is not None
        window = self._windows.bring("export", "", lambda: ExportWindow(self._tasks, *about))
        if is_open:
            window.begin(*about)

    def bring_in(self, path: str = "") -> None:
        """Open the window in which a history is imported, with the file at *path* if there is."""
        from companion.gui.importing.window import ImportWindow

        def build() -> ImportWindow:
            window = ImportWindow(self._tasks, self._clock)
            window.imported.connect(self.grown)
            window.calls_leaving.connect(self._windows.close_all_on)
            window.contacts_wanted.connect(self.introduce)
            return window

        window = self._windows.bring("import", "", build)
        if path:
            window.open(Path(path))

    def introduce(self, path: str = "") -> None:
        """Open the window in which contacts come in, with the file at *path* if there is one."""
        from companion.gui.introducing.window import IntroducingWindow

        def build() -> IntroducingWindow:
            window = IntroducingWindow(self._tasks, self._clock)
            window.changed.connect(self.grown)
            return window

        window = self._windows.bring("introduce", "", build)
        if path:
            window.read(path)

    def meetings(self, path: str, own_addresses: tuple[str, ...]) -> None:
        """Open the window in which a meeting of the calendar at *path* is chosen."""
        from companion.gui.meetings.window import MeetingsWindow

        def build() -> MeetingsWindow:
            window = MeetingsWindow(self._tasks, self._clock, own_addresses, path)
            window.chosen.connect(self.meeting_chosen)
            return window

        is_open = self._windows.get("meetings") is not None
        window = self._windows.bring("meetings", "", build)
        if is_open:
            window.read(path)
