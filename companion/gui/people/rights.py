"""A person's rights in the window on people: everything about them as a file, or erased."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.errors import CompanionError
from companion.gui.people.rights_words import erase_said, erased_said, person_said, told_text
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.save_dialog import ask_where
from companion.method.naming import Person
from companion.method.one_line import one_line
from companion.model import Contact
from companion.store import Store
from companion.store.rights import Mention

Found = tuple[Person, tuple[Mention, ...]]


class PersonRights(QObject):
    """Looks for one person in the whole history; erases only what a preview has told."""

    erased = Signal()
    """Somebody is gone from the history."""

    exported = Signal(str)
    """The path of the file in which everything about a person stands now."""

    def __init__(self, tasks: Tasks, notice: NoticeBar, window: QWidget) -> None:
        """Tell and ask in *notice*; files are asked for above *window*."""
        super().__init__(window)
        self._tasks, self._notice, self._window = tasks, notice, window

    def ask_for_file(self, contact: Contact) -> None:
        """Let the person choose where everything about *contact* shall stand."""
        from companion.method.file_names import safe_name

        ask_where(
            self._window,
            self.tr("Export what is kept about this person"),
            self.tr("Text (*.txt)"),
            f"{safe_name(_called(contact), 'Person')}.txt",
            partial(self.export, contact),
        )

    def export(self, contact: Contact, path: Path) -> None:
        """Write everything about *contact* to *path*, for that person to read."""

        def tell(store: Store) -> Found:
            person = store.rights.person(contact.id)
            return person, store.rights.told(person)

        self._tasks.read_apart(tell, lambda found: self._write(found, path), self._tell_error)

    def ask_to_erase(self, contact: Contact) -> None:
        """Say what erasing *contact* would do, and offer it."""

        def look(store: Store) -> Found:
            person = store.rights.person(contact.id)
            return person, store.rights.mentions(person)

        self._notice.tell(self.tr("Looking for {name}…").format(name=_called(contact)))
        self._tasks.read_apart(look, self._ask, self._tell_error)

    def _ask(self, found: Found) -> None:
        person, mentions = found
        act = partial(self._erase, person)
        self._notice.tell(erase_said(person, mentions), self.tr("Erase for good"), act, "concern")

    def _erase(self, person: Person) -> None:
        told = self.tr("Erasing {name}. The history file is written anew…")
        self._notice.tell(told.format(name=person_said(person)))
        self._tasks.write(
            lambda store: store.rights.erase(person),
            lambda is_whole: self._tell_erased(person, is_whole),
            self._tell_error,
        )

    def _tell_erased(self, person: Person, is_whole: bool) -> None:
        self._notice.tell(erased_said(person, is_whole), tone="accent" if is_whole else "concern")
        self.erased.emit()

    def _write(self, found: Found, path: Path) -> None:
        text = told_text(*found)
        told = self.tr(
            "Everything about {name} stands in {file}. Others are named in it too, so read it "
            "before you give it away."
        ).format(name=person_said(found[0]), file=path.name)
        self._tasks.run(
            lambda: _put(path, text),
            lambda _none: self._tell_exported(told, path),
            self._tell_error,
        )

    def _tell_exported(self, told: str, path: Path) -> None:
        self._notice.tell(told)
        self.exported.emit(str(path))

    def _tell_error(self, error: CompanionError) -> None:
        self._notice.tell_error(error)


def _called(contact: Contact) -> str:
    return one_line(contact.name) or one_line(contact.email)


def _put(path: Path, text: str) -> None:
    from companion.exchange.files import write_whole

    write_whole(path, text.encode())
