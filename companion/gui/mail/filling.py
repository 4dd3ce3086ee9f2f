"""Fills the account's fields in from its address, and never over what a person chose."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion.account import Account
from companion.gui.mail import words
from companion.gui.mail.page import AccountPage
from companion.mail.providers import (
    Passwords,
    Provider,
    domain_of,
    guesses,
    imap_guesses,
    provider_for,
    providers,
)
from companion.session import Clock


class Filling(QObject):
    """Knows which fields were filled in and which were written."""

    changed = Signal()
    """Another provider is shown."""

    def __init__(self, ui: AccountPage, clock: Clock, parent: QObject) -> None:
        """Watch the fields of *ui*."""
        super().__init__(parent)
        self._ui, self._clock = ui, clock
        self._domain = ""
        self._is_written = False
        ui.address.textEdited.connect(self._follow_address)
        ui.provider.activated.connect(self._follow_choice)
        ui.servers.edited.connect(self._mind_written)
        ui.fold.toggled.connect(self._show_fold)

    @property
    def provider(self) -> Provider | None:
        """The provider that is chosen; None for another one than those of the table."""
        return providers().get(self._ui.provider.currentData() or "")

    def account(self) -> Account | None:
        """Return the account as the fields say it; None where its servers are only guessed."""
        if self.provider is None and not self._is_written:
            return None
        address = self._ui.address.text().strip()
        return self._ui.servers.account(address, self.provider.key if self.provider else "")

    def password(self) -> str:
        """Return what was typed. App passwords are shown in groups, whose blanks are not theirs."""
        typed = self._ui.password.text()
        is_app = self.provider is not None and self.provider.passwords is Passwords.APP
        return "".join(typed.split()) if is_app else typed

    def show_account(self, account: Account | None) -> None:
        """Show *account* in all fields, its password in none; None empties them."""
        self._ui.password.clear()
        if account is None:
            self.write_address("")
            return
        self._domain = domain_of(account.address)
        self._ui.address.setText(account.address)
        self._choose(account.provider)
        self._is_written = True
        self._ui.servers.show_account(account)
        self._show_provider()
        self._ui.fold.setChecked(False)

    def write_address(self, address: str) -> None:
        """Write the address, and follow it."""
        self._ui.address.setText(address)
        self._domain = ""
        self._is_written = False
        self._follow_address(address)

    def _follow_address(self, text: str) -> None:
        domain = domain_of(text)
        if domain != self._domain:
            self._domain = domain
            self._is_written = False
            found = provider_for(text)
            self._choose(found.key if found else "")
        self._fill()

    def _follow_choice(self) -> None:
        self._is_written = False
        self._fill()

    def _mind_written(self) -> None:
        self._is_written = True
        self._show_route()

    def _choose(self, key: str) -> None:
        self._ui.provider.setCurrentIndex(max(0, self._ui.provider.findData(key)))

    def _fill(self) -> None:
        """Fill the servers in, unless a person has written there."""
        if not self._is_written:
            self._ui.servers.show_account(self._suggestion())
        self._show_provider()
        if self.provider is None and "." in self._domain:
            self._ui.fold.setChecked(True)

    def _suggestion(self) -> Account | None:
        address = self._ui.address.text().strip()
        if self.provider is not None:
            return self.provider.account(address)
        if "." not in self._domain.strip("."):
            return None
        smtp, imap = guesses(address)[0], imap_guesses(address)[0]
        return Account(address=address, username=address, smtp=smtp, imap=imap)

    def _show_provider(self) -> None:
        ui, provider = self._ui, self.provider
        ui.password_label.setText(words.password_label(provider))
        ui.password.setAccessibleName(words.password_label(provider))
        refusal = words.refusal_said(provider, self._clock.now().date())
        ui.refusal_text.setText(refusal)
        ui.refusal.setVisible(bool(refusal))
        ui.where.setText(words.where_said(provider))
        takes_one = provider is None or provider.passwords is not Passwords.REFUSED
        for field in (ui.password_label, ui.password, ui.kept, ui.fold):
            field.setVisible(takes_one)
        ui.where.setVisible(not refusal)
        ui.page.setVisible(provider is not None and bool(provider.page))
        if not takes_one:
            ui.fold.setChecked(False)
        self._show_fold()
        self.changed.emit()

    def _show_fold(self) -> None:
        ui, is_open = self._ui, self._ui.fold.isChecked()
        sign = "▾" if is_open else "▸"
        ui.fold.setText(ui.fold.tr("{sign}  User name and servers").format(sign=sign))
        ui.fold.setAccessibleName(ui.fold.tr("Show the user name and the servers"))
        ui.servers.setVisible(is_open)
        self._show_route()

    def _show_route(self) -> None:
        ui = self._ui
        account = ui.servers.account(ui.address.text().strip())
        ui.route.setText(words.route_said(account) if account else "")
        is_hidden = ui.fold.isChecked() or ui.fold.isHidden()
        ui.route.setVisible(account is not None and not is_hidden)
