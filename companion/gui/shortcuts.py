"""Keys that act in a whole window: held down, they act once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(widget: QWidget, keys: str, act: Callable[[], object]) -> QShortcut:
    """Let *keys* do *act* in the whole window of *widget*, once however long they are held."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(act)
    return shortcut
