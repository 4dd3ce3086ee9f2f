"""Surfaces: a card with a border and round corners, a bar along an edge, a thin divider."""

from __future__ import annotations

from PySide6.QtCore import Property, QSize
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from companion.gui.widgets.text import restyle


class Card(QFrame):
    """A surface with a border; `tone` is "", metric, accent, concern, chosen or bar."""

    def __init__(self, parent: QWidget | None = None, tone: str = "") -> None:
        super().__init__(parent)
        self._tone = ""
        self.set_tone(tone)

    def set_tone(self, tone: str) -> None:
        """Take the colours of a tone; "" is the plain surface."""
        if tone != self._tone:
            self._tone = tone
            restyle(self)

    def _get_tone(self) -> str:
        return self._tone

    tone = Property(str, _get_tone, set_tone)


class Bar(QFrame):
    """A header, footer or side panel; `edge` (top, bottom, left, right) is where its line is."""

    def __init__(self, parent: QWidget | None = None, edge: str = "", tone: str = "") -> None:
        super().__init__(parent)
        self._edge = ""
        self._tone = ""
        self.set_edge(edge)
        self.set_tone(tone)

    def set_edge(self, edge: str) -> None:
        """Draw the line at this edge; "" for none."""
        if edge != self._edge:
            self._edge = edge
            restyle(self)

    def set_tone(self, tone: str) -> None:
        """Take "surface", "ground" or "agreed" for the faint bar tone; "" goes back to it."""
        if tone != self._tone:
            self._tone = tone
            restyle(self)

    def _get_edge(self) -> str:
        return self._edge

    def _get_tone(self) -> str:
        return self._tone

    edge = Property(str, _get_edge, set_edge)
    tone = Property(str, _get_tone, set_tone)


class Divider(QFrame):
    """A horizontal line, one pixel thick, from edge to edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(1)

    def sizeHint(self) -> QSize:
        """As large as it is drawn."""
        return QSize(24, 1)


def divider(parent: QWidget | None = None) -> Divider:
    """Make a new horizontal line."""
    return Divider(parent)
