"""Who is on the call: chips that become attendees, and contacts of the client."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QStringListModel, Signal
from PySide6.QtWidgets import QApplication

from companion.errors import InvalidInput
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.gui.widgets.chips_edit import ChipsEdit
from companion.gui.widgets.person_chip import Person, PersonChip, person_from
from companion.gui.widgets.text import Label
from companion.mail.addresses import parse_recipients
from companion.method.one_line import one_line
from companion.model import Attendee, Contact
from companion.preparing.people_acts import Named, keep_people
from companion.preparing.preparation import place
from companion.session import Clock


class PeopleField(QObject):
    """Keeps who is on the call; a text whose address is none goes back into the line."""

    kept = Signal()
    """Somebody was added or taken away, and it is on its way to the disk."""

    def __init__(
        self,
        chips: ChipsEdit,
        slip: Label,
        saver: Saver,
        tasks: Tasks,
        clock: Clock,
        call_id: str,
    ) -> None:
        """Serve *chips*; what is wrong with an address is said in *slip*."""
        super().__init__(chips)
        self._chips = chips
        self._slip = slip
        self._saver = saver
        self._clock = clock
        self._call_id = call_id
        self._suggestions = QStringListModel(self)
        slip.set_wrap()
        chips.set_suggestions(self._suggestions)
        chips.changed.connect(self._take)
        # What the line says now: a comma has made a chip of what was told.
        chips.line.textEdited.connect(lambda _told: self._draft(chips.line.text()))
        # The first look at an address loads what looks at addresses: not while somebody types.
        tasks.run(lambda: parse_recipients("a@example.com"))

    def show_people(self, attendees: Sequence[Attendee], draft: str = "") -> None:
        """Show who is on the call, and a text that was left in the line."""
        people = [Person(name=each.name, address=each.email) for each in attendees]
        focus = QApplication.focusWidget()
        in_a_chip = isinstance(focus, PersonChip) and self._chips.isAncestorOf(focus)
        if people != self._chips.people() and not in_a_chip:
            self._chips.set_people(people)
        if draft and not self._chips.line.text():
            self._chips.line.setText(draft.strip())

    def suggest(self, contacts: Sequence[Contact]) -> None:
        """Offer the client's contacts while a name is typed."""
        written = [Person(contact.name, contact.email).written() for contact in contacts]
        if written != self._suggestions.stringList():
            self._suggestions.setStringList(written)

    def finish(self, *, as_name: bool = False) -> None:
        """Take what still stands in the line; with *as_name* as a name, whatever it is."""
        typed = one_line(self._chips.line.text())
        if not typed:
            return
        person = Person(name=typed)
        if not as_name:
            person = person_from(typed)
            if _fault(person):
                return
        self._chips.line.clear()
        self._chips.set_people([*self._chips.people(), person])
        self._take()

    def _take(self) -> None:
        people = self._chips.people()
        faults = {person: fault for person in people if (fault := _fault(person))}
        if faults:
            fault = next(iter(faults.values()))
            self._chips.set_people([known for known in people if known not in faults])
            self._chips.line.setText(", ".join(each.written() for each in faults))
            self._say(self.tr("{fault} A name alone is enough.").format(fault=fault))
        else:
            self._say("")
        self._keep(tuple(_named(person) for person in people if person not in faults))
        if faults:
            self._draft(self._chips.line.text())

    def _keep(self, people: tuple[Named, ...]) -> None:
        call_id, now = self._call_id, self._clock.now()
        self._saver.changed(
            place(call_id, "people"), lambda store: keep_people(store, call_id, people, now)
        )
        self._saver.flush()
        self.kept.emit()

    def _draft(self, text: str) -> None:
        here, now = place(self._call_id, "people"), self._clock.now()
        self._saver.changed(here, lambda store: store.drafts.keep(here, text, now))

    def _say(self, sentence: str) -> None:
        self._slip.setText(sentence)
        self._slip.setVisible(bool(sentence))
        self._chips.line.setAccessibleDescription(sentence)


def _named(person: Person) -> Named:
    return (one_line(person.name), one_line(person.address))


def _fault(person: Person) -> str:
    """Return what is wrong with a person's address; empty where nothing is, or there is none."""
    if not person.address:
        return ""
    try:
        parse_recipients(person.address)
    except InvalidInput as error:
        return str(error)
    return ""
