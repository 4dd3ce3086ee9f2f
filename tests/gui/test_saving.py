"""The Saver: what is typed is on the disk soon, whatever goes on being typed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.errors import CompanionError, StorageFull
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.store import Store


@pytest.fixture
def tasks(qtbot: QtBot, tmp_path: Path) -> Iterator[Tasks]:
    tasks = Tasks(tmp_path / "history.db")
    yield tasks
    tasks.close()


class Disk:
    """Takes texts, or refuses them while it is full."""

    def __init__(self) -> None:
        self.full = False
        self.texts: list[str] = []

    def keep(self, text: str, _store: Store) -> None:
        if self.full:
            raise StorageFull("The disk is full.")
        self.texts.append(text)


@pytest.fixture
def disk() -> Disk:
    return Disk()


def test_only_the_newest_change_of_a_place_is_written(
    qtbot: QtBot, tasks: Tasks, disk: Disk
) -> None:
    saver = Saver(tasks, interval_ms=20)
    with qtbot.waitSignal(saver.saved):
        for text in ("h", "he", "hello"):
            saver.changed("greeting", partial(disk.keep, text))
    assert disk.texts == ["hello"]


def test_going_on_typing_does_not_put_the_write_off(qtbot: QtBot, tasks: Tasks, disk: Disk) -> None:
    saver = Saver(tasks, interval_ms=40)
    typed = 0

    def type_on() -> bool:
        nonlocal typed
        typed += 1
        saver.changed("greeting", partial(disk.keep, "x" * typed))
        return bool(disk.texts)

    qtbot.waitUntil(type_on)
    assert len(disk.texts[0]) < typed


def test_a_flush_writes_every_place_in_the_order_of_change(
    qtbot: QtBot, tasks: Tasks, disk: Disk
) -> None:
    saver = Saver(tasks, interval_ms=60_000)
    saver.changed("b", partial(disk.keep, "first"))
    saver.changed("a", partial(disk.keep, "second"))
    with qtbot.waitSignal(saver.saved):
        saver.flush()
    assert disk.texts == ["first", "second"]
    assert saver.is_saved


def test_saving_is_told_once_until_all_is_saved(qtbot: QtBot, tasks: Tasks, disk: Disk) -> None:
    saver = Saver(tasks, interval_ms=20)
    told: list[None] = []
    saver.saving.connect(lambda: told.append(None))
    with qtbot.waitSignal(saver.saved):
        saver.changed("a", partial(disk.keep, "1"))
        saver.changed("b", partial(disk.keep, "2"))
    assert len(told) == 1


def test_what_could_not_be_saved_is_saved_by_the_next_flush(
    qtbot: QtBot, tasks: Tasks, disk: Disk
) -> None:
    saver = Saver(tasks, interval_ms=20)
    disk.full = True
    with qtbot.waitSignal(saver.failed) as failed:
        saver.changed("a", partial(disk.keep, "kept"))
    assert isinstance(failed.args[0], CompanionError)
    assert not saver.is_saved
    disk.full = False
    with qtbot.waitSignal(saver.saved):
        saver.flush()
    assert disk.texts == ["kept"]


def test_a_newer_change_is_not_overwritten_by_one_that_failed(
    qtbot: QtBot, tasks: Tasks, disk: Disk
) -> None:
    saver = Saver(tasks, interval_ms=60_000)
    disk.full = True
    with qtbot.waitSignal(saver.failed):
        saver.changed("a", partial(disk.keep, "older"))
        saver.flush()
        saver.changed("a", partial(disk.keep, "newer"))
    disk.full = False
    with qtbot.waitSignal(saver.saved):
        saver.flush()
    assert disk.texts == ["newer"]


def test_a_forgotten_place_is_not_written(qtbot: QtBot, tasks: Tasks, disk: Disk) -> None:
    saver = Saver(tasks, interval_ms=60_000)
    saver.changed("a", partial(disk.keep, "1"))
    with qtbot.waitSignal(saver.saved):
        saver.forget("a")
    saver.flush()
    assert tasks.is_idle
    assert disk.texts == []


def test_a_page_that_was_closed_loses_no_change(qtbot: QtBot, tasks: Tasks, disk: Disk) -> None:
    saver = Saver(tasks, interval_ms=60_000)
    saver.changed("a", partial(disk.keep, "last words"))
    with qtbot.waitSignal(tasks.idled):
        saver.flush()
        saver.deleteLater()
    assert disk.texts == ["last words"]
