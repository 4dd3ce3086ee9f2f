"""Advice on record: how the case was put when they chose otherwise, stamped once and kept."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from companion.gui.recap.fields import TextField
from companion.gui.widgets.day_field import DayField
from companion.gui.widgets.text import Label, wrapped
from companion.method.dates import long_date
from companion.model import Advice


class AdviceForm(QWidget):
    """Four fields until it is put on record, then the record, which nobody changes any more.

    ``typed`` tells that a field changed; ``record_wanted`` that it should go on record as it is.
    """

    typed = Signal()
    record_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty and open."""
        super().__init__(parent)
        self.we_advised = TextField(self.tr("We advised"), self)
        self.because = TextField(self.tr("Because"), self)
        self.they_chose = TextField(self.tr("They chose"), self)
        self._again_name = Label(self, self.tr("We look at it again on"), "label")
        self.again = DayField(self)
        self.record = QPushButton(self.tr("Put on record"), self)
        self.record.setProperty("small", True)
        self._note = wrapped(self, role="small")
        self._recorded = wrapped(self, role="body")
        self._lay_out()

    @property
    def shown_record(self) -> str:
        """What stands on record, as it is shown; empty as long as nothing does."""
        return self._recorded.text() if not self._recorded.isHidden() else ""

    def advice(self) -> Advice:
        """Return what the fields say."""
        return Advice(
            we_advised=self.we_advised.text,
            because=self.because.text,
            they_chose=self.they_chose.text,
            look_again_on=self.again.day,
        )

    def show_advice(self, recorded: Advice | None, typed: Advice, today: date) -> None:
        """Show the record where there is one, else the fields with what was typed."""
        is_final = recorded is not None and recorded.recorded_at is not None
        self.again.set_today(today)
        if recorded is not None and is_final:
            self._recorded.setText(self._record_words(recorded, today))
            self._note.setText(self._stamp(recorded, today))
        else:
            self.we_advised.show_text(typed.we_advised)
            self.because.show_text(typed.because)
            self.they_chose.show_text(typed.they_chose)
            self.again.set_day(typed.look_again_on)
            self._note.setText(self.tr("It is stamped with the time and then stays as it is."))
        self._recorded.setVisible(is_final)
        for part in self._fields():
            part.setVisible(not is_final)
        self._look()

    def _record_words(self, advice: Advice, today: date) -> str:
        lines = [
            self.tr("We advised: {words}").format(words=advice.we_advised),
            self.tr("Because: {words}").format(words=advice.because),
            self.tr("They chose: {words}").format(words=advice.they_chose),
        ]
        said = (advice.we_advised, advice.because, advice.they_chose)
        shown = [line for line, words in zip(lines, said, strict=True) if words]
        if advice.look_again_on:
            day = long_date(advice.look_again_on, today)
            shown.append(self.tr("We look at it again on {day}").format(day=day))
        return "\n".join(shown)

    def _stamp(self, advice: Advice, today: date) -> str:
        at = advice.recorded_at
        if at is None:
            return ""
        return self.tr("On record since {day}, {time}. It stays as it is.").format(
            day=long_date(at.date(), today), time=f"{at:%H:%M}"
        )

    def _look(self) -> None:
        """Offer the record once both sides of it are said."""
        self.record.setEnabled(bool(self.we_advised.text and self.they_chose.text))

    def _notice(self) -> None:
        self._look()
        self.typed.emit()

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            self.we_advised,
            self.because,
            self.they_chose,
            self._again_name,
            self.again,
            self.record,
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._recorded, *self._fields(), self._note):
            column.addWidget(part)
        self._recorded.hide()
        for field in (self.we_advised, self.because, self.they_chose, self.again):
            field.changed.connect(self._notice)
        self.record.clicked.connect(self.record_wanted)
        self._look()
