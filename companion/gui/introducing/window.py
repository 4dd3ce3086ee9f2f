"""The window in which people come in from a file: read, looked at, ticked, brought in, undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication

from companion.errors import CompanionError
from companion.exchange.contacts import Cards, Table, people_of
from companion.exchange.progress import Tell
from companion.gui.dropping import CONTACTS, DroppedFiles
from companion.gui.introducing.page import IntroducingPage
from companion.gui.introducing.reading import Placed, follow, place, read_file
from companion.gui.introducing.words import (
    brought_said,
    left_said,
    plan_said,
    read_said,
    undone_said,
)
from companion.gui.long_work import LongWork, WorkWindow
from companion.gui.recap.alive import while_alive
from companion.gui.regions import Region, bind_regions
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.method.introducing import Introduction
from companion.method.one_line import one_line
from companion.session import Clock
from companion.store.imports import TakenBack
from companion.store.introductions import Brought

SIZE = (640, 680)


class IntroducingWindow(WorkWindow):
    """One file at a time; nothing is stored before it is asked for, and all of it can be undone."""

    changed = Signal()
    """People came in, or were taken back."""

    ready = Signal()
    """The people of a file stand in the list."""

    def __init__(self, tasks: Tasks, clock: Clock, path: str = "") -> None:
        """Read the file at *path*, or ask for one."""
        super().__init__()
        self._tasks, self._clock = tasks, clock
        self._name = ""
        self._table: Table | None = None
        self._cards: Cards | None = None
        self._placed: Placed | None = None
        self._imports: list[str] = []
        self._is_writing = False
        self.setWindowTitle(self.tr("Bring contacts in"))
        self.resize(*SIZE)
        self.ui = IntroducingPage(self)
        self.work = LongWork(tasks, self.ui.working, self)
        self.serve(self.ui.notice, self.work)
        self._connect()
        if path:
            self.read(path)
        else:
            self.ui.choose.setFocus()

    def refresh(self) -> None:
        """Say anew who is known, as the history is now; what was ticked and chosen stays."""
        if self._placed is not None and not self.work.is_busy and not self._is_writing:
            before = replace(self._placed, people=self.ui.list.people.people())
            self._tasks.write(  # there, so that the answer holds what came in just now
                lambda store: follow(store, before),
                while_alive(self, self._follow),
                while_alive(self, self._refuse),
            )

    def _follow(self, placed: Placed) -> None:
        # Whoever has chosen another file or client meanwhile has newer people.
        if [each.card for each in placed.people] == [
            each.card for each in self.ui.list.people.people()
        ]:
            self._placed = placed
            self.ui.known_clients.setStringList(list(placed.clients))
            self.ui.list.people.follow(placed.people)

    def read(self, path: str) -> None:
        """Read the file at *path* and show who is in it; nothing is stored yet."""
        if self._is_writing:
            return
        self.ui.notice.dismiss()
        self._name = Path(path).name
        self.ui.read.setText(self.tr("Reading {file}…").format(file=self._name))
        self.ui.read.show()
        self.ui.show_busy(True)
        self.work.start(lambda tell: read_file(Path(path), tell), self._take_file)

    def _take_file(self, found: Cards | Table) -> None:
        if isinstance(found, Cards):
            self._table = None
            self._show_cards(found)
            return
        self._table = found
        self.ui.columns.show_table(found)
        self.ui.fold.setChecked(not found.headings)
        self._read_columns()

    def _read_columns(self) -> None:
        """Read the people of the table by the columns that are chosen now."""
        table, columns = self._table, self.ui.columns.columns()
        if table is not None:

            def people(tell: Tell) -> Cards:
                return people_of(table, columns, tell)

            self.work.start(people, self._show_cards)

    def _show_cards(self, cards: Cards) -> None:
        self._cards = cards
        self.ui.read.setText(read_said(self._name, cards))
        self.ui.rest.setText(left_said(cards))
        self._place(cards)

    def _place(self, cards: Cards) -> None:
        self._tasks.read(
            lambda store: place(store, cards.cards),
            while_alive(self, self._show_people),
            while_alive(self, self._refuse),
            newest="introducing",
        )

    def _show_people(self, placed: Placed) -> None:
        self._placed = placed
        self.ui.filter.clear()
        self.ui.known_clients.setStringList(list(placed.clients))
        self.ui.list.people.show_people(placed.people)
        self._rest()
        self.ui.list.choose_first()
        focus = QApplication.focusWidget()
        if focus is None or not self.ui.columns.isAncestorOf(focus):
            self.ui.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ready.emit()

    def _set_client(self) -> None:
        """Let everybody who is chosen belong to the client that was typed."""
        placed, name = self._placed, one_line(self.ui.client.text())
        rows = self.ui.list.chosen_rows()
        if placed is None or not rows or not name:
            return

        def at_client(person: Introduction) -> Introduction:
            return placed.book.placed_new(person.card, name)

        self.ui.list.people.change(rows, at_client)
        if not self.ui.notice.act_said:
            self.ui.notice.dismiss()  # it asked for this
        self.ui.client.clear()
        self.ui.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_whose(self) -> None:
        self.ui.notice.tell(
            self.tr("Say first whose they are: type the client’s name below, then Enter."),
            tone="concern",
        )
        self.ui.client.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self) -> None:
        wanted = self.ui.list.people.wanted()
        if not wanted or self._is_writing or self.work.is_busy:
            return
        self._is_writing = True
        self._show_plan()
        name, at = self._name, self._clock.now()
        self._tasks.write(
            lambda store: store.introductions.bring(wanted, name, at),
            while_alive(self, self._tell_brought),
            while_alive(self, self._refuse),
        )

    def _tell_brought(self, brought: Brought) -> None:
        self._is_writing = False
        has_changed = bool(brought.added or brought.filled)
        if has_changed:
            self._imports.append(brought.import_id)
        undo = self.tr("Undo") if has_changed else ""
        self.ui.notice.tell(brought_said(brought), undo, self._undo)
        self._tell_changed()

    def _undo(self) -> None:
        """Take back what came in last, then what came before it."""
        if not self._imports or self._is_writing:
            return
        self._is_writing = True
        import_id = self._imports.pop()
        self._tasks.write(
            lambda store: store.imports.undo(import_id),
            while_alive(self, self._tell_undone),
            while_alive(self, self._refuse),
        )

    def _tell_undone(self, taken: TakenBack) -> None:
        self._is_writing = False
        self.ui.notice.tell(undone_said(taken), tone="concern" if taken.kept else "accent")
        self._tell_changed()

    def _tell_changed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _filter(self, typed: str) -> None:
        self.ui.list.people.filter(typed)
        self.ui.list.choose_first()
        self._show_stage()

    def _show_stage(self) -> None:
        is_read = self._placed is not None
        self.ui.show_stage(is_read=is_read, is_table=is_read and self._table is not None)

    def _show_plan(self) -> None:
        wanted = self.ui.list.people.wanted()
        self.ui.plan.setText(plan_said(wanted))
        self.ui.bring.setEnabled(bool(wanted) and not self._is_writing)

    def _rest(self) -> None:
        """Nothing is under way any more."""
        self._is_writing = False
        self.ui.show_busy(False)
        self._show_stage()
        self._show_plan()

    def _refuse(self, error: CompanionError) -> None:
        self.ui.read.setText(read_said(self._name, self._cards) if self._cards else "")
        self._rest()
        self.ui.notice.tell_error(error)

    def _tell_stopped(self) -> None:
        self.ui.read.setText(read_said(self._name, self._cards) if self._cards else "")
        self._rest()
        self.ui.notice.tell(self.tr("Stopped. Nothing of the file was kept."))

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        if self._is_writing or self.work.is_busy:
            return
        dialog = QFileDialog(self, self.tr("Choose a file with contacts"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Contacts (*.vcf *.vcard *.csv *.tsv *.txt)"), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self.read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _connect(self) -> None:
        ui = self.ui
        people = ui.list.people
        DroppedFiles(self, (*CONTACTS, ".txt")).dropped.connect(self.read)
        ui.choose.clicked.connect(self._choose)
        ui.bring.clicked.connect(self._bring)
        ui.close.clicked.connect(self.close)
        ui.filter.textChanged.connect(self._filter)
        ui.tick_all.clicked.connect(lambda: people.tick_shown(True))
        ui.tick_none.clicked.connect(lambda: people.tick_shown(False))
        ui.fold.toggled.connect(lambda _on: self._show_stage())
        ui.columns.changed.connect(self._read_columns)
        ui.client.returnPressed.connect(self._set_client)
        ui.set_client.clicked.connect(self._set_client)
        ui.list.refused.connect(self._ask_whose)
        people.ticked.connect(self._show_plan)
        self.work.failed.connect(self._refuse)
        self.work.stopped.connect(self._tell_stopped)
        for keys, act in (
            ("Ctrl+F", lambda: ui.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            ("Ctrl+L", lambda: ui.client.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            ("Ctrl+Z", self._undo),
        ):
            bind(self, keys, act)
        bind_regions(self, self._regions)

    def _regions(self) -> Sequence[Region]:
        """Return the columns, the filter, the people, their client, the foot."""
        ui = self.ui
        return (ui.columns, ui.filter, ui.list, ui.client, ui.bring, ui.choose)
