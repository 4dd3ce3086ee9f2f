"""After a recap went out: the quiet question, how and when it was sent, what they answered."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from companion.gui.recap.fields import Section
from companion.gui.widgets.card import Bar
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.text import wrapped
from companion.method.dates import long_date
from companion.model import Recap, RecapState


class SentQuestion(Bar):
    """Asks after a way out was taken whether the mail went; ``sent`` and ``not_yet`` answer."""

    sent = Signal()
    not_yet = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until something left."""
        super().__init__(parent, "top")
        self._words = wrapped(self)
        self.mark = KeyButton(self, self.tr("Mark as sent"), "Ctrl+M")
        self.later = QPushButton(self.tr("Not yet"), self)
        self.later.setProperty("link", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        row.addWidget(self.mark)
        row.addWidget(self.later)
        self.mark.clicked.connect(self.sent)
        self.later.clicked.connect(self._put_away)
        self.hide()

    @property
    def words(self) -> str:
        """What it asks."""
        return self._words.text()

    def ask(self, via: str, place: str = "") -> None:
        """Ask about the way that was just taken; *place* is where a file lies."""
        asked = {
            "copy": self.tr("The recap is on the clipboard. Did it go out?"),
            "eml": self.tr("The recap is saved as {place}. Did it go out?"),
            "mail_program": self.tr("The recap is open in the mail program. Did it go out?"),
            "drafts": self.tr(
                "The recap is among the drafts of your mail account, where you can send it."
                " Did it go out?"
            ),
            "web": self._asked_on_the_web(place),
        }
        self._words.setText(asked[via].format(place=place))
        self.show()

    def _asked_on_the_web(self, said: str) -> str:
        """Ask about a mail page; *said* holds what a link could not carry."""
        words = self.tr("The recap is in a new mail in your browser.")
        if "pasted" in said:
            words = self.tr(
                "It is too long for a link, so it is on the clipboard: paste it into the new mail"
                " in your browser."
            )
        if "file" in said:
            words += " " + self.tr("The calendar file does not go with it.")
        return words + " " + self.tr("Did it go out?")

    def _put_away(self) -> None:
        self.hide()
        self.not_yet.emit()


class SentSection(Section):
    """How and when a recap was sent; ``taken_back`` undoes the mark."""

    taken_back = Signal()
    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until the recap was sent."""
        super().__init__(parent)
        self._how = wrapped(self, role="muted")
        self.back = _link(self.tr("It was not sent after all"), self)
        self.history = _link(self.tr("See it in the history"), self)
        self._lay_out()
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the section says about the way out."""
        return (self._how.text(),) if not self.isHidden() and self._how.text() else ()

    def show_recap(self, recap: Recap, now: datetime) -> None:
        """Show how *recap* stands, seen from *now*."""
        is_sent = recap.state is RecapState.SENT
        self.setVisible(is_sent)
        if is_sent:
            self.set_heading(self.tr("It is sent"))
            self._how.setText(self._how_sent(recap, now.date()))
            self.back.setVisible(recap.via != "smtp" and recap.reply is None)

    def _how_sent(self, recap: Recap, today: date) -> str:
        ways = {
            "copy": self.tr("Copied into a mail, {when}."),
            "eml": self.tr("As a file, {when}."),
            "mail_program": self.tr("With the mail program, {when}."),
            "smtp": self.tr("Sent from here, {when}."),
            "web": self.tr("In the browser, {when}."),
            "drafts": self.tr("From your drafts, {when}."),
        }
        at = recap.sent_at
        if at is None:
            return ""
        when = self.tr("{day} at {time}").format(
            day=long_date(at.date(), today), time=f"{at:%H:%M}"
        )
        return ways.get(recap.via, self.tr("Sent {when}.")).format(when=when)

    def _lay_out(self) -> None:
        self.column.addWidget(self._how)
        for button in (self.back, self.history):
            self.column.addLayout(link_row(button))
        self.back.clicked.connect(self.taken_back)
        self.history.clicked.connect(self.history_wanted)


def _link(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("link", True)
    return button
