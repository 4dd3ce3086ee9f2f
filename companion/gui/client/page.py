"""The page on one client: their metric, three lines before the call, every disagreement."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.client.before_lines import BeforeLines
from companion.gui.client.expectation_row import ExpectationRow
from companion.gui.client.lead_row import LeadRow
from companion.gui.client.metric_card import MetricCard
from companion.gui.client.person_row import PersonRow
from companion.gui.client.reading import Read
from companion.gui.client.section import PageSection
from companion.gui.client.words import (
    head_said,
    own,
    promise_facts,
    recap_facts,
    recap_title,
    said_facts,
    talk_facts,
)
from companion.gui.said import client_said, topic_said
from companion.gui.theme.type import letter_width
from companion.gui.widgets.card import Card
from companion.gui.widgets.chip import Chip, kind_word
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.step_dots import StepDots, dots_text
from companion.gui.widgets.text import Label
from companion.method.before_call import Promised
from companion.model import Expectation, Side
from companion.session import Clock
from companion.store.client_page import ClientPage, ClientTalk

WIDEST = 1040
"""Pixels at which a line is still read in one look."""

_TWO_CARDS = 96
"""Average letters that fit across before the two cards at the top stand side by side."""


class ClientView(PageScroll):
    """Shows a client as it was read; every wish leaves by a signal."""

    disagreement_wanted = Signal(str)
    recap_wanted = Signal(str)
    call_wanted = Signal(str)
    """A prepared call with the client is to be opened."""

    prepare_wanted = Signal(str)
    """A call with the client of this id is to be prepared."""

    asked = Signal(str)
    answered = Signal(str, str)
    more_wanted = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        """Show nothing until ``show_client``; times are as *clock* has them."""
        super().__init__(parent)
        self._clock = clock
        self._read: Read | None = None
        self._shown: tuple[object, ...] = ()
        self._inside = QWidget()
        self._name = Label(self._inside, "", "page_title")
        self._facts = Label(self._inside, "", "muted")
        self.prepare = KeyButton(self._inside)
        self.prepare.setProperty("primary", True)
        self.prepare.clicked.connect(self._want_call)
        self.figures = MetricCard(self._inside)
        self._before_card = Card(self._inside)
        self.before = BeforeLines(self._before_card)
        headings = {
            "talks": self.tr("Disagreements"),
            "ours": self.tr("What we promised"),
            "theirs": self.tr("What they promised"),
            "said": self.tr("Noted as a promise"),
            "beforehand": self.tr("Agreed beforehand"),
            "people": self.tr("People"),
            "recap": self.tr("Last recap"),
        }
        self.sections = {key: PageSection(text, self._inside) for key, text in headings.items()}
        self._lay_out()
        self.before.disagreement_wanted.connect(self.disagreement_wanted)
        self.before.recap_wanted.connect(self.recap_wanted)
        self.sections["talks"].more_wanted.connect(self.more_wanted)

    @property
    def client_id(self) -> str:
        """The id of the client that is shown, empty before the first one."""
        return self._read.page.client.id if self._read else ""

    def show_client(self, read: Read) -> None:
        """Show what was read; a line in which somebody writes stays as it is."""
        now = self._clock.now()
        is_other = self.client_id != read.page.client.id
        if (read, now.date()) == self._shown or (not is_other and self._is_written_in()):
            return
        self._shown, self._read = (read, now.date()), read
        self._fill(read, now)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def enter(self) -> None:
        """Give the keyboard to the first act of the page."""
        self.prepare.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, read: Read, now: datetime) -> None:
        page = read.page
        self._name.setText(client_said(page.client.name))
        self._facts.setText(head_said(page))
        prepared = self.tr("Open the prepared call")
        self.prepare.setText(prepared if page.prepared_call else self.tr("Prepare a call"))
        metrics = (page.client.metric(key) for key in page.metric_ids)
        self.figures.show_metrics(tuple(m for m in metrics if m is not None), now.date())
        self.before.show_lines(page.lines, now.date())
        self._before_card.setVisible(bool(page.lines))
        self._show_talks(read, now)
        self._show_promises(page, now)
        self._show_beforehand(read, now)
        self._show_people(page)
        self._show_recap(page, now)

    def _show_talks(self, read: Read, now: datetime) -> None:
        section = self.sections["talks"]
        section.show_rows([self._talk(talk, read, now) for talk in read.page.talks])
        more = read.page.disagreements - len(read.page.talks)
        section.offer_more(self.tr("Show more: {count}").format(count=more) if more > 0 else "")

    def _talk(self, talk: ClientTalk, read: Read, now: datetime) -> LeadRow:
        row = LeadRow(self._inside, topic_said(talk.topic), talk_facts(talk, now))
        if talk.call_id:
            done = tuple(key in talk.steps_done for key in read.steps[talk.playbook])
            row.add_aside(StepDots(row, done), dots_text(done))
        row.add_aside(Chip(row, talk.outcome), kind_word(talk.outcome))
        row.clicked.connect(lambda: self.disagreement_wanted.emit(talk.id))
        return row

    def _show_promises(self, page: ClientPage, now: datetime) -> None:
        for key, is_ours in (("ours", True), ("theirs", False)):
            steps = [step for step in page.promised if (step.side is Side.OURS) is is_ours]
            self.sections[key].show_rows([self._promise(step, now) for step in steps])
        rows = []
        for said in page.said:
            row = LeadRow(self._inside, own(said.text), said_facts(said, now), is_strong=False)
            row.clicked.connect(
                lambda _on=False, to=said.disagreement_id: self.disagreement_wanted.emit(to)
            )
            rows.append(row)
        self.sections["said"].show_rows(rows)

    def _promise(self, step: Promised, now: datetime) -> LeadRow:
        facts = promise_facts(step, now.date())
        row = LeadRow(self._inside, own(step.text), facts, is_strong=False)
        row.set_tone("concern" if step.due is not None and step.due < now.date() else "")
        row.clicked.connect(lambda: self.disagreement_wanted.emit(step.disagreement_id))
        return row

    def _show_beforehand(self, read: Read, now: datetime) -> None:
        known = read.page.client.expectations
        asked = {expectation.question for expectation in known}
        open_ones = [Expectation(question=q) for q in read.questions if q not in asked]
        rows = [ExpectationRow(each, now.date(), self._inside) for each in known]
        rows += [
            ExpectationRow(each, now.date(), self._inside, is_known=False) for each in open_ones
        ]
        for row in rows:
            row.asked.connect(self.asked)
            row.answered.connect(self.answered)
        self.sections["beforehand"].show_rows(rows)

    def _show_people(self, page: ClientPage) -> None:
        lifted = {row.contact_id for row in self._inside.findChildren(PersonRow) if _is_open(row)}
        self.sections["people"].show_rows(
            [PersonRow(c, self._inside, is_lifted=c.id in lifted) for c in page.client.contacts]
        )

    def _show_recap(self, page: ClientPage, now: datetime) -> None:
        recap = page.recap
        if recap is None:
            self.sections["recap"].show_rows([])
            return
        row = LeadRow(self._inside, recap_title(recap), recap_facts(recap, now))
        row.clicked.connect(lambda: self.recap_wanted.emit(recap.call_id))
        self.sections["recap"].show_rows([row])

    def _is_written_in(self) -> bool:
        rows = self._inside.findChildren(ExpectationRow)
        return any(row.is_being_answered and row.isVisible() for row in rows)

    def _want_call(self) -> None:
        if self._read is None:
            return
        if self._read.page.prepared_call:
            self.call_wanted.emit(self._read.page.prepared_call)
        else:
            self.prepare_wanted.emit(self.client_id)

    def _lay_out(self) -> None:
        for label in (self._name, self._facts):
            label.set_wrap()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addWidget(self.prepare, 0, Qt.AlignmentFlag.AlignVCenter)
        inside = QVBoxLayout(self._before_card)
        inside.setContentsMargins(14, 14, 14, 10)
        inside.addWidget(self.before)
        inside.addStretch(1)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(16)
        self._cards.addWidget(self.figures, 3)
        self._cards.addWidget(self._before_card, 4)
        self._inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(28, 24, 28, 26)
        column.setSpacing(18)
        column.addLayout(head)
        column.addLayout(self._cards)
        for section in self.sections.values():
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(self._inside)
        self.setAccessibleName(self.tr("All about the client"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two cards side by side where there is room for the words of both."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= _TWO_CARDS * letter_width(self.fontMetrics())
        ways = QBoxLayout.Direction
        self._cards.setDirection(ways.LeftToRight if wide else ways.TopToBottom)


def _is_open(row: PersonRow) -> bool:
    return row.veil.isChecked() and row.isVisible()
