"""The client's memory beside a preparation: last time, what is open, who these people are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.client.before_lines import BeforeLines
from companion.gui.prepare.contact_memory import ContactMemory
from companion.gui.prepare.memory_lines import (
    dots,
    due_in_words,
    is_overdue,
    skipped,
    when_and_how,
    whose,
)
from companion.gui.prepare.playbook_choice import PlaybookChoice
from companion.gui.saving import Saver
from companion.gui.widgets.chip import Chip
from companion.gui.widgets.empty import empty
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.step_dots import StepDots
from companion.gui.widgets.text import Label, wrapped
from companion.method.before_call import three_lines
from companion.method.one_line import one_line
from companion.method.playbook import PlaybookScript
from companion.model import Contact
from companion.preparing.people_acts import same_person
from companion.preparing.preparation import Preparation
from companion.store.memory import ClientMemory, OpenStep, PastDisagreement

_LONGEST_NAME = 24
"""Letters of a client's name on the button that leads to its page."""

MOST_OPEN = 6
"""Open next steps that are shown at once; the rest is counted."""


class MemoryPanel(QWidget):
    """Shows a ClientMemory; what is known of the people can be written here."""

    client_wanted = Signal(str)
    """All about the client of this id is to be shown."""

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        """Be empty until ``show_memory``."""
        super().__init__(parent)
        self._saver = saver
        self._shown: tuple[object, ...] = ()
        self._people: list[ContactMemory] = []
        self._others_shown = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 20, 20, 20)
        self._column.setSpacing(20)
        self.before = BeforeLines(self)
        before = QHBoxLayout()
        before.setSpacing(0)
        before.addSpacing(-self.before.INSET)
        before.addWidget(self.before)
        before.addSpacing(-self.before.INSET)
        self._column.addLayout(before)
        self.about = KeyButton(self)
        self.about.setProperty("link", True)
        self.about.show_keys("Ctrl+L")
        self.about.clicked.connect(self.lead_to_client)
        self._column.addLayout(link_row(self.about))
        self._client_id = ""
        self._sections = {name: QVBoxLayout() for name in ("ask", "last", "open", "people")}
        for section in self._sections.values():
            section.setSpacing(8)
            self._column.addLayout(section)
        self.playbook = PlaybookChoice(saver, self)
        self._column.addWidget(self.playbook)
        self._column.addStretch(1)

    def show_memory(self, preparation: Preparation, today: date) -> None:
        """Show the client of the preparation; what is being written here stays open."""
        memory = preparation.memory
        lines = three_lines(preparation.last_time, preparation.promised, today)
        self.before.show_lines(lines, today)
        self._show_about(memory)
        seen = (memory.client_name, memory.last, memory.still_open, today, preparation.to_ask)
        if seen != self._shown:
            self._shown = seen
            self._fill_ask(preparation.to_ask)
            self._fill_last(memory, preparation.playbooks, today)
            self._fill_open(memory.still_open, today)
        self._show_people(preparation)
        self.playbook.show_preparation(preparation)

    def people(self) -> list[ContactMemory]:
        """Return the contacts that can be written about, in their order."""
        return self._people

    def lead_to_client(self) -> None:
        """Ask for all about the client, where there is a name for one."""
        if self._client_id:
            self.client_wanted.emit(self._client_id)

    def add_section(self, widget: QWidget) -> None:
        """Put something between what is open and the people."""
        self._column.insertWidget(self._column.indexOf(self._sections["people"]), widget)

    def _show_about(self, memory: ClientMemory) -> None:
        name = one_line(memory.client_name)
        self._client_id = memory.client_id if name else ""
        self.about.setText(self.tr("All about {name}").format(name=name[:_LONGEST_NAME]))
        self.about.setVisible(bool(name))

    def _fill_ask(self, questions: Sequence[str]) -> None:
        section = self._emptied("ask")
        if questions:
            section.addWidget(self._heading(self.tr("To ask this time")))
        for question in questions:
            label = wrapped(self, one_line(question))
            section.addWidget(label)

    def _fill_last(
        self, memory: ClientMemory, playbooks: dict[str, PlaybookScript], today: date
    ) -> None:
        section = self._emptied("last")
        name = one_line(memory.client_name)
        if not name:
            section.addWidget(self._heading(self.tr("What you know of them")))
            section.addWidget(
                self._quiet(self.tr("Name the client, and their history stands here."))
            )
            return
        whole = self.tr("Last time with {name}") if memory.last else self.tr("{name}")
        section.addWidget(self._heading(whole.format(name=name)))
        if not memory.last:
            section.addWidget(
                self._quiet(self.tr("No call with them yet. What you write here starts it."))
            )
        for past in memory.last:
            section.addLayout(self._past(past, playbooks[past.playbook], today))

    def _past(self, past: PastDisagreement, playbook: PlaybookScript, today: date) -> QLayout:
        block = QVBoxLayout()
        block.setSpacing(3)
        topic = wrapped(self, one_line(past.topic) or self.tr("No topic was given"))
        head = QHBoxLayout()
        head.addWidget(topic, 1)
        head.addWidget(Chip(self, past.outcome), 0, Qt.AlignmentFlag.AlignTop)
        block.addLayout(head)
        how = QHBoxLayout()
        how.setSpacing(8)
        when = wrapped(self, when_and_how(past, today), "muted")
        how.addWidget(when, 1)
        how.addWidget(StepDots(self, dots(past, playbook)), 0, Qt.AlignmentFlag.AlignVCenter)
        block.addLayout(how)
        if sentence := skipped(past, playbook):
            block.addWidget(self._quiet(sentence))
        return block

    def _fill_open(self, steps: Sequence[OpenStep], today: date) -> None:
        section = self._emptied("open")
        if not steps:
            return
        section.addWidget(self._heading(self.tr("Still open")))
        for step in steps[:MOST_OPEN]:
            section.addLayout(self._step(step, today))
        if (more := len(steps) - MOST_OPEN) > 0:
            section.addWidget(self._quiet(self.tr("And {count} more.").format(count=more)))

    def _step(self, step: OpenStep, today: date) -> QLayout:
        block = QVBoxLayout()
        block.setSpacing(1)
        text = wrapped(self, one_line(step.text))
        block.addWidget(text)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(self, whose(step), "small_strong"))
        due = Label(self, due_in_words(step, today), "small")
        due.set_tone("concern" if is_overdue(step, today) else "")
        line.addWidget(due)
        line.addStretch(1)
        block.addLayout(line)
        return block

    def _show_people(self, preparation: Preparation) -> None:
        contacts = self._wanted_people(preparation)
        if [person.contact_id for person in self._people] == [c.id for c in contacts]:
            for person, contact in zip(self._people, contacts, strict=True):
                person.show_contact(contact)
            return
        if any(person.edit.isChecked() for person in self._people):
            return
        self._fill_people(contacts, preparation)

    def _wanted_people(self, preparation: Preparation) -> list[Contact]:
        """Return who is on the call first; with the others only where they were asked for."""
        attendees = preparation.call.attendees
        contacts = preparation.memory.contacts
        on_call = [c for c in contacts if any(same_person(c, person) for person in attendees)]
        if not on_call:
            return list(contacts)
        others = [contact for contact in contacts if contact not in on_call]
        return on_call + (others if self._others_shown else [])

    def _fill_people(self, contacts: Sequence[Contact], preparation: Preparation) -> None:
        section = self._emptied("people")
        self._people = [ContactMemory(contact, self._saver, self) for contact in contacts]
        if not contacts:
            return
        head = QHBoxLayout()
        head.setSpacing(7)
        title = self._heading(self.tr("What they know, fear, have seen"))
        head.addWidget(title, 1)
        head.addWidget(Label(self, self.tr("private"), "small"))
        section.addLayout(head)
        for person in self._people:
            section.addWidget(person)
        hidden = len(preparation.memory.contacts) - len(contacts)
        if hidden > 0:
            section.addLayout(link_row(self._others(hidden, preparation)))

    def _others(self, count: int, preparation: Preparation) -> QWidget:
        button = QPushButton(self.tr("Others we know there: {count}").format(count=count), self)
        button.setProperty("link", True)
        button.clicked.connect(lambda: self._show_others(preparation))
        return button

    def _show_others(self, preparation: Preparation) -> None:
        self._others_shown = True
        self._show_people(preparation)

    def _heading(self, text: str) -> Label:
        return wrapped(self, text, "strong")

    def _quiet(self, text: str) -> Label:
        return wrapped(self, text, "muted")

    def _emptied(self, name: str) -> QVBoxLayout:
        section = self._sections[name]
        empty(section)
        return section
