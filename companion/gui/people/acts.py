"""What a person changes about clients and contacts: done, told in the notice, taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError, InvalidInput
from companion.gui.people.words import contact_said
from companion.gui.said import client_said
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.model import Contact
from companion.store import Store
from companion.store.people_change import ClientLine, Undo

Change = Callable[[Store], Undo]


class PeopleActs(QObject):
    """Every change is one act on the writer's thread; the newest ones can be taken back in turn."""

    changed = Signal()
    """Something is another way now, and that is on the disk."""

    refused = Signal()
    """A change was not made, and the notice says why."""

    def __init__(self, tasks: Tasks, notice: NoticeBar) -> None:
        """Tell what was done in *notice*."""
        super().__init__(notice)
        self._tasks, self._notice = tasks, notice
        self._undos: list[Undo] = []

    def rename_client(self, line: ClientLine, name: str) -> None:
        """Give a client another name."""
        told = self.tr("{before} is called {name} now.")
        self._do(
            lambda store: store.people_change.rename_client(line.id, name),
            told.format(before=client_said(line.name), name=name),
        )

    def rename_contact(self, contact: Contact, name: str) -> None:
        """Give a contact another name."""
        told = self.tr("{before} is called {name} now.")
        self._do(
            lambda store: store.people_change.rename_contact(contact.id, name),
            told.format(before=contact_said(contact), name=name),
        )

    def set_role(self, contact: Contact, role: str) -> None:
        """Say what a contact does there."""
        told = self.tr("{name} is {role} now.") if role else self.tr("{name} has no role now.")
        self._do(
            lambda store: store.people_change.set_role(contact.id, role),
            told.format(name=contact_said(contact), role=role),
        )

    def set_address(self, contact: Contact, address: str) -> None:
        """Give a contact another e-mail address, or none."""
        told = self.tr("{name} has the address {address} now.")
        if not address:
            told = self.tr("{name} has no address now.")
        self._do(
            lambda store: store.people_change.set_email(contact.id, _checked(address)),
            told.format(name=contact_said(contact), address=address),
        )

    def put_away(self, line: ClientLine) -> None:
        """Put a client away, or take one that was put away back."""
        told = self.tr("{name} is put away. Its history stays where it is.")
        if line.is_archived:
            told = self.tr("{name} is among the clients again.")
        self._do(
            lambda store: store.people_change.set_archived(line.id, not line.is_archived),
            told.format(name=client_said(line.name)),
        )

    def merge_clients(self, stays: ClientLine, goes: ClientLine) -> None:
        """Make two clients one."""
        told = self.tr("{goes} is part of {stays} now.")
        self._do(
            lambda store: store.people_change.merge_clients(stays.id, goes.id),
            told.format(goes=client_said(goes.name), stays=client_said(stays.name)),
        )

    def merge_contacts(self, stays: Contact, goes: Contact) -> None:
        """Make two contacts one."""
        told = self.tr("{goes} and {stays} are one contact now.")
        self._do(
            lambda store: store.people_change.merge_contacts(stays.id, goes.id),
            told.format(goes=contact_said(goes), stays=contact_said(stays)),
        )

    def move_contact(self, contact: Contact, to: ClientLine) -> None:
        """Make a contact one of another client's."""
        told = self.tr("{name} is a contact of {client} now.")
        self._do(
            lambda store: store.people_change.move_contact(contact.id, to.id),
            told.format(name=contact_said(contact), client=client_said(to.name)),
        )

    def undo(self) -> None:
        """Take the newest change back, then the one before it."""
        if not self._undos:
            return
        undo = self._undos.pop()
        self._tasks.write(
            lambda store: store.people_change.undo(undo), self._tell_undone, self._refuse
        )

    def _do(self, change: Change, told: str) -> None:
        self._tasks.write(change, lambda undo: self._tell_done(undo, told), self._refuse)

    def _tell_done(self, undo: Undo, told: str) -> None:
        self._undos.append(undo)
        self._notice.tell(told, self.tr("Undo"), self.undo)
        self.changed.emit()

    def _tell_undone(self, _nothing: None) -> None:
        self._notice.tell(self.tr("It is as it was before."))
        self.changed.emit()

    def _refuse(self, error: CompanionError) -> None:
        self._notice.tell_error(error)
        self.refused.emit()


def _checked(text: str) -> str:
    """Return the one address in *text*. Raises InvalidInput where there is none, or another."""
    from companion.mail.addresses import parse_recipients

    found = parse_recipients(text)
    if len(found) > 1:
        raise InvalidInput("One address has room here; for another person, add them to a call.")
    return found[0].address if found else ""
