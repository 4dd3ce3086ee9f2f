"""The one reminder of a day: when it comes, when it keeps quiet, and what it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from companion.gui.reminding.daily import DailyReminder
from companion.gui.reminding.quiet import is_quiet
from companion.gui.reminding.tray import TrayNotifier
from companion.gui.reminding.words import Reminder, reminder_of
from companion.gui.tasks import Tasks
from companion.model import Call, CallState, Client, Disagreement, NextStep
from companion.settings import SettingsFile
from companion.store import Store
from companion.store.reminders import Due
from companion.store.today import (
    CheckIn,
    DueReview,
    DueStep,
    LookAgain,
    PreparedCall,
    RunningCall,
    Some,
    Today,
    UnsentRecap,
)
from tests.clock import NOON, HandClock

DAY = NOON.date()
NINE = NOON.replace(hour=9)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Recorder(QObject):
    """Shows nothing, and remembers what it was asked to show."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.able = True

    def show(self, reminder: Reminder, shown: Callable[[bool], object]) -> None:
        self.shown.append(reminder.title)
        shown(self.able)

    def close(self) -> None:
        pass


class Day:
    """A history with a step that is due, and the reminder of a program on it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.clock = HandClock(NINE)
        self.notifier = Recorder()
        self.owner = QObject()
        self.tasks = Tasks(folder / "history.db")
        self.start()
        self.put(Call(id="k-0", state=CallState.ENDED, next_steps=(NextStep(id="s", due=DAY),)))

    def start(self) -> None:
        """Start the program, once more."""
        settings = SettingsFile(self.folder)
        self.reminder = DailyReminder(self.tasks, self.clock, settings, self.notifier, self.owner)
        self.settings = settings

    def put(self, call: Call) -> None:
        with Store.open(self.folder / "history.db") as store:
            store.people.put_client(Client(id="c", name="Northwind"))
            about = Disagreement(id=f"d-{call.id}", client="c", topic="T", calls=(call,))
            store.disagreements.put(about)

    def look_at(self, moment: datetime) -> int:
        """Let the reminder look at that moment; return how often it has reminded by then."""
        self.clock.wall = moment
        self.reminder.look()
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)
        return len(self.notifier.shown)


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Iterator[Day]:
    made = Day(qtbot, tmp_path)
    yield made
    made.reminder.end()
    made.tasks.close()


def test_it_comes_at_nine_and_once_a_day_also_after_another_start(day: Day) -> None:
    assert day.look_at(NINE - MINUTE) == 0
    assert day.look_at(NINE) == 1
    assert day.look_at(NINE + MINUTE) == 1
    day.start()
    assert day.look_at(NINE + HOUR) == 1
    assert day.notifier.shown == ["One next step of yours is due."]


def test_it_comes_when_the_program_starts_later_or_the_machine_wakes(day: Day) -> None:
    assert day.look_at(NINE + 5 * HOUR) == 1
    assert day.look_at(NINE + timedelta(days=3, hours=9)) == 2


def test_midnight_is_not_yet_the_next_morning(day: Day) -> None:
    day.look_at(NINE)
    assert day.look_at(NINE + 16 * HOUR) == 1
    assert day.look_at(NINE + 24 * HOUR) == 2


def test_during_a_call_it_waits_for_the_end(day: Day) -> None:
    call = Call(id="k-1", state=CallState.RUNNING, started_at=NINE - MINUTE)
    day.put(call)
    assert day.look_at(NINE) == 0
    assert day.look_at(NINE + HOUR) == 0
    day.put(replace(call, state=CallState.ENDED, ended_at=NINE + HOUR))
    assert day.look_at(NINE + HOUR) == 1


def test_switched_off_it_keeps_quiet_and_on_again_it_comes(day: Day) -> None:
    day.settings.change(remind=False)
    assert day.look_at(NINE) == 0
    day.settings.change(remind=True)
    assert day.look_at(NINE + MINUTE) == 1


def test_a_day_with_nothing_due_is_looked_at_once(day: Day) -> None:
    assert day.look_at(NINE - timedelta(days=1)) == 0
    day.put(
        Call(id="k", state=CallState.ENDED, next_steps=(NextStep(id="t", due=DAY - HOUR * 24),))
    )
    assert day.look_at(NINE - timedelta(days=1) + HOUR) == 0
    assert day.look_at(NINE) == 1


def test_what_could_not_be_shown_is_tried_again_after_the_next_start(day: Day) -> None:
    day.notifier.able = False
    day.look_at(NINE)
    assert day.look_at(NINE + HOUR) == 1
    day.start()
    assert day.look_at(NINE + HOUR) == 2


def test_without_a_tray_nothing_is_shown_and_that_is_told(qapp: QApplication) -> None:
    told: list[bool] = []
    notifier = TrayNotifier()
    notifier.show(Reminder(title="x", text=""), told.append)
    notifier.close()
    assert told == [QSystemTrayIcon.isSystemTrayAvailable()]


def _running(started: datetime, noted: datetime | None = None) -> Today:
    call = RunningCall(
        disagreement_id="d",
        client_name="",
        topic="",
        call_id="k",
        started_at=started,
        notes=0,
        noted_at=noted,
    )
    return Today(running=(call,))


def _planned(at: datetime | None, minutes: int = 0) -> Today:
    call = PreparedCall(
        disagreement_id="d",
        client_name="",
        topic="",
        call_id="k",
        planned_at=at,
        minutes=minutes,
        metric="",
        options=0,
    )
    return Today(prepared=Some(lines=(call,), count=1))


@pytest.mark.parametrize(
    ("today", "quiet"),
    [
        (Today(), True),
        (_running(NOON), False),
        (_running(NOON - 11 * HOUR), False),
        (_running(NOON - 13 * HOUR), True),
        (_running(NOON - 13 * HOUR, NOON - HOUR), False),
        (_planned(None), True),
        (_planned(NOON + 11 * MINUTE), True),
        (_planned(NOON + 9 * MINUTE), False),
        (_planned(NOON - 29 * MINUTE), False),
        (_planned(NOON - 31 * MINUTE), True),
        (_planned(NOON - 31 * MINUTE, 45), False),
    ],
)
def test_a_moment_is_quiet_while_no_client_may_look_on(today: Today, quiet: bool) -> None:
    assert is_quiet(today, NOON) is quiet


def _unsent(*days_ago: int) -> Some[UnsentRecap]:
    lines = tuple(
        UnsentRecap(
            disagreement_id="d",
            client_name="",
            topic="",
            call_id="k",
            ended_at=NOON - timedelta(days=days),
            has_draft=False,
        )
        for days in days_ago
    )
    return Some(lines=lines, count=len(lines))


STEPS = Some[DueStep](count=5)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (Due(today=Today(), ours=0), None),
        (Due(today=Today(unsent=_unsent(8)), ours=0), None),
        (Due(today=Today(unsent=_unsent(6)), ours=0), ("One recap is not sent yet.", "")),
        (
            Due(today=Today(steps=STEPS), ours=4),
            ("4 next steps of yours are due.", "One next step of a client is due."),
        ),
        (
            Due(
                today=Today(
                    steps=STEPS,
                    check_ins=Some[CheckIn](count=1),
                    reviews=Some[DueReview](count=1),
                    look_again=Some[LookAgain](count=1),
                ),
                ours=0,
            ),
            ("5 steps of clients are due.", "One check-in is due. 2 look-backs are due."),
        ),
    ],
)
def test_it_counts_what_has_a_day(due: Due, said: tuple[str, str] | None) -> None:
    reminder = reminder_of(due, NOON)
    assert (reminder and (reminder.title, reminder.text)) == said
