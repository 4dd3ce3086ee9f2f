"""The contacts of one client, each with role and address; a name is changed where it stands."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from companion.gui.people.names_list import Index, NameEditing, NamesList
from companion.gui.people.words import beside, contact_said
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.type import font_for
from companion.method.one_line import one_line
from companion.model import Contact

_CONTACT_ROLE = Qt.ItemDataRole.UserRole
_SIDE = 12
_AIR = 7


class ContactsModel(QAbstractListModel):
    """The contacts; what is written over a name is a wish."""

    renamed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.contacts: tuple[Contact, ...] = ()

    def show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Show these contacts and no others."""
        self.beginResetModel()
        self.contacts = contacts
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of contacts."""
        return 0 if parent is not None and parent.isValid() else len(self.contacts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a contact, its name, or how it is spoken."""
        if not index.isValid():
            return None
        contact = self.contacts[index.row()]
        if role == _CONTACT_ROLE:
            return contact
        if role == Qt.ItemDataRole.EditRole:
            return one_line(contact.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return contact_said(contact)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (contact_said(contact), beside(contact))))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Ask for another name where one was written."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        contact, name = self.contacts[index.row()], one_line(str(value))
        if name != one_line(contact.name):
            self.renamed.emit(contact.id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every name be changed."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable


class ContactDelegate(NameEditing):
    """Paints a contact on two lines: the name; role and address."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one contact, the chosen one on a round patch."""
        contact = index.data(_CONTACT_ROLE)
        if not isinstance(contact, Contact):
            return
        tokens = current_tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        patch = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(tokens.accent), 2) if has_focus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.agreed.ground))
            painter.drawRoundedRect(patch.adjusted(1, 1, -1, -1), 8, 8)
        room = patch.adjusted(_SIDE, _AIR, -_SIDE, -_AIR)
        ink = tokens.agreed.ink if selected else tokens.text
        below = _paint_line(painter, room, contact_said(contact), "strong", ink)
        ink = tokens.agreed.ink if selected else tokens.muted
        _paint_line(painter, below, beside(contact), "small", ink)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return room for two lines and some air."""
        lines = sum(QFontMetricsF(font_for(role)).height() for role in ("strong", "small"))
        return QSize(160, int(lines + 2 * _AIR + 3.999))

    def room_for_name(self, line: QRect, editor: QWidget) -> QRect:
        """Return the upper half of the line, where the name stands."""
        room = line.adjusted(4, 2, -4, -2)
        room.setHeight(max(editor.sizeHint().height(), room.height() // 2))
        return room


class ContactsList(NamesList):
    """The contacts of a client; F2 changes a name."""

    contact_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no contact yet."""
        super().__init__(parent)
        self._model = ContactsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(ContactDelegate(self))
        self.setAccessibleName(self.tr("Contacts"))
        self._model.renamed.connect(self.renamed)

    def show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Show the contacts; the chosen one stays where it is still there."""
        if contacts == self._model.contacts:
            return
        before = self.contact()
        self._model.show_contacts(contacts)
        self.updateGeometry()
        ids = [contact.id for contact in contacts]
        row = ids.index(before.id) if before and before.id in ids else 0
        self.setCurrentIndex(self._model.index(row))
        self.contact_chosen.emit()

    def contacts(self) -> tuple[Contact, ...]:
        """Return all contacts of the client."""
        return self._model.contacts

    def contact(self) -> Contact | None:
        """Return the chosen contact, if there is one."""
        found = self.currentIndex().data(_CONTACT_ROLE)
        return found if isinstance(found, Contact) else None

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed; the layout gives the rest of the page."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Leave room for two contacts and the sight of a third."""
        line = self.sizeHintForRow(0) if self._model.contacts else 0
        return QSize(160, round(2.5 * line))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say that another one is chosen."""
        super().currentChanged(current, previous)
        self.contact_chosen.emit()


def _paint_line(painter: QPainter, room: QRectF, text: str, role: str, ink: str) -> QRectF:
    """Paint one line at the top of *room*; return the room below it."""
    font = font_for(role)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = metrics.elidedText(text[:300], Qt.TextElideMode.ElideRight, room.width())
    line = QRectF(room.left(), room.top(), room.width(), metrics.height())
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return room.adjusted(0, metrics.height(), 0, 0)
