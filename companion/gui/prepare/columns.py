"""The columns of the form: side by side where there is room, else below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

STACKED_BELOW = 62
"""Average letters that fit into the form; with fewer its columns stand below each other."""

PANEL_BELOW = 104
"""Average letters that fit into the window; with fewer the side panel goes below the form."""

PANEL_WIDTH = 40
"""Average letters across the side panel."""


class Columns:
    """Rearranges the form and its side panel for the width and the font that there are."""

    def __init__(
        self,
        rows: Sequence[QBoxLayout],
        body: QHBoxLayout,
        form: QVBoxLayout,
        side: QWidget,
    ) -> None:
        """Arrange *rows* of the form, and *side* beside it in *body* or at the end of *form*."""
        self._rows = list(rows)
        self._body = body
        self._form = form
        self._side = side
        self._panel_below = False

    def fit(self, width: int, letter: int) -> None:
        """Fit a window *width* pixels wide, in a font whose letters are *letter* wide."""
        below = width < PANEL_BELOW * letter
        self._side.setFixedWidth(PANEL_WIDTH * letter)
        if below != self._panel_below:
            self._move_panel(below)
        room = width if below else width - PANEL_WIDTH * letter
        stacked = room < STACKED_BELOW * letter
        direction = QBoxLayout.Direction
        for row in self._rows:
            row.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)

    @property
    def panel_is_below(self) -> bool:
        """Whether the side panel stands at the end of the form."""
        return self._panel_below

    def _move_panel(self, below: bool) -> None:
        self._panel_below = below
        if below:
            self._form.insertWidget(self._form.count() - 1, self._side)
        else:
            self._body.addWidget(self._side)
