"""The regions of the main window that F6 goes round."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from companion.gui.today.page import TodayPage


def go_round(regions: Sequence[QWidget], step: int) -> None:
    """Move the focus to the next region, *step* on or back, that can take it."""
    now = QApplication.focusWidget()
    at = next((i for i, region in enumerate(regions) if _holds(region, now)), 0)
    for further in range(1, len(regions) + 1):
        region = regions[(at + step * further) % len(regions)]
        target = _focus_in(region)
        if region.isVisible() and target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _holds(region: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (region is widget or region.isAncestorOf(widget))


def _focus_in(region: QWidget) -> QWidget | None:
    """Return what takes the focus in a region: itself, or the first inside it."""
    if isinstance(region, TodayPage):
        return region.first_stop
    if region.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return region
    inside = [w for w in region.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
    return next((w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
