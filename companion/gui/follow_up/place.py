"""Where the page on what is to be followed up stands in the main window, and what it asks for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget

from companion.gui.follow_up.acts import FollowActs
from companion.gui.follow_up.model import FollowModel
from companion.gui.follow_up.page import FollowPage
from companion.gui.follow_up.reading import Key, Rows
from companion.gui.follow_up.words import counted, line_said, nothing_said
from companion.gui.reminding.calendar_file import CalendarFile
from companion.gui.tasks import Tasks
from companion.gui.today.settling import Settling
from companion.session import Clock
from companion.store import Store
from companion.store.follow_up import CHECKED_IN, SETTLED, Asked, FollowLine, FollowStep, Group
from companion.store.today import CheckIn


class FollowPlace(QObject):
    """Shows what is asked for, keeps one's place in it, and does what a line is asked to do."""

    disagreement_wanted = Signal(str)
    client_wanted = Signal(str)

    def __init__(
        self,
        pages: QStackedWidget,
        tasks: Tasks,
        clock: Clock,
        settling: Settling,
        calendar: CalendarFile,
    ) -> None:
        """Put an empty page among *pages*; *settling* does, *calendar* saves what is to come."""
        super().__init__(pages)
        self._tasks, self._clock, self._calendar = tasks, clock, calendar
        self._acts = FollowActs(settling, clock, self)
        self._asking: FollowLine | None = None
        self._is_next = False
        self._kept: tuple[Key | None, int] = (None, 0)
        self._answered = Asked()
        self._model = FollowModel(tasks, clock, self)
        self.page = FollowPage(pages)
        pages.addWidget(self.page)
        self.page.list.setModel(self._model)
        self._connect()

    def refresh(self) -> None:
        """Show what the history has now; the line that one looks at stays, or the next one."""
        self._model.show(self._asked(), max(0, self._row()))

    def line(self) -> FollowLine | None:
        """Return the line that is looked at."""
        found = self._model.line_at(self._row())
        return found[1] if found else None

    def _connect(self) -> None:
        page, model = self.page, self._model
        page.filtered.connect(self._filter)
        page.calendar_wanted.connect(self._save)
        page.list.ticked.connect(self._settle)
        page.list.opened.connect(self._open)
        page.list.day_wanted.connect(self._ask_day)
        page.list.menu_wanted.connect(self._show_menu)
        page.day.kept.connect(self._take_day)
        model.ticked.connect(self._settle)
        model.modelAboutToBeReset.connect(self._remember)
        model.answered.connect(self._show_answer)

    def _asked(self) -> Asked:
        return Asked(words=" ".join(self.page.filter.text().split()), side=self.page.side)

    def _filter(self) -> None:
        if self._asked() != self._model.asked:
            self._model.show(self._asked())

    def _row(self) -> int:
        return self.page.list.currentIndex().row()

    def _remember(self) -> None:
        self._kept = (self._model.key_at(self._row()), self._row())

    def _show_answer(self) -> None:
        model = self._model
        self.page.show_facts(counted(model.rows.groups))
        self.page.show_list(model.rows.count > 0, nothing_said(model.asked))
        if self._row() < 0 and model.rows.count:
            key, row = self._kept
            is_same = model.asked == self._answered
            self.page.list.choose(_found(model, key, row if is_same else 0))
        self._answered = model.asked

    def _settle(self, row: int) -> None:
        found = self._model.line_at(row)
        if found is None or not self._model.settle(row):
            return
        self._acts.settle(*found)
        if isinstance(found[1], CheckIn):
            self._ask_next(found[1])

    def _open(self, row: int) -> None:
        found = self._model.line_at(row)
        if found and isinstance(found[1], FollowStep):
            self.disagreement_wanted.emit(found[1].disagreement_id)
        elif found:
            self.client_wanted.emit(found[1].client_id)

    def _ask_day(self, row: int) -> None:
        """Ask for another day for the line at *row*, where it has one that can be moved."""
        found = self._model.line_at(row)
        if found is None or not can_move(found[0]):
            return
        group, line = found
        self._asking, self._is_next = line, False
        now = self._clock.now()
        question = self.tr("By when? {title}").format(title=line_said(group, line, now).title)
        is_step = isinstance(line, FollowStep)
        note = self.tr("A recap that was sent keeps the day that it has.") if is_step else ""
        self.page.day.ask(question, _day_of(line), now.date(), note)

    def _ask_next(self, due: CheckIn) -> None:
        """Ask for the next check-in with a client, right after this one."""
        self._asking, self._is_next = due, True
        now = self._clock.now()
        title = line_said(Group.CHECK_INS, due, now).title
        question = self.tr("{title}: when is the next time?").format(title=title)
        self.page.day.ask(question, None, now.date())

    def _take_day(self, day: date | None) -> None:
        line, self._asking = self._asking, None
        if isinstance(line, CheckIn) and self._is_next:
            self._acts.plan_next(line, day)
        elif line is not None and day != _day_of(line):
            self._acts.move(line, day)

    def _show_menu(self, row: int, place: QPoint) -> None:
        """Show what can be done with a line, wherever it stands by the time that one chooses."""
        found, key = self._model.line_at(row), self._model.key_at(row)
        if found is None or key is None:
            return
        group, line = found

        def row_now() -> int:
            return self._model.row_of(key)

        menu = QMenu(self.page)
        done = self.tr("Not done yet") if group in SETTLED else self.tr("Done")
        menu.addAction(done + "\t" + self.tr("Space"), lambda: self._settle(row_now()))
        move = menu.addAction(self.tr("Move the day…") + "\tF2", lambda: self._ask_day(row_now()))
        move.setEnabled(can_move(group))
        menu.addAction(self.tr("Open") + "\t" + self.tr("Enter"), lambda: self._open(row_now()))
        client_id = line.client_id
        menu.addAction(
            self.tr("Show the client") + "\tCtrl+L", lambda: self.client_wanted.emit(client_id)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _save(self) -> None:
        """Save what is shown for the calendar; all that has a day, where nothing is left out."""
        if self._asked() == Asked():
            self._calendar.ask()
        else:
            rows = self._model.rows
            self._tasks.read(lambda store: _step_ids(store, rows), self._calendar.ask_for_steps)


def can_move(group: Group) -> bool:
    """Return whether the lines of *group* have a day that can be moved."""
    return group is not Group.AGREEMENTS and group not in SETTLED


def _day_of(line: FollowLine) -> date | None:
    return line.due if isinstance(line, FollowStep) else line.on


def _found(model: FollowModel, key: Key | None, row: int) -> int:
    """Return where the line stands that was looked at, else the row that it had."""
    again = model.row_of(key) if key else -1
    return again if again >= 0 else max(0, row)


def _step_ids(store: Store, rows: Rows) -> tuple[str, ...]:
    """Return the ids of the next steps among the rows that have a day and are not done."""
    return tuple(
        line.step_id
        for each in rows.groups
        if each.group not in CHECKED_IN and can_move(each.group)
        for line in store.follow_up.lines(each.group, each.rows).values()
        if isinstance(line, FollowStep) and line.due is not None
    )
