"""The picture by which a desktop shows the program: in the task bar, on the window's frame."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

SIZES = (16, 24, 32, 48, 64, 128)
"""Pixels; a platform takes the nearest one."""


def window_icon(folder: Path) -> QIcon:
    """Return the icon from the pictures in *folder*, each of them drawn for its size."""
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(folder / f"companion-{size}.png"), QSize(size, size))
    return icon
