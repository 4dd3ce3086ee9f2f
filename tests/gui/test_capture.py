"""Being left out of screen recordings: said only where the system itself says so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.gui.capture import LEFT_OUT, SHOWN, HiddenFromCapture, promise
from companion.gui.live.capture_choice import CaptureChoice
from companion.gui.widgets.notice import NoticeBar


class RememberedAffinity:
    """What Windows would keep for a window; an old one takes the wish and does nothing."""

    def __init__(self, *, is_old: bool = False) -> None:
        self.is_old = is_old
        self.asked: list[int] = []
        self.kept = SHOWN

    def set(self, window: int, affinity: int) -> bool:
        assert window
        self.asked.append(affinity)
        self.kept = SHOWN if self.is_old else affinity
        return not self.is_old

    def get(self, window: int) -> int | None:
        assert window
        return self.kept


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.winId()
    return made


def test_it_is_on_only_where_windows_says_so(window: QWidget) -> None:
    assert HiddenFromCapture(window, RememberedAffinity()).want(on=True)
    assert not HiddenFromCapture(window, RememberedAffinity(is_old=True)).want(on=True)


def test_it_is_asked_for_again_when_the_native_window_is_made_anew(window: QWidget) -> None:
    affinity = RememberedAffinity()
    hidden = HiddenFromCapture(window, affinity)
    hidden.want(on=True)
    affinity.kept = SHOWN
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.WinIdChange))
    assert affinity.asked == [LEFT_OUT, LEFT_OUT]
    assert hidden.is_on


def test_it_can_be_taken_back(window: QWidget) -> None:
    affinity = RememberedAffinity()
    hidden = HiddenFromCapture(window, affinity)
    hidden.want(on=True)
    assert not hidden.want(on=False)
    assert affinity.kept == SHOWN


@pytest.mark.parametrize("platform", ["darwin", "linux", "win32"])
def test_where_it_cannot_be_promised_sharing_one_window_is_advised(platform: str) -> None:
    said = promise(platform, is_on=False)
    assert "Share one window, not the screen." in said
    assert "leaves this window out" not in said


def test_windows_is_believed_and_a_photo_is_named(qapp: QCoreApplication) -> None:
    assert "A photo of the screen still shows it." in promise("win32", is_on=True)


def test_a_choice_that_cannot_be_is_told_and_not_shown_as_on(window: QWidget) -> None:
    notice, act = NoticeBar(window), QAction(window)
    act.setCheckable(True)
    CaptureChoice(HiddenFromCapture(window, None), act, notice, "darwin")
    window.show()
    act.trigger()
    assert not act.isChecked()
    assert notice.text.startswith("macOS 15 and later show every window to a recorder")


def test_a_choice_of_before_is_asked_for_once_the_window_is_there(window: QWidget) -> None:
    notice, act = NoticeBar(window), QAction(window)
    act.setCheckable(True)
    affinity = RememberedAffinity()
    choice = CaptureChoice(HiddenFromCapture(window, affinity), act, notice, "win32")
    choice.begin_with(on=True)
    assert affinity.asked == []
    choice.settle()
    assert act.isChecked()
    assert notice.text == ""
