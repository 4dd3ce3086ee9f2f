"""The slider that says how sure we are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.prepare.confidence import SureSlider


@pytest.fixture
def slider(qtbot: QtBot) -> SureSlider:
    slider = SureSlider()
    qtbot.addWidget(slider)
    slider.resize(300, 24)
    slider.show()
    return slider


def test_it_says_nothing_until_it_is_touched(slider: SureSlider) -> None:
    assert slider.percent() is None
    assert slider.property("unsaid") is True


def test_a_click_means_the_place_that_was_clicked(slider: SureSlider) -> None:
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(299, 12))
    assert slider.percent() == 100


def test_a_click_in_the_middle_counts_too(slider: SureSlider) -> None:
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(150, 12))
    assert slider.percent() == 50


def test_the_wheel_scrolls_the_page_and_says_nothing(slider: SureSlider) -> None:
    event = QWheelEvent(
        QPointF(150, 12),
        QPointF(150, 12),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    assert slider.percent() is None
    assert not event.isAccepted()


def test_what_was_said_before_is_shown_and_told_to_nobody(slider: SureSlider) -> None:
    told = QSignalSpy(slider.said)
    slider.show_percent(70)
    assert (slider.percent(), told.count()) == (70, 0)
    slider.show_percent(None)
    assert (slider.percent(), told.count()) == (None, 0)
