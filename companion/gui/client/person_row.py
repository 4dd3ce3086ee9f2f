"""One of the client's people; what they know, fear and have lived through is veiled at first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.client.words import contact_said, own
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label
from companion.model import Contact


class PersonRow(QWidget):
    """A contact with name, role and address; one act lifts the veil, and lays it again."""

    def __init__(self, contact: Contact, parent: QWidget, *, is_lifted: bool = False) -> None:
        """Show *contact*, with its private parts where the veil *is_lifted*."""
        super().__init__(parent)
        self.contact_id = contact.id
        name = Label(self, contact_said(contact), "strong")
        mail = Label(self, own(contact.email) if contact.name else "", "small")
        mail.setVisible(bool(mail.text()))
        self.private = Label(self, "\n".join(self._known(contact)), "body")
        for label in (name, mail, self.private):
            label.set_wrap()
        self.veil = KeyButton(self)
        self.veil.setProperty("link", True)
        self.veil.setCheckable(True)
        self.veil.setVisible(bool(self.private.text()))
        self.veil.toggled.connect(self._lift)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(self.veil, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 9, 12, 9)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(mail)
        column.addWidget(self.private)
        whole = self.tr("What is private about {name}")
        self.veil.setAccessibleName(whole.format(name=contact_said(contact)))
        self.veil.setChecked(is_lifted)
        self._lift(is_lifted)

    def _known(self, contact: Contact) -> list[str]:
        said = (
            (self.tr("Knows: {text}"), contact.knows),
            (self.tr("Fears: {text}"), contact.fears),
            (self.tr("Has lived through: {text}"), contact.past),
        )
        return [words.format(text=text.strip()) for words, text in said if text.strip()]

    def _lift(self, on: bool) -> None:
        hide, show = self.tr("Hide what is private"), self.tr("Show what is private")
        self.veil.setText(hide if on else show)
        self.private.setVisible(on)
