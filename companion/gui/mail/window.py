"""The mail account of this computer: set up by the address, tried before it is relied on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from companion.account import Account
from companion.credentials import Credentials, Kept
from companion.errors import CompanionError
from companion.gui.mail import words
from companion.gui.mail.filling import Filling
from companion.gui.mail.page import AccountPage
from companion.gui.mail.trying import ToOneself, Trying, Wanted
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.gui.widgets.text import ask
from companion.mail.providers import Passwords
from companion.mail.trial import SOMEWHERE_ELSE, Connect, SignIn, Tried
from companion.model import Me
from companion.model.outbox import Trouble
from companion.session import Clock
from companion.settings import SettingsFile

SIZE = (560, 640)

LATER = frozenset({Trouble.NOT_REACHABLE, Trouble.BUSY})
"""Troubles that say nothing against the account."""

PASSWORD = frozenset({Trouble.WRONG_PASSWORD, Trouble.APP_PASSWORD_NEEDED})


class AccountWindow(QWidget):
    """Address, provider and password; *Try it* keeps what signs in. It asks no server before."""

    account_kept = Signal(object)
    """The Account of this computer is this one now, or its password another one."""

    account_removed = Signal()
    """This computer has no mail account any more."""

    ready = Signal()
    """What is known of the account is shown."""

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        settings: SettingsFile,
        credentials: Credentials,
        connect: Connect | None = None,
        sign_in: SignIn | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show the account in *settings*; *credentials* are those that mails are sent with.

        *connect* and *sign_in* are ways to servers other than the real ones.
        """
        super().__init__(parent)
        self._tasks, self._clock, self._settings = tasks, clock, settings
        self._credentials = credentials
        self._me = Me()
        self._kept: Kept | None = None
        self.setWindowTitle(self.tr("Mail account"))
        self.resize(*SIZE)
        self.ui = AccountPage(self)
        self.filling = Filling(self.ui, clock, self)
        self.trying = Trying(tasks, credentials, self, connect, sign_in)
        self._connect()
        self._bind_keys()
        self._show_account()
        tasks.read(lambda store: store.people.me(), self._take_me, self._tell_error)

    @property
    def account(self) -> Account | None:
        """The account that is kept; what the fields say may be another one."""
        return self._settings.settings.mail_account

    def refresh(self) -> None:
        """Show what is new in the history: nothing of this window is in it."""

    def ask_for_password(self) -> None:
        """Put the cursor where the password is entered."""
        self.ui.password.setFocus()
        self.ui.password.selectAll()

    # ------------------------------------------------------------ what is known

    def _show_account(self) -> None:
        account = self.account
        self.filling.show_account(account)
        self._enable()
        if account is None:
            self._show_kept(None)
            self.ui.address.setFocus()
        else:
            # At once, or a password pasted before the keyring answers would be in the address.
            self.ask_for_password()
            self._tasks.run(
                lambda: self._credentials.kept(account), self._show_kept, self._tell_error
            )

    def _take_me(self, me: Me) -> None:
        self._me = me
        if self.account is None and not self.ui.address.text() and me.emails:
            self.filling.write_address(me.emails[0])
            self.ui.password.setFocus()
        self.ready.emit()

    def _show_kept(self, kept: Kept | None) -> None:
        self._kept = kept
        has_account = self.account is not None
        self.ui.kept.setText(words.kept_said(kept, has_account=has_account))
        self.ui.kept.set_tone("concern" if has_account and kept is not Kept.KEYRING else "")
        self.ui.password.setPlaceholderText(words.placeholder_said(kept))
        if has_account and kept is None:
            self.ask_for_password()
        self._enable()

    def _enable(self) -> None:
        ui, is_busy = self.ui, self.trying.is_busy
        has_account = self.account is not None
        provider = self.filling.provider
        refuses = provider is not None and provider.passwords is Passwords.REFUSED
        for field in (ui.address, ui.provider, ui.password, ui.fold, ui.servers, ui.page):
            field.setEnabled(not is_busy)
        ui.password.setEnabled(not is_busy and not refuses)
        ui.try_out.setEnabled(not is_busy and not refuses)
        ui.test.setEnabled(not is_busy and has_account)
        ui.remove.setEnabled(not is_busy)
        ui.remove.setVisible(has_account)
        ui.stop.setVisible(is_busy)
        if not is_busy:
            account = self.account
            said = self.tr("Set up: {address}").format(address=account.address) if account else ""
            ui.status.setText(said)
        ui.status.setVisible(bool(ui.status.text()))

    # ------------------------------------------------------------ acts

    def _try(self) -> None:
        if not self.ui.try_out.isEnabled():
            return
        self._begin(self.tr("Trying to sign in…"))
        self.trying.try_out(self._wanted())
        self._enable()
        self.ui.stop.setFocus()

    def _keep_untried(self) -> None:
        self._begin(self.tr("Keeping it…"))
        self.trying.keep_untried(self._wanted())
        self._enable()

    def _send_test(self) -> None:
        account = self.account
        if account is None:
            return
        self._begin(self.tr("Sending a test to {address}…").format(address=account.address))
        subject, text = words.letter_to_oneself()
        self.trying.send_test(account, ToOneself(self._me.name, subject, text, self._clock.now()))
        self._enable()
        self.ui.stop.setFocus()

    def _ask_to_remove(self) -> QDialog | None:
        account = self.account
        if account is None:
            return None
        return ask(
            self,
            self.tr("Remove the account {address}?").format(address=account.address),
            self.tr("Its password is forgotten. Mails and the mailbox itself stay as they are."),
            act=self.tr("Remove"),
            then=lambda: self._remove(account),
        )

    def _remove(self, account: Account) -> None:
        self._begin(self.tr("Removing the account…"))
        self._settings.change(mail_account=None)
        self.trying.remove(account)
        self._enable()

    def _begin(self, said: str) -> None:
        self.ui.notice.dismiss()
        self.ui.status.setText(said)

    def _wanted(self) -> Wanted:
        return Wanted(
            address=self.ui.address.text(),
            password=self.filling.password(),
            account=self.filling.account(),
            before=self.account,
        )

    # ------------------------------------------------------------ what came of it

    def _take_kept(self, tried: Tried, kept: Kept) -> None:
        self._settings.change(mail_account=tried.account)
        self.filling.show_account(tried.account)
        self._show_kept(kept)
        said = words.signed_in_said(tried, is_on_disk=self._settings.is_on_disk)
        is_well = tried.mailbox is None and self._settings.is_on_disk
        self.ui.notice.tell(said, tone="accent" if is_well else "concern")
        self.ui.test.setFocus()
        self.account_kept.emit(tried.account)

    def _take_removed(self, account: Account, is_forgotten: bool) -> None:
        self._show_account()
        self.ui.notice.tell(words.removed_said(account, is_forgotten=is_forgotten))
        self.account_removed.emit()

    def _tell_error(self, error: CompanionError) -> None:
        said = words.error_said(error, self.filling.provider)
        trouble = getattr(error, "trouble", None)
        if trouble in LATER and self.filling.account() is not None:
            act = self.tr("Keep it anyway")
            self.ui.notice.tell(said, act, self._keep_untried, tone="concern")
        else:
            self.ui.notice.tell(said, tone="concern")
        self._go_to_cause(trouble)

    def _go_to_cause(self, trouble: Trouble | None) -> None:
        """Put the cursor where something may be written another way."""
        ui = self.ui
        if not ui.address.text().strip():
            ui.address.setFocus()
        elif trouble in PASSWORD or not ui.password.text():
            self.ask_for_password()
        elif trouble in SOMEWHERE_ELSE and self.filling.provider is None:
            ui.fold.setChecked(True)
            ui.servers.smtp.host.setFocus()
        else:
            ui.try_out.setFocus()

    def _open_page(self) -> None:
        provider = self.filling.provider
        if provider is not None and provider.page:
            QDesktopServices.openUrl(QUrl(provider.page))

    # ------------------------------------------------------------ wiring

    def _connect(self) -> None:
        ui = self.ui
        ui.try_out.clicked.connect(self._try)
        ui.test.clicked.connect(self._send_test)
        ui.remove.clicked.connect(self._ask_to_remove)
        ui.stop.clicked.connect(self.trying.stop)
        ui.page.clicked.connect(self._open_page)
        self.filling.changed.connect(self._enable)
        self.trying.ended.connect(self._enable)
        self.trying.kept.connect(self._take_kept)
        self.trying.failed.connect(self._tell_error)
        self.trying.removed.connect(self._take_removed)
        self.trying.test_sent.connect(self._tell_sent)

    def _tell_sent(self, account: Account) -> None:
        self.ui.notice.tell(words.sent_said(account))
        self.ui.test.setFocus()

    def _bind_keys(self) -> None:
        for keys in ("Return", "Enter"):
            # Held down, it would try a wrong password until the account locks.
            bind(self, keys, self._take_enter)

    def _take_enter(self) -> None:
        """Press the button that has the focus, else try what the fields say."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton):
            focus.click()
        else:
            self._try()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stops what is under way, closes the notice, then the window."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            return
        elif self.trying.is_busy:
            self.trying.stop()
        elif not self.ui.notice.dismiss():
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way; what was kept is kept."""
        self.trying.stop()
        super().closeEvent(event)
