"""The columns of the form: side by side where there is room, else below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

STACKED_BELOW = 74
"""Average letters that fit into the form; with fewer its columns stand below each other."""

PANEL_BELOW = 104
"""Average letters that fit into the window; with fewer the side panel goes below the form."""

MARGIN = 20
"""Pixels round the side panel."""

PANEL_WIDTH = 40
"""Average letters across the side panel."""


class Columns:
    """Rearranges the form and its side panel for the width and the font that there are."""

    def __init__(
        self,
        rows: Sequence[QBoxLayout],
        form: QVBoxLayout,
        side: QWidget,
        scroll: QScrollArea,
        panel: QWidget,
    ) -> None:
        """Arrange *rows* of the form, and *panel* in *side* or at the end of *form*."""
        self._rows = list(rows)
        self._form = form
        self._side = side
        self._scroll = scroll
        self._panel = panel
        self._below = False
        scroll.setWidget(panel)
        panel.setAutoFillBackground(False)

    def fit(self, width: int, letter: int) -> None:
        """Fit a window *width* pixels wide, in a font whose letters are *letter* wide."""
        below = width < PANEL_BELOW * letter
        self._side.setFixedWidth(PANEL_WIDTH * letter)
        if below != self._below:
            self._move_panel(below)
        room = width if below else width - PANEL_WIDTH * letter
        stacked = room < STACKED_BELOW * letter
        direction = QBoxLayout.Direction
        for row in self._rows:
            row.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)

    def _move_panel(self, below: bool) -> None:
        self._below = below
        self._side.setVisible(not below)
        if below:
            self._scroll.takeWidget()
            self._form.insertWidget(self._form.count() - 1, self._panel)
        else:
            self._form.removeWidget(self._panel)
            self._scroll.setWidget(self._panel)
            self._panel.setAutoFillBackground(False)
        self._panel.show()
        margin = 0 if below else MARGIN
        layout = self._panel.layout()
        if layout is not None:
            layout.setContentsMargins(margin, MARGIN, margin, MARGIN)
