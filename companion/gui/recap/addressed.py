"""The true list of those who get the mail, in plain text, with foreign domains marked."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import CompanionError
from companion.gui.recap.alive import while_alive
from companion.gui.recap.fields import Section
from companion.gui.recap.page import Page, Typed
from companion.gui.tasks import Tasks
from companion.gui.widgets.text import Label, wrapped
from companion.mail.domains import Addressed, Whose, addressed
from companion.model import Recap, RecapState, Side


class AddressedSection(Section):
    """One line for each address of the envelope, exactly as it travels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until somebody gets the mail."""
        super().__init__(parent)
        self._shown: tuple[Addressed, ...] = ()
        self._wrong = Label(self, role="small")
        self._wrong.set_tone("concern")
        self._wrong.set_wrap()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.lines: list[AddressLine] = []
        self.column.addLayout(self._lines)
        self.column.addWidget(self._wrong)
        self.hide()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that are shown, from the top down."""
        return tuple(line.address for line in self.lines)

    @property
    def sentence(self) -> str:
        """Why the list cannot be told; empty where it can."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    def show_addressed(self, people: tuple[Addressed, ...], *, is_ahead: bool) -> None:
        """Show who gets the mail, or got it."""
        self._wrong.hide()
        self.setVisible(bool(people))
        heading = self.tr("Who gets it") if is_ahead else self.tr("Who got it")
        if heading != self.heading:
            self.set_heading(heading)
        if people == self._shown:
            return
        self._shown = people
        for gone in self.lines:
            gone.hide()
            gone.deleteLater()
        self.lines = [AddressLine(each, self) for each in people]
        for line in self.lines:
            self._lines.addWidget(line)

    def refuse(self, error: CompanionError) -> None:
        """Say why there is no list: one address is none that a mail can go to."""
        self.show_addressed((), is_ahead=True)
        self._wrong.setText(error.sentence())
        self._wrong.show()
        self.show()


class AddressLine(QWidget):
    """An address, and below it in words what a person should know of it."""

    def __init__(self, person: Addressed, parent: QWidget | None = None) -> None:
        """Show *person*."""
        super().__init__(parent)
        self.person, self.address = person, person.address
        self.is_marked = person.whose is Whose.OTHER or bool(person.written)
        label = wrapped(self, role="body")
        label.setText(f"! {person.address}" if self.is_marked else person.address)
        label.set_tone("concern" if self.is_marked else "")
        self._words = wrapped(self, role="small")
        self._words.set_tone("concern" if self.is_marked else "")
        self._words.setText(" · ".join(self._said()))
        self._words.setVisible(bool(self._words.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(label)
        column.addWidget(self._words)

    @property
    def words(self) -> str:
        """What is said of the address."""
        return self._words.text()

    def _said(self) -> list[str]:
        person, said = self.person, []
        if person.is_copy:
            said.append(self.tr("a copy"))
        if person.whose is Whose.OURS:
            said.append(self.tr("ours"))
        if person.is_alike:
            said.append(self.tr("another domain that looks much like one you know"))
        elif person.whose is Whose.OTHER:
            said.append(self.tr("another domain than the others of this client"))
        if person.written:
            whole = self.tr("written with other letters: {address}")
            said.append(whole.format(address=person.written))
        return said


class Addressing(QObject):
    """Works the list out off the GUI thread, each time that the recipients are others."""

    def __init__(self, tasks: Tasks, section: AddressedSection) -> None:
        """Serve *section*."""
        super().__init__(section)
        self._tasks, self._section = tasks, section
        self._wanted: object = None

    def look(self, page: Page, typed: Typed) -> None:
        """Show who gets the mail as it stands in the window."""
        recap = Recap(id=page.recap.id, to=typed.to, cc=typed.cc)
        ours = page.me.emails
        wanted = (recap, ours, known(page), page.recap.state is not RecapState.SENT)
        if wanted == self._wanted:
            return
        self._wanted = wanted

        def show(people: tuple[Addressed, ...]) -> None:
            if self._wanted is wanted:
                self._section.show_addressed(people, is_ahead=wanted[3])

        def refuse(error: CompanionError) -> None:
            if self._wanted is wanted:
                self._section.refuse(error)

        self._tasks.run(
            lambda: addressed(recap, ours, wanted[2]),
            while_alive(self, show),
            while_alive(self, refuse),
        )


def known(page: Page) -> tuple[str, ...]:
    """Return the addresses that are known of the client: contacts, then people on the call."""
    contacts = [contact.email for contact in page.client.contacts]
    people = [person.email for person in page.call.attendees if person.side is Side.THEIRS]
    return tuple(dict.fromkeys(address for address in (*contacts, *people) if address.strip()))
