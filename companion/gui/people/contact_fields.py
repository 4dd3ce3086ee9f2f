"""The role and the address of the chosen contact, written where they stand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label
from companion.method.one_line import one_line
from companion.model import Contact


class ContactFields(QWidget):
    """Tells what was written when a field is left or Enter is pressed; Esc takes it back."""

    role_written = Signal(object, str)
    """The Contact, and the role that it shall have."""

    address_written = Signal(object, str)
    """The Contact, and the address that it shall have."""

    left = Signal()
    """Enter was pressed in a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nobody yet."""
        super().__init__(parent)
        self._contact: Contact | None = None
        self._written: set[LineEdit] = set()
        self.role = self._field(self.tr("Role"), self.tr("What they do there"))
        self.address = self._field(self.tr("Address"), self.tr("name@client.example"))
        self.role.editingFinished.connect(partial(self._tell, self.role, self.role_written))
        self.address.editingFinished.connect(
            partial(self._tell, self.address, self.address_written)
        )
        self._lay_out()

    def show_contact(self, contact: Contact | None) -> None:
        """Show a contact; what is being written about the same one stays."""
        if contact is None or self._contact is None or contact.id != self._contact.id:
            self._written.clear()
        self._contact = contact
        for field, text in self._stored().items():
            if field not in self._written and field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        self.setVisible(contact is not None)

    def keep_written(self) -> None:
        """Take what stands in the fields and was refused as still being written, there."""
        for field, text in self._stored().items():
            if field.text() != text:
                self._written.add(field)
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stored(self) -> dict[LineEdit, str]:
        contact = self._contact or Contact(id="")
        return {self.role: one_line(contact.role), self.address: one_line(contact.email)}

    def _tell(self, field: LineEdit, written: SignalInstance) -> None:
        if field not in self._written or self._contact is None:
            return
        self._written.discard(field)
        text = one_line(field.text())
        if text != self._stored()[field]:
            written.emit(self._contact, text)

    def _field(self, name: str, example: str) -> LineEdit:
        field = LineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        field.returnPressed.connect(self.left)
        field.textEdited.connect(lambda _text: self._written.add(field))
        return field

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for row, field in enumerate((self.role, self.address)):
            grid.addWidget(Label(self, field.accessibleName(), "label"), row, 0)
            grid.addWidget(field, row, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts back what is stored, before it means anything else."""
        if event.key() == Qt.Key.Key_Escape and self._written:
            self._written.clear()
            self.show_contact(self._contact)
            return
        super().keyPressEvent(event)
