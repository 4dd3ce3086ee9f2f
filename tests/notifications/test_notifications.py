"""The reminder of a day on a desktop that takes notifications, over a real message bus."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection
from pytestqt.qtbot import QtBot

from companion.gui.reminding.bus import BusNotifier
from companion.gui.reminding.daily import DailyReminder
from companion.gui.tasks import Tasks
from companion.model import Call, CallState, Client, Disagreement, NextStep
from companion.settings import SettingsFile
from companion.store import Store
from tests.clock import NOON, HandClock
from tests.notifications.desktop import NAME, PATH, Desktop, message_bus_of_its_own, tell

CANARY = "canary"
TOKEN = "XDG_ACTIVATION_TOKEN"


@pytest.fixture(scope="module")
def bus() -> Iterator[str]:
    with message_bus_of_its_own() as address:
        yield address


@pytest.fixture
def desktop(bus: str) -> Iterator[Desktop]:
    with closing(Desktop(bus)) as standing:
        yield standing


class Program:
    """A program with a step of ours that is due, in words that nobody else may see."""

    def __init__(self, qtbot: QtBot, folder: Path, bus: str) -> None:
        step = NextStep(id="s", text=CANARY, owner=CANARY, due=NOON.date())
        with Store.open(folder / "history.db") as store:
            store.people.put_client(Client(id="c", name=CANARY))
            call = Call(id="k", state=CallState.ENDED, next_steps=(step,))
            store.disagreements.put(Disagreement(id="d", client="c", topic=CANARY, calls=(call,)))
        self.qtbot, self.clock = qtbot, HandClock()
        self.settings = SettingsFile(folder)
        self.tasks = Tasks(folder / "history.db")
        self.notifier = BusNotifier(self.tasks, bus=bus)
        self.clicks: list[str] = []
        self.reminder = DailyReminder(
            self.tasks, self.clock, self.settings, self.notifier, self.notifier
        )
        self.notifier.opened.connect(lambda: self.clicks.append(os.environ.get(TOKEN, "")))

    def look(self) -> None:
        self.reminder.look()
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def close(self) -> None:
        self.reminder.end()
        self.tasks.close()


@contextmanager
def program_on(qtbot: QtBot, folder: Path, bus: str) -> Iterator[Program]:
    with closing(Program(qtbot, folder, bus)) as program:
        yield program


def test_what_is_due_is_shown_in_our_words_alone(
    qtbot: QtBot, tmp_path: Path, bus: str, desktop: Desktop
) -> None:
    with program_on(qtbot, tmp_path, bus) as program:
        program.look()
        (shown,) = desktop.shown
        assert (shown.app_name, shown.summary) == ("Companion", "One next step of yours is due.")
        assert (shown.body, shown.actions) == ("", ["default", "Show"])
        assert CANARY not in repr(shown)
        assert program.settings.settings.reminded_on == NOON.date()


def test_a_click_opens_and_hands_the_right_to_come_forward_over(
    qtbot: QtBot, tmp_path: Path, bus: str, desktop: Desktop
) -> None:
    with program_on(qtbot, tmp_path, bus) as program:
        program.look()
        desktop.click(1, token="forward-please")
        qtbot.waitUntil(lambda: program.clicks == ["forward-please"])
        assert TOKEN not in os.environ


def test_the_next_day_takes_the_place_of_the_day_before(
    qtbot: QtBot, tmp_path: Path, bus: str, desktop: Desktop
) -> None:
    with program_on(qtbot, tmp_path, bus) as program:
        program.look()
        program.clock.set_wall(timedelta(days=1))
        program.look()
        assert [shown.replaces_id for shown in desktop.shown] == [0, 1]
        desktop.click(1)
        qtbot.waitUntil(lambda: program.clicks == [""])


def test_a_click_on_what_others_show_and_a_stranger_open_nothing(
    qtbot: QtBot, tmp_path: Path, bus: str, desktop: Desktop
) -> None:
    with program_on(qtbot, tmp_path, bus) as program:
        program.look()
        with closing(open_dbus_connection(bus)) as stranger:
            tell(stranger, "ActionInvoked", "us", (1, "default"))
        desktop.click(7)
        desktop.click(1)
        qtbot.waitUntil(lambda: bool(program.clicks))
        assert program.clicks == [""]


def test_a_desktop_that_knows_no_acts_is_asked_for_none(
    qtbot: QtBot, tmp_path: Path, bus: str
) -> None:
    with closing(Desktop(bus, ("body",))) as plain, program_on(qtbot, tmp_path, bus) as program:
        program.look()
        assert plain.shown[0].actions == []


@pytest.mark.parametrize("bus_there", [True, False])
def test_where_nobody_shows_it_the_day_is_tried_once_and_not_remembered(
    qtbot: QtBot, tmp_path: Path, bus: str, bus_there: bool
) -> None:
    address = bus if bus_there else f"unix:path={tmp_path}/no-bus"
    with program_on(qtbot, tmp_path, address) as program:
        program.look()
        assert program.settings.settings.reminded_on is None
        with closing(Desktop(bus)) as late:
            program.look()
            assert late.shown == []


def test_a_bus_that_goes_away_ends_nothing_but_the_clicks(qtbot: QtBot, tmp_path: Path) -> None:
    with message_bus_of_its_own() as address:
        desktop = Desktop(address)
        program = Program(qtbot, tmp_path, address)
        program.look()
        desktop.close()
    qtbot.waitUntil(lambda: not program.notifier.is_hearing)
    program.close()


def test_the_desktop_refuses_a_signed_number_as_qtdbus_sends_it(bus: str, desktop: Desktop) -> None:
    """The control: with this form the tests above would see nothing shown."""
    body: tuple[object, ...] = ("Companion", 0, "", "x", "", [], {}, -1)
    address = DBusAddress(PATH, NAME, NAME)
    with closing(open_dbus_connection(bus)) as naive:
        answer = naive.send_and_get_reply(
            new_method_call(address, "Notify", "sisssasa{sv}i", body), timeout=5
        )
    assert answer.header.message_type is MessageType.error
    assert desktop.shown == []
