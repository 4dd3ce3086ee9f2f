"""A window of one form: its notice and its fields scroll, its foot with the acts stays."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.widgets.card import Bar
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.scroll import PageScroll

MARGIN = 20


def lay_out_form(window: QWidget, notice: NoticeBar, foot: QWidget) -> QVBoxLayout:
    """Lay out *window*, and return the column in which the form's fields are to stand."""
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    scroll = PageScroll(window)
    notice.told.connect(lambda: scroll.verticalScrollBar().setValue(0))
    page = QWidget(scroll)
    scroll.setWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    column.setSpacing(6)
    noticed = QVBoxLayout()
    noticed.setContentsMargins(0, 0, 0, 8)
    noticed.addWidget(notice)
    column.addLayout(noticed)
    fields = QVBoxLayout()
    column.addLayout(fields)
    column.addStretch(1)
    whole.addWidget(scroll, 1)
    whole.addWidget(foot)
    return fields


def form_foot(window: QWidget) -> tuple[Bar, QVBoxLayout]:
    """Return an empty foot, and the column in which its lines are to stand."""
    foot = Bar(window, edge="top", tone="surface")
    column = QVBoxLayout(foot)
    column.setContentsMargins(MARGIN, 10, MARGIN, 12)
    column.setSpacing(8)
    return foot, column
