"""What is new in the history is shown: at once what others wrote, ours in a quiet second."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.gui.desk import Desk
from companion.gui.history.sidebar import Sidebar
from companion.gui.watching import MOST_PUT_OFF
from companion.paths import HISTORY_NAME
from companion.session import begin_disagreement
from companion.store import Store
from tests.clock import HandClock
from tests.gui.open_desk import open_desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Watched:
    """A desk whose clock stands: the test says when a second has passed."""

    def __init__(self, qtbot: QtBot, path: Path, clock: HandClock, desk: Desk) -> None:
        self.qtbot, self.path, self.clock, self.desk = qtbot, path, clock, desk
        self.tasks = desk._tasks
        desk._watching.timer.stop()
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
    path, clock = tmp_path / HISTORY_NAME, HandClock()
    with Store.open(path) as store:
        begin_disagreement(store, clock, "Northwind")
    with open_desk(qtbot, tmp_path, clock) as desk:
        yield Watched(qtbot, path, clock, desk)


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
