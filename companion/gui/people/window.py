"""Clients and people: a window in which names, belonging and doubles are put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from companion.errors import CompanionError
from companion.gui.dropping import CONTACTS, DroppedFiles
from companion.gui.people.acts import PeopleActs
from companion.gui.people.page import PeoplePage
from companion.gui.people.questions import Questions
from companion.gui.people.rights import PersonRights
from companion.gui.people.words import line_said
from companion.gui.regions import Region, bind_regions
from companion.gui.said import client_said
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.model import Contact
from companion.store.people_change import ClientLine

SIZE = (820, 580)

WAYS = ("rename", "merge", "away")
"""What the window can begin with, beside just showing a client."""


class PeopleWindow(QWidget):
    """Shows every client with its people; each change is on the disk at once and can be undone."""

    changed = Signal()
    """Clients or contacts are other ones now."""

    contacts_wanted = Signal(str)
    """The path of a file to take contacts from, or an empty text to choose one."""

    shown = Signal()
    """The clients of now stand in the window."""

    def __init__(self, tasks: Tasks, client_id: str = "", parent: QWidget | None = None) -> None:
        """Show all clients, *client_id* chosen."""
        super().__init__(parent)
        self._tasks = tasks
        self._lines: tuple[ClientLine, ...] = ()
        self._wanted, self._way = client_id, ""
        self._is_stale = False
        self.setWindowTitle(self.tr("Clients and people"))
        self.resize(*SIZE)
        self.ui = PeoplePage(self)
        self.acts = PeopleActs(tasks, self.ui.notice)
        self._questions = Questions(tasks, self.ui.choice, self.ui.notice, self.acts)
        self.rights = PersonRights(tasks, self.ui.notice, self)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show clients and contacts as they are now."""
        # On the writer's thread, so that the answer holds every change that was made before.
        self._tasks.write(
            lambda store: store.people_change.rows(), self._show_lines, self._tell_error
        )

    def begin(self, client_id: str, way: str = "") -> None:
        """Look at a client, and begin one of WAYS with it."""
        self._wanted, self._way = client_id, way
        self.refresh()

    def _connect(self) -> None:
        ui = self.ui
        ui.clients.client_chosen.connect(self._show_client)
        ui.clients.archive_wanted.connect(lambda _id: self._put_away())
        ui.clients.renamed.connect(self._rename_client)
        ui.clients.customContextMenuRequested.connect(
            partial(self._show_menu, ui.clients, self._client_buttons())
        )
        ui.contacts.renamed.connect(self._rename_contact)
        ui.contacts.contact_chosen.connect(self._enable)
        ui.fields.role_written.connect(self.acts.set_role)
        ui.fields.address_written.connect(self.acts.set_address)
        ui.fields.left.connect(ui.contacts.setFocus)
        self.acts.refused.connect(ui.fields.keep_written)
        ui.contacts.customContextMenuRequested.connect(
            partial(self._show_menu, ui.contacts, self._contact_buttons())
        )
        ui.clients.rename_ended.connect(self._catch_up)
        ui.contacts.rename_ended.connect(self._catch_up)
        ui.fold.toggled.connect(lambda _on: self._show_lines(self._lines))
        ui.rename.clicked.connect(ui.clients.rename)
        ui.bring.clicked.connect(lambda: self.contacts_wanted.emit(""))
        DroppedFiles(self, CONTACTS).dropped.connect(self.contacts_wanted)
        ui.merge.clicked.connect(self._ask_to_merge)
        ui.away.clicked.connect(self._put_away)
        ui.rename_contact.clicked.connect(ui.contacts.rename)
        ui.move_contact.clicked.connect(self._ask_to_move)
        ui.merge_contact.clicked.connect(self._ask_to_merge_contact)
        ui.export_contact.clicked.connect(lambda: self._with_contact(self.rights.ask_for_file))
        ui.erase_contact.clicked.connect(lambda: self._with_contact(self.rights.ask_to_erase))
        self.rights.erased.connect(self.refresh)
        self.rights.erased.connect(self.changed)
        ui.choice.closed.connect(lambda: ui.clients.setFocus(Qt.FocusReason.OtherFocusReason))
        self.acts.changed.connect(self.refresh)
        self.acts.changed.connect(self.changed)
        for keys, act in (("Ctrl+Z", self.acts.undo),):
            bind(self, keys, act)
        bind_regions(self, self._regions)

    def _client_buttons(self) -> tuple[tuple[QPushButton, str], ...]:
        return ((self.ui.rename, "F2"), (self.ui.merge, ""), (self.ui.away, "Del"))

    def _contact_buttons(self) -> tuple[tuple[QPushButton, str], ...]:
        ui = self.ui
        return tuple(
            (button, "F2" if button is ui.rename_contact else "") for button in ui.contact_acts
        )

    def _show_lines(self, lines: tuple[ClientLine, ...]) -> None:
        if self._is_renaming():
            self._is_stale = True  # What is being written is not written over: asked again then.
            return
        self._lines = lines
        away = [line for line in lines if line.is_archived]
        if any(line.id == self._wanted for line in away):
            self.ui.fold.blockSignals(True)
            self.ui.fold.setChecked(True)
            self.ui.fold.blockSignals(False)
        is_open = self.ui.fold.isChecked()
        self.ui.fold.setVisible(bool(away))
        sign = "▾" if is_open else "▸"
        self.ui.fold.setText(self.tr("{sign}  Put away ({n})").format(sign=sign, n=len(away)))
        self.ui.fold.setAccessibleName(self.tr("Show the clients that were put away"))
        self.ui.clients.show_lines(lines, is_open)
        if self._wanted:
            self.ui.clients.choose(self._wanted)
            self._wanted = ""
        self._show_client(self.ui.clients.client_id())

    def _show_client(self, client_id: str) -> None:
        line = self._line(client_id)
        ui = self.ui
        ui.show_somebody(line is not None)
        ui.title.setText(client_said(line.name) if line else "")
        ui.about.setText(line_said(line) if line else "")
        is_away = line is not None and line.is_archived
        ui.away.setText(self.tr("Take back") if is_away else self.tr("Put away"))
        if line is None:
            self._show_contacts(())
            return
        self._tasks.write(
            lambda store: store.people.client(client_id).contacts,
            lambda contacts: self._take_contacts(client_id, contacts),
            self._tell_error,
        )

    def _is_renaming(self) -> bool:
        return self.ui.clients.is_renaming or self.ui.contacts.is_renaming

    def _catch_up(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _take_contacts(self, client_id: str, contacts: tuple[Contact, ...]) -> None:
        if self._is_renaming():
            self._is_stale = True
        elif client_id == self.ui.clients.client_id():
            self._show_contacts(contacts)

    def _show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        ui = self.ui
        ui.contacts.show_contacts(contacts)
        ui.frame.setVisible(bool(contacts))
        ui.nobody.setVisible(not contacts)
        self._enable()
        way, self._way = self._way, ""
        self.shown.emit()
        if way in WAYS:
            {"rename": ui.rename, "merge": ui.merge, "away": ui.away}[way].click()

    def _enable(self) -> None:
        ui, line, contact = self.ui, self._here(), self.ui.contacts.contact()
        others = len(self._lines) > 1
        ui.fields.show_contact(contact)
        ui.rename.setEnabled(line is not None)
        ui.away.setEnabled(line is not None)
        ui.merge.setEnabled(line is not None and others)
        ui.rename_contact.setEnabled(contact is not None)
        ui.move_contact.setEnabled(contact is not None and others)
        for button in (ui.export_contact, ui.erase_contact):
            button.setEnabled(contact is not None)
        ui.merge_contact.setEnabled(contact is not None and len(ui.contacts.contacts()) > 1)

    def _line(self, client_id: str) -> ClientLine | None:
        return next((line for line in self._lines if line.id == client_id), None)

    def _here(self) -> ClientLine | None:
        return self._line(self.ui.clients.client_id())

    def _put_away(self) -> None:
        line = self._here()
        if line is not None:
            self.acts.put_away(line)

    def _rename_client(self, client_id: str, name: str) -> None:
        line = self._line(client_id)
        if line is not None:
            self.acts.rename_client(line, name)

    def _rename_contact(self, contact_id: str, name: str) -> None:
        contact = self._contact(contact_id)
        if contact is not None:
            self.acts.rename_contact(contact, name)

    def _contact(self, contact_id: str) -> Contact | None:
        return next((each for each in self.ui.contacts.contacts() if each.id == contact_id), None)

    def _ask_to_merge(self) -> None:
        goes = self._here()
        if goes is not None:
            self._questions.merge_client(goes, self._lines, self._look_next_at)

    def _look_next_at(self, client_id: str) -> None:
        self._wanted = client_id

    def _with_contact(self, act: Callable[[Contact], object]) -> None:
        contact = self.ui.contacts.contact()
        if contact is not None:
            act(contact)

    def _ask_to_move(self) -> None:
        contact, here = self.ui.contacts.contact(), self._here()
        if contact is not None and here is not None:
            self._questions.move_contact(contact, here, self._lines)

    def _ask_to_merge_contact(self) -> None:
        goes = self.ui.contacts.contact()
        if goes is not None:
            self._questions.merge_contact(goes, self.ui.contacts.contacts())

    def _show_menu(
        self, view: QWidget, buttons: tuple[tuple[QPushButton, str], ...], place: QPoint
    ) -> None:
        """Show the acts of a list where it was asked for, each with its key."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button, keys in buttons:
            action = menu.addAction("\t".join(filter(None, (button.text(), keys))))
            action.setEnabled(button.isEnabled())
            action.triggered.connect(lambda _on=False, act=button: act.click())
        menu.popup(view.mapToGlobal(place))

    def _tell_error(self, error: CompanionError) -> None:
        self.ui.notice.tell_error(error)

    def _regions(self) -> Sequence[Region]:
        """Return the clients, the acts, the contacts, and the question where one is asked."""
        ui = self.ui
        return (ui.clients, ui.rename, ui.contacts, ui.choice.answers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice, then a question, then the window: everything is saved."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and not (
            self.ui.notice.dismiss() or self.ui.choice.close_question()
        ):
            self.close()
