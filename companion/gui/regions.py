"""The regions of a window that F6 goes round, and Shift+F6 the other way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from companion.gui.shortcuts import bind

Region = QWidget | tuple[QWidget, QWidget]
"""A part of a window; beside it the widget where the keyboard enters it, if that is not clear."""


def bind_regions(window: QWidget, regions: Callable[[], Sequence[Region]]) -> None:
    """Let F6 go to the next of the *regions* that there are then, and Shift+F6 to the last one."""

    def go(step: int) -> None:
        go_round(regions(), step)

    for keys, step in (("F6", 1), ("Shift+F6", -1)):
        bind(window, keys, partial(go, step))


def go_round(regions: Sequence[Region], step: int) -> None:
    """Move the keyboard to the region *step* on or back of those that can take it.

    From elsewhere it comes to the first one; of regions one inside the other, it is in the inner.
    """
    stops = [(place, first) for place, first in map(_entered, regions) if _can_take(first)]
    if not stops:
        return
    focus = QApplication.focusWidget()
    here = [number for number, (place, _) in enumerate(stops) if _holds(place, focus)]
    number = (here[-1] if here else -step) + step
    _place, first = stops[number % len(stops)]
    first.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _entered(region: Region) -> tuple[QWidget, QWidget]:
    """Return a region with the widget that the keyboard enters: itself, or the first inside it."""
    if isinstance(region, tuple):
        return region
    if region.focusPolicy() != Qt.FocusPolicy.NoFocus or region.focusProxy() is not None:
        return region, region
    inside = [each for each in region.findChildren(QWidget) if _can_take(each)]
    by_tab = (each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return region, next(by_tab, region)


def _can_take(widget: QWidget) -> bool:
    has_way = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None
    return has_way and widget.isEnabled() and widget.isVisibleTo(widget.window())


def _holds(region: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (region is widget or region.isAncestorOf(widget))
