"""What the account window says: where a password is made and kept, and how a trial went."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from companion.account import Account
from companion.credentials import Kept, service_name
from companion.errors import CompanionError
from companion.gui.recap.trouble import trouble_said
from companion.mail.providers import Passwords, Provider
from companion.mail.transport import NobodyKnows
from companion.mail.trial import Tried
from companion.model.outbox import Trouble


def password_label(provider: Provider | None) -> str:
    """Return what the field of the password is called."""
    is_app = provider is not None and provider.passwords is Passwords.APP
    return _tr("App password") if is_app else _tr("Password")


def where_said(provider: Provider | None) -> str:
    """Return where such a password is made."""
    if provider is None:
        return _tr(
            "It is the password of your mailbox. With two-step sign-in, most providers want an app"
            " password, which you make in their settings."
        )
    return provider.where


def refusal_said(provider: Provider | None, today: date) -> str:
    """Return what to do where no password is taken, or maybe none; empty where one is."""
    if provider is None or not provider.refuses_passwords(today):
        return ""
    if provider.passwords is Passwords.REFUSED:
        return f"{provider.where} {other_ways()}"
    return (
        _tr(
            "Microsoft has switched passwords off for mail programs, unless the administrator of"
            " your organisation allows them."
        )
        + f" {other_ways()}"
    )


def other_ways() -> str:
    """Return how a recap leaves without an account here."""
    return _tr(
        "Recaps still leave in your name: open them in your mail program or in Outlook on the web,"
        " or copy them."
    )


def route_said(account: Account) -> str:
    """Return through which servers the mail goes."""
    if account.imap is None:
        return _tr("Mail leaves through {smtp}.").format(smtp=account.smtp.host)
    return _tr("Mail leaves through {smtp}; drafts go to {imap}.").format(
        smtp=account.smtp.host, imap=account.imap.host
    )


def kept_said(kept: Kept | None, *, has_account: bool) -> str:
    """Return where the password is, or will be."""
    if kept is Kept.KEYRING:
        return _tr("The password is in the keyring of this computer, and in no file of ours.")
    if kept is Kept.THIS_RUN:
        return _tr(
            "This computer offered no safe place for the password, so it is held for this run only."
            " You will be asked for it again after the next start."
        )
    if has_account:
        return _tr("The password is not here any more. Please enter it.")
    return _tr("It goes into the keyring of this computer, and into no file of ours.")


def placeholder_said(kept: Kept | None) -> str:
    """Return what stands in the empty field of a password that is there already."""
    if kept is Kept.THIS_RUN:
        return _tr("Held for this run; enter another one here")
    return _tr("Kept; enter another one here") if kept else ""


def signed_in_said(tried: Tried, *, is_on_disk: bool) -> str:
    """Return that the account works and is kept, and what its mailbox said if that was bad."""
    words = [_tr("It works: {host} let you sign in.").format(host=tried.account.smtp.host)]
    if not is_on_disk:
        words.append(
            _tr("The disk took no settings just now, so the account is there for this run only.")
        )
    if tried.mailbox is not None and tried.account.imap is not None:
        reason = getattr(tried.mailbox, "trouble", None)
        words.append(
            _tr("Drafts cannot be saved at {host} yet.").format(host=tried.account.imap.host)
        )
        words.append(trouble_said(reason) if reason else str(tried.mailbox))
    return " ".join(words)


def letter_to_oneself() -> tuple[str, str]:
    """Return subject and text of the test."""
    text = _tr(
        "This is a test that you sent to yourself. Companion can send your recaps through this"
        " account.\n\nNothing needs to be done."
    )
    return _tr("A test from Companion"), text


def sent_said(account: Account) -> str:
    """Return that the test left."""
    return _tr("The test is sent. It should be in the mailbox of {address} in a minute.").format(
        address=account.address
    )


def error_said(error: CompanionError, provider: Provider | None) -> str:
    """Return what went wrong in a trial or a test, and what helps."""
    if isinstance(error, NobodyKnows):
        return _tr(
            "The connection broke at the last moment. The test may have arrived all the same."
        )
    trouble = getattr(error, "trouble", None)
    if not isinstance(trouble, Trouble):
        return error.sentence()
    words = trouble_said(trouble, getattr(error, "code", 0))
    return f"{words} {_advice(trouble, provider)}".strip()


def _advice(trouble: Trouble, provider: Provider | None) -> str:
    server = _tr("See whether the server, its encryption and its port are right.")
    helps = {
        Trouble.WRONG_PASSWORD: where_said(provider),
        Trouble.APP_PASSWORD_NEEDED: where_said(provider),
        Trouble.SIGN_IN_SWITCHED_OFF: other_ways(),
        Trouble.SIGN_IN_NEEDED: _tr("See whether the user name is right."),
        Trouble.NOT_REACHABLE: _tr(
            "See whether this computer is online, and whether the server is spelt right."
        ),
        Trouble.NOT_A_MAIL_SERVER: server,
        Trouble.NO_ENCRYPTION: server,
        Trouble.CERTIFICATE_OTHER_HOST: server,
        Trouble.CERTIFICATE_UNKNOWN: _tr(
            "In a public network, try again in another one; else ask whoever runs the server."
        ),
        Trouble.CERTIFICATE_EXPIRED: _tr("See whether the date of this computer is right."),
        Trouble.BUSY: _tr("Try again in a few minutes."),
    }
    return helps.get(trouble, "")


def removed_said(account: Account, *, is_forgotten: bool) -> str:
    """Return that the account is gone, and what may be left of it."""
    if is_forgotten:
        return _tr("The account and its password are removed from this computer.")
    return _tr(
        "The account is removed. The keyring did not answer, so the password may still be in it,"
        " under “{name}”."
    ).format(name=service_name(account))


def _tr(text: str) -> str:
    return QCoreApplication.translate("MailAccount", text)
