"""The door to the threads: what comes back finds its window, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from companion.gui.tasks import Tasks


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
