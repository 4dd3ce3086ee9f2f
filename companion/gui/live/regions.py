"""The parts of the live window that F6 goes round, and the way back to the entry."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from companion.gui.forms.ui_live import Ui_LiveWindow
from companion.gui.live.answering import Answering


class Regions:
    """The entry, the answer of the open step, the notes, the head; then the entry again."""

    def __init__(self, page: Ui_LiveWindow, answering: Answering) -> None:
        """Go round the parts of *page*; the answer of the open step is *answering*'s."""
        self._page = page
        self._answering = answering

    def order_tabs(self) -> None:
        """Let Tab go from the top of the page to its foot, also through steps made later."""
        page = self._page
        parts: list[QWidget] = [page.top, page.header, page.notice]
        for row in page.steps.rows.values():
            parts += [row.check, row.title, row.another, row.answer]
        parts += page.steps.below
        parts += [page.outcomeCard, page.readBack, page.notes, page.entry, page.endBar]
        stops = [stop for part in parts for stop in _stops_in(part)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def go_by(self, step: int) -> None:
        """Go *step* regions on from the one that holds the focus; an empty list is left out."""
        page = self._page
        focus = page.entry.window().focusWidget()
        parts: list[QWidget] = [page.entry, page.readBack, page.stepsScroll, page.notes, page.top]
        empty = page.notes if not page.notes.timeline.rowCount() else None
        regions = [part for part in parts if part is not empty and part.isVisible()]
        at = next((n for n, region in enumerate(regions) if _holds(region, focus)), 0)
        self._enter(regions[(at + step) % len(regions)])

    def back_to_entry(self) -> None:
        """Give the focus to the entry, where it belongs after every act."""
        self._page.entry.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self, region: QWidget) -> None:
        page = self._page
        if region is page.stepsScroll:
            self._answering.begin()
        elif region is page.notes:
            page.notes.enter_from_below()
        elif region is page.readBack:
            page.readBack.begin()
        elif region is page.top:
            first = page.pause if page.pause.isVisible() else page.more
            first.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.back_to_entry()


def _stops_in(part: QWidget) -> list[QWidget]:
    """Return the widgets of *part* that Tab may stop at, itself or what is in it."""
    return [
        widget
        for widget in (part, *part.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def _holds(region: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (region is focus or region.isAncestorOf(focus))
