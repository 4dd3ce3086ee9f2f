"""With letters of twice the size nothing is cut at the right, in any window as it opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.every_window import every_window, shown


@pytest.fixture
def large_letters(qapp: QApplication) -> Iterator[None]:
    """Write everything in letters of 200 %."""
    before, large = qapp.font(), qapp.font()
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("large_letters")
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_letters_of_twice_the_size_are_not_cut_at_the_right(qtbot: QtBot, tmp_path: Path) -> None:
    with every_window(qtbot.waitUntil, tmp_path) as windows:

        def is_whole() -> None:
            found = {kind: cut(window) for kind, window in windows.items()}
            assert not any(found.values()), found

        qtbot.waitUntil(is_whole)


def cut(window: QWidget) -> list[str]:
    """Return what is wider than the room that it has: pages that scroll, and buttons."""
    wide = [
        f"{each.viewport().childrenRect()} in {each.viewport().width()}"
        for each in shown(window)
        if isinstance(each, QScrollArea)
        and each.viewport().childrenRect().width() > each.viewport().width()
    ]
    return wide + [
        each.text()
        for each in shown(window)
        if isinstance(each, QAbstractButton) and each.width() < each.minimumSizeHint().width()
    ]
