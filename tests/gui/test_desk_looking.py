"""What is new in the history is shown: at once what others wrote, ours in a quiet second."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.desk import Desk
from companion.gui.history.sidebar import Sidebar
from companion.gui.tasks import Tasks
from companion.gui.theme.palette import Theme
from companion.gui.watching import MOST_PUT_OFF
from companion.paths import resource_root
from companion.session import begin_disagreement
from companion.settings import SettingsFile
from companion.store import Store
from tests.clock import HandClock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Watched:
    """A desk whose clock stands: the test says when a second has passed."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.qtbot, self.path, self.clock = qtbot, folder / "history.db", HandClock()
        with Store.open(self.path) as store:
            begin_disagreement(store, self.clock, "Northwind")
        self.tasks = Tasks(self.path)
        theme = Theme(app, resource_root() / "style", "light")
        self.desk = Desk(self.tasks, self.clock, SettingsFile(folder), theme)
        with qtbot.waitSignal(self.desk._history.ready):
            self.desk.open()
        qtbot.waitUntil(self.desk._watching.timer.isActive)
        self.desk._watching.timer.stop()
        self.second()

    def second(self) -> int:
        """Let a second pass; return how many disagreements the side bar counts then."""
        self.desk._watching.timer.timeout.emit()
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)
        model = self.desk._history.findChildren(Sidebar)[0].model()
        spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        return int(str(spoken).rpartition(" ")[2])

    def write(self) -> None:
        """Begin a disagreement in this program."""
        self.tasks.write(lambda store: begin_disagreement(store, self.clock, "Contoso"))
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)


@pytest.fixture
def watched(qtbot: QtBot, tmp_path: Path) -> Iterator[Watched]:
    desk = Watched(qtbot, tmp_path)
    yield desk
    desk.desk.close()
    QApplication.closeAllWindows()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.tasks.close()


def test_what_another_program_wrote_is_shown_within_a_second(watched: Watched) -> None:
    with Store.open(watched.path) as store:
        begin_disagreement(store, watched.clock, "Fabrikam")
    assert watched.second() == 2


def test_what_we_write_ourselves_waits_for_a_second_without_writing(watched: Watched) -> None:
    for _ in range(3):
        watched.write()
        assert watched.second() == 1
    assert watched.second() == 4


def test_who_never_stops_writing_sees_it_after_a_minute(watched: Watched) -> None:
    counts = []
    for _ in range(MOST_PUT_OFF):
        watched.write()
        counts.append(watched.second())
    assert set(counts[:-1]) == {1}
    assert counts[-1] == 1 + MOST_PUT_OFF
