"""The layout of the window on the meetings of a calendar: a filter, the list, its act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from companion.exchange.invitation import Invitation
from companion.gui.said import planned_time
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.form_page import MARGIN, form_foot
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import wrapped
from companion.gui.widgets.working import WorkingRow
from companion.method.marking import fold
from companion.method.moments import format_minutes

_MOST_NAMES = 4


class MeetingsPage:
    """The widgets of the window, laid out; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.title = wrapped(self._window, tr("Meetings of a calendar"), "title")
        self.about = wrapped(self._window, "", "muted")
        self.notice = NoticeBar(window)
        self.working = WorkingRow(window)
        self.filter = LineEdit(window)
        self.filter.setPlaceholderText(tr("Filter by title or person"))
        self.filter.setAccessibleName(tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget(window)
        self.list.setAccessibleName(tr("Meetings to come"))
        self.list.setWordWrap(True)
        self.list.setProperty("role", "lines")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = wrapped(window, tr("No meeting has these words."), "muted")
        self.prepare = KeyButton(window, tr("Prepare the call"), "Return")
        self.prepare.set_primary(True)
        self.close = QPushButton(tr("Close"), window)
        self._lay_out()

    def show_meetings(self, meetings: Sequence[Invitation], now: datetime) -> None:
        """List all *meetings*, each with its time, its length and who comes."""
        self.filter.clear()
        self.list.clear()
        for meeting in meetings:
            title = meeting.title or self._window.tr("A meeting without a title")
            item = QListWidgetItem(f"{title}\n{_facts(meeting, now)}", self.list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {_facts(meeting, now)}")
        self.show_found("")

    def show_found(self, typed: str) -> None:
        """Show the meetings in whose line all words of *typed* stand, and choose the first."""
        terms = fold(typed).split()
        found = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            is_found = all(term in fold(item.text()) for term in terms)
            item.setHidden(not is_found)
            found += [row] if is_found else []
        self.list.setCurrentRow(found[0] if found else -1)
        self.prepare.setEnabled(bool(found))
        self.none.setVisible(bool(terms) and not found)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 12)
        column.setSpacing(8)
        parts: tuple[QWidget, ...] = (
            self.title, self.about, self.notice, self.working, self.filter,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        foot, inside = form_foot(self._window)
        acts = FlowLayout()
        acts.addWidget(self.prepare)
        acts.addWidget(self.close)
        inside.addLayout(acts)
        whole = QVBoxLayout(self._window)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(foot)


def _facts(meeting: Invitation, now: datetime) -> str:
    """Return "Thu 26 Nov, 14:00 · 45 min · Dana Ortiz, Sam Lee"."""
    names = [each.name or each.email for each in meeting.attendees]
    people = ", ".join(names[:_MOST_NAMES]) + ("…" if len(names) > _MOST_NAMES else "")
    length = format_minutes(meeting.minutes) if meeting.minutes else ""
    return " · ".join(filter(None, (planned_time(meeting.starts_at, now), length, people)))
