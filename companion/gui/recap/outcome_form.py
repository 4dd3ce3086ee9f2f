"""Where the call landed, and what each of the six outcomes needs to be said well."""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from companion.gui.recap.advice_form import AdviceForm
from companion.gui.recap.fields import Section, TextField
from companion.gui.widgets.chooser import Chooser
from companion.gui.widgets.day_field import DayField
from companion.gui.widgets.text import Label
from companion.model import Mistake, Outcome, OutcomeKind

_UNTIL = frozenset({OutcomeKind.TRIAL, OutcomeKind.PARKED})


class OutcomeForm(Section):
    """A chooser and the fields of what is chosen.

    ``chosen`` carries the OutcomeKind that a person picked, ``changed`` tells that a field of it
    changed; ``outcome`` is then what to keep. Advice has signals of its own.
    """

    chosen = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._standing: Outcome | None = None
        self.set_heading(self.tr("Where it landed"))
        self.chooser = Chooser(self, self.heading)
        self.chooser.addItem(self.tr("Not said yet"), None)
        for kind, words in self._words().items():
            self.chooser.addItem(words, kind)
        self._until_name = Label(self, role="label")
        self.until = DayField(self)
        self.what = TextField(self.tr("What we got wrong"), self)
        self.effect = TextField(self.tr("What it did to their number"), self)
        self.fix = TextField(self.tr("How we put it right"), self)
        self._by_name = Label(self, self.tr("By"), "label")
        self.by = DayField(self)
        self.advice = AdviceForm(self)
        self._lay_out()
        self._show_fields(None)

    def show_outcome(self, outcome: Outcome | None, today: date) -> None:
        """Show what is recorded; fields that hold the same already are left alone."""
        self._standing = outcome
        kind = outcome.kind if outcome else None
        self.chooser.setCurrentIndex(max(0, self.chooser.findData(kind)))
        mistake = (outcome and outcome.mistake) or Mistake()
        for field in (self.until, self.by):
            field.set_today(today)
        if kind in _UNTIL:
            self.until.set_day(outcome.until if outcome else None)
        if kind is OutcomeKind.WE_WERE_WRONG:
            self.what.show_text(mistake.what)
            self.effect.show_text(mistake.effect)
            self.fix.show_text(mistake.fix)
            self.by.set_day(mistake.by)
        recorded = outcome.advice if outcome else None
        # Advice on record is not taken back by choosing something else (method, idea 18).
        self.chooser.setEnabled(recorded is None or recorded.recorded_at is None)
        self._show_fields(kind)

    def outcome(self, now: datetime) -> Outcome:
        """Return what the form says; the time of an outcome is when it was first chosen."""
        kind = OutcomeKind(self.chooser.currentData() or OutcomeKind.OPEN)
        before = self._standing if self._standing and self._standing.kind is kind else None
        outcome = Outcome(kind=kind, at=(before and before.at) or now)
        if before and before.advice:
            outcome = replace(outcome, advice=before.advice)
        if kind in _UNTIL:
            return replace(outcome, until=self.until.day)
        if kind is OutcomeKind.WE_WERE_WRONG:
            return replace(outcome, mistake=self._mistake())
        return outcome

    def _mistake(self) -> Mistake:
        return Mistake(
            what=self.what.text, effect=self.effect.text, fix=self.fix.text, by=self.by.day
        )

    def _choose(self) -> None:
        kind = self.chooser.currentData()
        if kind is None:
            self.show_outcome(self._standing, self.until.today)
            return
        kind = OutcomeKind(kind)
        if kind in _UNTIL:
            self.until.set_day(None)
        self._show_fields(kind)
        self.chosen.emit(kind)

    def _show_fields(self, kind: OutcomeKind | None) -> None:
        parked = kind is OutcomeKind.PARKED
        self._until_name.setText(
            self.tr("We take it up again on") if parked else self.tr("We try it until")
        )
        until: tuple[QWidget, ...] = (self._until_name, self.until)
        mistake: tuple[QWidget, ...] = (self.what, self.effect, self.fix, self._by_name, self.by)
        for part in until:
            part.setVisible(kind in _UNTIL)
        for part in mistake:
            part.setVisible(kind is OutcomeKind.WE_WERE_WRONG)
        self.advice.setVisible(kind is OutcomeKind.THEIR_CHOICE)

    def _words(self) -> dict[OutcomeKind, str]:
        return {
            OutcomeKind.AGREED: self.tr("Agreed"),
            OutcomeKind.TRIAL: self.tr("On trial"),
            OutcomeKind.PARKED: self.tr("Parked"),
            OutcomeKind.THEIR_CHOICE: self.tr("Their choice"),
            OutcomeKind.WE_WERE_WRONG: self.tr("We were wrong"),
            OutcomeKind.OPEN: self.tr("Open"),
        }

    def _lay_out(self) -> None:
        parts = (self.chooser, self._until_name, self.until, self.what, self.effect, self.fix)
        for part in (*parts, self._by_name, self.by, self.advice):
            self.column.addWidget(part)
        self.chooser.activated.connect(self._choose)
        for field in (self.until, self.by, self.what, self.effect, self.fix):
            field.changed.connect(self.changed)
