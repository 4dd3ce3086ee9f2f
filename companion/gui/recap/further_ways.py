"""The ways out over somebody's mail server or mail page: into Drafts, into Gmail, into Outlook."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QUrl, Signal

from companion.errors import CompanionError, HandOffFailed
from companion.gui.courier import Courier
from companion.gui.recap.alive import while_alive
from companion.gui.recap.ways_out import Opener, both_forms, fix_message_id, to_clipboard
from companion.gui.tasks import Tasks
from companion.mail.attachment import Attachment
from companion.mail.compose_links import Webmail, compose_link, compose_page
from companion.model import Me, Recap
from companion.model.value import Value


class OnTheWeb(Value, frozen=True, kw_only=True):
    """A recap for a mail page: its address, and both forms of the text where it is not in it."""

    address: str
    forms: tuple[str, str] | None = None
    leaves_file_out: bool = False


class FurtherWays(QObject):
    """Takes one recap out, as the history has it at that moment.

    ``went`` carries the way (``web``, ``drafts``) and what has to be said with it: "pasted" where
    the text has to be pasted, "file" where the attachment is left out, or both. ``failed`` carries
    the CompanionError; the draft is kept then. ``account_wanted`` asks for a mail account.
    """

    went = Signal(str, str)
    failed = Signal(object)
    account_wanted = Signal()

    def __init__(self, tasks: Tasks, opener: Opener, courier: Courier, parent: QObject) -> None:
        """Work through *tasks*; *opener* opens pages, *courier* knows the mail server."""
        super().__init__(parent)
        self._tasks, self._opener, self._courier = tasks, opener, courier

    def open_on_the_web(self, call_id: str, recap_id: str, now: datetime, webmail: Webmail) -> None:
        """Open a new mail in the browser, with the whole recap where a link can carry it."""

        def build(kept: tuple[Recap, Me, str, tuple[Attachment, ...]]) -> None:
            recap, me, _topic, files = kept
            self._tasks.run(
                lambda: _on_the_web(recap, me, files, webmail),
                while_alive(self, self._open_page),
                self._fail,
            )

        self._tasks.write(
            lambda store: fix_message_id(store, call_id, recap_id, now),
            while_alive(self, build),
            self._fail,
        )

    def save_to_drafts(self, call_id: str, recap_id: str, now: datetime) -> None:
        """Put the recap into the folder of drafts of the mail account."""
        account = self._courier.account
        if account is None:
            self.account_wanted.emit()
            return
        if account.imap is None:
            self.failed.emit(_no_drafts())
            return

        def keep(kept: tuple[Recap, Me, str, tuple[Attachment, ...]]) -> None:
            recap, me, _topic, files = kept
            self._courier.save_draft(
                lambda: _as_draft(recap, me, now, files),
                while_alive(self, lambda _none: self.went.emit("drafts", "")),
                self._fail,
            )

        self._tasks.write(
            lambda store: fix_message_id(store, call_id, recap_id, now),
            while_alive(self, keep),
            self._fail,
        )

    def _open_page(self, page: OnTheWeb) -> None:
        if page.forms is not None:
            to_clipboard(page.forms)
        if not self._opener(QUrl(page.address)):
            self.failed.emit(_no_browser())
            return
        said = [word for word, on in (("pasted", page.forms), ("file", page.leaves_file_out)) if on]
        self.went.emit("web", " ".join(said))

    def _fail(self, error: CompanionError) -> None:
        self.failed.emit(error)


def _on_the_web(recap: Recap, me: Me, files: tuple[Attachment, ...], webmail: Webmail) -> OnTheWeb:
    """Return what to open; a link that would be too long gives way to the clipboard."""
    link = compose_link(recap, webmail, me)
    if link is not None:
        return OnTheWeb(address=link, leaves_file_out=bool(files))
    return OnTheWeb(
        address=compose_page(recap, webmail, me),
        forms=both_forms(recap.text),
        leaves_file_out=bool(files),
    )


def _as_draft(recap: Recap, me: Me, now: datetime, files: tuple[Attachment, ...]) -> bytes:
    from companion.mail.message import as_draft

    return as_draft(recap, me, now, files)


def _no_drafts() -> CompanionError:
    return HandOffFailed(
        "Your mail account has no server here that keeps drafts. Add its IMAP server under"
        " “Mail account”, or save the recap as a file."
    )


def _no_browser() -> CompanionError:
    return HandOffFailed(
        "No browser on this computer took the recap over. The draft is kept; copy it into your"
        " mail, or save it as a file."
    )
