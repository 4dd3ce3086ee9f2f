"""What has to be chosen before two become one, or a contact moves: asked, previewed, then done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from companion.gui.people.acts import PeopleActs
from companion.gui.people.choice import Choice
from companion.gui.people.words import contact_said, contacts_merge_said, merge_said
from companion.gui.said import client_said
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.model import Contact
from companion.store.people_change import ClientLine

Answer = Callable[[str], object]


class Questions(QObject):
    """Asks one thing at a time; nothing is changed before its preview was confirmed."""

    def __init__(self, tasks: Tasks, choice: Choice, notice: NoticeBar, acts: PeopleActs) -> None:
        """Ask in *choice*; what is confirmed is done by *acts*."""
        super().__init__(choice)
        self._tasks, self._choice, self._notice, self._acts = tasks, choice, notice, acts
        self._look: Answer = str
        self._then: Answer = str
        choice.looked_at.connect(self._say_what_follows)
        choice.confirmed.connect(self._do)

    def merge_client(self, goes: ClientLine, lines: Sequence[ClientLine], begin: Answer) -> None:
        """Ask which client *goes* is the same as; *begin* hears it before they become one."""
        known = {line.id: line for line in lines if line.id != goes.id}

        def look(stays_id: str) -> None:
            self._tasks.write(
                lambda store: store.people_change.preview(stays_id, goes.id),
                lambda preview: self._choice.show_preview(stays_id, merge_said(preview)),
                self._notice.tell_error,
            )

        def merge(stays_id: str) -> None:
            begin(stays_id)
            self._acts.merge_clients(known[stays_id], goes)

        question = self.tr("Which client is {name} the same as?")
        self._look, self._then = look, merge
        self._choice.ask(
            question.format(name=client_said(goes.name)), self.tr("Merge"), _clients(known)
        )

    def move_contact(self, contact: Contact, here: ClientLine, lines: Sequence[ClientLine]) -> None:
        """Ask to which client a contact belongs."""
        known = {line.id: line for line in lines if line.id != here.id}

        def look(client_id: str) -> None:
            told = self.tr("{name} leaves {before}. Past calls stay as they were.")
            sentence = told.format(name=contact_said(contact), before=client_said(here.name))
            self._choice.show_preview(client_id, sentence)

        question = self.tr("Which client does {name} work for?")
        self._look = look
        self._then = lambda client_id: self._acts.move_contact(contact, known[client_id])
        self._choice.ask(
            question.format(name=contact_said(contact)), self.tr("Move"), _clients(known)
        )

    def merge_contact(self, goes: Contact, contacts: Sequence[Contact]) -> None:
        """Ask which contact *goes* is the same as."""
        known = {contact.id: contact for contact in contacts if contact.id != goes.id}

        def look(stays_id: str) -> None:
            stays = known[stays_id]
            self._tasks.write(
                lambda store: store.people_change.contact_preview(stays_id, goes.id),
                lambda found: self._choice.show_preview(
                    stays_id, contacts_merge_said(stays, found)
                ),
                self._notice.tell_error,
            )

        question = self.tr("Which contact is {name} the same as?")
        self._look = look
        self._then = lambda stays_id: self._acts.merge_contacts(known[stays_id], goes)
        self._choice.ask(
            question.format(name=contact_said(goes)),
            self.tr("Merge"),
            [(each.id, contact_said(each)) for each in known.values()],
        )

    def _say_what_follows(self, answer: str) -> None:
        self._look(answer)

    def _do(self, answer: str) -> None:
        self._then(answer)


def _clients(known: dict[str, ClientLine]) -> list[tuple[str, str]]:
    return [(line.id, client_said(line.name)) for line in known.values()]
