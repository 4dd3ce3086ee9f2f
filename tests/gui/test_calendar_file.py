"""What is to come as a file for the calendar: what stands in it, and what the window tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.reminding.calendar_file import CalendarFile
from companion.gui.reminding.events import calendar_of
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.mail.next_steps import calendar_file
from companion.model import Call, CallState, Client, Disagreement, NextStep, OutcomeKind, Side
from companion.store import Store
from companion.store.reminders import Ahead, Coming, Sort
from tests.clock import NOON, HandClock
from tests.gui.history_page import fill, history_page

DAY = NOON.date()
STEP = Coming(
    sort=Sort.STEP,
    about_id="0193aa00-1111-7abc-8def-001122334455",
    on=DAY + timedelta(days=3),
    client_name="Northwind",
    topic="Q4 lead quality",
    text="Draft the form change",
)
THEIRS = replace(STEP, side=Side.THEIRS, owner="Sam Lee")
LOOK = replace(STEP, sort=Sort.LOOK_BACK, about_id="d-1", text="", landed=OutcomeKind.AGREED)


def events(*things: Coming, now: datetime = NOON) -> list[Event]:
    calendar = Calendar.from_ical(calendar_of(Ahead(things=things), now))
    return list(calendar.events)


@pytest.mark.parametrize(
    ("thing", "title", "detail"),
    [
        (STEP, "Northwind: Draft the form change", "Q4 lead quality"),
        (
            replace(STEP, owner="Priya"),
            "Northwind: Draft the form change",
            "Q4 lead quality · Priya",
        ),
        (THEIRS, "Waiting for Sam Lee, Northwind: Draft the form change", "Q4 lead quality"),
        (replace(THEIRS, owner=""), "Waiting for Northwind: Draft the form change", STEP.topic),
        (replace(STEP, sort=Sort.CHECK_IN, topic=""), "Check in with Northwind", ""),
        (LOOK, "Northwind: look back, did it hold? Q4 lead quality", "agreed"),
        (
            replace(LOOK, sort=Sort.LOOK_AGAIN, landed=OutcomeKind.TRIAL),
            "Northwind: look again at Q4 lead quality",
            "on trial",
        ),
    ],
)
def test_an_event_says_with_whom_and_what(thing: Coming, title: str, detail: str) -> None:
    (event,) = events(thing)
    assert (str(event["SUMMARY"]), str(event.get("DESCRIPTION", ""))) == (title, detail)
    assert (event.start, event["CLASS"]) == (thing.on, "PRIVATE")


def test_a_step_is_the_event_that_its_recap_brought_and_a_later_file_changes_it() -> None:
    call = Call(id="k", next_steps=(NextStep(id=STEP.about_id, text="x", owner="y", due=STEP.on),))
    file = calendar_file(call, "", NOON, sequence=3)
    assert file is not None
    known = Calendar.from_ical(file.content).events[0]
    (first,) = events(STEP)
    (later,) = events(replace(STEP, on=DAY), now=NOON + timedelta(minutes=1))
    assert known["UID"] == first["UID"] == later["UID"]
    numbers = [int(str(event["SEQUENCE"])) for event in (known, first, later)]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] < 2**31


def test_things_of_one_disagreement_have_events_of_their_own_without_its_id() -> None:
    sorts = [replace(LOOK, sort=sort) for sort in Sort]
    uids = {str(event["UID"]) for event in events(*sorts, replace(LOOK, about_id="d-2"))}
    assert len(uids) == 5
    assert not any("d-" in uid for uid in uids)


@pytest.mark.parametrize(
    "typed", ["\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a;b,c\\n", "é😀" * 400, "\x00\u202e", ""]
)
def test_whatever_was_typed_stays_in_its_line(typed: str) -> None:
    thing = replace(THEIRS, client_name=typed, owner=typed, text=typed, topic=typed, on=date.max)
    content = calendar_of(Ahead(things=(thing, LOOK)), NOON)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert len(Calendar.from_ical(content).events) == 2


class Saving:
    """A bar that tells, above a history with two steps to come and one that is late."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.opened: list[QUrl] = []
        self.tasks = Tasks(folder / "history.db")
        self.window = QWidget()
        self.notice = NoticeBar(self.window)
        qtbot.addWidget(self.window)
        self.window.show()
        self.act = CalendarFile(
            self.tasks,
            HandClock(),
            self.notice,
            self.window,
            opener=self._open,
        )

    def _open(self, url: QUrl) -> bool:
        self.opened.append(url)
        return True

    def fill(self, *days: int) -> None:
        steps = tuple(
            NextStep(id=f"s-{day}", text="Do it", due=DAY + timedelta(days=day)) for day in days
        )
        with Store.open(self.folder / "history.db") as store:
            store.people.put_client(Client(id="c", name="Northwind"))
            call = Call(id="k", state=CallState.ENDED, next_steps=steps)
            store.disagreements.put(Disagreement(id="d", client="c", topic="T", calls=(call,)))

    def choose(self, path: Path) -> None:
        """Choose *path* in the dialog that was opened."""
        dialog = self.window.findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)


@pytest.fixture
def saving(qtbot: QtBot, tmp_path: Path) -> Iterator[Saving]:
    made = Saving(qtbot, tmp_path)
    yield made
    made.tasks.close()


def test_a_saved_file_is_told_with_when_it_rings_and_opened_by_the_system(
    saving: Saving, tmp_path: Path
) -> None:
    saving.fill(1, 5, -1)
    saving.act.ask()
    saving.act.ask()
    saving.settle()
    assert len(saving.window.findChildren(QFileDialog)) == 1
    saving.choose(tmp_path / "mine.ics")
    assert saving.notice.text == (
        "Saved 2 reminders in mine.ics. One that is late already is not in it. Open the file with "
        "your calendar: it rings at nine on the day before, also while Companion is closed."
    )
    saving.notice.act()
    assert saving.opened == [QUrl.fromLocalFile(str(tmp_path / "mine.ics"))]
    assert len(Calendar.from_ical((tmp_path / "mine.ics").read_bytes()).events) == 2


def test_chosen_steps_make_a_file_of_their_own(saving: Saving, tmp_path: Path) -> None:
    saving.fill(1, 5)
    saving.act.ask_for_steps(["s-5"])
    saving.settle()
    saving.choose(tmp_path / "one.ics")
    (event,) = Calendar.from_ical((tmp_path / "one.ics").read_bytes()).events
    assert event.start == DAY + timedelta(days=5)


def test_where_nothing_is_to_come_no_file_is_asked_for(saving: Saving) -> None:
    saving.fill(-1)
    saving.act.ask()
    saving.settle()
    assert saving.notice.text.startswith("All that has a day is late already")
    assert saving.window.findChild(QFileDialog) is None


def test_a_place_that_takes_no_file_is_told(saving: Saving, tmp_path: Path) -> None:
    saving.fill(1)
    saving.act.ask()
    saving.settle()
    saving.choose(tmp_path / "gone" / "mine.ics")
    assert "cannot be written" in saving.notice.text


def test_a_step_can_be_saved_from_where_it_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    with history_page(qtbot, tmp_path / "history.db", fill) as page:
        found = page.detail.page.document().find("Remind me by calendar…")
        page.detail.page.anchorClicked.emit(QUrl(found.charFormat().anchorHref()))
        page.settle()
        (dialog,) = page.window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "step.ics"))
        dialog.reject()
        page.settle()
        (event,) = Calendar.from_ical((tmp_path / "step.ics").read_bytes()).events
        assert str(event["SUMMARY"]) == "Northwind: Draft the form change"
        page.store(lambda store: store.agenda.tick_step("s-1", NOON))
        assert "calendar" not in page.text()
