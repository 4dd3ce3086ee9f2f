"""Every window of the program at once, on a history with something of everything in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from companion.exchange.demo import believable_year
from companion.gui.desk import Desk
from companion.gui.keys_window import KeysWindow
from companion.gui.people.window import PeopleWindow
from companion.gui.tasks import Tasks
from companion.gui.theme.palette import Theme
from companion.paths import HISTORY_NAME, resource_root
from companion.session import Session, begin_disagreement
from companion.settings import SettingsFile
from companion.store import Store
from companion.store.trash import Kind
from tests.clock import HandClock
from tests.gui.live_page import running_call
from tests.unit.contact_files import LINKEDIN

KINDS = (
    "history",
    "prepare",
    "live",
    "recap",
    "brief",
    "transcript",
    "insights",
    "people",
    "playbooks",
    "texts",
    "account",
    "export",
    "import",
    "introduce",
    "meetings",
    "trash",
    "keys",
)


CALENDAR = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Ad spend
DTSTART:21261124T150000Z
ATTENDEE;CN=Dana Ortiz:mailto:dana@brightpath.example
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:The form
DTSTART:21261125T150000Z
END:VEVENT
END:VCALENDAR
"""


@contextmanager
def every_window(
    wait_until: Callable[[Callable[[], bool]], object], folder: Path, theme: str = "light"
) -> Iterator[dict[str, QWidget]]:
    """Open one window of each of `KINDS`, as the desk does, and close them all.

    *wait_until* is qtbot.waitUntil, or the one below where there is no qtbot.
    """
    clock = HandClock()
    prepared, running, ended = _calls(folder / HISTORY_NAME, clock)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    tasks = Tasks(folder / HISTORY_NAME)
    windows: dict[str, QWidget] = {}
    opened: list[QWidget] = []
    desk = Desk(tasks, clock, SettingsFile(folder), Theme(app, resource_root() / "style", theme))
    desk.window_opened.connect(partial(list.append, opened))
    desk.open()
    windows["history"] = opened[-1]
    for kind, open_one, call in (
        ("prepare", desk.prepare, prepared),
        ("live", desk.live, running),
        ("recap", desk.recap, ended),
        ("brief", desk.brief, ended),
        ("transcript", desk.transcript, ended),
    ):
        open_one(call)
        windows[kind] = opened[-1]
    windows["people"], windows["keys"] = PeopleWindow(tasks), KeysWindow("live")
    people = folder / "team.csv"
    people.write_text(LINKEDIN, encoding="utf-8")
    calendar = folder / "work.ics"
    calendar.write_text(CALENDAR, encoding="utf-8")
    for kind, open_window in (
        ("insights", desk.cabinet.insights),
        ("playbooks", desk.cabinet.playbooks),
        ("texts", desk.texts),
        ("account", desk.account),
        ("export", desk.cabinet.export),
        ("import", desk.cabinet.bring_in),
        ("introduce", partial(desk.cabinet.introduce, str(people))),
        ("meetings", partial(desk.cabinet.meetings, str(calendar), ())),
        ("trash", desk.cabinet.trash),
    ):
        open_window()
        windows[kind] = opened[-1]
    for kind in ("people", "keys"):
        windows[kind].show()
    try:
        wait_until(lambda: tasks.is_idle)
        yield windows
    finally:
        desk.close()
        for window in windows.values():
            window.close()
        # Or what it does a little after its opening would still come.
        desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        wait_until(lambda: tasks.is_idle)
        tasks.close()
        for window in filter(shiboken6.isValid, windows.values()):
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.setStyleSheet("")


def wait_until(look: Callable[[], bool]) -> None:
    """Let the windows work until *look* finds what is waited for."""
    while not look():
        QApplication.processEvents()


def _calls(path: Path, clock: HandClock) -> tuple[str, str, str]:
    """Store a year, and a call of each state: prepared, running, ended."""
    with Store.open(path) as store:
        store.documents.load(believable_year(clock.now()))
        store.trash.put(
            Kind.DISAGREEMENT, begin_disagreement(store, clock, "Eastwind").id, clock.now()
        )
        prepared = begin_disagreement(store, clock, "Southwind").calls[0].id
        ended = begin_disagreement(store, clock, "Westwind").calls[0].id
        session = Session(store, clock, ended)
        session.start()
        session.end()
    return prepared, running_call(path, clock), ended


def shown(window: QWidget) -> list[QWidget]:
    """Return all widgets that can be seen in *window*."""
    return [each for each in window.findChildren(QWidget) if each.isVisibleTo(window)]
