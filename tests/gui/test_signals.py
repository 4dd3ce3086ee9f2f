"""PySide6 itself: the fault that its version is pinned for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot


class Emitter(QObject):
    """Says that something is so."""

    settled = Signal(bool)


def test_five_thousand_signals_that_carry_true_arrive() -> None:
    # 6.12.0 on Python 3.11 loses a reference to True each time and aborts after about 570.
    emitter = Emitter()
    seen: list[bool] = []
    emitter.settled.connect(seen.append)
    for _ in range(5000):
        emitter.settled.emit(True)
    assert seen == [True] * 5000


def test_five_thousand_ticks_of_a_checkbox_arrive(qtbot: QtBot) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    seen: list[bool] = []
    box.toggled.connect(seen.append)
    for _ in range(5000):
        box.click()
    assert seen == [True, False] * 2500
