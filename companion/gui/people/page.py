"""The layout of the window on clients and people: the clients, and the chosen one with contacts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.people.choice import Choice
from companion.gui.people.clients_list import ClientsList
from companion.gui.people.contact_fields import ContactFields
from companion.gui.people.contacts_list import ContactsList
from companion.gui.widgets.card import Bar, Card
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label, wrapped

_MARGIN = 16


class PeoplePage:
    """The widgets of the window, laid out; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.clients = ClientsList(window)
        self.fold = QPushButton(window)
        self.fold.setProperty("plain", True)
        self.fold.setCheckable(True)
        self.bring = self._button(tr("Contacts from a file…"))
        self.notice = NoticeBar(window)
        self.choice = Choice(window)
        self.title = wrapped(window, role="title")
        self.about = Label(window, role="muted")
        self.rename = self._button(tr("Rename"))
        self.merge = self._button(tr("Merge into…"))
        self.away = self._button(tr("Put away"))
        self.contacts_title = Label(window, tr("Contacts"), "strong")
        self.contacts = ContactsList(window)
        self.frame = Card(window)
        framed = QVBoxLayout(self.frame)
        framed.setContentsMargins(2, 2, 2, 2)
        framed.addWidget(self.contacts)
        self.fields = ContactFields(window)
        self.nothing = Label(window, role="muted")
        self.nothing.setText(tr("No client yet. A client comes with its first call."))
        self.nothing.set_wrap()
        self.nobody = Label(window, role="muted")
        self.nobody.setText(tr("No contact yet. People on a prepared call become contacts."))
        self.nobody.set_wrap()
        self.rename_contact = self._button(tr("Rename"))
        self.move_contact = self._button(tr("Move to…"))
        self.merge_contact = self._button(tr("Merge into…"))
        self.export_contact = self._button(tr("Export…"))
        self.erase_contact = self._button(tr("Erase…"))
        self.keys = Label(window, role="small")
        self.keys.setText(tr("F2 changes a name. Del puts a client away. Ctrl+Z takes it back."))
        self.keys.set_wrap()
        self._name_buttons()
        self._lay_out()

    @property
    def contact_acts(self) -> tuple[QPushButton, ...]:
        """The acts on a contact, as they stand below the list."""
        moves = (self.rename_contact, self.move_contact, self.merge_contact)
        return (*moves, self.export_contact, self.erase_contact)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self._window)
        button.setProperty("small", True)
        return button

    def _name_buttons(self) -> None:
        tr = self._window.tr
        self.rename.setAccessibleName(tr("Rename the client"))
        self.merge.setAccessibleName(tr("Merge the client into another one"))
        self.rename_contact.setAccessibleName(tr("Rename the contact"))
        self.move_contact.setAccessibleName(tr("Move the contact to another client"))
        self.merge_contact.setAccessibleName(tr("Merge the contact into another one"))
        self.export_contact.setAccessibleName(tr("Export everything about this person"))
        self.erase_contact.setAccessibleName(tr("Erase this person from the history"))

    def show_somebody(self, is_anybody: bool) -> None:
        """Show the chosen client, or that there is none."""
        self.client.setVisible(is_anybody)
        self.nothing.setVisible(not is_anybody)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._window)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side(), 2)
        scroll = PageScroll(self._window)
        self.notice.told.connect(lambda: scroll.verticalScrollBar().setValue(0))
        page = QWidget(scroll)
        scroll.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 12)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(self.choice)
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._lay_out_client(), 1)
        row.addWidget(scroll, 3)

    def _lay_out_client(self) -> QWidget:
        self.client = QWidget(self._window)
        column = QVBoxLayout(self.client)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(_flow(self.rename, self.merge, self.away))
        column.addSpacing(8)
        column.addWidget(self.contacts_title)
        column.addWidget(self.nobody, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.frame, 1)
        column.addWidget(self.fields)
        column.addLayout(_flow(*self.contact_acts))
        column.addWidget(self.keys)
        return self.client

    def _side(self) -> QWidget:
        side = Bar(self._window, edge="right")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 10, 1, 8)
        column.addWidget(self.clients, 1)
        fold = QHBoxLayout()
        fold.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        fold.addWidget(self.fold)
        column.addLayout(fold)
        bring = QHBoxLayout()
        bring.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        bring.addWidget(self.bring)
        bring.addStretch(1)
        column.addLayout(bring)
        return side


def _flow(*widgets: QWidget) -> FlowLayout:
    flow = FlowLayout()
    for widget in widgets:
        flow.addWidget(widget)
    return flow
