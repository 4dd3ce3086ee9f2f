"""The ways of an internal brief to colleagues: the clipboard, a file, the mail program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from companion.errors import CompanionError, HandOffFailed
from companion.gui.brief.page import BriefMail, BriefPage, mail
from companion.gui.recap.alive import while_alive
from companion.gui.recap.ways_out import Opener, both_forms, to_clipboard
from companion.gui.tasks import Tasks
from companion.gui.widgets.save_dialog import ask_where
from companion.mail.opening import lay_out, save


class Handing(QObject):
    """Hands a brief over; ``handed`` carries a sentence that says so, ``failed`` the error."""

    handed = Signal(str)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, opener: Opener, window: QWidget) -> None:
        """Work through *tasks*; *opener* is asked on the GUI thread."""
        super().__init__(window)
        self._tasks, self._opener, self._window = tasks, opener, window

    def copy(self, page: BriefPage) -> None:
        """Put title and text on the clipboard, so that what is pasted still says what it is."""
        text = f"**{page.brief.subject}**\n\n{page.brief.text}"

        def keep(forms: tuple[str, str]) -> None:
            to_clipboard(forms)
            self.handed.emit(self.tr("The internal brief is on the clipboard."))

        self._tasks.run(lambda: both_forms(text), while_alive(self, keep), self._fail)

    def save_as(self, page: BriefPage, now: datetime) -> None:
        """Ask where the file should go, with the system's own dialog, and write it there."""

        def ask(letter: BriefMail) -> None:
            ask_where(
                self._window,
                self.tr("Save the internal brief"),
                self.tr("E-mail (*.eml)"),
                letter.name,
                lambda path: self._save(path, letter),
            )

        self._build(page, now, ask)

    def open(self, page: BriefPage, now: datetime) -> None:
        """Lay the brief out as an unsent mail for the mail program; never as a link."""

        def lay(letter: BriefMail) -> None:
            self._tasks.run(
                lambda: lay_out(letter.name, letter.content),
                while_alive(self, self._open),
                self._fail,
            )

        self._build(page, now, lay)

    def _build(self, page: BriefPage, now: datetime, then: Callable[[BriefMail], object]) -> None:
        self._tasks.run(lambda: mail(page, now), while_alive(self, then), self._fail)

    def _save(self, path: Path, letter: BriefMail) -> None:
        def tell(saved: Path) -> None:
            words = self.tr("The internal brief is saved as {file}.")
            self.handed.emit(words.format(file=saved.name))

        self._tasks.run(lambda: save(path, letter.content), while_alive(self, tell), self._fail)

    def _open(self, path: Path) -> None:
        if self._opener(QUrl.fromLocalFile(str(path))):
            self.handed.emit(self.tr("The internal brief is open in the mail program."))
        else:
            self._fail(
                HandOffFailed(
                    "No mail program on this computer took the internal brief over. Copy it into"
                    " your mail, or save it as a file."
                )
            )

    def _fail(self, error: CompanionError) -> None:
        self.failed.emit(error)
