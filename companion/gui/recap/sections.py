"""Two quiet sections of the side panel: how long ago the call ended, and whose words these are."""

from __future__ import annotations

from datetime import datetime
from difflib import SequenceMatcher

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from companion.gui.recap.fields import Section
from companion.gui.recap.page import Page
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.text import wrapped
from companion.method.one_line import one_line
from companion.model import CallState

TAKE_BACK_FOR_MINUTES = 15
"""So long after its end a call is gone back to as if it had not ended; later it is reopened."""


class AgeSection(Section):
    """Minutes since the call ended, and the way back into it."""

    call_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Know of no end yet."""
        super().__init__(parent)
        self._why = wrapped(self, role="muted")
        self._why.setText(self.tr("The sooner it arrives, the less is left to memory."))
        self.back = QPushButton(self)
        self.back.setProperty("link", True)
        self.back.clicked.connect(self.call_wanted)
        self.column.addWidget(self._why)
        self.column.addLayout(link_row(self.back))

    def show_page(self, page: Page, now: datetime) -> None:
        """Say how long ago the call of *page* ended, seen from *now*."""
        ended = page.call.ended_at
        minutes = None if ended is None else max(0, int((now - ended).total_seconds() // 60))
        is_running = page.call.status is CallState.RUNNING
        self.show_age(minutes, is_sent=not page.is_draft, is_running=is_running)

    def show_age(self, minutes: int | None, *, is_sent: bool, is_running: bool) -> None:
        """Say how many whole *minutes* ago the call ended; None where its end is not known."""
        self.set_heading("" if minutes is None else self._ended(minutes))
        self._why.setVisible(minutes is not None and not is_sent)
        is_fresh = is_running or (minutes is not None and minutes <= TAKE_BACK_FOR_MINUTES)
        words = self.tr("Back to the call") if is_fresh else self.tr("Reopen and add")
        self.back.setText(words)

    def _ended(self, minutes: int) -> str:
        hours, days = minutes // 60, minutes // (24 * 60)
        if minutes < 1:
            return self.tr("Call ended just now")
        if hours < 1:
            one = self.tr("Call ended 1 minute ago")
            more = self.tr("Call ended {count} minutes ago").format(count=minutes)
            return one if minutes == 1 else more
        if days < 1:
            one = self.tr("Call ended 1 hour ago")
            more = self.tr("Call ended {count} hours ago").format(count=hours)
            return one if hours == 1 else more
        one = self.tr("Call ended 1 day ago")
        more = self.tr("Call ended {count} days ago").format(count=days)
        return one if days == 1 else more


class WordsSection(Section):
    """Who signs, and whether the words are the rules' or the person's own."""

    anew_wanted = Signal()
    me_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Know of no words yet."""
        super().__init__(parent)
        self._corrects = wrapped(self, role="muted")
        self._corrects.setText(self.tr("This recap corrects the one before it."))
        self._whose = wrapped(self, role="muted")
        self.anew = QPushButton(self.tr("Write it anew"), self)
        self.anew.setProperty("link", True)
        self.anew.clicked.connect(self.anew_wanted)
        self._me = wrapped(self, role="muted")
        self.change_me = QPushButton(self)
        self.change_me.setProperty("link", True)
        self.change_me.clicked.connect(self.me_wanted)
        for part in (self._corrects, self._whose):
            self.column.addWidget(part)
        self.column.addLayout(link_row(self.anew))
        self.column.addWidget(self._me)
        self.column.addLayout(link_row(self.change_me))

    @property
    def whose(self) -> str:
        """What the section says about the words; empty while they are the rules' own."""
        return self._whose.text() if not self._whose.isHidden() else ""

    def show_page(self, page: Page, text: str, *, edited: bool) -> None:
        """Say whose words *text* is, and what writing it anew would change."""
        offers = edited and page.is_draft
        self.set_heading(self.tr("The words"))
        self._corrects.setVisible(bool(page.recap.in_reply_to))
        self._whose.setVisible(offers)
        self.anew.setVisible(offers)
        if offers:
            self._whose.setText(self._differing(changed_lines(text, page.fresh.text)))
        signed = " · ".join(filter(None, (one_line(page.me.name), one_line(page.me.company))))
        self._me.setText(self.tr("Signed by {name}").format(name=signed))
        self._me.setVisible(bool(signed))
        self.change_me.setText(self.tr("Change who signs") if signed else self.tr("Add your name"))

    def _differing(self, lines: int) -> str:
        if lines == 0:
            return self.tr("The subject is your own.")
        if lines == 1:
            return self.tr("One line is your own. Nothing overwrites it by itself.")
        words = self.tr("{count} lines are your own. Nothing overwrites them by itself.")
        return words.format(count=lines)


def changed_lines(text: str, fresh: str) -> int:
    """Return how many lines of *text* and *fresh* differ, without counting empty ones."""
    mine, rules = ([line for line in words.splitlines() if line.strip()] for words in (text, fresh))
    matcher = SequenceMatcher(None, mine, rules, autojunk=False)
    return sum(
        max(a_end - a, b_end - b)
        for tag, a, a_end, b, b_end in matcher.get_opcodes()
        if tag != "equal"
    )
