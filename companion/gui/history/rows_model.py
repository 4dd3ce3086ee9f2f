"""The list of disagreements as an item model that brings the rows only when they are looked at."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from companion.gui.history.overview import Page, read_page
from companion.gui.history.wanted import Wanted
from companion.gui.said import calls_said, client_said, short_day, topic_said
from companion.gui.tasks import Tasks
from companion.gui.widgets.chip import kind_word
from companion.gui.widgets.step_dots import dots_text
from companion.method.marking import MARK_BEGIN, MARK_END
from companion.session import Clock
from companion.store.browse import PAGE, DisagreementRow

ROW_ROLE = Qt.ItemDataRole.UserRole
"""Gives the DisagreementRow, or None while it is on its way."""

_NEWEST = "history rows"

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractListModel):
    """Rows of the history, or what a search found; the answer to an overtaken one is dropped."""

    answered = Signal()
    """The first rows of what was wanted are there, or it is known that there are none."""

    def __init__(self, tasks: Tasks, clock: Clock, parent: QObject | None = None) -> None:
        """Show nothing until ``show`` says what is wanted."""
        super().__init__(parent)
        self._tasks = tasks
        self._clock = clock
        self._wanted = Wanted()
        self._count = 0
        self._limit = 0
        self._is_across = False
        self._rows: dict[int, DisagreementRow] = {}
        self._asked: set[int] = set()
        self._steps: dict[str, tuple[str, ...]] = {}

    @property
    def wanted(self) -> Wanted:
        """What is shown, or on its way."""
        return self._wanted

    def show(self, wanted: Wanted) -> None:
        """Show what is wanted; until it comes, the rows before stay."""
        self._wanted, self._limit, self._is_across = wanted, 0, False
        self.refresh()

    def refresh(self) -> None:
        """Read the first rows again, in case something was stored."""
        wanted, limit = self._wanted, self._limit if self._wanted.is_search else 0
        across = self._is_across
        self._tasks.read(
            lambda store: read_page(store, wanted, limit=limit, across=across),
            self._take_first,
            newest=_NEWEST,
        )

    def steps_of(self, row: DisagreementRow) -> tuple[bool, ...]:
        """Return which of the steps of the row's last call were done, in the playbook's order."""
        done = set(row.steps_done)
        return tuple(key in done for key in self._steps.get(row.playbook, ()))

    def row_at(self, place: int) -> DisagreementRow | None:
        """Return the row at *place*, or None while it is not there."""
        return self._rows.get(place)

    def place_of(self, disagreement_id: str) -> int:
        """Return where a disagreement stands among the rows that are there; -1 for nowhere."""
        return next((at for at, row in self._rows.items() if row.id == disagreement_id), -1)

    def _take_first(self, page: Page) -> None:
        if page.wanted != self._wanted:
            return
        if page.wanted.is_search and not page.is_across and page.count < page.limit:
            self._ask_across(page)
            if not page.rows:
                return  # whether nothing is found, the second answer says
        self._is_across = page.is_across
        known = [self._rows.get(place) for place in range(len(page.rows))]
        self._limit = page.limit
        self._steps |= page.steps
        self._asked = {0}
        if page.count == self._count and known == list(page.rows):
            self._forget_further(len(page.rows))
        else:
            self.beginResetModel()
            self._rows = dict(enumerate(page.rows))
            self._count = page.count
            self.endResetModel()
        self.answered.emit()

    def _ask_across(self, page: Page) -> None:
        """Ask for those too in which the words stand in several texts, below what is there."""
        wanted, limit = page.wanted, page.limit
        self._tasks.read(
            lambda store: read_page(store, wanted, limit=limit, across=True),
            self._take_more if page.rows else self._take_first,
            newest=_NEWEST,
        )

    def _forget_further(self, first: int) -> None:
        """Let the rows from *first* on be read again when they are looked at next."""
        if len(self._rows) > first:
            self._rows = {place: row for place, row in self._rows.items() if place < first}
            self.dataChanged.emit(self.index(first), self.index(self._count - 1))

    def _ask_for(self, place: int) -> None:
        """Ask for the page that *place* is on, once."""
        number, wanted = place // PAGE, self._wanted
        if number in self._asked or wanted.is_search:
            return
        self._asked.add(number)
        self._tasks.read(lambda store: read_page(store, wanted, number * PAGE), self._take_page)

    def _take_page(self, page: Page) -> None:
        if page.wanted != self._wanted or page.count != self._count:
            return
        self._steps |= page.steps
        self._rows.update(enumerate(page.rows, page.offset))
        last = page.offset + len(page.rows) - 1
        self.dataChanged.emit(self.index(page.offset), self.index(last))

    def _take_more(self, page: Page) -> None:
        """Show the further rows of a search; where the first ones changed too, show all anew."""
        if page.wanted != self._wanted:
            return
        known = self._count
        begins_so = all(page.rows[at] == row for at, row in self._rows.items() if at < page.count)
        if page.count < known or not begins_so:
            self._take_first(page)
            return
        self._limit, self._is_across = page.limit, page.is_across
        self._steps |= page.steps
        if page.count > known:
            self.beginInsertRows(QModelIndex(), known, page.count - 1)
            self._rows = dict(enumerate(page.rows))
            self._count = page.count
            self.endInsertRows()

    def _spoken(self, row: DisagreementRow) -> str:
        """Return a row as a screen reader says it."""
        whole = QCoreApplication.translate(
            "RowsModel", "{topic}, {client}, {day}, {calls}, {steps}, {outcome}"
        )
        spoken = whole.format(
            topic=topic_said(row.topic),
            client=client_said(row.client_name),
            day=short_day(row.touched, self._clock.now()),
            calls=calls_said(row.calls),
            steps=dots_text(self.steps_of(row)),
            outcome=kind_word(row.outcome),
        )
        passage = row.passage.replace(MARK_BEGIN, "").replace(MARK_END, "")
        return f"{spoken}: {passage}" if passage else spoken

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are, on their way or not."""
        return 0 if parent is not None and parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a row, its topic or its spoken text; asks for a row that is not there yet."""
        row = self._rows.get(index.row())
        if row is None:
            self._ask_for(index.row())
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return topic_said(row.topic)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: ARG002
        """Return whether a search may have found more than was asked for."""
        return self._wanted.is_search and bool(self._count) and self._count == self._limit

    def fetchMore(self, parent: Index) -> None:  # noqa: ARG002
        """Ask for twice as many of what a search found."""
        wanted, limit = self._wanted, self._limit * 2
        self._limit = 0  # until it comes, nobody asks again
        self._tasks.read(
            lambda store: read_page(store, wanted, limit=limit, across=True),
            self._take_more,
            newest=_NEWEST,
        )
