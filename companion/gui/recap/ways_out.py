"""The ways in which a recap leaves the house: the clipboard, a file, the mail program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QObject, QStringListModel, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from companion.attaching import attachments
from companion.errors import CompanionError, HandOffFailed
from companion.gui.recap.alive import while_alive
from companion.gui.recap.marks import runs
from companion.gui.tasks import Tasks
from companion.gui.widgets.save_dialog import ask_where
from companion.mail.attachment import Attachment
from companion.mail.handoff import eml_name, mailto
from companion.mail.opening import lay_out, save
from companion.method.one_line import one_line
from companion.model import Me, Recap
from companion.model.value import Value
from companion.store import Store

Opener = Callable[[QUrl], bool]
"""Opens an address with the system's program for it; False where there is none."""


class Mail(Value, frozen=True, kw_only=True):
    """A recap ready to be handed over: as a file's bytes, and as a link where it is plain."""

    name: str
    content: bytes
    link: str | None = None


class WaysOut(QObject):
    """Takes one recap out, as the history has it at that moment.

    ``went`` carries the way (``copy``, ``eml``, ``mail_program``) and, for a file, its name.
    ``failed`` carries the CompanionError; the draft is kept then.
    """

    went = Signal(str, str)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, opener: Opener, window: QWidget) -> None:
        """Work through *tasks*; *opener* is asked on the GUI thread."""
        super().__init__(window)
        self._tasks = tasks
        self._opener = opener
        self._window = window

    def copy(self, text: str) -> None:
        """Put the mail's text on the clipboard, as our own HTML and as plain text."""
        self._tasks.run(lambda: both_forms(text), self._to_clipboard, self._fail)

    def save_as(self, call_id: str, recap_id: str, now: datetime) -> None:
        """Ask where the file should go, with the system's own dialog, and write it there."""

        def ask(mail: Mail) -> None:
            ask_where(
                self._window,
                self.tr("Save the recap"),
                self.tr("E-mail (*.eml)"),
                mail.name,
                lambda path: self._save(path, mail),
            )

        self._prepare(call_id, recap_id, now, while_alive(self, ask))

    def open_in_mail_program(self, call_id: str, recap_id: str, now: datetime) -> None:
        """Hand the recap to the mail program, as a link while it is short and plain."""

        def hand_over(mail: Mail) -> None:
            if mail.link is not None and self._opener(QUrl(mail.link)):
                self.went.emit("mail_program", "")
                return
            self._tasks.run(lambda: lay_out(mail.name, mail.content), self._open, self._fail)

        self._prepare(call_id, recap_id, now, while_alive(self, hand_over))

    def _prepare(
        self, call_id: str, recap_id: str, now: datetime, then: Callable[[Mail], None]
    ) -> None:
        """Fix the message's id in the history, build the mail, and go on with it."""

        def build(kept: tuple[Recap, Me, str, tuple[Attachment, ...]]) -> None:
            self._tasks.run(lambda: _mail(*kept, now), then, self._fail)

        self._tasks.write(
            lambda store: fix_message_id(store, call_id, recap_id, now),
            while_alive(self, build),
            self._fail,
        )

    def _to_clipboard(self, forms: tuple[str, str]) -> None:
        to_clipboard(forms)
        self.went.emit("copy", "")

    def _save(self, path: Path, mail: Mail) -> None:
        self._tasks.run(lambda: save(path, mail.content), self._tell_saved, self._fail)

    def _tell_saved(self, path: Path) -> None:
        self.went.emit("eml", path.name)

    def _fail(self, error: CompanionError) -> None:
        self.failed.emit(error)

    def _open(self, path: Path) -> None:
        if self._opener(QUrl.fromLocalFile(str(path))):
            self.went.emit("mail_program", "")
        else:
            self.failed.emit(_no_program())


def to_clipboard(forms: tuple[str, str]) -> None:
    """Put both forms of a mail's text, HTML and plain, on the clipboard."""
    html, plain = forms
    content = _clipboard_content()
    content.setHtml(html)
    content.setText(plain)
    QGuiApplication.clipboard().setMimeData(content)


def _clipboard_content() -> QMimeData:
    """Return an empty content that C++ made.

    One made in Python is deleted by the clipboard after the interpreter is gone, and PySide6
    6.11 crashes then (seen on the platform that draws in memory).
    """
    model = QStringListModel([""])
    content = model.mimeData([model.index(0, 0)])
    content.clear()
    return content


def both_forms(text: str) -> tuple[str, str]:
    """Return a mail's text as our own HTML and as plain text."""
    from companion.mail.body import to_html, to_plain

    return to_html(text), to_plain(text)


def fix_message_id(
    store: Store, call_id: str, recap_id: str, now: datetime
) -> tuple[Recap, Me, str, tuple[Attachment, ...]]:
    """Keep the id that the mail will be known by, so that a correction can refer to it."""
    from companion.mail.message import message_id

    recap, me = store.recaps.get(recap_id), store.people.me()
    if not recap.message_id:
        recap = store.recaps.put(call_id, replace(recap, message_id=message_id(recap, me)))
    topic = store.disagreements.get(store.calls.disagreement_of(call_id)).topic
    return recap, me, topic, attachments(store, call_id, recap_id, now)


def _mail(recap: Recap, me: Me, topic: str, files: tuple[Attachment, ...], now: datetime) -> Mail:
    """Return the recap as a mail; raises InvalidInput for an address that is none.

    A link can carry neither marks nor files.
    """
    from companion.mail.message import as_eml

    is_plain = not any(True for line in recap.text.splitlines() for _run in runs(line))
    return Mail(
        name=eml_name(one_line(topic), now.date()),
        content=as_eml(recap, me, now, files),
        link=mailto(recap) if is_plain and not files else None,
    )


def _no_program() -> CompanionError:
    return HandOffFailed(
        "No mail program on this computer took the recap over. The draft is kept;"
        " copy it into your mail, or save it as a file."
    )
