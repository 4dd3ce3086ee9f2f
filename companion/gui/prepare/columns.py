"""The columns of the form: side by side where there is room, else below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from companion.gui.forms.ui_prepare import Ui_Prepare
from companion.gui.prepare.options_field import OptionRow
from companion.gui.widgets.link_row import PADDING as LINK

ROWS = {
    "row_client": ("client", "topic", "planned", "minutes"),
    "row_who": ("client", "topic"),
    "row_when": ("planned", "minutes"),
    "row_numbers": ("metric", "our_metric"),
    "row_wish": ("request", "wanted_result"),
    "row_views": ("their_view", "our_view"),
    "row_doubt": ("they_are_right_about", "would_change_our_mind"),
    "row_sure": ("good_looks_like", "confidence"),
    "row_know": ("need_to_know", "links"),
    "row_next": ("next_step_aim", "why_now"),
}
"""The rows of the form and the fields in them; the first one holds the two after it."""

OPTION_LETTER = 4
"""Average letters that the A, B or C of an option takes, with its distance."""

LEAST_LETTERS = {
    "client": 12,
    "topic": 16,
    "planned": 21,
    "minutes": 10,
    "metric": 44,
    "our_metric": 16,
    "next_step_aim": 24,
    "why_now": 16,
}
"""Average letters that a field must show at least, to stand beside its neighbours."""

LEAST_TEXT = 22
"""The same for a field of several lines, and for a line of an option."""

PADDING = 26
"""Pixels of a field that are not text."""

PANEL_BELOW = 112
"""Average letters that fit into the window; with fewer the side panel goes below the form."""

MARGIN = 20
"""Pixels round the side panel."""

SCROLL_BAR = 14
"""Pixels that a scroll bar takes from the form."""

PANEL_WIDTH = 48
"""Average letters across the side panel."""


class Columns:
    """Rearranges the form and its side panel for the width and the font that there are."""

    def __init__(
        self, ui: Ui_Prepare, options: Sequence[OptionRow], scroll: QScrollArea, panel: QWidget
    ) -> None:
        """Arrange the rows of *ui*, the *options*, and *panel* in *scroll* or below the form."""
        self._ui = ui
        self._options = options
        self._scroll = scroll
        self._panel = panel
        self._below = False
        self.room = 0
        """Pixels that the form has for what stands in a row."""
        scroll.setWidget(panel)
        panel.setAutoFillBackground(False)

    def fit(self, width: int, letter: int) -> None:
        """Fit a window *width* pixels wide, in a font whose letters are *letter* wide."""
        below = width < PANEL_BELOW * letter
        self._ui.side.setFixedWidth(PANEL_WIDTH * letter)
        if below != self._below:
            self._move_panel(below)
        room = width if below else width - PANEL_WIDTH * letter
        room -= 2 * MARGIN + SCROLL_BAR
        self.room = room
        for name in ("planned", "minutes"):
            getattr(self._ui, name).setMinimumWidth(self._least(name, letter))
        for row, names in ROWS.items():
            layout = getattr(self._ui, f"{row}_layout")
            least = {name: self._least(name, letter) for name in names}
            fits = _stack(layout, room, tuple(least.values()))
            for name in least.keys() & LEAST_LETTERS.keys() - {"planned", "minutes"}:
                getattr(self._ui, name).setMinimumWidth(least[name] if fits else 0)
        for option in self._options:
            text = LEAST_TEXT * letter + PADDING
            _stack(option.lines, room - OPTION_LETTER * letter, (text, text))

    def _least(self, name: str, letter: int) -> int:
        """Return how many pixels a field and what stands above it need."""
        field = LEAST_LETTERS.get(name, LEAST_TEXT) * letter + PADDING
        head = getattr(self._ui, f"{name}_head").sizeHint().width()
        return int(max(field, head))

    def _move_panel(self, below: bool) -> None:
        self._below = below
        form = self._ui.form_layout
        self._ui.side.setVisible(not below)
        if below:
            self._scroll.takeWidget()
            form.insertWidget(form.count() - 1, self._panel)
        else:
            form.removeWidget(self._panel)
            self._scroll.setWidget(self._panel)
            self._panel.setAutoFillBackground(False)
        self._panel.show()
        margin = LINK if below else MARGIN
        layout = self._panel.layout()
        if layout is not None:
            layout.setContentsMargins(margin, MARGIN, margin, MARGIN)


def _stack(row: QBoxLayout, room: int, least: Sequence[int]) -> bool:
    """Set the fields of a row side by side where they fit into *room* pixels, and say if so."""
    fits = sum(least) + row.spacing() * (len(least) - 1) <= room
    direction = QBoxLayout.Direction
    row.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
    return fits
