"""The door to the threads: what comes back finds its window, or nobody."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from companion.errors import NotThere
from companion.gui.tasks import HistoryClosed, Tasks
from companion.store import Store
from tests.clock import NOON


class Page(QObject):
    """Remembers what it was told, in each of the ways in which a page may ask to be."""

    def __init__(self, told: list[int]) -> None:
        super().__init__()
        self._told = told

    def ask_by_method(self, tasks: Tasks) -> None:
        tasks.write(lambda _store: 1, self._take)

    def ask_by_lambda(self, tasks: Tasks) -> None:
        tasks.write(lambda _store: 1, lambda number: self._take(number=number))

    def ask_by_partial(self, tasks: Tasks) -> None:
        tasks.write(lambda _store: 1, partial(self._take))

    def ask_for_the_newest(self, tasks: Tasks) -> None:
        tasks.read(lambda _store: 1, self._take, newest="number")

    def _take(self, number: int) -> None:
        self._told.append(number)


ASKED = [Page.ask_by_method, Page.ask_by_lambda, Page.ask_by_partial, Page.ask_for_the_newest]


@pytest.fixture
def tasks(qtbot: QtBot, tmp_path: Path) -> Iterator[Tasks]:
    tasks = Tasks(tmp_path / "history.db")
    yield tasks
    qtbot.waitUntil(lambda: tasks.is_idle)
    tasks.close()


@pytest.mark.parametrize("ask", ASKED)
def test_an_answer_comes_back_to_its_page(tasks: Tasks, qtbot: QtBot, ask: object) -> None:
    told: list[int] = []
    page = Page(told)
    ask(page, tasks)  # type: ignore[operator]
    qtbot.waitUntil(lambda: told == [1])


@pytest.mark.parametrize("ask", ASKED)
def test_an_answer_for_a_page_that_is_gone_is_dropped(
    tasks: Tasks, qtbot: QtBot, ask: object
) -> None:
    told: list[int] = []
    page = Page(told)
    ask(page, tasks)  # type: ignore[operator]
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert told == []


def test_a_question_after_the_history_was_closed_is_not_asked(qtbot: QtBot, tmp_path: Path) -> None:
    tasks = Tasks(tmp_path / "history.db")
    tasks.write(lambda _store: None)
    qtbot.waitUntil(lambda: tasks.is_idle)
    tasks.close()
    told: list[int] = []
    tasks.read(lambda store: store.data_version(), told.append)
    assert tasks.is_idle
    assert told == []


def test_what_work_keeps_is_on_the_disk_when_it_goes_on(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[list[str]] = []

    def work() -> list[str]:
        tasks.keep(lambda store: store.drafts.keep("place", "kept", NOON))
        return [tasks.keep(lambda store: store.drafts.get("place"))]

    for run in (tasks.run, tasks.run_apart):
        run(work, told.append)
    qtbot.waitUntil(lambda: told == [["kept"], ["kept"]])


def test_what_cannot_be_kept_is_raised_in_the_work(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[object] = []
    tasks.run_apart(lambda: tasks.keep(lambda store: store.recaps.get("r-0")), failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], NotThere)


def test_the_thread_of_the_windows_never_waits_for_the_writer(tasks: Tasks) -> None:
    with pytest.raises(RuntimeError, match="would block"):
        tasks.keep(lambda store: store.data_version())


def test_the_writer_never_waits_for_itself(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[str] = []

    def act(store: Store) -> None:
        with pytest.raises(RuntimeError, match="would block"):
            tasks.keep(lambda _store: None)
        told.append("refused")

    tasks.write(act)
    qtbot.waitUntil(lambda: told == ["refused"])


def test_the_end_does_not_wait_for_what_takes_minutes(qtbot: QtBot, tmp_path: Path) -> None:
    tasks, goes_on = Tasks(tmp_path / "history.db", grace_s=0), threading.Event()
    told: list[str] = []

    def work() -> None:
        goes_on.wait()
        with pytest.raises(HistoryClosed):
            tasks.keep(lambda _store: None)
        told.append("refused")

    tasks.run_apart(work)
    tasks.close()
    goes_on.set()
    qtbot.waitUntil(lambda: told == ["refused"])
