"""What a card of the page shows, as one value: its drawing, its table and its sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from companion.gui.insights.drawing import Drawing
from companion.gui.insights.table import Figures
from companion.method.insights import ENOUGH
from companion.model.value import Value


class Shown(Value, frozen=True, kw_only=True):
    """A card: *empty* stands in the place of drawing and table while there is too little."""

    subtitle: str = ""
    drawing: Drawing | None = None
    figures: Figures | None = None
    verdict: str = ""
    empty: str = ""

    @property
    def spoken(self) -> str:
        """Return the figures in words, row by row, for whoever does not see the drawing."""
        if self.figures is None:
            return self.empty
        heads = self.figures.headings[1:]
        rows = (
            f"{row[0]}: " + ", ".join(f"{h} {w}" for h, w in zip(heads, row[1:], strict=True))
            for row in self.figures.rows
        )
        return "; ".join(rows)


def percent(share: float | None) -> str:
    """Return "52%", or that there are too few to tell."""
    return _tr("too few") if share is None else f"{round(100 * share)}%"


def so_far(count: int, one: str, many: str) -> str:
    """Return "So far: 3 calls." from the words for one and for many; "So far: none." for 0."""
    if not count:
        return _tr("So far: none.")
    counted = one if count == 1 else many.format(count=count)
    return _tr("So far: {counted}.").format(counted=counted)


def is_enough(count: int) -> bool:
    """Whether there are so many cases that something may be said about them."""
    return count >= ENOUGH


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insights", text)
