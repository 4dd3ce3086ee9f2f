"""The layout of the account window: address, provider, password, servers folded away, two acts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from companion.gui.mail.servers import ServersForm
from companion.gui.widgets.card import Card
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.form_page import form_foot, lay_out_form
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label, wrapped
from companion.mail.providers import providers


class AccountPage:
    """The widgets of the window, laid out; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.notice = NoticeBar(window)
        self.address = LineEdit(window)
        self.address.setPlaceholderText(tr("you@your-company.example"))
        self.provider = QComboBox(window)
        self.provider.addItem(tr("Another provider"), "")
        for key, each in providers().items():
            self.provider.addItem(each.name, key)
        self.refusal = Card(window, "concern")
        self.refusal_text = wrapped(window, role="body")
        self.password = LineEdit(window)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_label = Label(window, "", "muted")
        self.where = wrapped(window, role="small")
        self.page = self._button(tr("Open that page"), "link")
        self.kept = wrapped(window, role="small")
        self.fold = self._button("", "plain")
        self.fold.setCheckable(True)
        self.route = wrapped(window, role="small")
        self.servers = ServersForm(window)
        self.status = wrapped(window, role="small")
        # Made in the order in which Tab comes to them.
        self.stop = self._button(tr("Stop"), "small")
        self.try_out = self._button(tr("Try it"), "primary")
        self.test = QPushButton(tr("Send a test to myself"), window)
        self.remove = self._button(tr("Remove this account"), "link")
        self._lay_out()

    def _button(self, text: str, kind: str) -> QPushButton:
        button = QPushButton(text, self._window)
        button.setProperty(kind, True)
        return button

    def _lay_out(self) -> None:
        self._fill(lay_out_form(self._window, self.notice, self._foot()))

    def _fill(self, column: QVBoxLayout) -> None:
        tr = self._window.tr
        title = Label(self._window, tr("Your mail account"), "title")
        words = tr("Recaps leave in your own name, through your own mail server.")
        why = wrapped(self._window, words, "muted")
        column.addWidget(title)
        column.addWidget(why)
        column.addSpacing(8)
        self._add(column, tr("Your address"), self.address)
        self._add(column, tr("Provider"), self.provider)
        framed = QVBoxLayout(self.refusal)
        framed.setContentsMargins(14, 10, 14, 10)
        framed.addWidget(self.refusal_text)
        column.addWidget(self.refusal)
        column.addSpacing(4)
        self.password_label.setBuddy(self.password)
        column.addWidget(self.password_label)
        column.addWidget(self.password)
        column.addWidget(self.where)
        column.addLayout(link_row(self.page))
        column.addWidget(self.kept)
        column.addSpacing(8)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.route)
        column.addWidget(self.servers)

    def _add(self, column: QVBoxLayout, words: str, field: QWidget) -> None:
        label = Label(self._window, words, "muted")
        label.setBuddy(field)
        field.setAccessibleName(words)
        column.addWidget(label)
        column.addWidget(field)
        column.addSpacing(4)

    def _foot(self) -> QWidget:
        foot, column = form_foot(self._window)
        said = QHBoxLayout()
        said.addWidget(self.status, 1)
        said.addWidget(self.stop)
        column.addLayout(said)
        acts = FlowLayout()
        for act in (self.try_out, self.test, self.remove):
            acts.addWidget(act)
        column.addLayout(acts)
        return foot
