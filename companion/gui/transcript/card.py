"""One proposal at a time: who said what when, and what would be kept of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import InvalidInput
from companion.gui.said import call_time
from companion.gui.transcript.acts import is_step, metric_line
from companion.gui.widgets.card import Card
from companion.gui.widgets.chip import Chip, kind_word
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label, wrapped
from companion.method.dates import long_date, parse_due, short_date
from companion.method.one_line import one_line
from companion.method.proposals import Proposal

LONGEST_QUOTE = 400


class ProposalCard(Card):
    """The proposal that is looked at; what is kept of it can be corrected first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._proposal: Proposal | None = None
        self._seen_from = date.min
        self.chip = Chip(self, "next_step")
        self.place = Label(self, role="muted")
        self.quote = wrapped(self)
        self.what, self.who, self.when = (LineEdit(self) for _ in range(3))
        self.day = wrapped(self, role="small")
        self.line = LineEdit(self)
        self.what.setAccessibleName(self.tr("What is to be done"))
        self.who.setAccessibleName(self.tr("Who does it"))
        self.when.setAccessibleName(self.tr("By when"))
        self.line.setAccessibleName(self.tr("Their metric with its figures"))
        self.when.textChanged.connect(self._say_day)
        self._lay_out()

    @property
    def first(self) -> LineEdit:
        """Where the keyboard enters the card."""
        step = self._proposal is not None and is_step(self._proposal)
        return self.what if step else self.line

    def show_proposal(self, proposal: Proposal, place: str, seen_from: date) -> None:
        """Show *proposal*; *place* says which of how many, days are seen from *seen_from*."""
        self._proposal, self._seen_from = proposal, seen_from
        step = is_step(proposal)
        self.chip.set_kind("next_step" if step else "metric")
        self.place.setText(place)
        self.quote.setText(self._quote(proposal))
        self._form.setRowVisible(self.what, step)
        self._form.setRowVisible(self.who, step)
        self._form.setRowVisible(self._when, step)
        self._form.setRowVisible(self.line, not step)
        self.what.setText(one_line(proposal.text))
        self.who.setText(proposal.owner)
        self.when.setText(short_date(proposal.due, seen_from) if proposal.due else "")
        self.line.setText("" if step else metric_line(proposal, seen_from))
        for field in (self.what, self.line):
            field.setCursorPosition(0)
        self._say_day()
        kind = kind_word("next_step" if step else "metric")
        self.setAccessibleName(f"{kind}. {place}. {self.quote.text()}")

    def due(self) -> date | None:
        """Return the day in the field; None where it is empty. Raises InvalidInput."""
        typed = self.when.text().strip()
        return parse_due(typed, self._seen_from) if typed else None

    def _quote(self, proposal: Proposal) -> str:
        text = one_line(proposal.text)
        shown = text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
        whole = self.tr("{time}  {name}: “{words}”")
        if not proposal.speaker:
            whole = self.tr("{time}  “{words}”")
        return whole.format(time=call_time(proposal.at_ms), name=proposal.speaker, words=shown)

    def _say_day(self) -> None:
        try:
            day = self.due()
        except InvalidInput as error:
            self.day.setText(error.sentence())
            self.day.set_tone("concern")
            return
        self.day.set_tone("")
        said = self._proposal.due_text if self._proposal else ""
        if day is not None:
            self.day.setText(long_date(day, self._seen_from))
        else:
            none = self.tr("No day was said; a next step counts as agreed with one.")
            self.day.setText(said or none)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.chip)
        head.addStretch(1)
        head.addWidget(self.place)
        self._when = QWidget(self)
        when = QVBoxLayout(self._when)
        when.setContentsMargins(0, 0, 0, 0)
        when.setSpacing(2)
        when.addWidget(self.when)
        when.addWidget(self.day)
        self._form = QFormLayout()
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in (
            (self.tr("What"), self.what),
            (self.tr("Who"), self.who),
            (self.tr("By when"), self._when),
            (self.tr("Their metric"), self.line),
        ):
            words = Label(self, label, "muted")
            words.setMinimumHeight(self.what.sizeHint().height())  # beside a field's first line
            self._form.addRow(words, field)
            self._form.setAlignment(words, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.quote)
        column.addLayout(self._form)
