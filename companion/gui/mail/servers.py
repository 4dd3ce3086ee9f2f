"""The fields of the servers: filled in from the provider, open to whoever knows better."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QWidget

from companion.account import Account, Security, Server
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label
from companion.mail.providers import IMAP_PORT, STARTTLS_PORT, TLS_PORT

IMAP_STARTTLS_PORT = 143
"""IMAP that is encrypted by STARTTLS (RFC 3501)."""


class ServerRow(QWidget):
    """Host, encryption and port of one server; ``edited`` tells that a person changed one."""

    edited = Signal()

    def __init__(self, parent: QWidget, name: str, ports: dict[Security, int]) -> None:
        """Be empty; *name* is what a screen reader calls the server."""
        super().__init__(parent)
        self._ports = ports
        self.host = LineEdit(self)
        self.host.setAccessibleName(name)
        self.security = QComboBox(self)
        self.security.addItem("TLS", Security.TLS)
        self.security.addItem("STARTTLS", Security.STARTTLS)
        self.security.setAccessibleName(self.tr("{name}: encryption").format(name=name))
        self.port = LineEdit(self)
        self.port.setMaximumWidth(self.port.fontMetrics().horizontalAdvance("00000") + 44)
        self.port.setAccessibleName(self.tr("{name}: port").format(name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.host, 1)
        row.addWidget(self.security)
        row.addWidget(self.port)
        self.host.textEdited.connect(lambda _text: self.edited.emit())
        self.security.activated.connect(self._follow_security)
        self.port.textEdited.connect(lambda _text: self.edited.emit())
        self.port.editingFinished.connect(self._mend_port)
        self.show_server(None)

    def server(self) -> Server | None:
        """Return the server; None where no host is named."""
        host = self.host.text().strip()
        if not host:
            return None
        return Server(host=host, port=self._port(), security=Security(self.security.currentData()))

    def show_server(self, server: Server | None) -> None:
        """Show *server*, or none; tells nobody."""
        self.host.setText(server.host if server else "")
        security = server.security if server else Security.TLS
        self.security.setCurrentIndex(self.security.findData(security))
        self.port.setText(str(server.port if server else self._ports[security]))

    def _follow_security(self) -> None:
        """Take the usual port of the other way, unless a port of its own was named."""
        if self._port() in self._ports.values():
            self.port.setText(str(self._usual_port()))
        self.edited.emit()

    def _usual_port(self) -> int:
        return self._ports[Security(self.security.currentData())]

    def _port(self) -> int:
        """Return the port that was written; the usual one where that is none."""
        text = self.port.text().strip()
        is_port = text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= 65_535
        return int(text[:6]) if is_port else self._usual_port()

    def _mend_port(self) -> None:
        """Show the port that is really used."""
        if self.port.text() != str(self._port()):
            self.port.setText(str(self._port()))


class ServersForm(QWidget):
    """User name and servers; ``edited`` tells that a person changed one of them."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Be empty."""
        super().__init__(parent)
        self.username = LineEdit(self)
        smtp = {Security.TLS: TLS_PORT, Security.STARTTLS: STARTTLS_PORT}
        imap = {Security.TLS: IMAP_PORT, Security.STARTTLS: IMAP_STARTTLS_PORT}
        self.smtp = ServerRow(self, self.tr("Server for sending"), smtp)
        self.imap = ServerRow(self, self.tr("Server of the mailbox"), imap)
        self.imap.host.setPlaceholderText(self.tr("None: drafts stay here"))
        self._lay_out()
        self.username.textEdited.connect(lambda _text: self.edited.emit())
        self.smtp.edited.connect(self.edited)
        self.imap.edited.connect(self.edited)

    def account(self, address: str, provider: str = "") -> Account | None:
        """Return the account as the fields say it; None where no server for sending is named."""
        smtp = self.smtp.server()
        if smtp is None:
            return None
        return Account(
            address=address,
            username=self.username.text().strip() or address,
            smtp=smtp,
            imap=self.imap.server(),
            provider=provider,
        )

    def show_account(self, account: Account | None) -> None:
        """Show the servers of *account*, or none; tells nobody."""
        self.username.setText(account.username if account else "")
        self.smtp.show_server(account.smtp if account else None)
        self.imap.show_server(account.imap if account else None)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[str, QWidget, QWidget], ...] = (
            (self.tr("User name"), self.username, self.username),
            (self.tr("Server for sending (SMTP)"), self.smtp, self.smtp.host),
            (self.tr("Server of the mailbox (IMAP)"), self.imap, self.imap.host),
        )
        for words, field, buddy in rows:
            label = Label(self, words, "muted")
            label.setBuddy(buddy)
            form.addRow(label, field)
        self.username.setAccessibleName(self.tr("User name"))
