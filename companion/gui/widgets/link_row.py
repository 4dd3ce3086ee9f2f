"""Links below a text: their words stand at its edge, the room around them hangs out."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

PADDING = 4
"""Pixels that the stylesheet leaves at the sides of a link, for the ring of the focus."""


def link_row(*links: QWidget, spacing: int = 12) -> QHBoxLayout:
    """Return a row of *links*; what holds it needs ``PADDING`` of its own at the left."""
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addSpacing(-PADDING)
    for number, link in enumerate(links):
        if number:
            row.addSpacing(spacing)
        row.addWidget(link)
    row.addStretch(1)
    return row
