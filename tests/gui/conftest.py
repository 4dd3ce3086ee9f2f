"""Lets no window of one test live on in the next: each would cost it time and memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _nothing_left_open(qapp: QApplication) -> Iterator[None]:
    there = set(qapp.topLevelWidgets())
    yield
    for window in set(qapp.topLevelWidgets()) - there:
        # What pops up belongs to what it pops up from, which a completer does not tell Qt.
        if window.parent() is None and window.windowType() is not Qt.WindowType.Popup:
            window.close()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
