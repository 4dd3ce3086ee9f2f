"""After a recap went out: the quiet question, how and when it was sent, what they answered."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from companion.gui.recap.day_field import DayField
from companion.gui.recap.fields import Section, TextField
from companion.gui.widgets.card import Bar
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label
from companion.method.dates import long_date
from companion.model import Recap, RecapState, Reply, ReplyKind


class SentQuestion(Bar):
    """Asks after a way out was taken whether the mail went; ``sent`` and ``not_yet`` answer."""

    sent = Signal()
    not_yet = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until something left."""
        super().__init__(parent, "top")
        self._words = Label(self)
        self._words.set_wrap()
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
            "eml": self.tr("The recap is saved as {place}. Did it go out?").format(place=place),
            "mail_program": self.tr("The recap is open in the mail program. Did it go out?"),
        }
        self._words.setText(asked[via])
        self.show()

    def _put_away(self) -> None:
        self.hide()
        self.not_yet.emit()


class SentSection(Section):
    """How and when a recap was sent, and their answer to it.

    ``taken_back`` undoes the mark, ``replied`` carries a Reply or None for one that was recorded
    by mistake, ``correction_wanted`` asks for a recap that puts this one right.
    """

    taken_back = Signal()
    replied = Signal(object)
    correction_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until the recap was sent."""
        super().__init__(parent)
        self._now: datetime | None = None
        self._how = Label(self, role="muted")
        self._how.set_wrap()
        self.back = _link(self.tr("It was not sent after all"), self)
        self._answer = Label(self, role="strong")
        self._answer.set_wrap()
        self._their_words = Label(self, role="muted")
        self._their_words.set_wrap()
        self.words = TextField(self.tr("Their answer, in their words"), self)
        self._day_name = Label(self, self.tr("It came on"), "label")
        self.day = DayField(self)
        self.confirmed = _small(self.tr("They confirmed it"), self)
        self.corrected = _small(self.tr("They corrected it"), self)
        self.forget = _link(self.tr("Take this answer back"), self)
        self.correct = _small(self.tr("Write a corrected recap"), self)
        self.history = _link(self.tr("See it in the history"), self)
        self._lay_out()
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the section says about the way out and the answer."""
        shown = (self._how, self._answer, self._their_words)
        return tuple(label.text() for label in shown if not label.isHidden() and label.text())

    def show_recap(self, recap: Recap, now: datetime) -> None:
        """Show how *recap* stands, seen from *now*."""
        is_sent = recap.state is RecapState.SENT
        if is_sent and self._now is None:
            self.day.set_today(now.date())
            self.day.set_day(now.date())
        self._now = now if is_sent else None
        self.setVisible(is_sent)
        if is_sent:
            self.set_heading(self.tr("It is sent"))
            self._how.setText(self._how_sent(recap, now.date()))
            self.back.setVisible(recap.via != "smtp" and recap.reply is None)
            self._show_reply(recap.reply, now.date())

    def _show_reply(self, reply: Reply | None, today: date) -> None:
        for part in (self.words, self._day_name, self.day, self.confirmed, self.corrected):
            part.setVisible(reply is None)
        for label in (self._answer, self.forget):
            label.setVisible(reply is not None)
        self._their_words.setVisible(reply is not None and bool(reply.text))
        self.correct.setVisible(reply is not None and reply.kind is ReplyKind.CORRECTED)
        if reply is None:
            return
        confirmed = reply.kind is ReplyKind.CONFIRMED
        words = self.tr("They confirmed it") if confirmed else self.tr("They corrected it")
        if reply.at is not None:
            day = long_date(reply.at.date(), today)
            dated = (
                self.tr("They confirmed it on {day}")
                if confirmed
                else self.tr("They corrected it on {day}")
            )
            words = dated.format(day=day)
        self._answer.setText(words)
        self._their_words.setText(reply.text)

    def _how_sent(self, recap: Recap, today: date) -> str:
        ways = {
            "copy": self.tr("Copied into a mail, {when}."),
            "eml": self.tr("As a file, {when}."),
            "mail_program": self.tr("With the mail program, {when}."),
            "smtp": self.tr("Sent from here, {when}."),
        }
        at = recap.sent_at
        if at is None:
            return ""
        when = self.tr("{day} at {time}").format(
            day=long_date(at.date(), today), time=f"{at:%H:%M}"
        )
        return ways.get(recap.via, self.tr("Sent {when}.")).format(when=when)

    def _reply(self, kind: ReplyKind) -> None:
        now = self._now
        if now is None:
            return
        day = self.day.day or now.date()
        # Of an earlier day only the day is known; noon is in it everywhere.
        at = (
            now
            if day == now.date()
            else now.replace(
                year=day.year,
                month=day.month,
                day=day.day,
                hour=12,
                minute=0,
                second=0,
                microsecond=0,
            )
        )
        self.replied.emit(Reply(kind=kind, at=at, text=self.words.text))

    def _lay_out(self) -> None:
        self.column.addWidget(self._how)
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._answer, self._their_words, self.words):
            self.column.addWidget(part)
        self.column.addWidget(self._day_name)
        self.column.addWidget(self.day)
        acts = (self.confirmed, self.corrected, self.correct, self.forget, self.history)
        for button in acts:
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.back.clicked.connect(self.taken_back)
        self.confirmed.clicked.connect(lambda: self._reply(ReplyKind.CONFIRMED))
        self.corrected.clicked.connect(lambda: self._reply(ReplyKind.CORRECTED))
        self.correct.clicked.connect(self.correction_wanted)
        self.history.clicked.connect(self.history_wanted)
        self.forget.clicked.connect(lambda: self.replied.emit(None))


def _link(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("link", True)
    return button


def _small(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("small", True)
    return button
