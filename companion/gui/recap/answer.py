"""What the client answered to a recap: waited for, pasted beside it, recorded, taken back."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from companion.gui.recap.fields import Section, TextField
from companion.gui.today.ages import days_ago
from companion.gui.widgets.day_field import DayField
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.text import Label, wrapped
from companion.method.dates import long_date
from companion.model import Recap, RecapState, Reply, ReplyKind

MOST_LINES = 12
"""So high their pasted words grow before they scroll."""


class AnswerSection(Section):
    """Their answer to a recap that was sent; for a correction, what it puts right.

    ``typed`` tells that their words are being written down, ``replied`` carries a Reply, or None
    for one that was recorded by mistake. ``first_wanted`` asks for the recap that was corrected.
    """

    typed = Signal()
    replied = Signal(object)
    first_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until a recap was sent."""
        super().__init__(parent)
        self._now: datetime | None = None
        self._waits_for = ""
        self._waits = wrapped(self, role="muted")
        self.words = TextField(self.tr("Paste their answer, or write it down"), self, MOST_LINES)
        self.words.entry.set_least_lines(3)
        self._day_name = Label(self, self.tr("It came on"), "label")
        self.day = DayField(self)
        self.confirmed = _small(self.tr("They confirmed it"), self)
        self.corrected = _small(self.tr("They corrected it"), self)
        self.their_words = TheirWords(self)
        self.forget = _link(self.tr("Take this answer back"), self)
        self.first = _link(self.tr("See the recap as it was sent"), self)
        self._lay_out()
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the section says: its heading, for how long it waits, their words."""
        waits = self._waits.text() if not self._waits.isHidden() else ""
        words = self.their_words.text() if not self.their_words.isHidden() else ""
        return tuple(each for each in (self.heading, waits, words) if each)

    def show_answer(
        self, recap: Recap, now: datetime, typed: str, corrects: Recap | None = None
    ) -> None:
        """Show what came back to *recap*, or to the one that it *corrects*, seen from *now*."""
        is_sent = recap.state is RecapState.SENT
        reply = recap.reply if is_sent else corrects.reply if corrects else None
        self._show_day(recap, now)
        self.setVisible(is_sent or corrects is not None)
        waits = is_sent and reply is None
        for part in (self.words, self._day_name, self.day, self.confirmed, self.corrected):
            part.setVisible(waits)
        if waits and self._waits_for != recap.id:
            # Only then: what was read a moment ago knows nothing of what is being typed now.
            self.words.show_text(typed)
        self._waits_for = recap.id if waits else ""
        self.set_heading(self._said(reply, now.date()) if reply else self._waiting(is_sent))
        self._waits.setText(self._sent(recap.sent_at, now) if waits else "")
        self._waits.setVisible(bool(self._waits.text()))
        self.their_words.show_text(reply.text if reply else "")
        self.forget.setVisible(is_sent and reply is not None)
        self.first.setVisible(not is_sent and corrects is not None)

    def _show_day(self, recap: Recap, now: datetime) -> None:
        """Offer today, in a window that stays open over midnight too, until a day was typed.

        What is typed is counted from the day of sending: an answer comes after it.
        """
        is_sent, before = recap.state is RecapState.SENT, self._now and self._now.date()
        if is_sent and (before is None or self.day.day == before):
            self.day.set_today(recap.sent_at.date() if recap.sent_at else now.date())
            self.day.set_day(now.date())
        self._now = now if is_sent else None

    def _waiting(self, is_sent: bool) -> str:
        return self.tr("No answer yet") if is_sent else self.tr("This corrects the one before it")

    def _sent(self, at: datetime | None, now: datetime) -> str:
        if at is None:
            return ""
        days = (now.date() - at.astimezone(now.tzinfo).date()).days
        return self.tr("Sent {when}.").format(when=days_ago(days))

    def _said(self, reply: Reply, today: date) -> str:
        confirmed = reply.kind is ReplyKind.CONFIRMED
        if reply.at is None:
            return self.tr("They confirmed it") if confirmed else self.tr("They corrected it")
        said = (
            self.tr("They confirmed it on {day}")
            if confirmed
            else self.tr("They corrected it on {day}")
        )
        return said.format(day=long_date(reply.at.date(), today))

    def _reply(self, kind: ReplyKind) -> None:
        now = self._now
        if now is not None:
            day = self.day.day or now.date()
            at = now if day == now.date() else _noon(now, day)
            self.replied.emit(Reply(kind=kind, at=at, text=self.words.text))

    def _lay_out(self) -> None:
        below = (self._waits, self.their_words, self.words, self._day_name, self.day)
        for part in below:
            self.column.addWidget(part)
        for button in (self.confirmed, self.corrected):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for link in (self.forget, self.first):
            self.column.addLayout(link_row(link))
        self.words.changed.connect(self.typed)
        self.confirmed.clicked.connect(lambda: self._reply(ReplyKind.CONFIRMED))
        self.corrected.clicked.connect(lambda: self._reply(ReplyKind.CORRECTED))
        self.forget.clicked.connect(lambda: self.replied.emit(None))
        self.first.clicked.connect(self.first_wanted)


class TheirWords(GrowingEntry):
    """Their words as they were pasted: to be read, selected and copied, never changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until there are some."""
        super().__init__(parent)
        self.set_commits(False)
        self.set_most_lines(MOST_LINES)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(self.tr("Their words"))
        self.hide()

    def show_text(self, text: str) -> None:
        """Show *text*; without any, show nothing."""
        if text != self.text():
            self.setPlainText(text)
        self.setVisible(bool(text))


def _noon(now: datetime, day: date) -> datetime:
    """Return noon of *day*: of an earlier day only the day is known; noon is in it everywhere."""
    return now.replace(
        year=day.year, month=day.month, day=day.day, hour=12, minute=0, second=0, microsecond=0
    )


def _link(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("link", True)
    return button


def _small(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("small", True)
    return button
