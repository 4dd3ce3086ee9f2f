"""Why a mail did not leave, in words: what happened, and what helps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from companion.model.outbox import Trouble


def trouble_said(trouble: Trouble | None, code: int = 0) -> str:
    """Return what happened, with the server's *code* (three digits, 0 for none) at its end."""
    words = _happened(trouble)
    if not code:
        return words
    return _tr("{words} Its answer was {code}.").format(words=words, code=code)


def advice_said(trouble: Trouble | None) -> str:
    """Return what helps, in a sentence or two."""
    return _advice(trouble) or _tr("Copy it, or open it in your mail app.")


def _happened(trouble: Trouble | None) -> str:
    words = {
        Trouble.WRONG_PASSWORD: _tr("The mail server did not accept the password."),
        Trouble.APP_PASSWORD_NEEDED: _tr(
            "Your mail provider wants an app password here, not the usual one."
        ),
        Trouble.SIGN_IN_SWITCHED_OFF: _tr(
            "Your mail provider lets no program sign in with a password."
        ),
        Trouble.SIGN_IN_NEEDED: _tr("The mail server wants another sign-in than it was given."),
        Trouble.NO_ENCRYPTION: _tr(
            "The mail server offered no encrypted connection, so your password stayed here."
        ),
        Trouble.CERTIFICATE_UNKNOWN: _tr(
            "This computer does not know who vouches for the mail server, so your password stayed"
            " here."
        ),
        Trouble.CERTIFICATE_OTHER_HOST: _tr(
            "The server that answered has the certificate of another one, so your password stayed"
            " here."
        ),
        Trouble.CERTIFICATE_EXPIRED: _tr(
            "The certificate of the mail server has expired, so your password stayed here."
        ),
        Trouble.NOT_REACHABLE: _tr("The mail server cannot be reached just now."),
        Trouble.NOT_A_MAIL_SERVER: _tr("What answered is no mail server that we can talk to."),
        Trouble.BUSY: _tr("The mail server could not take it just now."),
        Trouble.FULL: _tr("The mail server has no room for it just now."),
        Trouble.TOO_LARGE: _tr("The mail is larger than the server takes."),
        Trouble.SENDER_REFUSED: _tr("The mail server does not let this account send it."),
        Trouble.RECIPIENTS_REFUSED: _tr("The mail server took none of the addresses."),
        Trouble.ADDRESS_NOT_CARRIED: _tr(
            "The mail server cannot carry an address with such letters."
        ),
        Trouble.CONTENT_REFUSED: _tr("The mail server did not take the mail as it is written."),
        Trouble.SERVER_REFUSED: _tr("The mail server did not let us send."),
        Trouble.TRIED_FOR_A_DAY: _tr("We tried for a day, and the mail server did not take it."),
        Trouble.NOT_SAVED: _tr("The history could not be written, so the mail was not let go."),
    }
    return words[trouble] if trouble else _tr("The mail server did not take it.")


def _advice(trouble: Trouble | None) -> str:
    other_ways = _tr("Or copy it, or open it in your mail app.")
    server = _tr("Look at the server and its port in your mail account.")
    helps = {
        Trouble.WRONG_PASSWORD: _tr("Enter it anew; with two-step sign-in, use an app password."),
        Trouble.APP_PASSWORD_NEEDED: _tr(
            "Make one in the settings of your mail provider, and enter it."
        ),
        Trouble.SIGN_IN_SWITCHED_OFF: _tr(
            "Open it in your mail app, or in Outlook on the web under More."
        ),
        Trouble.SIGN_IN_NEEDED: _tr("Look at the user name in your mail account."),
        Trouble.NO_ENCRYPTION: server,
        Trouble.CERTIFICATE_UNKNOWN: _tr("In a public network, try again in another one."),
        Trouble.CERTIFICATE_OTHER_HOST: server,
        Trouble.CERTIFICATE_EXPIRED: _tr("See whether the date of this computer is right."),
        Trouble.NOT_A_MAIL_SERVER: server,
        Trouble.TOO_LARGE: _tr("Shorten it, or leave the attachment out."),
        Trouble.SENDER_REFUSED: _tr("See whether you sign with the address of the account."),
        Trouble.RECIPIENTS_REFUSED: _tr("See whether they are spelt right."),
        Trouble.ADDRESS_NOT_CARRIED: _tr("Ask them for another address."),
        Trouble.NOT_SAVED: _tr("Free some space, then send it again."),
    }
    advice = helps.get(trouble, "") if trouble else ""
    if not advice or trouble is Trouble.SIGN_IN_SWITCHED_OFF:
        return advice
    return f"{advice} {other_ways}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Trouble", text)
