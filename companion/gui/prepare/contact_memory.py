"""What one contact knows, fears and has lived through: read at a glance, written in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.saving import Saver
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.text import Label, wrapped
from companion.method.one_line import one_line
from companion.model import Contact
from companion.store import Store


class ContactMemory(QWidget):
    """A contact with three private texts, saved as typed."""

    def __init__(self, contact: Contact, saver: Saver, parent: QWidget | None = None) -> None:
        """Show *contact*, closed."""
        super().__init__(parent)
        self.contact_id = contact.id
        self._saver = saver
        self._name = wrapped(self, role="strong")
        self.edit = QPushButton(self)
        self.edit.setProperty("link", True)
        self.edit.setCheckable(True)
        self.edit.toggled.connect(self._unfold)
        self._said = wrapped(self, role="muted")
        self._fields_box = QWidget(self)
        self.fields = tuple(GrowingEntry(self._fields_box) for _ in range(3))
        self._lay_out()
        self.show_contact(contact)
        self._unfold(False)
        for field in self.fields:
            field.textChanged.connect(partial(self._typed, field))

    def show_contact(self, contact: Contact) -> None:
        """Show what is known now, but never over a text that is being typed."""
        role = one_line(contact.role)
        name = one_line(contact.name) or one_line(contact.email)
        self._name.setText(f"{name}, {role}" if role else name)
        self.edit.setAccessibleName(self.tr("Write down about {name}").format(name=name))
        if self.edit.isChecked():
            return
        self._known = (contact.knows, contact.fears, contact.past)
        for field, text in zip(self.fields, self._known, strict=True):
            if field.text() != text:
                field.set_text(text)
        self._say()

    def _say(self) -> None:
        said = [text.strip() for text in self._known if text.strip()]
        self._said.setText("\n".join(said) or self.tr("Nothing written down yet."))

    def _typed(self, _field: GrowingEntry) -> None:
        knows, fears, past = (field.text() for field in self.fields)
        if (knows, fears, past) == self._known:
            return
        self._known = (knows, fears, past)
        contact_id = self.contact_id

        def keep(store: Store) -> None:
            store.people.set_contact_memory(contact_id, knows=knows, fears=fears, past=past)

        self._saver.changed(f"contact:{contact_id}", keep)

    def _unfold(self, on: bool) -> None:
        self.edit.setText(self.tr("Done") if on else self.tr("Edit"))
        self._fields_box.setVisible(on)
        self._said.setVisible(not on)
        if on:
            self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self._fields_box)
        inside = QVBoxLayout(self._fields_box)
        inside.setContentsMargins(0, 2, 0, 4)
        inside.setSpacing(4)
        words = (
            self.tr("What they know"),
            self.tr("What they fear"),
            self.tr("What they have lived through"),
        )
        for field, text in zip(self.fields, words, strict=True):
            field.set_commits(False)
            label = Label(self._fields_box, text, "small")
            label.setBuddy(field)
            inside.addWidget(label)
            inside.addWidget(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape; everything typed is kept."""
        if event.key() == Qt.Key.Key_Escape and self.edit.isChecked():
            self.edit.setChecked(False)
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)
