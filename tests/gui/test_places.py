"""Where windows stand: kept for each set of screens, and in reach when a screen is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.gui.docking import Edge, docked
from companion.gui.places import Places
from companion.gui.screens import Screen, Screens, pulled_back
from companion.settings import SettingsFile


def screen(name: str, left: int, width: int = 1600, height: int = 1200) -> Screen:
    whole = QRect(left, 0, width, height)
    return Screen(name, whole, whole.adjusted(0, 30, 0, 0))


LAPTOP, BESIDE = screen("laptop", 0), screen("beside", 1600)


class PluggedScreens(Screens):
    """Screens that a test plugs in and takes away."""

    def __init__(self, *screens: Screen) -> None:
        super().__init__()
        self.now = screens

    def all(self) -> tuple[Screen, ...]:
        return self.now

    def plug(self, *screens: Screen) -> None:
        self.now = screens
        self.changed.emit()


def narrow(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(2700, 100, 400, 900)
    return window


def test_a_window_comes_back_into_reach_when_its_screen_is_unplugged(
    qtbot: QtBot, tmp_path: Path
) -> None:
    screens = PluggedScreens(LAPTOP, BESIDE)
    places = Places(SettingsFile(tmp_path), screens)
    window = narrow(qtbot)
    places.restore(window, "live")
    window.setGeometry(2700, 100, 400, 900)
    screens.plug(LAPTOP)
    assert LAPTOP.room.contains(window.frameGeometry())
    assert window.size() == QSize(400, 900)


def test_each_set_of_screens_has_a_place_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path)
    for screens, left in ((PluggedScreens(LAPTOP), 50), (PluggedScreens(LAPTOP, BESIDE), 300)):
        window = narrow(qtbot)
        places = Places(settings, screens)
        places.restore(window, "live")
        window.setGeometry(left, 100, 400, 600)
        window.show()
        window.close()
    again = narrow(qtbot)
    Places(settings, PluggedScreens(LAPTOP)).restore(again, "live")
    assert again.geometry().left() == 50


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [
        (QRect(100, 100, 400, 900), QRect(100, 100, 400, 900)),
        (QRect(1500, 100, 400, 900), QRect(1200, 100, 400, 900)),
        (QRect(9000, -500, 400, 900), QRect(1200, 30, 400, 900)),
        (QRect(9000, 100, 400, 3000), QRect(1200, 30, 400, 1170)),
    ],
)
def test_only_what_is_out_of_sight_is_moved(frame: QRect, wanted: QRect) -> None:
    assert pulled_back(frame, [LAPTOP]) == wanted


def test_without_any_screen_nothing_is_moved() -> None:
    assert pulled_back(QRect(9000, 0, 400, 900), []) == QRect(9000, 0, 400, 900)


@pytest.mark.parametrize(("edge", "left"), [(Edge.LEFT, 1600), (Edge.RIGHT, 2800)])
def test_a_docked_window_stands_at_the_edge_of_the_room_that_is_free(edge: Edge, left: int) -> None:
    place = docked(BESIDE.room, QSize(400, 5000), edge)
    assert place == QRect(left, 30, 400, 1170)
