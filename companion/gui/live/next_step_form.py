"""The fields of one next step: what, who, and by when, as people say a date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import InvalidInput
from companion.gui.live.naming import complete
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import wrapped
from companion.method.dates import parse_due, short_date
from companion.method.one_line import one_line
from companion.model import NextStep, new_id


class NextStepForm(QWidget):
    """Begins a next step with its first letter; says at once which day was understood."""

    changed = Signal(object)
    """The next step is being typed: the NextStep."""

    emptied = Signal(str)
    """Nothing is left of the next step with that id."""

    finished = Signal()
    """Enter was pressed in the last field."""

    def __init__(self, parent: QWidget, clock_ms: Callable[[], int]) -> None:
        """Stamp a new step with *clock_ms*, the call's clock."""
        super().__init__(parent)
        self._clock_ms = clock_ms
        self._step: NextStep | None = None
        self._today = date.min
        self._owners = QStringListModel(self)
        self._text = self._field(self.tr("Next step"), "")
        self._owner = self._field(self.tr("Owner"), self.tr("Who"))
        self._due = self._field(self.tr("Due date"), self.tr("By when, such as Thu"))
        offered = complete(self._owner, self._owners)
        # The choice is written into the field right after this signal, and tells nobody.
        offered.activated.connect(lambda _name: QTimer.singleShot(0, self, self._follow))
        self._said = wrapped(self, "", "small")
        self._text.returnPressed.connect(partial(_focus, self._owner))
        self._owner.returnPressed.connect(partial(_focus, self._due))
        self._due.returnPressed.connect(self.finished)
        self._lay_out()
        self.ask(for_another=False)
        self._say()

    @property
    def step(self) -> NextStep | None:
        """The next step as it stands, or None while nothing was typed."""
        return self._step

    @property
    def first(self) -> QWidget:
        """The field that Tab comes to first."""
        return self._text

    @property
    def is_typed_in(self) -> bool:
        """Whether one of the fields has the focus."""
        return any(field.hasFocus() for field in (self._text, self._owner, self._due))

    def set_people(self, owners: Sequence[str], today: date) -> None:
        """Offer *owners*, and understand dates as seen from *today*."""
        self._owners.setStringList(list(owners))
        self._today = today

    def show_step(self, step: NextStep | None) -> None:
        """Show a next step to go on with, or empty fields for a new one."""
        self._step = step
        shown = step or NextStep(id="none")
        self._text.setText(shown.text)
        self._owner.setText(shown.owner)
        due = short_date(shown.due, self._today) if shown.due else ""
        self._due.setText(shown.due_text or due)
        self._say()

    def ask(self, *, for_another: bool) -> None:
        """Ask for the first next step, or for one more."""
        first, more = self.tr("What happens first?"), self.tr("And another one?")
        self._text.setPlaceholderText(more if for_another else first)

    def begin(self) -> None:
        """Take the focus on the first field that is empty."""
        fields = (self._text, self._owner, self._due)
        field = next((field for field in fields if not field.text()), self._text)
        # Not as Tab does it, which selects everything: the next letter would replace it.
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.end(False)

    def _field(self, name: str, example: str) -> LineEdit:
        field = LineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        field.textEdited.connect(self._follow)
        return field

    def _follow(self) -> None:
        """Take over what stands in the fields."""
        text, owner, due = (
            one_line(field.text()) for field in (self._text, self._owner, self._due)
        )
        if not (text or owner or due):
            self._empty()
            return
        step = self._step or NextStep(id=new_id(), at_ms=self._clock_ms())
        self._step = replace(step, text=text, owner=owner, due=self._day(due), due_text=due)
        self._say()
        self.changed.emit(self._step)

    def _empty(self) -> None:
        step, self._step = self._step, None
        self._say()
        if step is not None:
            self.emptied.emit(step.id)

    def _day(self, typed: str) -> date | None:
        try:
            return parse_due(typed, self._today) if typed else None
        except InvalidInput:
            return None

    def _say(self) -> None:
        """Say which day was understood, or what is missing before it counts as agreed."""
        words, tone = self._words()
        self._said.setText(words)
        self._said.set_tone(tone)
        self._said.setVisible(bool(words))

    def _words(self) -> tuple[str, str]:
        step = self._step
        if step is None:
            return "", ""
        if step.due_text and step.due is None:
            try:
                parse_due(step.due_text, self._today)
            except InvalidInput as error:
                return str(error), "concern"
        day = short_date(step.due, self._today) if step.due else ""
        if step.is_agreed:
            return day, "accent"
        missing = self.tr("It counts as agreed with a name and a date.")
        return " · ".join(part for part in (day, missing) if part), ""

    def _lay_out(self) -> None:
        who_and_when = QHBoxLayout()
        who_and_when.setSpacing(6)
        who_and_when.addWidget(self._owner, 1)
        who_and_when.addWidget(self._due, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._text)
        box.addLayout(who_and_when)
        box.addWidget(self._said)


def _focus(field: LineEdit) -> None:
    field.setFocus(Qt.FocusReason.TabFocusReason)
