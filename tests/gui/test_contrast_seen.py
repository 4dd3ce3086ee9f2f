"""Text stands out from its ground in the pixels of every window, in both themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.every_window import every_window
from tests.gui.seen import contrasts

READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3: the least contrast of text of normal size."""


@pytest.fixture
def sharp_letters(qapp: QApplication) -> Iterator[None]:
    """Draw letters without smoothed edges."""
    before = qapp.font()
    font = QFont(before)
    font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("sharp_letters")
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_text_can_be_read(qtbot: QtBot, tmp_path: Path, theme: str) -> None:
    with every_window(qtbot.waitUntil, tmp_path, theme) as windows:
        seen = {kind: contrasts(window) for kind, window in windows.items()}
    assert sum(len(ratios) for ratios in seen.values()) > 100
    pale = [
        f"{kind}: {what} {ratio:.2f}"
        for kind, ratios in seen.items()
        for what, ratio in ratios.items()
        if ratio < READABLE
    ]
    assert pale == [], "\n".join(pale)


@pytest.mark.usefixtures("sharp_letters")
def test_pale_text_is_found(qtbot: QtBot) -> None:
    label = QLabel("Hardly to be seen")
    label.setStyleSheet("background: #ffffff; color: #999999;")
    qtbot.addWidget(label)
    window = QLabel()
    qtbot.addWidget(window)
    label.setParent(window)
    window.resize(300, 80)
    window.show()
    (ratio,) = contrasts(window).values()
    assert 2.5 < ratio < 3.0
